"""The chain: office head, disclosure office where it is needed, secrecy and privacy, leader.

Each step names the version that was read (`shown`), is written down with person, time and opinion,
and is refused to those the four eyes exclude. An interpretation submitted with its policy goes with
it at every step (同步审签, 国办发〔2016〕80号).
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from tongming.information.actions.common import (
    companions,
    locked,
    move,
    require_shown,
    required,
    step,
    void_approvals,
)
from tongming.information.chain import Act, authors_of, require_now, why_not_now
from tongming.information.models import Document
from tongming.information.states import State, StepKind
from tongming.law.documents import Attribute
from tongming.law.labelled import Labelled
from tongming.law.words import N_, Refused, say
from tongming.units.models import Appointment, Person
from tongming.units.rights import Right


class Conclusion(Labelled):
    """What the secrecy reviewer concludes, as the form of the review prints it."""

    MAY_BE_PUBLIC = "public", N_("可以公开")
    AFTER_REMOVAL = "partly", N_("删减后可以公开（已按要求删减）")
    NOT_PUBLIC = "withheld", N_("不予公开")


QUESTIONS: dict[str, str] = {
    "state_secret": N_("涉及国家秘密"),
    "work_secret": N_("涉及工作秘密"),
    "trade_secret": N_("涉及商业秘密"),
    "privacy": N_("涉及个人隐私、个人信息"),
}
"""The four yes-or-no questions of the form."""


def after_office(document: Document) -> State:
    """国办发〔2016〕80号: a policy not meant to be public is examined by the disclosure office
    before it goes on to be signed."""
    content = document.content
    if content.is_policy and not content.is_public:
        return State.ASSESS
    return State.SECRECY


@transaction.atomic
def submit(*, document: Document, by: Person, opinion: str = "") -> State:
    """Hand a draft to the chain; its interpretation, where it is ready, goes along.

    A correction takes the shorter way: secrecy and privacy review, then the leader. What the only
    office head wrote on goes on at once: an author approves nothing.
    """
    document = locked(document)
    state = _submit(document, by, opinion)
    for companion in companions(document, State.DRAFT):
        if why_not_now(companion, Act.SUBMIT, by) is None:
            _submit(companion, by, opinion, beside=state)
    return state


def _submit(document: Document, by: Person, opinion: str, beside: State | None = None) -> State:
    require_now(document, Act.SUBMIT, by)
    step(document, StepKind.SUBMITTED, by, opinion=opinion, attribute=document.attribute)
    if document.live is not None:
        state = State.SECRECY
    elif _every_head_is_an_author(document):
        step(document, StepKind.OFFICE_SKIPPED, by)
        state = after_office(document)
    else:
        state = State.OFFICE
    move(document, beside or state)
    return beside or state


def _every_head_is_an_author(document: Document) -> bool:
    """Whether nobody is left to take the office head's step: all who could have written on it."""
    heads = Appointment.objects.in_force(localdate()).filter(
        unit=document.unit_id,
        role__in=Right.INFORMATION_APPROVE.own,
        person__is_active=True,
    )
    found = set(heads.values_list("person", flat=True))
    return bool(found) and found <= authors_of(document)


@transaction.atomic
def pass_office(*, document: Document, by: Person, shown: str, opinion: str = "") -> State:
    """The office head agrees; on to the secrecy review, or to the disclosure office first."""
    return _pass(document, by, shown, Act.OFFICE_PASS, StepKind.OFFICE_PASSED, opinion)


@transaction.atomic
def assess(*, document: Document, by: Person, shown: str, opinion: str) -> State:
    """The disclosure office agrees that a policy document is not public, saying why."""
    words = required(opinion, N_("请写明同意不公开的理由。"))
    return _pass(document, by, shown, Act.ASSESS, StepKind.ASSESSED, words)


@transaction.atomic
def pass_secrecy(
    *,
    document: Document,
    by: Person,
    shown: str,
    conclusion: Conclusion,
    answers: dict[str, bool],
    opinion: str = "",
) -> State:
    """The secrecy and privacy review: four answers and a conclusion (第十七条; 保密法第三十五条).

    What the review finds to be secret cannot go on as public, and what is withheld is not waved
    through as public either: the document goes back for another attribute.
    """
    if missing := set(QUESTIONS) - set(answers):
        raise Refused(say(N_("请回答全部四个问题，还差{n}个。"), n=len(missing)), "第十七条")
    public = document.content.is_public
    if public and conclusion is Conclusion.NOT_PUBLIC:
        raise Refused(
            say(N_("审查结论是不予公开，而公开属性是主动公开。请退回，由起草人改公开属性。")),
            "第十七条",
        )
    if public and (answers["state_secret"] or answers["work_secret"]):
        raise Refused(
            say(N_("涉及国家秘密或者工作秘密的内容不能主动公开。请退回删去，或者改公开属性。")),
            "第十四条",
        )
    if public and any(answers.values()) and not opinion.strip():
        # 第十五条: only with the third party's consent, or for a major public interest.
        raise Refused(
            say(
                N_(
                    "涉及商业秘密或者个人隐私仍要公开的，请在意见里写明依据：第三方同意，或者不公开会对公共利益造成重大影响。"
                )
            ),
            "第十五条",
        )
    details: dict[str, Any] = {"conclusion": conclusion.value, **answers}
    return _pass(document, by, shown, Act.SECRECY_PASS, StepKind.SECRECY_PASSED, opinion, details)


@transaction.atomic
def sign(
    *,
    document: Document,
    by: Person,
    shown: str,
    today: date,
    opinion: str = "",
) -> State:
    """The leader signs text and attribute together; what is public waits to be published."""
    document = locked(document)
    beside = companions(document, State.SIGN)
    require_now(document, Act.SIGN, by)
    require_shown(document, shown)
    for one in (document, *beside):
        _sign(one, by, today, opinion)
    return document.state_kind


def _sign(document: Document, by: Person, today: date, opinion: str) -> None:
    require_now(document, Act.SIGN, by)
    content = document.content
    step(document, StepKind.SIGNED, by, opinion=opinion, attribute=content.attribute)
    if content.is_public:
        move(document, State.SIGNED)
        return
    if content.attribute == Attribute.WITHHELD:
        # 第十八条 asks for a look again from time to time and sets no interval.
        document.reassess_on = content.reassess_on or months_later(today, settings.REASSESS_MONTHS)
    move(document, State.KEPT, "reassess_on")


def months_later(day: date, months: int) -> date:
    """The same day some months later; the last of a month that is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _pass(
    document: Document,
    by: Person,
    shown: str,
    act: Act,
    kind: StepKind,
    opinion: str,
    answers: dict[str, Any] | None = None,
) -> State:
    document = locked(document)
    beside = companions(document, document.state_kind)
    require_now(document, act, by)
    require_shown(document, shown)
    for companion in beside:
        if reason := why_not_now(companion, act, by):
            raise Refused(
                say(
                    N_("一起报批的解读“{title}”：{reason}"),
                    title=companion.title,
                    reason=reason.message,
                ),
                reason.article,
            )
    for one in (document, *beside):
        step(one, kind, by, opinion=opinion.strip(), answers=answers)
        if act is Act.OFFICE_PASS:
            move(one, after_office(document))
        else:
            move(one, State.SECRECY if act is Act.ASSESS else State.SIGN)
    return document.state_kind


@transaction.atomic
def send_back(*, document: Document, by: Person, reason: str, refuse: bool = False) -> None:
    """Return a document to its writer with what to change, or refuse it (退文).

    退文 is for what is not there: the attribute, or the reason for not disclosing
    (国办发〔2016〕80号). Either way everything passed of this version is void.
    """
    document = locked(document)
    require_now(document, Act.REFUSE if refuse else Act.RETURN, by)
    words = required(
        reason,
        N_("请写明缺少什么，起草人照着补。") if refuse else N_("请写明要改什么，起草人照着改。"),
    )
    for one in (document, *companions(document, document.state_kind)):
        void_approvals(one)
        step(one, StepKind.REFUSED if refuse else StepKind.RETURNED, by, opinion=words,
             state=one.state)  # fmt: skip
        one.publish_at = None
        move(one, State.DRAFT, "publish_at")
