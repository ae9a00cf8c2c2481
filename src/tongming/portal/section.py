"""The section 政府信息公开: whose it is, its columns, and what its pages are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from os.path import commonpath

from django.conf import settings

from tongming.law.figures import Cell, is_number
from tongming.law.words import N_
from tongming.portal.pages.model import Line
from tongming.portal.site.parts import MAP
from tongming.portal.site.reading import line_of
from tongming.publishing.queries import lists_ending, newest_rows
from tongming.reports.document import AnnualReport
from tongming.reports.freezing import Differences, differences, thaw
from tongming.reports.models import FrozenReport
from tongming.reports.queries import PublishedReport, versions_of
from tongming.units.models import Unit


@dataclass(frozen=True, slots=True)
class Site:
    """Whose section it is. An installation nobody has published in yet may have no name."""

    unit: Unit | None

    @property
    def name(self) -> str:
        """The organ's full name."""
        return self.unit.name if self.unit else ""


def site_of(published: Sequence[PublishedReport]) -> Site:
    """The unit that has published, or the nearest unit above all that have; before anything is
    published, the top of the tree where there is only one."""
    paths = {one.unit.path for one in published}
    if len(paths) == 1:
        return Site(published[0].unit)
    if paths:
        above = commonpath(paths).strip("/").split("/")[-1]
        return Site(Unit.objects.get(pk=above) if above else None)
    tops = list(Unit.objects.filter(parent=None)[:2])
    return Site(tops[0] if len(tops) == 1 else None)


def one_a_year(published: Iterable[PublishedReport]) -> list[PublishedReport]:
    """A unit's year once, in the prescribed form where there is one; its page shows the other."""
    first: dict[tuple[str, int], PublishedReport] = {}
    for one in published:
        first.setdefault((one.unit.code, one.year), one)
    return list(first.values())


def says(published: PublishedReport, query: str) -> bool:
    """Whether a report's title, unit, year or words contain every word asked for."""
    report = published.report
    unit = published.unit
    words = (report.title, unit.name, unit.short_name, str(published.year))
    text = "\n".join((*words, *report.sections.values()))
    return all(word in text for word in query.split())


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the section. Names are those of 国办公开办函〔2019〕61号."""

    page: str
    """The name of its first page: among the portal's addresses, or with its room before it."""
    label: str
    also: tuple[str, ...] = ()
    """First pages of other rooms that stand under it."""


# 法定主动公开内容 shows once something is published: a column without content is a fault of the
# section (国办秘函〔2019〕19号 counts empty columns).
COLUMNS = (
    Column("guide", N_("政府信息公开指南")),
    Column("rules", N_("政府信息公开制度")),
    Column("content", N_("法定主动公开内容")),
    Column("reports", N_("政府信息公开年报")),
    Column("apply", N_("依申请公开")),
)
OTHERS = (Column("messaging:index", N_("互动回应"), also=("consulting:index", "assessing:index")),)
"""其他专项信息, after the five columns."""


def content_address() -> str:
    """Where the published items are: the unit's own section, or the list of all units; empty where
    there are none. They are finished files, made by `portal.site`."""
    held = [one for one in lists_ending("/content") if one.public]
    if not held:
        return ""
    inside = f"{held[0].name}/" if len(held) == 1 else ""
    return f"{settings.SITE_PREFIX}{inside}"


def interaction_address() -> str:
    """Where published answers are: the unit's own list, or the list of all units; empty where
    there are none."""
    held = [one for one in lists_ending("/interaction/messages") if one.public]
    if not held:
        return ""
    inside = f"{held[0].name}/" if len(held) == 1 else ""
    return f"{settings.SITE_PREFIX}{inside}"


def newest_items(number: int) -> list[Line]:
    """What was published last, of all units."""
    return [line_of(row) for row in newest_rows(MAP, number, public=True)]


@dataclass(frozen=True, slots=True)
class HeadFigure:
    """A figure of a report fit to stand alone."""

    label: str
    value: object
    unit: str


_HEAD_FIGURES = (
    (Cell("channels", "total", "items"), N_("主动公开政府信息"), N_("条")),
    (Cell("proactive", "normative_documents", "issued"), N_("制发行政规范性文件"), N_("件")),
    (Cell("proactive", "normative_documents", "made"), N_("制作规范性文件"), N_("件")),
    (Cell("requests", "1", "sum"), N_("新收政府信息公开申请"), N_("件")),
    (Cell("stated", "applications_received", "value"), N_("收到政府信息公开申请"), N_("件")),
    (Cell("requests", "3.7", "sum"), N_("办结申请"), N_("件")),
)

_SAID_BY_TABLE = {
    Cell("stated", "applications_received", "value"): Cell("requests", "1", "sum"),
}


def head_figures(report: AnnualReport) -> list[HeadFigure]:
    """The few figures of a report most readers look for; those it does not say are left out.

    What a table says is not said again from the words.
    """
    found: dict[Cell, HeadFigure] = {}
    for cell, label, unit in _HEAD_FIGURES:
        figure = report.figure(cell)
        if is_number(figure) and _SAID_BY_TABLE.get(cell) not in found:
            found[cell] = HeadFigure(label, figure, unit)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Correction:
    """What a later version changed."""

    version: FrozenReport
    before: AnnualReport
    after: AnnualReport
    changes: Differences


def corrections_of(published: PublishedReport) -> list[Correction]:
    """Every published version after the first, latest first, against the published one before."""
    versions = list(
        versions_of(published.frozen.report)
        .filter(publication__isnull=False, version__lte=published.version)
        .order_by("version")
    )
    found = []
    for earlier, later in pairwise(versions):
        before, after = thaw(earlier.content), thaw(later.content)
        found.append(Correction(later, before, after, differences(before, after)))
    return found[::-1]
