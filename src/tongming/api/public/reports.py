"""Published annual reports: the list, the figures in the published form, the files."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from ninja import Query, Router

from tongming.api.fields import PastYear, Told, UnitCode, YearNumber
from tongming.api.problems import answers
from tongming.law.words import N_
from tongming.portal.section import corrections_of, one_a_year
from tongming.reports.document import to_json
from tongming.reports.queries import PublishedReport, published_report, published_reports
from tongming.reports.rendering import FileKind
from tongming.reports.schema import SCHEMA_ID

router = Router(tags=[N_("年度报告")])


class ReportFile(Told):
    """One of the files."""

    kind: str
    url: str


class ReportLine(Told):
    """A published report."""

    unit: str
    year: int
    form: str
    title: str
    version: int
    published_at: datetime
    sha256: str
    url: str


class ReportList(Told):
    """The published reports asked for, by unit, the latest year first."""

    items: list[ReportLine]


class Correction(Told):
    """What a later version changed, and why."""

    version: int
    reason: str


class PublishedDocument(ReportLine):
    """A published report, its figures in the published JSON form."""

    schema_name: str
    files: list[ReportFile]
    corrections: list[Correction]
    report: dict[str, Any]
    """docs/report.schema.json."""


@router.get(
    "/reports",
    response=answers(ReportList),
    summary=N_("公布的年度报告"),
    description=N_("每个单位每个年度一份，可以按单位和年度缩小范围。"),
)
def reports(
    request: HttpRequest,
    unit: Annotated[
        str | None,
        Query(
            pattern=r"^[a-z0-9-]{1,60}$",
            max_length=60,
            description=N_("单位代码"),
            examples=["hongshilazi"],
        ),
    ] = None,
    year: Annotated[
        YearNumber | None,
        Query(description=N_("报告年度"), examples=[2025]),
    ] = None,
) -> ReportList:
    found = one_a_year(published_reports(unit))
    return ReportList(
        items=[ReportLine(**_line(one)) for one in found if year is None or one.year == year]
    )


@router.get(
    "/reports/{code}/{year}",
    response=answers(PublishedDocument),
    summary=N_("一份年度报告的全部数字和文字"),
    description=N_("数字为 null 是空缺，不是0；gaps 写明为什么空缺。文件有五种格式。"),
)
def report(
    request: HttpRequest,
    code: UnitCode,
    year: PastYear,
    form: Annotated[
        str | None,
        Query(pattern=r"^[a-z0-9-]{1,40}$", max_length=40, description=N_("格式，如 2021-30")),
    ] = None,
) -> PublishedDocument:
    found = published_report(code, year, form)
    if found is None:
        raise Http404("api.report")
    return PublishedDocument(
        **_line(found),
        schema_name=SCHEMA_ID,
        files=[_file(found, kind) for kind in FileKind],
        corrections=[
            Correction(version=one.version.version, reason=one.version.reason)
            for one in corrections_of(found)
        ],
        report=to_json(found.report, gettext),
    )


def _file(found: PublishedReport, kind: FileKind) -> ReportFile:
    args = [found.unit.code, found.year, found.form.id, kind.value]
    return ReportFile(
        kind=kind.value, url=f"{settings.SITE_ADDRESS}{reverse('portal:file', args=args)}"
    )


def _line(found: PublishedReport) -> dict[str, Any]:
    page = reverse("portal:report", args=[found.unit.code, found.year])
    return {
        "unit": found.unit.code,
        "year": found.year,
        "form": found.form.id,
        "title": found.report.title,
        "version": found.version,
        "published_at": found.published_at,
        "sha256": found.sha256,
        "url": f"{settings.SITE_ADDRESS}{page}",
    }
