"""What the documents ask of a person today: each line one click from done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse

from tongming.calendars.queries import current_calendar
from tongming.information.chain import HOLDER, Act, authors_of, passed, why_not_now
from tongming.information.content import SOURCE_RULE
from tongming.information.models import Document
from tongming.information.queries import in_hand
from tongming.information.states import State, StepKind
from tongming.information.timing import ENDING, due_of, interpretation_due
from tongming.law.calendar import Calendar
from tongming.law.documents import Validity
from tongming.law.words import N_, say
from tongming.units.duties import Duty, Kind
from tongming.units.models import Person
from tongming.units.rights import Right, units_for

PASSING: dict[State, tuple[Act, str, str]] = {
    State.OFFICE: (Act.OFFICE_PASS, N_("审核“{title}”"), N_("审核")),
    State.ASSESS: (Act.ASSESS, N_("审查“{title}”不公开的理由"), N_("审查")),
    State.SECRECY: (Act.SECRECY_PASS, N_("“{title}”的保密和隐私审查"), N_("审查")),
    State.SIGN: (Act.SIGN, N_("签发“{title}”"), N_("签发")),
    State.SIGNED: (Act.PUBLISH, N_("发布“{title}”"), N_("发布")),
}
WAITING: dict[State, str] = {
    State.OFFICE: N_("等办公室负责人审核“{title}”"),
    State.ASSESS: N_("等公开工作机构审查“{title}”"),
    State.SECRECY: N_("等保密审查员审查“{title}”"),
    State.SIGN: N_("等分管领导签发“{title}”"),
    State.SCHEDULED: N_("“{title}”到时自动发布"),
}


def information_duties(person: Person, today: date) -> Iterator[Duty]:
    """Drafts to finish, versions to pass, publications, interpretations, looks again."""
    calendar = current_calendar()
    mine = set(units_for(person, Right.INFORMATION_DRAFT).values_list("pk", flat=True))
    for document in in_hand(units_for(person, Right.INFORMATION_VIEW)):
        duty = _of_chain(document, person, calendar, today, document.unit_id in mine)
        if duty is not None:
            yield duty
    yield from _interpretations(person, calendar, today)
    yield from _looks_again(person, calendar, today)
    yield from _endings(person, calendar, today)


def _of_chain(
    document: Document, person: Person, calendar: Calendar, today: date, drafts: bool
) -> Duty | None:
    state = document.state_kind
    if state is State.DRAFT:
        return _draft(document, calendar, today) if drafts else None
    if document.interprets is not None and document.interprets.state == document.state:
        return None  # it is passed with its policy
    if state in PASSING and _turn(document, person):
        act, what, button = PASSING[state]
        url = reverse("information:act", args=[document.pk, act.value])
        if state is State.SIGNED:
            url = document.get_absolute_url()
        return _duty(document, what, button, url, calendar, today)
    if state in WAITING and drafts:
        return _duty(
            document, WAITING[state], N_("查看"), document.get_absolute_url(), calendar, today,
            kind=Kind.WAITING,
        )  # fmt: skip
    return None


def _turn(document: Document, person: Person) -> bool:
    """Whether it is this person who can pass it on: right and four eyes; what else hinders is
    said on the page."""
    right = HOLDER[document.state_kind]
    if not units_for(person, right).filter(pk=document.unit_id).exists():
        return False
    if document.state_kind is State.SIGNED:
        return why_not_now(document, Act.PUBLISH, person) is None
    if person.pk in authors_of(document):
        return False
    if document.state_kind is State.SIGN:
        return passed(document, StepKind.SECRECY_PASSED) != person.pk
    return True


def _draft(document: Document, calendar: Calendar, today: date) -> Duty:
    sent_back = (
        document.steps.filter(kind__in=(StepKind.RETURNED, StepKind.REFUSED, StepKind.SUBMITTED))
        .order_by("-pk")
        .first()
    )
    if sent_back is not None and sent_back.kind != StepKind.SUBMITTED:
        what, button = N_("按退回意见修改“{title}”"), N_("修改")
    elif document.live is not None:
        what, button = N_("完成“{title}”的更正"), N_("修改")
    else:
        what, button = N_("写完“{title}”并提交审核"), N_("继续写")
    return _duty(document, what, button, document.get_absolute_url(), calendar, today)


def _duty(
    document: Document,
    what: str,
    button: str,
    url: str,
    calendar: Calendar,
    today: date,
    *,
    kind: Kind = Kind.ACT,
) -> Duty:
    deadline = due_of(document, calendar)
    due = deadline.on if deadline else None
    return Duty(
        what=say(what, title=str(document)[:60]),
        url=url,
        button=say(button),
        due=due,
        working_days_left=calendar.count(today, due) if due else None,
        article=str(document.content.term_kind.citation) if due else "",
        unit=document.unit,
        kind=kind,
    )


def _interpretations(person: Person, calendar: Calendar, today: date) -> Iterator[Duty]:
    interpreted = Document.objects.filter(
        interprets=OuterRef("pk"), live__isnull=False, withdrawn_at=None
    )
    policies = Document.objects.select_related("unit", "live").filter(
        ~Exists(interpreted),
        unit__in=units_for(person, Right.INFORMATION_DRAFT),
        live__data__no_interpretation="",
        is_policy=True,
        live__isnull=False,
        withdrawn_at=None,
    )
    for policy in policies:
        due = interpretation_due(policy, calendar)
        if due is None:
            continue
        begun = policy.interpretations.exclude(state=State.DROPPED).order_by("-pk").first()
        url = (
            begun.get_absolute_url()
            if begun
            else reverse("information:interpret", args=[policy.pk])
        )
        yield Duty(
            what=say(N_("公开“{title}”的解读"), title=policy.title[:60]),
            url=url,
            button=say(N_("继续写") if begun else N_("写解读")),
            due=due,
            working_days_left=calendar.count(today, due),
            article=SOURCE_RULE,
            unit=policy.unit,
        )


def _looks_again(person: Person, calendar: Calendar, today: date) -> Iterator[Duty]:
    """第十八条: what is withheld is looked at again on its day."""
    waiting = Document.objects.select_related("unit").filter(
        unit__in=units_for(person, Right.INFORMATION_ASSESS),
        state__in=(State.KEPT, State.LEDGER),
        reassess_on__lte=today + timedelta(days=ENDING),
    )
    for document in waiting:
        assert document.reassess_on is not None
        yield Duty(
            what=say(N_("重新评估不予公开的“{title}”"), title=document.title[:60]),
            url=reverse("information:act", args=[document.pk, Act.REASSESS.value]),
            button=say(N_("评估")),
            due=document.reassess_on,
            working_days_left=calendar.count(today, document.reassess_on),
            article="《政府信息公开条例》第十八条",
            unit=document.unit,
        )


def _endings(person: Person, calendar: Calendar, today: date) -> Iterator[Duty]:
    """What comes to the end of its term: to be renewed by a correction, or left to expire."""
    ending = Document.objects.select_related("unit").filter(
        unit__in=units_for(person, Right.INFORMATION_DRAFT),
        state=State.PUBLISHED,
        validity=Validity.IN_FORCE,
        ends_on__gte=today,
        ends_on__lte=today + timedelta(days=ENDING),
    )
    for document in ending:
        assert document.ends_on is not None
        yield Duty(
            what=say(N_("“{title}”的有效期要到了：延续还是任其失效"), title=document.title[:60]),
            url=document.get_absolute_url(),
            button=say(N_("查看")),
            due=document.ends_on,
            working_days_left=calendar.count(today, document.ends_on),
            unit=document.unit,
        )
