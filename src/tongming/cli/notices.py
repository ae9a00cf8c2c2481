"""`tongming notices run`: notices and digests that are due."""

from __future__ import annotations

import argparse

from tongming.cli.language import _


def configure(parser: argparse.ArgumentParser) -> None:
    """The words after `tongming notices`."""
    words = parser.add_subparsers(title=_("动作"), metavar=_("动作"), required=True)
    told = _("发送到期的提醒和每日汇总；每隔几分钟运行一次，同一条不会发两次")
    words.add_parser("run", help=told, description=told).set_defaults(run=run_due)


def run_due(args: argparse.Namespace) -> int:
    """Send what is due; 1 where something was given up and a person must look."""
    from tongming.cli.web import database_is_ready, start_django

    start_django()
    if not database_is_ready():
        return 2
    from tongming.applications.notices.models import Digest, Notice
    from tongming.applications.notices.sending import run
    from tongming.applications.outgoing import State

    sent = run()
    failed = sum(model.objects.filter(state=State.FAILED).count() for model in (Notice, Digest))
    print(_("发出{sent}条；没有发出、不再自动重试的{failed}条。").format(sent=sent, failed=failed))
    return 1 if failed else 0
