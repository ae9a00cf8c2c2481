"""What people ask of an office and what becomes of it: applications, letters, cases, messages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from tongming.applications.actions import enter_step
from tongming.applications.applicants.actions import register
from tongming.applications.applicants.identity import Identity
from tongming.applications.kinds import Channel, Kind
from tongming.applications.letters.actions import draft, record_receipt, send, sign
from tongming.applications.letters.actions.settings import change_settings
from tongming.applications.letters.models import Way as Sent
from tongming.applications.models import Application, Form, Way
from tongming.calendars.queries import current_calendar
from tongming.demonstration.county.people import Staff
from tongming.demonstration.county.playing import Story, working
from tongming.demonstration.county.volumes import about, chance, days_in, turn
from tongming.demonstration.this_year import CHARITY, HOME, LAWYERS, LI, WANG, WATER
from tongming.engagement.messages import actions as messages
from tongming.engagement.messages.actions.writing import Contact, Written
from tongming.engagement.messages.kinds import Channel as Line
from tongming.engagement.messages.kinds import Kind as Said
from tongming.law.outcomes import ApplicantKind, Outcome, ReviewFirst
from tongming.law.remedy_counting import Reading
from tongming.law.remedy_results import Procedure, Result
from tongming.law.remedy_results import Way as Remedy
from tongming.remedies import actions as remedies

APPLICANTS: tuple[tuple[ApplicantKind, Identity], ...] = (
    (ApplicantKind.NATURAL_PERSON, WANG), (ApplicantKind.NATURAL_PERSON, LI),
    (ApplicantKind.ENTERPRISE, WATER), (ApplicantKind.NATURAL_PERSON, WANG),
    (ApplicantKind.LEGAL_SERVICE, LAWYERS), (ApplicantKind.NATURAL_PERSON, LI),
    (ApplicantKind.ENTERPRISE, HOME), (ApplicantKind.PUBLIC_INTEREST, CHARITY),
)  # fmt: skip
WANTED = ("的办理依据", "的资金安排", "的会议纪要", "的合同文本", "的审批档案", "的检查记录")
OUTCOMES = (
    (Outcome.GRANTED, 40), (Outcome.PARTLY_GRANTED, 14), (Outcome.NOT_HELD, 14),
    (Outcome.PETITION, 8), (Outcome.ENFORCEMENT_FILE, 6), (Outcome.PROCESS_INFORMATION, 5),
    (Outcome.INTERNAL_AFFAIRS, 4), (Outcome.WOULD_NEED_MAKING, 4), (Outcome.REPEATED, 3),
    (Outcome.THIRD_PARTY_RIGHTS, 2),
)  # fmt: skip
"""How applications end, and how often out of a hundred."""


@dataclass(slots=True)
class Asked:
    """One application as it will go."""

    number: int
    arrives: date
    kind: ApplicantKind
    identity: Identity
    channel: Channel
    subject: str
    outcome: Outcome
    after: int
    """Working days from receipt to reply."""
    is_extended: bool
    is_challenged: bool
    has_letter: bool


def asked(staff: Staff, year: int) -> list[Asked]:
    """The year's applications; the last may be open when the year ends."""
    draw = chance(staff.office, year, "applications")
    work = staff.office.work
    number = about(draw, work.applications)
    found = []
    for n, day in enumerate(days_in(draw, year, number, (1, 8), (12, 24))):
        kind, identity = turn(APPLICANTS, draw.randrange(len(APPLICANTS)))
        (outcome,) = draw.choices(*zip(*OUTCOMES, strict=True))
        is_extended = draw.random() < 0.12
        found.append(
            Asked(
                number=n, arrives=day, kind=kind, identity=identity,
                channel=draw.choice((Channel.IN_PERSON, Channel.MAIL_SIGNED, Channel.ORAL)),
                subject=f"{year}年{turn(work.topics, n)}{turn(WANTED, draw.randrange(6))}"
                f"（{n + 1}）",
                outcome=outcome, after=draw.randrange(22, 34) if is_extended
                else draw.randrange(4, 19),
                is_extended=is_extended, is_challenged=n < work.cases,
                has_letter=n == 0 and outcome is Outcome.GRANTED and not is_extended,
            )
        )  # fmt: skip
    return found


def applications(staff: Staff, year: int, one: Asked) -> Story:
    """Registered, perhaps extended, answered, perhaps challenged."""
    today = yield one.arrives
    application = register(
        unit=staff.unit, subject=one.subject, features="", applicant_kind=one.kind,
        identity=one.identity, form_wanted=Form.PAPER, way_wanted=Way.POST, channel=one.channel,
        arrived_on=today, confirmed_on=None, scans=[], by=staff.clerk, today=today,
    )  # fmt: skip
    assert application.received_on is not None
    if one.is_extended:
        today = yield after(one.arrives, 18)
        enter_step(
            application=application, kind=Kind.EXTENDED, on=today, by=staff.head, today=today,
            details={"days": 20},
        )  # fmt: skip
    today = yield after(one.arrives, one.after)
    if one.has_letter:
        _letter(staff, application, today)
    else:
        enter_step(
            application=application, kind=Kind.ANSWERED, on=today, by=staff.clerk, today=today,
            outcome=one.outcome,
        )  # fmt: skip
    if one.is_challenged:
        yield from _challenged(staff, application, one, chance(staff.office, year, "cases"))


def after(day: date, working_days: int) -> date:
    """So many working days later."""
    return current_calendar().after(day, working_days).on


def _letter(staff: Staff, application: Application, today: date) -> None:
    """The whole way of a letter: drafted, signed by another, handed over, signed for."""
    letter = draft(
        application=application, kind="R1", by=staff.clerk, today=today,
        elements={"attachment": "复印件1份", "form": "纸质文本"},
    )  # fmt: skip
    sign(letter=letter, by=staff.leader, today=today)
    letter.refresh_from_db()
    send(letter=letter, way=Sent.IN_PERSON, on=today, by=staff.clerk, today=today)
    letter.refresh_from_db()
    if letter.received_on is None:
        record_receipt(letter=letter, received_on=today, by=staff.clerk, today=today)


def _challenged(staff: Staff, application: Application, one: Asked, draw: Random) -> Story:
    """A reconsideration, decided within the term; a suit where none has to come before it."""
    today = yield after(one.arrives, one.after + 12)
    # A court takes at once only what need not be reconsidered first (《行政复议法》第二十三条).
    is_review = one.number % 2 == 0 or one.outcome.review_first is not ReviewFirst.NO
    case = remedies.open_case(
        unit=staff.unit, way=Remedy.REVIEW if is_review else Remedy.DIRECT,
        subject=f"不服对“{one.subject}”的答复",
        opening=remedies.Opening(
            "吉林市人民政府（演示）" if is_review else "桦甸市人民法院（演示）", today,
            accepted_on=today, procedure=Procedure.ORDINARY,
        ),
        application=application, by=staff.head, today=today,
    )  # fmt: skip
    stage = case.stages.get()
    today = yield after(today, 6)
    remedies.record_answer(stage=stage, on=today, by=staff.head, today=today)
    today = yield after(today, 28 + draw.randrange(10))
    result = (
        (Result.REVIEW_UPHELD if draw.random() < 0.7 else Result.REVIEW_DISMISSED)
        if is_review
        else Result.SUIT_DISMISSED
    )
    remedies.record_result(
        stage=stage, decision=remedies.Decision(result, today, today), by=staff.head, today=today
    )


def cases_kept(staff: Staff, year: int) -> Story:
    """From its first year on every case of the office is kept here, so that 0 is a figure."""
    today = yield working(date(year, 1, 6))
    remedies.keep_since(
        unit=staff.unit, year=year, reading=Reading.HANDLED, by=staff.head, today=today
    )


def where_to_complain(staff: Staff, year: int) -> Story:
    """The county has nobody above it here: its letters name authority and court from a setting."""
    today = yield working(date(year, 1, 5))
    change_settings(
        unit=staff.unit, review_body="吉林市人民政府（演示）", court="桦甸市人民法院（演示）",
        by=staff.head, today=today,
    )  # fmt: skip


def letters(staff: Staff, year: int) -> Story:
    """What citizens telephone about, answered and published with their consent."""
    draw = chance(staff.office, year, "messages")
    work = staff.office.work
    for n, day in enumerate(days_in(draw, year, about(draw, work.messages), (2, 1), (11, 20))):
        today = yield day
        topic = turn(work.topics, n + year)
        message = messages.register(
            unit=staff.unit, channel=Line.PHONE, received_on=today, by=staff.clerk, today=today,
            written=Written(
                Said.QUESTION, f"咨询{topic}怎样办理",
                f"我想问问{topic}要到哪里办，需要带哪些材料，多长时间能办好？",
                Contact(turn(("吴示例", "郑样本", "冯示例"), n), "10012340009"), may_publish=True,
            ),
        )[0]  # fmt: skip
        messages.accept(message=message, by=staff.clerk, today=today)
        today = yield working(today + timedelta(days=5))
        messages.draft(
            message=message, by=staff.clerk, today=today,
            answer=f"{topic}事项在{staff.unit.short_name}{staff.unit.office}办理，"
            "请带身份证件，材料齐全的当场受理。",
        )  # fmt: skip
        messages.approve(message=message, by=staff.head, today=today)
        messages.publish(message=message, by=staff.clerk, today=today)
