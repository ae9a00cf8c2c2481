"""The public pages. Nobody signs in here, and nothing but the choice of type size is remembered."""

from __future__ import annotations

from io import BytesIO
from urllib.parse import quote

import segno
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from tongming.portal.rules import RULES
from tongming.portal.section import (
    content_address,
    corrections_of,
    head_figures,
    newest_items,
    one_a_year,
    says,
    site_of,
)
from tongming.portal.templatetags.section import published_for
from tongming.reports.outputs import PictureKind, picture_of
from tongming.reports.queries import PublishedReport, public_versions, published_report
from tongming.reports.rendering import FileKind
from tongming.reports.rendering.html import render_body
from tongming.reports.rendering.picture import STRIP, panels, svg
from tongming.units.models import Unit

PER_PAGE = 20
YEAR = 365 * 24 * 3600


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The first page: whose section it is, the newest report, those before."""
    published = one_a_year(published_for(request))
    newest = max(published, key=lambda one: (one.year, one.published_at), default=None)
    figures = head_figures(newest.report) if newest else []
    return render(
        request,
        "portal/home.html",
        {
            "newest": newest,
            "figures": figures[:4],
            "earlier": [one for one in published if one is not newest][:10],
            "items": newest_items(8),
            "content": content_address(),
            "prefix": settings.SITE_PREFIX,
        },
    )


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """政府信息公开年报: every published report, by year and unit; filters stand in the address."""
    published = one_a_year(published_for(request))
    query = request.GET.get("q", "").strip()
    unit = request.GET.get("unit", "")
    year = request.GET.get("year", "")
    found = [
        one
        for one in published
        if (not unit or one.unit.code == unit)
        and (not year or str(one.year) == year)
        and (not query or says(one, query))
    ]
    found.sort(key=lambda one: (-one.year, one.unit.path))
    return render(
        request,
        "portal/reports.html",
        {
            "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
            "query": query,
            "unit": unit,
            "year": year,
            "units": list({one.unit.code: one.unit for one in published}.values()),
            "years": sorted({one.year for one in published}, reverse=True),
        },
    )


@require_safe
def report(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """One published report, as it was signed."""
    published = _published(code, year, request.GET.get("form"))
    before = _year_before(published)
    others = [
        one for one in published_for(request) if one.unit == published.unit and one.year == year
    ]
    return render(
        request,
        "portal/report.html",
        {
            "published": published,
            "report": published.report,
            # The renderer escapes every text it puts in.
            "body": mark_safe(render_body(published.report, translate=gettext)),
            # It escapes every word it draws.
            "picture": mark_safe(
                svg(published.report, before.report if before else None, shape=STRIP)
            ),
            "pictures": list(PictureKind),
            "panels": panels(published.report, before.report if before else None),
            "corrections": corrections_of(published),
            "data": _open_data(published),
            "catalogue": f"{settings.SITE_PREFIX}data/",
            "others": others if len(others) > 1 else [],
            "address": request.build_absolute_uri(request.path),
        },
    )


@require_safe
def report_file(request: HttpRequest, code: str, year: int, form: str, kind: str) -> HttpResponse:
    """One of the five files of a published report."""
    published = _published(code, year, form)
    if kind not in set(FileKind):
        raise Http404("portal.file")
    output = next(one for one in published.files if one.kind == kind)
    response = HttpResponse(output.read(), content_type=output.kind.media_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(output.name)}"
    return response


@require_safe
def picture(request: HttpRequest, code: str, year: int, form: str, kind: str) -> HttpResponse:
    """图解年报: the picture of a published report as SVG, PNG or a printed page."""
    published = _published(code, year, form)
    if kind not in set(PictureKind):
        raise Http404("portal.picture")
    chosen = PictureKind(kind)
    before = _year_before(published)
    content = picture_of(published.frozen, before.frozen if before else None, chosen)
    response = HttpResponse(content, content_type=chosen.media_type)
    name = f"图解{published.report.title}.{kind}"
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response


def _open_data(published: PublishedReport) -> list[tuple[int, str]]:
    """The addresses of the open data, without the ending: the latest (0), then each version."""
    unit, year, form = published.unit.code, published.year, published.form.id
    stem = f"{settings.SITE_PREFIX}{unit}/reports/{year}/{form}"
    versions = public_versions(unit, year, form).values_list("version", flat=True)
    return [(0, stem), *((version, f"{stem}/{version}") for version in versions)]


def _year_before(published: PublishedReport) -> PublishedReport | None:
    """Last year's published report of the same unit, to compare with."""
    return published_report(published.unit.code, published.year - 1)


@require_safe
def address_code(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """The address of a report as a QR code, for paper and for a phone."""
    published = _published(code, year, None)
    page = reverse("portal:report", args=[published.unit.code, year])
    picture = BytesIO()
    segno.make(request.build_absolute_uri(page), error="m").save(
        picture, kind="svg", border=2, xmldecl=False, omitsize=True
    )
    response = HttpResponse(picture.getvalue(), content_type="image/svg+xml")
    response["Cache-Control"] = f"max-age={YEAR}"
    return response


def _published(code: str, year: int, form: str | None) -> PublishedReport:
    found = published_report(code, year, form or None)
    if found is None:
        raise Http404("portal.report")
    return found


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """政府信息公开指南: what 第十二条第二款 asks for, from what the units say of themselves."""
    return render(request, "portal/guide.html", {"units": _units_of_the_section(request)})


@require_safe
def apply(request: HttpRequest) -> HttpResponse:
    """依申请公开: whom to ask, what an application needs, how long it takes."""
    return render(request, "portal/apply.html", {"units": _units_of_the_section(request)})


def _units_of_the_section(request: HttpRequest) -> list[Unit]:
    """Those that have published; before that, the section's own."""
    published = published_for(request)
    units = {one.unit.pk: one.unit for one in published}
    own = site_of(published).unit
    return list(units.values()) or ([own] if own else [])


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """政府信息公开制度: the documents this section follows."""
    return render(request, "portal/rules.html", {"rules": RULES})


@require_POST
def display(request: HttpRequest) -> HttpResponse:
    """Larger type, or the usual: kept in the visitor's own browser for a year."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = reverse("portal:home")
    response = HttpResponseRedirect(back)
    if request.POST.get("type") == "large":
        response.set_cookie(
            "tongming_type",
            "large",
            max_age=YEAR,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure(),
        )
    else:
        response.delete_cookie("tongming_type", samesite="Lax")
    return response
