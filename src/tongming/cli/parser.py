"""The parser of the command line, in the reader's language.

argparse says its own words ("usage", "the following arguments are required") in English. Here they
are Chinese too where the reader is, and the words after a command stand in one list.
"""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any, NoReturn

from tongming.cli.language import _, language

_CHINESE = {
    "usage: ": "用法：",
    "options": "选项",
    "positional arguments": "参数",
    "show this help message and exit": "显示这段说明",
    "%(prog)s: error: %(message)s\n": "%(prog)s：%(message)s\n",
    "the following arguments are required: %s": "缺少：%s",
    "unrecognized arguments: %s": "不认识：%s",
    "expected one argument": "后面要写一个值",
    "expected at least one argument": "后面至少要写一个值",
    "invalid choice: %(value)r (choose from %(choices)s)": "没有%(value)r，可以写：%(choices)s",
    "invalid %(type)s value: %(value)r": "%(value)r不合要求",
    "not allowed with argument %s": "不能与%s一起用",
    "ignored explicit argument %r": "后面不能写值%r",
    "ambiguous option: %(option)s could match %(matches)s": (
        "%(option)s不明确，可能是：%(matches)s"
    ),
    "argument %(argument_name)s: %(message)s": "%(argument_name)s：%(message)s",
}
"""What argparse says, and how a Chinese reader would say it. It knows the English by itself."""


def _own_words(text: str) -> str:
    return _CHINESE.get(text, text) if language() == "zh" else text


# argparse looks every word of its own up under this name; it offers no other way in.
vars(argparse)["_"] = _own_words


_NO_WIDTH = "\u200b"
_PIECES = re.compile(r"\s+|(?:[!-~]+|[^\s!-~])[，。、；：？！）”》]*")
"""What a line may break between: words, and Chinese characters with the mark behind them."""


def _columns(text: str) -> int:
    """How wide a text stands on a terminal, where a Chinese character takes two places."""
    return sum(unicodedata.east_asian_width(character) in "WF" for character in text) + len(text)


def _widened(text: str) -> str:
    """The same to read, and as many characters as it takes places."""
    return text + _NO_WIDTH * (_columns(text) - len(text))


def _lines(text: str, width: int) -> list[str]:
    """A text in lines no wider than a terminal has room for."""
    lines = [""]
    for piece in _PIECES.findall(" ".join(text.split())):
        if _columns(lines[-1] + piece.rstrip()) > width and lines[-1]:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += piece.lstrip() if not lines[-1] else piece
    return lines


class Formatter(argparse.HelpFormatter):
    """Help whose columns stand straight in Chinese too; a list of words has one heading."""

    # argparse counts characters: one without width beside every wide one makes it count right, in
    # the columns and in the usage above them.
    def _metavar_formatter(
        self, action: argparse.Action, default_metavar: str
    ) -> Callable[[int], tuple[str, ...]]:
        names = super()._metavar_formatter(action, default_metavar)
        return lambda count: tuple(_widened(name or "") for name in names(count))

    def _format_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None) -> str:
        prefix = _own_words("usage: ") if prefix is None else prefix
        return super()._format_usage(usage, actions, groups, _widened(prefix))

    def _split_lines(self, text: str, width: int) -> list[str]:
        return _lines(text, width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for line in _lines(text, width - len(indent)))

    def format_help(self) -> str:
        """The whole text."""
        return super().format_help().replace(_NO_WIDTH, "")

    def _format_action(self, action: argparse.Action) -> str:
        text = super()._format_action(action)
        return text.partition("\n")[2] if action.nargs == argparse.PARSER else text


class RawFormatter(argparse.RawDescriptionHelpFormatter, Formatter):
    """The same, with what stands below the options left as it is, so that it can be copied."""


class Parser(argparse.ArgumentParser):
    """A parser that answers in the reader's language; the words after a word inherit it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("formatter_class", Formatter)
        super().__init__(*args, **kwargs)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong below the usage; exit 2."""
        if language() == "zh":
            # Python 3.11 does not look this one up.
            message = re.sub(r"^argument (.+?): ", r"\1：", message)
        super().error(message)


def whole_number(text: str) -> int:
    """A whole number for an option, in any digits; no underscores, no points."""
    if re.fullmatch(r"\s*[+-]?\d{1,40}\s*", text):
        return int(text)
    raise argparse.ArgumentTypeError(_("应当是整数，不能是“{text}”").format(text=text[:40]))


def iso_day(text: str) -> date:
    """A date for an option, written 2026-03-01."""
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    message = _("应当写成 2026-03-01 这样的日期，不能是“{text}”")
    raise argparse.ArgumentTypeError(message.format(text=text[:40]))


def four_digit_year(text: str) -> int:
    """A year for an option: four digits."""
    if text.isascii() and text.isdigit() and len(text) == 4:
        return int(text)
    message = _("应当是四位数的年度，不能是“{text}”")
    raise argparse.ArgumentTypeError(message.format(text=text[:40]))
