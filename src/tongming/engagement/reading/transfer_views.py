"""The screens of transfers to archive and library, and of the printed catalogue."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongming.engagement.reading import papers, printing, transfers
from tongming.engagement.reading.forms import (
    CatalogueForm,
    EndReceiverForm,
    HandOverForm,
    ReasonForm,
    ReceiptForm,
    ReceiverForm,
)
from tongming.engagement.reading.models import TransferItem
from tongming.engagement.reading.papers import Paper
from tongming.engagement.reading.queries import get_receiver, get_transfer, next_due, proposed
from tongming.engagement.reading.views import PER_PAGE, act_page, home_of, saved_as
from tongming.engagement.reading.visit_views import unit_read
from tongming.law.reading import TRANSFER
from tongming.units.models import Unit
from tongming.units.queries import get_unit
from tongming.units.rights import Right, why_not
from tongming.units.staff import StaffRequest, attempt, done, staff

KINDS = {
    "pdf": (papers.pdf, "application/pdf"),
    "docx": (
        papers.docx,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
}
SHOWN = 200


@staff
def new_receiver(request: StaffRequest, pk: int) -> HttpResponse:
    """An archive or a library to hand to."""
    unit = get_unit(request.user, Right.READING_KEEP, pk)
    form = ReceiverForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(
            form,
            lambda: transfers.name_receiver(unit=unit, by=request.user, **form.cleaned_data),
        )
    ):
        messages.success(request, _("已登记，到期会提醒移交。"))
        return redirect(home_of(unit))
    return act_page(
        request, form, heading=_("登记接收单位"), button=_("登记"), back=home_of(unit),
        help=_("主动公开的信息要及时提供给国家档案馆、公共图书馆。（{article}）").format(
            article=TRANSFER
        ),
    )  # fmt: skip


@staff
def end_receiver(request: StaffRequest, pk: int) -> HttpResponse:
    """Nothing more goes there."""
    receiver = get_receiver(request.user, Right.READING_KEEP, pk)
    form = EndReceiverForm(request.POST or None, initial={"until": localdate()})
    if (
        request.method == "POST"
        and form.is_valid()
        and done(
            form,
            lambda: transfers.end_receiver(receiver=receiver, by=request.user, **form.cleaned_data),
        )
    ):
        messages.success(request, _("已登记。"))
        return redirect(home_of(receiver.unit))
    return act_page(
        request, form, heading=_("停止移交"), help=receiver.name, button=_("停止移交"), danger=True,
        back=home_of(receiver.unit),
    )  # fmt: skip


@staff
def prepare(request: StaffRequest, pk: int) -> HttpResponse:
    """What the receiver lacks; pressed, it becomes a batch."""
    receiver = get_receiver(request.user, Right.READING_KEEP, pk)
    if request.method == "POST":
        made = transfers.prepare(receiver=receiver, by=request.user, today=localdate())
        messages.success(request, _("清单已编好。核对、打印，连同资料一起送去。"))
        return redirect(made)
    lines = proposed(receiver, most=transfers.MOST)
    return render(
        request,
        "reading/prepare.html",
        {
            "receiver": receiver,
            "lines": lines[:SHOWN],
            "count": len(lines),
            "is_full": len(lines) == transfers.MOST,
            "due": next_due(receiver),
            "article": TRANSFER,
        },
    )


@require_safe
@staff
def transfer(request: StaffRequest, pk: int) -> HttpResponse:
    """One batch, from its list to its receipt."""
    found = get_transfer(request.user, Right.READING_VIEW, pk)
    items = found.items.all()
    return render(
        request,
        "reading/transfer.html",
        {
            "transfer": found,
            "page": Paginator(items, PER_PAGE).get_page(request.GET.get("page")),
            "count": items.count(),
            "may_keep": why_not(request.user, Right.READING_KEEP, found.unit) is None,
        },
    )


@require_POST
@staff
def take_out(request: StaffRequest, pk: int, item: int) -> HttpResponse:
    """Not in this batch."""
    found = get_transfer(request.user, Right.READING_KEEP, pk)
    line = TransferItem.objects.filter(transfer=found, pk=item).first()
    if line is None:
        raise Http404("reading.transferitem")
    transfers.take_out(item=line, by=request.user)
    messages.success(request, _("已去掉，下一批会再提出来。"))
    return redirect(found)


@staff
def hand_over(request: StaffRequest, pk: int) -> HttpResponse:
    """It went."""
    found = get_transfer(request.user, Right.READING_KEEP, pk)
    form = HandOverForm(request.POST or None, initial={"on": localdate()})
    if (
        request.method == "POST"
        and form.is_valid()
        and done(
            form,
            lambda: transfers.hand_over(
                transfer=found, on=form.cleaned_data["on"], by=request.user, today=localdate()
            ),
        )
    ):
        messages.success(request, _("已登记移交，等对方签收。"))
        return redirect(found)
    return act_page(
        request, form, heading=_("登记移交"), help=f"{found.receiver} {found}", button=_("登记"),
        back=found.get_absolute_url(), trail=[(found.get_absolute_url(), str(found))],
    )  # fmt: skip


@staff
def receive(request: StaffRequest, pk: int) -> HttpResponse:
    """It was signed for."""
    found = get_transfer(request.user, Right.READING_KEEP, pk)
    form = ReceiptForm(request.POST or None, request.FILES or None, initial={"on": localdate()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if done(
            form,
            lambda: transfers.receive(
                transfer=found, on=given["on"], received_by=given["received_by"],
                content=given["receipt"].read(), name=given["receipt"].name, by=request.user,
                today=localdate(),
            ),
        ):  # fmt: skip
            messages.success(request, _("已登记签收。"))
            return redirect(found)
    return act_page(
        request, form, heading=_("登记签收"), help=f"{found.receiver} {found}", button=_("登记"),
        back=found.get_absolute_url(), trail=[(found.get_absolute_url(), str(found))],
    )  # fmt: skip


@staff
def drop(request: StaffRequest, pk: int) -> HttpResponse:
    """Not handed over after all."""
    found = get_transfer(request.user, Right.READING_KEEP, pk)
    form = ReasonForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(
            form,
            lambda: transfers.drop(
                transfer=found, reason=form.cleaned_data["reason"], by=request.user
            ),
        )
    ):
        messages.success(request, _("已作废，其中的信息下一批再提出来。"))
        return redirect(found)
    return act_page(
        request, form, heading=_("作废这一批"), help=f"{found.receiver} {found}",
        button=_("作废"), danger=True, back=found.get_absolute_url(),
        trail=[(found.get_absolute_url(), str(found))],
    )  # fmt: skip


@require_safe
@staff
def transfer_list(request: StaffRequest, pk: int, kind: str) -> HttpResponse:
    """移交清单, to be printed and signed."""
    found = get_transfer(request.user, Right.READING_VIEW, pk)
    if kind not in KINDS:
        raise Http404("reading.kind")
    return _file(printing.transfer_list(found), kind, f"{found.unit.short_name}移交清单{found}")


@require_safe
@staff
def catalogue(request: StaffRequest, pk: int) -> HttpResponse:
    """Choose which part of the catalogue is printed; with `kind` in the address, print it."""
    unit = unit_read(request, pk)
    asked = "kind" in request.GET
    form = CatalogueForm(unit, request.GET if asked else None)
    if asked and form.is_valid():
        choice, kind = form.choice, form.cleaned_data["kind"]
        made = attempt(form, lambda: _catalogue(unit, choice, kind))
        if made is not None:
            return made
    return render(
        request,
        "reading/catalogue.html",
        {"unit": unit, "form": form},
        status=400 if form.errors else 200,
    )


def _catalogue(unit: Unit, choice: printing.Choice, kind: str) -> HttpResponse:
    paper = printing.catalogue(unit, choice, today=localdate())
    return _file(paper, kind, f"{unit.short_name}政府信息公开目录")


def _file(paper: Paper, kind: str, name: str) -> HttpResponse:
    write, media = KINDS[kind]
    return saved_as(write(paper), f"{name}.{kind}", media)
