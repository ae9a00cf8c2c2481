"""Published reports and sums as open data: JSON and CSV at addresses that stay, a year in one file,
the catalogue for people and machines, the schemas (docs/open-data.md)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tongming.law.figures import Cell, is_number
from tongming.law.forms import FORMS
from tongming.law.organs import Level
from tongming.law.relations import check
from tongming.portal.pages.environment import Translate, day, moment, page
from tongming.portal.pages.model import Crumb, Host, Meta, Section
from tongming.portal.pages.open_data_schema import (
    CATALOGUE,
    PUBLISHED,
    SUM,
    YEAR,
)
from tongming.portal.pages.open_data_schema import schema as open_data_schema
from tongming.publishing.site import Output, Rank
from tongming.reports.document import AnnualReport, from_json, to_json
from tongming.reports.freezing import thaw
from tongming.reports.numerals import number_text
from tongming.reports.rendering.html import render_tables
from tongming.reports.rendering.tidy import Whose, label_of, rows_of, to_csv
from tongming.reports.schema import schema as report_schema

TITLE = "政府信息公开年报开放数据"
FOLDER = "data"


@dataclass(frozen=True, slots=True)
class PublicReport:
    """A published version of a report, as plain data."""

    unit: str
    """The unit's code."""
    level: Level
    year: int
    form: str
    version: int
    published_at: datetime
    sha256: str
    reason: str
    content: str
    """What was frozen when it was signed."""
    is_demo: bool = False

    @property
    def folder(self) -> str:
        """Where its files stand; with `.json` or `.csv`, the latest version."""
        return f"{self.unit}/reports/{self.year}/{self.form}"

    @property
    def stem(self) -> str:
        """Where this version's files stand, without the ending."""
        return f"{self.folder}/{self.version}"


@dataclass(frozen=True, slots=True)
class PublicSum:
    """A published sum, as plain data."""

    unit: str
    name: str
    level: Level
    year: int
    form: str
    number: int
    published_at: datetime
    sha256: str
    reason: str
    replaced_by: int | None
    scope: tuple[str, ...]
    """The official labels."""
    content: str
    """What was kept."""
    is_demo: bool = False

    @property
    def folder(self) -> str:
        """Where its page and files stand."""
        return f"{self.unit}/sums/{self.year}/{self.number}/"


@dataclass(frozen=True, slots=True)
class DataYear:
    """A year of the catalogue."""

    year: int
    reports: int
    changed_at: datetime


# --- Reports --------------------------------------------------------------------------------------


def version_files(one: PublicReport, *, host: Host) -> list[Output]:
    """One version for ever: nothing in it depends on a later one."""
    report = _opened(one)
    return [
        Output(f"{one.stem}.json", _json(_record(one, report)), Rank.FILE),
        Output(f"{one.stem}.csv", to_csv(rows_of(report, _whose(one))), Rank.FILE),
    ]


def latest_files(versions: Sequence[PublicReport], *, host: Host) -> list[Output]:
    """The latest version at the address that names none, with the addresses of all."""
    one = versions[-1]
    report = _opened(one)
    data = _record(one, report)
    data["versions"] = [_version(version, host) for version in versions]
    return [
        Output(f"{one.folder}.json", _json(data), Rank.INDEX),
        Output(f"{one.folder}.csv", to_csv(rows_of(report, _whose(one))), Rank.INDEX),
    ]


def year_files(year: int, reports: Sequence[PublicReport], *, host: Host) -> list[Output]:
    """All published reports of a year: one CSV, one JSON a line, and the list of them."""
    stem = f"{FOLDER}/reports/{year}"
    lines: list[str] = []
    rows: list[tuple[str, ...]] = []
    for one in reports:
        report = _opened(one)
        record = _record(one, report)
        lines.append(json.dumps(record, ensure_ascii=False, separators=(",", ":")))
        rows += rows_of(report, _whose(one))
    index = {
        "schema": YEAR,
        "year": year,
        "csv": f"{host.address}/{stem}.csv",
        "jsonl": f"{host.address}/{stem}.jsonl",
        "reports": [
            {
                "unit": _unit(one.unit, _name(one)),
                "form": one.form,
                **{k: v for k, v in _version(one, host).items() if k != "reason"},
            }
            for one in reports
        ],
    }
    return [
        Output(f"{stem}.csv", to_csv(rows), Rank.BROWSE),
        Output(f"{stem}.jsonl", "".join(f"{line}\n" for line in lines).encode(), Rank.BROWSE),
        Output(f"{stem}.json", _json(index), Rank.BROWSE, order=1),
    ]


def _opened(one: PublicReport) -> AnnualReport:
    """As it was signed, its relations checked again: what does not hold is said, not mended."""
    report = thaw(one.content)
    report.take_check(check(report.form, report.figures, level=one.level))
    return report


def _record(one: PublicReport, report: AnnualReport) -> dict[str, Any]:
    return {
        "schema": PUBLISHED,
        "unit": _unit(one.unit, report.body),
        "year": one.year,
        "form": one.form,
        "version": one.version,
        "published_at": moment(one.published_at),
        "reason": one.reason,
        "sha256": one.sha256,
        "is_demo": one.is_demo,
        "report": to_json(report),
    }


def _version(one: PublicReport, host: Host) -> dict[str, Any]:
    return {
        "version": one.version,
        "published_at": moment(one.published_at),
        "reason": one.reason,
        "sha256": one.sha256,
        "json": f"{host.address}/{one.stem}.json",
        "csv": f"{host.address}/{one.stem}.csv",
    }


def _whose(one: PublicReport) -> Whose:
    return Whose(one.unit, str(one.version), day(one.published_at))


def _name(one: PublicReport) -> str:
    return str(json.loads(one.content)["report"]["body"])


def _unit(code: str, name: str) -> dict[str, str]:
    return {"code": code, "name": name}


# --- Sums -----------------------------------------------------------------------------------------


def sum_files(
    one: PublicSum, *, host: Host, section: Section, translate: Translate = str
) -> list[Output]:
    """A published sum: its page, JSON and CSV. Whoever opens a figure finds whose it is."""
    kept = json.loads(one.content)
    report = from_json(kept["report"])
    report.take_check(check(report.form, report.figures))
    parts = [
        {
            "unit": _unit(part["unit"], part["name"]),
            "version": part["version"],
            "sha256": part["sha256"],
            "json": f"{host.address}/{_part_stem(one, part)}.json",
        }
        for part in kept["parts"]
    ]
    missing = [_unit(unit["unit"], unit["name"]) for unit in kept["missing"]]
    data = {
        "schema": SUM,
        "unit": _unit(one.unit, one.name),
        "year": one.year,
        "form": one.form,
        "number": one.number,
        "published_at": moment(one.published_at),
        "reason": one.reason,
        "replaced_by": one.replaced_by,
        "sha256": one.sha256,
        "scope": list(one.scope),
        "is_demo": one.is_demo,
        "parts": parts,
        "missing": missing,
        "report": to_json(report),
    }
    whose = Whose(one.unit, str(one.number), day(one.published_at))
    label = translate("政府信息公开年报")
    path = f"{one.folder}index.html"
    html = page(
        "sum.html",
        path,
        host=host,
        section=section,
        title=report.title,
        meta=Meta(
            label, report.title, f"政府信息公开,年度报告,{label}", "信息公开指南、目录和年报"
        ),
        trail=(
            Crumb(translate("首页"), f"{one.unit}/"),
            Crumb(label, f"{one.unit}/reports/"),
            Crumb(translate("汇总")),
        ),
        column="reports",
        translate=translate,
        sum=one,
        parts=kept["parts"],
        missing=missing,
        stems=[_part_stem(one, part) for part in kept["parts"]],
        body=render_tables(report, translate=translate),
        opened=list(_opened_figures(report)),
    )
    return [
        Output(f"{one.folder}sum.json", _json(data), Rank.FILE),
        Output(f"{one.folder}sum.csv", to_csv(rows_of(report, whose)), Rank.FILE),
        Output(path, html, Rank.ITEM),
    ]


def _part_stem(one: PublicSum, part: dict[str, Any]) -> str:
    return f"{part['unit']}/reports/{one.year}/{one.form}/{part['version']}"


def _opened_figures(report: AnnualReport) -> Iterable[tuple[str, str, list[tuple[str, str]]]]:
    """Every figure that is not 0: what it is, how much, and what each unit has in it."""
    for address, given in report.extra.get("contributions", {}).items():
        cell = Cell.parse(address)
        figure = report.figure(cell)
        if is_number(figure):
            whose = [(body, f"{number}") for body, number in given.items()]
            yield label_of(report.form, cell), number_text(figure), whose


# --- The catalogue and the schemas ----------------------------------------------------------------


def catalogue_files(
    years: Sequence[DataYear],
    sums: Sequence[PublicSum],
    *,
    host: Host,
    translate: Translate = str,
) -> list[Output]:
    """What there is, for people and for machines."""
    name = translate(TITLE)
    data = {
        "schema": CATALOGUE,
        "title": TITLE,
        "publisher": host.sponsor or host.name,
        "language": "zh-CN",
        "terms": {"text": host.terms, "url": host.terms_url},
        "schemas": [f"{host.address}/{path}" for path in SCHEMAS],
        "years": [
            {
                "year": one.year,
                "reports": one.reports,
                "changed_at": moment(one.changed_at),
                "index": f"{host.address}/{FOLDER}/reports/{one.year}.json",
                "csv": f"{host.address}/{FOLDER}/reports/{one.year}.csv",
                "jsonl": f"{host.address}/{FOLDER}/reports/{one.year}.jsonl",
            }
            for one in years
        ],
        "sums": [
            {
                "unit": _unit(one.unit, one.name),
                "year": one.year,
                "number": one.number,
                "scope": list(one.scope),
                "published_at": moment(one.published_at),
                "page": f"{host.address}/{one.folder}",
                "json": f"{host.address}/{one.folder}sum.json",
                "csv": f"{host.address}/{one.folder}sum.csv",
            }
            for one in sums
        ],
    }
    path = f"{FOLDER}/index.html"
    html = page(
        "data.html",
        path,
        host=host,
        section=None,
        title=name,
        meta=Meta("政府信息公开", TITLE, "政府信息公开,年度报告,开放数据", "信息公开"),
        trail=(Crumb(translate("各单位政府信息公开"), "index.html"), Crumb(name)),
        translate=translate,
        years=years,
        sums=sums,
        forms=list(FORMS.values()),
        schemas=SCHEMAS,
    )
    return [
        Output(path, html, Rank.HOME, order=2),
        Output(f"{FOLDER}/index.json", _json(data), Rank.HOME),
    ]


SCHEMAS = (f"{FOLDER}/schema/open-data.json", f"{FOLDER}/schema/report.json")


def schema_files() -> list[Output]:
    """What describes the files, at addresses that stay."""
    return [
        Output(path, _json(made), Rank.ASSET)
        for path, made in zip(SCHEMAS, (open_data_schema(), report_schema()), strict=True)
    ]


def _json(data: Any) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
