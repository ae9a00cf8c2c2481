"""`tongming inspect`: looking at sections."""

from __future__ import annotations

import argparse

from tongming.cli import _inspect_crawl
from tongming.cli.language import _


def configure(parser: argparse.ArgumentParser) -> None:
    """The words after `tongming inspect`."""
    words = parser.add_subparsers(title=_("动作"), metavar=_("动作"), required=True)
    told = _("像公众一样看一个网站栏目，列出问题")
    _inspect_crawl.configure(words.add_parser("crawl", help=told, description=told))
