"""Which parts the site has, what stands in which list, and what changes with what."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from tongming.portal.pages.environment import INTERACTION
from tongming.portal.pages.interaction import COLUMN, LABELS
from tongming.portal.pages.item import STATUTORY
from tongming.portal.pages.model import SHANGHAI
from tongming.publishing import queries
from tongming.publishing.item import PublicItem
from tongming.publishing.models import Published
from tongming.publishing.renderers import Change, Place, Touch
from tongming.reports.queries import public_versions, public_years
from tongming.reports.sums.queries import number_replaced, public_sums

PER_PAGE = 20
PER_CATALOGUE_PAGE = 100
PER_MAP = 500
MAP = "sitemap"
FACETS = ("item", "year", "theme")


def places(item: PublicItem) -> list[Place]:
    """The lists an item stands in."""
    code = item.unit
    found = [Place(MAP)]
    inside = [one for one in item.columns if one.startswith(f"{COLUMN}/")]
    if len(inside) < len(item.columns):
        # The catalogue lists government information (第十二条); what people write is none.
        found.append(Place(f"{code}/catalogue"))
    found += [Place(f"{code}/{one}", LABELS[one.partition("/")[2]]) for one in inside]
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


def line(item: PublicItem) -> dict[str, Any]:
    """What lists say of an item; `reading.line_of` reads it back."""
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


def theme_folder(theme: str) -> str:
    """A theme's folder: its words may be anything, addresses are plain."""
    return hashlib.sha256(theme.encode()).hexdigest()[:12]


# --- What changes with what -----------------------------------------------------------------------


def touched(change: Change) -> Iterator[str]:
    """The parts a change of an item changes."""
    code = change.unit
    yield from ("assets", f"item/{change.key}")
    yield from (f"item/{key}" for key in change.related)
    for touch in change.touches:
        yield from _pages_touched(touch)
        is_first = touch.is_new and touch.position == 1
        if touch.listing.startswith(f"{code}/{COLUMN}/"):
            yield f"{COLUMN}/{code}"
            if is_first:
                yield from section(code)
        if touch.listing == f"{code}/catalogue" and is_first:
            yield from section(code)
    yield from (f"browse/{what}/{code}" for what in FACETS)
    yield from (f"catalogue/{code}", f"feed/{code}", f"home/{code}")


def section(code: str) -> Iterator[str]:
    """The parts made of what a unit says of itself; or, of a publication's name, its data."""
    if "/" in code:
        yield from open_data(code)
        return
    yield from ("assets", "schemas")
    yield from (f"{what}/{code}" for what in ("guide", "apply", "reports"))
    yield from (f"index/{code}/{name}" for name in ("rules", "content", "catalogue"))
    yield from (f"index/{code}/{COLUMN}/{name}" for name, _label in INTERACTION)
    yield f"{COLUMN}/{code}"
    yield from (f"browse/{what}/{code}" for what in FACETS)
    yield from (f"catalogue/{code}", f"feed/{code}", f"home/{code}", "maps", "datasets", "sites")


def report_name(code: str, year: int, form: str, version: int) -> str:
    """What the data of a published version is asked for by."""
    return f"{code}/reports/{year}/{form}/{version}"


def sum_name(code: str, year: int, number: int) -> str:
    """What the page and data of a published sum are asked for by."""
    return f"{code}/sums/{year}/{number}"


def open_data(name: str) -> Iterator[str]:
    """The parts a published report or sum changes: as many, however much was published before."""
    code, what, *rest = name.split("/")
    yield "schemas"
    if what == "sums":
        year, number = rest
        yield f"sum/{name}"
        # The one it takes the place of says so.
        if (replaced := number_replaced(code, int(year), int(number))) is not None:
            yield f"sum/{sum_name(code, int(year), replaced)}"
    else:
        year, form, _version = rest
        yield f"figures/{name}"
        yield f"figures/{code}/reports/{year}/{form}"
        yield f"dataset/{year}"
    yield "datasets"


def everything(codes: list[str]) -> Iterator[str]:
    """Every part of the site, what is linked to before what links to it."""
    yield "assets"
    held = Published.objects.exclude(state=Published.State.GONE).order_by("pk")
    for key in held.values_list("key", flat=True).iterator(chunk_size=1000):
        yield f"item/{key}"
    for state in queries.lists_under(""):
        last = last_page(state.last, per_page_of(state.name))
        if state.name == MAP:
            yield from (f"map/{n}" for n in range(1, maps(state.last) + 1))
            continue
        yield from (f"page/{n}/{state.name}" for n in range(last, 0, -1))
        yield f"index/{state.name}"
    yield "schemas"
    for one in public_versions():
        report = one.report
        yield f"figures/{report_name(report.unit.code, report.year, report.form, one.version)}"
        yield f"figures/{report.unit.code}/reports/{report.year}/{report.form}"
    for release in public_sums():
        kept, number = release.sum, release.number
        assert number is not None
        yield f"sum/{sum_name(kept.unit.code, kept.year, number)}"
    yield from (f"dataset/{year}" for year, _reports, _at in public_years())
    for code in codes:
        yield from section(code)
    yield from ("maps", "datasets", "sites")


def per_page_of(listing: str) -> int:
    """How many lines a page of a list has."""
    if listing == MAP:
        return PER_MAP
    return PER_CATALOGUE_PAGE if listing.endswith("/catalogue") else PER_PAGE


def last_page(last: int, per_page: int) -> int:
    """The page that still has room: a full list's next page is there already, and empty."""
    return last // per_page + 1


def maps(last: int) -> int:
    """How many shards the map of the site has."""
    return -(-last // PER_MAP)


def _pages_touched(touch: Touch) -> Iterator[str]:
    per_page = per_page_of(touch.listing)
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
