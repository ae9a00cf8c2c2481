"""`tongming clock FILE`: where an application stands and until when, from what happened to it."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from tongming.cli._json_files import Unusable, complain, in_file, read_json, use_utf8
from tongming.cli.language import _
from tongming.cli.parser import RawFormatter
from tongming.law.calendar import Calendar, CalendarYear, LocalHolidays
from tongming.law.clock import ClockState, Code, read_day, read_events, run
from tongming.law.holidays import SHIPPED
from tongming.law.words import N_, Message, Refused, say

_KEYS = {"events", "as_of", "note"}


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument(
        "file", metavar=_("文件"), help=_("办理经过（JSON）；写 - 表示从标准输入读取")
    )
    parser.add_argument(
        "--explain", action="store_true", help=_("逐日列出是否计入、为什么，附依据，可打印存卷")
    )
    parser.add_argument(
        "--as-of",
        dest="as_of",
        metavar=_("日期"),
        help=_("算到哪一天，如 2026-03-01；不写则按文件里的 as_of，再没有则按今天"),
    )
    parser.add_argument(
        "--calendar",
        action="append",
        default=[],
        metavar=_("文件"),
        help=_("再装载一个年度的放假安排（JSON），可以写多次"),
    )
    parser.add_argument(
        "--local",
        metavar=_("文件"),
        help=_("加上民族自治地方的放假日（JSON）；它是否影响期限尚无明文，默认不用"),
    )
    parser.formatter_class = RawFormatter
    parser.epilog = _(
        '文件的样子：{"events":[{"on":"2026-02-09","kind":"received","channel":"in_person"}],'
        '"as_of":"2026-03-01"}'
    )
    parser.set_defaults(run=run_command)


def run_command(args: argparse.Namespace) -> int:
    """Print the clock's answer; 2 where the file or the history cannot be used."""
    use_utf8(sys.stdout)
    try:
        state, strangers = _work_out(args)
    except Unusable as unusable:
        complain(str(unusable))
        return 2
    except Refused as refused:
        complain(in_file(args.file, refused))
        return 2
    if args.explain:
        from tongming.cli._clock_account import account

        for line in account(state, strangers):
            print(line)
        return 0
    answer = state.to_data(_)
    answer["warnings"] += [
        {"code": Code.UNKNOWN_FIELD.value, "message": message.render(_), "article": ""}
        for message in strangers
    ]
    print(json.dumps(answer, ensure_ascii=False, indent=2))
    return 0


def _work_out(args: argparse.Namespace) -> tuple[ClockState, list[Message]]:
    data = read_json(args.file)
    if isinstance(data, list):
        data = {"events": data}
    if not isinstance(data, dict) or "events" not in data:
        raise Refused(say(N_("应当是一对花括号，里面有events（事件）和as_of（算到哪一天）。")))
    strangers = [
        say(N_("“{name}”不认识，没有用到。请核对拼写。"), name=name)
        for name in data
        if name not in _KEYS
    ]
    return run(read_events(data["events"]), _calendar(args), _as_of(args, data)), strangers


def _as_of(args: argparse.Namespace, data: dict[str, Any]) -> date:
    given = args.as_of or data.get("as_of")
    if given is None:
        return datetime.now(ZoneInfo("Asia/Shanghai")).date()
    return read_day("as_of", given)


def _calendar(args: argparse.Namespace) -> Calendar:
    """The shipped years, with those of the named files on top."""
    calendar = SHIPPED
    for path in args.calendar:
        data = read_json(path)
        for year in data if isinstance(data, list) else [data]:
            try:
                calendar = calendar.with_year(CalendarYear.from_data(year))
            except Refused as refused:
                raise Unusable(in_file(path, refused)) from None
    if args.local:
        try:
            calendar = calendar.with_local(LocalHolidays.from_data(read_json(args.local)))
        except Refused as refused:
            raise Unusable(in_file(args.local, refused)) from None
    return calendar
