"""A town that joined in 2021: the years before are known from reports and people only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

import pytest
from django.db import transaction

from tests.conftest import Cast
from tongming.applications.models import Application, ApplicationFact
from tongming.law.figures import Cell, Figure
from tongming.law.forms import Form
from tongming.law.organs import Level
from tongming.law.outcomes import ApplicantKind, Outcome
from tongming.ledger.actions import record
from tongming.reports.actions import Entry, enter_figures
from tongming.units.actions import appoint, create_unit
from tongming.units.models import Person, Unit
from tongming.units.roles import Role

JOINED = date(2021, 3, 1)

OWN_WORDS = """\
松花湖镇人民政府2019年政府信息公开工作年度报告

发布日期：2020-01-06

一、概况
全镇政府信息公开工作由党政办公室负责。
二、主动公开政府信息情况
2019年，全镇共主动公开政府信息146条。按渠道分：政府网站14条，占9.6%；政务微博101条，占69.2%；\
政务微信25条，占17.1%；其他方式6条，占4.1%。
三、依申请公开政府信息情况
全年收到政府信息公开申请0件，答复0件。
四、收费及减免情况
全年没有收取任何费用。
五、申请行政复议和提起行政诉讼情况
因政府信息公开被申请行政复议0件，被提起行政诉讼0件。
六、存在的主要问题及改进情况
信息更新不够及时，将安排专人每周检查。
"""


@pytest.fixture
def newcomer(cast: Cast) -> Unit:
    """松花湖镇: its clerk, office head and leader are the cast's."""
    unit = create_unit(
        name="松花湖镇人民政府",
        short_name="松花湖镇",
        level=Level.TOWNSHIP,
        code="songhuahu",
        joined_on=JOINED,
        parent=cast.county,
    )
    for person, role in (
        (cast.clerk, Role.CLERK),
        (cast.office_head, Role.OFFICE_HEAD),
        (cast.leader, Role.LEADER),
        (cast.handler, Role.APPLICATION_HANDLER),
    ):
        appoint(person=person, unit=unit, role=role, since=JOINED)
    return unit


class Register:
    """Applications put straight into a unit's register, as facts known from a moment."""

    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        self.made = 0

    def add(
        self,
        received: date,
        closed: date | None = None,
        outcome: Outcome | None = None,
        kind: ApplicantKind = ApplicantKind.NATURAL_PERSON,
        known_from: datetime | None = None,
    ) -> ApplicationFact:
        """One application, as it is known from a moment (by default now)."""
        self.made += 1
        application = Application.objects.create(
            unit=self.unit,
            year=received.year,
            serial=1000 + self.made,
            subject="村级公益事业项目清单",
            channel="in_person",
            applicant_kind=kind.value,
            received_on=received,
            closed_on=closed,
            outcome=outcome.value if outcome else "",
            state="closed" if closed else "running",
        )
        with transaction.atomic():
            event = record("tests.application", unit=self.unit, by=None, subject=application)
        return ApplicationFact.objects.create(
            unit=self.unit,
            application=application,
            applicant_kind=kind.value,
            received_on=received,
            closed_on=closed,
            outcome=outcome.value if outcome else "",
            known_from=known_from or event.at,
            event=event,
        )


@pytest.fixture
def register(newcomer: Unit) -> Register:
    """The register of the town that joined in 2021."""
    return Register(newcomer)


def stated(figures: Mapping[str, Figure], *, unit: Unit, year: int, form: Form, by: Person) -> None:
    """State figures by hand, each by its address."""
    enter_figures(
        unit=unit,
        year=year,
        form=form,
        entries={Cell.parse(cell): Entry(figure) for cell, figure in figures.items()},
        reason="查阅当年台账",
        by=by,
    )
