"""An old ledger: the template, the preview with every row's errors, the import, its undoing."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongming.files.actions import keep
from tongming.files.queries import get_file
from tongming.information import actions, ledgerbook
from tongming.information.actions.importing import preview, why_not_undo
from tongming.information.forms import LedgerForm
from tongming.information.queries import batches_for, get_batch
from tongming.law.statutory import items_for
from tongming.units.rights import Right, units_for
from tongming.units.staff import StaffRequest, attempt, staff

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@staff
def upload(request: StaffRequest) -> HttpResponse:
    """Choose a workbook; it is looked at, not imported."""
    units = units_for(request.user, Right.INFORMATION_DRAFT)
    if not units.exists():
        raise Http404("information.import")
    form = LedgerForm(units, request.POST or None, request.FILES or None)
    context: dict[str, object] = {"form": form, "batches": batches_for(request.user)[:20]}
    if request.method == "POST" and form.is_valid():
        unit, given = form.cleaned_data["unit"], form.cleaned_data["file"]
        content = given.read()
        rows = attempt(form, lambda: preview(unit=unit, content=content, today=localdate()))
        if rows is not None:
            wrong = [row for row in rows if row.errors]
            if not wrong:
                context["kept"] = keep(
                    content, given.name, unit=unit, by=request.user, right=Right.INFORMATION_DRAFT
                )
            context |= {"rows": rows, "wrong": wrong, "name": given.name, "unit": unit}
            return render(
                request, "information/import_preview.html", context, status=400 if wrong else 200
            )
    return render(request, "information/import.html", context, status=400 if form.errors else 200)


@require_POST
@staff
def confirm(request: StaffRequest, file: int) -> HttpResponse:
    """Import the workbook that was looked at, as it was kept then."""
    kept = get_file(request.user, file)
    batch = actions.import_ledger(
        unit=kept.unit, content=kept.read(), name=kept.name, by=request.user, today=localdate()
    )
    messages.success(request, _("已导入%(n)s条。") % {"n": batch.rows})
    return redirect("information:batch", batch.pk)


@require_safe
@staff
def batch(request: StaffRequest, pk: int) -> HttpResponse:
    """One import: what came in, and whether it can be undone."""
    found = get_batch(request.user, Right.INFORMATION_VIEW, pk)
    return render(
        request,
        "information/batch.html",
        {
            "batch": found,
            "documents": found.documents.all()[:100],
            "why_not": why_not_undo(found),
        },
    )


@require_POST
@staff
def undo(request: StaffRequest, pk: int) -> HttpResponse:
    """Take an import back."""
    found = get_batch(request.user, Right.INFORMATION_DRAFT, pk)
    count = actions.undo_import(batch=found, by=request.user)
    messages.success(request, _("已撤销，%(n)s条都拿掉了。") % {"n": count})
    return redirect("information:batch", found.pk)


@require_safe
@staff
def template(request: StaffRequest) -> HttpResponse:
    """The workbook to fill in, with the choices of the person's unit."""
    unit = units_for(request.user, Right.INFORMATION_DRAFT).first()
    if unit is None:
        raise Http404("information.import")
    content = ledgerbook.template(unit.short_name, items_for(unit.level_kind))
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = (
        content_disposition_header(True, f"{unit.short_name}-政府信息公开台账模板.xlsx")
        or "attachment"
    )
    return response
