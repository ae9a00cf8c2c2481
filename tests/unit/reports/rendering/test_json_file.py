"""The report as data keeps the published schema, and the schema keeps step with the forms."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest

from tests.unit.reports.rendering.samples import ALL_FORMS, report_of
from tongming.law.figures import Cell, Gap
from tongming.law.forms import FORM_2021, FORM_OWN, Form
from tongming.law.relations import Violation
from tongming.law.words import N_, Refused, say
from tongming.reports.document import Remark, from_json
from tongming.reports.rendering.json_file import render
from tongming.reports.schema import SCHEMA_ID, schema

PUBLISHED = Path(__file__).parents[4] / "docs" / "report.schema.json"


@pytest.mark.parametrize("form", ALL_FORMS, ids=lambda form: form.id)
def test_every_form_keeps_the_schema_and_names_it(form: Form) -> None:
    report = report_of(form, overview="正文。")
    report.violations.append(Violation("R6", "proactive/rules", 0, 2, say("规章应为0")))
    report.warnings.append(Remark("requests", say("请核对")))
    data = json.loads(render(report))
    assert data["$schema"] == SCHEMA_ID == schema()["$id"]
    jsonschema.validate(data, schema())


@pytest.mark.parametrize("form", ALL_FORMS, ids=lambda form: form.id)
def test_it_reads_back_with_every_figure_and_every_gap(form: Form) -> None:
    report = report_of(form)
    back = from_json(json.loads(render(report)))
    assert {cell: back.figure(cell) for cell in form.cells()} == report.figures
    assert back.units == report.units
    assert (back.title, back.body, back.year, back.form) == (
        report.title,
        report.body,
        report.year,
        form,
    )


def test_the_schema_refuses_what_is_no_report() -> None:
    data = json.loads(render(report_of()))
    data["remedies"]["review"] = [1, 2, 3]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, schema())


def test_the_published_schema_is_the_one_the_forms_make() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    assert json.loads(PUBLISHED.read_text("utf-8")) == schema()


def test_a_gap_is_null_and_named_and_zero_is_zero() -> None:
    data = json.loads(render(report_of()))
    blank, struck, silent, zero = (list(FORM_2021.cells())[place] for place in (3, 5, 7, 9))
    for cell in (blank, struck, silent):
        assert data[cell.table][cell.row][cell.column] is None
    assert data["gaps"] == {"not_applicable": [str(struck)], "not_reported": [str(silent)]}
    assert data[zero.table][zero.row][zero.column] == 0


def test_an_amount_json_cannot_hold_is_refused_and_a_long_count_is_not() -> None:
    report = report_of()
    fees = Cell("proactive", "fees", "amount_wan")
    report.figures[fees] = Decimal("12345678901234567890.12")
    with pytest.raises(Refused, match=r"行政事业性收费.*12345678901234567890\.12"):
        render(report)
    report.figures[fees] = Decimal("9999999999999.99")
    report.figures[Cell("requests", "1", "nat")] = 10**20
    back = from_json(json.loads(render(report)))
    assert back.figure(fees) == Decimal("9999999999999.99")
    assert back.figure(Cell("requests", "1", "nat")) == 10**20


def test_bound_numbers_are_filled_in_and_messages_translated() -> None:
    report = report_of(FORM_OWN, requests="收到{{stated/applications_received/value|件}}。")
    report.figures[Cell("stated", "applications_received", "value")] = 4
    report.warnings.append(Remark("stated", say(N_("请核对"))))
    data = json.loads(render(report, translate={"请核对": "Please check"}.__getitem__))
    assert data["sections"]["requests"] == "收到4件。"
    assert data["warnings"][0]["message"] == "Please check"


def test_the_same_report_gives_the_same_bytes_in_plain_utf_8() -> None:
    report = report_of()
    report.figures[Cell("requests", "1", "nat")] = Gap.BLANK
    assert render(report) == render(report)
    assert "政府信息公开工作年度报告".encode() in render(report)
