"""The queue and a message on the workbench."""

from __future__ import annotations

from typing import Any

from django.contrib import messages as notes
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongming.calendars.queries import current_calendar
from tongming.engagement.messages import actions
from tongming.engagement.messages.actions.handling import arrived
from tongming.engagement.messages.acts import ACTS, offered
from tongming.engagement.messages.forms import MessageForm, ReasonForm, RegisterForm, SettingsForm
from tongming.engagement.messages.kinds import OPEN, Channel
from tongming.engagement.messages.models import Message
from tongming.engagement.messages.months import asked_month, asked_unit
from tongming.engagement.messages.public import open_findings
from tongming.engagement.messages.queries import get_message, messages_for
from tongming.engagement.messages.statistics import SETS, records
from tongming.files.actions.keeping import admit, clean_name
from tongming.units.queries import get_unit
from tongming.units.rights import Right, units_for, why_not
from tongming.units.staff import StaffRequest, attempt, done, staff

PER_PAGE = 30
_RIGHTS = (Right.MESSAGE_HANDLE, Right.MESSAGE_APPROVE, Right.MESSAGE_PUBLISH)


@require_safe
@staff
def index(request: StaffRequest) -> HttpResponse:
    """The open ones by term; all of them; or those behind a figure."""
    units = units_for(request.user, Right.MESSAGE_VIEW)
    if not units.exists():
        raise Http404("messages.index")
    asked, figure = request.GET.get("show", "open"), request.GET.get("figure", "")
    unit, month = asked_unit(request, units), asked_month(request)
    seen = messages_for(request.user)
    if figure in SETS and unit and month:
        shown = seen.filter(pk__in=records(unit, month, figure).values("pk"))
        asked = "figure"
    else:
        shown = seen.filter(unit=unit) if unit else seen
        if asked != "all":
            shown = shown.filter(state__in=[one.value for one in OPEN]).order_by("due_on", "pk")
    today, calendar = localdate(), current_calendar()
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "messages/index.html",
        {
            "page": page,
            "lines": [(one, calendar.count(today, one.due_on)) for one in page],
            "show": asked,
            "unit": unit,
            "units": units if units.count() > 1 else [],
            "month": month,
            "today": today,
            "may_register": units_for(request.user, Right.MESSAGE_HANDLE).exists(),
            "managed": units_for(request.user, Right.MESSAGE_MANAGE),
            "query": f"show={asked}" + (f"&unit={unit.pk}" if unit else "")
            + (f"&month={month:%Y-%m}&figure={figure}" if asked == "figure" and month else ""),
        },
    )  # fmt: skip


@staff
def new(request: StaffRequest) -> HttpResponse:
    """Enter what came another way. The query code is told once, to be passed on."""
    units = units_for(request.user, Right.MESSAGE_HANDLE)
    if not units.exists():
        raise Http404("messages.new")
    first = {"received_on": localdate(), "channel": Channel.PHONE.value}
    form = RegisterForm(units, request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            lambda: actions.register(
                unit=form.cleaned_data["unit"], written=form.written(),
                channel=Channel(form.cleaned_data["channel"]),
                received_on=form.cleaned_data["received_on"], attachments=_uploads(request),
                by=request.user, today=localdate(),
            ),
        )  # fmt: skip
        if made is not None:
            found, code = made
            notes.success(
                request,
                _("已登记，编号{number}，查询码{code}。查询码只显示这一次，请告诉留言人。").format(
                    number=found.number, code=code
                ),
            )
            if messages_for(request.user).filter(pk=found.pk).exists():
                return redirect(found)
            return redirect("messages:index")
    return act_page(
        request, form, heading=_("登记留言"), button=_("登记"), back=reverse("messages:index"),
        files=True,
    )  # fmt: skip


def _uploads(request: StaffRequest) -> list[tuple[str, bytes]]:
    """Admitted as every file is."""
    found = []
    for upload in request.FILES.getlist("files"):
        assert isinstance(upload, UploadedFile)
        name, content = clean_name(upload.name or ""), upload.read()
        admit(content, name)
        found.append((name, content))
    return found


def act_page(request: StaffRequest, form: Any, **context: Any) -> HttpResponse:
    """One verb and its form."""
    return render(
        request,
        "messages/act.html",
        {"form": form, **context},
        status=400 if form.errors else 200,
    )


@require_safe
@staff
def message(request: StaffRequest, pk: int) -> HttpResponse:
    """One message: what was written, where it stands, what can be done."""
    found = get_message(request.user, Right.MESSAGE_VIEW, pk)
    person, unit = request.user, found.unit
    rights = {right: why_not(person, right, unit) is None for right in _RIGHTS}
    last = arrived(found)
    looks = rights[Right.MESSAGE_PUBLISH] and found.published_at is None and found.answered_at
    return render(
        request,
        "messages/message.html",
        {
            "message": found,
            "acts": [
                (name, one)
                for name, one in ACTS.items()
                if rights[one.right] and offered(found, name)
            ],
            "may_approve": rights[Right.MESSAGE_APPROVE] and found.state == "approval",
            "own_draft": found.drafted_by_id == person.pk,
            "may_publish": rights[Right.MESSAGE_PUBLISH]
            and found.state == "answered"
            and not found.is_public
            and found.may_publish,
            "may_open": rights[Right.MESSAGE_HANDLE] and found.sealed,
            "may_recall": last is not None
            and found.state == "new"
            and why_not(person, Right.MESSAGE_HANDLE, last.from_unit) is None,
            "may_act_here": rights[Right.MESSAGE_HANDLE],
            "found": open_findings(found) if looks and found.may_publish else [],
            "kept": found.kept_findings.select_related("by"),
            "forwards": found.forwards.select_related("from_unit", "to_unit", "by"),
            "attachments": found.attachments.select_related("file"),
            "days_left": current_calendar().count(localdate(), found.due_on),
        },
    )


@staff
def act(request: StaffRequest, pk: int, act: str) -> HttpResponse:
    """One verb: its form, and what it comes to."""
    if act not in ACTS:
        raise Http404("messages.act")
    chosen = ACTS[act]
    found = get_message(request.user, chosen.right, pk)
    form = chosen.form(found, request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(
            form, lambda: chosen.do(found, form.cleaned_data, request.user, localdate())
        )
    ):  # fmt: skip
        notes.success(request, _(chosen.done))
        if messages_for(request.user).filter(pk=found.pk).exists():
            return redirect(found)
        return redirect("messages:index")
    return act_page(
        request, form, heading=_(chosen.heading), button=_(chosen.button), message=found,
        help=_(chosen.help) if chosen.help else "", back=found.get_absolute_url(),
        danger=chosen.weight == "danger",
    )  # fmt: skip


def _one(
    request: StaffRequest, found: Message, form: MessageForm, heading: str, button: str, **more: Any
) -> HttpResponse:
    return act_page(
        request, form, heading=heading, button=button, message=found,
        back=found.get_absolute_url(), **more,
    )  # fmt: skip


@staff
def approve(request: StaffRequest, pk: int) -> HttpResponse:
    """Read the answer once more, and say yes."""
    found = get_message(request.user, Right.MESSAGE_APPROVE, pk)
    form = MessageForm(found, request.POST or None)
    if request.method == "POST" and done(
        form, lambda: actions.approve(message=found, by=request.user, today=localdate())
    ):
        notes.success(request, _("已答复，留言人现在查得到。"))
        return redirect(found)
    return _one(
        request, found, form, _("审核答复"), _("同意，答复留言人"), quote=found.answer,
        help=_("同意以后，留言人就能看到这个答复。"),
    )  # fmt: skip


@staff
def publish(request: StaffRequest, pk: int) -> HttpResponse:
    """Look over what the public will read, and publish it."""
    found = get_message(request.user, Right.MESSAGE_PUBLISH, pk)
    form = MessageForm(found, request.POST or None)
    if request.method == "POST" and done(
        form, lambda: actions.publish(message=found, by=request.user, today=localdate())
    ):
        notes.success(request, _("已公开。"))
        return redirect(found)
    return _one(
        request, found, form, _("公开留言和答复"), _("公开"),
        help=_("公众看到的就是下面这些，没有留言人的姓名和联系方式。"),
        public=found,
    )  # fmt: skip


@staff
def keep(request: StaffRequest, pk: int) -> HttpResponse:
    """Keep something found, with a reason."""
    found = get_message(request.user, Right.MESSAGE_PUBLISH, pk)
    digest = request.GET.get("finding", "")[:64]
    one = next((one for one in open_findings(found) if one.digest == digest), None)
    if one is None:
        return redirect(found)
    form = ReasonForm(found, request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(
            form,
            lambda: actions.keep_finding(
                message=found, digest=digest, by=request.user, **form.cleaned_data
            ),
        )
    ):
        return redirect(found)
    return _one(
        request, found, form, _("保留这一处"), _("保留"),
        help=f"{_(one.kind.label)}：{one.masked}",
    )  # fmt: skip


@staff
def recall(request: StaffRequest, pk: int) -> HttpResponse:
    """Take back what was forwarded: by the unit that forwarded it."""
    found = get_message(request.user, Right.MESSAGE_VIEW, pk)
    form = ReasonForm(found, request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(
            form,
            lambda: actions.recall(
                message=found, by=request.user, today=localdate(), **form.cleaned_data
            ),
        )
    ):
        notes.success(request, _("已收回。"))
        return redirect(found)
    return _one(request, found, form, _("收回转办"), _("收回"))


@staff
def original(request: StaffRequest, pk: int) -> HttpResponse:
    """The original and the contact, after a reason that goes on record."""
    found = get_message(request.user, Right.MESSAGE_HANDLE, pk)
    form = ReasonForm(found, request.POST or None)
    shown = None
    if request.method == "POST" and form.is_valid():
        shown = attempt(
            form,
            lambda: actions.open_original(
                message=found, by=request.user, reason=form.cleaned_data["reason"]
            ),
        )
    if shown is None:
        return _one(
            request, found, form, _("看原文和联系方式"), _("查看"),
            help=_("谁看了、为什么看，记在台账里。"),
        )  # fmt: skip
    response = render(request, "messages/original.html", {"message": found, "original": shown})
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@staff
def attachment(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    """A file the writer sent: opened by pressing, on record."""
    found = get_message(request.user, Right.MESSAGE_HANDLE, pk)
    one = found.attachments.select_related("file").filter(pk=number).first()
    if one is None:
        raise Http404("messages.attachment")
    name = one.file.name
    content = actions.open_attachment(attachment=one, by=request.user)
    response = HttpResponse(content, content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["Cache-Control"] = "no-store"
    return response


@staff
def settings(request: StaffRequest, pk: int) -> HttpResponse:
    """A unit's own terms."""
    unit = get_unit(request.user, Right.MESSAGE_MANAGE, pk)
    form = SettingsForm(unit, request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(
            form, lambda: actions.change_settings(unit=unit, by=request.user, **form.asked())
        )
    ):  # fmt: skip
        notes.success(request, _("已保存。以后的留言按新的期限。"))
        return redirect("messages:index")
    return act_page(
        request, form, heading=_("留言办理设置"), button=_("保存"), help=unit.name,
        back=reverse("messages:index"),
    )  # fmt: skip
