"""The five files of a report: their names, their types, and writing them all at once."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Self

from tongming.law.forms import FORM_OWN
from tongming.law.words import N_
from tongming.reports.document import AnnualReport
from tongming.reports.rendering.wording import title_of

Translate = Callable[[str], str]
_OFFICE = "application/vnd.openxmlformats-officedocument"


class FileKind(StrEnum):
    """A kind of file a report is written as; the value is the ending of its name."""

    media_type: str
    label: str

    def __new__(cls, ending: str, media_type: str, label: str) -> Self:
        kind = str.__new__(cls, ending)
        kind._value_, kind.media_type, kind.label = ending, media_type, label
        return kind

    HTML = "html", "text/html; charset=utf-8", N_("网页")
    DOCX = "docx", f"{_OFFICE}.wordprocessingml.document", N_("Word文档")
    PDF = "pdf", "application/pdf", N_("PDF")
    XLSX = "xlsx", f"{_OFFICE}.spreadsheetml.sheet", N_("Excel工作簿")
    JSON = "json", "application/json", N_("数据（JSON）")


def render(report: AnnualReport, kind: FileKind, *, translate: Translate = str) -> bytes:
    """One of the five files. The printers are loaded when they are needed: typst and its fonts are
    much to load for a command that prints a page of text.

    `translate` puts what is said *about* the report (check results) in the reader's language; the
    report itself is Chinese.
    """
    if kind is FileKind.HTML:
        from tongming.reports.rendering import html

        return html.render_page(report)
    if kind is FileKind.DOCX:
        from tongming.reports.rendering import docx

        return docx.render(report)
    if kind is FileKind.PDF:
        from tongming.reports.rendering import pdf

        return pdf.render(report)
    if kind is FileKind.XLSX:
        from tongming.reports.rendering import xlsx

        return xlsx.render(report, translate=translate)
    from tongming.reports.rendering import json_file

    return json_file.render(report, translate=translate)


# What a file's name may not hold on the systems of offices, and what only confuses.
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\s]+')
_LONGEST_NAME = 70


def file_name(report: AnnualReport, kind: FileKind) -> str:
    """The file's name: the report's title, fit for any file system, and the ending. A report in the
    organ's own form says so, since the same year's in the national form has the same title."""
    name = _NOT_IN_NAMES.sub("", title_of(report)).strip(".")[:_LONGEST_NAME]
    form = f"（{report.form.document}）" if report.form is FORM_OWN else ""
    return f"{name or '政府信息公开工作年度报告'}{form}.{kind}"


def write_all(report: AnnualReport, directory: Path, translate: Translate = str) -> list[Path]:
    """Write the five files into a directory, made where it is missing; their paths.

    All five are rendered before the first is written, and each appears whole or not at all.
    """
    contents = [(kind, render(report, kind, translate=translate)) for kind in FileKind]
    directory.mkdir(parents=True, exist_ok=True)
    paths: list[Path] = []
    with tempfile.TemporaryDirectory(dir=directory, prefix=".report-") as waiting:
        for kind, content in contents:
            (Path(waiting) / kind).write_bytes(content)
        for kind, _ in contents:
            path = directory / file_name(report, kind)
            os.replace(Path(waiting) / kind, path)
            paths.append(path)
    return paths
