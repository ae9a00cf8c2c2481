"""Comments: sent in by a citizen, entered by staff, set aside; found again by number and code.

Words, name and contact are sealed. Nothing of them is ever public: the public reads opinions.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from tongming.engagement.consultations.actions import locked, told
from tongming.engagement.consultations.models import Comment, CommentFile, Consultation, Uptake
from tongming.law.consultation import Way
from tongming.law.words import N_, Message, Refused, say
from tongming.sealing.actions import keep_sealed
from tongming.sealing.seals import mark, seal_data
from tongming.units.models import Person
from tongming.units.rights import Right

Upload = tuple[str, bytes]
MOST_WORDS = 5_000
_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without the letters and digits that people mix up."""


@transaction.atomic
def send(
    *,
    consultation: Consultation,
    words: str,
    name: str,
    contact: str,
    files: Sequence[Upload] = (),
    today: date,
) -> tuple[Comment, str]:
    """Take in what a citizen sent; the comment and its query code, shown this once.

    Nobody is signed in. Files were admitted already (`portal`: kind, size, viruses).
    """
    consultation = Consultation.objects.select_for_update().get(pk=consultation.pk)
    if not consultation.is_taking(today):
        raise Refused(_not_taking(consultation, today))
    code = "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(3))
    comment = _enter(consultation, Way.ONLINE, today, 1, words, name, contact, None)
    comment.query_mark = query_mark(code)
    comment.save(update_fields=["query_mark"])
    _keep(comment, files, None)
    told(consultation, "consultations.commented", None, on=today, number=comment.number)
    return comment, code


@transaction.atomic
def enter(
    *,
    consultation: Consultation,
    way: Way,
    received_on: date,
    words: str,
    people: int = 1,
    name: str = "",
    contact: str = "",
    files: Sequence[Upload] = (),
    by: Person,
    today: date,
) -> Comment:
    """Enter what came by letter, telephone, or was said in a meeting, while the days ran."""
    consultation = locked(consultation, by, Right.CONSULTATION_KEEP)
    in_hand(consultation)
    if consultation.opened_on is None or consultation.ends_on is None:
        raise Refused(say(N_("公告还没有公布，不能登记意见。")))
    if received_on > today:
        raise Refused(say(N_("收到日期不能晚于今天。")))
    if not consultation.opened_on <= received_on <= consultation.ends_on:
        raise Refused(
            say(
                N_("征求意见从{began}到{ended}，收到日期要在这段时间里。过期收到的不计入。"),
                began=consultation.opened_on,
                ended=consultation.ends_on,
            )
        )
    if people < 1:
        raise Refused(say(N_("人数至少是1。")))
    comment = _enter(consultation, way, received_on, people, words, name, contact, by)
    _keep(comment, files, by)
    told(
        consultation, "consultations.comment_entered", by, on=received_on, number=comment.number,
        way=way.value, people=people,
    )  # fmt: skip
    return comment


@transaction.atomic
def set_aside(*, comment: Comment, reason: str, by: Person) -> Comment:
    """It does not count: empty, sent twice, about something else. It stays, with its reason."""
    consultation = locked(comment.consultation, by, Right.CONSULTATION_KEEP)
    in_hand(consultation)
    comment = Comment.objects.select_for_update().get(pk=comment.pk)
    if comment.set_aside_at is not None:
        raise Refused(say(N_("这一件已经不计入。")))
    if not reason.strip():
        raise Refused(say(N_("请写明理由。")))
    comment.set_aside_at, comment.set_aside_reason = timezone.now(), reason.strip()
    comment.save()
    told(consultation, "consultations.set_aside", by, number=comment.number, reason=reason.strip())
    return comment


@transaction.atomic
def count_again(*, comment: Comment, by: Person) -> Comment:
    """It counts after all."""
    consultation = locked(comment.consultation, by, Right.CONSULTATION_KEEP)
    in_hand(consultation)
    comment = Comment.objects.select_for_update().get(pk=comment.pk)
    if comment.set_aside_at is None:
        raise Refused(say(N_("这一件本来就计入。")))
    comment.set_aside_at, comment.set_aside_reason = None, ""
    comment.save()
    told(consultation, "consultations.counted_again", by, number=comment.number)
    return comment


@transaction.atomic
def unmask(*, comment: Comment, reason: str, by: Person) -> dict[str, str]:
    """Who it was and how to reach them, for whoever keeps the consultation; each time on record."""
    consultation = locked(comment.consultation, by, Right.CONSULTATION_KEEP)
    if not reason.strip():
        raise Refused(say(N_("请写明为什么要看。")))
    told(
        consultation, "consultations.contact_opened", by, number=comment.number,
        reason=reason.strip(),
    )  # fmt: skip
    data = comment.data
    return {"name": str(data.get("name", "")), "contact": str(data.get("contact", ""))}


@transaction.atomic
def open_file(*, held: CommentFile, by: Person) -> bytes:
    """A file sent with a comment, for whoever keeps the consultation; each time on record."""
    consultation = locked(held.comment.consultation, by, Right.CONSULTATION_KEEP)
    told(consultation, "consultations.file_opened", by, number=held.comment.number)
    return held.file.read()


def query_mark(code: str) -> str:
    """The mark of a query code however it was typed."""
    letters = unicodedata.normalize("NFKC", code[:60])
    return mark("".join(one for one in letters if one.isalnum()), of="consultation code")


def find(*, number: str, code: str) -> Comment | None:
    """The comment of a number and its code, however typed; whatever is wrong, one way through."""
    comment = (
        Comment.objects.select_related("consultation__unit")
        .filter(query_mark=query_mark(code) or "-")
        .first()
    )
    real = comment.number if comment else "0-0"
    given = "-".join(
        part.lstrip("0") for part in re.findall(r"\d+", unicodedata.normalize("NFKC", number)[:40])
    )
    return comment if secrets.compare_digest(given.encode(), real.encode()) else None


def in_hand(consultation: Consultation) -> None:
    """Refuse a change once the uptake has left its author's hands: its figures stand."""
    uptake = consultation.uptake_or_none
    if uptake is not None and uptake.state != Uptake.State.DRAFT:
        raise Refused(
            say(N_("采纳情况已经提交或者公布，意见和数字不能再改。要改，请分管领导先退回。"))
        )


def _enter(
    consultation: Consultation,
    way: Way,
    received_on: date,
    people: int,
    words: str,
    name: str,
    contact: str,
    by: Person | None,
) -> Comment:
    if not words.strip():
        raise Refused(say(N_("请写下意见。")))
    if len(words) > MOST_WORDS:
        raise Refused(say(N_("意见最多{n}个字，更长的请放在附件里。"), n=MOST_WORDS))
    consultation.serial += 1
    consultation.save(update_fields=["serial"])
    sealed = {"words": words.strip(), "name": name.strip(), "contact": contact.strip()}
    return Comment.objects.create(
        consultation=consultation,
        serial=consultation.serial,
        way=way.value,
        received_on=received_on,
        people=people,
        sealed=seal_data(sealed),
        by=by,
    )


def _keep(comment: Comment, files: Sequence[Upload], by: Person | None) -> None:
    for name, content in files:
        file = keep_sealed(content, name, unit=comment.consultation.unit, by=by, admitted=True)
        CommentFile.objects.create(comment=comment, file=file)


def _not_taking(consultation: Consultation, today: date) -> Message:
    if consultation.state == Consultation.State.WITHDRAWN:
        return say(N_("这次征求意见已经提前终止。"))
    if consultation.is_over(today):
        assert consultation.ends_on is not None
        return say(N_("征求意见已经在{day}结束，谢谢您的关心。"), day=consultation.ends_on)
    return say(N_("这里没有正在征求意见的草案。"))
