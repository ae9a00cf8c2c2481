"""The screens of public opinion: the list by what is left, one incident with its clocks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tongming.engagement.topics import opinions
from tongming.engagement.topics.forms import (
    AssessForm,
    CloseForm,
    EnterForm,
    EvaluateForm,
    ReasonForm,
    SayForm,
)
from tongming.engagement.topics.models import Opinion
from tongming.engagement.topics.queries import Kept, counts, get_opinion, kept, opinions_for
from tongming.law.responses import Clock, Standing, hours
from tongming.law.words import N_, say
from tongming.units.queries import get_unit
from tongming.units.rights import Right, units_for, why_not
from tongming.units.staff import StaffRequest, attempt, done, staff

_MANY = 50
F = TypeVar("F", bound=forms.Form)
TONES = {
    Standing.RUNNING: "running", Standing.MISSED: "overdue", Standing.MET: "done",
    Standing.LATE: "soon",
}  # fmt: skip
KEPT_TONES = {
    Kept.RUNNING: "running", Kept.MISSED: "overdue", Kept.IN_TIME: "done", Kept.LATE: "soon",
    Kept.EXPLAINED: "draft",
}  # fmt: skip


@require_safe
@staff
def index(request: StaffRequest) -> HttpResponse:
    """A year's incidents; every count opens its list."""
    now = timezone.now()
    this = localtime(now).year
    asked = request.GET.get("year", "")
    fits = asked.isascii() and asked.isdecimal() and len(asked) == 4
    year = int(asked) if fits else this
    seen = units_for(request.user, Right.OPINION_VIEW)
    if not seen.exists():
        raise Http404("topics.opinions")
    every = list(opinions_for(request.user).filter(year=year))
    wanted = request.GET.get("kept", "")
    word = Kept(wanted) if wanted in set(Kept) else None
    shown = [one for one in every if word is None or kept(one, now) is word]
    page = Paginator(shown, _MANY).get_page(request.GET.get("page"))
    return render(
        request,
        "topics/opinions.html",
        {
            "year": year,
            "years": sorted({year, this, this - 1}),
            "total": len(every),
            "counts": [(one, n, one is word) for one, n in counts(every, now).items()],
            "word": word,
            "page": page,
            "lines": [_line(one, now) for one in page],
            "handles": units_for(request.user, Right.OPINION_HANDLE),
            "units": seen if seen.count() > 1 else [],
        },
    )


def _line(opinion: Opinion, now: datetime) -> dict[str, Any]:
    clocks = opinion.clocks(now)
    open_ = [one for one in clocks if one.is_open]
    return {
        "opinion": opinion,
        "clock": open_[0] if open_ and opinion.is_open else None,
        "tone": KEPT_TONES[kept(opinion, now)],
        "word": kept(opinion, now).label,
    }


@require_safe
@staff
def opinion(request: StaffRequest, pk: int) -> HttpResponse:
    """One incident: its hours, what was said, what comes next."""
    found, now = get_opinion(request.user, Right.OPINION_VIEW, pk), timezone.now()
    return render(
        request,
        "topics/opinion.html",
        {
            "opinion": found,
            "now": now,
            "clocks": [_drawn(one, running=found.is_open) for one in found.clocks(now)],
            "stage": found.stage,
            "statements": found.statements.all(),
            "why_not_handle": why_not(request.user, Right.OPINION_HANDLE, found.unit),
            "why_not_assess": why_not(request.user, Right.OPINION_APPROVE, found.unit),
            "why_not_close": opinions.why_not_close(found) if found.is_open else None,
        },
    )


def _drawn(clock: Clock, *, running: bool) -> dict[str, Any]:
    """A clock with its hours; one that was open when the matter was closed runs no longer."""
    tone, word, words = TONES[clock.standing], clock.standing.label, clock.words
    if clock.is_open and not running:
        tone, word = "draft", N_("不再要求")
        words = say(N_("没有{what}，已说明理由"), what=say(clock.limit.demand.label))
    return {"clock": clock, "hours": hours(clock), "tone": tone, "word": word, "words": words}


@staff
def new(request: StaffRequest, pk: int) -> HttpResponse:
    """Something was found."""
    unit = get_unit(request.user, Right.OPINION_HANDLE, pk)
    form = EnterForm(request.POST or None)
    if form.is_valid():
        made = attempt(
            form,
            lambda: opinions.enter(
                unit=unit, by=request.user, now=timezone.now(), **form.cleaned_data
            ),
        )
        if made:
            messages.success(request, _("已登记，等负责人研判等级。"))
            return redirect(made)
    return _shown(request, form, _("登记政务舆情"), unit.name)


def _shown(
    request: StaffRequest, form: forms.Form, heading: str, under: str, **context: Any
) -> HttpResponse:
    return render(
        request, "topics/act.html",
        {"form": form, "heading": heading, "under": under, "is_opinion": True, **context},
        status=422 if form.errors else 200,
    )  # fmt: skip


def _acted(
    request: StaffRequest,
    found: Opinion,
    form: F,
    act: Callable[[F], object],
    heading: str,
    told: str,
    **context: Any,
) -> HttpResponse:
    """A form with one button; what it refuses is said on it, and nothing typed is lost."""
    if form.is_valid() and done(form, lambda: act(form)):
        messages.success(request, told)
        return redirect(found)
    return _shown(request, form, heading, found.title, opinion=found, **context)


@staff
def assess(request: StaffRequest, pk: int) -> HttpResponse:
    """How grave it is."""
    found = get_opinion(request.user, Right.OPINION_APPROVE, pk)
    initial = {
        "gravity": found.gravity, "responsible": found.responsible or found.unit.name,
        "lead": found.lead, "assessment": found.assessment,
    }  # fmt: skip
    return _acted(
        request, found, AssessForm(request.POST or None, initial=initial),
        lambda form: opinions.assess(
            opinion=found, by=request.user, now=timezone.now(), **form.cleaned_data
        ),
        _("研判"), _("已研判。"),
    )  # fmt: skip


@staff
def say_something(request: StaffRequest, pk: int) -> HttpResponse:
    """Something was said."""
    found = get_opinion(request.user, Right.OPINION_HANDLE, pk)

    def act(form: SayForm) -> object:
        given = dict(form.cleaned_data)
        is_last, reason = given.pop("is_last"), given.pop("unmet_reason")
        return opinions.add_statement(
            opinion=found, said=opinions.Said(**given), by=request.user, now=timezone.now(),
            is_last=is_last, unmet_reason=reason,
        )  # fmt: skip

    return _acted(request, found, SayForm(request.POST or None), act, _("登记回应"), _("已登记。"))


@staff
def close(request: StaffRequest, pk: int) -> HttpResponse:
    """Nothing more is to be said."""
    found = get_opinion(request.user, Right.OPINION_HANDLE, pk)
    return _acted(
        request, found, CloseForm(request.POST or None),
        lambda form: opinions.close(
            opinion=found, by=request.user, now=timezone.now(), **form.cleaned_data
        ),
        _("办结舆情"), _("已办结，请作评估。"),
    )  # fmt: skip


@staff
def evaluate(request: StaffRequest, pk: int) -> HttpResponse:
    """Look back."""
    found = get_opinion(request.user, Right.OPINION_HANDLE, pk)
    return _acted(
        request, found, EvaluateForm(request.POST or None, initial={"text": found.evaluation}),
        lambda form: opinions.evaluate(
            opinion=found, by=request.user, now=timezone.now(), **form.cleaned_data
        ),
        _("评估这次回应"), _("已保存评估。"), button=_("保存"),
    )  # fmt: skip


@staff
def strike_out(request: StaffRequest, pk: int, statement: int) -> HttpResponse:
    """It was entered by mistake."""
    found = get_opinion(request.user, Right.OPINION_HANDLE, pk)
    row = found.statements.filter(pk=statement).first()
    if row is None:
        raise Http404("engagement_topics.statement")
    return _acted(
        request, found, ReasonForm(request.POST or None),
        lambda form: opinions.strike_out(statement=row, by=request.user, **form.cleaned_data),
        _("撤销登记"), _("已撤销，时限按其余的回应重新计算。"), danger=True,
    )  # fmt: skip
