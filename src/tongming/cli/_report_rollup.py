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
from tongming.law.words import N_, Refused, say
from tongming.reports.document import AnnualReport, Remark, to_json
from tongming.reports.reading import Unreadable
from tongming.reports.rollup import Part, names_in, roll_up

_NAMED = 60
"""How many organs are named above a sum."""


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
            unreadable.append(path)
        else:
            parts.append(Part(path, report))
    try:
        sums = roll_up(parts, args.name, _expected(args.units))
    except Refused as refused:
        print(refused.message.render(_), file=sys.stderr)
        return UNREADABLE
    for report in sums:
        if unreadable:
            report.extra["unreadable"] = unreadable
            text = N_("以下文件没有读出，没有计入：{files}")
            report.warnings.append(Remark("", say(text, files="、".join(unreadable))))
    if args.out:
        try:
            _write(sums, Path(args.out))
        except OSError as error:
            reason = error.strerror or error
            print(
                _("不能写入{place}：{reason}").format(place=args.out, reason=reason),
                file=sys.stderr,
            )
            return UNREADABLE
    if args.json:
        entries: list[dict[str, Any]] = [to_json(report, _) for report in sums]
        whole = entries[0] if len(entries) == 1 else entries
        json.dump(whole, sys.stdout, ensure_ascii=False, indent=1)
        print()
    elif not args.out:
        for report in sums:
            report.body = report.body or _("汇总")
            print(account(_heading(report.extra["units"]), report))
    return UNREADABLE if unreadable else 0


def _heading(units: list[str]) -> str:
    """How many organs, and which; the first of them where they are many."""
    names = "、".join(units[:_NAMED]) + (_("等") if len(units) > _NAMED else "")
    return _("{n}个单位汇总：{names}").format(n=len(units), names=names)


def _expected(path: str | None) -> list[str]:
    if path is None:
        return []
    from tongming.reports.reading.decode import decode

    try:
        names = names_in(decode(Path(path).read_bytes()))
    except OSError as error:
        fault = error.strerror or ""
        raise Refused(say(N_("无法打开单位名单{file}：{fault}"), file=path, fault=fault)) from None
    if not names:
        raise Refused(say(N_("单位名单{file}里没有一个单位"), file=path))
    return names


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
