"""Who is suspended, or leaves the place, loses the tokens in the same transaction.

The room of units does not know of tokens, so this listens.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.utils.timezone import localdate

from tongming.api.tokens.actions import revoke_all, revoke_lost
from tongming.units.models import Appointment, Person


def connect() -> None:
    """Listen, once."""
    post_save.connect(_account, sender=Person, dispatch_uid="tongming.api.person")
    post_save.connect(_place, sender=Appointment, dispatch_uid="tongming.api.appointment")


def _account(instance: Person, created: bool, raw: bool = False, **kwargs: Any) -> None:
    if raw or created or instance.is_active:
        return
    with transaction.atomic():
        revoke_all(instance)


def _place(instance: Appointment, created: bool, raw: bool = False, **kwargs: Any) -> None:
    if raw or created or instance.until is None:
        return
    with transaction.atomic():
        revoke_lost(instance.person, localdate())
