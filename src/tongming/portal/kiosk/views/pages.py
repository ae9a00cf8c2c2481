"""The first page of a kiosk, lists, guide, reports, how to apply."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tongming.engagement.reading.queries import open_points
from tongming.law.statutory import items_for
from tongming.portal.kiosk.codes import picture
from tongming.portal.kiosk.stand import TYPE, KioskRequest, at_kiosk
from tongming.portal.pages.lists import LABELS
from tongming.portal.pages.model import Line
from tongming.portal.site.reading import codes, line_of, reading_points_of
from tongming.publishing import queries
from tongming.publishing.models import Entry, Published
from tongming.publishing.queries import Row
from tongming.reports.queries import published_report, published_reports
from tongming.reports.rendering.html import render_body
from tongming.units.institutions.kinds import Kind
from tongming.units.institutions.models import Institution
from tongming.units.models import Unit
from tongming.units.roster.queries import on_duty

PER_PAGE = 8
"""As many large lines as a screen holds without much scrolling."""
BY = {"item": "按法定事项", "year": "按年份", "theme": "按主题"}


def shown(request: HttpRequest, template: str, **data: Any) -> HttpResponse:
    """A page in the kiosk's frame."""
    stand = request.stand  # type: ignore[attr-defined]
    return render(
        request,
        f"kiosk/{template}.html",
        {"stand": stand, "large": request.COOKIES.get(TYPE) == "large", **data},
    )


@at_kiosk
def home(request: KioskRequest) -> HttpResponse:
    """What one can do here, and what was published last."""
    code = request.stand.unit.code
    newest = queries.newest_rows(f"{code}/content", 4, public=True)
    beneath = Unit.objects.filter(parent=request.stand.unit, code__in=codes(), left_on=None)
    return shown(
        request,
        "home",
        newest=[line_of(row) for row in newest],
        beneath=beneath.order_by("path"),
        has_reports=bool(published_reports(code)),
        has_rules=queries.list_state(f"{code}/rules").public,
    )


@at_kiosk
def browse(request: KioskRequest) -> HttpResponse:
    """The lists one may choose from: by item of the regulation, by year, by theme."""
    by = request.GET.get("by", "item")
    if by not in BY:
        raise Http404("kiosk.by")
    unit = request.stand.unit
    prefix = f"{unit.code}/content/{by}/"
    found = {one.name.removeprefix(prefix): one for one in queries.lists_under(prefix)}
    if by == "item":
        own = [(one.key, f"{one.number}{_(one.label)}") for one in items_for(unit.level_kind)]
        lists = [(f"content/item/{key}", label, found[key].public) for key, label in own
                 if key in found and found[key].public]  # fmt: skip
    else:
        lists = [(f"content/{by}/{key}", one.title, one.public) for key, one in found.items()
                 if one.public]  # fmt: skip
        lists.sort(key=lambda one: one[1], reverse=by == "year")
    return shown(
        request, "browse", title=_(BY[by]), by=by, lists=lists,
        ways=[(key, _(label)) for key, label in BY.items()],
    )  # fmt: skip


@at_kiosk
def listing(request: KioskRequest, inside: str) -> HttpResponse:
    """A list, the newest first."""
    name = f"{request.stand.unit.code}/{inside}"
    state = queries.list_state(name)
    if not state.last or inside.partition("/")[0] not in ("content", "rules"):
        raise Http404("kiosk.list")
    entries = (
        Entry.objects.filter(listing__name=name, present=True, item__state=Published.State.PUBLIC)
        .select_related("item")
        .order_by("-position")
    )
    page = Paginator(entries, PER_PAGE).get_page(request.GET.get("page"))
    return shown(
        request,
        "list",
        title=state.title if "/" in inside else _(LABELS[inside]),
        count=page.paginator.count,
        lines=[_line(entry) for entry in page],
        page=page,
        back=_back_from(request, inside),
    )


def _line(entry: Entry) -> Line:
    item = entry.item
    return line_of(Row(entry.position, item.key, withdrawn=False, line=item.line))


def _back_from(request: KioskRequest, inside: str) -> str:
    by = inside.split("/")[1] if inside.count("/") else ""
    if by not in BY:
        return request.stand.home
    return reverse("kiosk:browse", args=[request.stand.unit.code]) + f"?by={by}"


@at_kiosk
def guide(request: KioskRequest) -> HttpResponse:
    """政府信息公开指南, and the rules of the reading room."""
    unit, today = request.stand.unit, localdate()
    kinds = (Kind.READING_GUIDE, Kind.READING_SERVICE)
    rules = [
        (one.key, one.in_force.title)
        for one in Institution.objects.filter(unit=unit, kind__in=kinds, repealed_on=None)
        if one.in_force
    ]
    return shown(
        request, "guide", points=reading_points_of(unit), shifts=on_duty([unit], today),
        rules=rules, is_open=bool(open_points(unit, today)),
    )  # fmt: skip


@at_kiosk
def reports(request: KioskRequest) -> HttpResponse:
    """政府信息公开年报, a year once."""
    found: dict[int, str] = {}
    for one in published_reports(request.stand.unit.code):
        found.setdefault(one.year, one.report.title)
    return shown(request, "reports", reports=sorted(found.items(), reverse=True))


@at_kiosk
def report(request: KioskRequest, year: int) -> HttpResponse:
    """One report, as it was signed."""
    found = published_report(request.stand.unit.code, year)
    if found is None:
        raise Http404("kiosk.report")
    # The renderer escapes every text it puts in.
    body = mark_safe(render_body(found.report, translate=_))
    return shown(request, "report", title=found.report.title, published=found, body=body)


@at_kiosk
def apply(request: KioskRequest) -> HttpResponse:
    """依申请公开: on the visitor's own telephone, so that no identity number is typed here."""
    return shown(request, "apply", address=_apply_address(request.stand.unit.code))


@at_kiosk
def apply_code(request: KioskRequest) -> HttpResponse:
    """The address of the form as a picture for a telephone."""
    return picture(_apply_address(request.stand.unit.code))


def _apply_address(code: str) -> str:
    dynamic = settings.SITE_HOST["dynamic"].rstrip("/")
    base = dynamic if "//" in dynamic else f"{settings.SITE_ADDRESS}{dynamic}"
    return f"{base}{reverse('applying:new')}?unit={code}"
