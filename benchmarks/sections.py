"""An installation with one unit and a room of so many items, for measuring."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tongming.publishing.item import PublicItem

UNIT = "hongshilazi"


class Made:
    """A room of so many items, made when asked for."""

    prefix = "test-"

    def __init__(self, number: int) -> None:
        self.number = number

    def get(self, key: str) -> PublicItem | None:
        from tests.public_items import made_item

        return made_item(int(key.rpartition("-")[2]), UNIT)

    def keys(self) -> Iterator[str]:
        yield from (f"test-{n}" for n in range(1, self.number + 1))


def start(folder: str) -> None:
    """A fresh installation with one unit, once a process."""
    os.environ |= {"TONGMING_VAR": folder, "DJANGO_SETTINGS_MODULE": "tongming.settings",
                   "TONGMING_DATABASE": ""}  # fmt: skip
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from tongming.law.organs import Level
    from tongming.units.actions import create_unit

    create_unit(name="红石砬子镇人民政府", short_name="红石砬子镇", level=Level.TOWNSHIP,
                code=UNIT, joined_on=date(2015, 1, 1))  # fmt: skip
