"""`tongming manage reset_password`: a temporary password, from the machine itself."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from tongming.law.words import Refused
from tongming.units.management.commands._base import UnitsCommand, person_by_username
from tongming.units.people import give_temporary_password, reset_second_factor


class Command(UnitsCommand):
    help = _("发放临时密码并恢复登录；可同时清除第二种验证")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help=_("用户名"))
        parser.add_argument("--second-factor", action="store_true", help=_("同时清除第二种验证"))

    def act(self, options: dict[str, Any]) -> None:
        person = person_by_username(options["username"])
        if options["second_factor"]:
            try:
                reset_second_factor(person, by=None)
            except Refused as refusal:
                # The password is what was asked for first; that there was no factor is only said.
                self.stdout.write(refusal.message.render(_))
        password = give_temporary_password(person, by=None)
        self.stdout.write(_("临时密码：{password}").format(password=password))
        self.stdout.write(_("这个密码只显示这一次，第一次登录后要改。"))
