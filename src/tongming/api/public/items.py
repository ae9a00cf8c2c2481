"""Columns, and the items that stand in them: what is on the pages of the section, as data."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest
from ninja import Query, Router
from ninja.responses import Status

from tongming.api.fields import (
    Before,
    ItemKey,
    Limit,
    Told,
    UnitCode,
    YearNumber,
)
from tongming.api.problems import answers
from tongming.api.public.lines import ItemPage, page_address, page_of
from tongming.api.public.units import public_section
from tongming.law.words import N_, Refused, say
from tongming.portal.pages.interaction import LABELS
from tongming.portal.pages.item import file_name
from tongming.portal.site.parts import MAP, theme_folder
from tongming.publishing import sources
from tongming.publishing.item import PublicItem
from tongming.publishing.queries import ListState, lists_under, rows_of

router = Router(tags=[N_("公开的信息")])

Name = Literal[
    "content",
    "rules",
    "interaction/messages",
    "interaction/consultations",
    "interaction/responses",
    "interaction/assessment",
    "interaction/matters",
]
_NAMES: dict[str, str] = {
    "content": N_("法定主动公开内容"),
    "rules": N_("政府信息公开制度"),
    **{f"interaction/{name}": label for name, label in LABELS.items()},
}


class Column(Told):
    """A list of the section."""

    name: str
    label: str
    items: int
    """How many items in it are public."""


class ColumnList(Told):
    """The lists of a unit's section, and what its content can be narrowed to."""

    columns: list[Column]
    years: list[Column]
    statutory_items: list[Column]
    themes: list[Column]


class File(Told):
    """An attachment."""

    name: str
    url: str
    sha256: str
    size: int
    media_type: str


class Other(Told):
    """An item this one explains, or that explains it."""

    key: str
    title: str


class Change(Told):
    """What a later version changed."""

    on: date
    what: str


class Fact(Told):
    """A line of the table at the head of its page, where the item is of a kind of its own."""

    label: str
    value: str


class Item(Told):
    """A published item, whole."""

    key: str
    unit: str
    title: str
    url: str
    columns: list[str]
    published_at: datetime
    changed_at: datetime
    index_number: str
    document_number: str
    formed_on: date | None
    publisher: str
    joint_organs: list[str]
    statutory_items: list[str]
    theme: str
    stage: str
    catalogue_row: str
    summary: str
    subject_words: list[str]
    validity: str
    effective_on: date | None
    ends_on: date | None
    body_html: str
    body_text: str
    facts: list[Fact]
    files: list[File]
    interpretations: list[Other]
    interprets: list[Other]
    versions: list[Change]
    is_demo: bool


class Withdrawn(Told):
    """What stays of an item that was withdrawn."""

    key: str
    unit: str
    title: str
    url: str
    withdrawn_on: date
    reason: str


@router.get(
    "/units/{code}/columns",
    response=answers(ColumnList),
    summary=N_("一个单位的栏目"),
    description=N_("专栏里有内容的栏目，以及按年度、法定事项、主题的条数。"),
)
def columns(request: HttpRequest, code: UnitCode) -> ColumnList:
    public_section(code)
    states = [state for state in lists_under(f"{code}/") if state.public]
    inside = f"{code}/content/"
    return ColumnList(
        columns=[
            Column(name=name, label=label, items=state.public)
            for name, label in _NAMES.items()
            for state in states
            if state.name == f"{code}/{name}"
        ],
        years=_facets(states, f"{inside}year/"),
        statutory_items=_facets(states, f"{inside}item/"),
        themes=_facets(states, f"{inside}theme/", by_title=True),
    )


def _facets(states: list[ListState], before: str, *, by_title: bool = False) -> list[Column]:
    return [
        Column(
            name=state.title.replace(" / ", "\\") if by_title else state.name.removeprefix(before),
            label=state.title,
            items=state.public,
        )
        for state in states
        if state.name.startswith(before)
    ]


@router.get(
    "/items",
    response=answers(ItemPage),
    summary=N_("全部单位公开的信息"),
    description=N_("新公开的在前。已经撤回的仍占一行，写明撤回日期。"),
)
def items(request: HttpRequest, before: Before = None, limit: Limit = 20) -> ItemPage:
    return page_of(MAP, before, limit)


@router.get(
    "/units/{code}/items",
    response=answers(ItemPage),
    summary=N_("一个单位公开的信息"),
    description=N_(
        "按栏目取；法定主动公开内容还可以按年度、法定事项、主题中的一项缩小范围。新公开的在前。"
    ),
)
def unit_items(
    request: HttpRequest,
    code: UnitCode,
    column: Annotated[Name, Query(examples=["content"])] = "content",
    year: Annotated[YearNumber | None, Query(description=N_("公开的年度"))] = None,
    statutory_item: Annotated[
        str | None,
        Query(
            pattern=r"^[a-z0-9-]{1,40}$",
            max_length=40,
            description=N_("法定主动公开事项，如 20-11"),
        ),
    ] = None,
    theme: Annotated[
        str | None,
        Query(pattern=r"^[^\x00-\x1f\x7f]{1,100}$", max_length=100, description=N_("主题分类")),
    ] = None,
    before: Before = None,
    limit: Limit = 20,
) -> ItemPage:
    public_section(code)
    narrowed = [
        name
        for name, value in (
            (f"year/{year}", year),
            (f"item/{statutory_item}", statutory_item),
            (f"theme/{theme_folder(theme or '')}", theme),
        )
        if value is not None
    ]
    if narrowed and (len(narrowed) > 1 or column != "content"):
        raise Refused(
            say(
                N_(
                    "年度、法定事项、主题只能选一项，并且只用于法定主动公开内容。要组合条件请用检索。"
                )
            )
        )
    return page_of("/".join([code, column, *narrowed]), before, limit)


@router.get(
    "/units/{code}/institutions",
    response=answers(ItemPage),
    summary=N_("一个单位的公开制度"),
    description=N_("政府信息公开制度栏目里的文件。"),
)
def institutions(
    request: HttpRequest, code: UnitCode, before: Before = None, limit: Limit = 20
) -> ItemPage:
    public_section(code)
    return page_of(f"{code}/rules", before, limit)


@router.get(
    "/units/{code}/messages",
    response=answers(ItemPage),
    summary=N_("一个单位公开的留言和答复"),
    description=N_("留言回复栏目：公开的留言、答复和每月办理统计。"),
)
def messages(
    request: HttpRequest, code: UnitCode, before: Before = None, limit: Limit = 20
) -> ItemPage:
    public_section(code)
    return page_of(f"{code}/interaction/messages", before, limit)


@router.get(
    "/items/{key}",
    response={**answers(Item), 410: Withdrawn},
    summary=N_("一条公开的信息"),
    description=N_("全部公开属性、正文、附件和更正说明。已经撤回的答复410，写明日期和理由。"),
)
def item(request: HttpRequest, key: ItemKey) -> Item | Status[Withdrawn]:
    # Both must know of it: the room, whose rule of visibility counts, and the site, before whose
    # page the API says nothing.
    found = sources.get(key) if key in rows_of([key]) else None
    if found is None:
        raise Http404("api.item")
    url = page_address(found.unit, found.key, found.published_at)
    if found.tombstone is not None:
        return Status(
            410,
            Withdrawn(
                key=found.key,
                unit=found.unit,
                title=found.title,
                url=url,
                withdrawn_on=found.tombstone.on,
                reason=found.tombstone.reason,
            ),
        )
    return Item(**_said(found, url))


def _said(found: PublicItem, url: str) -> dict[str, Any]:
    return {
        "key": found.key,
        "unit": found.unit,
        "title": found.title,
        "url": url,
        "columns": list(found.columns),
        "published_at": found.published_at,
        "changed_at": found.changed_at,
        "index_number": found.index_number,
        "document_number": found.document_number,
        "formed_on": found.formed_on,
        "publisher": found.publisher,
        "joint_organs": list(found.joint_organs),
        "statutory_items": list(found.statutory_items),
        "theme": found.theme,
        "stage": found.stage.label if found.stage else "",
        "catalogue_row": found.catalogue_row,
        "summary": found.summary,
        "subject_words": list(found.subject_words),
        "validity": found.validity.label if found.validity else "",
        "effective_on": found.effective_on,
        "ends_on": found.ends_on,
        "body_html": found.body_html,
        "body_text": found.body_text,
        "facts": [Fact(label=label, value=value) for label, value in found.facts],
        "files": [
            File(
                name=one.name,
                url=f"{url}files/{file_name(one)}",
                sha256=one.sha256,
                size=one.size,
                media_type=one.media_type,
            )
            for one in found.files
        ],
        "interpretations": [Other(key=o.key, title=o.title) for o in found.interpretations],
        "interprets": [Other(key=o.key, title=o.title) for o in found.interprets],
        "versions": [Change(on=one.on, what=one.what) for one in found.corrections],
        "is_demo": found.is_demo,
    }
