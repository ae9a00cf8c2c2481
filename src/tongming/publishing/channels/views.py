"""The workbench's pages about channels."""

from __future__ import annotations

from typing import cast
from urllib.parse import quote

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tongming.law.words import Refused
from tongming.publishing.channels import actions, content, queries, sheet
from tongming.publishing.channels.elsewhere import note_elsewhere, parse
from tongming.publishing.channels.forms import ByHandForm, ElsewhereForm
from tongming.publishing.channels.kinds import Channel, Next, State
from tongming.publishing.channels.models import Delivery
from tongming.publishing.item import PublicItem
from tongming.units.models import Person, Unit
from tongming.units.queries import get_unit, guard
from tongming.units.rights import Right, units_for
from tongming.units.staff import attempt

PER_PAGE = 30


@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """What waits for a person, and what was published where."""
    units = units_for(request.user, Right.CHANNEL_DELIVER)
    every = Delivery.objects.filter(unit__in=units).select_related("unit")
    return render(
        request,
        "channels/list.html",
        {
            "waiting": queries.waiting_for_a_person(units),
            "units": units.filter(left_on=None),
            "page": Paginator(every, PER_PAGE).get_page(request.GET.get("page")),
        },
    )


@login_required
def delivery(request: HttpRequest, pk: int) -> HttpResponse:
    """One item on one channel."""
    found = queries.get_delivery(request.user, Right.CHANNEL_DELIVER, pk)
    return render(
        request,
        "channels/delivery.html",
        {
            "delivery": found,
            "can_ask": queries.can_be_asked_again(found) and not found.to_withdraw,
            "can_withdraw": (found.state_kind is State.PUBLISHED or found.to_withdraw)
            and not found.is_ours,
            "by_platform": bool(found.external_id),
            "by_hand_first": bool(found.problem and found.problem.next is Next.BY_HAND),
        },
    )


@login_required
@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the platform asked, or looked at, now."""
    found = queries.get_delivery(request.user, Right.CHANNEL_DELIVER, pk)
    done = actions.deliver(found, by=_person(request))
    if done.state_kind is State.PUBLISHED:
        messages.success(request, _("已发布。"))
    elif done.state_kind is State.ACCEPTED:
        messages.info(request, _("平台已接收，正在处理。结果出来会显示在这里。"))
    return redirect(done)


@login_required
@require_POST
def take_away(request: HttpRequest, pk: int) -> HttpResponse:
    """Off the platform, or said to be off."""
    found = queries.get_delivery(request.user, Right.CHANNEL_DELIVER, pk)
    if request.POST.get("by_hand"):
        done = actions.mark_withdrawn_by_hand(found, by=_person(request))
    else:
        done = actions.withdraw(found, by=_person(request))
    messages.success(request, _("已从渠道上撤下。"))
    return redirect(done) if done.pk else redirect("channels:list")


@login_required
def item(request: HttpRequest, key: str) -> HttpResponse:
    """Where an item stands, and what can be done."""
    public, unit = _item(request, key)
    deliveries = queries.deliveries_of(key)
    taken = {one.channel_kind for one in deliveries}
    ready = [
        channel
        for channel in Channel
        if channel.is_automatic
        and channel not in taken
        and queries.adapter_for(unit, channel) is not None
    ]
    return render(
        request,
        "channels/item.html",
        {"item": public, "unit": unit, "deliveries": deliveries, "ready": ready},
    )


@login_required
@require_POST
def ask_platforms(request: HttpRequest, key: str) -> HttpResponse:
    """Publish on the platforms that were ticked, one after the other."""
    _public, unit = _item(request, key)
    wanted = [channel for channel in Channel if channel.value in request.POST.getlist("channel")]
    person = _person(request)
    for one in actions.ask(key=key, unit=unit, channels=wanted, by=person):
        actions.deliver(one, by=person)
    return redirect("channels:item", key=key)


@login_required
def by_hand(request: HttpRequest, key: str) -> HttpResponse:
    """Say where and when it was published by hand."""
    public, unit = _item(request, key)
    form = ByHandForm(request.POST or None, initial={"where": request.GET.get("where", "")})
    if request.method == "POST" and form.is_valid():
        try:
            actions.mark_published_by_hand(
                key=key,
                unit=unit,
                channel=form.channel,
                means=form.means,
                on=form.cleaned_data["on"],
                link=form.cleaned_data["link"],
                note=form.cleaned_data["note"],
                by=_person(request),
            )
        except Refused as refused:
            form.add_error(None, refused.message.render(_))
        else:
            messages.success(request, _("已登记。"))
            return redirect("channels:item", key=key)
    status = 422 if form.errors else 200
    context = {"item": public, "form": form}
    return render(request, "channels/by_hand.html", context, status=status)


@login_required
def elsewhere(request: HttpRequest, pk: int) -> HttpResponse:
    """A list of what stands on a channel and not on the section."""
    unit = get_unit(request.user, Right.CHANNEL_DELIVER, pk)
    form = ElsewhereForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            lambda: note_elsewhere(
                unit=unit,
                channel=form.channel,
                means=form.means,
                posts=parse(form.cleaned_data["posts"]),
                note=form.cleaned_data["note"],
                by=_person(request),
                today=localdate(),
            ),
        )
        if made:
            said = ngettext("已登记 {n} 条。", "已登记 {n} 条。", len(made))
            messages.success(request, said.format(n=len(made)))
            return redirect("channels:list")
    status = 422 if form.errors else 200
    context = {"unit": unit, "form": form}
    return render(request, "channels/elsewhere.html", context, status=status)


@login_required
def sheet_file(request: HttpRequest, key: str, size: str) -> HttpResponse:
    """The sheet for a notice board."""
    public, _unit = _item(request, key)
    if size not in sheet.SIZES:
        raise Http404("channels.sheet")
    address = content.current().address(public)
    response = HttpResponse(sheet.render(public, address, size), content_type="application/pdf")
    name = quote(f"{public.title[:40]}（{size.upper()}）.pdf")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response


def _item(request: HttpRequest, key: str) -> tuple[PublicItem, Unit]:
    """A public item of a unit whose channels the person sees to."""
    public = content.current().get(key)
    unit = Unit.objects.filter(code=public.unit).first() if public else None
    if public is None or unit is None:
        raise Http404("channels.item")
    guard(request.user, Right.CHANNEL_DELIVER, unit, seen_with=Right.UNIT_VIEW)
    return public, unit


def _person(request: HttpRequest) -> Person:
    return cast(Person, request.user)
