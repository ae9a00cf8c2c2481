"""Whose report, for which year."""

from __future__ import annotations

import pytest

from tests.unit.reports.reading.made import figures_of, page, reading, whole_page
from tongming.law.forms import FORM_2019, FORM_2021
from tongming.law.organs import Level
from tongming.reports.reading.bodies import level_of
from tongming.reports.reading.heading import name_and_year


@pytest.mark.parametrize(
    ("title", "body", "year"),
    [
        (
            "桦甸市红石砬子镇人民政府2019年政府信息公开工作年度报告",
            "桦甸市红石砬子镇人民政府",
            2019,
        ),
        ("2021年青川市水务局政府信息公开工作年度报告", "青川市水务局", 2021),
        ("青川市水务局2020年度政府信息公开年报", "青川市水务局", 2020),
        ("青川市水务局二〇一九年政府信息公开工作年度报告", "青川市水务局", 2019),
        ("青川市水务局二○一九年政府信息公开工作年度报告", "青川市水务局", 2019),
        ("关于青川市教育局2022年政府信息公开工作情况的报告", "青川市教育局", 2022),
        ("石桥镇2018年政府信息公开工作年度报告", "石桥镇", 2018),
        ("青川区人民政府政府信息公开工作年度报告", "青川区人民政府", None),
        ("2023年青川区人民政府信息公开工作年度报告", "青川区人民政府", 2023),
        ("政府信息公开工作年度报告", "", None),
    ],
)
def test_a_title_names_the_organ_and_the_year(title: str, body: str, year: int | None) -> None:
    assert name_and_year(title) == (body, year)


def report_titled(*lines: str) -> tuple[str, int | None]:
    """Body and year of a text that begins with some lines."""
    text = "\n".join([*lines, "", "一、总体情况", "全年收到政府信息公开申请0件。", ""])
    report = reading(text)
    return report.body, report.year


def test_a_title_over_several_lines() -> None:
    organ = "青川市石桥镇人民政府"
    assert report_titled(organ, "2020年政府信息公开工作年度报告") == (organ, 2020)
    assert report_titled(organ, "2020年政府信息公开", "工作年度报告") == (organ, 2020)
    assert report_titled("2020年政府信息公开工作年度报告", organ) == (organ, 2020)
    assert report_titled("政府信息公开工作年度报告", "（2020年）", "", organ) == (organ, 2020)


def test_the_year_is_the_one_reported_on_and_not_the_one_of_publication() -> None:
    lines = ["青川市石桥镇人民政府政府信息公开工作年度报告", "发布日期：2021-01-20"]
    assert report_titled(*lines)[1] == 2020
    lines.append("统计期限为2019年1月1日至12月31日")
    assert report_titled(*lines)[1] == 2019


def test_links_to_other_years_are_not_the_title() -> None:
    links = "".join(
        f"<li><a href='#'>青川市石桥镇人民政府{year}年政府信息公开工作年度报告</a></li>"
        for year in (2018, 2019, 2021, 2022)
    )
    text = page([], title="青川市石桥镇人民政府2020年政府信息公开工作年度报告")
    report = reading(text.replace("<h1>", f"<ul>{links}</ul><h1>"))
    assert (report.year, report.body) == (2020, "青川市石桥镇人民政府")


def test_a_text_of_last_year_under_a_new_title_is_warned_of() -> None:
    figures = figures_of(FORM_2019, 1)
    text = whole_page(FORM_2019, figures).replace(
        "本年度平稳。", "本报告统计期限自2018年1月1日起至2018年12月31日止。"
    )
    report = reading(text)
    assert report.year == 2019
    assert any("2018" in str(remark.message) for remark in report.warnings)


def test_a_form_of_another_year_is_read_as_what_it_is_and_said() -> None:
    figures = figures_of(FORM_2019, 1)
    report = reading(whole_page(FORM_2019, figures).replace("2019年", "2022年"))
    assert (report.year, report.form.id) == (2022, "2019-60")
    assert any("2022年报告不应使用" in str(remark.message) for remark in report.warnings)


def test_a_notice_that_is_cited_does_not_choose_the_form() -> None:
    figures = figures_of(FORM_2021, 1)
    text = whole_page(FORM_2021, figures).replace(
        "本年度平稳。", "根据国办公开办函〔2019〕60号编制。"
    )
    report = reading(text)
    assert report.form.id == "2021-30"
    assert any("60号" in str(remark.message) for remark in report.warnings)


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("桦甸市红石砬子镇人民政府", Level.TOWNSHIP),
        ("桦甸市红石砬子镇", Level.TOWNSHIP),
        ("某某满族乡人民政府", Level.TOWNSHIP),
        ("海州市东关街道办事处", Level.STREET),
        ("青川县人民政府", Level.COUNTY),
        ("某市某某区人民政府", Level.COUNTY),
        ("某某自治县人民政府", Level.COUNTY),
        ("青川县水务局", Level.COUNTY_DEPARTMENT),
        ("某市某某区财政局", Level.COUNTY_DEPARTMENT),
        ("吉林省人民政府", Level.PROVINCE),
        ("广西壮族自治区人民政府", Level.PROVINCE),
        ("北京市人民政府", Level.PROVINCE),
        ("吉林省财政厅", Level.PROVINCE_DEPARTMENT),
        ("恩施土家族苗族自治州人民政府", Level.CITY),
        ("桦甸市人民政府", None),
        ("桦甸市水务局", None),
        ("", None),
    ],
)
def test_the_level_is_told_from_the_name_or_left_open(name: str, level: Level | None) -> None:
    assert level_of(name) == level


def test_rules_made_by_a_township_are_a_violation_and_by_a_city_are_not() -> None:
    figures = figures_of(FORM_2021, 1)
    text = whole_page(FORM_2021, figures).replace(
        "<td>规章</td><td>0</td>", "<td>规章</td><td>2</td>"
    )
    broken = [v.relation for v in reading(text).violations if v.hard]
    assert broken == ["R6"]
    city = text.replace("青川市石桥镇人民政府", "恩施土家族苗族自治州人民政府")
    assert [v.relation for v in reading(city).violations if v.hard] == []


def test_the_next_and_the_previous_report_are_not_this_ones_title() -> None:
    text = "\n".join(
        [
            "2022年政府信息公开工作年度报告",
            "一、总体情况",
            "全年收到政府信息公开申请0件。",
            "青川市石桥镇人民政府",
            "2023年1月9日",
            "上一篇：青川市水务局2016年政府信息公开工作年度报告",
            "下一篇：青川市2023年政府信息公开工作年度报告",
        ]
    )
    report = reading(text)
    assert (report.title, report.body, report.year) == (
        "2022年政府信息公开工作年度报告",
        "青川市石桥镇人民政府",
        2022,
    )


def test_a_title_cut_before_its_last_character_is_whole() -> None:
    text = "青川市石桥镇人民政府2022年政府信息公开工作年度报\n告\n一、总体情况\n收到申请0件。"
    assert reading(text).title == "青川市石桥镇人民政府2022年政府信息公开工作年度报告"
