"""What the record says of itself: the elements of a letter that nobody has to type.

Everything here is Chinese, for paper; dates are in Arabic numerals (GB/T 9704—2012).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tongming.applications.applicants.identity import Identity
from tongming.applications.clocks import events_of, run_clock
from tongming.applications.letters.models import Letter
from tongming.applications.models import Application
from tongming.law import fees
from tongming.law import letters as law
from tongming.law.citation import REGULATION, Citation, cite, numeral
from tongming.law.clock import Channel, ClockState, Event, Kind
from tongming.law.outcomes import ApplicantKind
from tongming.law.words import Refused, chinese_date

_COURSE = {
    Kind.CORRECTION_NOTIFIED: "告知{you}补正",
    Kind.CORRECTED: "收到补正",
    Kind.THIRD_PARTY_ASKED: "书面征求第三方意见",
    Kind.THIRD_PARTY_ANSWERED: "收到第三方意见",
    Kind.ORGAN_ASKED: "征求其他机关意见",
    Kind.ORGAN_ANSWERED: "收到其他机关意见",
    Kind.EXTENDED: "告知{you}延长答复期限{days}个工作日",
    Kind.FEE_NOTIFIED: "发出收费通知",
    Kind.FEE_PAID: "收到{you}缴纳的信息处理费",
    Kind.REASONS_ASKED: "要求{you}说明理由",
    Kind.REASONS_GIVEN: "收到{you}说明的理由",
}
CONSULTING = (Kind.THIRD_PARTY_ASKED, Kind.ORGAN_ASKED)
EARLIER = {"R21": "P2", "R22": "P8"}
"""The notice a letter of abandonment looks back on."""


def you(kind: law.Letter, *, person: bool) -> str:
    """How the reader of a kind of letter is spoken to; `person` where the applicant is one."""
    if kind.to is law.Addressee.APPLICANT:
        return "您" if person else "你单位"
    return "贵单位" if kind.to is law.Addressee.ORGAN else "贵方"


@dataclass(frozen=True, slots=True)
class Record:
    """What a letter is merged from."""

    application: Application
    kind: law.Letter
    step: Mapping[str, Any]
    given: Mapping[str, str]
    reader: Identity | None
    """Whom it is written to; None where nobody was taken down."""
    applicant: Identity | None
    events: Sequence[Event]
    day: date
    """The day it is signed, or would be."""

    @property
    def you(self) -> str:
        """How the reader is spoken to."""
        person = self.application.applicant_kind == ApplicantKind.NATURAL_PERSON.value
        return you(self.kind, person=person)

    def clock(self, *more: Event) -> ClockState | None:
        """Where the application stands with what the letter brings; None where it cannot be."""
        try:
            return run_clock([*self.events, *more], self.day)
        except Refused:
            return None


def until(day: date) -> str:
    """A last day as a letter says it."""
    return f"{chinese_date(day)}前（含当日）"


def day_in(step: Mapping[str, Any], name: str) -> date | None:
    """A day of the step's data; None where it is missing or no day."""
    try:
        return date.fromisoformat(str(step.get(name, "")))
    except ValueError:
        return None


def known(record: Record) -> dict[str, str]:
    """The elements that are the record's: a draft does not say them otherwise."""
    application = record.application
    values = {
        "addressee": record.reader.name if record.reader else "",
        "application_number": application.number,
        "receipt": _receipt(record),
        "course": course(record.events, record.you),
    }
    if record.kind.id != "P10":
        values["matter"] = f"{_asked(application)}。"
    values |= _of_the_kind(record)
    return {key: value for key, value in values.items() if value}


def proposed(record: Record, contact_to_answer: str, way_to_pay: str) -> dict[str, str]:
    """The elements the record proposes: a draft may say them otherwise."""
    application = record.application
    values = {
        "legal_basis": legal_basis(record.kind, record.given),
        "asked_for": _asked(application),
        "how_to_answer": contact_to_answer,
        "way_to_pay": way_to_pay,
        "form": application.get_form_wanted_display(),
        "consultation": _consultation(record),
        "consulting": _consulting(record),
    }
    if record.kind.id == "P10":
        values["matter"] = _asked(application)
    if record.kind.id in EARLIER:
        values |= _earlier(record)
    return {key: value for key, value in values.items() if value}


def legal_basis(kind: law.Letter, given: Mapping[str, str]) -> str:
    """The letter's articles; of a partial disclosure those its reasons name (第三十七条)."""
    basis = list(kind.basis)
    if kind.id == "R3":
        told = given.get("reasons", "")
        named = [one for one in basis[1:] if one.article and f"第{numeral(one.article)}条" in told]
        basis = [basis[0], *named] if named else []
    return cite(*basis) if basis else ""


def course(events: Sequence[Event], you: str) -> str:
    """What happened between receipt and this letter, in one sentence; empty where nothing did."""
    told = [
        f"{chinese_date(event.effective)}{_COURSE[event.kind].format(you=you, days=event.days)}"
        for event in events
        if event.kind in _COURSE
    ]
    return f"办理经过：本机关于{'，于'.join(told)}。" if told else ""


def _receipt(record: Record) -> str:
    application = record.application
    if application.received_on is None:
        return ""
    # 「当面提交」; from which day that counts is our rule, and the day itself is written.
    how = Channel(application.channel).label.partition("，")[0]
    matter = "" if record.kind.id == "P1" else f"，{_matter(application, record.you)}"
    return (
        f"本机关于{chinese_date(application.received_on)}收到{record.you}提出的政府信息公开申请"
        f"（申请编号：{application.number}；{how}）{matter or '。'}"
    )


def _matter(application: Application, you: str) -> str:
    """What was asked; and what is asked since, where a correction says otherwise (第三十条)."""
    now, before = _plain(application.subject), _plain(application.subject_before)
    if not before:
        return f"申请公开：{_asked(application)}。"
    features = _plain(application.features)
    first = f"{before}（{features}）" if features else before
    return f"申请公开：{first}；经补正，{you}要求公开的是：{now}。"


def _asked(application: Application) -> str:
    """What is asked now; the features it came with belong to the words it came with."""
    features = "" if application.subject_before else _plain(application.features)
    now = _plain(application.subject)
    return f"{now}（{features}）" if features else now


def _plain(text: str) -> str:
    return text.strip().rstrip("。；")


def _of_the_kind(record: Record) -> dict[str, str]:
    """What this kind says of days and money, worked out by the law."""
    kind, step = record.kind.id, record.step
    reply_by = day_in(step, "reply_by")
    if kind == "P1":
        state = record.clock()
        due = state.due if state else None
        name = record.applicant.name if record.applicant else ""
        return {"applicant": name, "reply_by": chinese_date(due) if due else ""}
    if kind in ("P2", "P3", "P10"):
        return {"term": until(reply_by) if reply_by else ""}
    if kind == "P4":
        new = new_last_day(record)
        days = step.get("days")
        return {
            "days": f"{days}个工作日" if days else "",
            "new_last_day": chinese_date(new) if new else "",
        }
    if kind == "P8":
        return fee_elements(step, record.day)
    if kind == "R23":
        day = day_in(step, "delayed_until")
        return {"new_term": chinese_date(day) if day else ""}
    return {}


def new_last_day(record: Record) -> date | None:
    """The last day to reply once the term is extended as the step says; None where it cannot be."""
    days = record.step.get("days")
    if not isinstance(days, int) or days < 1:
        return None
    state = record.clock(Event(Kind.EXTENDED, record.day, days=days))
    return state.due if state else None


def fee_elements(step: Mapping[str, Any], day: date) -> dict[str, str]:
    """Basis, standard and amount (国办函〔2020〕109号 第六条); empty where nothing is to be paid.

    By applications each one bears the price of its own place in the month: the notices of a month
    add up to what the tariff says of their number.
    """
    found = fee_of(step, day)
    if found is None:
        return {}
    standard, count, yuan = found
    citation = fees.tariff(standard, day).citation
    if standard is fees.Standard.BY_APPLICATIONS:
        tier = fees.tariff(standard, day).tier_of(count)
        told = (
            f"按件计收。同一申请人在一个自然月内的申请，第{tier.first}至{tier.last}件"
            f"每件{tier.yuan}元，本件为当月第{count}件"
        )
    else:
        parts = fees.breakdown(standard, count, day)
        told = "按量计收。" + "；".join(str(fees.explain(standard, part)) for part in parts)
    basis = cite(citation, Citation(REGULATION, 42))
    return {"fee_basis": basis, "standard": told, "amount": f"{yuan}元"}


def fee_of(step: Mapping[str, Any], day: date) -> tuple[fees.Standard, int, int] | None:
    """Standard, count and yuan of a notice; None where it names none or nothing is due."""
    count = step.get("count")
    if step.get("standard") not in list(fees.Standard) or not isinstance(count, int) or count < 1:
        return None
    standard = fees.Standard(step["standard"])
    by_applications = standard is fees.Standard.BY_APPLICATIONS
    try:
        yuan = (fees.price_of_nth if by_applications else fees.fee)(standard, count, day)
    except Refused:
        return None
    return (standard, count, yuan) if yuan else None


def _consulting(record: Record) -> str:
    """For the applicant: that others are asked, and since when. Never who."""
    asked = [event for event in record.events if event.kind in CONSULTING]
    if not asked:
        return ""
    whom = "第三方" if asked[-1].kind is Kind.THIRD_PARTY_ASKED else "其他机关"
    return (
        f"{record.you}申请公开的政府信息需要征求{whom}意见，"
        f"本机关已于{chinese_date(asked[-1].on)}发出征求意见书。"
    )


def _consultation(record: Record) -> str:
    asked = [event for event in record.events if event.kind is Kind.THIRD_PARTY_ASKED]
    if not asked:
        return ""
    answered = [event for event in record.events if event.kind is Kind.THIRD_PARTY_ANSWERED]
    came = (
        f"第三方于{chinese_date(answered[-1].on)}提出意见"
        if answered
        else "第三方未在规定期限内提出意见"
    )
    return f"本机关于{chinese_date(asked[-1].on)}书面征求第三方意见，{came}。"


def _earlier(record: Record) -> dict[str, str]:
    """The notice the applicant did not follow, as it was sent."""
    notice = (
        Letter.objects.filter(
            application=record.application,
            kind=EARLIER[record.kind.id],
            state__in=[Letter.State.SENT, Letter.State.RECEIVED],
        )
        .order_by("-pk")
        .first()
    )
    if notice is None:
        return {}
    state = record.clock()
    last = state.due if state else None
    values = {
        "notice_number": notice.number,
        "served_on": chinese_date(notice.received_on) if notice.received_on else "",
        "last_day": chinese_date(last) if last else "",
    }
    if record.kind.id == "R22" and notice.signed_on:
        values["amount"] = fee_elements(notice.step, notice.signed_on).get("amount", "")
    return values


def record_of(
    application: Application,
    kind: law.Letter,
    *,
    step: Mapping[str, Any],
    given: Mapping[str, str],
    reader: Identity | None,
    applicant: Identity | None,
    day: date,
) -> Record:
    """The record as it stands on a day."""
    events = events_of(application) if application.received_on else []
    return Record(application, kind, step, given, reader, applicant, events, day)
