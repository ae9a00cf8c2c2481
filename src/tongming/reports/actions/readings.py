"""Reading a published report, and what a person then decides about it.

What the reader makes of a file counts for nothing until a person has looked at it and confirmed it;
then every figure becomes a stated figure with the document and the words it was read from.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tongming.files.actions import keep
from tongming.law.figures import Cell, is_number
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.reports.actions.figures import Entry, state_figures
from tongming.reports.compiling.year import forms_for
from tongming.reports.document import AnnualReport, from_json, to_json
from tongming.reports.freezing import same
from tongming.reports.models import HistoricalFigure, Reading
from tongming.reports.proposing import propose_from_reading
from tongming.reports.quoting import quotation
from tongming.reports.reading import read
from tongming.reports.source_text import text_of
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, require

PASTED_NAME = "粘贴的文字 {at:%Y-%m-%d %H%M}.txt"

NOTHING_PASTED = N_("没有文字可读，请粘贴报告的全文。")
ALREADY_SETTLED = N_("这份报告已经处理过了。")
NO_FIGURES = N_("这份报告里没有读到任何数字，不能确认。可以改为手工填报。")
YEAR_TO_COME = N_("{year}年还没有到，不会有这一年的年度报告。请核对年度。")
NO_FORM = N_("{year}年没有年度报告的格式，请核对年度。")
REASON_FOR_REPLACING = N_("有{n}个数字与已有的不同，确认后会替换。请写明理由。")
REASON_FOR_DISCARDING = N_("请写明不采用的理由。")


def read_pasted(*, unit: Unit, text: str, by: Person | None) -> Reading:
    """Read the text of a report; it is kept as a text file."""
    if not text.strip():
        raise Refused(say(NOTHING_PASTED))
    name = PASTED_NAME.format(at=timezone.localtime())
    return read_document(unit=unit, content=text.encode(), name=name, by=by)


def read_document(*, unit: Unit, content: bytes, name: str, by: Person | None) -> Reading:
    """Read a published report and keep the document. `Unreadable` says why where it cannot be read.

    The same document read again, and not yet decided about, gives the reading there is.
    """
    if by is not None:
        require(by, Right.REPORT_IMPORT, unit)
    report = read(content, name)
    text = text_of(content, name)
    return keep_reading(unit, content, name, report, text, by)


@transaction.atomic
def keep_reading(
    unit: Unit, content: bytes, name: str, report: AnnualReport, text: str, by: Person | None
) -> Reading:
    """Keep what was read of a document as a reading of a unit; whoever calls has asked the right.

    The same document read again, and not yet decided about, gives the reading there is.
    """
    source = keep(content, name, unit=unit, by=by, right=Right.REPORT_VIEW, any_kind=True)
    waiting = Reading.objects.filter(unit=unit, source=source, state=Reading.State.CHECKING).first()
    if waiting is not None:
        return waiting
    reading = Reading.objects.create(
        unit=unit,
        source=source,
        year=report.year,
        form=report.form.id,
        result=to_json(report),
        text=text,
        made_by=by,
        made_at=timezone.now(),
    )
    record(
        "reports.read",
        unit=unit,
        by=by,
        subject=reading,
        source=source.sha256,
        name=source.name,
        year=report.year,
        form=report.form.id,
        figures=sum(is_number(figure) for figure in report.figures.values()),
        violations=len(report.violations),
        warnings=len(report.warnings),
    )
    return reading


def entries_of(reading: Reading) -> dict[Cell, Entry]:
    """What a reading would state: every number and every gap the report itself shows."""
    report = from_json(reading.result)
    entries: dict[Cell, Entry] = {}
    for cell, figure in report.figures.items():
        quoted = quotation(report, reading.text, cell)
        entries[cell] = Entry(figure, report.units.get(cell, ""), quoted.quote, quoted.where)
    return entries


def replaced_by(
    reading: Reading, year: int, at: datetime | None = None
) -> dict[Cell, HistoricalFigure]:
    """The stated figures of a year that a reading contradicts."""
    entries = entries_of(reading)
    held = HistoricalFigure.objects.known(at).filter(
        unit=reading.unit, year=year, form=reading.form
    )
    return {
        row.cell: row
        for row in held.select_related("source")
        if row.cell in entries and not same(row.figure, entries[row.cell].figure)
    }


def names_another(reading: Reading) -> str:
    """The organ a report names, where that is none of the unit's names; else empty.

    A caution, not a rule: an organ may have signed with a name the unit's history does not have.
    """
    body = "".join(from_json(reading.result).body.split())
    periods = reading.unit.periods.values_list("name", flat=True)
    names = {reading.unit.name, reading.unit.short_name, *periods}
    if not body or any(name in body or body in name for name in names):
        return ""
    return body


@transaction.atomic
def confirm_reading(
    *, reading: Reading, year: int, by: Person | None, reason: str = ""
) -> list[HistoricalFigure]:
    """A person has compared a reading with its source: its figures become stated figures.

    Figures already stated alike are left alone; those stated otherwise are replaced, for a reason.
    """
    if by is not None:
        require(by, Right.REPORT_IMPORT, reading.unit)
    reading = _open(reading)
    form = from_json(reading.result).form
    if not forms_for(year):
        raise Refused(say(NO_FORM, year=year))
    if year > timezone.localdate().year:
        raise Refused(say(YEAR_TO_COME, year=year))
    entries = entries_of(reading)
    if not any(is_number(entry.figure) for entry in entries.values()):
        raise Refused(say(NO_FIGURES))
    replaced = replaced_by(reading, year)
    if replaced and not reason.strip():
        raise Refused(say(REASON_FOR_REPLACING, n=len(replaced)))
    new = _not_held(reading, year, entries)
    rows = state_figures(
        "reports.reading_confirmed",
        unit=reading.unit,
        year=year,
        form=form,
        entries=new,
        by=by,
        source=reading.source,
        reason=reason.strip(),
        subject=reading,
    )
    reading.year = year
    _settle(reading, Reading.State.CONFIRMED, by)
    propose_from_reading(reading)
    return rows


@transaction.atomic
def discard_reading(*, reading: Reading, reason: str, by: Person) -> None:
    """A reading is not used: the wrong file, or one better entered by hand."""
    require(by, Right.REPORT_IMPORT, reading.unit)
    reading = _open(reading)
    if not reason.strip():
        raise Refused(say(REASON_FOR_DISCARDING))
    record(
        "reports.reading_discarded",
        unit=reading.unit,
        by=by,
        subject=reading,
        source=reading.source.sha256,
        reason=reason.strip(),
    )
    _settle(reading, Reading.State.DISCARDED, by)


def _not_held(reading: Reading, year: int, entries: dict[Cell, Entry]) -> dict[Cell, Entry]:
    held = {
        row.cell: row.figure
        for row in HistoricalFigure.objects.known(None).filter(
            unit=reading.unit, year=year, form=reading.form
        )
    }
    return {
        cell: entry
        for cell, entry in entries.items()
        if cell not in held or not same(held[cell], entry.figure)
    }


def _open(reading: Reading) -> Reading:
    mine = Reading.objects.select_for_update(of=("self",)).select_related("unit", "source")
    reading = mine.get(pk=reading.pk)
    if not reading.is_open:
        raise Refused(say(ALREADY_SETTLED))
    return reading


def _settle(reading: Reading, state: Reading.State, by: Person | None) -> None:
    reading.state, reading.settled_by, reading.settled_at = state, by, timezone.now()
    reading.save(update_fields=["state", "year", "settled_by", "settled_at"])
