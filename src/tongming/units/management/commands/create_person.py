"""`tongming manage create_person`: the first administrator of an installation, or anybody."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tongming.units.management.commands._base import UnitsCommand, unit_by_code
from tongming.units.people import appoint, create_person, give_temporary_password
from tongming.units.roles import Role


class Command(UnitsCommand):
    help = _("新增人员并任职，输出临时密码（第一名系统管理员从这里开始）")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--username", required=True, help=_("用户名"))
        parser.add_argument("--full-name", required=True, help=_("姓名"))
        parser.add_argument("--unit", required=True, help=_("单位代码"))
        parser.add_argument(
            "--role",
            action="append",
            required=True,
            choices=[role.value for role in Role],
            help=_("角色，可写多个"),
        )

    @transaction.atomic
    def act(self, options: dict[str, Any]) -> None:
        unit = unit_by_code(options["unit"])
        person = create_person(
            username=options["username"], full_name=options["full_name"], unit=unit
        )
        for role in options["role"]:
            appoint(person=person, unit=unit, role=Role(role), since=localdate())
        password = give_temporary_password(person, by=None)
        self.stdout.write(_("用户名：{name}").format(name=person.username))
        self.stdout.write(_("临时密码：{password}").format(password=password))
        self.stdout.write(_("这个密码只显示这一次，第一次登录后要改。"))
