"""A kept file: handing it out, what the checker found in it, masking and redacting it."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from tongming.files.actions import (
    keep_findings,
    mask_findings,
    open_file,
    redact_file,
    scan_file,
)
from tongming.files.belonging import place_of
from tongming.files.checking.model import Kind
from tongming.files.forms import KeepForm, RedactForm
from tongming.files.masking import MASKABLE
from tongming.files.models import Finding, Scan, StoredFile
from tongming.files.queries import allowed, get_file, get_file_to_review, latest_scan
from tongming.files.redaction import REDACTABLE, pages, picture_of_page, propose
from tongming.files.sniff import Kind as FileKind
from tongming.files.sniff import ending_of, kind_of
from tongming.law.words import Refused
from tongming.units.rights import Right, why_not
from tongming.units.staff import StaffRequest, attempt, staff

_FEW, _MANY = 10, 100
_OPAQUE = "application/octet-stream"
_DIGITS = 18
"""No number of a finding has more."""


@require_safe
@staff
def download(request: StaffRequest, pk: int) -> HttpResponse:
    """The content of a file, compared with its hash. Whatever it is, a browser only saves it."""
    file = get_file(request.user, pk)
    response = HttpResponse(open_file(file, by=request.user), content_type=_OPAQUE)
    disposition = content_disposition_header(as_attachment=True, filename=file.called)
    response["Content-Disposition"] = disposition or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response


@dataclass(frozen=True, slots=True)
class Group:
    """The open findings of one kind, the first of them."""

    kind: Kind
    count: int
    first: list[Finding]

    @property
    def more(self) -> int:
        return self.count - len(self.first)


def _groups(scan: Scan) -> list[Group]:
    """By kind, in the order of the kinds: what must be dealt with first."""
    found: dict[str, list[Finding]] = {}
    for one in scan.findings.filter(decision=Finding.Decision.OPEN):
        found.setdefault(one.kind, []).append(one)
    return [
        Group(kind, len(found[kind.value]), found[kind.value][:_FEW])
        for kind in Kind
        if kind.value in found
    ]


def _file_kind(file: StoredFile) -> FileKind | None:
    return kind_of(file.read(), ending_of(file.called))


@require_safe
@staff
def findings(request: StaffRequest, pk: int) -> HttpResponse:
    """What the last scan of a file found, kind by kind, and what was decided."""
    file = get_file(request.user, pk)
    scan = latest_scan(file)
    kind = _file_kind(file)
    groups = _groups(scan) if scan else []
    waiting = sum(group.count for group in groups)
    wanted = request.GET.get("kind")
    page = None
    if scan and wanted in {group.kind.value for group in groups}:
        rows = scan.findings.filter(decision=Finding.Decision.OPEN, kind=wanted)
        page = Paginator(rows, _MANY).get_page(request.GET.get("page"))
        groups = [
            Group(group.kind, group.count, list(page))
            for group in groups
            if group.kind.value == wanted
        ]
    decided = scan.findings.exclude(decision=Finding.Decision.OPEN) if scan else None
    return render(
        request,
        "files/findings.html",
        {
            "file": file,
            "scan": scan,
            "groups": groups,
            "page": page,
            "open": waiting,
            "decided": list(decided.select_related("decided_by", "masked_in")[:_MANY])
            if decided is not None
            else [],
            "maskable": kind in MASKABLE and any(group.kind.maskable for group in groups),
            "rewritable": kind in MASKABLE,
            "redactable": kind in REDACTABLE,
            "kind": kind,
            "why_not": why_not(request.user, Right.FILE_REVIEW, file.unit),
            "place": place_of(file, request.user),
        },
    )


@require_POST
@staff
def scan(request: StaffRequest, pk: int) -> HttpResponse:
    """Look at a file again."""
    file = get_file_to_review(request.user, pk)
    scan_file(file, by=request.user)
    messages.success(request, _("已检查。"))
    return redirect("files:findings", pk)


def _chosen(request: StaffRequest, file: StoredFile, data: dict[str, str]) -> list[Finding]:
    """The open findings a request is about: one, those of a kind, or all."""
    scan = latest_scan(file)
    if scan is None:
        raise Http404("files.scan")
    rows = scan.findings.filter(decision=Finding.Decision.OPEN)
    if number := data.get("finding"):
        known = number.isdecimal() and len(number) <= _DIGITS
        found = get_object_or_404(scan.findings, pk=int(number) if known else 0)
        return [found]
    if kind := data.get("kind"):
        rows = rows.filter(kind=kind)
    return list(rows)


@require_POST
@staff
def mask(request: StaffRequest, pk: int) -> HttpResponse:
    """Make the masked copy and go on with it."""
    file = get_file_to_review(request.user, pk)
    chosen = _chosen(request, file, request.POST.dict())
    copy = mask_findings(file, chosen, by=request.user)
    covered = sum(one.kind_of.maskable for one in chosen)
    messages.success(
        request,
        ngettext(
            "已遮盖 %(n)s 处，再检查一遍确认遮住了。下面是新文件。",
            "已遮盖 %(n)s 处，再检查一遍确认遮住了。下面是新文件。",
            covered,
        )
        % {"n": covered},
    )
    return redirect("files:findings", copy.pk)


@staff
def keep(request: StaffRequest, pk: int) -> HttpResponse:
    """Say why findings stay as they are: one, or all of a kind."""
    file = get_file_to_review(request.user, pk)
    data = (request.POST if request.method == "POST" else request.GET).dict()
    chosen = _chosen(request, file, data)
    if not chosen:
        return redirect("files:findings", pk)
    form = KeepForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        kept = attempt(form, lambda: keep_findings(chosen, reason=reason, by=request.user))
        if kept is not None:
            messages.success(request, _("已记下理由。"))
            return redirect("files:findings", pk)
    return render(
        request,
        "files/keep.html",
        {
            "file": file,
            "form": form,
            "chosen": chosen[:_FEW],
            "count": len(chosen),
            "more": max(len(chosen) - _FEW, 0),
            "finding": data.get("finding", ""),
            "kind": data.get("kind", ""),
        },
        status=400 if form.errors else 200,
    )


@staff
def redact_page(request: StaffRequest, pk: int) -> HttpResponse:
    """Draw boxes over the pages and burn them in."""
    file = get_file_to_review(request.user, pk)
    content = file.read()
    sizes = pages(content, file.called)
    if request.method == "POST":
        form = RedactForm(request.POST, sizes=sizes)
        if form.is_valid():
            copy = attempt(
                form,
                lambda: redact_file(
                    file,
                    form.cleaned_data["boxes"],
                    by=request.user,
                    elsewhere=form.cleaned_data["elsewhere"],
                ),
            )
            if copy is not None:
                messages.success(
                    request, _("已涂黑，并用多种方法检查过：涂掉的内容读不出来。下面是新文件。")
                )
                return redirect("files:findings", copy.pk)
    else:
        form = RedactForm(initial={"boxes": _proposed(file, content)}, sizes=sizes)
    return render(
        request,
        "files/redact.html",
        {"file": file, "form": form, "sizes": list(enumerate(sizes, 1))},
        status=400 if form.errors else 200,
    )


def _proposed(file: StoredFile, content: bytes) -> str:
    """The checker's boxes as lines of the form."""
    lines = []
    for one in propose(content, file.called, allowed()):
        box = one.box
        corners = ",".join(f"{value:.4f}" for value in (box.x0, box.y0, box.x1, box.y1))
        label = _(Kind(one.kind).label)
        lines.append(f"{box.page + 1},{corners} # {label} {one.masked}")
    return "\n".join(lines)


@require_safe
@staff
def page_picture(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    """A page of a file as a picture, for the page on which boxes are drawn."""
    file = get_file_to_review(request.user, pk)
    try:
        picture = picture_of_page(file.read(), file.called, number - 1)
    except Refused:
        raise Http404("files.page") from None
    response = HttpResponse(picture, content_type="image/png")
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
