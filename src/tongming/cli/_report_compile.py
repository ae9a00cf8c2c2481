"""`tongming report compile`: a unit's year as the five files, from what is known."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tongming.cli._json_files import refusal_text
from tongming.cli.language import _
from tongming.cli.parser import four_digit_year, iso_day
from tongming.law.words import Refused, say, shown_date

if TYPE_CHECKING:
    from tongming.reports.compiling.year import Compiled
    from tongming.units.models import Unit

FOUND, UNUSABLE = 1, 2
_SHOWN = 12
"""How many cells without a source are named; the rest are counted."""


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `report compile`."""
    parser.add_argument("--unit", required=True, metavar=_("单位"), help=_("单位的代码或名称"))
    parser.add_argument(
        "--year",
        required=True,
        type=four_digit_year,
        metavar=_("年度"),
        help=_("报告的年度，如 2025"),
    )
    parser.add_argument(
        "--form",
        metavar=_("格式"),
        help=_("2021-30、2019-60、legacy 或 none；不写则用该年度规定的格式"),
    )
    parser.add_argument(
        "--out",
        required=True,
        type=Path,
        metavar=_("文件夹"),
        help=_("写到哪个文件夹：HTML、DOCX、PDF、XLSX、JSON各一份"),
    )
    parser.add_argument(
        "--as-of",
        type=iso_day,
        metavar=_("日期"),
        help=_("按这一天结束时所知编制，例如 2026-01-31；不写则按现在所知"),
    )


def run(args: argparse.Namespace) -> int:
    """Compile and write; 1 where a hard relation is broken, 2 where it cannot be done."""
    from tongming.cli.web import database_is_ready, start_django

    start_django()
    if not database_is_ready():
        return UNUSABLE
    from tongming.law.forms import FORMS
    from tongming.reports.compiling.year import (
        NOT_BEGUN,
        SHANGHAI,
        compile_year,
        end_of,
        forms_for,
    )
    from tongming.reports.compiling.year import REPORT_OF_THE_YEAR_BEFORE as YEAR_BEFORE
    from tongming.reports.outputs import report_to_write
    from tongming.reports.rendering import write_all

    units = _units(args.unit)
    if len(units) != 1:
        return _complain_of_units(args.unit, units)
    forms = forms_for(args.year)
    form = FORMS.get(args.form) if args.form else next(iter(forms), None)
    if form is None or form not in forms:
        known = "、".join(known.id for known in forms)
        if not known:
            return _complain(_("{year}年没有规定年度报告的格式。").format(year=args.year))
        return _complain(
            _("{year}年的年度报告没有这种格式。可用的格式：{forms}").format(
                year=args.year, forms=known
            )
        )
    known_on = args.as_of or datetime.now(SHANGHAI).date()
    if args.year > known_on.year:
        return _complain(refusal_text(Refused(say(NOT_BEGUN, year=args.year), YEAR_BEFORE)))
    compiled = compile_year(units[0], args.year, form, end_of(args.as_of))
    try:
        paths = write_all(report_to_write(compiled), args.out)
    except OSError as error:
        return _complain(
            _("不能写入{place}：{reason}").format(place=args.out, reason=error.strerror or error)
        )
    _account(compiled, paths)
    if args.year == known_on.year:
        text = _("{year}年还没有结束，数字只到{day}。")
        print(text.format(year=args.year, day=shown_date(known_on, _)))
    return FOUND if compiled.broken else 0


def _units(name: str) -> list[Unit]:
    """The units of that code, or else of that name."""
    from django.db.models import Q

    from tongming.units.models import Unit

    found = list(Unit.objects.filter(code=name))
    return found or list(Unit.objects.filter(Q(name=name) | Q(short_name=name))[:5])


def _complain_of_units(name: str, units: list[Unit]) -> int:
    if not units:
        return _complain(_("没有代码或名称是“{name}”的单位。").format(name=name))
    codes = "、".join(f"{unit.name}（{unit.code}）" for unit in units)
    return _complain(
        _("名称是“{name}”的单位不止一个，请用代码：{codes}").format(name=name, codes=codes)
    )


def _complain(text: str) -> int:
    print(text, file=sys.stderr)
    return UNUSABLE


def _account(compiled: Compiled, paths: list[Path]) -> None:
    """What was written, what does not hold, what nobody said."""
    from tongming.reports.drafting import open_points
    from tongming.reports.screens.tables import short_label

    print(f"{compiled.report.title}（{compiled.form.document}）")
    for path in paths:
        print(_("已写出 {path}").format(path=path))
    for violation in compiled.report.violations:
        mark = _("不成立") if violation.hard else _("提示")
        print(f"{mark} {violation.relation} {violation.message.render(_)}")
    for conflict in compiled.conflicts:
        label = short_label(compiled.form, conflict.cell)
        says = conflict.says.render(_)
        print(_("来源不一致 {label}：{says}").format(label=label, says=says))
    if missing := compiled.missing:
        kind = _("未填") if compiled.in_system else _("未报告")
        print(_("没有来源、记作{kind}的有 {n} 格：").format(kind=kind, n=len(missing)))
        for cell in missing[:_SHOWN]:
            print(f"  {short_label(compiled.form, cell)}")
        if len(missing) > _SHOWN:
            print(_("  ……另有 {n} 格").format(n=len(missing) - _SHOWN))
    points = [what for text in compiled.report.sections.values() for what in open_points(text)]
    if points:
        print(_("文字部分待补充的有 {n} 处：").format(n=len(points)))
        for what in points:
            print(f"  {what}")
