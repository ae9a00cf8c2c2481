"""What a part's files are made of, gathered from the database; and who makes them of it.

Each function here reads, and gives back a call of a pure function of `portal.pages` with plain
data: it can be made here or in another process, and comes to the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from tongming.files.models import place
from tongming.law.statutory import ITEMS, StatutoryItem, items_for
from tongming.portal.pages import columns, interaction, lists, machine, open_data
from tongming.portal.pages.assets import assets
from tongming.portal.pages.environment import INTERACTION
from tongming.portal.pages.few import alone, nothing
from tongming.portal.pages.item import STATUTORY, item_page
from tongming.portal.pages.model import Facet, Host, ListPage, Section
from tongming.portal.rules import RULES
from tongming.portal.site import parts
from tongming.portal.site.reading import (
    codes,
    latest_of_year,
    line_of,
    public_report,
    reports_of,
    sums_of,
)
from tongming.publishing import queries, sources
from tongming.publishing.item import PublicItem
from tongming.publishing.queries import Row
from tongming.publishing.renderers import Making
from tongming.publishing.site import Standing
from tongming.reports.queries import public_versions, public_years

ON_HOME = 10


@dataclass(frozen=True, slots=True)
class Around:
    """Where pages take what stands around them from: the database as it is, or as it was when a
    rebuild first asked."""

    host: Callable[[], Host]
    section: Callable[[str], Section | None]


# --- Items and lists ------------------------------------------------------------------------------


def of_item(around: Around, key: str, item: PublicItem | None, standing: Standing) -> Making:
    """An item's page and everything beside it."""
    item = item or sources.get(key)
    section = around.section(item.unit) if item else None
    if item is None or section is None:
        return nothing
    keys = [one.key for one in (*item.interpretations, *item.interprets)]
    rows = queries.rows_of(keys) if keys else {}
    held = {key: line_of(row) for key, row in rows.items() if not row.withdrawn}
    contents = {file.sha256: place(file.sha256) for file in item.files}
    return partial(
        item_page,
        item,
        host=around.host(),
        section=section,
        interpretations=[held[r.key] for r in item.interpretations if r.key in held],
        interprets=[held[r.key] for r in item.interprets if r.key in held],
        place_of=contents.__getitem__,
        standing=standing,
    )


def _page(around: Around, rest: str) -> Making:
    number, _slash, listing = rest.partition("/")
    n, per_page = int(number), parts.per_page_of(listing)
    rows = queries.rows_between(listing, (n - 1) * per_page + 1, n * per_page)
    return _list(around, listing, n, rows)


def _index(around: Around, listing: str) -> Making:
    newest = queries.newest_rows(listing, parts.per_page_of(listing))
    return _list(around, listing, None, newest)


def _list(around: Around, listing: str, number: int | None, rows: Sequence[Row]) -> Making:
    code, _slash, inside = listing.partition("/")
    section = around.section(code)
    if section is None:
        return nothing
    state = queries.list_state(listing)
    column = inside.partition("/")[0]
    titles = {**lists.LABELS, "catalogue": lists.CATALOGUE}
    title = state.title if "/" in inside else titles[column]
    if column == interaction.COLUMN:
        title = interaction.LABELS[inside.partition("/")[2]]
    shown = ListPage(
        name=listing,
        title=title,
        number=number,
        last_number=parts.last_page(state.last, parts.per_page_of(listing)),
        lines=[line_of(row) for row in rows],
        count=state.public,
    )
    host = around.host()
    if column == "catalogue":
        return partial(lists.catalogue_page, shown, host=host, section=section)
    rules = RULES if column == "rules" else ()
    return partial(
        alone, lists.list_page, shown, column=column, rules=rules, host=host, section=section
    )


def _browse(around: Around, rest: str) -> Making:
    what, _slash, code = rest.partition("/")
    section = around.section(code)
    if section is None:
        return nothing
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
    return partial(
        alone, lists.browse_page, what, title, groups, host=around.host(), section=section
    )


def _item_facet(item: StatutoryItem, prefix: str, found: dict[str, queries.ListState]) -> Facet:
    state = found.get(item.key)
    path = f"{prefix}{item.key}/" if state and state.public else ""
    return Facet(item.label, path, state.public if state else 0, item.number)


# --- The other pages ------------------------------------------------------------------------------


def _assets(_around: Around, _rest: str) -> Making:
    return assets


def _of_section(gather: Callable[[Host, Section], Making]) -> Callable[[Around, str], Making]:
    def of(around: Around, code: str) -> Making:
        section = around.section(code)
        return gather(around.host(), section) if section else nothing

    return of


def _catalogue_index(host: Host, section: Section) -> Making:
    name = f"{section.code}/catalogue"
    state = queries.list_state(name)
    pages = -(-state.last // parts.PER_CATALOGUE_PAGE)
    return partial(
        alone, lists.catalogue_index, name, pages, state.public, host=host, section=section
    )


def _feed(host: Host, section: Section) -> Making:
    names = ("catalogue", *(f"{interaction.COLUMN}/{name}" for name, _label in INTERACTION))
    found = {
        row.key: line_of(row)
        for name in names
        for row in queries.newest_rows(f"{section.code}/{name}", machine.FEED_LENGTH, public=True)
    }
    lines = sorted(found.values(), key=lambda line: (line.published_at, line.key), reverse=True)
    return partial(machine.feeds, section, lines[: machine.FEED_LENGTH], host=host)


def _interaction(host: Host, section: Section) -> Making:
    lists_of = f"{section.code}/{interaction.COLUMN}"
    counts = {name: queries.list_state(f"{lists_of}/{name}").public for name, _label in INTERACTION}
    return partial(alone, interaction.index_page, section, counts, host=host)


def _guide(host: Host, section: Section) -> Making:
    return partial(alone, columns.guide_page, section, host=host)


def _apply(host: Host, section: Section) -> Making:
    return partial(alone, columns.apply_page, section, host=host)


def _reports(host: Host, section: Section) -> Making:
    sums = sums_of(section.code)
    return partial(alone, columns.reports_page, section, reports_of(section), sums, host=host)


def _home(host: Host, section: Section) -> Making:
    rows = queries.newest_rows(f"{section.code}/catalogue", ON_HOME, public=True)
    lines = [line_of(row) for row in rows]
    return partial(alone, columns.home_page, section, lines, reports_of(section), host=host)


def _map(around: Around, rest: str) -> Making:
    number = int(rest)
    rows = queries.rows_between(parts.MAP, (number - 1) * parts.PER_MAP + 1, number * parts.PER_MAP)
    lines = [line_of(row) for row in reversed(rows)]
    return partial(alone, machine.sitemap_shard, number, lines, host=around.host())


def _all_maps(around: Around, _rest: str) -> Making:
    shards = parts.maps(queries.list_state(parts.MAP).last)
    return partial(machine.sitemap_index, shards, codes(), host=around.host())


def _sites(around: Around, _rest: str) -> Making:
    found = [section for code in codes() if (section := around.section(code))]
    return partial(alone, columns.sites_page, found, host=around.host())


# --- Open data ------------------------------------------------------------------------------------


def _figures(around: Around, rest: str) -> Making:
    """`<unit>/reports/<year>/<form>/<version>`; without the version, the latest."""
    code, _reports, year, form, *version = rest.split("/")
    every = [public_report(one) for one in public_versions(code, int(year), form)]
    if not every:
        return nothing
    if not version:
        return partial(open_data.latest_files, every, host=around.host())
    found = [one for one in every if one.version == int(version[0])]
    return partial(open_data.version_files, found[0], host=around.host()) if found else nothing


def _dataset(around: Around, rest: str) -> Making:
    reports = latest_of_year(int(rest))
    return partial(open_data.year_files, int(rest), reports, host=around.host())


def _datasets(around: Around, _rest: str) -> Making:
    years = [open_data.DataYear(*found) for found in public_years()]
    return partial(open_data.catalogue_files, years, sums_of(), host=around.host())


def _sum(around: Around, rest: str) -> Making:
    code, _sums, year, number = rest.split("/")
    section = around.section(code)
    found = [one for one in sums_of(code, int(year)) if one.number == int(number)]
    if section is None or not found:
        return nothing
    return partial(open_data.sum_files, found[0], host=around.host(), section=section)


def _schemas(_around: Around, _rest: str) -> Making:
    return open_data.schema_files


OF: dict[str, Callable[[Around, str], Making]] = {
    "assets": _assets,
    "page": _page,
    "index": _index,
    "browse": _browse,
    "catalogue": _of_section(_catalogue_index),
    "feed": _of_section(_feed),
    "guide": _of_section(_guide),
    "apply": _of_section(_apply),
    "reports": _of_section(_reports),
    "home": _of_section(_home),
    "interaction": _of_section(_interaction),
    "map": _map,
    "maps": _all_maps,
    "sites": _sites,
    "figures": _figures,
    "dataset": _dataset,
    "datasets": _datasets,
    "sum": _sum,
    "schemas": _schemas,
}
"""By the kind a part's name begins with; items are made by `of_item`."""
