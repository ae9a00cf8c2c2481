"""The original and its files, in the clear, to who handles the message: on record."""

from __future__ import annotations

from django.db import transaction

from tongming.engagement.messages.actions.common import locked, reasoned
from tongming.engagement.messages.models import Attachment, Message
from tongming.engagement.messages.original import Original, original_of
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.units.models import Person
from tongming.units.rights import Right


@transaction.atomic
def open_original(*, message: Message, reason: str, by: Person) -> Original:
    """Everything as written, contact included. The event says who and why, never what was seen."""
    message = locked(message, by, Right.MESSAGE_HANDLE)
    reason = reasoned(reason, say(N_("请写明为什么要看。")))
    original = original_of(message)
    if original is None:
        raise Refused(
            say(N_("保存期限已满，原文和联系方式已经清除。")), "《个人信息保护法》第四十七条"
        )
    record(
        "messages.opened", unit=message.unit, by=by, subject=message, number=message.number,
        reason=reason,
    )  # fmt: skip
    return original


@transaction.atomic
def open_attachment(*, attachment: Attachment, by: Person) -> bytes:
    """A file the writer sent."""
    message = locked(attachment.message, by, Right.MESSAGE_HANDLE)
    content = attachment.file.read()
    record(
        "messages.attachment_opened", unit=message.unit, by=by, subject=message,
        number=message.number, attachment=attachment.pk,
    )  # fmt: skip
    return content
