"""`tongming calendar show YEAR | check FILE`: the working-day calendar, without a database."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import date

from tongming.cli._json_files import Unusable, complain, read_json, use_utf8
from tongming.cli.language import _
from tongming.cli.parser import four_digit_year
from tongming.law.calendar import Calendar, CalendarYear, weekday
from tongming.law.calendar_year import cautions, read_year
from tongming.law.holidays import SHIPPED
from tongming.law.words import Refused


def configure(parser: argparse.ArgumentParser) -> None:
    """The two words after `tongming calendar`."""
    words = parser.add_subparsers(title=_("命令"), metavar=_("命令"), required=True)
    shows = _("输出一个年度的放假安排（JSON，可作为装载文件的样子）")
    show = words.add_parser("show", help=shows, description=shows)
    show.add_argument("year", type=four_digit_year, metavar=_("年度"))
    show.add_argument(
        "--days", action="store_true", help=_("逐日列出放假和调休上班的日子，附通知文号")
    )
    show.set_defaults(run=run_show)
    checks = _("检查一个年度的放假安排文件能否装载")
    check = words.add_parser("check", help=checks, description=checks)
    check.add_argument("file", metavar=_("文件"), help=_("放假安排（JSON）；写 - 表示标准输入"))
    check.set_defaults(run=run_check)


def run_show(args: argparse.Namespace) -> int:
    """Print a shipped year; 2 where it is not known."""
    use_utf8(sys.stdout)
    try:
        year = SHIPPED.year(args.year)
    except Refused:
        first, last = min(SHIPPED.years), max(SHIPPED.years)
        message = _("没有{year}年的放假安排。随程序提供的是{first}年至{last}年。")
        complain(message.format(year=args.year, first=first, last=last))
        return 2
    if args.days:
        for line in _account(year):
            print(line)
    else:
        print(json.dumps(year.to_data(), ensure_ascii=False, indent=2))
    return 0


def run_check(args: argparse.Namespace) -> int:
    """Say whether a file can be loaded; 1 where it has defects, 2 where it cannot be read."""
    use_utf8(sys.stdout)
    try:
        data = read_json(args.file)
    except Unusable as unusable:
        complain(str(unusable))
        return 2
    year, problems = read_year(data)
    if year is None:
        for problem in problems:
            complain(_("{file}：{reason}").format(file=args.file, reason=problem.render(_)))
        return 1
    for line in _account(year):
        print(line)
    for caution in cautions(year):
        print(_("请注意：{caution}").format(caution=caution.render(_)))
    print(_("可以装载。"))
    return 0


def _account(year: CalendarYear) -> Iterator[str]:
    """Each day a notice names, with what it is; the sums at the end."""
    calendar = Calendar.of([year])
    yield _("{year}年，依据：{notices}").format(year=year.year, notices="、".join(year.notices))
    for day, _working, _notice in year.days():
        why = calendar.why(day)
        yield f"{day:%Y-%m-%d}  {weekday(day).render(_)}  {why.message.render(_)}"
    working = calendar.count(date(year.year - 1, 12, 31), date(year.year, 12, 31))
    text = _("放假{off}天，调休上班{work}天，全年工作日{working}天。")
    off = sum(day.year == year.year for day in year.off)
    work = sum(day.year == year.year for day in year.work)
    yield text.format(off=off, work=work, working=working)
