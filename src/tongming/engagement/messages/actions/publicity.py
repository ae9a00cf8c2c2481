"""What the public reads of it: worded apart from the original, checked, published, taken down."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from tongming.engagement.messages.actions.common import locked, reasoned
from tongming.engagement.messages.actions.writing import MOST_TITLE
from tongming.engagement.messages.kinds import State
from tongming.engagement.messages.models import KeptFinding, Message
from tongming.engagement.messages.public import open_findings, says_name
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.publishing.actions import request
from tongming.units.models import Person
from tongming.units.rights import Right


@transaction.atomic
def word(*, message: Message, title: str, text: str, answer: str, by: Person) -> None:
    """Change the public wording; what the writer wrote and was told stays as it is."""
    message = locked(message, by, Right.MESSAGE_PUBLISH, State.ANSWERED)
    if message.is_public:
        raise Refused(say(N_("已经公开。要改先撤回，改好再公开。")))
    wanted = (" ".join(title.split()), text.strip(), answer.strip())
    if not all(wanted):
        raise Refused(say(N_("公开的标题、留言内容和答复都要有。")))
    if len(wanted[0]) > MOST_TITLE:
        raise Refused(say(N_("标题最多{most}个字。"), most=MOST_TITLE))
    message.public_title, message.public_text, message.public_answer = wanted
    message.worded_by = by
    message.save(update_fields=["public_title", "public_text", "public_answer", "worded_by"])
    record("messages.worded", unit=message.unit, by=by, subject=message, number=message.number)


@transaction.atomic
def keep_finding(*, message: Message, digest: str, reason: str, by: Person) -> None:
    """Something found may stay, with a reason: an address that is nobody's home, say."""
    message = locked(message, by, Right.MESSAGE_PUBLISH, State.ANSWERED)
    found = next((one for one in open_findings(message) if one.digest == digest), None)
    if found is None:
        raise Refused(say(N_("这一处已经处理过。")))
    if found.must:
        raise Refused(
            say(N_("“{masked}”不能公开，只能遮盖或者删去。"), masked=found.masked),
            "《个人信息保护法》第二十五条",
        )
    reason = reasoned(reason, say(N_("请写明为什么可以保留。")))
    KeptFinding.objects.create(
        message=message, digest=digest, masked=found.masked, reason=reason, by=by
    )
    record(
        "messages.finding_kept", unit=message.unit, by=by, subject=message,
        number=message.number, reason=reason,
    )  # fmt: skip


@transaction.atomic
def publish(*, message: Message, by: Person, today: date) -> None:
    """Onto 留言回复. Only where the writer agreed, nothing found is undecided, and where the
    wording was changed, by another than who changed it."""
    message = locked(message, by, Right.MESSAGE_PUBLISH, State.ANSWERED)
    if message.is_public:
        raise Refused(say(N_("已经公开。")))
    if not message.may_publish:
        raise Refused(
            say(N_("留言人没有同意公开。")), "《个人信息保护法》第二十五条"
        )  # domains.md 13.3
    if message.worded_by_id == by.pk:
        raise Refused(say(N_("公开文本改动过，要由另一个人核对后公开。")))
    if says_name(message):
        raise Refused(say(N_("公开文本里有留言人的姓名，请先改掉。")))
    if found := open_findings(message):
        raise Refused(
            say(
                N_("公开文本里还有{n}处没有处理：{found}。请先遮盖。"),
                n=len(found),
                found="、".join(one.masked for one in found),
            ),
            "《条例》第十五条、第十七条",
        )
    now = timezone.now()
    message.published_at = message.published_at or now
    message.changed_at = now
    message.withdrawn_on, message.withdrawn_reason, message.kept_back_reason = None, "", ""
    message.save()
    request(message.key)
    record(
        "messages.published", unit=message.unit, by=by, subject=message, on=today,
        number=message.number,
    )  # fmt: skip


@transaction.atomic
def keep_back(*, message: Message, reason: str, by: Person, today: date) -> None:
    """It is not published though the writer agreed, and why."""
    message = locked(message, by, Right.MESSAGE_PUBLISH, State.ANSWERED)
    if message.published_at is not None:
        raise Refused(say(N_("已经公开过，要撤回请用“撤回”。")))
    message.kept_back_reason = reasoned(reason, say(N_("请写明为什么不公开。")))
    message.save(update_fields=["kept_back_reason"])
    record(
        "messages.kept_back", unit=message.unit, by=by, subject=message, on=today,
        number=message.number, reason=message.kept_back_reason,
    )  # fmt: skip


@transaction.atomic
def unpublish(*, message: Message, reason: str, by: Person, today: date) -> None:
    """Take it down; its page says when and why."""
    message = locked(message, by, Right.MESSAGE_PUBLISH, State.ANSWERED)
    if not message.is_public:
        raise Refused(say(N_("没有公开，不用撤回。")))
    message.withdrawn_reason = reasoned(reason, say(N_("请写明为什么撤回，网页上看得到。")))
    message.withdrawn_on = today
    message.changed_at = timezone.now()
    message.save(update_fields=["withdrawn_reason", "withdrawn_on", "changed_at"])
    request(message.key)
    record(
        "messages.unpublished", unit=message.unit, by=by, subject=message, on=today,
        number=message.number, reason=message.withdrawn_reason,
    )  # fmt: skip
