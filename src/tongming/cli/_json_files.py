"""Reading a small JSON file that a person wrote, and saying plainly what is wrong with it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, TextIO

from tongming.cli.language import _
from tongming.law.words import Refused

LIMIT = 5_000_000
"""Bytes; a year of the calendar has a few hundred, a history a few thousand."""


class Unusable(Exception):
    """A file that cannot be used; the text is one line for the person who named it."""


def read_json(path: str) -> Any:
    """What the file holds; `-` reads standard input. `Unusable` names the file."""
    try:
        if path == "-":
            content = sys.stdin.buffer.read(LIMIT + 1)
        else:
            with Path(path).open("rb") as file:
                content = file.read(LIMIT + 1)
    except FileNotFoundError:
        raise Unusable(_("{file}：没有这个文件。").format(file=path)) from None
    except IsADirectoryError:
        raise Unusable(_("{file}：这是文件夹，不是文件。").format(file=path)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Unusable(_("{file}：读不了（{reason}）。").format(file=path, reason=reason)) from None
    if len(content) > LIMIT:
        raise Unusable(_("{file}：太大，最多{n} MB。").format(file=path, n=LIMIT // 1_000_000))
    if not content.strip():
        raise Unusable(_("{file}：文件是空的。").format(file=path))
    return _parse(path, content)


def _parse(path: str, content: bytes) -> Any:
    try:
        text = content.decode(json.detect_encoding(content))
    except UnicodeDecodeError:
        try:
            text = content.decode("gb18030")
        except UnicodeDecodeError:
            raise Unusable(_("{file}：不是文本文件。").format(file=path)) from None
    try:
        return json.loads(text, object_pairs_hook=_no_double)
    except json.JSONDecodeError as error:
        message = _("{file}：不是JSON，第{line}行第{column}个字符处有误。")
        raise Unusable(message.format(file=path, line=error.lineno, column=error.colno)) from None
    except (ValueError, RecursionError):
        raise Unusable(_("{file}：不是可以使用的JSON。").format(file=path)) from None


class _Double(ValueError):
    """A name that stands twice in one object."""


def _no_double(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; a name written twice would lose the first value in silence."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _Double
    return found


def complain(text: str) -> None:
    """One line on standard error, whatever strange characters a file brought along."""
    line = " ".join(text.split())
    shown = "".join(character if character.isprintable() else "�" for character in line)
    print(shown, file=sys.stderr)


def refusal_text(refused: Refused) -> str:
    """The reason with its article."""
    reason = refused.message.render(_)
    if not refused.article:
        return reason
    return _("{reason}（{article}）").format(reason=reason, article=refused.article)


def use_utf8(stream: TextIO) -> None:
    """JSON is UTF-8 wherever it is written to; a terminal of another kind changes nothing."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="backslashreplace")


def in_file(file: str, refused: Refused) -> str:
    """The reason with its article, and the file it is about."""
    return _("{file}：{reason}").format(file=file, reason=refusal_text(refused))
