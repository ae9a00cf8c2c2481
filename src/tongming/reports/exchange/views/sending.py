"""A year goes up, judgements go down; what went, and its receipt."""

from __future__ import annotations

import json

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongming.law.words import Refused
from tongming.reports.exchange import actions
from tongming.reports.exchange.forms import SendForm
from tongming.reports.exchange.models import Peer
from tongming.reports.exchange.queries import get_outgoing, get_peer
from tongming.reports.exchange.stating import statement_of
from tongming.reports.exchange.views.common import as_file
from tongming.reports.sums.gathering import Basis
from tongming.units.rights import Right, why_not
from tongming.units.staff import StaffRequest, in_words, staff


@staff
def send(request: StaffRequest, pk: int) -> HttpResponse:
    """Choose year and version, see what goes and who is missing, then send."""
    peer = get_peer(request.user, Right.REPORT_EXCHANGE, pk)
    if not peer.is_above or peer.ended_at is not None:
        raise Http404("exchange.send")
    if request.method == "POST":
        return _send(request, peer)
    form = SendForm(request.GET if "basis" in request.GET else None)
    if not form.is_bound:
        form = SendForm(initial={"year": request.GET.get("year") or localdate().year - 1})
    statement = None
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        statement = statement_of(peer.unit, data["year"], Basis(data["basis"]))
    return render(
        request,
        "exchange/send.html",
        {"peer": peer, "form": form, "statement": statement, "chosen": form.is_bound},
        status=400 if form.errors else 200,
    )


def _send(request: StaffRequest, peer: Peer) -> HttpResponse:
    form = SendForm(request.POST)
    here = reverse("exchange:send", args=[peer.pk])
    if not form.is_valid():
        return render(request, "exchange/send.html", {"peer": peer, "form": form}, status=422)
    data = form.cleaned_data
    try:
        made = actions.send_reports(
            peer=peer, year=data["year"], basis=Basis(data["basis"]), by=request.user,
            shown=request.POST.get("shown", ""), by_file="by_file" in request.POST,
        )  # fmt: skip
    except Refused as refusal:
        messages.error(request, in_words(refusal))
        return redirect(f"{here}?year={data['year']}&basis={data['basis']}")
    messages.success(request, _("第 {n} 号包已经签名。").format(n=made.serial))
    return redirect(made)


@require_POST
@staff
def tell(request: StaffRequest, pk: int) -> HttpResponse:
    """Send the judgements that were not told yet."""
    peer = get_peer(request.user, Right.REPORT_EXCHANGE, pk)
    try:
        made = actions.pack_judgements(
            peer=peer, by=request.user, by_file="by_file" in request.POST
        )
    except Refused as refusal:
        messages.error(request, in_words(refusal))
        return redirect(peer)
    messages.success(request, _("第 {n} 号包已经签名。").format(n=made.serial))
    return redirect(made)


@require_safe
@staff
def sent(request: StaffRequest, pk: int) -> HttpResponse:
    """A package of ours: how far it has come, what is in it, the receipt."""
    found = get_outgoing(request.user, Right.EXCHANGE_VIEW, pk)
    inside = json.loads(found.text)["payload"]
    receipt = json.loads(found.receipt)["payload"] if found.receipt else None
    return render(
        request,
        "exchange/sent.html",
        {
            "outgoing": found,
            "peer": found.peer,
            "units": [
                (one["unit"]["name"], one["version"], one["via"])
                for one in inside.get("reports", inside.get("judgements", ()))
            ],
            "missing": [one["unit"]["name"] for one in inside.get("missing", ())],
            "receipt": receipt,
            "may_exchange": why_not(request.user, Right.REPORT_EXCHANGE, found.peer.unit) is None,
        },
    )


@require_POST
@staff
def again(request: StaffRequest, pk: int) -> HttpResponse:
    """Try once more now."""
    found = get_outgoing(request.user, Right.REPORT_EXCHANGE, pk)
    try:
        actions.deliver_again(outgoing=found, by=request.user)
        messages.success(request, _("已经安排，一分钟内会再发一次。"))
    except Refused as refusal:
        messages.error(request, in_words(refusal))
    return redirect(found)


@require_safe
@staff
def sent_file(request: StaffRequest, pk: int) -> HttpResponse:
    """The package, to be carried."""
    found = get_outgoing(request.user, Right.REPORT_EXCHANGE, pk)
    return as_file(found.text, found.file_name)


@require_safe
@staff
def sent_receipt(request: StaffRequest, pk: int) -> HttpResponse:
    """The receipt that came back."""
    found = get_outgoing(request.user, Right.EXCHANGE_VIEW, pk)
    if not found.receipt:
        raise Http404("exchange.receipt")
    return as_file(found.receipt, f"receipt-{found.peer.code}-{found.serial}.tmx.json")
