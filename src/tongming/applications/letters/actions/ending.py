"""What a letter that waits to be mailed, or came back, still allows."""

from __future__ import annotations

from django.utils.timezone import now

from tongming.applications.letters.models import Letter, Mailing
from tongming.applications.outgoing import State
from tongming.law.words import N_, Refused, say


def is_returned(letter: Letter) -> bool:
    """Whether it went by e-mail and came back, and waits for another way."""
    return (
        letter.state == Letter.State.SENT
        and Mailing.objects.filter(letter=letter, returned_on__isnull=False).exists()
    )


def end_mailing(letter: Letter) -> None:
    """What still waits to be mailed is not mailed any more; refused in the very moment it goes."""
    mailing = Mailing.objects.select_for_update().filter(letter=letter).first()
    if mailing is None or mailing.state not in (State.WAITING, State.FAILED):
        return
    if mailing.claimed_until is not None and mailing.claimed_until > now():
        raise Refused(say(N_("系统正在发送这封邮件。请过几分钟再看结果。")))
    mailing.state = State.DROPPED
    mailing.save(update_fields=["state"])
