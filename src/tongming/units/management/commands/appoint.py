"""`tongming manage appoint`: give somebody a role from the machine itself."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from tongming.units.management.commands._base import (
    UnitsCommand,
    day,
    person_by_username,
    unit_by_code,
)
from tongming.units.people import appoint
from tongming.units.roles import Role


class Command(UnitsCommand):
    help = _("为已有账号的人任职")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--username", required=True, help=_("用户名"))
        parser.add_argument("--unit", required=True, help=_("单位代码"))
        parser.add_argument(
            "--role", required=True, choices=[role.value for role in Role], help=_("角色")
        )
        parser.add_argument("--since", help=_("任职日期（默认今天）"))
        parser.add_argument("--reason", default="", help=_("任职事由"))

    def act(self, options: dict[str, Any]) -> None:
        held = appoint(
            person=person_by_username(options["username"]),
            unit=unit_by_code(options["unit"]),
            role=Role(options["role"]),
            since=day(options["since"]),
            reason=options["reason"],
        )
        self.stdout.write(
            _("{person}已任{role}。").format(
                person=held.person.full_name, role=_(held.role_kind.label)
            )
        )
