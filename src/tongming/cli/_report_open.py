"""`tongming report open FOLDER`: the sums of a roll-up, or one figure opened onto its units."""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

from tongming.cli._report_files import UNREADABLE
from tongming.cli.language import _
from tongming.law.figures import Cell, Figure, Gap
from tongming.law.words import N_, Refused, say
from tongming.reports.rollup.adding import plain_number
from tongming.reports.rollup.opening import Known, Opened, open_store, open_sum, sums_in


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `report open`."""
    parser.add_argument("folder", metavar=_("文件夹"), help=_("report rollup --out 写的文件夹"))
    parser.add_argument(
        "--cell",
        metavar="TABLE/ROW/COLUMN",
        help=_("哪一栏，例如 requests/1/nat；不写就列出各个汇总"),
    )
    parser.add_argument("--name", default="", metavar=_("名称"), help=_("哪个汇总，不写就是全部"))
    parser.add_argument("--year", type=int, metavar=_("年度"), help=_("哪一年，不写就是全部"))
    parser.add_argument("--json", action="store_true", help=_("输出JSON"))


def run(args: argparse.Namespace) -> int:
    """Print the sums, or what each unit has in a cell of them; 2 where there is none."""
    try:
        with closing(open_store(Path(args.folder))) as db:
            chosen = [
                one
                for one in sums_in(db)
                if args.name in ("", one.name) and args.year in (None, one.year)
            ]
            if not chosen:
                raise Refused(say(N_("这里没有这样的汇总，不写 --name 和 --year 可以列出全部")))
            if args.cell is None:
                found: list[tuple[Known, list[Opened]]] = [(one, []) for one in chosen]
            else:
                cell = _cell(args.cell)
                found = [(one, open_sum(db, one, cell)) for one in chosen]
    except Refused as refused:
        print(refused.message.render(_), file=sys.stderr)
        return UNREADABLE
    if args.json:
        print(json.dumps([_as_json(*one) for one in found], ensure_ascii=False))
    else:
        _say(found)
    return 0


def _cell(text: str) -> Cell:
    try:
        return Cell.parse(text)
    except ValueError:
        raise Refused(say(N_("看不懂“{cell}”：应写成 表/行/列"), cell=text)) from None


def _say(found: list[tuple[Known, list[Opened]]]) -> None:
    for known, parts in found:
        print(
            _("{name} {year}年 {form}：{n}份报告").format(
                name=known.name, year=known.year or "?", form=known.form, n=known.reports
            )
        )
        for part in parts:
            print(f"  {part.name}\t{_shown(part.figure)}\t{part.file}")


def _shown(figure: Figure) -> str:
    return _(figure.label) if isinstance(figure, Gap) else str(plain_number(figure))


def _as_json(known: Known, parts: list[Opened]) -> dict[str, Any]:
    return {
        **known._asdict(),
        "parts": [
            {
                "name": one.name,
                "file": one.file,
                "is_sum": one.is_sum,
                "figure": one.figure.value
                if isinstance(one.figure, Gap)
                else plain_number(one.figure),
            }
            for one in parts
        ],
    }
