"""The institution documents of a unit as public items in its column 政府信息公开制度.

The room of units does not know of the section, so this listens, and the request stands in the
room's own transaction.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.utils.html import escape
from django.utils.timezone import localdate

from tongming.law.documents import Validity
from tongming.publishing.actions import request
from tongming.publishing.item import Correction, PublicItem
from tongming.units.institutions.models import PREFIX, Institution
from tongming.units.institutions.queries import ever_public

COLUMN = "rules"


class InstitutionSource:
    """Every rule of a unit that was approved (`publishing.item.ItemSource`)."""

    prefix = PREFIX

    def get(self, key: str) -> PublicItem | None:
        """The rule as its latest approved version has it; a repealed one says so and stays."""
        number = key.removeprefix(PREFIX)
        if number == key or not number.isascii() or not number.isdecimal() or len(number) > 18:
            return None
        found = ever_public().filter(pk=int(number)).first()
        return _item(found) if found is not None and found.key == key else None

    def keys(self) -> Iterator[str]:
        for institution in ever_public():
            yield institution.key


def _item(institution: Institution) -> PublicItem | None:
    approved = list(institution.versions.exclude(approved_at=None).order_by("number"))
    if not approved:
        return None
    first, current = approved[0], approved[-1]
    assert first.approved_at is not None
    assert current.approved_at is not None
    repealed = institution.repealed_on
    return PublicItem(
        key=institution.key,
        unit=institution.unit.code,
        title=current.title,
        published_at=first.approved_at,
        changed_at=current.approved_at,
        formed_on=localdate(current.approved_at),
        publisher=institution.unit.name,
        validity=Validity.REPEALED if repealed else Validity.IN_FORCE,
        effective_on=current.effective_on,
        ends_on=repealed,
        body_html=paragraphs(current.text),
        body_text=current.text,
        corrections=tuple(
            Correction(localdate(one.approved_at), one.change)
            for one in approved[1:]
            if one.approved_at is not None
        ),
        is_demo=institution.unit.is_demo,
        columns=(COLUMN,),
    )


def paragraphs(text: str) -> str:
    """Lines of plain text as paragraphs; a line like 一、 is a heading of the page."""
    made = []
    for line in text.split("\n"):
        words = line.strip()
        if not words:
            continue
        tag = "h2" if _is_heading(words) else "p"
        made.append(f"<{tag}>{escape(words)}</{tag}>")
    return "\n".join(made)


def _is_heading(words: str) -> bool:
    """第一章 总则, or 一、审查的范围: short, numbered, and no sentence."""
    head, mark, rest = words.partition("、")
    numbered = bool(mark and rest) and all(one in "一二三四五六七八九十" for one in head)
    chapter = words.startswith("第") and "章" in words[:6]
    return (numbered or chapter) and len(words) <= 30 and words[-1] not in "。；："


def connect() -> None:
    """Listen, once."""
    post_save.connect(_saved, sender=Institution, dispatch_uid="tongming.portal.institution")


def _saved(instance: Institution, created: bool, raw: bool = False, **kwargs: Any) -> None:
    if raw or created:
        return
    with transaction.atomic():
        request(instance.key)
