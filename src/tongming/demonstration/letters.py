"""Letters of the current year: a reply that arrived, two the office waits on, one to be signed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from tongming.applications.applicants.identity import Identity
from tongming.applications.handling.actions import answer_all
from tongming.applications.letters.actions import draft, record_receipt, send, sign, submit
from tongming.applications.letters.models import Letter, Way
from tongming.applications.models import Application
from tongming.calendars.queries import current_calendar
from tongming.demonstration.people import Cast
from tongming.law.path import Given
from tongming.law.words import Refused
from tongming.units.roles import Role

CLEANERS = Identity(
    name="桦甸示例环卫有限公司", contact="吴样本", phone="0432-00000005",
    address="桦甸市示例街1号",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Planned:
    """A letter about the application with this subject."""

    subject: str
    kind: str
    after: int
    """How many days after the application's receipt it is written; a weekend moves it forward."""
    elements: Mapping[str, str]
    recipient: Identity | None = None
    step: Mapping[str, Any] = field(default_factory=dict)
    answer_within: int = 0
    """Days the applicant is given, where the letter sets them."""
    answers: Sequence[tuple[str, str]] = ()
    """The five steps as far as this letter, as `law.path` names them."""
    goes_out: bool = True
    """Signed, handed over and signed for the same day; otherwise it waits for the office head."""


LETTERS = (
    Planned(
        "镇政府上年度三公经费决算", "R1", 3,
        {"attachment": "2025年度“三公”经费决算表1份", "form": "纸质文本（2页）"},
    ),
    Planned(
        "镇区垃圾清运服务合同", "P5", 5,
        {"their_part": "合同中贵公司的报价明细"},
        recipient=CLEANERS, step={"party": "桦甸示例环卫有限公司"},
        answers=(
            ("clear", "clear"), ("proper", "ours"), ("exists", "held"), ("public", "not_yet"),
            ("14-a", "no"), ("14-b", "no"), ("14-c", "no"), ("15", "consult"),
        ),
    ),
    Planned(
        "村级公益事业财政奖补项目清单", "P2", 5,
        {"unclear": "没有写明所需项目的年度", "to_correct": "写明需要哪一年度的项目清单"},
        answer_within=21, answers=(("clear", "to_correct"),),
    ),
    Planned(
        "征地补偿安置方案批复文件", "P4", 24,
        {"reason": "批复文件存于县级档案馆，调取需要时间"},
        step={"days": 20}, goes_out=False,
    ),
)  # fmt: skip


def write_letters(cast: Cast, today: date) -> int:
    """Write what is not written yet; how many letters there are afterwards.

    What the calendar or the law of the day does not allow is left out.
    """
    for planned in LETTERS:
        application = Application.objects.filter(
            unit=cast.town, subject=planned.subject, received_on__isnull=False
        ).first()
        if application is not None and not application.letters.exists():
            try:
                with transaction.atomic():
                    _write(cast, application, planned, today)
            except Refused:
                continue
    return Letter.objects.filter(unit=cast.town).count()


def _write(cast: Cast, application: Application, planned: Planned, today: date) -> None:
    assert application.received_on is not None
    day = current_calendar().last_working_day(
        min(today, application.received_on + timedelta(days=planned.after))
    ).on  # fmt: skip
    step = dict(planned.step)
    if planned.answer_within:
        step["reply_by"] = (day + timedelta(days=planned.answer_within)).isoformat()
    handler = cast.by_role[Role.APPLICATION_HANDLER]
    if planned.answers:
        answer_all(
            application=application,
            given=[(question, Given(chosen)) for question, chosen in planned.answers],
            by=handler,
            today=day,
        )
    letter = draft(
        application=application,
        kind=planned.kind,
        elements=planned.elements,
        step=step,
        recipient=planned.recipient,
        by=handler,
        today=day,
    )
    if not planned.goes_out:
        submit(letter=letter, by=handler, today=day)
        return
    sign(letter=letter, by=cast.by_role[Role.OFFICE_HEAD], today=day)
    letter.refresh_from_db()
    send(letter=letter, way=Way.IN_PERSON, on=day, by=handler, today=day)
    letter.refresh_from_db()
    if letter.received_on is None:
        record_receipt(letter=letter, received_on=day, by=handler, today=day)
