"""The end of the five steps: the reply is drafted with what the record says."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from tongming.applications.actions import locked
from tongming.applications.handling.record import standing
from tongming.applications.handling.replying import (
    checks,
    elements_for,
    reply_of,
    require_open,
)
from tongming.applications.letters import actions as letters
from tongming.applications.letters.models import Letter
from tongming.applications.models import Application
from tongming.law.letters import LETTERS
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.units.models import Person
from tongming.units.rights import Right, require

CHANGED = "办理结果或者依据有改动，重新起草"


@transaction.atomic
def draft_reply(
    *, application: Application, sound: bool, attachment: str = "", by: Person, today: date
) -> Letter:
    """Draft the one reply the answers lead to; refused where a check of 当不当 fails.

    `sound` is the drafter's word that form and way of giving are what the applicant asked for, or
    that the reply says why not (第四十条). A draft of before is discarded. The files go with it
    as they are now, sealed.
    """
    application = locked(application)
    require(by, Right.APPLICATION_HANDLE, application.unit)
    require_open(application)
    here = standing(application, today)
    ending = here.way.ending
    if ending is None:
        raise Refused(say(N_("五步还没有走完，不能起草答复。")), "第三十六条")
    if not ending.letter:
        raise Refused(say(N_("申请人撤回的，登记撤回就办结，不需要答复。")))
    for check in checks(here):
        if not check.ok:
            raise Refused(say(N_("还不能起草：{what}。"), what=check.what), check.article)
    if not sound:
        raise Refused(
            say(N_("请确认提供的形式和途径符合申请人的要求，或者答复里写明了为什么不能。")),
            "第四十条",
        )
    elements = elements_for(here)
    if attachment.strip():
        elements["attachment"] = attachment.strip()
    void_draft(application, by=by, today=today)
    attachments = (
        [
            (one.file.called, one.file.read())
            for one in application.provided.select_related("file__sealed")
        ]
        if LETTERS[ending.letter].gives_information
        else []
    )
    letter = letters.draft(
        application=application,
        kind=ending.letter,
        elements=elements,
        attachments=attachments,
        by=by,
        today=today,
    )
    record(
        "handling.drafted", unit=application.unit, by=by, subject=application, on=today,
        letter=letter.kind, outcome=ending.outcome.value,
    )  # fmt: skip
    return letter


def void_draft(application: Application, *, by: Person, today: date) -> None:
    """Discard a draft whose basis was changed; inside the transaction of the change."""
    letter = reply_of(application)
    if letter is not None and letter.is_open:
        letters.discard(letter=letter, reason=CHANGED, by=by, today=today)
