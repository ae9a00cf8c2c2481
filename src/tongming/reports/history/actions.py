"""Giving files, saying whose they are, accepting and setting aside: each in one transaction."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from tongming.files.actions import admit, keep
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.reports.actions import confirm_reading, discard_reading
from tongming.reports.compiling.year import forms_for
from tongming.reports.history.models import Batch, Given
from tongming.reports.history.queries import Line, lines_of
from tongming.reports.history.reading import candidates, place_in
from tongming.reports.models import HistoricalFigure
from tongming.reports.reading import read
from tongming.reports.source_text import text_of
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, require

Upload = tuple[str, bytes]

NOTHING = N_("没有选择文件。请选择报告文件，或者一个ZIP压缩包。")
NOT_BENEATH = N_("这份报告只能放到{unit}和它的下级单位。")
NOT_READ = N_("这个文件没有读出报告，不能确定单位和年度。")
SETTLED = N_("这份报告已经处理过了。")
UNDECIDED = N_("请先确定这份报告是哪个单位、哪一年的。")
NOT_A_YEAR = N_("{year}年还没有过完，或者那时还没有年度报告，请核对年度。")
NEEDS_REASON = N_("请写明不采用的理由。")
MOVED = N_("改为{unit}{year}年的报告")


def give(*, unit: Unit, files: Sequence[Upload], page: str = "", by: Person) -> Batch:
    """Keep the files and let them wait to be read; all of them, or none."""
    require(by, Right.REPORT_IMPORT, unit)
    if not files:
        raise Refused(say(NOTHING))
    for name, content in files:
        admit(content, name, any_kind=True)
    with transaction.atomic():
        batch = Batch.objects.create(unit=unit, page=page, made_by=by, made_at=timezone.now())
        kept = []
        for name, content in files:
            source = keep(
                content, name, unit=unit, by=by, right=Right.REPORT_VIEW, any_kind=True
            )  # fmt: skip
            Given.objects.create(batch=batch, name=name[-500:], source=source)
            kept.append([source.name, source.sha256])
        record("history.given", unit=unit, by=by, subject=batch, given=kept, page=page)
    return batch


def place(*, given: Given, unit: Unit, year: int, by: Person) -> Given:
    """Say whose report a file is and of which year; said otherwise before, that reading ends."""
    require(by, Right.REPORT_IMPORT, unit)
    if not candidates(given.batch).filter(pk=unit.pk).exists():
        raise Refused(say(NOT_BENEATH, unit=given.batch.unit.name))
    if not forms_for(year) or year >= timezone.localdate().year:
        raise Refused(say(NOT_A_YEAR, year=year))
    if given.source is None or given.state not in (Given.State.DOUBTFUL, Given.State.PLACED):
        raise Refused(say(NOT_READ))
    content = given.source.read()
    report, text = read(content, given.name), text_of(content, given.name)
    with transaction.atomic():
        given = _locked(given)
        before = given.reading
        if before is not None and not before.is_open:
            raise Refused(say(SETTLED))
        if before is not None and before.unit_id != unit.pk:
            reason = str(say(MOVED, unit=unit.name, year=year))
            discard_reading(reading=before, reason=reason, by=by)
        record(
            "history.placed",
            unit=unit,
            by=by,
            subject=given,
            name=given.name,
            source=given.source.sha256 if given.source else "",
            year=year,
            said=[given.body, report.year],
        )
        reading = place_in(given, unit, report, text)
        if reading.year != year:
            reading.year = year
            reading.save(update_fields=["year"])
        given.reading, given.year, given.likely = reading, year, unit
        given.state, given.doubt = Given.State.PLACED, ""
        given.save()
    return given


@transaction.atomic
def set_aside(*, given: Given, reason: str, by: Person) -> None:
    """A file is not used, and why. It stays where it was kept."""
    given = _locked(given)
    unit = given.reading.unit if given.reading else given.batch.unit
    require(by, Right.REPORT_IMPORT, unit)
    if not reason.strip():
        raise Refused(say(NEEDS_REASON))
    if given.state in (Given.State.WAITING, Given.State.SET_ASIDE, Given.State.UNPACKED):
        raise Refused(say(SETTLED))
    if given.reading is not None:
        discard_reading(reading=given.reading, reason=reason, by=by)
    record(
        "history.set_aside",
        unit=unit,
        by=by,
        subject=given,
        name=given.name,
        source=given.source.sha256 if given.source else "",
        reason=reason.strip(),
    )
    given.state = Given.State.SET_ASIDE
    given.save(update_fields=["state"])


def accept(*, given: Given, reason: str = "", by: Person) -> list[HistoricalFigure]:
    """The figures of a file become stated figures of its unit and year."""
    if given.reading is None or given.year is None or given.doubt:
        raise Refused(say(UNDECIDED))
    return confirm_reading(reading=given.reading, year=given.year, by=by, reason=reason)


def accept_clean(*, batch: Batch, by: Person) -> tuple[int, list[Line]]:
    """Accept each file with nothing to look at; how many, and those refused meanwhile."""
    done, refused = 0, []
    for given in batch.files.filter(state=Given.State.PLACED):
        # Looked at anew each time: two files of one year may say different things.
        for line in lines_of([given]):
            if not line.is_clean:
                continue
            try:
                accept(given=line.given, by=by)
            except Refused:
                refused.append(line)
            else:
                done += 1
    return done, refused


def _locked(given: Given) -> Given:
    rows = Given.objects.select_for_update(of=("self",))
    return rows.select_related("batch__unit", "reading__unit", "source").get(pk=given.pk)
