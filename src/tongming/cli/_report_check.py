"""`tongming report check FILES…`: a readable account; 1 where a hard relation is broken."""

from __future__ import annotations

import argparse
import json

from tongming.cli._report_account import account, is_broken, summary
from tongming.cli._report_files import FOUND, UNREADABLE, complain, reports
from tongming.cli.language import _
from tongming.reports.document import to_json
from tongming.reports.reading import Unreadable


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `report check`."""
    parser.add_argument("files", nargs="+", metavar=_("文件或文件夹"))
    parser.add_argument("--json", action="store_true", help=_("每份报告一行JSON，只含核对结果"))


def run(args: argparse.Namespace) -> int:
    """Check; 2 where a file could not be read, else 1 where a hard relation is broken."""
    broken = failed = count = 0
    for path, report in reports(args.files):
        count += 1
        if isinstance(report, Unreadable):
            failed += 1
            complain(report)
            if args.json:
                print(
                    json.dumps({"file": path, "error": report.reason.render(_)}, ensure_ascii=False)
                )
            continue
        broken += is_broken(report)
        if args.json:
            whole = to_json(report, _)
            kept = ("title", "body", "year", "form", "violations", "warnings")
            print(json.dumps({"file": path, **{k: whole[k] for k in kept}}, ensure_ascii=False))
        else:
            print(account(path, report))
    if count > 1 and not args.json:
        print(summary(count, broken, failed))
    return UNREADABLE if failed else FOUND if broken else 0
