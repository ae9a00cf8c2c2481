"""The way every document of the demonstration goes: reviewed, signed, published by its people."""

from __future__ import annotations

from datetime import date

from tongming.demonstration.people import Cast
from tongming.information import actions
from tongming.information.actions.common import shown_of
from tongming.information.actions.review import QUESTIONS, Conclusion
from tongming.information.models import Document
from tongming.units.roles import Role


def review_and_sign(cast: Cast, document: Document, today: date, *, public: bool = True) -> None:
    """From the draft to the signature."""
    actions.submit(document=document, by=cast.by_role[Role.CLERK])
    pass_office(cast, document)
    actions.pass_secrecy(
        document=document,
        by=cast.by_role[Role.SECRECY_REVIEWER],
        shown=shown(document),
        conclusion=Conclusion.MAY_BE_PUBLIC if public else Conclusion.NOT_PUBLIC,
        answers=dict.fromkeys(QUESTIONS, False),
    )
    actions.sign(
        document=document, by=cast.by_role[Role.LEADER], shown=shown(document), today=today
    )


def pass_office(cast: Cast, document: Document) -> None:
    """The office head has looked."""
    actions.pass_office(document=document, by=cast.by_role[Role.OFFICE_HEAD], shown=shown(document))


def to_public(cast: Cast, document: Document, today: date) -> None:
    """The whole way."""
    review_and_sign(cast, document, today)
    actions.publish(document=document, by=cast.by_role[Role.CLERK])


def shown(document: Document) -> str:
    """What the next person has in front of them."""
    return shown_of(Document.objects.select_related("current").get(pk=document.pk))
