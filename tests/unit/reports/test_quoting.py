"""The words a figure was read from."""

from __future__ import annotations

from tongming.law.figures import Cell
from tongming.law.forms import FORM_2021, FORM_OWN
from tongming.reports.document import AnnualReport
from tongming.reports.quoting import quotation

TEXT = """二、主动公开政府信息情况
2019年，通过不同渠道和方式公开政府信息总数为146条，其中，政府网站公开政府信息14条，政务微博101条。
三、依申请公开政府信息情况
本年度共收到政府信息公开申请0件。
五、申请行政复议和提起行政诉讼情况
全年未发生上述情况。"""


def _own(figures: dict[Cell, int]) -> AnnualReport:
    sections = {"remedies": "全年未发生上述情况。", "fees": "未收取费用。"}
    return AnnualReport("", "", 2019, FORM_OWN, dict(figures), sections=sections)


def test_a_figure_from_prose_is_quoted_by_its_sentence() -> None:
    website = Cell("channels", "website", "items")
    found = quotation(_own({website: 14}), TEXT, website)
    assert found.quote.startswith("2019年，通过不同渠道")
    assert found.where == "二、主动公开政府信息情况"


def test_a_number_inside_another_is_not_its_quotation() -> None:
    cell = Cell("channels", "wechat", "items")
    assert quotation(_own({cell: 46}), TEXT, cell).quote.endswith("：46")


def test_nothing_said_in_words_is_quoted_by_its_section() -> None:
    reviews = Cell("stated", "reviews", "value")
    found = quotation(_own({reviews: 0}), TEXT, reviews)
    assert found.quote == "全年未发生上述情况。"
    assert found.where == "五、申请行政复议和提起行政诉讼情况"


def test_a_table_the_form_lacks_is_quoted_by_the_words_that_say_the_same() -> None:
    received = Cell("requests", "1", "sum")
    found = quotation(_own({received: 0}), TEXT, received)
    assert found.quote == "本年度共收到政府信息公开申请0件。"
    after = Cell("remedies", "after", "total")
    assert quotation(_own({after: 0}), TEXT, after).quote == "全年未发生上述情况。"


def test_a_figure_from_a_table_is_quoted_by_its_labels() -> None:
    cell = Cell("requests", "3.3.1", "nat")
    report = AnnualReport("", "", 2022, FORM_2021, {cell: 3})
    found = quotation(report, "", cell)
    assert found.quote.endswith("：3")
    assert "1.属于国家秘密" in found.quote
    assert "自然人" in found.quote
    assert found.where == "三、收到和处理政府信息公开申请情况"


def test_a_long_sentence_is_cut_around_the_figure() -> None:
    text = "说明" * 300 + "，政府网站公开政府信息14条" + "情况" * 300 + "。"
    website = Cell("channels", "website", "items")
    found = quotation(_own({website: 14}), text, website)
    assert "政府网站公开政府信息14条" in found.quote
    assert found.quote.startswith("……")
    assert found.quote.endswith("……")
