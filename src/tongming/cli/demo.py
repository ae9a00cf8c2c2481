"""`tongming demo`: everything the demonstration needs, then the site."""

from __future__ import annotations

import argparse
import os
import sys
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

    from tongming.demonstration.prepare import prepare

    if settings.VAR_PROBLEM:
        print(
            _("数据目录 {folder} 不能写入：{reason}").format(
                folder=settings.VAR, reason=settings.VAR_PROBLEM
            ),
            file=sys.stderr,
        )
        return 2
    prepared = prepare(_Steps(), localdate())
    if not installation_is_sound():
        return 2
    _tell(prepared, DEFAULT_HOST, port)
    return 0 if args.no_serve else serve(DEFAULT_HOST, port)


class _Steps:
    """Says each step as it begins."""

    def __init__(self) -> None:
        self.done = 0

    def __call__(self, what: Message) -> None:
        self.done += 1
        print(f"==> {self.done}/{STEPS} {what.render(_)}", flush=True)


def _tell(prepared: Prepared, host: str, port: int) -> None:
    """Addresses, sign-ins and files."""
    from tongming.demonstration.past_year import YEAR
    from tongming.demonstration.people import ACCOUNTS, PASSWORD, TOWN

    site = f"http://{host}:{port}"
    print()
    print(_("演示已备好。地址："))
    addresses = (
        (_("首页"), "/"),
        (_("公开的报告"), f"/reports/{TOWN.code}/{YEAR}/"),
        (_("工作台"), "/work/"),
        (_("编制的报告"), f"/work/reports/{TOWN.code}/{YEAR}/"),
    )
    colon = _("：")
    for label, path in addresses:
        print(f"  {label}{colon}{site}{path}")
    print()
    print(_("登录（密码都是 {password}）：").format(password=PASSWORD))
    for account in ACCOUNTS:
        role = _(account.role.label)
        place = _("，").join((role, account.unit.short_name))
        print(f"  {account.username:<10} {place}{colon}{_(account.shows)}")
    print()
    print(_("年度报告的文件：{folder}").format(folder=prepared.folder))
    for written in prepared.files:
        print(f"  {written.name}")
    print()
