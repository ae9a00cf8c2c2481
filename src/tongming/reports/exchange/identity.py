"""Who we are to other installations."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from tongming.law.words import N_, Refused, say
from tongming.reports.exchange.packages import keys
from tongming.reports.exchange.packages.contents import Party, payload
from tongming.reports.exchange.packages.envelope import seal
from tongming.units.models import Unit

_HERE = {"localhost", "127.0.0.1", "::1"}


def top_unit() -> Unit:
    """The unit in whose name the installation speaks."""
    tops = list(Unit.objects.filter(parent=None, left_on=None)[:2])
    if not tops:
        raise Refused(
            say(N_("还没有建立单位。请先用 tongming manage create_unit 建立最上级单位。"))
        )
    if len(tops) > 1:
        raise Refused(say(N_("本系统有几个最上级单位，分不清以谁的名义交换。请写明单位。")))
    return tops[0]


def own_party(unit: Unit) -> Party:
    """The installation, speaking for one of its units."""
    return Party(settings.EXCHANGE_CODE or unit.code, unit.name, unit.short_name, unit.level)


def ring() -> keys.Ring:
    """The keys in force."""
    return keys.load(settings.EXCHANGE_KEYS)


def own_address() -> str:
    """Where others reach us; empty where that is this machine alone."""
    name = urlsplit(settings.WORK_ADDRESS).hostname or ""
    return "" if name in _HERE else settings.WORK_ADDRESS


def card(unit: Unit) -> bytes:
    """The file others register us by: who we are, signed with our keys. It carries no trust."""
    inside = payload(
        "card", sender=own_party(unit), created=timezone.now(), address=own_address()[:200]
    )
    return seal(inside, ring().signing)
