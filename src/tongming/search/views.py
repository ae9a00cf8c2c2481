"""The public search: a page and JSON, by GET alone, so that every answer has an address."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from tongming.law.words import N_, Message, Refused, say
from tongming.search import forms, queries
from tongming.search.index.query import MAX_CHARACTERS, PER_PAGE, Query, Sort
from tongming.search.index.reading import Hit, Results
from tongming.search.limits import seconds_to_wait


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """The page of results; without a question, how to ask one."""
    found, problem, status, wait = _answer(request)
    choices = queries.choices() if status != 429 else {}
    filters = forms.filters(choices, request.GET) if choices else []
    response = render(
        request,
        "search/results.html",
        {
            "query": request.GET.get("q", "").strip()[:MAX_CHARACTERS],
            "filters": filters,
            "filtered": any(one.is_used for one in filters),
            "results": found,
            "page": _page(found) if found else None,
            "suggestions": queries.suggestions(found) if found else [],
            "problem": problem,
            "by_date": bool(found and found.sorted_by is Sort.DATE),
            "asked_by_date": request.GET.get("sort") == Sort.DATE,
            "most": MAX_CHARACTERS,
        },
        status=status,
    )
    return _told(response, wait)


@require_safe
def results_json(request: HttpRequest) -> HttpResponse:
    """The same answer for programs."""
    found, problem, status, wait = _answer(request)
    if problem is not None:
        told: dict[str, Any] = {"error": problem.render(gettext)}
    elif found is None:
        told, status = {"error": gettext("请写上要找的词（q），或者至少一个条件。")}, 400
    else:
        told = _as_json(request, found)
    return _told(JsonResponse(told, status=status, json_dumps_params={"ensure_ascii": False}), wait)


def _answer(request: HttpRequest) -> tuple[Results | None, Message | None, int, int]:
    """Results, or what is wrong; the status; the seconds to wait."""
    try:
        query = forms.read(request.GET)
    except Refused as refused:
        return None, refused.message, 400, 0
    if query.is_empty:
        return None, None, 200, 0
    if wait := seconds_to_wait(request):
        problem = say(N_("查得太快了。请过 {seconds} 秒再试。"), seconds=wait)
        return None, problem, 429, wait
    return queries.find(query), None, 200, 0


def _told(response: HttpResponse, wait: int) -> HttpResponse:
    """Answers are for people: no other search engine lists them, no cache keeps them for long."""
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "no-store"
    if wait:
        response["Retry-After"] = str(wait)
    return response


def _page(found: Results) -> Any:
    """The numbered pages that can be turned to."""
    turned = range(found.pages * PER_PAGE if found.total > found.pages * PER_PAGE else found.total)
    return Paginator(turned, PER_PAGE).get_page(found.query.page)


def _as_json(request: HttpRequest, found: Results) -> dict[str, Any]:
    return {
        "total": found.total,
        "page": found.query.page,
        "pages": found.pages,
        "sort": found.sorted_by.value,
        "looked_for_instead": list(found.pieces),
        "suggestions": [
            {"text": one.text, "total": one.total, "url": _again(request, found.query, one.text)}
            for one in queries.suggestions(found)
        ],
        "items": [_hit_as_json(request, hit) for hit in found.hits],
    }


def _hit_as_json(request: HttpRequest, hit: Hit) -> dict[str, Any]:
    shown = hit.shown
    return {
        "key": shown.key,
        "url": request.build_absolute_uri(shown.address) if shown.address else "",
        "title": shown.title,
        "document_number": shown.document_number,
        "index_number": shown.index_number,
        "publisher": shown.publisher,
        "unit": shown.unit,
        "published_on": shown.published_on.isoformat(),
        "formed_on": shown.formed_on.isoformat() if shown.formed_on else None,
        "validity": shown.validity or None,
        "theme": shown.theme or None,
        "is_demo": shown.is_demo,
        "snippet": [
            {"text": segment.text, "found": segment.found}
            for segment in (hit.snippet.segments if hit.snippet else ())
        ],
        "file": hit.snippet.file or None if hit.snippet else None,
    }


def _again(request: HttpRequest, query: Query, text: str) -> str:
    asked = request.GET.copy()
    asked["q"] = text
    asked.pop("page", None)
    return request.build_absolute_uri(f"{reverse('search:json')}?{asked.urlencode()}")
