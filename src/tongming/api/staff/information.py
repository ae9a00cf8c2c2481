"""Government information: drafted, changed and handed to the chain from another system."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from ninja import Query, Router
from pydantic import ConfigDict, Field

from tongming.api.doors import Caller, Token, caller
from tongming.api.fields import (
    Day,
    Given,
    Limit,
    Long,
    Position,
    Short,
    Text,
    Told,
    Yes,
    upto,
)
from tongming.api.problems import staff_answers
from tongming.api.staff.common import BeforePk, PathPk, require_valid, work_address
from tongming.api.tokens.scopes import Scope
from tongming.api.writing import Key, once
from tongming.information import actions
from tongming.information.content import Content, attribute_wanting, record_wanting
from tongming.information.edit_form import EditForm, initial_of
from tongming.information.models import Document
from tongming.information.queries import documents_for, get_document, narrowed
from tongming.law.documents import Attribute, Stage
from tongming.law.exemptions import Exemption
from tongming.law.words import N_
from tongming.units.rights import Right

router = Router(tags=[N_("政府信息（工作）")])

Words = Annotated[list[Annotated[Text, upto(60, 1)]], Field(max_length=50)]
Group = Literal["draft", "review", "ready", "public", "kept", "withdrawn", "ledger", "dropped"]


class Written(Given):
    """What a revision says; a field that is absent keeps what it was, or its default."""

    title: Short = ""
    body: Long = ""
    attribute: Attribute | None = None
    ground: Exemption | None = None
    ground_kind: Short = ""
    reason: Short = ""
    forbidding_law: Annotated[Text, upto(200)] = ""
    reassess_on: Day | None = None
    document_number: Annotated[Text, upto(80)] = ""
    formed_on: Day | None = None
    publisher: Annotated[Text, upto(120)] = ""
    joint_organs: Words = []
    statutory_items: Words = []
    column: Literal["content", "rules"] = "content"
    is_policy: Yes = False
    is_normative: Yes = False
    no_interpretation: Short = ""
    theme: Annotated[Text, upto(100)] = ""
    stage: Stage | None = None
    catalogue_row: Annotated[Text, upto(200)] = ""
    effective_on: Day | None = None
    ends_on: Day | None = None
    summary: Short = ""
    subject_words: Words = []


class Draft(Written):
    """A document begun."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "title": "关于做好2026年春季森林防火工作的通知",
                    "body": "<p>各村、各单位：</p><p>现将有关事项通知如下。</p>",
                    "attribute": "proactive",
                    "document_number": "红政发〔2026〕7号",
                    "formed_on": "2026-03-10",
                    "statutory_items": ["20-11"],
                    "summary": "春季森林防火的时间、责任和要求。",
                    "subject_words": ["森林防火"],
                }
            ]
        },
    )


class Change(Written):
    """A document changed: only the fields that are given."""

    base: Position
    """The revision the change starts from: where somebody saved another since, it is refused."""
    note: Annotated[Text, upto(200)] = ""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"base": 1, "summary": "防火期、责任分工和值班要求。", "note": "改写概述"}]
        },
    )


class Submission(Given):
    """A draft handed to the chain."""

    opinion: Short = ""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"opinion": "请审核。"}]}
    )


class DocumentLine(Told):
    """A document in lists."""

    id: int
    title: str
    state: str
    state_label: str
    attribute: str
    document_number: str
    index_number: str
    formed_on: date | None
    published_at: datetime | None
    url: str


class DocumentPage(Told):
    """A page of documents, the newest first."""

    items: list[DocumentLine]
    next: int | None


class DocumentTold(DocumentLine):
    """A document with its newest revision."""

    revision: int
    content: dict[str, Any]
    wanting: list[str]
    """What it still lacks before anybody reviews it."""


@router.get(
    "/work/information",
    auth=Token(Scope.INFORMATION_READ),
    response=staff_answers(DocumentPage),
    summary=N_("本单位的政府信息和办理状态"),
    description=N_("新的在前；state 按办理阶段缩小范围。"),
)
def documents(
    request: HttpRequest,
    state: Annotated[Group | None, Query(description=N_("办理阶段"), examples=["draft"])] = None,
    before: BeforePk = None,
    limit: Limit = 20,
) -> DocumentPage:
    who = caller(request)
    found = narrowed(documents_for(who.person).filter(unit=who.unit), state=state or "")
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(found.order_by("-pk")[: limit + 1])
    shown = rows[:limit]
    return DocumentPage(
        items=[DocumentLine(**_line(one)) for one in shown],
        next=shown[-1].pk if len(rows) > limit else None,
    )


@router.get(
    "/work/information/{pk}",
    auth=Token(Scope.INFORMATION_READ),
    response=staff_answers(DocumentTold),
    summary=N_("一份政府信息的当前版本"),
    description=N_("内容、版本号、办理状态，以及提交审核前还缺什么。"),
)
def document(request: HttpRequest, pk: PathPk) -> DocumentTold:
    return _told(_own(caller(request), Right.INFORMATION_VIEW, pk))


@router.post(
    "/work/information",
    auth=Token(Scope.INFORMATION_WRITE),
    response=staff_answers(DocumentTold, 201),
    summary=N_("起草一份政府信息"),
    description=N_("公开属性在起草时确定（源头认定）。检查规则和工作台的编辑页相同。"),
)
def draft_document(request: HttpRequest, body: Draft, idempotency_key: Key = None) -> HttpResponse:
    def act(who: Caller) -> DocumentTold:
        made = actions.create_document(
            unit=who.unit, by=who.person, content=_content(who, body, Content())
        )
        return _told(made)

    return once(request, idempotency_key, act)


@router.patch(
    "/work/information/{pk}",
    auth=Token(Scope.INFORMATION_WRITE),
    response=staff_answers(DocumentTold),
    summary=N_("修改一份政府信息"),
    description=N_("只改给出的字段。审核中的修改会使已通过的审查作废，要重新提交。"),
)
def change_document(request: HttpRequest, pk: PathPk, body: Change) -> HttpResponse:
    def act(who: Caller) -> DocumentTold:
        found = _own(who, Right.INFORMATION_DRAFT, pk)
        actions.save_content(
            document=found, content=_content(who, body, found.content), by=who.person,
            base=body.base, note=body.note,
        )  # fmt: skip
        return _told(_own(who, Right.INFORMATION_VIEW, pk))

    return once(request, None, act, status=200)


@router.post(
    "/work/information/{pk}/submit",
    auth=Token(Scope.INFORMATION_WRITE),
    response=staff_answers(DocumentTold),
    summary=N_("提交审核"),
    description=N_("交办公室审核；审核、保密审查和签发只能由人在工作台办理。"),
)
def submit_document(
    request: HttpRequest, pk: PathPk, body: Submission, idempotency_key: Key = None
) -> HttpResponse:
    def act(who: Caller) -> DocumentTold:
        found = _own(who, Right.INFORMATION_DRAFT, pk)
        actions.submit(document=found, by=who.person, opinion=body.opinion)
        return _told(_own(who, Right.INFORMATION_VIEW, pk))

    return once(request, idempotency_key, act, status=200)


def _own(who: Caller, right: Right, pk: int) -> Document:
    found = get_document(who.person, right, pk)
    who.own(found.unit_id)
    return found


def _content(who: Caller, body: Written, before: Content) -> Content:
    """The content as the form of the workbench makes it from what was sent and what was there."""
    given = initial_of(before, 1)
    given.update(body.model_dump(mode="json", include=body.model_fields_set & set(given)))
    for name in ("joint_organs", "subject_words"):
        given[name] = "、".join(given[name])
    form = EditForm(who.unit.level_kind, {k: "" if v is None else v for k, v in given.items()})
    require_valid(form)
    return form.content()


def _line(found: Document) -> dict[str, Any]:
    return {
        "id": found.pk,
        "title": found.title,
        "state": found.state,
        "state_label": gettext(found.state_kind.label),
        "attribute": found.attribute,
        "document_number": found.document_number,
        "index_number": found.index_number,
        "formed_on": found.formed_on,
        "published_at": found.published_at,
        "url": work_address(found.get_absolute_url()),
    }


def _told(found: Document) -> DocumentTold:
    content = found.content
    wanting = (*record_wanting(content), *attribute_wanting(content))
    assert found.current is not None
    return DocumentTold(
        **_line(found),
        revision=found.current.number,
        content=content.to_data(),
        wanting=[one.render(gettext) for one in wanting],
    )
