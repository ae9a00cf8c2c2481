"""Colleague units, an application sent to the wrong one, and what many asked for."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongming.applications.handling import actions, queries
from tongming.applications.handling.forms import (
    HandOverForm,
    HelpForm,
    HelpReplyForm,
    ReasonForm,
    SuggestForm,
)
from tongming.applications.handling.models import Help
from tongming.applications.handling.views.common import handled, page, viewed
from tongming.applications.queries import get_application
from tongming.units.rights import Right, why_not
from tongming.units.staff import StaffRequest, attempt, staff


@staff
def helps(request: StaffRequest, pk: int) -> HttpResponse:
    """What other units were asked about an application, and asking one more."""
    application = viewed(request, pk)
    may_not = why_not(request.user, Right.APPLICATION_HANDLE, application.unit)
    today = localdate()
    form = HelpForm(
        queries.other_units(application),
        request.POST if request.method == "POST" else None,
        initial={
            "kind": request.GET.get("kind", Help.Kind.SEARCH),
            "unit": request.GET.get("unit", ""),
            "matter": application.subject,
        },
    )
    if request.method == "POST" and form.is_valid():
        asked = attempt(
            form,
            lambda: actions.ask_help(
                application=application, by=request.user, today=today, **form.cleaned_data
            ),
        )
        if asked is not None:
            messages.success(request, _("已告诉%(unit)s。") % {"unit": asked.unit.short_name})
            return redirect("applications:handling:helps", pk)
    return page(
        request,
        "helps.html",
        {
            "application": application,
            "helps": queries.helps_of(application),
            "form": form if may_not is None and application.received_on else None,
            "why_not": may_not,
            "today": today,
        },
        form,
    )


@require_POST
@staff
def take_back(request: StaffRequest, pk: int, help_pk: int) -> HttpResponse:
    """Not needed any more."""
    application = handled(request, pk)
    asked = application.helps.filter(pk=help_pk).first()
    if asked is None:
        raise Http404("handling.help")
    actions.take_back(asked=asked, by=request.user, today=localdate())
    messages.success(request, _("已收回。"))
    return redirect("applications:handling:helps", pk)


@staff
def help_page(request: StaffRequest, pk: int) -> HttpResponse:
    """What one's own unit is asked, and answering it. It shows nothing of the applicant."""
    asked = queries.get_help(request.user, pk)
    may_not = why_not(request.user, Right.APPLICATION_HANDLE, asked.unit)
    form = HelpReplyForm(
        asked.kind,
        request.POST if request.method == "POST" else None,
        initial={"reply": _("已知悉。")} if asked.kind == Help.Kind.NOTE else None,
    )
    if request.method == "POST" and form.is_valid():
        replied = attempt(
            form,
            lambda: (
                actions.reply_help(
                    asked=asked,
                    reply=form.cleaned_data["reply"],
                    found=form.cleaned_data.get("found"),
                    by=request.user,
                    today=localdate(),
                ),
                True,
            ),
        )
        if replied is not None:
            messages.success(request, _("已回复。"))
            return redirect("applications:handling:help", pk)
    return page(
        request,
        "help.html",
        {
            "help": asked,
            "form": form if asked.is_open and may_not is None else None,
            "why_not": may_not,
            "today": localdate(),
        },
        form,
    )


@staff
def hand_over(request: StaffRequest, pk: int) -> HttpResponse:
    """Give an unconfirmed application to the unit it belongs to."""
    application = get_application(request.user, Right.APPLICATION_REGISTER, pk)
    form = HandOverForm(
        queries.other_units(application), request.POST if request.method == "POST" else None
    )
    if request.method == "POST" and form.is_valid():
        handed = attempt(
            form,
            lambda: actions.hand_over(
                application=application, by=request.user, today=localdate(), **form.cleaned_data
            ),
        )
        if handed is not None:
            messages.success(
                request, _("已转给%(unit)s，原查询码继续有效。") % {"unit": handed.unit.short_name}
            )
            return redirect("applications:list")
    return page(request, "hand_over.html", {"application": application, "form": form}, form)


@staff
def conversion(request: StaffRequest, pk: int) -> HttpResponse:
    """Make public for all what many asked for, or say why not (第四十四条)."""
    application = viewed(request, pk)
    may_not = why_not(request.user, Right.INFORMATION_DRAFT, application.unit)
    decided = queries.conversion_of(application)
    many = queries.asked_by_many(application, 1) if decided is None else []
    form = ReasonForm(request.POST if request.method == "POST" else None)
    today = localdate()
    if request.method == "POST" and may_not is None:
        if "convert" in request.POST:
            made = actions.convert(application=application, by=request.user, today=today)
            assert made.document is not None
            messages.success(request, _("已建好草稿，补上内容后照常审查、发布。"))
            return redirect(made.document.get_absolute_url())
        if form.is_valid():
            left = attempt(
                form,
                lambda: actions.decline_conversion(
                    application=application, reason=form.cleaned_data["reason"],
                    by=request.user, today=today,
                ),
            )  # fmt: skip
            if left is not None:
                messages.success(request, _("已记下。"))
                return redirect(application)
    return page(
        request,
        "conversion.html",
        {
            "application": application,
            "decided": decided,
            "many": many,
            "suggested": getattr(application, "suggestion", None),
            "form": form,
            "why_not": may_not,
        },
        form,
    )


@staff
def suggestion(request: StaffRequest, pk: int) -> HttpResponse:
    """Put the applicant's suggestion on record (第四十四条第二款)."""
    application = handled(request, pk)
    today = localdate()
    form = SuggestForm(request.POST if request.method == "POST" else None, initial={"on": today})
    if request.method == "POST" and form.is_valid():
        kept = attempt(
            form,
            lambda: actions.suggest(
                application=application, on=form.cleaned_data["on"], by=request.user, today=today
            ),
        )
        if kept is not None:
            messages.success(request, _("已登记申请人的建议。"))
            return redirect(application)
    return page(request, "suggestion.html", {"application": application, "form": form}, form)
