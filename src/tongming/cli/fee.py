"""`tongming fee`: the 信息处理费 for a number of applications or pages."""

from __future__ import annotations

import argparse
from datetime import datetime
from zoneinfo import ZoneInfo

from tongming.cli._json_files import complain, refusal_text
from tongming.cli.language import _
from tongming.cli.parser import iso_day, whole_number
from tongming.law.fees import Standard, breakdown, explain, tariff
from tongming.law.words import Refused


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--by",
        required=True,
        choices=[standard.value for standard in Standard],
        help=_(
            "计收方式：applications 按件计收（同一申请人一个自然月内的申请件数），"
            "pages 按量计收（一件申请的页数）"
        ),
    )
    parser.add_argument(
        "--count", required=True, type=whole_number, metavar="N", help=_("件数或者页数")
    )
    parser.add_argument(
        "--on",
        type=iso_day,
        metavar=_("日期"),
        help=_("按哪一天的标准计算，如 2026-03-01；不写则按今天"),
    )
    parser.add_argument("--explain", action="store_true", help=_("列出每一档的算法和依据"))
    parser.epilog = _("只输出金额（元）。例如 45 件：tongming fee --by applications --count 45")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    standard = Standard(args.by)
    on = args.on or datetime.now(ZoneInfo("Asia/Shanghai")).date()
    try:
        parts = breakdown(standard, args.count, on)
    except Refused as refusal:
        complain(refusal_text(refusal))
        return 2
    amount = sum(part.yuan for part in parts)
    if not args.explain:
        print(amount)
        return 0
    print(_("{reason}（{article}）").format(reason=_(standard.label), article=_(standard.window)))
    for part in parts:
        print(explain(standard, part).render(_))
    print(_("合计 {amount} 元").format(amount=amount))
    print(_("依据：{citation}").format(citation=tariff(standard, on).citation))
    return 0
