"""Sign a letter: another person's eyes, a number, and the papers frozen as they will go out."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

from django.db import transaction

from tongming.applications.letters.actions.drafting import locked, require_complete
from tongming.applications.letters.composing import compose, contents_of
from tongming.applications.letters.contents import LetterText
from tongming.applications.letters.lawful import require_lawful
from tongming.applications.letters.models import Letter, LetterCounter
from tongming.applications.letters.places import places_of, settings_of
from tongming.applications.letters.record import new_last_day
from tongming.applications.letters.rendering import docx, pdf
from tongming.law.numbering import letter_number
from tongming.law.remedies import RemedyClass
from tongming.law.words import N_, Message, Refused, say
from tongming.ledger.actions import record
from tongming.ledger.models import Event
from tongming.sealing.actions import keep_sealed
from tongming.sealing.seals import seal_data
from tongming.units.models import Person, Unit
from tongming.units.rights import NotPermitted, Right, why_not
from tongming.units.roles import Role

FOUR_EYES = N_("您起草或者修改过这份文书，不能由您签发。请由没有参与起草的负责人签发。")
HEAD_ONLY = N_("延期要经政府信息公开工作机构负责人同意，请由办公室负责人签发。")
ON_THE_SPOT = frozenset({"P1"})
"""A receipt only repeats the register and is given over the counter: who handles it issues it."""


def editors_of(letter: Letter) -> set[int]:
    """The people (by key) who wrote the letter."""
    wrote = Event.objects.filter(
        subject_type=Letter._meta.label_lower,
        subject_id=str(letter.pk),
        kind__in=["letters.drafted", "letters.revised"],
    )
    return {key for key in wrote.values_list("by", flat=True) if key is not None}


def why_not_sign(letter: Letter, person: Person, today: date) -> tuple[Message, str] | None:
    """Why a person may not sign a letter, and the rule; None where they may."""
    if reason := _why_no_right(letter, person):
        return reason, ""
    if not letter.is_open:
        return say(N_("这份文书不在等待签发。")), ""
    if letter.kind not in ON_THE_SPOT and person.pk in editors_of(letter):
        return say(FOUR_EYES), ""
    if letter.kind == "P4" and not _heads_the_office(person, letter.unit, today):
        return say(HEAD_ONLY), "第三十三条第二款"
    return None


def fingerprint(text: LetterText) -> str:
    """What identifies the words a person has in front of them."""
    said = "\n".join((text.title, text.addressee, *text.paragraphs, *text.attachments))
    return hashlib.sha256(said.encode()).hexdigest()


@transaction.atomic
def sign(*, letter: Letter, by: Person, today: date, shown: str = "") -> None:
    """Sign: the letter gets its number and date, and is frozen as DOCX and PDF with their hashes.

    `shown` is the `fingerprint` of what the person read; refused where it has changed since.
    """
    letter = locked(letter)
    if no_right := _why_no_right(letter, by):
        raise NotPermitted(no_right)
    if reason := why_not_sign(letter, by, today):
        raise Refused(*reason)
    if shown and fingerprint(compose(letter, day=today).text) != shown:
        raise Refused(say(N_("您打开页面以后，文书的内容有了变化。请重新查看后再签发。")))
    require_complete(letter, today)
    require_lawful(letter.law, letter.application, letter.step, today)
    places = places_of(letter.unit)
    year, serial = today.year, next_serial(letter.unit, today.year)
    number = letter_number(places.pattern, code=places.organ_code, year=year, serial=serial)
    if Letter.objects.filter(unit=letter.unit, number=number).exists():
        raise Refused(say(N_("文号{number}已经用过。请在“文书设置”检查文号格式。"), number=number))
    composition = compose(letter, day=today, number=number)
    _freeze(letter, composition.text, by)
    if letter.kind == "P4" and (told := new_last_day(composition.record)):
        letter.step = {**letter.step, "told_last_day": told.isoformat()}
    letter.year, letter.serial, letter.number = year, serial, number
    letter.signed_by, letter.signed_on, letter.state = by, today, Letter.State.SIGNED
    contested = letter.law.remedy is RemedyClass.CONTESTED
    letter.remedy = (places.contested_as if contested else letter.law.remedy).value
    letter.names_online_review = bool(
        composition.values.get("remedy_notice") and places.online_review
    )
    contents = replace(contents_of(letter), text=composition.text)
    letter.sealed = seal_data(contents.to_data())
    letter.save()
    record(
        "letters.signed", unit=letter.unit, by=by, subject=letter, on=today,
        letter=letter.kind, application=letter.application.number, number=number,
        pdf_sha256=letter.pdf_sha256, docx_sha256=letter.docx_sha256,
    )  # fmt: skip


def _why_no_right(letter: Letter, person: Person) -> Message | None:
    if letter.kind in ON_THE_SPOT and not why_not(person, Right.APPLICATION_HANDLE, letter.unit):
        return None
    return why_not(person, Right.APPLICATION_SIGN, letter.unit)


def next_serial(unit: Unit, year: int) -> int:
    """The next number of the unit's year, given out once even to two who ask together."""
    LetterCounter.objects.get_or_create(unit=unit, year=year)
    counter = LetterCounter.objects.select_for_update().get(unit=unit, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last


def _freeze(letter: Letter, text: LetterText, by: Person) -> None:
    """Both papers, made once and kept as made."""
    chosen = settings_of(letter.unit)
    seal = chosen.seal.read() if chosen.seal else None
    for name, made in (("docx", docx.render(text, seal)), ("pdf", pdf.render(text, seal))):
        called = f"{text.number}.{name}"
        file = keep_sealed(made, called, unit=letter.unit, by=by, admitted=True)
        setattr(letter, name, file)
        setattr(letter, f"{name}_sha256", hashlib.sha256(made).hexdigest())


def _heads_the_office(person: Person, unit: Unit, today: date) -> bool:
    held = person.appointments.in_force(today)
    return held.filter(unit=unit, role=Role.OFFICE_HEAD.value).exists()
