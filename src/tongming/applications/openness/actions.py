"""Saying what an application was about, in kind."""

from __future__ import annotations

from django.db import transaction

from tongming.applications.models import Application
from tongming.applications.openness.models import Theme
from tongming.law.statutory import items_for
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.units.models import Person
from tongming.units.rights import Right, require


@transaction.atomic
def choose_theme(*, application: Application, item: str, by: Person) -> Theme:
    """Put an application under a statutory item of its unit's level; again to choose another."""
    require(by, Right.APPLICATION_HANDLE, application.unit)
    if item not in {one.key for one in items_for(application.unit.level_kind)}:
        raise Refused(say(N_("请从法定主动公开事项里选一个最接近的。")))
    theme, _new = Theme.objects.update_or_create(application=application, defaults={"item": item})
    record(
        "applications.theme_chosen",
        unit=application.unit,
        by=by,
        subject=application,
        number=application.number,
        item=item,
    )
    return theme
