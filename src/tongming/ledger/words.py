"""What the kinds of events are called on screen.

A room names its own in a module `ledger_words`: KINDS, a kind and its Chinese name; FIELDS, a key
of the data and its Chinese name. A test holds every recorded kind to these lists.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.utils.translation import gettext


def kind_label(kind: str) -> str:
    """The name of a kind in the reader's language; the kind itself where no room names it."""
    return gettext(kinds()[kind]) if kind in kinds() else kind


def field_label(name: str) -> str:
    """The name of a key of the data in the reader's language."""
    return gettext(fields()[name]) if name in fields() else name


@cache
def kinds() -> dict[str, str]:
    """Every kind the installed rooms name, with its Chinese name."""
    return _collect("KINDS")


@cache
def fields() -> dict[str, str]:
    """Every key of the data the installed rooms name, with its Chinese name."""
    return _collect("FIELDS")


def _collect(name: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for room in apps.get_app_configs():
        module = f"{room.name}.ledger_words"
        if room.name.startswith("tongming.") and find_spec(module):
            found |= getattr(import_module(module), name, {})
    return found
