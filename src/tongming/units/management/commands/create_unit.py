"""`tongming manage create_unit`: the first unit of an installation, or one more."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from tongming.law.organs import Level
from tongming.units.actions import create_unit
from tongming.units.management.commands._base import UnitsCommand, day, unit_by_code


class Command(UnitsCommand):
    help = _("加入一个单位（新系统从这里开始）")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--name", required=True, help=_("单位全称"))
        parser.add_argument("--short-name", default="", help=_("单位简称"))
        parser.add_argument(
            "--level", required=True, choices=[level.value for level in Level], help=_("单位层级")
        )
        parser.add_argument("--code", required=True, help=_("单位代码，例如 hongshilazi"))
        parser.add_argument("--parent", help=_("上级单位的代码"))
        parser.add_argument("--joined", help=_("加入日期（默认今天）"))

    def act(self, options: dict[str, Any]) -> None:
        unit = create_unit(
            name=options["name"],
            short_name=options["short_name"],
            level=Level(options["level"]),
            code=options["code"],
            parent=unit_by_code(options["parent"]) if options["parent"] else None,
            joined_on=day(options["joined"]),
        )
        self.stdout.write(_("“{unit}”已经加入。").format(unit=unit.name))
