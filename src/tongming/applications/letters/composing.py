"""From a draft and the record to the letter as it will be printed, and what it still lacks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import translation

from tongming.applications.applicants.opening import identity_of
from tongming.applications.letters import record as recorded
from tongming.applications.letters.contents import Contents, LetterText
from tongming.applications.letters.merging import filled, paragraphs
from tongming.applications.letters.models import Letter, LetterTemplate
from tongming.applications.letters.places import Places, places_of
from tongming.applications.letters.record import Record
from tongming.applications.letters.wording import FRAME, WORDS
from tongming.applications.models import Way as WayWanted
from tongming.law import letters as law
from tongming.law.letters import Element
from tongming.law.remedies import notice, remedy_on
from tongming.law.words import N_, Message, Refused, say
from tongming.sealing.seals import unseal_data
from tongming.typesetting.wording import UNPRINTABLE
from tongming.units.models import Unit

UNNUMBERED = "（签发时编号）"


@dataclass(frozen=True, slots=True)
class Lack:
    """An element a letter lacks, and what to do about it."""

    element: Element
    advice: Message

    @property
    def in_settings(self) -> bool:
        """Whether it is written where the unit's letters are set up, not in the letter."""
        return self.element.key in _OF_THE_UNIT


_OF_THE_UNIT = FRAME - {"addressee"} | {"contact", "remedy_notice"}


@dataclass(frozen=True, slots=True)
class Composition:
    """A letter merged."""

    text: LetterText
    values: Mapping[str, str]
    lacks: tuple[Lack, ...]
    record: Record


def contents_of(letter: Letter) -> Contents:
    """What is sealed of a letter. Refused where it is erased."""
    if not letter.sealed:
        raise Refused(
            say(N_("这份文书的保存期限已满，内容已经清除。")), "《个人信息保护法》第四十七条"
        )
    return Contents.from_data(unseal_data(letter.sealed))


def template_of(unit: Unit, kind: str) -> tuple[str, str]:
    """Title and body of a kind: the unit's own, else the product's."""
    own = LetterTemplate.objects.filter(unit=unit, kind=kind).first()
    return (own.title, own.body) if own else (WORDS[kind].title, WORDS[kind].body)


def compose(
    letter: Letter, *, day: date, number: str = "", template: tuple[str, str] | None = None
) -> Composition:
    """The letter as it would be printed, were it signed on that day.

    A letter may be unsaved: a form shows what it will look like.
    """
    with translation.override("zh-hans"):
        return _compose(letter, day, number, template)


def _compose(
    letter: Letter, day: date, number: str, template: tuple[str, str] | None
) -> Composition:
    contents = contents_of(letter)
    applicant = identity_of(letter.application)
    to_applicant = letter.law.to is law.Addressee.APPLICANT
    record = recorded.record_of(
        letter.application,
        letter.law,
        step=letter.step,
        given=contents.elements,
        reader=contents.recipient or (applicant if to_applicant else None),
        applicant=applicant,
        day=day,
    )
    places = places_of(letter.unit)
    attachments = tuple(one.file.name for one in letter.attachments.all()) if letter.pk else ()
    values = _values(record, places, attachments, number)
    title, body = template or template_of(letter.unit, letter.kind)
    return Composition(
        LetterText(
            title=_plain(filled(title, values)),
            organ=letter.unit.name,
            number=number or UNNUMBERED,
            addressee=_plain(values.get("addressee", "")),
            paragraphs=tuple(paragraphs(body, values)),
            attachments=tuple(_plain(name) for name in attachments),
            signed_on=day,
        ),
        values,
        _lacks(record, values),
        record,
    )


def _plain(text: str) -> str:
    """On one line, without characters no paper can show."""
    return " ".join(UNPRINTABLE.sub("", text).split())


def _values(
    record: Record, places: Places, attachments: tuple[str, ...], number: str
) -> dict[str, str]:
    """Every place's value: the law's own words first, then the record, the draft, proposals."""
    words = WORDS[record.kind.id]
    free = {"organ": record.application.unit.name, "you": record.you}
    own = {key: filled(text, free) for key, text in words.fixed.items()}
    own |= {"contact": places.contact, "remedy_notice": _remedy(record, places)}
    offered = {key: filled(text, free) for key, text in words.presets.items()}
    offered |= recorded.proposed(record, places.how_to_answer, places.way_to_pay)
    if attachments:
        offered["attachment"] = "见附件"
    given = {key: text.strip() for key, text in record.given.items() if text.strip()}
    frame = {
        "title": record.kind.title,
        "number": number or UNNUMBERED,
        "signature": record.application.unit.name,
    }
    return {**offered, **given, **recorded.known(record), **own, **free, **frame}


def _remedy(record: Record, places: Places) -> str:
    remedy = remedy_on(record.day, record.kind.remedy, contested_as=places.contested_as)
    if remedy is None:
        return ""
    try:
        told = notice(
            remedy,
            review_body=places.review_body,
            court=places.court,
            online=wanted_online(record),
            online_channel=places.online_review,
            withheld_part=record.kind.id == "R3",
        )
    except Refused:
        return ""
    return str(told)


def wanted_online(record: Record) -> bool:
    """Whether the applicant asked to be answered by Internet (第四十条)."""
    to_applicant = record.kind.to is law.Addressee.APPLICANT
    return to_applicant and record.application.way_wanted in (WayWanted.ONLINE, WayWanted.EMAIL)


def _lacks(record: Record, values: Mapping[str, str]) -> tuple[Lack, ...]:
    applies = frozenset({"course"} if values.get("course") else ())
    missing = law.missing(record.kind, values, applies=applies)
    if record.kind.id == "P8":  # basis and standard come with the amount
        missing = tuple(one for one in missing if one.key not in ("fee_basis", "standard"))
    return tuple(Lack(element, _advice(record, element)) for element in missing)


def _advice(record: Record, element: Element) -> Message:
    key = element.key
    if key == "addressee" and record.kind.to is law.Addressee.APPLICANT:
        return say(N_("登记里没有申请人。请先补录申请人的姓名或者名称，与身份证明一致。"))
    if key == "addressee":
        return say(N_("请填写收件人的姓名或者名称。"))
    if key == "contact":
        return say(N_("请在“文书设置”填写联系方式，或者在“单位与人员”填写公开工作机构和电话。"))
    if key == "remedy_notice" and wanted_online(record):
        return say(
            N_(
                "申请人要求网上答复，请在“文书设置”填写行政复议机关、管辖法院和"
                "网上申请行政复议的渠道（《行政复议法》第二十二条第二款）。"
            )
        )
    if key == "remedy_notice":
        return say(N_("请在“文书设置”填写行政复议机关和管辖法院。"))
    if key == "receipt":
        return say(N_("双方还没有确认收到申请，请先确认。"))
    if key == "legal_basis" and record.kind.id == "R3":
        return say(N_("请在不予公开的理由里写明条款：第十四条、第十五条或者第十六条。"))
    if key in ("fee_basis", "standard", "amount") and record.kind.id == "P8":
        return say(N_("请选择收费标准并填写件数或者页数；不需要收费的，不发收费通知。"))
    if key == "new_last_day":
        return say(N_("按现在的办理情况不能延期，请看申请页上写明的原因。"))
    if key in WORDS[record.kind.id].checked:
        return say(N_("请核对后确认。"))
    if key in FRAME:
        return say(N_("请在“文书设置”补全。"))
    return say(N_("请补写。"))
