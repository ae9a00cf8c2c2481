"""The town's 2019: read from a published report, compiled in two forms, signed, published.

The figures are those the town published; the words are the demonstration's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from tongming.demonstration.people import Cast
from tongming.law.forms import FORM_2019, FORM_OWN, Form
from tongming.reports.actions import (
    confirm_reading,
    open_report,
    publish_report,
    read_document,
    sign_report,
    submit_report,
    write_section,
)
from tongming.reports.actions.signing import fingerprint
from tongming.reports.compiling.year import compile_year
from tongming.reports.models import FrozenReport, Reading, Report
from tongming.reports.outputs import signed
from tongming.reports.queries import texts_of, versions_of
from tongming.reports.rendering import FileKind, file_name, write_all
from tongming.units.roles import Role

YEAR = 2019
SOURCE = "hongshilazi-2019.txt"
SOURCE_NAME = "红石砬子镇2019年年度报告（演示）.txt"
FORMS = (FORM_2019, FORM_OWN)

PROBLEMS = (
    "本年度存在的主要问题：从事政府信息公开的人员多为兼职，培训不够。",
    "上年度所列问题的整改情况：网站栏目已由专人维护。",
    "下一步改进措施：逐个岗位培训，每季度自查一次。",
)
ANSWERS: dict[str, dict[str, tuple[str, ...]]] = {
    FORM_2019.id: {
        "overview": (
            "公文在拟制时确定公开属性，发布前经过保密审查。",
            "通过市政府网站专栏和政务新媒体发布信息，在镇政府设有查阅点。",
            "明确一名分管领导和具体工作人员，定期自查；全年没有发生责任追究。",
        ),
        "problems": PROBLEMS,
        "other": ("没有其他需要报告的事项。",),
    },
    FORM_OWN.id: {
        "overview": ("镇政府信息公开工作由党政办公室承担，一名分管领导负责，定期自查。",),
        "problems": PROBLEMS,
    },
}
"""For each part of a form, what a person writes where the draft asks, in the order it asks."""


def source_text() -> str:
    """The document the town's figures are read from."""
    return (files("tongming.demonstration") / "data" / SOURCE).read_text(encoding="utf-8")


def bring_in(cast: Cast) -> None:
    """Read the town's published report and confirm what was read."""
    town = cast.town
    if Reading.objects.filter(unit=town, year=YEAR, state=Reading.State.CONFIRMED).exists():
        return
    clerk = cast.by_role[Role.CLERK]
    reading = read_document(unit=town, content=source_text().encode(), name=SOURCE_NAME, by=clerk)
    confirm_reading(reading=reading, year=YEAR, by=clerk, reason="演示数据")


def make_report(cast: Cast, form: Form) -> FrozenReport:
    """Draft, finish, submit, sign and publish the report in a form; its first version.

    Each step is taken only where the report stands before it, so that a preparation that was
    interrupted is finished, and a report somebody has begun to correct is left alone.
    """
    clerk, leader = cast.by_role[Role.CLERK], cast.by_role[Role.LEADER]
    report = open_report(unit=cast.town, year=YEAR, form=form, by=clerk)
    first = versions_of(report).order_by("version").first()
    if first is None:
        if report.state == Report.State.DRAFT:
            _finish_words(report, cast)
            submit_report(report=report, by=clerk)
        shown = fingerprint(compile_year(cast.town, YEAR, form))
        first = sign_report(report=report, by=leader, shown=shown)
    report.refresh_from_db()
    if report.state == Report.State.SIGNED and first.version == report.versions.count():
        publish_report(frozen=first, by=cast.by_role[Role.OFFICE_HEAD])
    return first


def _finish_words(report: Report, cast: Cast) -> None:
    for key, answers in ANSWERS[report.form].items():
        drafted = texts_of(report, key).first()
        if drafted is None:
            continue
        text = "\n".join(_answered(drafted.text, iter(answers)))
        if text != drafted.text:
            write_section(
                report=report,
                key=key,
                text=text,
                by=cast.by_role[Role.CLERK],
                based_on=drafted.pk,
            )


def _answered(text: str, answers: Iterator[str]) -> Iterator[str]:
    """A draft's lines with each 【请补充…】 answered; one nobody has an answer for is left out."""
    for line in text.splitlines():
        while "【请补充" in line:
            before, _mark, rest = line.partition("【请补充")
            line = before + next(answers, "") + rest.partition("】")[2]
        if line.strip():
            yield line


def write_files(frozen: FrozenReport, folder: Path) -> list[Path]:
    """The five files of a signed report; written once, since what is signed does not change."""
    report = signed(frozen)
    paths = [folder / file_name(report, kind) for kind in FileKind]
    if all(path.exists() for path in paths):
        return paths
    return write_all(report, folder)
