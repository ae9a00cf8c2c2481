"""A writer who is nobody here, and messages on their way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate

from tests.conftest import Cast
from tongming.engagement.messages import actions
from tongming.engagement.messages.actions.writing import Contact, Written
from tongming.engagement.messages.kinds import Kind
from tongming.engagement.messages.models import Message
from tongming.units.models import Unit

ID_NUMBER = "11010519491231002X"
ASKED: dict[str, str] = {
    "unit": "hongshilazi",
    "kind": "question",
    "title": "村口路灯什么时候修",
    "text": f"石门村村口的路灯坏了两个月，我的身份证号{ID_NUMBER}，电话13912345678。",
    "complained_unit": "",
    "complained_of": "",
    "name": "王小明",
    "phone": "13912345678",
    "email": "",
    "may_publish": "on",
}
ANSWER = "王小明同志：石门村路灯已安排维修，11月30日以前修好。"
TODAY = localdate()


@dataclass
class Writer:
    """Somebody with a browser of their own."""

    client: Client
    number: str = ""
    code: str = ""

    def write(self, **changes: Any) -> Any:
        response = self.client.post("/messages/new/", {**ASKED, **changes}, follow=True)
        text = response.content.decode()
        found = re.search(r"<dd>(\d{4}-\d+)</dd>.*?<dd class=\"code\">([\w-]+)</dd>", text, re.S)
        if found:
            self.number, self.code = found[1], found[2]
        return response

    def follow(self, number: str = "", code: str = "") -> str:
        asked = {"number": number or self.number, "code": code or self.code}
        response = self.client.post("/messages/query/", asked, follow=True)
        return response.content.decode()


@pytest.fixture
def writer(cast: Cast) -> Iterator[Writer]:
    """A writer, and no counts left of earlier tests."""
    cache.clear()
    yield Writer(Client())
    cache.clear()


def written(kind: Kind = Kind.QUESTION, **changes: Any) -> Written:
    """As the form has it."""
    given: dict[str, Any] = {
        "title": ASKED["title"],
        "text": ASKED["text"],
        "contact": Contact(name="王小明", phone="13912345678"),
        "may_publish": True,
    }
    return Written(kind=kind, **{**given, **changes})


def sent(unit: Unit, kind: Kind = Kind.QUESTION, **changes: Any) -> Message:
    """A message just sent to a unit."""
    message, _code = actions.submit(
        unit=unit, written=written(kind, **changes), now=timezone.now()
    )  # fmt: skip
    return message


def accepted(cast: Cast, kind: Kind = Kind.QUESTION, **changes: Any) -> Message:
    """A message of the town, accepted by its clerk."""
    message = sent(cast.town, kind, **changes)
    actions.accept(message=message, by=cast.clerk, today=TODAY)
    return fresh(message)


def drafted(cast: Cast, kind: Kind = Kind.QUESTION, **changes: Any) -> Message:
    """With an answer that waits for approval."""
    message = accepted(cast, kind, **changes)
    actions.draft(message=message, answer=ANSWER, by=cast.clerk, today=TODAY)
    return fresh(message)


def answered(cast: Cast, kind: Kind = Kind.QUESTION, **changes: Any) -> Message:
    """Approved by the office head: the writer reads it."""
    message = drafted(cast, kind, **changes)
    actions.approve(message=message, by=cast.office_head, today=TODAY)
    return fresh(message)


def fresh(message: Message) -> Message:
    """As the database has it."""
    return Message.objects.select_related("unit", "handler").get(pk=message.pk)
