"""Marking, sending back and clearing what came from beneath, and telling so in a package."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from tongming.law.relations import check
from tongming.law.words import N_, Message, Refused, say
from tongming.ledger.actions import hold, record
from tongming.reports.drafting import PREFACE
from tongming.reports.exchange.actions.sending import NOT_BENEATH, locked, pack
from tongming.reports.exchange.models import (
    Judgement,
    Outgoing,
    Peer,
    ReceivedMark,
    ReceivedReport,
    Verdict,
)
from tongming.reports.exchange.packages.contents import moment
from tongming.reports.exchange.queries import (
    is_latest,
    marks_of,
    unsent_judgements,
)
from tongming.reports.freezing import thaw
from tongming.reports.submissions.actions import (
    BROKEN,
    NEEDS_MARK,
    NEEDS_WORDS,
    NO_SUCH_PLACE,
)
from tongming.units.models import Person
from tongming.units.rights import Right, require, why_not

REPLACED = N_("对方已经报来新的包，这一份不再审核。请打开最新的包。")
NOTHING = N_("没有要发送的审核意见。")


def why_not_judge(report: ReceivedReport, person: Person) -> Message | None:
    """Why a person may not decide about a received report now; `None` where they may."""
    if reason := why_not(person, Right.REPORT_EXCHANGE, report.peer.unit):
        return reason
    if not is_latest(report):
        return say(REPLACED)
    return None


@transaction.atomic
def mark(*, report: ReceivedReport, where: str, words: str, by: Person) -> ReceivedMark:
    """Say of one cell or one section what is wrong with it."""
    report = _open(report, by)
    content = thaw(report.content)
    cells = {str(cell) for cell in (*content.form.cells(), *content.figures)}
    sections = {PREFACE, *(section.key for section in content.form.sections)}
    if where not in cells | sections:
        raise Refused(say(NO_SUCH_PLACE))
    if not words.strip():
        raise Refused(say(NEEDS_WORDS))
    at = _record("exchange.marked", report, by, where, words.strip())
    return ReceivedMark.objects.create(
        report=report, where=where, words=words.strip(), made_by=by, made_at=at
    )


@transaction.atomic
def unmark(*, mark: ReceivedMark, by: Person) -> None:
    """Take a mark away while nothing is decided."""
    report = _open(mark.report, by)
    _record("exchange.unmarked", report, by, mark.where, mark.words)
    mark.delete()


@transaction.atomic
def send_back(*, report: ReceivedReport, words: str, by: Person) -> Judgement:
    """Send a report back with its marks; its installation is told in the next package."""
    report = _open(report, by)
    if not words.strip() and not marks_of(report).exists():
        raise Refused(say(NEEDS_MARK))
    return _judge(report, Verdict.SENT_BACK, words, by)


@transaction.atomic
def clear(*, report: ReceivedReport, words: str, by: Person) -> Judgement:
    """Accept a report as it came. Marks left on it go along as remarks."""
    report = _open(report, by)
    content = thaw(report.content)
    broken = [one for one in check(content.form, content.figures) if one.hard]
    if broken and not words.strip():
        raise Refused(say(BROKEN, n=len(broken)), broken[0].relation)
    return _judge(report, Verdict.CLEARED, words, by)


@transaction.atomic
def pack_judgements(*, peer: Peer, by: Person | None, by_file: bool = False) -> Outgoing:
    """Tell an installation beneath everything that was decided since it was last told."""
    peer = locked(peer, by)
    if peer.is_above:
        raise Refused(say(NOT_BENEATH, name=peer.name))
    told = list(unsent_judgements(peer).select_for_update(of=("self",)).order_by("pk"))
    if not told:
        raise Refused(say(NOTHING))
    outgoing = pack(
        peer, "judgements", by, by_file=by_file, judgements=[_entry(one) for one in told]
    )
    for one in told:
        one.outgoing = outgoing
        one.save(update_fields=["outgoing"])
    return outgoing


def _entry(judgement: Judgement) -> dict[str, object]:
    report = judgement.report
    return {
        "unit": {
            "code": report.unit_code, "name": report.unit_name,
            "short_name": report.unit_short, "level": report.level,
        },
        "via": report.via,
        "year": report.year,
        "form": report.form,
        "version": report.version,
        "sha256": report.sha256,
        "verdict": judgement.verdict,
        "words": judgement.words,
        "marks": judgement.marks,
        "by": judgement.by.full_name or judgement.by.username,
        "at": moment(judgement.at),
    }  # fmt: skip


def _open(report: ReceivedReport, by: Person) -> ReceivedReport:
    hold()
    found = ReceivedReport.objects.select_related("peer__unit", "package").get(pk=report.pk)
    require(by, Right.REPORT_EXCHANGE, found.peer.unit)
    if reason := why_not_judge(found, by):
        raise Refused(reason)
    return found


def _judge(report: ReceivedReport, verdict: Verdict, words: str, by: Person) -> Judgement:
    """Decide; while it is not told, another decision takes its place."""
    marks = [{"where": one.where, "words": one.words} for one in marks_of(report)]
    event = record(
        f"exchange.{verdict.value}", unit=report.peer.unit, by=by, subject=report,
        code=report.code, year=report.year, form=report.form, version=report.version,
        sha256=report.sha256, reason=words.strip(),
        marks=[[one["where"], one["words"]] for one in marks],
    )  # fmt: skip
    Judgement.objects.filter(
        report__peer=report.peer, report__key=report.key, report__sha256=report.sha256,
        outgoing=None,
    ).delete()  # fmt: skip
    return Judgement.objects.create(
        report=report, verdict=verdict, words=words.strip(), marks=marks, by=by, at=event.at,
        event=event,
    )  # fmt: skip


def _record(kind: str, report: ReceivedReport, by: Person, where: str, words: str) -> datetime:
    event = record(
        kind, unit=report.peer.unit, by=by, subject=report, code=report.code,
        year=report.year, form=report.form, version=report.version,
        where=where, words=words,
    )  # fmt: skip
    return event.at
