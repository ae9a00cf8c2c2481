"""Plan how a policy is interpreted; the interpretation itself is a document that names it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.html import escape

from tongming.information.actions.common import locked
from tongming.information.actions.drafting import create_document
from tongming.information.chain import Act, require_now
from tongming.information.content import BLANK, Content
from tongming.information.interpreting import Aspect, Form
from tongming.information.models import Document, Interpretation
from tongming.information.states import UNDER_WAY
from tongming.law.documents import Attribute
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.units.models import Person


@transaction.atomic
def plan_interpretation(
    *,
    policy: Document,
    by: Person,
    form: Form,
    aspects: Iterable[Aspect],
    outline: str = "",
    channels: str = "",
    planned_on: date | None = None,
    interpreter: str = "",
    contact: str = "",
) -> Interpretation:
    """Write down who interprets a policy, how and when (解读方案), or change it.

    国办发〔2016〕80号: 谁起草谁解读; the plan goes up with the policy.
    """
    policy = locked(policy)
    require_now(policy, Act.INTERPRET, by)
    if policy.state_kind in UNDER_WAY:
        # Approved is what was sent up; a plan changed behind the approver's back would not be.
        raise Refused(
            say(N_("文件正在审核，解读方案和它一起报批，现在不能改。要改请先把文件退回。")),
            "国办发〔2016〕80号",
        )
    chosen = [aspect.value for aspect in Aspect if aspect in set(aspects)]
    if not chosen:
        raise Refused(
            say(N_("请至少选一项解读内容。只重复或者缩写原文的不算解读。")), "国办发〔2016〕80号"
        )
    plan, _new = Interpretation.objects.update_or_create(
        policy=policy,
        defaults={
            "form": form.value, "aspects": chosen, "outline": outline.strip(),
            "channels": channels.strip(), "planned_on": planned_on,
            "interpreter": interpreter.strip(), "contact": contact.strip(),
        },
    )  # fmt: skip
    record(
        "information.interpretation_planned", unit=policy.unit, by=by, subject=policy,
        title=policy.title, form=form.value, aspects=chosen,
    )  # fmt: skip
    return plan


@transaction.atomic
def begin_interpretation(*, policy: Document, by: Person) -> Document:
    """Begin to write the interpretation by its plan: a heading for each aspect it covers."""
    plan = Interpretation.objects.get(policy=policy)
    source = policy.content
    parts = [f"<h3>{Aspect(aspect).label}</h3><p>{BLANK}</p>" for aspect in plan.aspects]
    if plan.contact:
        parts.append(f"<p>{escape(f'咨询方式：{plan.contact}')}</p>")
    return create_document(
        unit=policy.unit,
        by=by,
        content=Content(
            title=f"《{source.title}》政策解读",
            body="".join(parts),
            attribute=Attribute.PROACTIVE.value,
            publisher=source.publisher,
            statutory_items=source.statutory_items,
            theme=source.theme,
            formed_on=source.formed_on,
        ),
        interprets=policy,
        is_demo=policy.is_demo,
    )
