"""`tongming report rollup DIR|FILES…`: many organs' reports added up, and who is missing."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from tongming.cli._report_account import account
from tongming.cli._report_files import UNREADABLE, complain, reports
from tongming.cli.language import _
from tongming.law.words import Refused
from tongming.reports.document import AnnualReport, to_json
from tongming.reports.reading import Unreadable
from tongming.reports.rollup import Part, names_in, roll_up


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `report rollup`."""
    parser.add_argument("files", nargs="+", metavar=_("文件或文件夹"))
    parser.add_argument(
        "--name", default="", metavar=_("名称"), help=_("汇总的名称，如：桦甸市各乡镇")
    )
    parser.add_argument("--units", metavar=_("文件"), help=_("应报单位名单，每行一个"))
    parser.add_argument("--json", action="store_true", help=_("输出JSON"))
    parser.add_argument("--out", metavar=_("文件夹"), help=_("把每个格式的汇总写成JSON和XLSX"))


def run(args: argparse.Namespace) -> int:
    """Roll up; 2 where a file could not be read or the reports cannot be added."""
    parts: list[Part] = []
    unreadable: list[str] = []
    for path, report in reports(args.files):
        if isinstance(report, Unreadable):
            complain(report)
            unreadable.append(str(path))
        else:
            parts.append(Part(str(path), report))
    try:
        sums = roll_up(parts, args.name or _("汇总"), _expected(args.units))
    except Refused as refused:
        print(refused.message.render(_), file=sys.stderr)
        return UNREADABLE
    for report in sums:
        if unreadable:
            report.extra["unreadable"] = unreadable
    if args.out:
        _write(sums, Path(args.out))
    if args.json:
        entries: list[dict[str, Any]] = [to_json(report, _) for report in sums]
        whole = entries[0] if len(entries) == 1 else entries
        json.dump(whole, sys.stdout, ensure_ascii=False, indent=1)
        print()
    elif not args.out:
        for report in sums:
            units = report.extra["units"]
            print(account(_("{n}个单位汇总").format(n=len(units)), report))
    return UNREADABLE if unreadable else 0


def _expected(path: str | None) -> list[str]:
    if path is None:
        return []
    from tongming.reports.reading.decode import decode

    try:
        return names_in(decode(Path(path).read_bytes()))
    except OSError as error:
        from tongming.law.words import N_, say

        fault = error.strerror or ""
        raise Refused(say(N_("无法打开单位名单{file}：{fault}"), file=path, fault=fault)) from None


def _write(sums: list[AnnualReport], folder: Path) -> None:
    """A JSON file and a workbook for each form."""
    from tongming.reports.rendering import FileKind, render

    folder.mkdir(parents=True, exist_ok=True)
    for report in sums:
        stem = f"rollup-{report.year or 'year'}-{report.form.id}"
        for suffix, content in (
            ("json", json.dumps(to_json(report, _), ensure_ascii=False, indent=1).encode()),
            ("xlsx", render(report, FileKind.XLSX)),
        ):
            path = folder / f"{stem}.{suffix}"
            path.write_bytes(content)
            print(path, file=sys.stderr)
