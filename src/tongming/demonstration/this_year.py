"""Some applications of the current year, registered and handled as a person would."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tongming.applications.actions import enter_step, register
from tongming.applications.kinds import Channel, Kind
from tongming.applications.models import Application
from tongming.demonstration.people import JOINED, Cast
from tongming.law.outcomes import ApplicantKind, Outcome
from tongming.law.words import Refused
from tongming.units.roles import Role

PERSON, COMPANY = ApplicantKind.NATURAL_PERSON, ApplicantKind.ENTERPRISE


@dataclass(frozen=True, slots=True)
class Case:
    """An application: how many days ago it came in, from whom, and how it was answered."""

    days_ago: int
    subject: str
    kind: ApplicantKind
    channel: Channel = Channel.IN_PERSON
    outcome: Outcome | None = None
    after: int = 0
    """How many days after its receipt it was answered."""


CASES = (
    Case(190, "农村危房改造补助发放名册", PERSON, Channel.IN_PERSON, Outcome.GRANTED, 9),
    Case(150, "镇区供水管网改造工程合同", COMPANY, Channel.MAIL_SIGNED, Outcome.PARTLY_GRANTED, 16),
    Case(120, "对道路修建质量的投诉处理", PERSON, Channel.IN_PERSON, Outcome.PETITION, 6),
    Case(90, "河道采砂许可档案", ApplicantKind.LEGAL_SERVICE, outcome=Outcome.NOT_HELD, after=12),
    Case(60, "镇政府上年度三公经费决算", PERSON, Channel.IN_PERSON, Outcome.GRANTED, 3),
    Case(24, "征地补偿安置方案批复文件", PERSON),
    Case(13, "村级公益事业财政奖补项目清单", ApplicantKind.PUBLIC_INTEREST, Channel.MAIL_SIGNED),
    Case(3, "敬老院改扩建项目验收材料", COMPANY),
)


def register_cases(cast: Cast, today: date) -> int:
    """Register and answer the cases; how many there are afterwards.

    A case whose days the calendar does not cover, or that lies before the town joined, is left out.
    """
    if not Application.objects.filter(unit=cast.town).exists():
        for case in CASES:
            _register(cast, case, today)
    return Application.objects.filter(unit=cast.town).count()


def _register(cast: Cast, case: Case, today: date) -> None:
    arrived = _weekday(today - timedelta(days=case.days_ago))
    if arrived < JOINED:
        return
    handler = cast.by_role[Role.APPLICATION_HANDLER]
    try:
        application = register(
            unit=cast.town,
            subject=case.subject,
            applicant_kind=case.kind,
            channel=case.channel,
            arrived_on=arrived,
            by=handler,
            today=today,
        )
        if case.outcome is not None:
            enter_step(
                application=application,
                kind=Kind.ANSWERED,
                on=_weekday(arrived + timedelta(days=case.after)),
                by=handler,
                today=today,
                outcome=case.outcome,
            )
    except Refused:
        return


def _weekday(day: date) -> date:
    """The day, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))
