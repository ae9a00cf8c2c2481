"""Rolling up file by file gives what adding the reports in memory gives, whatever they hold."""

from __future__ import annotations

import gzip
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tongming.cli import main
from tongming.law.figures import Cell, Figure, Gap
from tongming.law.forms import FORM_2019, FORM_2021, FORM_OWN, Form
from tongming.law.relations import check
from tongming.reports.document import AnnualReport, from_json, to_json
from tongming.reports.rollup import Part, roll_up
from tongming.reports.rollup.opening import open_store, open_sum, sums_in

FORMS = (FORM_2019, FORM_2021, FORM_OWN)
NAT = Cell("requests", "1", "nat")
NAMES = [f"{one}镇" for one in "甲乙丙丁戊己庚辛"]

numbers: st.SearchStrategy[Figure] = st.one_of(
    st.integers(0, 30),
    st.integers(2**39, 2**42),
    st.decimals(0, 10_000, places=2),
    st.sampled_from(list(Gap)),
)


@st.composite
def reports(draw: st.DrawFn) -> list[AnnualReport]:
    """A year's reports: each organ once, forms mixed, cells filled here and there."""
    made = []
    for name in draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=6, unique=True)):
        form: Form = draw(st.sampled_from(FORMS))
        cells = list(form.cells())
        amounts = {one for one in cells if one.column == "amount"}
        report = AnnualReport(f"{name}2021年政府信息公开工作年度报告", name, 2021, form)
        for cell in draw(st.lists(st.sampled_from(cells), max_size=25, unique=True)):
            figure = draw(numbers)
            if isinstance(figure, Decimal) and cell not in amounts:
                figure = int(figure)
            report.figures[cell] = figure
        report.take_check(check(form, report.figures))
        made.append(report)
    return made


def lines(made: list[AnnualReport]) -> str:
    return "".join(json.dumps(to_json(one), ensure_ascii=False) + "\n" for one in made)


def rolled_json(
    folder: Path, capsys: pytest.CaptureFixture[str], *words: str
) -> list[dict[str, Any]]:
    """What the command prints, whatever it has to complain of."""
    assert main(["report", "rollup", "--json", "--processes", "1", *words, str(folder)]) in (0, 2)
    return listed(capsys.readouterr().out)


def rolled(folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> list[AnnualReport]:
    return [from_json(one) for one in rolled_json(folder, capsys, *words)]


def printed(text: str) -> list[AnnualReport]:
    return [from_json(one) for one in listed(text)]


def listed(text: str) -> list[dict[str, Any]]:
    said = json.loads(text)
    return said if isinstance(said, list) else [said]


def figures(report: AnnualReport) -> dict[Cell, Figure]:
    """The figures of a sum; a blank one is one that is not there."""
    return {cell: figure for cell, figure in report.figures.items() if figure is not Gap.BLANK}


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(made=reports())
def test_file_by_file_comes_to_what_adding_in_memory_comes_to(
    made: list[AnnualReport],
    tmp_path_factory: pytest.TempPathFactory,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = tmp_path_factory.mktemp("country")
    (folder / "all.jsonl").write_text(lines(made), encoding="utf-8")
    wanted = roll_up([Part(str(n), one) for n, one in enumerate(made)], "某县")
    told = rolled_json(folder, capsys, "--name", "某县")
    found = [from_json(one) for one in told]
    assert [one.form for one in found] == [one.form for one in wanted]
    for data, said, slow in zip(told, found, wanted, strict=True):
        assert figures(said) == figures(slow)
        assert said.units == slow.units
        assert data["violations"] == to_json(slow)["violations"]
        assert sorted(said.extra["units"]) == sorted(slow.extra["units"])


def report(name: str, nat: int, year: int = 2021) -> AnnualReport:
    made = AnnualReport(f"{name}{year}年政府信息公开工作年度报告", name, year, FORM_2021)
    made.figures = {NAT: nat}
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three towns and two years, in lines, in packed lines and in a file alone."""
    place = tmp_path / "in"
    place.mkdir()
    (place / "a.jsonl").write_text(lines([report("甲镇", 3), report("乙镇", 4)]), encoding="utf-8")
    with gzip.open(place / "b.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(lines([report("甲镇", 5, 2022), report("乙镇", 6, 2022)]))
    alone = to_json(report("丙镇", 7))
    (place / "c.json").write_text(json.dumps(alone, ensure_ascii=False), encoding="utf-8")
    return place


def nat_of(sums: list[AnnualReport]) -> dict[int | None, Figure]:
    return {one.year: one.figure(NAT) for one in sums}


def test_several_years_have_a_sum_each(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert nat_of(rolled(folder, capsys)) == {2021: 14, 2022: 11}


def test_a_sum_opens_onto_its_units(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    rolled(folder, capsys, "--out", str(out))
    db = open_store(out)
    (known,) = [one for one in sums_in(db) if one.year == 2021]
    assert [(one.name, one.figure) for one in open_sum(db, known, NAT)] == [
        ("丙镇", 7), ("乙镇", 4), ("甲镇", 3),
    ]  # fmt: skip
    db.close()


def test_the_command_opens_a_figure_onto_its_units(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "out")
    rolled(folder, capsys, "--out", out)
    assert (
        main(["report", "open", out, "--cell", "requests/1/nat", "--year", "2021", "--json"]) == 0
    )
    (known,) = json.loads(capsys.readouterr().out)
    assert [(one["name"], one["figure"]) for one in known["parts"]] == [
        ("丙镇", 7), ("乙镇", 4), ("甲镇", 3),
    ]  # fmt: skip
    assert main(["report", "open", out]) == 0
    assert "2022年" in capsys.readouterr().out
    assert main(["report", "open", out, "--year", "1999"]) == 2
    assert main(["report", "open", out, "--cell", "nonsense"]) == 2
    assert "应写成 表/行/列" in capsys.readouterr().err
    assert main(["report", "open", str(folder)]) == 2
    assert "没有做完的汇总" in capsys.readouterr().err


def test_a_level_is_the_sum_of_the_level_below_and_whoever_sent_nothing_is_named(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tree = tmp_path / "tree.csv"
    tree.write_text(
        "某市\n某县,某市\n甲镇,某县\n乙镇,某县\n丙镇,某市\n丁镇,某县\n", encoding="utf-8"
    )
    sums = rolled(folder, capsys, "--tree", str(tree))
    of = {(one.body, one.year): one for one in sums}
    assert nat_of([of["某县", 2021]]) == {2021: 7}
    assert nat_of([of["某市", 2021]]) == {2021: 14}
    assert "丁镇" in of["某县", 2021].extra["missing"]
    assert "丙镇" in json.dumps(of["某市", 2022].extra["missing"], ensure_ascii=False)


def test_two_reports_of_one_organ_that_differ_are_named_and_neither_counts(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "d.jsonl").write_text(lines([report("甲镇", 99)]), encoding="utf-8")
    assert main(["report", "rollup", "--json", "--processes", "1", str(folder)]) == 2
    told = capsys.readouterr()
    assert "甲镇" in told.err + told.out
    assert nat_of(printed(told.out)) == {2021: 11, 2022: 11}


def test_the_same_report_twice_counts_once(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "d.jsonl").write_text(lines([report("甲镇", 3)]), encoding="utf-8")
    assert nat_of(rolled(folder, capsys)) == {2021: 14, 2022: 11}


def test_a_damaged_archive_is_named_and_the_rest_is_summed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    packed = folder / "b.jsonl.gz"
    packed.write_bytes(packed.read_bytes()[:-12])
    assert main(["report", "rollup", "--json", "--processes", "1", str(folder)]) == 2
    told = capsys.readouterr()
    assert "b.jsonl.gz" in told.err
    assert nat_of(printed(told.out))[2021] == 14


def test_run_again_over_what_is_there_gives_the_same_files(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    rolled(folder, capsys, "--out", str(out))
    first = {one.name: one.read_bytes() for one in out.glob("*.json")}
    rolled(folder, capsys, "--out", str(out))
    assert first
    assert {one.name: one.read_bytes() for one in out.glob("*.json")} == first


def test_several_processes_come_to_the_same(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", "rollup", "--json", "--processes", "2", str(folder)]) == 0
    assert nat_of(printed(capsys.readouterr().out)) == {2021: 14, 2022: 11}
