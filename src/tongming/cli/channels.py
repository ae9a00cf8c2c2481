"""`tongming channels run|counts`: deliveries that are due, and the figures of the channels."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date

from tongming.cli.language import _


def configure(parser: argparse.ArgumentParser) -> None:
    words = parser.add_subparsers(title=_("动作"), metavar=_("动作"), required=True)
    told = _("再试没有发成的，查还没有结果的；每隔几分钟运行一次，不会重复发布")
    words.add_parser("run", help=told, description=told).set_defaults(run=run_due)
    told = _("一个单位在一段时间里各渠道公开的条数；同一条信息在总数里只计一次")
    counts = words.add_parser("counts", help=told, description=told)
    counts.add_argument("unit", metavar=_("单位代码"))
    counts.add_argument("--year", type=int, metavar=_("年份"))
    day = _("年-月-日")
    counts.add_argument("--since", type=date.fromisoformat, metavar=day, help=_("从这一天起"))
    counts.add_argument("--until", type=date.fromisoformat, metavar=day, help=_("到这一天止"))
    counts.add_argument("--json", action="store_true", help=_("以 JSON 输出"))
    counts.set_defaults(run=run_counts)


def run_due(args: argparse.Namespace) -> int:
    from tongming.cli.web import database_is_ready, start_django

    start_django()
    if not database_is_ready():
        return 2
    from tongming.law.words import Refused
    from tongming.publishing.channels.actions import run

    try:
        done = run()
    except Refused as refused:
        print(refused.message.render(_), file=sys.stderr)
        return 2
    for one in done:
        state = _(one.state_kind.label)
        print(f"{_(one.channel_kind.label)}  {one.title}  {state}")
    return 0


def run_counts(args: argparse.Namespace) -> int:
    from tongming.cli.web import database_is_ready, start_django

    start_django()
    if not database_is_ready():
        return 2
    from tongming.publishing.channels.queries import channel_counts
    from tongming.units.models import Unit

    since, until = args.since, args.until
    if args.year:
        since, until = date(args.year, 1, 1), date(args.year, 12, 31)
    unit = Unit.objects.filter(code=args.unit).first()
    if unit is None:
        print(_("没有代码为“{code}”的单位。").format(code=args.unit), file=sys.stderr)
        return 2
    if since is None or until is None:
        print(_("请写明年份（--year），或者起止日期（--since、--until）。"), file=sys.stderr)
        return 2
    counts = channel_counts(unit, since, until)
    if args.json:
        told = {"total": counts.total, **{k.value: n for k, n in counts.channels.items()}}
        print(json.dumps(told))
        return 0
    print(_("主动公开政府信息：{n} 条").format(n=counts.total))
    for channel, count in counts.channels.items():
        print(_("{channel}：{n} 条").format(channel=_(channel.label), n=count))
    return 0
