"""What an address asks for: a month, a unit."""

from __future__ import annotations

import re
from datetime import date

from django.db.models import QuerySet
from django.http import HttpRequest

from tongming.units.models import Unit


def asked_month(request: HttpRequest) -> date | None:
    """The month in the address."""
    found = re.fullmatch(r"(20\d\d)-(0[1-9]|1[0-2])", request.GET.get("month", ""), re.ASCII)
    return date(int(found[1]), int(found[2]), 1) if found else None


def asked_unit(request: HttpRequest, units: QuerySet[Unit]) -> Unit | None:
    """The unit in the address, of those that may be seen."""
    asked = request.GET.get("unit", "")
    known = asked.isascii() and asked.isdecimal() and len(asked) <= 9
    return units.filter(pk=int(asked)).first() if known else None
