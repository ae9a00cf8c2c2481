"""What the commands over units and people share."""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tongming.law.words import Refused
from tongming.units.models import Person, Unit


class UnitsCommand(BaseCommand, ABC):
    """A command whose refusals are sentences, not tracebacks."""

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self.act(options)
        except Refused as refusal:
            raise CommandError(refusal.message.render(_)) from refusal
        except ValidationError as error:
            raise CommandError("；".join(error.messages)) from error

    @abstractmethod
    def act(self, options: dict[str, Any]) -> None:
        """Do it, and print what was done."""


def unit_by_code(code: str) -> Unit:
    """A unit by the code it was given when it joined."""
    unit = Unit.objects.filter(code=code).first()
    if unit is None:
        codes = "、".join(Unit.objects.values_list("code", flat=True)[:20]) or _("（还没有单位）")
        raise CommandError(
            _("没有代码是“{code}”的单位。现有：{codes}").format(code=code, codes=codes)
        )
    return unit


def person_by_username(username: str) -> Person:
    """A person by the name they sign in with."""
    person = Person.objects.filter(username=username.lower()).first()
    if person is None:
        raise CommandError(_("没有用户名是“{name}”的人员。").format(name=username))
    return person


def day(text: str | None) -> date:
    """A day as 2026-11-23; today where none is given."""
    if not text:
        return localdate()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(
            _("“{text}”不是日期，应写成 2026-11-23 的样子。").format(text=text)
        ) from error
