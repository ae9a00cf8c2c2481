"""`tongming demo`: everything the demonstration needs, then the site."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING

from tongming.cli.language import _

if TYPE_CHECKING:
    from tongming.demonstration.prepare import Prepared
    from tongming.law.words import Message

STEPS = 11


def configure(parser: argparse.ArgumentParser) -> None:
    """The words after `tongming demo`."""
    parser.add_argument(
        "--no-serve", action="store_true", help=_("准备好演示数据就结束，不启动网站")
    )
    parser.add_argument(
        "--county",
        action="store_true",
        help=_("改为准备演示县：30个单位三年的事实，最后一年正在编制年度报告（要几分钟）"),
    )
    parser.add_argument("--port", help=_("端口（默认取环境变量 PORT，没有就是 8000）"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Prepare, say where everything is, serve; 2 where something is missing."""
    from tongming.cli.serve import DEFAULT_HOST, chosen_port, installation_is_sound, serve
    from tongming.cli.web import start_django

    try:
        port = chosen_port(args.port)
    except ValueError as error:
        print(_("端口应是 1 到 65535 的数字，不能是“{port}”。").format(port=error), file=sys.stderr)
        return 2
    # Nobody has a second factor in a demonstration; the screens remind of it instead of asking.
    os.environ.setdefault("TONGMING_SECOND_FACTOR", "remind")
    # QR codes, feeds and links to public pages lead to where this demonstration answers.
    os.environ.setdefault("TONGMING_SITE_ADDRESS", f"http://{DEFAULT_HOST}:{port}")
    start_django()
    from django.conf import settings
    from django.utils.timezone import localdate

    if settings.VAR_PROBLEM:
        print(
            _("数据目录 {folder} 不能写入：{reason}").format(
                folder=settings.VAR, reason=settings.VAR_PROBLEM
            ),
            file=sys.stderr,
        )
        return 2
    site = f"http://{DEFAULT_HOST}:{port}"
    tell = _prepared_county(localdate()) if args.county else _prepared_town(localdate())
    if tell is None or not installation_is_sound():
        return 2
    tell(site)
    return 0 if args.no_serve else serve(DEFAULT_HOST, port)


def _prepared_town(today: date) -> Callable[[str], None]:
    """The town; what tells of it once the installation was found sound."""
    from tongming.demonstration.prepare import prepare

    prepared = prepare(_Steps(), today)
    return lambda site: _tell(prepared, site)


def _prepared_county(today: date) -> Callable[[str], None] | None:
    """The county; None, with the reason said, where it cannot be made here."""
    from tongming.demonstration.county.prepare import prepare
    from tongming.law.words import Refused

    print(_("==> 演示县：按天重演三年的工作，要几分钟"), flush=True)
    try:
        prepare(today)
    except Refused as refused:
        print(refused.message.render(_), file=sys.stderr)
        return None
    return lambda site: _tell_county(site, today.year - 1)


class _Steps:
    """Says each step as it begins."""

    def __init__(self) -> None:
        self.done = 0

    def __call__(self, what: Message) -> None:
        self.done += 1
        print(f"==> {self.done}/{STEPS} {what.render(_)}", flush=True)


def _tell_addresses(site: str, addresses: Iterable[tuple[str, str]]) -> None:
    """Where to look, and the password that goes with the sign-ins told next."""
    from tongming.demonstration.people import PASSWORD

    print()
    print(_("演示已备好。地址："))
    for label, path in addresses:
        print(f"  {label}{_('：')}{site}{path}")
    print()
    print(_("登录（密码都是 {password}）：").format(password=PASSWORD))


def _tell_county(site: str, year: int) -> None:
    """Addresses and sign-ins of the county, whose town has its report still to write."""
    from tongming.demonstration.people import TOWN

    _tell_addresses(
        site,
        (
            (_("首页"), "/"),
            (_("工作台"), "/work/"),
            (_("要编制的报告"), f"/work/reports/{TOWN.code}/{year}/"),
            (_("全县报送情况"), f"/work/submissions/{year}/"),
        ),
    )
    for username, what in (
        ("ganshi", _("红石砬子镇的干事：编制年度报告，提交签发")),
        ("lingdao", _("红石砬子镇的分管领导：签发")),
        ("zhuren", _("红石砬子镇的办公室主任：发布，报送")),
        ("jiandu", _("县公开办：看报送情况，审核，一起核对，汇总")),
        ("songta-ganshi", _("松塔镇的干事；其他单位同样，例如 gongan-ganshi")),
    ):
        print(f"  {username:<14} {what}")
    print()


def _tell(prepared: Prepared, site: str) -> None:
    """Addresses, sign-ins and files."""
    from tongming.demonstration.past_year import YEAR
    from tongming.demonstration.people import ACCOUNTS, TOWN

    _tell_addresses(
        site,
        (
            (_("首页"), "/"),
            (_("公开的报告"), f"/reports/{TOWN.code}/{YEAR}/"),
            (_("工作台"), "/work/"),
            (_("编制的报告"), f"/work/reports/{TOWN.code}/{YEAR}/"),
        ),
    )
    colon = _("：")
    for account in ACCOUNTS:
        role = _(account.role.label)
        place = _("，").join((role, account.unit.short_name))
        print(f"  {account.username:<10} {place}{colon}{_(account.shows)}")
    print()
    print(_("年度报告的文件：{folder}").format(folder=prepared.folder))
    for written in prepared.files:
        print(f"  {written.name}")
    print()
