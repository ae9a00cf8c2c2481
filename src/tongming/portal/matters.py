"""The answers to the public on supervised matters, as public items in 互动回应 › 督办公开.

The room of matters does not know of the section, so this listens, and the request stands in the
room's own transaction.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.utils.timezone import localdate

from tongming.engagement.matters.models import PREFIX, Answer
from tongming.engagement.matters.queries import ever_public
from tongming.law.words import N_
from tongming.portal.institutions import paragraphs
from tongming.publishing.actions import request
from tongming.publishing.item import PublicItem, Tombstone

COLUMN = "interaction/matters"


class MatterSource:
    """Every answer on a matter that was published (`publishing.item.ItemSource`)."""

    prefix = PREFIX

    def get(self, key: str) -> PublicItem | None:
        """The answer as it was last published; one taken back says when and why."""
        number = key.removeprefix(PREFIX)
        if number == key or not number.isascii() or not number.isdecimal() or len(number) > 18:
            return None
        found = ever_public().filter(matter=int(number)).first()
        return _item(found) if found is not None and found.key == key else None

    def keys(self) -> Iterator[str]:
        for answer in ever_public():
            yield answer.key


def _item(answer: Answer) -> PublicItem:
    matter = answer.matter
    assert answer.published_at is not None
    assert answer.changed_at is not None
    gone = answer.withdrawn_on
    return PublicItem(
        key=answer.key,
        unit=matter.unit.code,
        title=answer.title,
        published_at=answer.published_at,
        changed_at=answer.changed_at,
        formed_on=localdate(answer.changed_at),
        publisher=matter.unit.name,
        facts=(
            (N_("督办编号"), matter.number),
            (N_("督办单位"), matter.unit.name),
            (N_("承办单位"), matter.handler.name),
            (N_("下达日期"), matter.issued_on.isoformat()),
            (N_("办结日期"), matter.closed_on.isoformat() if matter.closed_on else ""),
            (N_("发布日期"), localdate(answer.published_at).isoformat()),
        ),
        body_html="" if gone else paragraphs(answer.text),
        body_text="" if gone else answer.text,
        tombstone=Tombstone(gone, answer.withdrawn_reason) if gone else None,
        is_demo=matter.unit.is_demo,
        columns=(COLUMN,),
    )


def connect() -> None:
    """Listen, once."""
    post_save.connect(_saved, sender=Answer, dispatch_uid="tongming.portal.matter")


def _saved(instance: Answer, raw: bool = False, **kwargs: Any) -> None:
    if raw or instance.published_at is None:
        return
    with transaction.atomic():
        request(instance.key)
