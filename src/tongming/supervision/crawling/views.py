"""The screens of crawling, under /work/crawling/."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongming.law.words import N_, Refused
from tongming.supervision.crawling import actions
from tongming.supervision.crawling.forms import SHOWN, SectionForm
from tongming.supervision.crawling.models import Section
from tongming.supervision.crawling.queries import (
    compared,
    earlier,
    get_crawl,
    get_fault,
    get_section,
    grouped,
    last_crawls,
    opening,
    progress,
    sections_for,
)
from tongming.supervision.crawling.workbook import as_xlsx
from tongming.units.rights import Right, units_for, why_not
from tongming.units.staff import StaffRequest, attempt, staff

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@staff
def index(request: StaffRequest) -> HttpResponse:
    """The sections somebody sees, each with how its last crawl stands."""
    if not units_for(request.user, Right.INSPECTION_VIEW).exists():
        raise Http404("crawling.index")
    sections = list(sections_for(request.user))
    crawls = last_crawls(sections)
    return render(
        request,
        "crawling/index.html",
        {
            "lines": [(one, *crawls.get(one.pk, (None, 0))) for one in sections],
            "may_run": units_for(request.user, Right.CRAWL_RUN).exists(),
        },
    )


@staff
def new(request: StaffRequest) -> HttpResponse:
    """Name a section."""
    return _section_form(request, None)


@staff
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """Change what is known about it."""
    return _section_form(request, get_section(request.user, pk, running=True))


def _section_form(request: StaffRequest, section: Section | None) -> HttpResponse:
    units = units_for(request.user, Right.CRAWL_RUN).order_by("path")
    if not units.exists():
        raise Http404("crawling.new")
    form = SectionForm(units, request.POST or None, instance=section)
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            lambda: actions.set_up(by=request.user, section=section, **form.given()),
        )
        if made is not None:
            messages.success(request, _("已保存。"))
            return redirect(made)
    heading = _("修改巡查对象") if section else _("添加巡查对象")
    return render(
        request,
        "crawling/form.html",
        {"form": form, "heading": heading, "section": section},
        status=422 if form.errors else 200,
    )


@require_safe
@staff
def section(request: StaffRequest, pk: int) -> HttpResponse:
    """One section: its crawls, whether it opens, the small looks."""
    found = get_section(request.user, pk)
    crawls = list(found.crawls.select_related("by")[:20])
    why = why_not(request.user, Right.CRAWL_RUN, found.unit)
    return render(
        request,
        "crawling/section.html",
        {
            "section": found,
            "lines": [(one, one.faults.count()) for one in crawls],
            "going": next((one for one in crawls if one.is_going), None),
            "opening": opening(found) if found.is_watched else None,
            "light": [(name, LIGHT[name], found.light[name]) for name in LIGHT if name in
                      found.light],
            "may_run": why is None,
            "why_not": why,
        },
    )  # fmt: skip


LIGHT = {"C28": N_("站内搜索"), "C29": N_("IPv6 访问"), "C33": N_("页面没有被改动")}
"""The small looks of every day, and what they are about."""


@require_POST
@staff
def begin(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask for a crawl."""
    found = get_section(request.user, pk, running=True)
    try:
        made = actions.begin(section=found, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.message.render(_))
        return redirect(found)
    messages.success(request, _("已经安排。可以离开这一页，巡查会自己进行。"))
    return redirect(made)


@require_safe
@staff
def crawl(request: StaffRequest, pk: int) -> HttpResponse:
    """How far it is; when it has ended, what was found."""
    found = get_crawl(request.user, pk)
    lines = [] if found.is_going else compared(found)
    shown = request.GET.get("show", "")
    shown = shown if shown in SHOWN else ""
    chosen = [one for one in lines if (one.since == shown if shown else one.since != "gone")]
    counts = [(key, label, sum(one.since == key for one in lines)) for key, label in SHOWN.items()]
    return render(
        request,
        "crawling/crawl.html",
        {
            "crawl": found,
            "progress": progress(found),
            "groups": grouped(chosen),
            "count": len(chosen),
            "counts": counts,
            "shown": shown,
            "before": None if found.is_going else earlier(found),
            "all_count": sum(one.since != "gone" for one in lines),
            "may_run": why_not(request.user, Right.CRAWL_RUN, found.section.unit) is None,
        },
    )


@require_POST
@staff
def cancel(request: StaffRequest, pk: int) -> HttpResponse:
    """Stop it."""
    found = get_crawl(request.user, pk)
    try:
        actions.cancel(crawl=found, by=request.user)
        messages.success(request, _("已经取消。已经看到的留着。"))
    except Refused as refusal:
        messages.error(request, refusal.message.render(_))
    return redirect(found)


@require_safe
@staff
def export(request: StaffRequest, pk: int) -> HttpResponse:
    """What was found, to save."""
    found = get_crawl(request.user, pk)
    if found.is_going:
        raise Http404("crawling.export")
    response = HttpResponse(as_xlsx(found, compared(found)), content_type=_XLSX)
    day = found.finished_at.date().isoformat() if found.finished_at else ""
    name = f"{found.section.name}巡查发现{day}.xlsx"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


@require_safe
@staff
def fault(request: StaffRequest, pk: int) -> HttpResponse:
    """One fault with its evidence."""
    return render(request, "crawling/fault.html", {"fault": get_fault(request.user, pk)})
