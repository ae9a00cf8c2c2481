"""Looking for something by touch: letters, what they may mean, what was found."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate

from tongming.engagement.reading.kinds import Wanted
from tongming.engagement.reading.visits import count_wanted
from tongming.errors import page as error_page
from tongming.law.words import Message, Refused
from tongming.portal.kiosk.stand import KioskRequest, at_kiosk
from tongming.portal.kiosk.views.pages import shown
from tongming.search import queries
from tongming.search.index.query import Query
from tongming.search.index.reading import Results
from tongming.search.limits import seconds_to_wait

ROWS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
MOST = 30
SUGGESTED = 8
YEARS = 6


@at_kiosk
def find(request: KioskRequest) -> HttpResponse:
    """Letters on the screen, and what they may mean; every key is a question of its own, so that
    it works without script too."""
    words = _typed(request)
    found, problem = None, None
    suggestions: list[tuple[str, int]] = []
    if words:
        if _must_wait(request):
            return error_page(request, 429)
        found, problem = _asked(request, words)
        if found is not None:
            suggestions = _suggested(request, found)
    return shown(
        request, "find", words=words, rows=ROWS, total=found.total if found else 0,
        suggestions=suggestions, problem=problem,
    )  # fmt: skip


def _typed(request: KioskRequest) -> str:
    words = request.GET.get("q", "")
    if "drop" in request.GET:
        return words[:-1]
    if "clear" in request.GET:
        return ""
    return (words + request.GET.get("add", "")[:1])[:MOST]


@at_kiosk
def results(request: KioskRequest) -> HttpResponse:
    """What was found in this unit's section."""
    words = request.GET.get("q", "").strip()
    year, number = _number(request, "year", None), _number(request, "page", 1)
    if not words:
        return redirect("kiosk:find", request.stand.unit.code)
    if _must_wait(request):
        return error_page(request, 429)
    found, problem = _asked(request, words, year=year, page=number or 1)
    suggestions: list[tuple[str, int]] = []
    years: list[tuple[int, int]] = []
    if found is not None:
        suggestions = _suggested(request, found)
        if found.total and year is None:
            years = _years(request, words)
        device = request.stand.device
        if device is not None and year is None and number in (None, 1):
            kind = Wanted.FOUND if found.total else Wanted.NOT_FOUND
            count_wanted(point=device.point, kind=kind, what=words, today=localdate())
    return shown(
        request, "results", words=words, found=found, problem=problem, year=year, years=years,
        suggestions=suggestions,
    )  # fmt: skip


def _asked(
    request: KioskRequest, words: str, *, year: int | None = None, page: int = 1
) -> tuple[Results | None, Message | None]:
    try:
        query = Query(text=words, unit=request.stand.unit.code, year=year, page=page)
        return (None, None) if query.is_empty else (queries.find(query), None)
    except Refused as refused:
        return None, refused.message


def _suggested(request: KioskRequest, found: Results) -> list[tuple[str, int]]:
    """What may have been meant, of what this unit's section has."""
    told = []
    for one in queries.suggestions(found):
        here, _problem = _asked(request, one.text)
        if here is not None and here.total:
            told.append((one.text, here.total))
    return told[:SUGGESTED]


def _years(request: KioskRequest, words: str) -> list[tuple[int, int]]:
    """The years worth choosing: those with results, the latest."""
    told = []
    for year in sorted((int(one) for one in queries.choices()["year"]), reverse=True)[:YEARS]:
        here, _problem = _asked(request, words, year=year)
        if here is not None and here.total:
            told.append((year, here.total))
    return told if len(told) > 1 else []


def _must_wait(request: KioskRequest) -> bool:
    """A device somebody started asks as often as it likes; any other as often as the search."""
    return request.stand.device is None and bool(seconds_to_wait(request))


def _number(request: KioskRequest, name: str, default: int | None) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 4 else default
