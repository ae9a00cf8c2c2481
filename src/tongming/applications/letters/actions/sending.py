"""Send a letter, write down when it arrived, open it as it was sent."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.db import transaction

from tongming.applications import actions as register
from tongming.applications.amending import complete_receipt
from tongming.applications.applicants.actions import Upload
from tongming.applications.applicants.models import Paper
from tongming.applications.clocks import lacks_receipt
from tongming.applications.letters.actions.drafting import locked
from tongming.applications.letters.actions.ending import end_mailing, is_returned
from tongming.applications.letters.composing import contents_of
from tongming.applications.letters.lawful import (
    STEPS,
    closes_nothing_more,
    details_for,
    require_lawful,
)
from tongming.applications.letters.models import Letter, Mailing, Way
from tongming.applications.letters.record import day_in
from tongming.applications.models import Step
from tongming.applications.models import Way as WayWanted
from tongming.law import letters as law
from tongming.law.remedies import RemedyClass
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.sealing.actions import keep_sealed
from tongming.sealing.models import SealedFile
from tongming.sealing.seals import seal_data
from tongming.units.models import Person
from tongming.units.rights import Right, require, units_for, why_not

ON_SERVICE = "国办公开办函〔2016〕235号"
_ONLINE_WANTED = (WayWanted.ONLINE.value, WayWanted.EMAIL.value)


@transaction.atomic
def send(
    *,
    letter: Letter,
    way: Way,
    on: date,
    proofs: Sequence[Upload] = (),
    tracking: str = "",
    through: str = "",
    requested: str = "",
    by: Person,
    today: date,
) -> None:
    """Let a signed letter go, and enter in the register what that means for the clock.

    `on` is the day that decides: of posting, of signing for (directly or through another organ),
    of sending. `tracking` is the number of the postal enterprise; `through` the organ entrusted;
    `requested` when and how the applicant asked for an electronic way, where the application did
    not. Refused, with the article and before anything is written, where the step is not lawful.
    """
    letter = locked(letter)
    require(by, Right.APPLICATION_HANDLE, letter.unit)
    way = Way(way)
    again = is_returned(letter)
    if letter.signed_on is None or not (again or letter.state == Letter.State.SIGNED):
        raise Refused(say(N_("这份文书还没有签发，或者已经发出、作废，不能发出。")))
    end_mailing(letter)
    if not letter.signed_on <= on <= today:
        raise Refused(
            say(N_("发出的日期应当在签发之日{signed}和今天之间。"), signed=letter.signed_on)
        )
    _require_way(letter, way, through, requested)
    if again:
        _send_again(letter, way, on, tracking, through, proofs, by, today)
        return
    _require_told(letter, way, on)
    if (kind := STEPS.get(letter.kind)) and not closes_nothing_more(letter.law, letter.application):
        letter.entered = register.enter_step(
            application=letter.application,
            kind=kind,
            on=on,
            details=details_for(letter.kind, letter.step, way, on),
            outcome=letter.outcome,
            by=by,
            today=today,
        )
    _say_how(letter, tracking=tracking, through=through, requested=requested)
    letter.way, letter.sent_on, letter.sent_by = way.value, on, by
    letter.state = Letter.State.SENT
    if way.is_signed_for:
        letter.state, letter.received_on = Letter.State.RECEIVED, on
    letter.save()
    _keep_proofs(letter, proofs, by)
    record(
        "letters.sent", unit=letter.unit, by=by, subject=letter, on=on,
        letter=letter.kind, application=letter.application.number, number=letter.number,
        way=way.value, pdf_sha256=letter.pdf_sha256, docx_sha256=letter.docx_sha256,
    )  # fmt: skip


@transaction.atomic
def record_receipt(
    *,
    letter: Letter,
    received_on: date,
    proofs: Sequence[Upload] = (),
    by: Person | None,
    today: date,
) -> None:
    """Write down when the letter arrived: from then the terms of its reader run.

    `by` None is the reader, who fetched the letter on the public page: the step is completed in
    the name of who sent it; where that person handles applications no more, the register asks for
    the day as it does of any letter.
    """
    letter = locked(letter)
    if by is not None:
        require(by, Right.APPLICATION_HANDLE, letter.unit)
    if letter.state != Letter.State.SENT or letter.sent_on is None:
        raise Refused(say(N_("这份文书还没有发出，或者已经登记过收到日期。")))
    if by is None and letter.way != Way.ONLINE:
        raise Refused(say(N_("这份文书不是网上领取的。")))
    if not letter.sent_on <= received_on <= today:
        raise Refused(say(N_("收到的日期应当在发出之日{sent}和今天之间。"), sent=letter.sent_on))
    letter.entered = _standing(letter.entered)
    completes = by or _still_handling(letter.sent_by, letter)
    if letter.entered and completes and lacks_receipt(letter.entered):
        letter.entered = complete_receipt(
            step=letter.entered, received_on=received_on, by=completes, today=today
        )
    letter.received_on, letter.state = received_on, Letter.State.RECEIVED
    letter.save(update_fields=["received_on", "state", "entered"])
    _keep_proofs(letter, proofs, by)
    record(
        "letters.received", unit=letter.unit, by=by, subject=letter, on=received_on,
        letter=letter.kind, application=letter.application.number, number=letter.number,
    )  # fmt: skip


@transaction.atomic
def open_file(*, letter: Letter, name: str, by: Person, today: date) -> tuple[SealedFile, bytes]:
    """A paper of a signed letter, as it was made: `docx`, `pdf` or the key of an attachment.

    Only for who handles or signs applications; each opening is recorded.
    """
    handles = units_for(by, Right.APPLICATION_HANDLE).filter(pk=letter.unit_id).exists()
    if not handles:
        require(by, Right.APPLICATION_SIGN, letter.unit)
    file, content = verified(letter, name)
    record(
        "letters.opened", unit=letter.unit, by=by, subject=letter, on=today,
        letter=letter.kind, application=letter.application.number, number=letter.number,
        paper=name if name in ("docx", "pdf") else "attachment",
    )  # fmt: skip
    return file, content


def verified(letter: Letter, name: str) -> tuple[SealedFile, bytes]:
    """The bytes of a paper, compared with the hash taken when it was made."""
    if name in ("docx", "pdf"):
        file, sha256 = getattr(letter, name), getattr(letter, f"{name}_sha256")
    else:
        found = letter.attachments.filter(pk=int(name)).first() if name.isdigit() else None
        file, sha256 = (found.file, found.sha256) if found else (None, "")
    if file is None:
        raise Refused(say(N_("没有这个文件。")))
    content = file.read()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise Refused(say(N_("存放的文书与签发时的指纹不符，请系统管理员从备份恢复。")))
    return file, content


def _say_how(letter: Letter, **delivery: str) -> None:
    told = {name: text.strip() for name, text in delivery.items() if text.strip()}
    letter.sealed = seal_data(replace(contents_of(letter), delivery=told).to_data())


def _send_again(
    letter: Letter,
    way: Way,
    on: date,
    tracking: str,
    through: str,
    proofs: Sequence[Upload],
    by: Person,
    today: date,
) -> None:
    """Another way, since the mail came back. No step is entered twice; the day of the first sending
    stays on record, for the law does not say which of the two decides."""
    Mailing.objects.filter(letter=letter).update(returned_on=None)
    _say_how(letter, tracking=tracking, through=through)
    letter.way = way.value
    letter.save(update_fields=["sealed", "way"])
    record(
        "letters.sent_again", unit=letter.unit, by=by, subject=letter, on=on,
        letter=letter.kind, application=letter.application.number, number=letter.number,
        way=way.value,
    )  # fmt: skip
    if way.is_signed_for:
        record_receipt(letter=letter, received_on=on, proofs=proofs, by=by, today=today)
    else:
        _keep_proofs(letter, proofs, by)


def require_can_go(letter: Letter, way: Way, on: date, *, requested: str = "") -> None:
    """Refuse what `send` would refuse, before anything is done."""
    if letter.state != Letter.State.SIGNED:
        raise Refused(say(N_("这份文书还没有签发，或者已经发出、作废，不能发出。")))
    _require_way(letter, way, "", requested)
    _require_told(letter, way, on)


def _require_way(letter: Letter, way: Way, through: str, requested: str) -> None:
    if way is Way.ENTRUSTED and not through.strip():
        raise Refused(say(N_("请写明委托哪个行政机关送达。")), ON_SERVICE)
    if not way.is_online:
        return
    to_applicant = letter.law.to is law.Addressee.APPLICANT
    if way is Way.ONLINE and not (to_applicant and letter.application.query_mark):
        raise Refused(say(N_("只有网上提交的申请，申请人才能凭查询码领取。请换一种方式。")))
    wanted = letter.application.way_wanted in _ONLINE_WANTED or requested.strip()
    if to_applicant and not wanted:
        raise Refused(
            say(N_("申请人没有要求电子方式。后来要求的，请写明何时、怎样提出。")), "第四十条"
        )
    if letter.law.remedy is not RemedyClass.NONE and not letter.names_online_review:
        raise Refused(
            say(
                N_(
                    "通过互联网送达的，文书应当写明网上申请行政复议的渠道。"
                    "请在“文书设置”填写后作废重签，或者换一种送达方式。"
                )
            ),
            "《行政复议法》第二十二条第二款",
        )


def _require_told(letter: Letter, way: Way, on: date) -> None:
    """What the letter says must still hold on the day it goes."""
    state = require_lawful(letter.law, letter.application, letter.step, on, way)
    told = day_in(letter.step, "told_last_day")
    if told and state and state.due != told:
        raise Refused(
            say(
                N_("文书写明最迟于{told}答复，按现在的办理情况是{now}。请作废后重新起草。"),
                told=told,
                now=state.due or "—",
            ),
            "第三十三条第二款",
        )


def _still_handling(person: Person | None, letter: Letter) -> Person | None:
    allowed = person and why_not(person, Right.APPLICATION_HANDLE, letter.unit) is None
    return person if allowed else None


def _standing(step: Step | None) -> Step | None:
    """The step a letter entered, or the one that took its place once its day of receipt was known.

    None where it was struck out as a mistake: then there is nothing to complete.
    """
    if step is None or step.struck_out_at is None:
        return step
    place = step.details.get("completes", step.pk)
    return Step.objects.filter(
        application=step.application_id, struck_out_at=None, details__completes=place
    ).first()


def _keep_proofs(letter: Letter, proofs: Sequence[Upload], by: Person | None) -> None:
    for name, content in proofs:
        file = keep_sealed(content, name, unit=letter.unit, by=by, admitted=True)
        paper = Paper.objects.create(
            application=letter.application,
            kind=Paper.Kind.OTHER,
            file=file,
            from_applicant=False,
        )
        letter.proofs.add(paper)
