"""An office with something behind every operation, numbered as the examples of the API say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.test import Client
from django.utils.timezone import localdate

from tests.conftest import Cast
from tests.integration.information.conftest import COMPLETE, Road
from tests.published import publish
from tongming.api.models import ApiToken
from tongming.api.tokens.actions import create
from tongming.api.tokens.scopes import Scope
from tongming.applications import actions as register
from tongming.applications.kinds import Channel, Kind
from tongming.engagement.messages import actions as messages
from tongming.engagement.messages.actions.writing import Written
from tongming.engagement.messages.kinds import Channel as Way
from tongming.engagement.messages.kinds import Kind as Asked
from tongming.information.models import Document
from tongming.law.forms import FORM_2021
from tongming.law.outcomes import ApplicantKind, Outcome
from tongming.publishing.actions import publish_pending
from tongming.units.actions import appoint
from tongming.units.models import Person
from tongming.units.roles import Role

__all__ = ["Office", "Program", "furnished", "program_of"]


@dataclass(frozen=True)
class Program:
    """Another system of the office, and the token it has."""

    token: ApiToken
    whole: str

    def headers(self, **more: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.whole}", **more}

    def get(self, path: str, **query: str) -> Any:
        return Client().get(f"/api/v1{path}", query, headers=self.headers())

    def send(self, path: str, body: object, *, key: str = "", method: str = "post") -> Any:
        more = {"Idempotency-Key": key} if key else {}
        return getattr(Client(), method)(
            f"/api/v1{path}", body, "application/json", headers=self.headers(**more)
        )


@dataclass(frozen=True)
class Office:
    """The cast, a program that may do everything, and the records the examples name."""

    cast: Cast
    program: Program
    public: Document
    draft: Document


def program_of(cast: Cast, person: Person, *scopes: Scope) -> Program:
    """A token of a person in the town."""
    today = localdate()
    token, whole = create(
        unit=cast.town,
        name="协同办公系统",
        scopes=scopes,
        expires_on=today + timedelta(days=30),
        by=person,
        today=today,
    )
    return Program(token, whole)


def furnished(cast: Cast) -> Office:
    """Everything the examples ask about."""
    appoint(
        person=cast.clerk, unit=cast.town, role=Role.APPLICATION_HANDLER, since=date(2015, 1, 1)
    )
    begin_at_one(Document)
    road = Road(cast)
    public = road.to_public()
    draft = road.draft(replace(COMPLETE, title="关于做好冬季防火工作的通知", document_number=""))
    assert (public.pk, draft.pk) == (1, 2)
    _applications(cast)
    _messages(cast)
    publish(cast.town, 2025, FORM_2021, by=cast.leader)
    publish_pending()
    return Office(cast, program_of(cast, cast.clerk, *Scope), public, draft)


def begin_at_one(model: type[Document]) -> None:
    """The next record gets number 1: on PostgreSQL numbers go on after a test that was undone."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, 'id'), 1, false)", [model._meta.db_table]
            )


def _applications(cast: Cast) -> None:
    """2026-1 is open; one of 2025 is answered, so that the year is told."""
    told = {
        "unit": cast.town,
        "subject": "2025年农村危房改造补助名单",
        "applicant_kind": ApplicantKind.NATURAL_PERSON,
        "channel": Channel.IN_PERSON,
        "by": cast.handler,
        "today": localdate(),
    }
    before = register.register(**told, arrived_on=date(2025, 3, 3))  # type: ignore[arg-type]
    register.enter_step(
        application=before, kind=Kind.ANSWERED, on=date(2025, 3, 10), outcome=Outcome.GRANTED,
        by=cast.handler, today=localdate(),
    )  # fmt: skip
    register.register(**told, arrived_on=date(2026, 3, 2))  # type: ignore[arg-type]


def _messages(cast: Cast) -> None:
    """2026-1 is new, 2026-2 is taken up."""
    written = Written(Asked.QUESTION, "村口路灯什么时候修", "石门村村口的路灯坏了两个月。")
    made = [
        messages.register(
            unit=cast.town, written=written, channel=Way.PHONE, received_on=date(2026, 3, 2),
            by=cast.clerk, today=localdate(),
        )[0]
        for _n in range(2)
    ]  # fmt: skip
    messages.accept(message=made[1], by=cast.clerk, today=localdate())
