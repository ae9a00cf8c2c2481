"""What can be done with a document now, by whom, and where not, why: one answer for the button, the
message and the action.

Four eyes (docs/decisions/0901): whoever wrote or submitted the version approves nothing of it, and
whoever passed the secrecy review does not sign, whatever roles they hold. So three people are the
least: one writes, one reviews (as office head and secrecy reviewer, if need be), one signs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from django.db.models import Q
from django.urls import reverse

from tongming.information import checking
from tongming.information.content import SOURCE_RULE, attribute_wanting, record_wanting
from tongming.information.models import Document, Interpretation
from tongming.information.states import UNDER_WAY, State, StepKind
from tongming.law.citation import REGULATION, Citation
from tongming.law.documents import Validity
from tongming.law.words import N_, Message, Refused, say
from tongming.units.models import Person
from tongming.units.rights import NotPermitted, Right, why_not

REVIEW_RULE = str(Citation(REGULATION, 17))
LEAD_RULE = str(Citation(REGULATION, 10, 3))


class Act(StrEnum):
    """A verb a person may want, with its button, the right it asks for and where it starts."""

    label: str
    right: Right
    states: tuple[State, ...]

    def __new__(
        cls,
        code: str,
        label: str = "",
        right: Right = Right.INFORMATION_DRAFT,
        states: Iterable[State] = (),
    ) -> Self:
        member = str.__new__(cls, code)
        member._value_, member.label = code, label
        member.right, member.states = right, tuple(states)
        return member

    SUBMIT = "submit", N_("提交审核"), Right.INFORMATION_DRAFT, (State.DRAFT,)
    OFFICE_PASS = "office", N_("审核通过"), Right.INFORMATION_APPROVE, (State.OFFICE,)
    ASSESS = "assess", N_("同意不公开"), Right.INFORMATION_ASSESS, (State.ASSESS,)
    SECRECY_PASS = "secrecy", N_("填写保密审查意见"), Right.INFORMATION_REVIEW, (State.SECRECY,)
    SIGN = "sign", N_("签发"), Right.INFORMATION_SIGN, (State.SIGN,)
    PUBLISH = "publish", N_("发布"), Right.INFORMATION_PUBLISH, (State.SIGNED, State.SCHEDULED)
    SCHEDULE = "schedule", N_("定时发布"), Right.INFORMATION_PUBLISH, (State.SIGNED,)
    UNSCHEDULE = "unschedule", N_("取消定时"), Right.INFORMATION_PUBLISH, (State.SCHEDULED,)
    RETURN = "return", N_("退回修改"), Right.INFORMATION_VIEW, UNDER_WAY
    REFUSE = "refuse", N_("退文"), Right.INFORMATION_VIEW, (State.OFFICE, State.ASSESS)
    EDIT = (
        "edit",
        N_("编辑"),
        Right.INFORMATION_DRAFT,
        (State.DRAFT, State.LEDGER, *UNDER_WAY),
    )
    CORRECT = (
        "correct",
        N_("更正"),
        Right.INFORMATION_DRAFT,
        (State.PUBLISHED, State.WITHDRAWN),
    )
    DROP_CORRECTION = (
        "drop-correction",
        N_("放弃更正"),
        Right.INFORMATION_DRAFT,
        (State.DRAFT, *UNDER_WAY),
    )
    INTERPRET = (
        "interpret",
        N_("政策解读"),
        Right.INFORMATION_DRAFT,
        (State.DRAFT, *UNDER_WAY, State.PUBLISHED),
    )
    REPEAL = "repeal", N_("标为废止"), Right.INFORMATION_PUBLISH, (State.PUBLISHED,)
    REASSESS = "reassess", N_("重新评估"), Right.INFORMATION_ASSESS, (State.KEPT,)
    WITHDRAW = (
        "withdraw",
        N_("撤回"),
        Right.INFORMATION_WITHDRAW,
        (State.PUBLISHED, State.DRAFT, *UNDER_WAY),
    )
    DROP = "drop", N_("作废"), Right.INFORMATION_DRAFT, (State.DRAFT, State.LEDGER)


HOLDER: dict[State, Right] = {
    State.OFFICE: Right.INFORMATION_APPROVE,
    State.ASSESS: Right.INFORMATION_ASSESS,
    State.SECRECY: Right.INFORMATION_REVIEW,
    State.SIGN: Right.INFORMATION_SIGN,
    State.SIGNED: Right.INFORMATION_PUBLISH,
    State.SCHEDULED: Right.INFORMATION_PUBLISH,
}
"""Whose hands a document is in: they may pass it on or send it back."""

AUTHOR = N_("您参与了这一版的起草或者提交，不能由您审核、审查或者签发。请由其他人办理。")
REVIEWER = N_("这一版的保密审查是您做的，不能再由您签发。请由另一位领导签发。")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something cannot be done now."""

    message: Message
    article: str = ""
    is_permission: bool = False

    def refusal(self) -> Refused:
        """The same as the error an action raises."""
        if self.is_permission:
            return NotPermitted(self.message, self.article)
        return Refused(self.message, self.article)


def authors_of(document: Document) -> set[int]:
    """Who wrote what the next signature covers: everybody who saved a revision since the public
    one, and whoever submitted it."""
    since = document.live.number if document.live else 0
    written = document.revisions.filter(number__gt=since).values_list("by", flat=True)
    submitted = document.steps.filter(kind=StepKind.SUBMITTED).filter(
        Q(revision__number__gt=since) | Q(revision=document.current_id)
    )
    found = {*written, *submitted.values_list("by", flat=True)}
    return {key for key in found if key is not None}


def passed(document: Document, kind: StepKind) -> int | None:
    """Who passed a step of the newest revision, where that has not been voided since."""
    step = (
        document.steps.filter(kind=kind, revision=document.current_id, voided_at=None)
        .order_by("-pk")
        .first()
    )
    return step.by_id if step else None


def why_not_now(document: Document, act: Act, person: Person) -> Reason | None:
    """Why a person may not do something with a document now; None where they may."""
    right = (
        HOLDER.get(document.state_kind, act.right) if act in (Act.RETURN, Act.REFUSE) else act.right
    )
    if missing := why_not(person, right, document.unit):
        return Reason(missing, is_permission=True)
    if document.state_kind not in act.states:
        return Reason(
            say(
                N_("现在的状态是“{state}”，不能“{act}”。"),
                state=say(document.state_kind.label),
                act=say(act.label),
            )
        )
    if act in (Act.OFFICE_PASS, Act.ASSESS, Act.SECRECY_PASS, Act.SIGN) and (
        person.pk in authors_of(document)
    ):
        return Reason(say(AUTHOR), REVIEW_RULE)
    rule = _RULES.get(act)
    return rule(document, person) if rule else None


def require_now(document: Document, act: Act, person: Person) -> None:
    """Refuse what cannot be done now, saying why."""
    if reason := why_not_now(document, act, person):
        raise reason.refusal()


def _submit(document: Document, person: Person) -> Reason | None:
    content = document.content
    unchanged = document.current_id is not None and document.current_id == document.live_id
    if unchanged and document.withdrawn_at is None:
        return Reason(say(N_("还没有改动，不需要送审。要保持原样，请放弃更正。")))
    if wanting := attribute_wanting(content):
        # 退文 before it is sent: the sentence names exactly what is missing.
        return Reason(
            say(N_("公开属性还不完整，不能送审：{wanting}。"), wanting=_listed(wanting)),
            SOURCE_RULE,
        )
    if wanting := record_wanting(content):
        return Reason(say(N_("还不能送审：{wanting}。"), wanting=_listed(wanting)))
    if content.is_policy and content.is_public and not content.no_interpretation.strip():
        planned = Interpretation.objects.filter(policy=document).exists()
        if not planned:
            return Reason(
                say(
                    N_(
                        "这是政策性文件，解读方案要和文件一起报批。请填写解读方案，或者写明不需要解读的理由。"
                    )
                ),
                SOURCE_RULE,
            )
    return None


def _secrecy(document: Document, person: Person) -> Reason | None:
    count = checking.open_count(document)
    if count:
        return Reason(
            say(
                N_("还有{n}处检查结果没有处理。请先遮盖，或者写明保留的理由，再通过审查。"),
                n=count,
            ),
            REVIEW_RULE,
        )
    return None


def _sign(document: Document, person: Person) -> Reason | None:
    reviewer = passed(document, StepKind.SECRECY_PASSED)
    if reviewer is None:
        return Reason(say(N_("这一版还没有通过保密和隐私审查，不能签发。")), REVIEW_RULE)
    if reviewer == person.pk:
        return Reason(say(REVIEWER), REVIEW_RULE)
    return None


def _publish(document: Document, person: Person) -> Reason | None:
    content = document.content
    own = {document.unit.name, document.unit.short_name}
    if content.leads and content.leads not in own:
        return Reason(
            say(
                N_("这是几个机关共同制作的信息，由牵头的“{organ}”公开，不由本单位发布。"),
                organ=content.leads,
            ),
            LEAD_RULE,
        )
    if document.interprets and not document.interprets.is_live:
        return Reason(
            say(N_("所解读的文件还没有公开。解读和文件一起发布，不能先发布解读。")), SOURCE_RULE
        )
    return None


def _correcting(document: Document, person: Person) -> Reason | None:
    if document.live is None:
        return Reason(say(N_("只有已经公开的信息才有更正可以放弃。")))
    return None


def _never_public(document: Document, person: Person) -> Reason | None:
    if document.published_at is not None:
        return Reason(say(N_("公开过的信息不能作废，只能撤回：撤回的说明会留在原来的网页上。")))
    return None


def _public(document: Document, person: Person) -> Reason | None:
    if not document.is_live:
        return Reason(say(N_("这条信息没有公开，不需要撤回。")))
    return None


def _holds(document: Document, person: Person) -> Reason | None:
    if document.validity != Validity.IN_FORCE:
        return Reason(say(N_("这份文件已经废止或者失效。")))
    return None


def _policy(document: Document, person: Person) -> Reason | None:
    if not document.is_policy:
        return Reason(say(N_("只有政策性文件需要解读。文件确属政策性的，请先在编辑页勾选。")))
    return None


_RULES: dict[Act, Callable[[Document, Person], Reason | None]] = {
    Act.SUBMIT: _submit,
    Act.SECRECY_PASS: _secrecy,
    Act.SIGN: _sign,
    Act.PUBLISH: _publish,
    Act.SCHEDULE: _publish,
    Act.DROP_CORRECTION: _correcting,
    Act.DROP: _never_public,
    Act.WITHDRAW: _public,
    Act.REPEAL: _holds,
    Act.INTERPRET: _policy,
}


def _listed(wanting: Iterable[Message]) -> Message:
    """Several sentences as one, so that each is said in the reader's language."""
    items = tuple(wanting)
    joined = items[0]
    for item in items[1:]:
        joined = say(N_("{first}；{next}"), first=joined, next=item)
    return joined


@dataclass(frozen=True, slots=True)
class Offer:
    """A verb as the page shows it: a button, or a line saying why not now."""

    act: Act
    reason: Reason | None
    document: Document

    @property
    def url(self) -> str:
        """The page of the verb."""
        pk = self.document.pk
        if self.act is Act.EDIT:
            return reverse("information:edit", args=[pk])
        if self.act is Act.INTERPRET:
            return reverse("information:interpret", args=[pk])
        return reverse("information:act", args=[pk, self.act.value])

    @property
    def look(self) -> str:
        """How the button looks: one is the thing to do, what takes away is marked."""
        if self.act in _FORWARD:
            return ""
        return "button-danger" if self.act in _TAKES_AWAY else "button-quiet"


def offers(document: Document, person: Person) -> list[Offer]:
    """Every verb that belongs to the document's state, the possible ones first.

    What only another state or another person's right would allow says nothing to this person, and
    is left out; what the state allows and something prevents is shown with its reason.
    """
    found = []
    for act in Act:
        if document.state_kind not in act.states:
            continue
        reason = why_not_now(document, act, person)
        if act in _QUIET and reason is not None:
            continue
        found.append(Offer(act, reason, document))
    return sorted(found, key=lambda offer: offer.reason is not None)


_FORWARD = (
    Act.SUBMIT, Act.OFFICE_PASS, Act.ASSESS, Act.SECRECY_PASS, Act.SIGN, Act.PUBLISH, Act.REASSESS,
)  # fmt: skip
_TAKES_AWAY = (Act.WITHDRAW, Act.REPEAL, Act.DROP, Act.DROP_CORRECTION)
_QUIET = (Act.DROP_CORRECTION, Act.DROP, Act.INTERPRET, Act.WITHDRAW, Act.RETURN, Act.REFUSE)
"""Not worth a line where they do not apply."""
