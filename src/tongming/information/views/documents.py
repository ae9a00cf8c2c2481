"""The list, a new document, one document with all that can be done, editing, attachments."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongming.calendars.queries import current_calendar
from tongming.files.actions import keep_finding as keep_file_finding
from tongming.information import actions, checking
from tongming.information.chain import Act, offers, require_now, why_not_now
from tongming.information.content import Content
from tongming.information.edit_form import EditForm, initial_of
from tongming.information.forms import FileForm, NewForm, ReasonForm
from tongming.information.models import Document
from tongming.information.public import InformationSource
from tongming.information.queries import (
    GROUPS,
    documents_for,
    filter_choices,
    get_document,
    look_alikes,
    narrowed,
    steps_of,
    voided_now,
)
from tongming.information.states import UNDER_WAY
from tongming.information.texts import suggestions
from tongming.information.texts.incoming import bring_in
from tongming.information.texts.markup import plain
from tongming.information.timing import is_late, sentence
from tongming.information.views.common import chain_steps, registration_of
from tongming.information.words import choices_of
from tongming.law.documents import Attribute
from tongming.law.organs import Level
from tongming.law.statutory import items_for
from tongming.law.words import N_
from tongming.publishing.channels import content as site
from tongming.units.rights import Right, units_for, why_not
from tongming.units.staff import StaffRequest, attempt, done, staff

FILTERS = ("words", "state", "attribute", "item", "kind", "year", "unit")
_DIGITS = 18
"""No number of a document has more."""
GROUP_WORDS = {
    "draft": N_("起草"), "review": N_("审核中"), "ready": N_("待发布"), "public": N_("已公开"),
    "kept": N_("已签发，不主动公开"), "withdrawn": N_("已撤回"), "ledger": N_("台账导入"),
    "dropped": N_("已作废"),
}  # fmt: skip


@require_safe
@staff
def index(request: StaffRequest) -> HttpResponse:
    """Every document the person may see, narrowed by what stands in the address."""
    wanted = {name: request.GET.get(name, "").strip()[:200] for name in FILTERS}
    mine = documents_for(request.user)
    page = Paginator(narrowed(mine, **wanted), 50).get_page(request.GET.get("page"))
    units = units_for(request.user, Right.INFORMATION_VIEW)
    first = units.first()
    return render(
        request,
        "information/list.html",
        {
            "page": page,
            "wanted": wanted,
            "groups": [(name, _(GROUP_WORDS[name])) for name in GROUPS],
            "attributes": choices_of(Attribute),
            "items": items_for(first.level_kind) if first else (),
            "years": filter_choices(mine),
            "units": units if units.count() > 1 else [],
            "may_draft": units_for(request.user, Right.INFORMATION_DRAFT).exists(),
        },
    )


@staff
def new(request: StaffRequest) -> HttpResponse:
    """Begin a document, from nothing or from a file."""
    units = units_for(request.user, Right.INFORMATION_DRAFT)
    if not units.exists():
        raise Http404("information.new")
    form = NewForm(units, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        document = attempt(form, lambda: _begin(request, form))
        if document is not None:
            messages.success(request, _("草稿已建好。"))
            return redirect("information:edit", document.pk)
    return render(
        request, "information/new.html", {"form": form}, status=400 if form.errors else 200
    )


def _begin(request: StaffRequest, form: NewForm) -> Document:
    given = form.cleaned_data
    content = Content(title=given["title"])
    if given["file"]:
        brought = bring_in(given["file"].read(), given["file"].name)
        body = brought.markup
        content = Content(
            title=given["title"] or brought.title or given["file"].name.rpartition(".")[0],
            body=body,
            summary=suggestions.summary(plain(body)),
            subject_words=suggestions.subject_words(
                given["title"] or brought.title, plain(body), given["unit"].name
            ),
        )
    return actions.create_document(unit=given["unit"], by=request.user, content=content)


@require_safe
@staff
def detail(request: StaffRequest, pk: int) -> HttpResponse:
    """One document: what it says, its state, its clock, who did what, what comes next."""
    document = get_document(request.user, Right.INFORMATION_VIEW, pk)
    return render(request, "information/detail.html", _detail(request, document))


def _detail(request: StaffRequest, document: Document) -> dict[str, Any]:
    today, calendar = localdate(), current_calendar()
    content = document.content
    may_edit = why_not_now(document, Act.EDIT, request.user) is None
    plan = getattr(document, "interpretation_plan", None)
    looked = checking.files_of(content)
    public = InformationSource().get(document.key)
    return {
        "document": document,
        "content": content,
        "body": mark_safe(content.body),
        "facts": registration_of(document, content),
        "state": document.state_kind,
        "chain": chain_steps(document),
        "sentence": sentence(document, calendar, today),
        "late": is_late(document, calendar, today),
        "steps": steps_of(document),
        "voided": voided_now(document),
        "findings": checking.body_findings(document),
        "looked": looked,
        "waits_in_files": any(one.open for one in looked),
        "may_edit": may_edit,
        "under_review": document.state_kind in UNDER_WAY,
        "offers": offers(document, request.user),
        "file_form": FileForm(),
        "reason_form": ReasonForm(),
        "look_alikes": look_alikes(document),
        "public_page": site.current().address(public) if public else "",
        "may_deliver": public is not None
        and why_not(request.user, Right.CHANNEL_DELIVER, document.unit) is None,
        "plan": plan,
        "interpretations": document.interpretations.exclude(state="dropped"),
        "today": today,
    }


@staff
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """Write: every saving of a change is a revision; what is under review starts over."""
    document = get_document(request.user, Right.INFORMATION_VIEW, pk)
    require_now(document, Act.EDIT, request.user)
    assert document.current is not None
    level = document.unit.level_kind
    form = EditForm(
        level,
        request.POST or None,
        initial=initial_of(document.current.content, document.current.number),
    )
    if request.method == "POST" and form.is_valid():
        content = form.content()
        if "suggest" in request.POST:
            form = _suggested(form, level, document.unit.name, request)
        else:
            revision = attempt(
                form,
                lambda: actions.save_content(
                    document=document,
                    content=content,
                    by=request.user,
                    base=form.cleaned_data["base"],
                    note=form.cleaned_data["note"],
                ),
            )
            if revision is not None:
                messages.success(request, _("已保存，这是第%(n)s版。") % {"n": revision.number})
                return redirect(document)
    return render(
        request,
        "information/edit.html",
        {
            "document": document,
            "form": form,
            "under_review": document.state_kind in UNDER_WAY,
        },
        status=400 if form.errors else 200,
    )


def _suggested(form: EditForm, level: Level, unit: str, request: HttpRequest) -> EditForm:
    """The form as typed, with summary and subject words taken from the text; nothing is saved."""
    text = plain(form.cleaned_data["body"])
    data = request.POST.copy()
    data["summary"] = suggestions.summary(text)
    data["subject_words"] = "、".join(
        suggestions.subject_words(form.cleaned_data["title"], text, unit)
    )
    again = EditForm(level, data)
    again.is_valid()
    messages.info(request, _("已从正文提取内容概述和主题词，请看过再保存。"))
    return again


@require_POST
@staff
def attach(request: StaffRequest, pk: int) -> HttpResponse:
    """Add an attachment."""
    document = get_document(request.user, Right.INFORMATION_DRAFT, pk)
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        given = form.cleaned_data["file"]
        if attempt(
            form,
            lambda: actions.attach(
                document=document, content=given.read(), name=given.name, by=request.user
            ),
        ):
            messages.success(request, _("附件已加上。"))
            return redirect(document)
    context = {**_detail(request, document), "file_form": form}
    return render(request, "information/detail.html", context, status=400)


@require_POST
@staff
def detach(request: StaffRequest, pk: int, file: int) -> HttpResponse:
    """Take an attachment out."""
    document = get_document(request.user, Right.INFORMATION_DRAFT, pk)
    actions.detach(document=document, file=file, by=request.user)
    messages.success(request, _("附件已去掉；以前的版本里还留着。"))
    return redirect(document)


@require_POST
@staff
def mask(request: StaffRequest, pk: int, digest: str) -> HttpResponse:
    """Mask one finding in the text."""
    document = get_document(request.user, Right.INFORMATION_DRAFT, pk)
    actions.mask_finding(document=document, digest=digest, by=request.user)
    messages.success(request, _("已遮盖。"))
    return redirect(document)


@require_POST
@staff
def mask_file(request: StaffRequest, pk: int, file: int) -> HttpResponse:
    """Mask everything maskable in an attachment."""
    document = get_document(request.user, Right.INFORMATION_DRAFT, pk)
    actions.mask_attachment(document=document, file=file, by=request.user)
    messages.success(request, _("附件已换成遮盖后的副本。"))
    return redirect(document)


@staff
def keep_in_file(request: StaffRequest, pk: int, finding: int) -> HttpResponse:
    """Leave one finding of an attachment as it is, with the reason."""
    document = get_document(request.user, Right.INFORMATION_VIEW, pk)
    found = next(
        (
            (looked, one)
            for looked in checking.files_of(document.content)
            for one in looked.findings
            if one.pk == finding
        ),
        None,
    )
    if found is None:
        raise Http404("information.finding")
    form = ReasonForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(
            form,
            lambda: keep_file_finding(
                found[1], reason=form.cleaned_data["reason"], by=request.user
            ),
        )
    ):
        messages.success(request, _("已保留，理由记在办理台账里。"))
        return redirect(document)
    return render(
        request,
        "information/keep.html",
        {"document": document, "file": found[0].file, "finding": found[1], "form": form},
        status=400 if form.errors else 200,
    )


@staff
def keep(request: StaffRequest, pk: int, digest: str) -> HttpResponse:
    """Leave one finding as it is, with the reason."""
    document = get_document(request.user, Right.INFORMATION_VIEW, pk)
    finding = next((one for one in checking.body_findings(document) if one.digest == digest), None)
    if finding is None:
        raise Http404("information.finding")
    form = ReasonForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(
            form,
            lambda: actions.keep_finding(
                document=document,
                digest=digest,
                reason=form.cleaned_data["reason"],
                by=request.user,
            ),
        )
    ):
        messages.success(request, _("已保留，理由记在办理台账里。"))
        return redirect(document)
    return render(
        request,
        "information/keep.html",
        {"document": document, "finding": finding, "form": form},
        status=400 if form.errors else 200,
    )


@require_POST
@staff
def repeat(request: StaffRequest, pk: int) -> HttpResponse:
    """Count two documents once, or apart again."""
    document = get_document(request.user, Right.INFORMATION_DRAFT, pk)
    other = request.POST.get("other", "")
    first = (
        get_document(request.user, Right.INFORMATION_VIEW, int(other))
        if other.isdecimal() and len(other) <= _DIGITS
        else None
    )
    actions.judge_repeat(document=document, other=first, by=request.user)
    messages.success(request, _("已合并计数。") if first else _("已分开计数。"))
    return redirect(document)
