"""From a decoded file to a report: tables, words, form, checks, and what remains in doubt."""

from __future__ import annotations

from functools import cache

from tongming.law.figures import Cell
from tongming.law.forms import (
    FORM_2019,
    FORM_2021,
    FORM_LEGACY,
    FORM_OWN,
    FORMS,
    REMEDY_GROUPS,
    Form,
)
from tongming.law.relations import check, compare_stated
from tongming.law.words import N_, say
from tongming.reports.document import AnnualReport, Remark
from tongming.reports.reading.blocks import Line, Source, check_size
from tongming.reports.reading.bodies import level_of
from tongming.reports.reading.findings import Findings
from tongming.reports.reading.heading import Heading, read_heading
from tongming.reports.reading.labels import begin_report
from tongming.reports.reading.prose import Prose, read_prose
from tongming.reports.reading.runs import read_runs
from tongming.reports.reading.sections import split_sections, without_signature
from tongming.reports.reading.segments import segments
from tongming.reports.reading.tables import read_grid

_NATIONAL = (FORM_2021, FORM_2019)
_TABLES = {table.key for form in _NATIONAL for table in form.tables}


class NotAReport(Exception):
    """Nothing in the file belongs to an annual report."""


def read_source(source: Source) -> AnnualReport:
    """The report in a decoded file."""
    check_size(source)
    begin_report()
    findings = Findings()
    lines, tables = _tables(source, findings)
    tabular = read_runs(lines, findings, frozenset(tables)) if not tables >= _TABLES else set()
    heading = read_heading(source, lines)
    sections = without_signature(split_sections(lines, tabular), heading.body)
    prose = read_prose(sections, heading.year)
    form = _form(findings, heading)
    if (
        form is FORM_OWN
        and not (prose.figures or findings.figures)
        and not _is_report(heading, sections)
    ):
        raise NotAReport
    report = AnnualReport(heading.title, heading.body, heading.year, form)
    report.figures = dict(findings.figures)
    report.units = dict(findings.units)
    report.sections = sections
    report.extra = heading.extra
    if findings.unknown:
        report.extra["unknown_rows"] = findings.unknown
    _add_prose(report, prose)
    report.warnings = [Remark("", message) for message in heading.remarks]
    report.warnings += findings.remarks
    report.warnings += [Remark(where, message) for where, message in prose.remarks]
    _doubt_form(report, findings)
    _doubt_rows(report, findings)
    check_report(report, unsure=findings.unsure)
    return report


def check_report(report: AnnualReport, *, unsure: set[Cell] | None = None) -> None:
    """Check a report's figures against one another and against its words."""
    level = level_of(report.body)
    found = check(report.form, report.figures, level=level, unsure=unsure or ())
    report.take_check([*found, *compare_stated(report.figures)])


def _tables(source: Source, findings: Findings) -> tuple[list[Line], set[str]]:
    """Read every grid; answer the lines of words, among them those of grids that are layout."""
    lines: list[Line] = []
    tables: set[str] = set()
    # Which form the labels belong to is known before the first table is read.
    within = [
        [] if isinstance(block, Line) else segments(block, findings.marks)
        for block in source.blocks
    ]
    for block, parts in zip(source.blocks, within, strict=True):
        if isinstance(block, Line):
            lines.append(block)
            continue
        found, beside = read_grid(block, parts, findings)
        tables.update(found)
        lines += [Line(text) for text in beside]
    return lines, tables


def _is_report(heading: Heading, sections: dict[str, str]) -> bool:
    return bool(heading.title and heading.year) and bool(sections)


def _form(findings: Findings, heading: Heading) -> Form:
    """The form the tables are, whatever the title and the words say."""
    rows = findings.rows
    if len(rows.get("legacy", ())) >= 4:
        return FORM_LEGACY
    national = (
        len(rows.get("requests", ()))
        + len(rows.get("proactive", ()))
        + len(rows.get("remedies", ()))
    )
    if national < 2:
        return FORM_OWN
    marks = findings.marks
    if marks[FORM_2021.id] != marks[FORM_2019.id]:
        return max(_NATIONAL, key=lambda form: marks[form.id])
    requests = rows.get("requests", ())
    if any(row.startswith("3.6.") for row in requests):
        return FORM_2021
    if "3.6" in requests:
        return FORM_2019
    if heading.year is not None and FORM_2019.covers(heading.year):
        return FORM_2019
    return FORM_2021


def _add_prose(report: AnnualReport, prose: Prose) -> None:
    """What the words say stands beside the tables; in a report of words it is all there is."""
    for cell, number in prose.figures.items():
        report.figures.setdefault(cell, number)
    if report.form is not FORM_OWN:
        return
    for said, cell in (
        ("applications_received", Cell("requests", "1", "sum")),
        ("applications_answered", Cell("requests", "3.7", "sum")),
    ):
        stated = prose.figures.get(Cell("stated", said, "value"))
        if stated is not None:
            report.figures.setdefault(cell, stated)
    if prose.none_in_remedies:
        for group, _ in REMEDY_GROUPS:
            report.figures.setdefault(Cell("remedies", group, "total"), 0)


def _doubt_form(report: AnnualReport, findings: Findings) -> None:
    """Say where the form is not the one for the year, or not the one the words name."""
    form, year = report.form, report.year
    marks = findings.marks
    if form in _NATIONAL:
        other = FORM_2019 if form is FORM_2021 else FORM_2021
        if marks[other.id] >= 3:
            report.warnings.append(
                Remark("", say(N_("表格混用了{a}和{b}的栏目"), a=form.document, b=other.document))
            )
        cites = report.extra.get("cites", [])
        if cites and form.document not in cites:
            report.warnings.append(
                Remark(
                    "",
                    say(
                        N_("文字引用{a}，表格为{b}的格式，按表格读取"), a=cites[0], b=form.document
                    ),
                )
            )
    if year is not None and form in _NATIONAL and not form.covers(year):
        report.warnings.append(
            Remark("", say(N_("{year}年报告不应使用{form}的格式"), year=year, form=form.document))
        )


def _doubt_rows(report: AnnualReport, findings: Findings) -> None:
    """Name the rows of the form that the file does not have."""
    for table in report.form.tables:
        met = findings.rows.get(table.key)
        if report.form is FORM_OWN or (
            not met and table.key not in ("requests", "proactive", "remedies")
        ):
            continue
        if not met:
            report.warnings.append(Remark(table.key, say(N_("没有找到这张表"))))
            continue
        if table.key == "remedies":
            if met == ["header"]:
                report.warnings.append(Remark(table.key, say(N_("表中只有表头，没有读出数字"))))
            continue
        if report.form is FORM_LEGACY:
            continue
        for row, label in _labels(report.form.id, table.key):
            if row not in met:
                report.warnings.append(
                    Remark(f"{table.key}/{row}", say(N_("没有找到“{label}”一行"), label=label))
                )
                findings.unsure.update(c for c in table.cells() if c.row == row)


@cache
def _labels(form: str, table: str) -> tuple[tuple[str, str], ...]:
    """The keys and labels of a table's rows of figures."""
    return tuple(
        (row.key, row.label)
        for block in FORMS[form].table(table).blocks
        for row in block.rows
        if not row.heading
    )
