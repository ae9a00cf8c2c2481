"""`tongming report read FILE|DIR…`: what a published report says, for people or for machines."""

from __future__ import annotations

import argparse
import json
import os
import sys

from tongming.cli._report_account import account
from tongming.cli._report_files import UNREADABLE, complain, reports
from tongming.cli.language import _
from tongming.reports.document import to_json
from tongming.reports.reading import Unreadable


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `report read`."""
    parser.add_argument("files", nargs="+", metavar=_("文件或文件夹"))
    form = parser.add_mutually_exclusive_group()
    form.add_argument(
        "--json", action="store_true", help=_("输出JSON：一个文件一个对象，多个文件一个数组")
    )
    form.add_argument("--jsonl", action="store_true", help=_("每份报告一行JSON"))


def run(args: argparse.Namespace) -> int:
    """Read; 2 where a file could not be."""
    single = len(args.files) == 1 and not os.path.isdir(args.files[0])
    found: list[dict[str, object]] = []
    failed = False
    for path, report in reports(args.files):
        if isinstance(report, Unreadable):
            failed = True
            complain(report)
            entry: dict[str, object] = {"file": path, "error": report.reason.render(_)}
        elif args.json or args.jsonl:
            entry = {"file": path, **to_json(report, _)}
        else:
            print(account(path, report))
            continue
        if args.jsonl:
            print(json.dumps(entry, ensure_ascii=False))
        else:
            found.append(entry)
    single = single and len(found) == 1
    if args.json and not (single and failed):
        json.dump(found[0] if single else found, sys.stdout, ensure_ascii=False, indent=1)
        print()
    return UNREADABLE if failed else 0
