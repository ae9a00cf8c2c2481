"""Orders: issued, received, answered, looked at again, closed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongming.law.words import Refused
from tongming.supervision.inspection import ordering
from tongming.supervision.inspection.forms import (
    AnswerForm,
    JudgeForm,
    NoteForm,
    OrderForm,
    ReasonForm,
    ReturnForm,
    TextForm,
)
from tongming.supervision.inspection.kinds import OrderState
from tongming.supervision.inspection.looking import can_recheck
from tongming.supervision.inspection.models import Finding, Order, OrderItem
from tongming.supervision.inspection.photographs import cleaned
from tongming.supervision.inspection.queries import (
    get_inspected,
    get_order,
    orders_for,
    supervised_by,
)
from tongming.supervision.inspection.screens import act_page, given
from tongming.supervision.inspection.views import trail
from tongming.units.models import Unit
from tongming.units.rights import Right, why_not
from tongming.units.staff import StaffRequest, attempt, done, staff


@require_safe
@staff
def orders(request: StaffRequest) -> HttpResponse:
    """Every order one sees, those under way first."""
    found = list(orders_for(request.user)[:300])
    return render(
        request,
        "inspection/orders.html",
        {
            "open": [one for one in found if not one.state_kind.is_over],
            "over": [one for one in found if one.state_kind.is_over],
            "today": localdate(),
        },
    )


@staff
def issue(request: StaffRequest, pk: int) -> HttpResponse:
    """Order findings of a unit put right."""
    unit = get_inspected(request.user, Right.INSPECT, pk)
    over = [one.value for one in OrderState if one.is_over]
    waiting = Order.objects.exclude(state__in=over).values("items__finding")
    free = Finding.objects.standing().filter(unit=unit).exclude(pk__in=waiting)
    form = OrderForm(request.POST or None, findings=free.order_by("indicator", "pk"))
    if form.is_valid():
        wanted = form.cleaned_data
        made = attempt(
            form,
            lambda: ordering.issue(
                issuer=_issuer(request, unit),
                findings=list(wanted["findings"]),
                requirement=wanted["requirement"],
                due_on=wanted["due_on"],
                today=localdate(),
                by=request.user,
            ),
        )
        if made is not None:
            messages.success(request, _("整改通知已发出。"))
            return redirect(made)
    return act_page(
        request, form, heading=_("发整改通知"), subject=unit.name, button=_("发出"),
        help=None if free else _("没有需要整改的问题。"),
        back=reverse("inspection:unit", args=[unit.pk]), trail=trail(unit),
    )  # fmt: skip


def _issuer(request: StaffRequest, unit: Unit) -> Unit:
    """The nearest unit above for which one inspects; the unit itself where none is."""
    above = [int(pk) for pk in unit.path.strip("/").split("/")][:-1]
    tops = {one.pk: one for one in supervised_by(request.user)}
    return next((tops[pk] for pk in reversed(above) if pk in tops), unit)


@require_safe
@staff
def order(request: StaffRequest, pk: int) -> HttpResponse:
    """One order: the letter, each finding, what was done, what comes next."""
    found = get_order(request.user, Right.INSPECTION_VIEW, pk)
    items = list(found.items.select_related("finding", "looked_by", "file"))
    state, today = found.state_kind, localdate()
    inspects = why_not(request.user, Right.INSPECT, found.unit) is None
    return render(
        request,
        "inspection/order.html",
        {
            "order": found,
            "items": items,
            "steps": found.steps.select_related("by").prefetch_related("files"),
            "overdue": found.is_overdue(today),
            "inspects": inspects and not state.is_over,
            "answers": state.awaits_unit
            and why_not(request.user, Right.INSPECTION_ANSWER, found.unit) is None,
            "may_look": inspects
            and not state.is_over
            and any(not one.is_done and can_recheck(one.finding) for one in items),
            "all_done": all(one.is_done for one in items),
            "left": sum(not one.is_done for one in items),
        },
    )


@require_POST
@staff
def receive(request: StaffRequest, pk: int) -> HttpResponse:
    """The unit has it."""
    found = get_order(request.user, Right.INSPECTION_ANSWER, pk)
    return _pressed(
        request, found, _("已签收。"),
        lambda: ordering.receive(order=found, today=localdate(), by=request.user),
    )  # fmt: skip


@staff
def answer(request: StaffRequest, pk: int) -> HttpResponse:
    """The unit tells what it put right."""
    found = get_order(request.user, Right.INSPECTION_ANSWER, pk)
    form = AnswerForm(request.POST or None, request.FILES or None)
    return _form(
        request, found, form,
        lambda: ordering.answer(
            order=found, text=form.cleaned_data["text"],
            materials=[(one.read(), one.name) for one in form.cleaned_data["materials"]],
            today=localdate(), by=request.user,
        ),
        heading=_("报送整改情况"), button=_("报送"),
    )  # fmt: skip


@require_POST
@staff
def look(request: StaffRequest, pk: int) -> HttpResponse:
    """Make the checks again, now."""
    found = get_order(request.user, Right.INSPECT, pk)
    return _pressed(
        request, found, _("已复查，结果见下。"),
        lambda: ordering.look_again(
            order=found, at=timezone.now(), today=localdate(), by=request.user
        ),
    )  # fmt: skip


@staff
def judge(request: StaffRequest, pk: int, item: int) -> HttpResponse:
    """What somebody saw who looked again."""
    found = get_order(request.user, Right.INSPECT, pk)
    one = _item(found, item)
    form = JudgeForm(request.POST or None, request.FILES or None)

    def act() -> object:
        photo = form.cleaned_data["photo"]
        return ordering.judge(
            item=one, mended=form.cleaned_data["mended"], note=form.cleaned_data["note"],
            photograph=cleaned(photo.read(), photo.name) if photo else None,
            at=timezone.now(), today=localdate(), by=request.user,
        )  # fmt: skip

    return _form(
        request, found, form, act, heading=_("登记复查"), button=_("登记"),
        subject=one.finding.message,
    )  # fmt: skip


@staff
def settle(request: StaffRequest, pk: int, item: int) -> HttpResponse:
    """It cannot be undone and was answered for."""
    found = get_order(request.user, Right.INSPECT, pk)
    one = _item(found, item)
    form = ReasonForm(request.POST or None)
    return _form(
        request, found, form,
        lambda: ordering.settle(
            item=one, reason=form.cleaned_data["reason"], at=timezone.now(), today=localdate(),
            by=request.user,
        ),
        heading=_("登记为已说明情况"), button=_("登记"), subject=one.finding.message,
        help=_("无法挽回、单位已经说明情况的问题，仍计入本季度的统计。"),
    )  # fmt: skip


@staff
def close(request: StaffRequest, pk: int) -> HttpResponse:
    """Everything is put right."""
    found = get_order(request.user, Right.INSPECT, pk)
    form = NoteForm(request.POST or None)
    return _form(
        request, found, form,
        lambda: ordering.close(
            order=found, note=form.cleaned_data["note"], today=localdate(), by=request.user
        ),
        heading=_("办结整改通知"), button=_("办结"),
    )  # fmt: skip


@staff
def send_back(request: StaffRequest, pk: int) -> HttpResponse:
    """Not put right yet."""
    found = get_order(request.user, Right.INSPECT, pk)
    form = ReturnForm(request.POST or None)
    return _form(
        request, found, form,
        lambda: ordering.send_back(
            order=found, reason=form.cleaned_data["reason"], due_on=form.cleaned_data["due_on"],
            today=localdate(), by=request.user,
        ),
        heading=_("退回再整改"), button=_("退回"),
    )  # fmt: skip


@staff
def criticise(request: StaffRequest, pk: int) -> HttpResponse:
    """通报批评 of a unit that let the day pass."""
    found = get_order(request.user, Right.INSPECT, pk)
    form = TextForm(request.POST or None, initial={"text": ordering.default_criticism(found)})
    return _form(
        request, found, form,
        lambda: ordering.criticise(
            order=found, text=form.cleaned_data["text"], today=localdate(), by=request.user
        ),
        heading=_("通报批评"), button=_("通报"), danger=True,
    )  # fmt: skip


@staff
def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """It should not have been issued."""
    found = get_order(request.user, Right.INSPECT, pk)
    form = ReasonForm(request.POST or None)
    return _form(
        request, found, form,
        lambda: ordering.withdraw(
            order=found, reason=form.cleaned_data["reason"], today=localdate(), by=request.user
        ),
        heading=_("撤销整改通知"), button=_("撤销"), danger=True,
    )  # fmt: skip


@require_safe
@staff
def file(request: StaffRequest, pk: int, file: int) -> HttpResponse:
    """A letter, a paper of the answer, or a photograph of the look again."""
    found = get_order(request.user, Right.INSPECTION_VIEW, pk)
    for step in found.steps.prefetch_related("files"):
        for one in step.files.all():
            if one.pk == file:
                return given(one)
    seen = found.items.filter(file=file).select_related("file").first()
    if seen is None or seen.file is None:
        raise Http404("inspection.file")
    return given(seen.file)


def _item(order: Order, pk: int) -> OrderItem:
    found = order.items.select_related("finding__unit", "order").filter(pk=pk).first()
    if found is None:
        raise Http404("supervision_inspection.orderitem")
    return found


def _pressed(
    request: StaffRequest, found: Order, words: str, act: Callable[[], object]
) -> HttpResponse:
    try:
        act()
    except Refused as refusal:
        messages.error(request, refusal.message.render(_))
    else:
        messages.success(request, words)
    return redirect(found)


def _form(
    request: StaffRequest,
    found: Order,
    form: Form,
    act: Callable[[], object],
    **context: Any,
) -> HttpResponse:
    if form.is_valid() and done(form, act):
        messages.success(request, _("已登记。"))
        return redirect(found)
    back = found.get_absolute_url()
    return act_page(
        request, form, back=back, trail=[*trail(found.unit), (back, found.number)],
        **{"subject": found.unit.name, **context},
    )  # fmt: skip
