"""A refused application, and the hands that take a case over it through its stages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from tests.conftest import Cast
from tongming.applications.actions import enter_step, register
from tongming.applications.kinds import Channel, Kind
from tongming.applications.models import Application
from tongming.law.outcomes import ApplicantKind, Outcome
from tongming.law.remedy_results import Instance, Result, Way
from tongming.remedies.actions import (
    Decision,
    Opening,
    add_stage,
    open_case,
    record_answer,
    record_result,
)
from tongming.remedies.models import Case, Stage
from tongming.units.models import Unit

TODAY = date(2026, 11, 24)


@pytest.fixture
def refused(cast: Cast) -> Application:
    """Received on 9 February 2026, refused on 2 March: a third party's rights."""
    application = register(
        unit=cast.town, subject="某采砂企业的纳税情况", applicant_kind=ApplicantKind.NATURAL_PERSON,
        channel=Channel.IN_PERSON, arrived_on=date(2026, 2, 9), by=cast.handler, today=TODAY,
    )  # fmt: skip
    enter_step(
        application=application, kind=Kind.ANSWERED, on=date(2026, 3, 2), by=cast.handler,
        today=TODAY, outcome=Outcome.THIRD_PARTY_RIGHTS,
    )  # fmt: skip
    application.refresh_from_db()
    return application


@dataclass
class Hands:
    """The verbs with what a test does not care about filled in."""

    cast: Cast

    def open(self, on: date, way: Way = Way.REVIEW, unit: Unit | None = None, **more: Any) -> Case:
        opening = {
            name: more.pop(name)
            for name in ("accepted_on", "procedure", "case_number")
            if name in more
        }
        body = "桦甸市人民政府" if way is Way.REVIEW else "桦甸市人民法院"
        return open_case(
            unit=unit or self.cast.town, way=way, subject="不服不予公开告知书",
            opening=Opening(body, on, **opening), by=self.cast.handler,
            today=more.pop("today", TODAY), **more,
        )  # fmt: skip

    def last(self, case: Case) -> Stage:
        return case.stages.latest("number")

    def answer(self, case: Case, on: date) -> None:
        record_answer(stage=self.last(case), on=on, by=self.cast.handler, today=TODAY)

    def decide(self, case: Case, result: Result, on: date, **more: Any) -> Case:
        record_result(
            stage=self.last(case), decision=Decision(result, on, **more), by=self.cast.handler,
            today=TODAY,
        )  # fmt: skip
        return self.fresh(case)

    def go_on(self, case: Case, instance: Instance, on: date) -> Case:
        add_stage(
            case=case, instance=instance, opening=Opening("吉林市中级人民法院", on),
            by=self.cast.handler, today=TODAY,
        )  # fmt: skip
        return self.fresh(case)

    def fresh(self, case: Case) -> Case:
        return Case.objects.select_related("unit", "application").get(pk=case.pk)


@pytest.fixture
def hands(cast: Cast) -> Hands:
    """The application handler's."""
    return Hands(cast)
