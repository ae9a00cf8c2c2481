"""The screens of tasks, under /work/tasks/."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongming.supervision.tasks import actions
from tongming.supervision.tasks.actions.common import may_carry, require_carrier
from tongming.supervision.tasks.evidence import offered
from tongming.supervision.tasks.forms import (
    ConcludeForm,
    MergeForm,
    PlanForm,
    ProgressForm,
    ReasonForm,
)
from tongming.supervision.tasks.models import Conclusion, Source, Task
from tongming.supervision.tasks.queries import (
    COUNTED,
    UNDER_WAY,
    get_task,
    sources_of,
    standings,
    tasks_seen,
    years_with_tasks,
)
from tongming.units.models import Unit
from tongming.units.queries import get_unit
from tongming.units.rights import Right, units_for, why_not
from tongming.units.staff import StaffRequest, attempt, done, staff

A_PAGE = 50
BY_TERM = F("due_on").asc(nulls_first=True)
"""What has no term yet waits to be checked: it comes first."""


@require_safe
@staff
def index(request: StaffRequest) -> HttpResponse:
    """A year's tasks by term: one's own unit's, or those of every unit one sees."""
    today = localdate()
    years = years_with_tasks(request.user, today)
    year = _number(request, "year") or today.year
    seen = units_for(request.user, Right.UNIT_VIEW).order_by("path")
    every = tasks_seen(request.user).filter(year=year)
    unit = seen.filter(pk=_number(request, "unit") or 0).first()
    if unit is not None:
        every = every.filter(unit=unit)
    asked = request.GET.get("state", "")
    state = asked if asked in Task.State.values else ""
    tasks = every.filter(state=state) if state else every.filter(state__in=("proposed", *COUNTED))
    held = request.user.appointments.in_force(today).values("unit")
    runs = units_for(request.user, Right.TASK_RUN).filter(left_on=None, pk__in=held)
    return render(
        request,
        "tasks/index.html",
        {
            "year": year,
            "years": sorted({*years, year}),
            "unit": unit,
            "units": seen if seen.count() > 1 else [],
            "state": state,
            "states": Task.State.choices,
            "page": Paginator(tasks.order_by(BY_TERM, "unit__path", "pk"), A_PAGE).get_page(
                request.GET.get("page")
            ),
            "proposed": every.filter(state=Task.State.PROPOSED).count(),
            "overdue": every.filter(state__in=UNDER_WAY, due_on__lt=today).count(),
            "standings": standings(seen, year, today) if unit is None and seen.count() > 1 else [],
            "sources": sources_of(seen, year),
            "runs": runs,
            "today": today,
        },
    )


@staff
def new(request: StaffRequest, pk: int) -> HttpResponse:
    """A task of one's own."""
    unit, today = get_unit(request.user, Right.TASK_RUN, pk), localdate()
    form = PlanForm(request.POST or None, unit=unit, year=today.year)
    if form.is_valid():
        made = attempt(
            form,
            lambda: actions.set_task(
                unit=unit, year=today.year, plan=form.plan(), by=request.user, today=today
            ),
        )
        if made:
            return redirect(made)
    return form_page(request, form, _("安排任务"), unit.name)


@require_safe
@staff
def task(request: StaffRequest, pk: int) -> HttpResponse:
    """One task: where it comes from, what was done, what came of it."""
    found = get_task(request.user, pk)
    runs = why_not(request.user, Right.TASK_RUN, found.unit)
    from_above = found.set_by is not None and why_not(
        request.user, Right.TASK_RUN, found.set_by
    )  # fmt: skip
    return render(
        request,
        "tasks/task.html",
        {
            "task": found,
            "sentences": found.sentences.select_related("source"),
            "progress": found.progress.select_related("by", "checkpoint").prefetch_related(
                "evidence"
            ),
            "conclusions": found.conclusions.select_related("by", "confirmed_by"),
            "runs": runs is None,
            "why_not_run": runs,
            "may_dismiss": runs is None and not from_above,
            "carries": may_carry(found, request.user),
            "why_not_confirm": actions.why_not_confirm(found, request.user),
            "may_reopen": why_not(request.user, Right.TASK_CONFIRM, found.unit) is None,
            "today": localdate(),
        },
    )


@staff
def take_on(request: StaffRequest, pk: int) -> HttpResponse:
    """Confirm a proposal, as it is or reworded."""
    found = get_task(request.user, pk, Right.TASK_RUN)
    form = PlanForm(request.POST or None, unit=found.unit, year=found.year, task=found)
    if form.is_valid() and done(
        form,
        lambda: actions.take_on(
            task=found, plan=form.plan(), by=request.user, today=localdate()
        ),
    ):  # fmt: skip
        messages.success(request, _("已列入。"))
        return redirect(found)
    return form_page(request, form, _("列入任务"), found.unit.name, found)


@staff
def arrange(request: StaffRequest, pk: int) -> HttpResponse:
    """Other people, days, words."""
    found = get_task(request.user, pk, Right.TASK_RUN)
    form = PlanForm(request.POST or None, unit=found.unit, year=found.year, task=found)
    if form.is_valid() and done(
        form,
        lambda: actions.arrange(
            task=found, plan=form.plan(), by=request.user, today=localdate()
        ),
    ):  # fmt: skip
        messages.success(request, _("已保存。"))
        return redirect(found)
    return form_page(request, form, _("调整任务"), found.unit.name, found)


@staff
def dismiss(request: StaffRequest, pk: int) -> HttpResponse:
    """It is no task."""
    found = get_task(request.user, pk, Right.TASK_RUN)
    return _reasoned(
        request, found, _("不列入"),
        lambda reason: actions.dismiss(task=found, reason=reason, by=request.user),
    )  # fmt: skip


@staff
def merge(request: StaffRequest, pk: int) -> HttpResponse:
    """Two sentences ask for the same."""
    found = get_task(request.user, pk, Right.TASK_RUN)
    others = Task.objects.filter(
        unit=found.unit, year=found.year, set_by=None,
        state__in=(Task.State.PROPOSED, Task.State.OPEN),
    ).exclude(pk=found.pk)  # fmt: skip
    form = MergeForm(request.POST or None, tasks=others)
    if form.is_valid():
        into = attempt(
            form,
            lambda: actions.merge(task=found, into=form.cleaned_data["into"], by=request.user),
        )
        if into:
            messages.success(request, _("已合并。"))
            return redirect(into)
    return form_page(request, form, _("合并任务"), found.title, found)


@staff
def progress(request: StaffRequest, pk: int) -> HttpResponse:
    """What was done."""
    found = get_task(request.user, pk)
    require_carrier(found, request.user)
    form = ProgressForm(request.POST or None, task=found, offered=offered(found.unit, found.year))
    if form.is_valid() and done(
        form,
        lambda: actions.enter_progress(
            task=found,
            on=form.cleaned_data["on"],
            text=form.cleaned_data["text"],
            evidence=form.records(),
            checkpoint=form.cleaned_data.get("checkpoint"),
            by=request.user,
            today=localdate(),
        ),
    ):
        messages.success(request, _("已登记进展。"))
        return redirect(found)
    return form_page(request, form, _("登记进展"), found.title, found)


@staff
def conclude(request: StaffRequest, pk: int) -> HttpResponse:
    """What came of it, for another to confirm."""
    found = get_task(request.user, pk)
    require_carrier(found, request.user)
    last = found.progress.order_by("-on", "-pk").first()
    form = ConcludeForm(request.POST or None, initial={"did": last.text if last else ""})
    if form.is_valid() and done(
        form,
        lambda: actions.conclude(
            task=found,
            result=Conclusion.Result(form.cleaned_data["result"]),
            did=form.cleaned_data["did"],
            reason=form.cleaned_data["reason"],
            by=request.user,
        ),
    ):
        messages.success(request, _("已提交，等其他负责人确认。"))
        return redirect(found)
    return form_page(request, form, _("提出结果"), found.title, found)


@require_POST
@staff
def confirm(request: StaffRequest, pk: int) -> HttpResponse:
    """Another has looked: it is so."""
    found = get_task(request.user, pk, Right.TASK_CONFIRM)
    form = Form(request.POST)
    form.is_valid()
    if done(form, lambda: actions.confirm(task=found, by=request.user)):
        messages.success(request, _("已确认。"))
    else:
        messages.error(request, str(form.non_field_errors()[0]))
    return redirect(found)


@staff
def send_back(request: StaffRequest, pk: int) -> HttpResponse:
    """It is not so yet."""
    found = get_task(request.user, pk, Right.TASK_CONFIRM)
    return _reasoned(
        request, found, _("退回结果"),
        lambda reason: actions.send_back(task=found, reason=reason, by=request.user),
    )  # fmt: skip


@staff
def reopen(request: StaffRequest, pk: int) -> HttpResponse:
    """It does not hold after all."""
    found = get_task(request.user, pk, Right.TASK_CONFIRM)
    return _reasoned(
        request, found, _("重新办理"),
        lambda reason: actions.reopen(task=found, reason=reason, by=request.user),
    )  # fmt: skip


def _number(request: StaffRequest, name: str) -> int | None:
    """A number in the address; None where there is none that could be one."""
    asked = request.GET.get(name, "")
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) <= 9 else None


def _reasoned(
    request: StaffRequest, found: Task, heading: str, act: Callable[[str], object]
) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    if form.is_valid() and done(form, lambda: act(form.cleaned_data["reason"])):
        return redirect(found)
    return form_page(request, form, heading, found.title, found, danger=True)


def form_page(
    request: StaffRequest,
    form: Form,
    heading: str,
    subject: str,
    back: Task | Source | Unit | None = None,
    *,
    danger: bool = False,
) -> HttpResponse:
    """One form with one button."""
    place = back.get_absolute_url() if isinstance(back, (Task, Source)) else reverse("tasks:index")
    return render(
        request,
        "tasks/form.html",
        {
            "form": form,
            "heading": heading,
            "subject": subject,
            # What the report says is asked about only while it is being made a task.
            "sentences": back.sentences.select_related("source")
            if isinstance(back, Task) and back.state == Task.State.PROPOSED
            else [],
            "back": place,
            "danger": danger,
        },
        status=422 if form.errors else 200,
    )
