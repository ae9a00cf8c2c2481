"""A message comes in, from its writer or through somebody of the staff; and is rated, once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, time

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from tongming.engagement.messages.actions.common import due, is_accused
from tongming.engagement.messages.kinds import Channel, Kind, Move, Satisfaction, State
from tongming.engagement.messages.models import Attachment, Counter, Forward, Message
from tongming.files.checking import mask_text
from tongming.files.queries import public_contacts
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.sealing.actions import keep_sealed
from tongming.sealing.codes import code_mark, new_query_code
from tongming.sealing.seals import seal_data
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, require

Upload = tuple[str, bytes]
MOST_TITLE = 60
MOST_TEXT = 5000


@dataclass(frozen=True, slots=True)
class Contact:
    """Who wrote, as far as they say; all of it sealed."""

    name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written."""

    kind: Kind
    title: str
    text: str
    contact: Contact = Contact()
    may_publish: bool = False
    complained_unit: Unit | None = None
    complained_of: str = ""
    """Who is complained of, in the writer's words: sealed."""


def query_mark(code: str) -> str:
    """The mark of a message's query code however it was typed."""
    return code_mark(code, of="message code")


def masked(text: str) -> str:
    """A text with what is personal in it covered, but for the organs' own telephones."""
    phones, addresses = public_contacts()
    return mask_text(
        text, allowed_phones=phones, allowed_addresses=addresses, masking=settings.MASKING
    )


@transaction.atomic
def submit(
    *, unit: Unit, written: Written, attachments: Sequence[Upload] = (), now: datetime
) -> tuple[Message, str]:
    """Take in what a citizen wrote on the public section; the message and its code, shown once.

    A complaint about the unit it is sent to goes to the unit above at once (domains.md 11: not to
    the accused); nobody of the accused unit ever sees it.
    """
    return _take_in(
        unit=unit, written=written, channel=Channel.WEB, at=now, attachments=attachments, by=None
    )


@transaction.atomic
def register(
    *,
    unit: Unit,
    written: Written,
    channel: Channel,
    received_on: date,
    attachments: Sequence[Upload] = (),
    by: Person,
    today: date,
) -> tuple[Message, str]:
    """Enter what came by telephone, letter, WeChat, Weibo or at the counter."""
    require(by, Right.MESSAGE_HANDLE, unit)
    if channel is Channel.WEB:
        raise Refused(say(N_("网页留言由本人在网上提交，不用登记。")))
    if received_on > today:
        raise Refused(say(N_("日期不能晚于今天。")))
    at = timezone.make_aware(datetime.combine(received_on, time(12)))
    if received_on == today:
        at = timezone.now()
    return _take_in(
        unit=unit, written=written, channel=channel, at=at, attachments=attachments, by=by
    )


def _take_in(
    *,
    unit: Unit,
    written: Written,
    channel: Channel,
    at: datetime,
    attachments: Sequence[Upload],
    by: Person | None,
) -> tuple[Message, str]:
    title, text = " ".join(written.title.split()), written.text.strip()
    if not title or not text:
        raise Refused(say(N_("请写标题和内容。")))
    if len(title) > MOST_TITLE or len(text) > MOST_TEXT:
        raise Refused(
            say(N_("标题最多{title}个字，内容最多{most}个字。"), title=MOST_TITLE, most=MOST_TEXT)
        )
    sent_on = timezone.localdate(at)
    code = new_query_code()
    message = Message(
        unit=unit,
        year=sent_on.year,
        serial=_next_serial(sent_on.year),
        query_mark=query_mark(code),
        kind=written.kind.value,
        channel=channel.value,
        sent_at=at,
        title=masked(title),
        text=masked(text),
        sealed=seal_data(
            {
                "title": title,
                "text": text,
                "contact": asdict(written.contact),
                "complained_of": written.complained_of.strip(),
            }
        ),
        may_publish=written.may_publish,
        complained_unit=written.complained_unit if written.kind.accuses else None,
        complained_asked=written.kind.accuses and written.complained_unit is not None,
        due_on=sent_on,
    )
    message.unit = _who_handles(message, unit)
    message.due_on = due(message.unit, written.kind, sent_on)
    message.save()
    for name, content in attachments:
        file = keep_sealed(content, name, unit=message.unit, by=by, admitted=True)
        Attachment.objects.create(message=message, file=file)
    if message.unit != unit:
        Forward.objects.create(
            message=message, move=Move.ROUTED.value, from_unit=unit, to_unit=message.unit, by=by,
            reason=N_("投诉举报不交给被投诉的单位办理"),
        )  # fmt: skip
    record(
        "messages.received", unit=message.unit, by=by, subject=message, on=sent_on,
        number=message.number, message_kind=message.kind, channel=channel.value, due=message.due_on,
    )  # fmt: skip
    return message, code


def _who_handles(message: Message, unit: Unit) -> Unit:
    """The unit written to, or the nearest above it that is not complained of."""
    handles = unit
    while is_accused(message, handles) and handles.parent is not None:
        handles = handles.parent
    return handles


def _next_serial(year: int) -> int:
    Counter.objects.get_or_create(year=year)
    counter = Counter.objects.select_for_update().get(year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last


@transaction.atomic
def rate(*, message: Message, satisfaction: Satisfaction, today: date) -> None:
    """What the writer thinks of the answer: once, by number and code alone."""
    message = Message.objects.select_for_update(of=("self",)).select_related("unit").get(
        pk=message.pk
    )  # fmt: skip
    if message.state_of is not State.ANSWERED:
        raise Refused(say(N_("答复以后才能评价。")))
    if message.satisfaction:
        raise Refused(say(N_("您已经评价过了，谢谢。")))
    message.satisfaction, message.rated_at = satisfaction.value, timezone.now()
    message.save(update_fields=["satisfaction", "rated_at"])
    record(
        "messages.rated", unit=message.unit, by=None, subject=message, on=today,
        number=message.number, satisfaction=satisfaction.value,
    )  # fmt: skip
