"""A page for each verb over a matter: what it is about, a form, one button."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongming.engagement.matters import actions, answering
from tongming.engagement.matters.forms import (
    AnswerForm,
    CloseForm,
    ExtendForm,
    ReasonForm,
    ReportForm,
    ReturnForm,
    UrgeForm,
)
from tongming.engagement.matters.models import Matter
from tongming.engagement.matters.queries import get_matter, why_not_handle
from tongming.units.rights import NotPermitted
from tongming.units.staff import StaffRequest, done, staff

F = TypeVar("F", bound=forms.Form)


def _page(
    request: StaffRequest,
    matter: Matter,
    form: F,
    act: Callable[[F], object],
    heading: str,
    told: str,
    **context: Any,
) -> HttpResponse:
    """A form with one button; what it refuses is said on it, and nothing typed is lost."""
    if form.is_valid() and done(form, lambda: act(form)):
        messages.success(request, told)
        return redirect(matter)
    return render(
        request,
        "matters/act.html",
        {"form": form, "matter": matter, "heading": heading, "under": matter.subject, **context},
        status=422 if form.errors else 200,
    )


def _handled(request: StaffRequest, pk: int) -> Matter:
    matter = get_matter(request.user, pk)
    if reason := why_not_handle(request.user, matter, localdate()):
        raise NotPermitted(reason)
    return matter


@require_POST
@staff
def sign(request: StaffRequest, pk: int) -> HttpResponse:
    """The receipt."""
    matter = get_matter(request.user, pk)
    actions.sign(matter=matter, by=request.user, today=localdate())
    messages.success(request, _("已签收。"))
    return redirect(matter)


@staff
def report(request: StaffRequest, pk: int) -> HttpResponse:
    """Feed back."""
    matter = _handled(request, pk)
    form = ReportForm(request.POST or None, request.FILES or None)
    files = form.uploads() if form.is_valid() else []
    return _page(
        request, matter, form,
        lambda form: actions.report(
            matter=matter, text=form.cleaned_data["text"], files=files, by=request.user,
            today=localdate(),
        ),
        _("反馈办理情况"), _("已反馈，等督办单位审核。"),
    )  # fmt: skip


@staff
def send_back(request: StaffRequest, pk: int) -> HttpResponse:
    """Not done yet."""
    matter = get_matter(request.user, pk, issuing=True)
    return _page(
        request, matter, ReturnForm(request.POST or None),
        lambda form: actions.send_back(
            matter=matter, reason=form.cleaned_data["reason"], term=form.term(), by=request.user,
            today=localdate(),
        ),
        _("退回补办"), _("已退回，承办单位按新的时限补办。"),
    )  # fmt: skip


@staff
def close(request: StaffRequest, pk: int) -> HttpResponse:
    """Done."""
    matter = get_matter(request.user, pk, issuing=True)
    return _page(
        request, matter, CloseForm(request.POST or None),
        lambda form: actions.close(
            matter=matter, by=request.user, today=localdate(), **form.cleaned_data
        ),
        _("办结"), _("已办结。"),
    )  # fmt: skip


@staff
def extend(request: StaffRequest, pk: int) -> HttpResponse:
    """Another last day."""
    matter = get_matter(request.user, pk, issuing=True)
    return _page(
        request, matter, ExtendForm(request.POST or None),
        lambda form: actions.extend(
            matter=matter, term=form.term(), reason=form.cleaned_data["reason"], by=request.user,
            today=localdate(),
        ),
        _("变更期限"), _("已变更期限。"),
    )  # fmt: skip


@staff
def urge(request: StaffRequest, pk: int) -> HttpResponse:
    """Remind."""
    matter = get_matter(request.user, pk, issuing=True)
    return _page(
        request, matter, UrgeForm(request.POST or None),
        lambda form: actions.urge(
            matter=matter, by=request.user, today=localdate(), **form.cleaned_data
        ),
        _("催办"), _("已催办，承办单位在这一页看到。"),
    )  # fmt: skip


@staff
def revoke(request: StaffRequest, pk: int) -> HttpResponse:
    """It should not have been issued."""
    matter = get_matter(request.user, pk, issuing=True)
    return _page(
        request, matter, ReasonForm(request.POST or None),
        lambda form: actions.revoke(
            matter=matter, by=request.user, today=localdate(), **form.cleaned_data
        ),
        _("撤销督办"), _("已撤销。"), danger=True,
    )  # fmt: skip


@staff
def draft(request: StaffRequest, pk: int) -> HttpResponse:
    """Write what the public reads."""
    matter = get_matter(request.user, pk, issuing=True)
    kept = getattr(matter, "answer", None)
    initial = {
        "title": kept.title if kept else matter.subject,
        "text": kept.text if kept else matter.result,
    }
    return _page(
        request, matter, AnswerForm(request.POST or None, initial=initial),
        lambda form: answering.draft(matter=matter, by=request.user, **form.cleaned_data),
        _("起草公开答复"), _("已保存，由另一个人发布。"), button=_("保存"),
    )  # fmt: skip


@require_POST
@staff
def publish(request: StaffRequest, pk: int) -> HttpResponse:
    """Put it on the section."""
    matter = get_matter(request.user, pk, issuing=True)
    answering.publish(matter=matter, by=request.user, today=localdate())
    messages.success(request, _("已公开在“互动回应”栏目。"))
    return redirect(matter)


@staff
def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """Take it back."""
    matter = get_matter(request.user, pk, issuing=True)
    return _page(
        request, matter, ReasonForm(request.POST or None),
        lambda form: answering.withdraw(
            matter=matter, by=request.user, today=localdate(), **form.cleaned_data
        ),
        _("撤回公开答复"), _("已撤回，公开页面上注明。"), danger=True,
    )  # fmt: skip
