"""Responses to what many asked, as public items in 互动回应 › 热点回应; and for each who asked.

The room of topics does not know of the section, so this listens, and the request stands in the
room's own transaction.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.utils.timezone import localdate

from tongming.engagement.topics.models import PREFIX, Response
from tongming.engagement.topics.topic_queries import ever_public
from tongming.law.words import N_
from tongming.portal.institutions import paragraphs
from tongming.publishing.actions import request
from tongming.publishing.item import PublicItem, Tombstone

COLUMN = "interaction/responses"


class ResponseSource:
    """Every response that was published (`publishing.item.ItemSource`)."""

    prefix = PREFIX

    def get(self, key: str) -> PublicItem | None:
        """The response as it was last published; one taken back says when and why."""
        number = key.removeprefix(PREFIX)
        if number == key or not number.isascii() or not number.isdecimal() or len(number) > 18:
            return None
        found = ever_public().filter(topic=int(number)).first()
        return _item(found) if found is not None and found.key == key else None

    def keys(self) -> Iterator[str]:
        for response in ever_public():
            yield response.key


def _item(response: Response) -> PublicItem:
    unit = response.topic.unit
    assert response.published_at is not None
    assert response.changed_at is not None
    gone = response.withdrawn_on
    return PublicItem(
        key=response.key,
        unit=unit.code,
        title=response.title,
        published_at=response.published_at,
        changed_at=response.changed_at,
        formed_on=localdate(response.changed_at),
        publisher=unit.name,
        facts=(
            (N_("回应单位"), unit.name),
            (N_("回应日期"), localdate(response.changed_at).isoformat()),
            (N_("留言条数"), "" if gone else str(response.asked)),
        ),
        body_html="" if gone else paragraphs(response.text),
        body_text="" if gone else response.text,
        tombstone=Tombstone(gone, response.withdrawn_reason) if gone else None,
        is_demo=unit.is_demo,
        columns=(COLUMN,),
    )


def connect() -> None:
    """Listen, once."""
    post_save.connect(_saved, sender=Response, dispatch_uid="tongming.portal.response")


def _saved(instance: Response, raw: bool = False, **kwargs: Any) -> None:
    if raw or instance.published_at is None:
        return
    with transaction.atomic():
        request(instance.key)
