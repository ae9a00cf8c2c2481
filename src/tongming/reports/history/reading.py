"""Reading what was given, file by file, beside the server.

Whoever is killed half-way leaves a file held for a while; then it is taken up again, three times at
most. A file is unpacked or read in a guarded process; what it came to is one transaction.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from tongming.files.actions import admit, keep
from tongming.law.figures import is_number
from tongming.law.words import N_, Message, Refused, say
from tongming.reports.actions.readings import keep_reading
from tongming.reports.document import AnnualReport
from tongming.reports.history.matching import match
from tongming.reports.history.models import Batch, Given
from tongming.reports.history.unpacking import unpack
from tongming.reports.models import Reading
from tongming.reports.reading import read
from tongming.reports.source_text import text_of
from tongming.units.models import Unit
from tongming.units.rights import Right, units_for

HELD = timedelta(minutes=3)
TRIES = 3
DIED = N_("读了{n}次都中断了，没有读出。请单独打开这个文件看看。")


def waiting(now: datetime) -> QuerySet[Given]:
    """What nobody works on."""
    free = Q(held_until=None) | Q(held_until__lt=now)
    return Given.objects.filter(free, state=Given.State.WAITING)


def work() -> int:
    """Read until nothing waits; how many files were dealt with."""
    done = 0
    while (given := _take()) is not None:
        _deal_with(given)
        done += 1
    return done


def _take() -> Given | None:
    """The next file, held; `None` where there is none."""
    now = timezone.now()
    while (first := waiting(now).order_by("pk").first()) is not None:
        held = waiting(now).filter(pk=first.pk).update(held_until=now + HELD, tries=F("tries") + 1)
        if held:
            first.refresh_from_db()
            return first
    return None


def _deal_with(given: Given) -> None:
    if given.tries > TRIES:
        _unreadable(given, say(DIED, n=TRIES))
        return
    assert given.source is not None
    content = given.source.read()
    members = unpack(content) if given.archive_id is None else None
    if members is not None:
        _unpacked(given, members)
        return
    try:
        report = read(content, given.name)
        text = text_of(content, given.name)
    except Refused as refusal:
        _unreadable(given, getattr(refusal, "reason", refusal.message))
        return
    settle(given, report, text)


def _unreadable(given: Given, problem: Message) -> None:
    given.state = Given.State.UNREADABLE
    given.problem_text, given.problem_values = plain(problem)
    given.save()


def _unpacked(given: Given, members: list[tuple[str, bytes | Message]]) -> None:
    batch = given.batch
    rows = []
    for name, member in members:
        row = Given(batch=batch, archive=given, name=name or given.name)
        rows.append(row)
        problem = member if isinstance(member, Message) else None
        if not isinstance(member, Message):
            try:
                admit(member, name, any_kind=True)
                row.source = keep(
                    member, name.rsplit("/", 1)[-1], unit=batch.unit, by=batch.made_by,
                    right=Right.REPORT_VIEW, any_kind=True,
                )  # fmt: skip
            except Refused as refusal:
                problem = refusal.message
        if problem is not None:
            row.state = Given.State.UNREADABLE
            row.problem_text, row.problem_values = plain(problem)
    with transaction.atomic():
        Given.objects.bulk_create(rows)
        given.state = Given.State.UNPACKED
        given.save(update_fields=["state"])


def candidates(batch: Batch) -> QuerySet[Unit]:
    """The units a batch's reports may be of: those in which whoever gave it may import."""
    units = units_for(batch.made_by, Right.REPORT_IMPORT)
    return units.filter(path__startswith=batch.unit.path)


@transaction.atomic
def settle(given: Given, report: AnnualReport, text: str) -> None:
    """Write down what was read; where unit and year are certain, the reading is the unit's."""
    found = match(report, candidates(given.batch), timezone.localdate().year)
    given.title, given.body = report.title[:500], report.body[:200]
    given.year, given.likely = report.year, found.unit
    given.doubt = found.doubt.value if found.doubt else ""
    given.numbers = sum(is_number(figure) for figure in report.figures.values())
    given.hard = sum(violation.hard for violation in report.violations)
    given.soft = len(report.violations) - given.hard + len(report.warnings)
    given.state = Given.State.DOUBTFUL
    if found.unit is not None and found.doubt is None:
        given.reading = place_in(given, found.unit, report, text)
        given.state = Given.State.PLACED
    given.save()


def place_in(given: Given, unit: Unit, report: AnnualReport, text: str) -> Reading:
    """The reading of a file as one of a unit."""
    assert given.source is not None
    name = given.name.rsplit("/", 1)[-1]
    return keep_reading(unit, given.source.read(), name, report, text, given.batch.made_by)


def plain(message: Message) -> tuple[str, dict[str, str]]:
    """A sentence as a database keeps it."""
    return message.text, {name: str(value) for name, value in message.values.items()}
