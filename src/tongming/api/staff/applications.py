"""Applications: registered at a hall's window, followed by their clocks, steps entered."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from ninja import Query, Router
from pydantic import ConfigDict

from tongming.api.doors import Caller, Token, caller
from tongming.api.fields import Day, Given, Limit, Text, Told, Yes, upto
from tongming.api.problems import staff_answers
from tongming.api.staff.common import BeforePk, Number, work_address
from tongming.api.tokens.scopes import Scope
from tongming.api.writing import Key, once
from tongming.applications import actions, amending
from tongming.applications.applicants.actions import register
from tongming.applications.applicants.identity import Identity
from tongming.applications.clocks import events_of, run_clock, sentence
from tongming.applications.kinds import ENTRIES, Channel, Kind
from tongming.applications.models import Application, Form, Step, Way
from tongming.applications.queries import applications_for, get_numbered, narrowed, steps_of
from tongming.calendars.queries import current_calendar
from tongming.law.outcomes import ApplicantKind
from tongming.law.words import N_, Refused, say
from tongming.units.rights import Right

router = Router(tags=[N_("依申请公开（工作）")])

WITHOUT_LETTER = (
    Kind.CORRECTED,
    Kind.THIRD_PARTY_ANSWERED,
    Kind.ORGAN_ANSWERED,
    Kind.FEE_PAID,
    Kind.REASONS_GIVEN,
    Kind.WITHDRAWN,
)
"""What others do. What the organ does goes by letter, and letters are signed by people."""
StepKind = Literal[
    "corrected",
    "third_party_answered",
    "organ_answered",
    "fee_paid",
    "reasons_given",
    "withdrawn",
]


class Applicant(Given):
    """Who applied (第二十九条第二款第一项): sealed here, and given out again by no operation."""

    name: Annotated[Text, upto(120, 1)]
    document: Annotated[Text, upto(40)] = ""
    document_number: Annotated[Text, upto(40)] = ""
    contact: Annotated[Text, upto(60)] = ""
    phone: Annotated[Text, upto(40)] = ""
    email: Annotated[Text, upto(120)] = ""
    address: Annotated[Text, upto(200)] = ""
    postcode: Annotated[Text, upto(10)] = ""


class Registration(Given):
    """An application as it came."""

    subject: Annotated[Text, upto(500, 1)]
    features: Annotated[Text, upto(2000)] = ""
    applicant_kind: ApplicantKind
    channel: Channel
    arrived_on: Day
    confirmed_on: Day | None = None
    form_wanted: Form | None = None
    way_wanted: Way | None = None
    applicant: Applicant

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "subject": "红石砬子镇2025年农村危房改造补助名单",
                    "applicant_kind": "nat",
                    "channel": "in_person",
                    "arrived_on": "2026-03-10",
                    "form_wanted": "electronic",
                    "way_wanted": "email",
                    "applicant": {
                        "name": "张三",
                        "document": "居民身份证",
                        "document_number": "220282199003074518",
                        "phone": "13800000000",
                        "email": "zhangsan@example.com",
                    },
                }
            ]
        },
    )


class Entered(Given):
    """A step that needs no letter of the organ."""

    kind: StepKind
    on: Day
    subject: Annotated[Text, upto(500)] = ""
    """For a correction: what is asked now."""
    good_reason: Yes = False
    """For a correction that comes late: whether there is a good reason."""
    party: Annotated[Text, upto(60)] = ""
    """For an opinion: whose, where several were asked."""
    delayed_until: Day | None = None
    """For reasons given: the later day told to the applicant (第三十五条)."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"kind": "withdrawn", "on": "2026-03-12"}]},
    )


class ApplicationLine(Told):
    """An application in lists: what its clock last said."""

    number: str
    subject: str
    state: str
    applicant_kind: str
    channel: str
    received_on: date | None
    due_on: date | None
    is_provisional: bool
    working_days_left: int | None
    outcome: str
    closed_on: date | None
    url: str


class ApplicationPage(Told):
    """A page of applications, the newest first."""

    items: list[ApplicationLine]
    next: int | None


class StepTold(Told):
    """Something that happened."""

    kind: str
    label: str
    on: date
    article: str
    struck_out: bool


class ClockTold(Told):
    """The law's clock now."""

    state: str
    sentence: str
    due: date | None
    is_overdue: bool
    is_provisional: bool
    missing_years: list[int]


class ApplicationTold(ApplicationLine):
    """An application with its clock and its steps. Who applied is not told."""

    features: str
    form_wanted: str
    way_wanted: str
    clock: ClockTold | None
    """null while both sides have not confirmed."""
    steps: list[StepTold]


@router.get(
    "/work/applications",
    auth=Token(Scope.APPLICATIONS_READ),
    response=staff_answers(ApplicationPage),
    summary=N_("本单位的申请和期限"),
    description=N_("新的在前；state 取 unconfirmed、open、overdue、closed 或者 dismissed。"),
)
def applications(
    request: HttpRequest,
    state: Annotated[
        Literal["unconfirmed", "open", "overdue", "closed", "dismissed"] | None,
        Query(description=N_("办理状态"), examples=["open"]),
    ] = None,
    before: BeforePk = None,
    limit: Limit = 20,
) -> ApplicationPage:
    who = caller(request)
    found = narrowed(
        applications_for(who.person).filter(unit=who.unit),
        state=state or "", words="", unit="", today=localdate(),
    )  # fmt: skip
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(found.order_by("-pk")[: limit + 1])
    shown = rows[:limit]
    return ApplicationPage(
        items=[ApplicationLine(**_line(one)) for one in shown],
        next=shown[-1].pk if len(rows) > limit else None,
    )


@router.get(
    "/work/applications/{number}",
    auth=Token(Scope.APPLICATIONS_READ),
    response=staff_answers(ApplicationTold),
    summary=N_("一件申请的期限和经过"),
    description=N_("期限、条文和已登记的步骤。申请人的身份信息不从接口给出。"),
)
def application(request: HttpRequest, number: Number) -> ApplicationTold:
    who = caller(request)
    return _told(get_numbered(who.person, Right.APPLICATION_VIEW, who.unit, number))


@router.post(
    "/work/applications",
    auth=Token(Scope.APPLICATIONS_REGISTER),
    response=staff_answers(ApplicationTold, 201),
    summary=N_("登记一件收到的申请"),
    description=N_("当面、邮寄、传真、电子邮件或者口头提出的申请。收到之日按第三十一条确定。"),
)
def register_application(
    request: HttpRequest, body: Registration, idempotency_key: Key = None
) -> HttpResponse:
    def act(who: Caller) -> ApplicationTold:
        made = register(
            unit=who.unit,
            subject=body.subject,
            features=body.features,
            applicant_kind=body.applicant_kind,
            identity=Identity(**body.applicant.model_dump()),
            form_wanted=body.form_wanted.value if body.form_wanted else "",
            way_wanted=body.way_wanted.value if body.way_wanted else "",
            channel=body.channel,
            arrived_on=body.arrived_on,
            confirmed_on=body.confirmed_on,
            scans=(),
            by=who.person,
            today=localdate(),
        )
        return _told(made)

    return once(request, idempotency_key, act)


@router.post(
    "/work/applications/{number}/steps",
    auth=Token(Scope.APPLICATIONS_WRITE),
    response=staff_answers(ApplicationTold, 201),
    summary=N_("登记一个不用发文书的步骤"),
    description=N_(
        "补正、第三方或者其他机关的意见、缴费、说明理由、撤回。发文书的步骤在工作台办理。"
    ),
)
def enter_application_step(
    request: HttpRequest, number: Number, body: Entered, idempotency_key: Key = None
) -> HttpResponse:
    def act(who: Caller) -> ApplicationTold:
        found = get_numbered(who.person, Right.APPLICATION_HANDLE, who.unit, number)
        _enter(who, found, body)
        return _told(get_numbered(who.person, Right.APPLICATION_VIEW, who.unit, number))

    return once(request, idempotency_key, act)


def _enter(who: Caller, found: Application, body: Entered) -> None:
    kind = Kind(body.kind)
    details = _details(kind, body)
    today = localdate()
    if kind is Kind.CORRECTED:
        amending.enter_correction(
            application=found, on=body.on, subject=body.subject or found.subject,
            details=details, by=who.person, today=today,
        )  # fmt: skip
    else:
        actions.enter_step(
            application=found, kind=kind, on=body.on, details=details, by=who.person, today=today
        )


def _details(kind: Kind, body: Entered) -> dict[str, Any]:
    """What the step says besides its day; a field that belongs to another step is a mistake."""
    asks = {*ENTRIES[kind].asks, *(("subject",) if kind is Kind.CORRECTED else ())}
    given = body.model_dump(mode="json", exclude={"kind", "on"}, exclude_defaults=True)
    if strange := sorted(set(given) - asks):
        raise Refused(
            say(N_("“{step}”没有“{field}”这一项。"), step=say(kind.label), field=strange[0])
        )
    return {name: value for name, value in given.items() if name != "subject"}


def _line(found: Application) -> dict[str, Any]:
    due = found.due_on if found.is_open else None
    return {
        "number": found.number,
        "subject": found.subject,
        "state": found.state,
        "applicant_kind": found.applicant_kind,
        "channel": found.channel,
        "received_on": found.received_on,
        "due_on": due,
        "is_provisional": found.provisional,
        "working_days_left": current_calendar().count(localdate(), due) if due else None,
        "outcome": found.outcome,
        "closed_on": found.closed_on,
        "url": work_address(found.get_absolute_url()),
    }


def _told(found: Application) -> ApplicationTold:
    return ApplicationTold(
        **_line(found),
        features=found.features,
        form_wanted=found.form_wanted,
        way_wanted=found.way_wanted,
        clock=_clock(found),
        steps=[_step(one) for one in steps_of(found)],
    )


def _clock(found: Application) -> ClockTold | None:
    if found.received_on is None:
        return None
    today, calendar = localdate(), current_calendar()
    state = run_clock(events_of(found), today, calendar)
    closed = found.closed_on is not None
    return ClockTold(
        state=state.state.value,
        sentence=sentence(state, calendar, today, closed=closed).render(gettext),
        due=state.due,
        is_overdue=state.overdue,
        is_provisional=state.provisional,
        missing_years=list(state.missing_years),
    )


def _step(one: Step) -> StepTold:
    kind = Kind(one.kind)
    return StepTold(
        kind=one.kind,
        label=gettext(kind.label),
        on=one.on,
        article=kind.article,
        struck_out=one.struck_out_at is not None,
    )
