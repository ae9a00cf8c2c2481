"""The public search: the same questions and answers as its page."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from django.conf import settings
from django.http import HttpRequest
from ninja import Query as Asked
from ninja import Router

from tongming.api.fields import PageNumber, Told, YearNumber
from tongming.api.problems import TooOften, answers
from tongming.law.words import N_, Refused, say
from tongming.search import queries
from tongming.search.index.query import MAX_CHARACTERS, Query, Sort
from tongming.search.index.reading import Hit
from tongming.search.limits import seconds_to_wait

router = Router(tags=[N_("检索")])


class Found(Told):
    """A hit."""

    key: str
    url: str
    title: str
    document_number: str
    index_number: str
    publisher: str
    unit: str
    published_on: date
    formed_on: date | None
    validity: str
    theme: str
    snippet: str
    file: str
    """The attachment the words stand in; empty where they stand in the text."""


class FoundPage(Told):
    """A page of hits."""

    total: int
    page: int
    pages: int
    items: list[Found]


@router.get(
    "/search",
    response=answers(FoundPage),
    summary=N_("检索公开的信息"),
    description=N_("与网页检索相同：全文、文号、拼音都可以找。条件可以组合。"),
)
def search(
    request: HttpRequest,
    q: Annotated[
        str,
        Asked(
            min_length=1,
            max_length=MAX_CHARACTERS,
            pattern=r"^[^\x00-\x1f\x7f]*$",
            description=N_("要找的词、文号或者标题"),
            examples=["惠农补助"],
        ),
    ],
    unit: Annotated[
        str, Asked(pattern=r"^[a-z0-9-]{0,60}$", max_length=60, description=N_("单位代码"))
    ] = "",
    item: Annotated[
        str,
        Asked(pattern=r"^[a-z0-9-]{0,40}$", max_length=40, description=N_("法定主动公开事项")),
    ] = "",
    theme: Annotated[
        str, Asked(pattern=r"^[^\x00-\x1f\x7f]*$", max_length=100, description=N_("主题分类"))
    ] = "",
    year: Annotated[YearNumber | None, Asked(description=N_("公开的年度"))] = None,
    sort: Annotated[
        Literal["relevance", "date"], Asked(description=N_("按相关度或者按时间"))
    ] = "relevance",
    page: Annotated[PageNumber, Asked(1, description=N_("页码"))] = 1,
) -> FoundPage:
    asked = Query(
        text=q.strip(), unit=unit, item=item, theme=theme, year=year, sort=Sort(sort), page=page
    )
    if asked.is_empty:
        raise Refused(say(N_("请写上要找的词（q），或者至少一个条件。")))
    if wait := seconds_to_wait(request):
        raise TooOften(wait)
    results = queries.find(asked)
    return FoundPage(
        total=results.total,
        page=page,
        pages=results.pages,
        items=[_hit(hit) for hit in results.hits],
    )


def _hit(hit: Hit) -> Found:
    shown = hit.shown
    return Found(
        key=shown.key,
        url=f"{settings.SITE_ADDRESS}{shown.address}" if shown.address else "",
        title=shown.title,
        document_number=shown.document_number,
        index_number=shown.index_number,
        publisher=shown.publisher,
        unit=shown.unit,
        published_on=shown.published_on,
        formed_on=shown.formed_on,
        validity=shown.validity or "",
        theme=shown.theme or "",
        snippet="".join(one.text for one in hit.snippet.segments) if hit.snippet else "",
        file=(hit.snippet.file or "") if hit.snippet else "",
    )
