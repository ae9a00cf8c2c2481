"""The screens of supervised matters: the list by term with its counts, one matter, a new one."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tongming.calendars.queries import current_calendar
from tongming.engagement.matters import actions
from tongming.engagement.matters.forms import IssueForm, RemindingForm
from tongming.engagement.matters.kinds import Counted, Standing, State, Term
from tongming.engagement.matters.models import Matter
from tongming.engagement.matters.queries import (
    by_term,
    cards_of,
    counts,
    get_matter,
    matters_for,
    reminding_of,
    standing_is,
    why_not_handle,
)
from tongming.engagement.messages.queries import messages_for
from tongming.units.models import Unit
from tongming.units.queries import guard
from tongming.units.rights import Right, units_for, why_not
from tongming.units.staff import StaffRequest, attempt, staff

_MANY = 50
TONES = {
    Standing.IN_TERM: "running", Standing.OVERDUE: "overdue", Standing.ON_TIME: "done",
    Standing.LATE: "soon", Standing.REVOKED: "draft",
}  # fmt: skip


@require_safe
@staff
def index(request: StaffRequest) -> HttpResponse:
    """A year's matters, those issued or those received, by term; every count opens its list."""
    today = localdate()
    seen = units_for(request.user, Right.MATTER_VIEW)
    issues = units_for(request.user, Right.MATTER_ISSUE)
    year, side = _year(request, today), _side(request, issues.exists())
    every = matters_for(request.user).filter(year=year)
    where = {"unit__in": seen} if side == "issued" else {"handler__in": seen}
    ours = every.filter(**where)
    unit = _unit(request, seen)
    if unit is not None:
        ours = ours.filter(**({"unit": unit} if side == "issued" else {"handler": unit}))
    standing = _standing(request)
    shown = ours.filter(standing_is(standing, today)) if standing else ours
    page = Paginator(by_term(shown), _MANY).get_page(request.GET.get("page"))
    cards = cards_of(page.object_list)
    return render(
        request,
        "matters/index.html",
        {
            "year": year,
            "years": sorted({year, today.year, today.year - 1}),
            "side": side,
            "unit": unit,
            "units": seen if seen.count() > 1 else [],
            "standing": standing,
            "counts": [(one, n, one is standing) for one, n in counts(ours, today).items()],
            "total": ours.count(),
            "page": page,
            "lines": [_line(one, cards.get(one.pk), today) for one in page],
            "issues": issues,
            "today": today,
        },
    )


def _line(matter: Matter, card: object, today: date) -> dict[str, Any]:
    return {"matter": matter, "card": card, **state_shown(matter, today)}


def state_shown(matter: Matter, today: date) -> dict[str, Any]:
    """The badge of a matter: overdue said first, its state otherwise."""
    standing = matter.standing(today)
    calendar = current_calendar()
    waits = matter.stands.waits_for_handler
    left = calendar.count(today, matter.due_on)
    if standing in (Standing.ON_TIME, Standing.LATE, Standing.REVOKED, Standing.OVERDUE):
        tone, word = TONES[standing], standing.label
    elif matter.stands is State.REPORTED:
        tone, word = "waiting", State.REPORTED.label
    else:
        tone, word = ("soon" if left <= 3 else "running"), matter.stands.label
    return {"tone": tone, "word": word, "standing": standing, "left": left, "waits": waits}


def _year(request: StaffRequest, today: date) -> int:
    asked = request.GET.get("year", "")
    fits = asked.isascii() and asked.isdecimal() and len(asked) == 4
    return int(asked) if fits else today.year


def _side(request: StaffRequest, issues: bool) -> str:
    asked = request.GET.get("side", "")
    return asked if asked in ("issued", "received") else "issued" if issues else "received"


def _standing(request: StaffRequest) -> Standing | None:
    asked = request.GET.get("standing", "")
    return Standing(asked) if asked in set(Standing) else None


def _unit(request: StaffRequest, seen: QuerySet[Unit]) -> Unit | None:
    asked = request.GET.get("unit", "")
    known = asked.isascii() and asked.isdecimal() and len(asked) <= 9
    return seen.filter(pk=int(asked)).first() if known else None


@require_safe
@staff
def matter(request: StaffRequest, pk: int) -> HttpResponse:
    """One matter: what is asked, its term, what happened, what comes next."""
    found, today = get_matter(request.user, pk), localdate()
    answer = getattr(found, "answer", None)
    issue = why_not(request.user, Right.MATTER_ISSUE, found.unit)
    entries = list(found.entries.select_related("by").prefetch_related("files"))
    reported = [one for one in entries if one.move == "reported"]
    return render(
        request,
        "matters/matter.html",
        {
            "matter": found,
            "entries": entries,
            "report": reported[-1] if reported else None,
            "answer": answer,
            "paragraphs": answer.text.split("\n") if answer else [],
            "term": Term(Counted(found.counted), found.days).words,
            "card": cards_of([found]).get(found.pk),
            "today": today,
            "message": messages_for(request.user).filter(pk=found.message_id or 0).first(),
            "is_issuer": issue is None,
            "why_not_issue": issue,
            "why_not_handle": why_not_handle(request.user, found, today),
            "reported_self": bool(reported) and reported[-1].by_id == request.user.pk,
            "wrote_self": answer is not None and answer.author_id == request.user.pk,
            **state_shown(found, today),
        },
    )


@staff
def new(request: StaffRequest, pk: int) -> HttpResponse:
    """Issue a matter for a unit."""
    unit, today = _issuing(request, pk), localdate()
    started = {"message_number": request.GET.get("message", "")[:40]}
    form = IssueForm(request.POST or None, unit=unit, today=today, initial=started)
    if form.is_valid():
        given = {
            name: form.cleaned_data[name]
            for name in (
                "handler", "subject", "basis", "requirement", "department", "person",
                "message_number",
            )
        }  # fmt: skip
        made = attempt(
            form,
            lambda: actions.issue(
                unit=unit, term=form.term(), by=request.user, today=today, **given
            ),
        )
        if made:
            messages.success(request, _("已下达{number}。").format(number=made.number))
            return redirect(made)
    return render(
        request, "matters/act.html",
        {"form": form, "heading": _("下达督办事项"), "under": unit.name},
        status=422 if form.errors else 200,
    )  # fmt: skip


@staff
def reminding(request: StaffRequest, pk: int) -> HttpResponse:
    """When the clock reminds, and cards."""
    unit = _issuing(request, pk)
    form = RemindingForm(request.POST or None, instance=reminding_of(unit))
    if form.is_valid():
        kept = attempt(
            form,
            lambda: actions.set_reminding(unit=unit, by=request.user, **form.cleaned_data),
        )
        if kept:
            messages.success(request, _("已保存。"))
            return redirect("matters:index")
    return render(
        request, "matters/act.html",
        {"form": form, "heading": _("催办设置"), "under": unit.name, "button": _("保存")},
        status=422 if form.errors else 200,
    )  # fmt: skip


def _issuing(request: StaffRequest, pk: int) -> Unit:
    unit = Unit.objects.filter(pk=pk).first()
    if unit is None:
        raise Http404("units.unit")
    guard(request.user, Right.MATTER_ISSUE, unit, seen_with=Right.MATTER_VIEW)
    return unit
