"""What came: taking a file in, a package, the units it tells of."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tongming.reports.exchange import actions
from tongming.reports.exchange.checking import check_received, check_sums
from tongming.reports.exchange.forms import TakeForm
from tongming.reports.exchange.models import Incoming, Outgoing, name_outside
from tongming.reports.exchange.queries import (
    before,
    get_incoming,
    judgements_of,
    latest_package,
    reports_of,
)
from tongming.reports.exchange.views.common import as_file
from tongming.reports.freezing import differences, thaw
from tongming.reports.screens.tables import short_label
from tongming.units.rights import Right, units_for, why_not
from tongming.units.staff import StaffRequest, attempt, staff


@staff
def take(request: StaffRequest) -> HttpResponse:
    """Take in a file somebody carried here."""
    if not units_for(request.user, Right.REPORT_EXCHANGE).exists():
        raise Http404("exchange.take")
    form = TakeForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        raw = form.cleaned_data["file"].read()
        came = attempt(form, lambda: actions.take(raw, by=request.user))
        if isinstance(came, Outgoing):
            messages.success(
                request, _("回执已经收下，第 {n} 号包对方已签收。").format(n=came.serial)
            )
            return redirect(came)
        if came is not None:
            said = (
                _("已接收。请把回执交给对方。")
                if came.is_new
                else _("这个包早已接收过，没有重复计入。")
            )
            messages.success(request, said)
            return redirect(came.package)
    return render(request, "exchange/take.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@staff
def package(request: StaffRequest, pk: int) -> HttpResponse:
    """A package: who signed it, which reports, who is missing, what changed since the last."""
    found = get_incoming(request.user, pk)
    person, peer = request.user, found.peer
    may = why_not(person, Right.REPORT_EXCHANGE, peer.unit) is None
    earlier = Incoming.objects.filter(peer=peer, pk__lt=found.pk).order_by("-pk").first()
    latest = latest_package(peer, found.year) if found.kind == "reports" and found.year else None
    return render(
        request,
        "exchange/package.html",
        {
            "package": found,
            "peer": peer,
            "lines": _lines(found) if found.kind == "reports" else [],
            "judgements": list(
                found.judgements.select_related("frozen__report__unit", "received__peer")
            ),
            "sums": check_sums(found) if found.kind == "reports" else [],
            "missing": [
                name_outside(one["unit"]["name"], one["via"], peer) for one in found.missing
            ],
            "replaced_by": latest if latest and latest.pk != found.pk else None,
            "ledger_fell": earlier is not None and earlier.ledger_seq > found.ledger_seq,
            "earlier": earlier,
            "may_exchange": may,
        },
    )


def _lines(package: Incoming) -> list[dict[str, object]]:
    rows = reports_of(package)
    judged = judgements_of(rows)
    lines: list[dict[str, object]] = []
    for row in rows:
        old, report = before(row), thaw(row.content)
        changed = differences(thaw(old.content), report) if old else None
        lines.append(
            {
                "row": row,
                "judgement": judged.get(row.pk),
                "hard": check_received(row).hard,
                "old": old,
                "changed": [
                    short_label(report.form, one.cell) for one in changed.figures
                ] if changed else [],
                "reworded": len(changed.sections) if changed else 0,
            }
        )  # fmt: skip
    return lines


@require_safe
@staff
def package_file(request: StaffRequest, pk: int) -> HttpResponse:
    """The package as it came, for whoever wants to verify it elsewhere."""
    found = get_incoming(request.user, pk)
    if why_not(request.user, Right.REPORT_EXCHANGE, found.peer.unit):
        raise Http404("exchange.package_file")
    return as_file(found.text, f"{found.kind}-{found.peer.code}-{found.serial}.tmx.json")


@require_safe
@staff
def package_receipt(request: StaffRequest, pk: int) -> HttpResponse:
    """The receipt we gave, to be carried back."""
    found = get_incoming(request.user, pk)
    return as_file(found.receipt, f"receipt-{found.peer.code}-{found.serial}.tmx.json")
