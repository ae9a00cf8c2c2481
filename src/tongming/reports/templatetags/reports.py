"""What the room's templates need besides the workbench's parts."""

from __future__ import annotations

from datetime import date

from django import template
from django.utils.translation import gettext

from tongming.law.figures import Figure, Gap
from tongming.law.words import Message
from tongming.reports.models import FrozenReport, Report
from tongming.reports.numerals import number_text
from tongming.reports.screens.differences import Changes
from tongming.reports.screens.equations import Drawn
from tongming.reports.screens.records import Line
from tongming.reports.views.common import Place

register = template.Library()


@register.filter
def figure(value: Figure | None) -> str:
    """A figure in a sentence or a list: the number, or the name of the gap."""
    if value is None:
        return gettext("未知")
    return gettext(value.label) if isinstance(value, Gap) else number_text(value)


@register.filter
def terms(side: tuple[tuple[str | Message, object], ...]) -> list[tuple[str, object]]:
    """The terms of an equation's side, their names in the reader's language."""
    return [
        (_said(name), _said(value) if isinstance(value, str) else value) for name, value in side
    ]


def _said(words: str | Message) -> str:
    if isinstance(words, Message):
        return words.render(gettext)
    return gettext(words) if words else ""


@register.filter
def labelled(line: Line, columns: tuple[str, ...]) -> list[tuple[str, object, bool]]:
    """A record's values, each with its column's name and whether it is a day."""
    return [
        (name, value, isinstance(value, date))
        for name, value in zip(columns, line.values, strict=True)
    ]


@register.simple_tag
def at(place: Place, name: str = "report", *more: object) -> str:
    """The address of one of a report's pages."""
    return place.url(name, *more)


@register.inclusion_tag("reports/parts/state.html")
def report_state(report: Report | None, frozen: FrozenReport | None = None) -> dict[str, object]:
    """How far a report has come, as a badge."""
    tones = {
        Report.State.DRAFT: "running",
        Report.State.SUBMITTED: "soon",
        Report.State.SIGNED: "done",
        Report.State.PUBLISHED: "done",
    }
    if report is None:
        return {"tone": "draft", "word": gettext("未开始"), "frozen": frozen}
    word = report.get_state_display()
    if report.state == Report.State.DRAFT and report.correction:
        word = gettext("更正中")
    return {"tone": tones[Report.State(report.state)], "word": word, "frozen": frozen}


@register.inclusion_tag("reports/parts/equations.html")
def equations(drawn: list[Drawn]) -> dict[str, object]:
    """The relations that do not hold, hard ones first."""
    return {"equations": sorted(drawn, key=lambda equation: not equation.hard)}


@register.inclusion_tag("reports/parts/changes.html")
def changes(found: Changes) -> dict[str, Changes]:
    """What changed from one version to another."""
    return {"changes": found}
