"""A draft that lacks nothing, and the ways to walk it along the chain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from tests.conftest import Cast
from tongming.information import actions
from tongming.information.actions.common import shown_of
from tongming.information.actions.review import QUESTIONS, Conclusion
from tongming.information.content import Content
from tongming.information.models import Document
from tongming.law.documents import Attribute

TODAY = date(2026, 9, 21)
"""A Monday, a working day."""
NOTHING_SECRET = dict.fromkeys(QUESTIONS, False)
TEXT = (
    "<p>各村民委员会：</p><p>为做好2026年秋季农村道路养护工作，现将有关事项通知如下。</p>"
    "<p>一、养护范围为全镇村道共42公里，由各村按照属地原则负责。</p>"
    "<p>二、养护资金由镇财政所按里程拨付，每公里800元。</p>"
)
COMPLETE = Content(
    title="红石砬子镇关于做好秋季农村道路养护工作的通知",
    body=TEXT,
    attribute=Attribute.PROACTIVE.value,
    document_number="红政发[2026]18号",
    formed_on=date(2026, 9, 14),
    statutory_items=("20-10", "21-township-2"),
    publisher="红石砬子镇人民政府",
)


@dataclass(frozen=True)
class Road:
    """Walks a document along the chain with the people of the town."""

    cast: Cast

    def draft(self, content: Content = COMPLETE, **more: object) -> Document:
        return actions.create_document(
            unit=self.cast.town,
            by=self.cast.clerk,
            content=content,
            **more,  # type: ignore[arg-type]
        )

    def fresh(self, document: Document) -> Document:
        return Document.objects.get(pk=document.pk)

    def shown(self, document: Document) -> str:
        return shown_of(self.fresh(document))

    def submit(self, document: Document) -> Document:
        actions.submit(document=document, by=self.cast.clerk)
        return self.fresh(document)

    def pass_office(self, document: Document) -> Document:
        actions.pass_office(document=document, by=self.cast.office_head, shown=self.shown(document))
        return self.fresh(document)

    def pass_secrecy(self, document: Document) -> Document:
        actions.pass_secrecy(
            document=document,
            by=self.cast.secrecy_reviewer,
            shown=self.shown(document),
            conclusion=Conclusion.MAY_BE_PUBLIC
            if document.content.is_public
            else Conclusion.NOT_PUBLIC,
            answers=NOTHING_SECRET,
        )
        return self.fresh(document)

    def sign(self, document: Document) -> Document:
        actions.sign(
            document=document, by=self.cast.leader, shown=self.shown(document), today=TODAY
        )
        return self.fresh(document)

    def publish(self, document: Document) -> Document:
        actions.publish(document=document, by=self.cast.clerk)
        return self.fresh(document)

    def to_secrecy(self, document: Document) -> Document:
        return self.pass_office(self.submit(document))

    def to_sign(self, document: Document) -> Document:
        return self.pass_secrecy(self.to_secrecy(document))

    def to_signed(self, document: Document) -> Document:
        return self.sign(self.to_sign(document))

    def to_public(self, content: Content = COMPLETE) -> Document:
        return self.publish(self.to_signed(self.draft(content)))


@pytest.fixture
def road(cast: Cast) -> Road:
    return Road(cast)
