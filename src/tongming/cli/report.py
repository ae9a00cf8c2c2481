"""`tongming report …`: read, check and roll up published reports; compile one's own.

Reading needs neither database nor Django; only `compile` does, and only it imports them.
"""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Callable
from typing import Any

from tongming.cli.language import _
from tongming.cli.parser import Parser

_WORDS: tuple[tuple[str, str, Callable[[], str]], ...] = (
    (
        "read",
        "tongming.cli._report_read",
        lambda: _("读取已发布的年度报告，输出标题、年度和各项数字"),
    ),
    (
        "check",
        "tongming.cli._report_check",
        lambda: _("核对已发布的年度报告，列出不成立的勾稽关系"),
    ),
    ("rollup", "tongming.cli._report_rollup", lambda: _("把多份报告逐栏汇总")),
    ("open", "tongming.cli._report_open", lambda: _("把一个汇总的数字打开，看各单位填了多少")),
    ("compile", "tongming.cli._report_compile", lambda: _("由本单位的办件记录编制年度报告")),
)


class _Lazy(Parser):
    """A parser whose options are described by a module, imported when the word is typed."""

    module = ""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        if self.module:
            word = importlib.import_module(self.module)
            self.module = ""
            word.configure(self)
            if self.get_default("run") is None:
                self.set_defaults(run=word.run)
        return super().parse_known_args(args, namespace)


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the words after `tongming report`."""
    words = parser.add_subparsers(
        title=_("命令"), metavar=_("命令"), required=True, parser_class=_Lazy
    )
    for name, module, help_ in _WORDS:
        words.add_parser(name, help=help_(), description=help_()).module = module
