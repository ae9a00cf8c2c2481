"""The tokens of a person: nobody else can use them, so somebody says what the program does then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from tongming.api.models import ApiToken
from tongming.law.words import N_, say
from tongming.units.belongings import Belonging, Kind
from tongming.units.models import Person


def tokens_of(person: Person, today: date) -> Iterator[Belonging]:
    """Every token that still works: it ends with the holder's place."""
    held = ApiToken.objects.filter(person=person, revoked_at=None, expires_on__gte=today)
    for token in held.select_related("unit"):
        yield Belonging(
            key=f"token:{token.pk}",
            kind=Kind.ACCOUNT,
            what=say(
                N_("接口令牌{token}（{name}）：离任后停用，相应系统要换新的令牌"),
                token=token.prefix,
                name=token.name,
            ),
            url=reverse("tokens:index"),
            unit=token.unit,
            may_be_handed=False,
        )
