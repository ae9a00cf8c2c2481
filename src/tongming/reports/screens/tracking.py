"""The words of a report with every change since a moment marked, and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tongming.law.labelled import Labelled
from tongming.law.words import N_
from tongming.ledger.models import Event
from tongming.reports.compiling.words import drafted
from tongming.reports.compiling.year import Compiled
from tongming.reports.doubts import fact_lines
from tongming.reports.drafting import PREFACE, fill
from tongming.reports.drafting.tracking import Hunk, Kind, Revision, Span, hunks, track
from tongming.reports.models import Report, SectionText
from tongming.reports.queries import newest_texts, versions_of
from tongming.reports.screens.differences import heading_of

DRAFTED = "系统起草"
"""In a Word document, which is Chinese whoever asks for it."""


class Since(Labelled):
    """From which words on changes are marked."""

    DRAFT = "draft", N_("系统起草的文字")
    RETURNED = "returned", N_("上次退回时的文字")
    SIGNED = "signed", N_("上次签发的文字")


def moments(report: Report) -> dict[Since, datetime | None]:
    """What there is to compare with, the nearest first: a return, a signature, the draft."""
    found: dict[Since, datetime | None] = {}
    returned = Event.objects.about(report).filter(kind="reports.sent_back").last()
    signed = versions_of(report).first()
    if returned and (signed is None or returned.at > signed.known_at):
        found[Since.RETURNED] = returned.at
    if signed:
        found[Since.SIGNED] = signed.known_at
    found[Since.DRAFT] = None
    return found


@dataclass(frozen=True, slots=True)
class PartChanges:
    """One part, with its changes."""

    key: str
    heading: str
    spans: tuple[Span, ...]

    @property
    def changed(self) -> bool:
        """Whether anything in it is new or gone."""
        return any(one.kind is not Kind.SAME for one in self.spans)


def tracked(report: Report, compiled: Compiled, since: datetime | None) -> list[PartChanges]:
    """Every part in the form's order; `since` None: since it was last drafted."""
    versions: dict[str, list[SectionText]] = {}
    for row in report.texts.select_related("written_by").order_by("pk"):
        versions.setdefault(row.key, []).append(row)
    keys = [PREFACE, *(section.key for section in report.form_kind.sections)]
    return [
        PartChanges(
            key,
            heading_of(report.form_kind, key),
            tuple(_spans(versions[key], compiled, since)),
        )
        for key in keys
        if key in versions
    ]


def _spans(rows: list[SectionText], compiled: Compiled, since: datetime | None) -> list[Span]:
    if since is None:
        start = max((n for n, row in enumerate(rows) if row.written_by is None), default=0)
    else:
        start = max((n for n, row in enumerate(rows) if row.written_at <= since), default=0)
    revisions = [
        Revision(filled(row.text, compiled), str(row.written_by or DRAFTED), row.written_at)
        for row in rows[start + 1 :]
    ]
    return track(filled(rows[start].text, compiled), revisions)


def filled(text: str, compiled: Compiled) -> str:
    """Words with today's figures: a figure that changed is no change of words."""
    return fill(text, compiled.report, compiled.previous.report if compiled.previous else None)


@dataclass(frozen=True, slots=True)
class HunkView:
    """Some paragraphs that differ from today's draft, and whether the facts are why."""

    number: int
    spans: tuple[Span, ...]
    facts_changed: bool


def against_draft(report: Report, compiled: Compiled, key: str, current: str) -> list[HunkView]:
    """Where a part's words differ from what would be drafted today, paragraph by paragraph."""
    now = drafted(compiled.unit, compiled.report).get(key, "")
    began = newest_texts(report, drafted_only=True).get(key)
    changed = fact_lines(began.text, now, current) if began else set()
    return [_view(one, compiled, changed) for one in hunks(now, current)]


def _view(hunk: Hunk, compiled: Compiled, changed: set[str]) -> HunkView:
    before, after = (filled("\n".join(one), compiled) for one in (hunk.draft, hunk.current))
    facts = not changed.isdisjoint((*hunk.draft, *hunk.current))
    return HunkView(hunk.number, tuple(track(before, [Revision(after)])), facts)


def since_asked(report: Report, asked: str) -> Since:
    """The comparison somebody asked for; the nearest where they asked for none there is."""
    found = moments(report)
    return next((one for one in found if one.value == asked), next(iter(found)))
