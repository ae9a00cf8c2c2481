"""`tongming inspect crawl ADDRESS`: look at a section as the public sees it.

Exit code 0: nothing found; 1: something found; 2: it could not be looked at.
"""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from tongming.cli._json_files import use_utf8
from tongming.cli.language import _
from tongming.cli.parser import whole_number

if TYPE_CHECKING:
    from tongming.supervision.crawling.models import Crawl, Section

NOTHING, FOUND, UNUSABLE = 0, 1, 2


def configure(parser: argparse.ArgumentParser) -> None:
    """The words after `tongming inspect crawl`."""
    parser.add_argument("address", metavar=_("网址"), help=_("栏目首页的网址"))
    parser.add_argument(
        "--unit", metavar=_("代码"), help=_("栏目是哪个单位的；巡查过的栏目可以不写")
    )
    parser.add_argument("--pages", type=whole_number, metavar="N", help=_("最多多少页"))
    parser.add_argument("--depth", type=whole_number, metavar="N", help=_("最多点几层"))
    parser.add_argument("--pause", type=float, metavar=_("秒"), help=_("两次访问之间停几秒"))
    parser.add_argument("--json", action="store_true", help=_("以 JSON 输出"))
    parser.epilog = _(
        "中断以后再运行同一条命令就接着走。退出码：0 没有发现，1 有发现，2 没有走成。"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Crawl, and tell what was found."""
    from tongming.cli.web import database_is_ready, start_django

    start_django()
    if not database_is_ready():
        return UNUSABLE
    from django.core.exceptions import ValidationError

    from tongming.law.words import Refused

    try:
        section = _section(args)
        if section is None:
            return UNUSABLE
        crawl = _crawl(section)
    except Refused as refusal:
        print(refusal.message.render(_), file=sys.stderr)
        return UNUSABLE
    except ValidationError as error:
        print("\n".join(error.messages), file=sys.stderr)
        return UNUSABLE
    (_print_json if args.json else _print_lines)(crawl)
    if crawl.state != crawl.State.DONE:
        return UNUSABLE
    return FOUND if crawl.faults.exists() else NOTHING


def _section(args: argparse.Namespace) -> Section | None:
    from tongming.supervision.crawling.actions import set_up
    from tongming.supervision.crawling.fetching.addresses import normal
    from tongming.supervision.crawling.models import Section
    from tongming.units.models import Unit

    unit = Unit.objects.filter(code=args.unit).first() if args.unit else None
    if args.unit and unit is None:
        print(_("没有代码是“{code}”的单位。").format(code=args.unit), file=sys.stderr)
        return None
    known = Section.objects.filter(address=normal(args.address) or args.address)
    section = (known.filter(unit=unit) if unit else known).order_by("pk").first()
    if section is None and unit is None:
        print(_("这个栏目还没有巡查过，请用 --unit 写明是哪个单位的。"), file=sys.stderr)
        return None
    asked: dict[str, Any] = {
        name: value
        for name in ("pages", "depth", "pause")
        if (value := getattr(args, name)) is not None
    }
    if section is not None and not asked:
        return section
    owner = section.unit if section else unit
    assert owner is not None
    if section is None:
        asked["address"] = args.address
    return set_up(unit=owner, by=None, section=section, **asked)


def _crawl(section: Section) -> Crawl:
    """Begin, or go on with what was begun; wait where the server asks for it."""
    import time

    from django.utils import timezone

    from tongming.supervision.crawling.actions import begin
    from tongming.supervision.crawling.models import Crawl
    from tongming.supervision.crawling.running import work_on

    going = section.crawls.filter(
        state__in=(Crawl.State.WAITING, Crawl.State.RUNNING, Crawl.State.PAUSED)
    ).first()
    crawl = going or begin(section=section, by=None)
    while crawl.is_going:
        if not work_on(crawl.pk):
            later = max(crawl.not_before or timezone.now(), crawl.held_until or timezone.now())
            time.sleep(min(max((later - timezone.now()).total_seconds(), 1), 30))
        crawl.refresh_from_db()
    return crawl


def _print_json(crawl: Crawl) -> None:
    use_utf8(sys.stdout)
    data = {
        "address": crawl.section.address,
        "state": crawl.state,
        "complete": crawl.complete,
        "pages": crawl.addresses.filter(kind="page", done=True).count(),
        "left_out": crawl.left_out,
        "reason": str(crawl.reason_message or ""),
        "found": [
            {
                "kind": fault.kind,
                "subject": fault.subject,
                "says": str(fault.message),
                "page": fault.url,
                "suspected": fault.suspected,
                "evidence": fault.evidence,
            }
            for fault in crawl.faults.all()
        ],
    }
    print(json.dumps(data, ensure_ascii=False, indent=1))


def _print_lines(crawl: Crawl) -> None:
    if crawl.reason_message:
        print(crawl.reason_message.render(_))
    for fault in crawl.faults.all():
        later = _("（待复查）") if fault.suspected else ""
        print(f"{fault.kind}  {fault.message.render(_)}{later}\n     {fault.url}")
    print(
        _("看了 {pages} 页，发现 {n} 处。").format(
            pages=crawl.addresses.filter(kind="page", done=True).count(), n=crawl.faults.count()
        )
    )
