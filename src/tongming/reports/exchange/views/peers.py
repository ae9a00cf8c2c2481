"""With whom packages are exchanged: the list, one of them, its keys."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tongming.law.words import Refused
from tongming.reports.exchange import actions
from tongming.reports.exchange.forms import AddressForm, CardForm, CompareForm, ReasonForm
from tongming.reports.exchange.identity import card, own_party, ring, top_unit
from tongming.reports.exchange.models import Outgoing, Peer, PeerKey
from tongming.reports.exchange.packages.keys import fingerprint, spoken
from tongming.reports.exchange.queries import (
    get_peer,
    peers_for,
    standing,
    unsent_judgements,
)
from tongming.reports.exchange.views.common import as_file
from tongming.units.rights import Right, units_for, why_not
from tongming.units.staff import StaffRequest, done, staff

FIRST_YEAR = 2008


@require_safe
@staff
def index(request: StaffRequest, year: int = 0) -> HttpResponse:
    """Above and beneath, and how far each has come with a year."""
    person, this_year = request.user, localdate().year
    if not units_for(person, Right.EXCHANGE_VIEW).exists():
        raise Http404("exchange.index")
    year = year or this_year - 1
    if not FIRST_YEAR <= year <= this_year:
        raise Http404("exchange.year")
    peers = list(peers_for(person))
    beneath = [one for one in peers if not one.is_above and one.ended_at is None]
    above = [one for one in peers if one.is_above and one.ended_at is None]
    return render(
        request,
        "exchange/index.html",
        {
            "year": year,
            "years": [n for n in (year + 1, year - 1) if FIRST_YEAR <= n <= this_year],
            "beneath": [standing(one, year) for one in beneath],
            "above": [(one, _last_sent(one, year)) for one in above],
            "ended": [one for one in peers if one.ended_at is not None],
            "own": _own(),
            "may_exchange": units_for(person, Right.REPORT_EXCHANGE).exists(),
            "may_manage": units_for(person, Right.PEER_MANAGE).exists(),
        },
    )


def _last_sent(peer: Peer, year: int) -> Outgoing | None:
    rows = Outgoing.objects.filter(peer=peer, kind="reports", year=year)
    return rows.order_by("-serial").first()


def _own() -> dict[str, object] | None:
    """Who we are to others, for reading out; none where it is not settled."""
    try:
        party, keys = own_party(top_unit()), ring()
    except Refused:
        return None
    newest, *others = keys.signing
    return {
        "party": party,
        "spoken": spoken(fingerprint(newest.public)),
        "others": [spoken(fingerprint(one.public)) for one in others],
    }


@require_safe
@staff
def card_file(request: StaffRequest) -> HttpResponse:
    """Our card, to be given to others."""
    if not units_for(request.user, Right.EXCHANGE_VIEW).exists():
        raise Http404("exchange.card")
    unit = top_unit()
    return as_file(card(unit), f"card-{own_party(unit).code}.tmx.json")


@staff
def new(request: StaffRequest) -> HttpResponse:
    """Name an installation by its card."""
    units = units_for(request.user, Right.PEER_MANAGE).filter(left_on=None).order_by("path")
    if not units.exists():
        raise Http404("exchange.new")
    form = CardForm(units, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        raw = given.pop("card").read()
        made: list[Peer] = []
        if done(
            form,
            lambda: made.append(actions.add_peer_by_card(raw=raw, by=request.user, **given)),
        ):
            messages.success(request, _("已登记。请现在与对方核对公钥指纹，核对以后才能收发。"))
            return redirect(made[0])
    return render(request, "exchange/new.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@staff
def peer(request: StaffRequest, pk: int) -> HttpResponse:
    """One installation: its keys, what went, what came."""
    found = get_peer(request.user, Right.EXCHANGE_VIEW, pk)
    packages = list(found.incoming.select_related("key").order_by("-pk")[:50])
    return render(
        request,
        "exchange/peer.html",
        {
            "peer": found,
            "keys": list(found.keys.select_related("compared_by", "revoked_by")),
            "trusted": found.keys.filter(state=PeerKey.State.TRUSTED).exists(),
            "sent": list(found.outgoing.select_related("made_by")[:50]),
            "came": packages,
            "unsent": unsent_judgements(found).count() if not found.is_above else 0,
            "may_exchange": why_not(request.user, Right.REPORT_EXCHANGE, found.unit) is None,
            "may_manage": why_not(request.user, Right.PEER_MANAGE, found.unit) is None,
            "last_year": localdate().year - 1,
        },
    )


def _get_key(request: StaffRequest, pk: int) -> PeerKey:
    key = PeerKey.objects.select_related("peer__unit").filter(pk=pk).first()
    if key is None:
        raise Http404("reports_exchange.peerkey")
    get_peer(request.user, Right.PEER_MANAGE, key.peer_id)
    return key


@staff
def compare(request: StaffRequest, pk: int) -> HttpResponse:
    """Trust a key whose fingerprint the other side read out."""
    key = _get_key(request, pk)
    form = CompareForm(request.POST or None)
    return _act(
        request, key.peer, form, "exchange/compare.html",
        lambda: actions.compare(key=key, by=request.user, **form.cleaned_data),
        _("指纹相同，这把公钥已经信任。"), key=key,
    )  # fmt: skip


@staff
def revoke(request: StaffRequest, pk: int) -> HttpResponse:
    """Trust a key no more."""
    key = _get_key(request, pk)
    form = ReasonForm(request.POST or None)
    return _act(
        request, key.peer, form, "exchange/reason.html",
        lambda: actions.revoke(key=key, by=request.user, **form.cleaned_data),
        _("这把公钥已经停用。"), heading=_("停用公钥"), button=_("停用"),
        says=_("停用以后，用它签名的包不再接收；已经收到的留着。"), key=key,
    )  # fmt: skip


@staff
def address(request: StaffRequest, pk: int) -> HttpResponse:
    """Where its packages go."""
    found = get_peer(request.user, Right.PEER_MANAGE, pk)
    form = AddressForm(request.POST or None, initial={"address": found.address})
    return _act(
        request, found, form, "exchange/reason.html",
        lambda: actions.change_address(peer=found, by=request.user, **form.cleaned_data),
        _("已保存。"), heading=_("修改网址"), button=_("保存"),
    )  # fmt: skip


@staff
def anew(request: StaffRequest, pk: int) -> HttpResponse:
    """Let its next package begin a new chain."""
    found = get_peer(request.user, Right.PEER_MANAGE, pk)
    form = ReasonForm(request.POST or None)
    return _act(
        request, found, form, "exchange/reason.html",
        lambda: actions.begin_anew(peer=found, by=request.user, **form.cleaned_data),
        _("已约定：对方的下一个包不论编号都接收，只要比已收到的更晚。"),
        heading=_("重新约定起点"), button=_("重新约定"),
        says=_("只在对方从备份恢复、编号接不上时使用。请先打电话核实。"),
    )  # fmt: skip


@staff
def end(request: StaffRequest, pk: int) -> HttpResponse:
    """Exchange no more with it."""
    found = get_peer(request.user, Right.PEER_MANAGE, pk)
    form = ReasonForm(request.POST or None)
    return _act(
        request, found, form, "exchange/reason.html",
        lambda: actions.end_peer(peer=found, by=request.user, **form.cleaned_data),
        _("已停用。"), heading=_("停用交换对象"), button=_("停用"),
        says=_("停用以后不再收发，它的报告不再计入新的汇总；已经收到的包留着。"),
    )  # fmt: skip


def _act(
    request: StaffRequest, peer: Peer, form: forms.Form, template: str,
    act: Callable[[], object], said: str, **context: object,
) -> HttpResponse:  # fmt: skip
    if request.method == "POST" and form.is_valid() and done(form, act):
        messages.success(request, said)
        return redirect(peer)
    status = 422 if form.errors else 200
    return render(request, template, {"peer": peer, "form": form, **context}, status=status)
