"""The screens of hot topics: what the machine found, one topic, its response."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from tongming.engagement.topics import grouping, responding
from tongming.engagement.topics.forms import LookingForm, MergeForm, ReasonForm, RespondForm
from tongming.engagement.topics.models import Topic
from tongming.engagement.topics.topic_queries import (
    get_topic,
    looking_of,
    members_seen,
    topics_for,
)
from tongming.units.queries import get_unit
from tongming.units.rights import Right, units_for, why_not
from tongming.units.staff import StaffRequest, attempt, done, staff

_MANY = 50
F = TypeVar("F", bound=forms.Form)


@require_safe
@staff
def index(request: StaffRequest) -> HttpResponse:
    """Every topic, what waits to be looked at first."""
    seen = units_for(request.user, Right.OPINION_VIEW)
    if not seen.exists():
        raise Http404("topics.index")
    page = Paginator(topics_for(request.user), _MANY).get_page(request.GET.get("page"))
    return render(
        request,
        "topics/index.html",
        {
            "page": page,
            "handles": units_for(request.user, Right.OPINION_HANDLE),
            "units": seen if seen.count() > 1 else [],
        },
    )


@require_POST
@staff
def look(request: StaffRequest, pk: int) -> HttpResponse:
    """Look now; the clock looks by itself too."""
    unit = get_unit(request.user, Right.OPINION_HANDLE, pk)
    found = grouping.look(unit=unit, now=timezone.now(), by=request.user)
    if found:
        told = ngettext("找到{n}条相似的留言。", "找到{n}条相似的留言。", found)
        messages.success(request, told.format(n=found))
    else:
        messages.info(request, _("没有新的相似留言。"))
    return redirect("topics:index")


@staff
def looking(request: StaffRequest, pk: int) -> HttpResponse:
    """How far back, and from how many on."""
    unit = get_unit(request.user, Right.OPINION_HANDLE, pk)
    form = LookingForm(request.POST or None, instance=looking_of(unit))
    if form.is_valid():
        kept = attempt(
            form,
            lambda: grouping.set_looking(unit=unit, by=request.user, **form.cleaned_data),
        )
        if kept:
            messages.success(request, _("已保存。"))
            return redirect("topics:index")
    return _shown(request, form, _("热点设置"), unit.name, button=_("保存"))


@require_safe
@staff
def topic(request: StaffRequest, pk: int) -> HttpResponse:
    """One topic: who asks what, what is said of it."""
    found = get_topic(request.user, Right.OPINION_VIEW, pk)
    members = list(members_seen(request.user, found))
    response = getattr(found, "response", None)
    return render(
        request,
        "topics/topic.html",
        {
            "topic": found,
            "members": members,
            "unseen": found.members.count() - len(members),
            "unsure": [one for one in members if not one.sure],
            "response": response,
            "paragraphs": [one for one in response.text.split("\n") if one] if response else [],
            "answers": [one.message for one in members if one.message.answered_at],
            "why_not_handle": why_not(request.user, Right.OPINION_HANDLE, found.unit),
            "why_not_approve": why_not(request.user, Right.OPINION_APPROVE, found.unit),
            "wrote_self": response is not None and response.author_id == request.user.pk,
        },
    )


@require_POST
@staff
def sort(request: StaffRequest, pk: int) -> HttpResponse:
    """The ticked messages: they belong here, or they do not. Only what a person sees is ticked."""
    found = get_topic(request.user, Right.OPINION_HANDLE, pk)
    wanted = {int(one) for one in request.POST.getlist("member") if _is_number(one)}
    seen = members_seen(request.user, found).filter(pk__in=wanted)
    chosen = list(seen.values_list("pk", flat=True))
    now = timezone.now()
    if "split" in request.POST:
        parted = grouping.split(topic=found, chosen=chosen, by=request.user, now=now)
        messages.success(request, _("已分出。"))
        return redirect(parted if parted.state == Topic.State.PROPOSED else found)
    grouping.confirm(
        topic=found, title=request.POST.get("title", "")[:100], chosen=chosen, by=request.user,
        now=now,
    )  # fmt: skip
    messages.success(request, _("已确认。"))
    return redirect(found)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 18


@staff
def merge(request: StaffRequest, pk: int) -> HttpResponse:
    """Both ask about the same."""
    found = get_topic(request.user, Right.OPINION_HANDLE, pk)
    others = Topic.objects.filter(unit=found.unit).exclude(state=Topic.State.SET_ASIDE)
    form = MergeForm(request.POST or None, others=others.exclude(pk=found.pk))
    if form.is_valid():
        into = form.cleaned_data["into"]
        if done(
            form,
            lambda: grouping.merge(topic=found, into=into, by=request.user, now=timezone.now()),
        ):
            messages.success(request, _("已合并。"))
            return redirect(into)
    return _shown(request, form, _("并进另一个热点"), found.title, topic=found)


@require_POST
@staff
def set_aside(request: StaffRequest, pk: int) -> HttpResponse:
    """No hot topic."""
    found = get_topic(request.user, Right.OPINION_HANDLE, pk)
    grouping.set_aside(topic=found, by=request.user, now=timezone.now())
    messages.success(request, _("已定为不是热点，这几条留言不再提出。"))
    return redirect("topics:index")


@staff
def respond(request: StaffRequest, pk: int) -> HttpResponse:
    """Write the response, beginning from the facts there are."""
    found = get_topic(request.user, Right.OPINION_HANDLE, pk)
    kept = getattr(found, "response", None)
    initial = {
        "title": kept.title if kept else found.title,
        "text": kept.text if kept else responding.proposal(found),
    }
    return _acted(
        request, found, RespondForm(request.POST or None, initial=initial),
        lambda form: responding.draft(topic=found, by=request.user, **form.cleaned_data),
        _("起草回应"), _("已保存，由另一个人审批。"), button=_("保存"),
    )  # fmt: skip


@require_POST
@staff
def approve(request: StaffRequest, pk: int) -> HttpResponse:
    """Say it."""
    found = get_topic(request.user, Right.OPINION_APPROVE, pk)
    responding.approve(topic=found, by=request.user, today=localdate())
    messages.success(request, _("已公开，问过的人查询留言时都看得到。"))
    return redirect(found)


@staff
def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """Take it back."""
    found = get_topic(request.user, Right.OPINION_APPROVE, pk)
    return _acted(
        request, found, ReasonForm(request.POST or None),
        lambda form: responding.withdraw(
            topic=found, by=request.user, today=localdate(), **form.cleaned_data
        ),
        _("撤回回应"), _("已撤回，公开页面上注明。"), danger=True,
    )  # fmt: skip


def _shown(
    request: StaffRequest, form: forms.BaseForm, heading: str, under: str, **context: Any
) -> HttpResponse:
    return render(
        request, "topics/act.html",
        {"form": form, "heading": heading, "under": under, **context},
        status=422 if form.errors else 200,
    )  # fmt: skip


def _acted(
    request: StaffRequest,
    found: Topic,
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
    return _shown(request, form, heading, found.title, topic=found, **context)
