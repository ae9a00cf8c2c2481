"""Many organs' reports added up."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tongming.law.figures import Cell, Figure, Gap
from tongming.law.forms import FORM_2019, FORM_2021, FORM_OWN, Form
from tongming.law.relations import check
from tongming.law.words import Refused
from tongming.reports.document import AnnualReport, from_json, to_json
from tongming.reports.rollup import Part, names_in, roll_up

NAT = Cell("requests", "1", "nat")
AMOUNT = Cell("proactive", "procurement", "amount")


def report(
    body: str, figures: dict[Cell, Figure], form: Form = FORM_2021, year: int = 2023
) -> Part:
    """One organ's report."""
    made = AnnualReport(f"{body}{year}年政府信息公开工作年度报告", body, year, form)
    made.figures = dict(figures)
    made.violations = check(form, made.figures)
    return Part(f"{body}.html", made)


def test_a_sum_says_what_it_is_made_of() -> None:
    [total] = roll_up([report("甲镇", {NAT: 3}), report("乙镇", {NAT: 4})], "某县各乡镇")
    assert (total.body, total.year, total.form) == ("某县各乡镇", 2023, FORM_2021)
    assert total.figure(NAT) == 7
    assert total.extra["units"] == ["甲镇", "乙镇"]
    assert total.extra["contributions"][str(NAT)] == {"甲镇": 3, "乙镇": 4}
    assert total.extra["missing"] == []


def test_a_sum_over_an_empty_cell_says_whose_it_is() -> None:
    parts = [report("甲镇", {NAT: 3}), report("乙镇", {NAT: Gap.NOT_REPORTED}), report("丙镇", {})]
    [total] = roll_up(parts, "某县")
    assert total.figure(NAT) == 3
    assert total.extra["gaps"][str(NAT)] == {"not_reported": ["乙镇"], "blank": ["丙镇"]}
    assert any("乙镇" in str(remark.message) for remark in total.warnings)


def test_a_cell_empty_everywhere_stays_that_kind_of_empty() -> None:
    parts = [report(name, {NAT: Gap.NOT_APPLICABLE}) for name in ("甲镇", "乙镇")]
    [total] = roll_up(parts, "某县")
    assert total.figure(NAT) is Gap.NOT_APPLICABLE
    assert str(NAT) not in total.extra["contributions"]


def test_whoever_sent_nothing_is_named() -> None:
    parts = [report("桦甸市甲镇人民政府", {NAT: 3}), report("丁镇", {NAT: 1})]
    [total] = roll_up(parts, "某县", ["甲镇", "乙镇"])
    assert total.extra["missing"] == ["乙镇"]
    assert total.extra["unexpected"] == ["丁镇"]
    said = [str(remark.message) for remark in total.warnings]
    assert said[-2:] == ["未收到以下单位的报告：乙镇", "应报单位名单上没有：丁镇"]


def test_forms_are_summed_apart_and_years_never_together() -> None:
    older = report("乙镇", {NAT: 4}, FORM_2019)
    sums = roll_up([report("甲镇", {NAT: 3}), older], "某县")
    assert [(s.form, s.figure(NAT)) for s in sums] == [(FORM_2021, 3), (FORM_2019, 4)]
    with pytest.raises(Refused, match=r"年度不一致.*乙镇"):
        roll_up([report("甲镇", {NAT: 3}), report("乙镇", {NAT: 4}, year=2022)], "某县")


def test_one_organ_counts_once() -> None:
    one = report("甲镇", {NAT: 3})
    again = Part("另存.docx", one.report)
    [total] = roll_up([one, again], "某县")
    assert total.figure(NAT) == 3
    with pytest.raises(Refused, match="甲镇有两份不同的报告"):
        roll_up([one, report("甲镇", {NAT: 4})], "某县")
    with pytest.raises(Refused, match="没有可以汇总"):
        roll_up([], "某县")


def test_a_report_told_more_fully_in_one_file_is_still_one_report() -> None:
    beside = Cell("stated", "applications_answered", "value")
    bare, full = report("甲镇", {NAT: 3}), report("甲镇", {NAT: 3, beside: 0})
    for parts in ([bare, full], [full, bare]):
        [total] = roll_up(parts, "某县")
        assert (total.figure(NAT), total.figure(beside)) == (3, 0)
    with pytest.raises(Refused, match="甲镇有两份不同的报告"):
        roll_up([full, report("甲镇", {NAT: 3, beside: 1})], "某县")
    with pytest.raises(Refused, match="甲镇有两份不同的报告"):
        roll_up([full, report("甲镇", {})], "某县")


def test_two_years_of_one_organ_are_refused_for_their_years() -> None:
    with pytest.raises(Refused, match=r"年度不一致.*2022: 甲镇；2023: 甲镇"):
        roll_up([report("甲镇", {NAT: 3}), report("甲镇", {NAT: 3}, year=2022)], "某县")


def test_two_names_that_may_be_one_organ_are_pointed_out_and_neither_is_dropped() -> None:
    parts = [
        report(name, {NAT: 3}) for name in ("桦甸市甲镇人民政府", "甲镇", "乙镇", "桦甸市丙镇")
    ]
    [total] = roll_up(parts, "桦甸市")
    assert total.figure(NAT) == 12
    said = [str(remark.message) for remark in total.warnings if "同一个单位" in str(remark.message)]
    assert said == ["以下名称可能是同一个单位，请核对是否重复计入：甲镇、桦甸市甲镇人民政府"]
    [apart] = roll_up([*parts[:1], *parts[2:]], "桦甸市")
    assert not any("同一个单位" in str(remark.message) for remark in apart.warnings)


def test_the_title_of_a_sum_has_no_year_where_no_report_has_one() -> None:
    part = report("甲镇", {NAT: 3})
    part.report.year = None
    [total] = roll_up([part], "某县")
    assert total.title == "某县政府信息公开工作年度报告汇总"


def test_amounts_in_different_units_are_brought_to_one() -> None:
    parts = [report(name, {AMOUNT: n}, FORM_2019) for name, n in (("甲镇", 25), ("乙镇", 3000))]
    parts[0].report.units[AMOUNT] = "万元"
    parts[1].report.units[AMOUNT] = "元"
    [total] = roll_up(parts, "某县")
    assert (total.figure(AMOUNT), total.units[AMOUNT]) == (Decimal(253000), "元")
    nameless = report("丙镇", {AMOUNT: 9}, FORM_2019)
    [total] = roll_up([*parts, nameless], "某县")
    assert total.figure(AMOUNT) == 253000
    assert any("丙镇" in str(remark.message) for remark in total.warnings)


def test_shares_are_not_added() -> None:
    share, items = Cell("channels", "weibo", "share"), Cell("channels", "weibo", "items")
    parts = [report(n, {share: Decimal("9.6"), items: 5}, FORM_OWN) for n in ("甲镇", "乙镇")]
    [total] = roll_up(parts, "某县")
    assert total.figure(items) == 10
    assert total.figure(share) is Gap.BLANK


def test_broken_parts_are_named_and_the_sum_is_checked_too() -> None:
    wrong = report("甲镇", {NAT: 3, Cell("requests", "1", "sum"): 5})
    [total] = roll_up([wrong, report("乙镇", {})], "某县")
    assert any("甲镇" in str(r.message) and "勾稽" in str(r.message) for r in total.warnings)
    assert [v.relation for v in total.violations if v.hard] == ["R3"]


def test_a_sum_can_be_summed_again() -> None:
    [one] = roll_up([report("甲镇", {NAT: 3}), report("乙镇", {NAT: 4})], "某县")
    back = from_json(to_json(one))
    [whole] = roll_up([Part("a.json", back), report("某县城关街道", {NAT: 5})], "某市")
    assert whole.figure(NAT) == 12


def test_a_list_of_organs() -> None:
    text = "# 名单\n甲镇人民政府\n\n乙镇,电话 1\n乙镇\n丙街道\t备注\n"
    assert names_in(text) == ["甲镇人民政府", "乙镇", "丙街道"]
