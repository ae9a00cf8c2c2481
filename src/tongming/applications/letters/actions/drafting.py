"""Write a letter, change it, hand it in, send it back, discard it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction

from tongming.applications.applicants.actions import Upload
from tongming.applications.applicants.identity import Identity
from tongming.applications.letters.actions.ending import end_mailing
from tongming.applications.letters.composing import compose, contents_of
from tongming.applications.letters.contents import Contents
from tongming.applications.letters.lawful import require_lawful
from tongming.applications.letters.merging import listed
from tongming.applications.letters.models import Attachment, Letter
from tongming.applications.models import Application
from tongming.law import letters as law
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.sealing.actions import erase, keep_sealed
from tongming.sealing.seals import seal_data
from tongming.units.models import Person
from tongming.units.rights import Right, require

STEP_FIELDS = frozenset({"reply_by", "days", "party", "delayed_until", "standard", "count"})
"""What a letter may say to the clock and the tariff; days are written 2026-03-30."""


@transaction.atomic
def draft(
    *,
    application: Application,
    kind: str,
    elements: Mapping[str, str],
    step: Mapping[str, Any] | None = None,
    recipient: Identity | None = None,
    attachments: Sequence[Upload] = (),
    by: Person,
    today: date,
) -> Letter:
    """Write a letter; what is not given is filled from the record where it can be.

    `elements` are texts by `law.letter_model.Element.key`; `step` what the clock needs once it is
    sent (`STEP_FIELDS`); `recipient` None is the applicant; `attachments` the information given.
    A draft may lack elements: it cannot be signed then.
    """
    require(by, Right.APPLICATION_HANDLE, application.unit)
    if kind not in law.LETTERS:
        raise Refused(say(N_("没有“{kind}”这种文书。"), kind=kind))
    told = _step(step)
    require_lawful(law.LETTERS[kind], application, told, today)
    letter = Letter.objects.create(
        application=application,
        unit=application.unit,
        kind=kind,
        sealed=seal_data(Contents(elements=_given(elements), recipient=recipient).to_data()),
        step=told,
        drafted_by=by,
    )
    _keep(letter, attachments, by)
    record(
        "letters.drafted", unit=letter.unit, by=by, subject=letter, on=today,
        letter=kind, application=application.number,
    )  # fmt: skip
    return letter


@transaction.atomic
def revise(
    *,
    letter: Letter,
    elements: Mapping[str, str],
    step: Mapping[str, Any] | None = None,
    recipient: Identity | None = None,
    by: Person,
    today: date,
) -> None:
    """Say it otherwise. Who revised it wrote it, and does not sign it. `recipient` None: as was."""
    letter = locked(letter)
    require(by, Right.APPLICATION_HANDLE, letter.unit)
    require_open(letter)
    told = _step(step)
    require_lawful(letter.law, letter.application, told, today)
    contents = contents_of(letter)
    changed = replace(
        contents, elements=_given(elements), recipient=recipient or contents.recipient
    )
    letter.sealed, letter.step, letter.drafted_by = seal_data(changed.to_data()), told, by
    letter.state, letter.returned_reason = Letter.State.DRAFT, ""
    letter.save(update_fields=["sealed", "step", "drafted_by", "state", "returned_reason"])
    record(
        "letters.revised", unit=letter.unit, by=by, subject=letter, on=today,
        letter=letter.kind, application=letter.application.number,
    )  # fmt: skip


@transaction.atomic
def attach(*, letter: Letter, uploads: Sequence[Upload], by: Person, today: date) -> None:
    """Add the information the letter gives; admitted before (`files.actions.keeping.admit`)."""
    letter = locked(letter)
    require(by, Right.APPLICATION_HANDLE, letter.unit)
    require_open(letter)
    if not letter.law.gives_information:
        raise Refused(say(N_("这种文书不提供信息，不带附件。")))
    _keep(letter, uploads, by)
    _changed(letter, by, today)


@transaction.atomic
def detach(*, attachment: Attachment, by: Person, today: date) -> None:
    """Take an attachment off a draft; it was never given to anybody, so it is removed."""
    letter = locked(attachment.letter)
    require(by, Right.APPLICATION_HANDLE, letter.unit)
    require_open(letter)
    file = attachment.file
    attachment.delete()
    erase(file)
    _changed(letter, by, today)


@transaction.atomic
def submit(*, letter: Letter, by: Person, today: date) -> None:
    """Hand a finished draft in to be signed; refused with what it still lacks."""
    letter = locked(letter)
    require(by, Right.APPLICATION_HANDLE, letter.unit)
    if letter.state != Letter.State.DRAFT:
        raise Refused(say(N_("这份文书不在起草中。")))
    require_complete(letter, today)
    require_lawful(letter.law, letter.application, letter.step, today)
    letter.state, letter.returned_reason = Letter.State.SUBMITTED, ""
    letter.save(update_fields=["state", "returned_reason"])
    record(
        "letters.submitted", unit=letter.unit, by=by, subject=letter, on=today,
        letter=letter.kind, application=letter.application.number,
    )  # fmt: skip


@transaction.atomic
def send_back(*, letter: Letter, reason: str, by: Person, today: date) -> None:
    """Give a draft back to who wrote it, saying what to change."""
    letter = locked(letter)
    require(by, Right.APPLICATION_SIGN, letter.unit)
    require_open(letter)
    if not reason.strip():
        raise Refused(say(N_("请写明要怎样修改。")))
    letter.state, letter.returned_reason = Letter.State.DRAFT, reason.strip()
    letter.save(update_fields=["state", "returned_reason"])
    record(
        "letters.sent_back", unit=letter.unit, by=by, subject=letter, on=today,
        letter=letter.kind, application=letter.application.number, reason=reason.strip(),
    )  # fmt: skip


@transaction.atomic
def discard(*, letter: Letter, reason: str, by: Person, today: date) -> None:
    """Give a letter up that has not gone out. A number it had is never given again."""
    letter = locked(letter)
    right = Right.APPLICATION_HANDLE if letter.is_open else Right.APPLICATION_SIGN
    if right is Right.APPLICATION_SIGN and letter.drafted_by_id == by.pk:
        right = Right.APPLICATION_HANDLE
    require(by, right, letter.unit)
    if letter.is_sent or letter.state == Letter.State.DISCARDED:
        raise Refused(say(N_("已经发出或者作废的文书不能再作废。发出的文书有误的，另行更正。")))
    if not reason.strip():
        raise Refused(say(N_("请写明为什么作废。")))
    end_mailing(letter)
    letter.state, letter.discarded_on = Letter.State.DISCARDED, today
    letter.discarded_reason = reason.strip()
    letter.save(update_fields=["state", "discarded_on", "discarded_reason"])
    record(
        "letters.discarded", unit=letter.unit, by=by, subject=letter, on=today,
        letter=letter.kind, application=letter.application.number, number=letter.number,
        reason=reason.strip(),
    )  # fmt: skip


# --- What several verbs need ----------------------------------------------------------------------


def locked(letter: Letter) -> Letter:
    """The letter, which nobody else changes until the commit."""
    return (
        Letter.objects.select_for_update(of=("self",))
        .select_related("application__unit", "unit")
        .get(pk=letter.pk)
    )


def require_open(letter: Letter) -> None:
    """Refuse to change what is signed."""
    if not letter.is_open:
        raise Refused(say(N_("这份文书已经签发或者作废，不能再改。要改的，作废后重新起草。")))


def require_complete(letter: Letter, today: date) -> None:
    """Refuse a letter that lacks an element, naming each and what to do."""
    lacks = compose(letter, day=today).lacks
    if lacks:
        raise Refused(
            say(
                N_("还缺必备要素：{lacks}"),
                lacks=listed(
                    say(N_("{element}（{advice}）"), element=say(lack.element.label),
                        advice=lack.advice)
                    for lack in lacks
                ),
            )
        )  # fmt: skip


def _changed(letter: Letter, by: Person, today: date) -> None:
    letter.state, letter.drafted_by = Letter.State.DRAFT, by
    letter.save(update_fields=["state", "drafted_by"])
    record(
        "letters.revised", unit=letter.unit, by=by, subject=letter, on=today,
        letter=letter.kind, application=letter.application.number,
    )  # fmt: skip


def _keep(letter: Letter, uploads: Sequence[Upload], by: Person) -> None:
    for name, content in uploads:
        file = keep_sealed(content, name, unit=letter.unit, by=by, admitted=True)
        Attachment.objects.create(
            letter=letter, file=file, sha256=hashlib.sha256(content).hexdigest()
        )


def _given(elements: Mapping[str, str]) -> dict[str, str]:
    return {key: text.strip() for key, text in elements.items() if text and text.strip()}


def _step(step: Mapping[str, Any] | None) -> dict[str, Any]:
    told = {name: value for name, value in (step or {}).items() if value not in (None, "")}
    if strange := sorted(set(told) - STEP_FIELDS):
        raise ValueError(f"a letter says nothing of {strange}")
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in told.items()
    }
