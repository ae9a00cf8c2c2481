"""The section's pages for the publishing mechanism: which artefacts there are, and their files."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings

from tongming.files.models import place
from tongming.law.statutory import ITEMS, StatutoryItem, items_for
from tongming.portal import host as hosts
from tongming.portal.pages import columns, lists, machine
from tongming.portal.pages.assets import assets
from tongming.portal.pages.item import STATUTORY, item_page
from tongming.portal.pages.model import (
    SHANGHAI,
    Facet,
    Line,
    ListPage,
    OnDuty,
    ReportLink,
    Section,
    item_folder,
)
from tongming.portal.rules import RULES
from tongming.publishing import queries, sources
from tongming.publishing.item import PublicItem
from tongming.publishing.models import Published
from tongming.publishing.queries import Row
from tongming.publishing.renderers import Change, Place, Touch
from tongming.publishing.site import Output
from tongming.reports.queries import published_reports, units_with_reports
from tongming.units.models import Unit
from tongming.units.roster.queries import public_roster

PER_PAGE = 20
PER_CATALOGUE_PAGE = 100
PER_MAP = 500
MAP = "sitemap"
FACETS = ("item", "year", "theme")
ON_HOME = 10


class SectionRenderer:
    """Makes the site of all units' sections."""

    def made_with(self) -> str:
        return hosts.made_with()

    # --- What stands where ------------------------------------------------------------------------

    def places(self, item: PublicItem) -> Sequence[Place]:
        code = item.unit
        found = [Place(MAP), Place(f"{code}/catalogue")]
        if "rules" in item.columns:
            found.append(Place(f"{code}/rules"))
        if "content" in item.columns:
            content = f"{code}/content"
            year = item.published_at.astimezone(SHANGHAI).year
            found += [Place(content), Place(f"{content}/year/{year}", f"{year}年")]
            found += [
                Place(f"{content}/item/{key}", STATUTORY[key].label)
                for key in item.statutory_items
                if key in STATUTORY
            ]
            if item.theme:
                label = item.theme.replace("\\", " / ")
                found.append(Place(f"{content}/theme/{theme_folder(item.theme)}", label))
        return found

    def line(self, item: PublicItem) -> dict[str, Any]:
        return {
            "unit": item.unit,
            "title": item.title,
            "published_at": item.published_at.isoformat(),
            "changed_at": item.changed_at.isoformat(),
            "index_number": item.index_number,
            "document_number": item.document_number,
            "summary": item.summary,
            "subject_words": list(item.subject_words),
            "formed_on": item.formed_on.isoformat() if item.formed_on else None,
            "publisher": item.publisher,
            "theme": item.theme,
            "statutory_items": list(item.statutory_items),
            "validity": item.validity.label if item.validity else "",
            "withdrawn_on": item.tombstone.on.isoformat() if item.tombstone else None,
        }

    def related(self, item: PublicItem) -> Sequence[str]:
        return sorted({one.key for one in (*item.interpretations, *item.interprets)})

    # --- What changes with what -------------------------------------------------------------------

    def touched(self, change: Change) -> Iterable[str]:
        code = change.unit
        yield from ("assets", f"item/{change.key}")
        yield from (f"item/{key}" for key in change.related)
        for touch in change.touches:
            yield from _pages_touched(touch)
            if touch.listing == f"{code}/catalogue" and touch.is_new and touch.position == 1:
                yield from self.section(code)
        yield from (f"browse/{what}/{code}" for what in FACETS)
        yield from (f"catalogue/{code}", f"feed/{code}", f"home/{code}")

    def section(self, code: str) -> Iterable[str]:
        yield "assets"
        yield from (f"{what}/{code}" for what in ("guide", "apply", "reports"))
        yield from (f"index/{code}/{name}" for name in ("rules", "content", "catalogue"))
        yield from (f"browse/{what}/{code}" for what in FACETS)
        yield from (f"catalogue/{code}", f"feed/{code}", f"home/{code}", "maps", "sites")

    def everything(self) -> Iterator[str]:
        yield "assets"
        held = Published.objects.exclude(state=Published.State.GONE).order_by("pk")
        for key in held.values_list("key", flat=True).iterator(chunk_size=1000):
            yield f"item/{key}"
        for state in queries.lists_under(""):
            per_page = _per_page(state.name)
            last = _last_page(state.last, per_page)
            if state.name == MAP:
                yield from (f"map/{n}" for n in range(1, _maps(state.last) + 1))
                continue
            yield from (f"page/{n}/{state.name}" for n in range(last, 0, -1))
            yield f"index/{state.name}"
        for code in codes():
            yield from self.section(code)
        yield from ("maps", "sites")

    # --- Files ------------------------------------------------------------------------------------

    def render(self, artefact: str, item: PublicItem | None = None) -> Sequence[Output]:
        kind, _slash, rest = artefact.partition("/")
        if kind == "item":
            return self._item(item or sources.get(rest))
        return _RENDER[kind](rest)

    def _item(self, item: PublicItem | None) -> Sequence[Output]:
        section = section_of(item.unit) if item else None
        if item is None or section is None:
            return ()
        keys = [one.key for one in (*item.interpretations, *item.interprets)]
        rows = queries.rows_of(keys)
        held = {key: line_of(row) for key, row in rows.items() if not row.withdrawn}
        return item_page(
            item,
            host=hosts.host(),
            section=section,
            interpretations=[held[r.key] for r in item.interpretations if r.key in held],
            interprets=[held[r.key] for r in item.interprets if r.key in held],
            place_of=place,
        )


# --- Lists ----------------------------------------------------------------------------------------


def _per_page(listing: str) -> int:
    if listing == MAP:
        return PER_MAP
    return PER_CATALOGUE_PAGE if listing.endswith("/catalogue") else PER_PAGE


def _last_page(last: int, per_page: int) -> int:
    """The page that still has room: a full list's next page is there already, and empty."""
    return last // per_page + 1


def _maps(last: int) -> int:
    return -(-last // PER_MAP)


def _pages_touched(touch: Touch) -> Iterator[str]:
    per_page = _per_page(touch.listing)
    number = (touch.position - 1) // per_page + 1
    if touch.listing == MAP:
        yield f"map/{number}"
        if touch.is_new and touch.position % per_page == 1:
            yield "maps"
        return
    yield f"page/{number}/{touch.listing}"
    if touch.is_new and touch.position % per_page == 0:
        yield f"page/{number + 1}/{touch.listing}"
    yield f"index/{touch.listing}"


def _page(rest: str) -> Sequence[Output]:
    number, _slash, listing = rest.partition("/")
    n, per_page = int(number), _per_page(listing)
    rows = queries.rows_between(listing, (n - 1) * per_page + 1, n * per_page)
    return _list(listing, n, rows)


def _index(listing: str) -> Sequence[Output]:
    return _list(listing, None, queries.newest_rows(listing, _per_page(listing)))


def _list(listing: str, number: int | None, rows: Sequence[Row]) -> Sequence[Output]:
    code, _slash, inside = listing.partition("/")
    section = section_of(code)
    if section is None:
        return ()
    state = queries.list_state(listing)
    column = inside.partition("/")[0]
    titles = {**lists.LABELS, "catalogue": lists.CATALOGUE}
    shown = ListPage(
        name=listing,
        title=state.title if "/" in inside else titles[column],
        number=number,
        last_number=_last_page(state.last, _per_page(listing)),
        lines=[line_of(row) for row in rows],
        count=state.public,
    )
    if column == "catalogue":
        return lists.catalogue_page(shown, host=hosts.host(), section=section)
    rules = RULES if column == "rules" else ()
    return (lists.list_page(shown, host=hosts.host(), section=section, column=column, rules=rules),)


def _browse(rest: str) -> Sequence[Output]:
    what, _slash, code = rest.partition("/")
    section = section_of(code)
    if section is None:
        return ()
    prefix = f"{code}/content/{what}/"
    found = {one.name.removeprefix(prefix): one for one in queries.lists_under(prefix)}
    groups: list[tuple[str, list[Facet]]]
    if what == "item":
        title = "按法定事项"
        own = items_for(section.level)
        others = [one for key, one in STATUTORY.items() if key in found and one not in own]
        groups = [
            ("《政府信息公开条例》第二十条", [_item_facet(one, prefix, found) for one in ITEMS]),
            (
                "《政府信息公开条例》第二十一条",
                [_item_facet(one, prefix, found) for one in (*own[len(ITEMS) :], *others)],
            ),
        ]
    else:
        title = "按年份" if what == "year" else "按主题"
        facets = [
            Facet(one.title, f"{one.name}/", one.public) for one in found.values() if one.public
        ]
        facets.sort(key=lambda facet: facet.label, reverse=what == "year")
        groups = [("", facets)]
    return (lists.browse_page(what, title, groups, host=hosts.host(), section=section),)


def _item_facet(item: StatutoryItem, prefix: str, found: dict[str, queries.ListState]) -> Facet:
    state = found.get(item.key)
    path = f"{prefix}{item.key}/" if state and state.public else ""
    return Facet(item.label, path, state.public if state else 0, item.number)


def theme_folder(theme: str) -> str:
    """A theme's folder: its words may be anything, addresses are plain."""
    return hashlib.sha256(theme.encode()).hexdigest()[:12]


# --- The other pages ------------------------------------------------------------------------------


def _assets(_rest: str) -> Sequence[Output]:
    return assets()


def _for_section(made: Callable[[Section], Sequence[Output]]) -> Callable[[str], Sequence[Output]]:
    def render(code: str) -> Sequence[Output]:
        section = section_of(code)
        return made(section) if section else ()

    return render


def _catalogue_index(section: Section) -> Sequence[Output]:
    name = f"{section.code}/catalogue"
    state = queries.list_state(name)
    pages = -(-state.last // PER_CATALOGUE_PAGE)
    return (lists.catalogue_index(name, pages, state.public, host=hosts.host(), section=section),)


def _feed(section: Section) -> Sequence[Output]:
    rows = queries.newest_rows(f"{section.code}/catalogue", machine.FEED_LENGTH, public=True)
    return machine.feeds(section, [line_of(row) for row in rows], host=hosts.host())


def _home(section: Section) -> Sequence[Output]:
    rows = queries.newest_rows(f"{section.code}/catalogue", ON_HOME, public=True)
    lines = [line_of(row) for row in rows]
    return (columns.home_page(section, lines, reports_of(section), host=hosts.host()),)


def _map(rest: str) -> Sequence[Output]:
    number = int(rest)
    rows = queries.rows_between(MAP, (number - 1) * PER_MAP + 1, number * PER_MAP)
    lines = [line_of(row) for row in reversed(rows)]
    return (machine.sitemap_shard(number, lines, host=hosts.host()),)


def _all_maps(_rest: str) -> Sequence[Output]:
    shards = _maps(queries.list_state(MAP).last)
    return machine.sitemap_index(shards, codes(), host=hosts.host())


def _sites(_rest: str) -> Sequence[Output]:
    found = [section for code in codes() if (section := section_of(code))]
    return (columns.sites_page(found, host=hosts.host()),)


_RENDER: dict[str, Callable[[str], Sequence[Output]]] = {
    "assets": _assets,
    "page": _page,
    "index": _index,
    "browse": _browse,
    "catalogue": _for_section(_catalogue_index),
    "feed": _for_section(_feed),
    "guide": _for_section(lambda one: (columns.guide_page(one, host=hosts.host()),)),
    "apply": _for_section(lambda one: (columns.apply_page(one, host=hosts.host()),)),
    "reports": _for_section(
        lambda one: (columns.reports_page(one, reports_of(one), host=hosts.host()),)
    ),
    "home": _for_section(_home),
    "map": _map,
    "maps": _all_maps,
    "sites": _sites,
}


# --- From rows to what pages are made of ----------------------------------------------------------


def line_of(row: Row) -> Line:
    """A line as pages know it."""
    said = row.line
    return Line(
        key=row.key,
        unit=said["unit"],
        title=said["title"],
        published_at=datetime.fromisoformat(said["published_at"]),
        changed_at=datetime.fromisoformat(said["changed_at"]),
        index_number=said["index_number"],
        document_number=said["document_number"],
        summary=said["summary"],
        subject_words=tuple(said["subject_words"]),
        formed_on=date.fromisoformat(said["formed_on"]) if said["formed_on"] else None,
        publisher=said["publisher"],
        theme=said["theme"],
        statutory_items=tuple(said["statutory_items"]),
        validity=said["validity"],
        withdrawn_on=date.fromisoformat(said["withdrawn_on"]) if said["withdrawn_on"] else None,
    )


def address_of(item: PublicItem) -> str:
    """Where a browser finds an item's page, from the root of the host."""
    return f"{settings.SITE_PREFIX}{item_folder(item.unit, item.key, item.published_at)}"


def section_of(code: str) -> Section | None:
    """A unit as pages know it."""
    unit = Unit.objects.filter(code=code).first()
    if unit is None:
        return None
    return Section(
        code=unit.code,
        name=unit.name,
        short_name=unit.short_name,
        level=unit.level_kind,
        office=unit.office,
        address=unit.address,
        hours=unit.hours,
        phone=unit.phone,
        fax=unit.fax,
        postcode=unit.postcode,
        email=unit.email,
        website=unit.website,
        is_demo=unit.is_demo,
        roster=tuple(OnDuty(one.day, one.name, one.phone) for one in public_roster(unit)),
    )


def codes() -> list[str]:
    """The units that have a section: those that have published an item or a report."""
    with_items = {
        state.name.partition("/")[0] for state in queries.lists_ending("/catalogue") if state.last
    }
    found = with_items | units_with_reports()
    units = Unit.objects.filter(code__in=found).order_by("path")
    return list(units.values_list("code", flat=True))


def reports_of(section: Section) -> list[ReportLink]:
    """A unit's published reports, a year once, the latest first."""
    found: dict[int, ReportLink] = {}
    for one in published_reports(section.code):
        if one.year not in found:
            found[one.year] = ReportLink(
                title=one.report.title,
                year=one.year,
                published_at=one.published_at,
                path=f"reports/{one.unit.code}/{one.year}/",
            )
    return sorted(found.values(), key=lambda report: -report.year)
