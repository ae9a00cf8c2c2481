"""What must add up in a report, what a gap means for it, and what is said when it does not."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongming.law.figures import Cell, Figure, Gap
from tongming.law.forms import FORM_2019, FORM_2021, FORM_LEGACY, FORM_OWN, FORMS, Form
from tongming.law.organs import Level
from tongming.law.relations import check, compare_stated

Found = list[tuple[str, str, bool]]


def _cell(address: str) -> Cell:
    return Cell.parse(address)


def _zeros(form: Form = FORM_2021) -> dict[Cell, Figure]:
    return dict.fromkeys(form.cells(), 0)


def _figures(*pairs: tuple[str, Figure]) -> dict[Cell, Figure]:
    return {_cell(address): figure for address, figure in pairs}


def _found(form: Form, figures: dict[Cell, Figure], **more: Any) -> Found:
    return [(v.relation, v.where, v.hard) for v in check(form, figures, **more)]


def _one_request(form: Form = FORM_2021) -> dict[Cell, Figure]:
    """Three applications by natural persons: two granted, one carried forward."""
    return _zeros(form) | _figures(
        ("requests/1/nat", 3),
        ("requests/1/sum", 3),
        ("requests/3.1/nat", 2),
        ("requests/3.1/sum", 2),
        ("requests/3.7/nat", 2),
        ("requests/3.7/sum", 2),
        ("requests/4/nat", 1),
        ("requests/4/sum", 1),
    )


# --- R1 to R4 -------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.id)
def test_a_report_of_zeros_breaks_nothing(form: Form) -> None:
    assert _found(form, _zeros(form), level=Level.TOWNSHIP, previous=_zeros(form)) == []


@pytest.mark.parametrize("form", [FORM_2021, FORM_2019], ids=lambda form: form.id)
def test_a_report_that_adds_up_breaks_nothing(form: Form) -> None:
    assert _found(form, _one_request(form)) == []


def test_new_and_brought_forward_equal_handled_and_carried_forward() -> None:
    figures = _one_request() | _figures(("requests/4/nat", 0), ("requests/4/sum", 0))
    assert _found(FORM_2021, figures) == [
        ("R1", "requests/*/nat", True),
        ("R1", "requests/*/sum", True),
    ]


def test_a_broken_balance_names_both_sides_in_plain_words() -> None:
    figures = _one_request() | _figures(("requests/4/nat", 0), ("requests/4/sum", 0))
    violation = check(FORM_2021, figures)[0]
    assert str(violation.message) == (
        "「自然人」一列：新收3件＋结转0件＝3件，办理结果2件＋结转下年0件＝2件，"
        "两边应当相等（第一项加第二项之和，等于第三项加第四项之和）"
    )
    assert (violation.expected, violation.found) == (3, 2)


def test_a_message_is_translated_down_to_its_units() -> None:
    figures = _one_request() | _figures(("requests/4/nat", 0), ("requests/4/sum", 0))
    words = {"新收": "received ", "件": " cases", "{a}＋{b}": "{a} + {b}"}
    shown = check(FORM_2021, figures)[0].message.render(lambda text: words.get(text, text))
    assert "received 3 cases + 结转0 cases" in shown


def test_the_total_of_results_is_the_sum_of_all_outcomes() -> None:
    figures = _one_request() | _figures(("requests/3.3.4/ent", 1), ("requests/3.3.4/sum", 1))
    violations = check(FORM_2021, figures)
    assert [(v.relation, v.where) for v in violations] == [
        ("R2", "requests/3.7/ent"),
        ("R2", "requests/3.7/sum"),
    ]
    assert (violations[0].expected, violations[0].found) == (1, 0)
    assert str(violations[0].message) == (
        "「商业企业」一列：各项相加是1件，「（七）总计」填的是0件，应当相等"
    )


def test_other_handling_is_one_row_in_the_form_of_2019_and_three_since() -> None:
    old = _one_request(FORM_2019) | _figures(("requests/3.6/nat", 1), ("requests/3.6/sum", 1))
    assert ("R2", "requests/3.7/nat", True) in _found(FORM_2019, old)
    new = _one_request() | _figures(("requests/3.6/nat", 1), ("requests/3.6/sum", 1))
    assert _found(FORM_2021, new) == []
    new |= _figures(("requests/3.6.2/nat", 1), ("requests/3.6.2/sum", 1))
    assert ("R2", "requests/3.7/nat", True) in _found(FORM_2021, new)


def test_the_total_of_a_row_is_the_sum_of_the_six_kinds_of_applicant() -> None:
    figures = _one_request() | _figures(("requests/3.1/sum", 3))
    violations = check(FORM_2021, figures)
    assert [(v.relation, v.where) for v in violations] == [
        ("R2", "requests/3.7/sum"),
        ("R3", "requests/3.1/sum"),
    ]
    assert str(violations[1].message) == (
        "「（一）予以公开」一行：自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他相加是2件，"
        "「总计」填的是3件，应当相等"
    )


@pytest.mark.parametrize(
    ("group", "name"),
    [
        ("review", "行政复议"),
        ("direct", "行政诉讼·未经复议直接起诉"),
        ("after", "行政诉讼·复议后起诉"),
    ],
)
def test_the_total_of_each_remedy_is_the_sum_of_its_results(group: str, name: str) -> None:
    figures = _zeros() | _figures((f"remedies/{group}/upheld", 2), (f"remedies/{group}/total", 1))
    (violation,) = check(FORM_2021, figures)
    assert (violation.relation, violation.where) == ("R4", f"remedies/{group}/total")
    assert (violation.expected, violation.found) == (2, 1)
    assert str(violation.message).startswith(f"「{name}」一行：结果维持、结果纠正")


# --- Gaps -----------------------------------------------------------------------------------------


def test_empty_cells_among_the_parts_add_nothing() -> None:
    figures = {cell: figure for cell, figure in _one_request().items() if figure != 0}
    assert _found(FORM_2021, figures) == []


def test_a_total_that_the_printed_parts_do_not_reach_is_wrong_in_spite_of_empty_cells() -> None:
    figures: dict[Cell, Figure] = {
        cell: figure for cell, figure in _one_request().items() if figure != 0
    }
    figures |= _figures(("requests/3.7/nat", 5), ("requests/4/nat", -2))
    assert ("R2", "requests/3.7/nat", True) in _found(FORM_2021, figures)


def test_a_total_that_is_missing_breaks_nothing() -> None:
    figures = _one_request()
    for row in ("1", "3.1", "3.7", "4"):
        figures[_cell(f"requests/{row}/sum")] = Gap.BLANK
    assert _found(FORM_2021, figures) == []


def test_a_total_of_zero_over_empty_parts_is_fine_and_another_is_a_hint() -> None:
    assert _found(FORM_2021, _figures(("remedies/review/total", 0))) == []
    (violation,) = check(FORM_2021, _figures(("remedies/review/total", 2)))
    assert (violation.relation, violation.hard, violation.judged) == ("R4", False, False)
    assert (violation.expected, violation.found) == ("各项未填", 2)
    assert "都未填，无法核对" in str(violation.message)


def test_a_total_over_parts_that_were_never_reported_is_no_matter() -> None:
    figures = _figures(("remedies/review/total", 2), ("remedies/review/upheld", Gap.NOT_REPORTED))
    assert _found(FORM_2021, figures) == []


def test_a_part_not_known_can_make_a_sum_too_great_but_never_too_small() -> None:
    known = _figures(
        ("remedies/review/upheld", 2),
        ("remedies/review/corrected", Gap.NOT_REPORTED),
        ("remedies/review/total", 3),
    )
    assert _found(FORM_2021, known) == []
    known[_cell("remedies/review/total")] = 1
    assert _found(FORM_2021, known) == [("R4", "remedies/review/total", True)]


def test_a_cell_nobody_could_make_out_counts_as_not_known() -> None:
    figures = _figures(("remedies/review/upheld", 2), ("remedies/review/total", 3))
    assert _found(FORM_2021, figures) == [("R4", "remedies/review/total", True)]
    unsure = [_cell("remedies/review/other")]
    assert _found(FORM_2021, figures, unsure=unsure) == []


def test_without_the_total_of_results_the_outcomes_stand_in_for_it() -> None:
    figures = _one_request() | _figures(("requests/3.7/nat", Gap.BLANK), ("requests/4/nat", 4))
    assert ("R1", "requests/*/nat", True) in _found(FORM_2021, figures)
    figures[_cell("requests/4/nat")] = 1
    assert ("R1", "requests/*/nat", True) not in _found(FORM_2021, figures)


def test_outcomes_that_are_not_all_known_do_not_stand_in_for_their_total() -> None:
    figures = _one_request() | _figures(
        ("requests/3.7/nat", Gap.BLANK),
        ("requests/3.1/nat", Gap.NOT_REPORTED),
        ("requests/4/nat", 3),
    )
    assert ("R1", "requests/*/nat", True) not in _found(FORM_2021, figures)
    figures[_cell("requests/3.1/nat")] = 2
    assert ("R1", "requests/*/nat", True) in _found(FORM_2021, figures)


def test_a_side_without_any_number_is_not_judged() -> None:
    figures = _figures(("requests/1/nat", 3), ("requests/2/nat", 0))
    assert _found(FORM_2021, figures) == []
    figures |= _figures(("requests/4/nat", 1))
    assert _found(FORM_2021, figures) == [("R1", "requests/*/nat", True)]


def test_a_side_with_an_empty_term_says_so() -> None:
    figures = _figures(("requests/1/nat", 3), ("requests/4/nat", 1))
    (violation,) = check(FORM_2021, figures)
    assert "新收3件＋结转未填＝3件，办理结果未填＋结转下年1件＝1件" in str(violation.message)


def test_not_applicable_adds_nothing() -> None:
    figures = _zeros() | _figures(("remedies/review/other", Gap.NOT_APPLICABLE))
    assert _found(FORM_2021, figures) == []


# --- Across years ---------------------------------------------------------------------------------


def test_what_was_carried_forward_last_year_is_brought_forward_this_year() -> None:
    last_year = _zeros() | _figures(("requests/4/nat", 2))
    now = _zeros()
    (violation,) = check(FORM_2021, now, previous=last_year)
    assert (violation.relation, violation.where, violation.hard) == ("R5", "requests/2/nat", False)
    assert (violation.expected, violation.found) == (2, 0)


def test_carry_over_is_compared_only_where_both_years_have_a_number() -> None:
    last_year = _zeros() | _figures(("requests/4/nat", Gap.BLANK))
    assert _found(FORM_2021, _zeros(), previous=last_year) == []
    now = _zeros() | _figures(("requests/2/nat", Gap.BLANK))
    assert _found(FORM_2021, now, previous=_zeros() | _figures(("requests/4/nat", 2))) == []


def test_carry_over_is_compared_across_a_change_of_form() -> None:
    last_year = _zeros(FORM_2019) | _figures(("requests/4/ent", 1))
    assert _found(FORM_2021, _zeros(), previous=last_year) == [("R5", "requests/2/ent", False)]


def test_documents_in_force_roll_forward() -> None:
    last_year = _zeros() | _figures(("proactive/normative_documents/in_force", 10))
    now = _zeros() | _figures(
        ("proactive/normative_documents/issued", 3),
        ("proactive/normative_documents/repealed", 1),
        ("proactive/normative_documents/in_force", 12),
    )
    assert _found(FORM_2021, now, previous=last_year) == []
    now[_cell("proactive/normative_documents/in_force")] = 13
    (violation,) = check(FORM_2021, now, previous=last_year)
    assert (violation.relation, violation.expected, violation.hard) == ("R7", 12, False)


def test_documents_in_force_do_not_roll_forward_from_the_form_of_2019() -> None:
    now = _zeros() | _figures(("proactive/normative_documents/in_force", 13))
    assert _found(FORM_2021, now, previous=_zeros(FORM_2019)) == []


# --- R6 and R9 ------------------------------------------------------------------------------------


def test_a_township_makes_no_rules() -> None:
    figures = _zeros() | _figures(("proactive/rules/issued", 2), ("proactive/rules/in_force", 2))
    assert _found(FORM_2021, figures, level=Level.TOWNSHIP) == [
        ("R6", "proactive/rules/issued", True),
        ("R6", "proactive/rules/in_force", True),
    ]
    (violation, _) = check(FORM_2021, figures, level=Level.TOWNSHIP)
    assert "乡镇人民政府应当填0" in str(violation.message)
    assert "《立法法》第九十三条" in str(violation.message)


def test_a_city_makes_rules_and_its_departments_are_only_asked() -> None:
    figures = _zeros() | _figures(("proactive/rules/issued", 2))
    assert _found(FORM_2021, figures, level=Level.CITY) == []
    assert _found(FORM_2021, figures, level=Level.CITY_DEPARTMENT) == [
        ("R6", "proactive/rules/issued", False)
    ]


def test_rules_are_not_judged_where_the_level_is_not_known() -> None:
    assert _found(FORM_2021, _zeros() | _figures(("proactive/rules/issued", 2))) == []


def test_rules_are_judged_in_the_form_of_2019_too() -> None:
    figures = _zeros(FORM_2019) | _figures(("proactive/rules/public_total", 1))
    assert _found(FORM_2019, figures, level=Level.COUNTY) == [
        ("R6", "proactive/rules/public_total", True)
    ]


@pytest.mark.parametrize(
    ("figure", "expected"),
    [(-1, "不小于0"), (Decimal("1.5"), "整数"), (Decimal("NaN"), "一个数")],
)
def test_a_count_is_whole_and_not_negative(figure: Figure, expected: str) -> None:
    figures = _zeros() | _figures(("proactive/penalties/decisions", figure))
    (violation,) = check(FORM_2021, figures)
    assert (violation.relation, violation.where) == ("R9", "proactive/penalties/decisions")
    assert violation.expected == expected


def test_a_whole_number_written_as_a_decimal_is_whole() -> None:
    figures = _zeros() | _figures(("proactive/penalties/decisions", Decimal("3.0")))
    assert _found(FORM_2021, figures) == []


def test_the_change_of_the_year_may_be_negative_but_not_broken() -> None:
    figures = _zeros(FORM_2019) | _figures(("proactive/licences/change", -4))
    assert _found(FORM_2019, figures) == []
    figures |= _figures(("proactive/licences/change", Decimal("-4.5")))
    assert _found(FORM_2019, figures) == [("R9", "proactive/licences/change", True)]


def test_money_may_have_decimals_but_not_be_negative() -> None:
    figures = _zeros() | _figures(("proactive/fees/amount_wan", Decimal("12.345")))
    assert _found(FORM_2021, figures) == []
    figures |= _figures(("proactive/fees/amount_wan", Decimal("-0.01")))
    assert _found(FORM_2021, figures) == [("R9", "proactive/fees/amount_wan", True)]


# --- The older form -------------------------------------------------------------------------------

SUMS = [
    ("L1", "3.1", ("3.1.1", "3.1.2", "3.1.3", "3.1.4")),
    ("L2", "3.2", ("3.2.1", "3.2.2")),
    ("L3", "3.3", tuple(f"3.3.{n}" for n in range(1, 9))),
    ("L4", "3.3.4", tuple(f"3.3.4.{n}" for n in range(1, 7))),
    ("L5", "4", ("4.1", "4.2", "4.3")),
    ("L6", "5", ("5.1", "5.2", "5.3")),
    ("L7", "8.3", ("8.3.1", "8.3.2")),
]


def _legacy(**rows: Figure) -> dict[Cell, Figure]:
    return {Cell("legacy", row, "value"): figure for row, figure in rows.items()}


@pytest.mark.parametrize(("relation", "total", "parts"), SUMS)
def test_the_sums_of_the_older_form(relation: str, total: str, parts: tuple[str, ...]) -> None:
    figures = _legacy(**dict.fromkeys(parts, 1)) | _legacy(**{total: len(parts)})
    if relation == "L3":
        figures |= _legacy(**{"3.3.4.1": 1})
    assert _found(FORM_LEGACY, figures) == []
    figures |= _legacy(**{parts[-1]: 0})
    assert (relation, f"legacy/{total}/value", True) in _found(FORM_LEGACY, figures)


def test_one_item_on_several_channels_counts_once() -> None:
    channels = {"1.2.1": 4, "1.2.2": 123, "1.2.3": 238, "1.2.4": 15, "1.2.5": 14}
    for total in (238, 287, 394):
        assert _found(FORM_LEGACY, _legacy(**channels, **{"1.1": total})) == []
    for total in (237, 395):
        assert _found(FORM_LEGACY, _legacy(**channels, **{"1.1": total})) == [
            ("L8", "legacy/1.1/value", True)
        ]


@pytest.mark.parametrize(
    ("relation", "part", "whole", "hard"),
    [
        ("L9", "1.1.a", "1.1", True),
        ("L10", "1.1.a", "1.1.b", False),
        ("L11", "2.2.1.a", "2.2.1", True),
        ("L12", "2.2.2.a", "2.2.2", True),
    ],
)
def test_a_part_is_not_greater_than_its_whole(
    relation: str, part: str, whole: str, hard: bool
) -> None:
    assert _found(FORM_LEGACY, _legacy(**{part: 2, whole: 2})) == []
    assert _found(FORM_LEGACY, _legacy(**{part: 3, whole: 2})) == [
        (relation, f"legacy/{part}/value", hard)
    ]


# --- Channels and words ---------------------------------------------------------------------------

SEED = {"total": 146, "website": 14, "weibo": 101, "wechat": 25, "other": 6}
SHARES = {"website": "9.6", "weibo": "69.2", "wechat": "17.1", "other": "4.1"}


def _channels(counts: dict[str, int], shares: dict[str, str]) -> dict[Cell, Figure]:
    items: dict[Cell, Figure] = {Cell("channels", row, "items"): n for row, n in counts.items()}
    return items | {Cell("channels", row, "share"): Decimal(n) for row, n in shares.items()}


def test_channels_that_add_up_and_their_shares_break_nothing() -> None:
    assert _found(FORM_OWN, _channels(SEED, SHARES)) == []


def test_channels_are_checked_beside_the_tables_of_any_form() -> None:
    figures = _zeros() | _channels(SEED | {"total": 147}, {})
    assert _found(FORM_2021, figures) == [("C1", "channels/total/items", True)]


def test_a_total_below_one_channel_is_always_wrong() -> None:
    assert _found(FORM_OWN, _channels({"total": 100, "weibo": 101}, {})) == [
        ("C1", "channels/total/items", True)
    ]


def test_a_total_above_the_channels_named_is_a_hint_where_the_rest_is_not_told() -> None:
    assert _found(FORM_OWN, _channels({"total": 146, "website": 14, "weibo": 101}, {})) == [
        ("C1", "channels/total/items", False)
    ]


def test_a_share_that_is_not_its_part_of_the_total_is_wrong() -> None:
    (violation,) = check(FORM_OWN, _channels(SEED, SHARES | {"wechat": "39.0"}))
    assert (violation.relation, violation.where) == ("C2", "channels/wechat/share")
    assert (violation.expected, violation.found) == (Decimal("17.1"), Decimal("39.0"))
    assert violation.hard
    assert str(violation.message) == "「政务微信」25条，占总数146条的17.1%，文中写的是39.0%"


@pytest.mark.parametrize("share", ["17.1", "17.12", "17.123", "17"])
def test_a_share_is_right_when_rounded_to_the_places_printed(share: str) -> None:
    assert _found(FORM_OWN, _channels(SEED, SHARES | {"wechat": share})) == []


def test_a_share_cut_off_instead_of_rounded_is_a_hint() -> None:
    # 101 of 146 is 69.178…
    assert _found(FORM_OWN, _channels(SEED, SHARES | {"weibo": "69.1"})) == [
        ("C2", "channels/weibo/share", False)
    ]


def test_a_share_of_nothing_is_not_judged() -> None:
    assert _found(FORM_OWN, _channels({"total": 0, "website": 0}, {"website": "0"})) == []


def test_words_and_tables_that_differ_are_a_hint() -> None:
    figures = _one_request() | _figures(
        ("stated/applications_received/value", 4),
        ("stated/applications_answered/value", 2),
        ("stated/litigations/value", 1),
        ("remedies/direct/total", 1),
        ("remedies/after/total", Gap.BLANK),
    )
    (violation,) = compare_stated(figures)
    assert (violation.relation, violation.hard) == ("R8", False)
    assert violation.where == "stated/applications_received/value"
    assert (violation.expected, violation.found) == (3, 4)
    assert str(violation.message) == ("文字写“收到政府信息公开申请”4件，表格中是3件，应当一致")


def test_words_without_a_table_are_compared_with_nothing() -> None:
    assert compare_stated(_figures(("stated/reviews/value", 3))) == []
    unknown = _figures(("stated/reviews/value", 3), ("remedies/review/total", Gap.NOT_REPORTED))
    assert compare_stated(unknown) == []


def test_channels_in_words_are_compared_with_those_of_the_older_form() -> None:
    figures = _figures(("channels/weibo/items", 101), ("legacy/1.2.3/value", 110))
    assert [v.where for v in compare_stated(figures)] == ["channels/weibo/items"]


def test_a_fee_in_yuan_is_compared_with_the_older_forms_wan_yuan_as_rounded() -> None:
    said = ("stated/processing_fee_yuan/value", Decimal(5512))
    assert compare_stated(_figures(said, ("legacy/7/value", Decimal("0.55")))) == []
    (violation,) = compare_stated(_figures(said, ("legacy/7/value", Decimal("0.65"))))
    assert violation.expected == 6500


# --- Any report -----------------------------------------------------------------------------------

COLUMNS = ("nat", "ent", "res", "ngo", "law", "oth")


@st.composite
def _reports(draw: st.DrawFn, form: Form) -> dict[Cell, Figure]:
    """A report whose table 3 adds up, with zeros left out or printed."""
    leaves = [
        cell.row
        for cell in form.table("requests").cells()
        if cell.column == "nat" and cell.row.startswith("3.") and cell.row != "3.7"
    ]
    counts = {(row, column): draw(st.integers(0, 3)) for row in leaves for column in COLUMNS[:2]}
    forward = {column: draw(st.integers(0, 2)) for column in COLUMNS}
    figures: dict[Cell, Figure] = dict.fromkeys(form.table("requests").cells(), 0)

    def put(row: str, column: str, number: int) -> None:
        figures[Cell("requests", row, column)] = number

    for column in COLUMNS:
        done = sum(counts.get((row, column), 0) for row in leaves)
        for row in leaves:
            put(row, column, counts.get((row, column), 0))
        put("3.7", column, done)
        put("4", column, forward[column])
        put("1", column, done + forward[column])
    for row in [*leaves, "1", "2", "3.7", "4"]:
        put(
            row,
            "sum",
            sum(int(figures[Cell("requests", row, column)]) for column in COLUMNS),
        )
    if draw(st.booleans()):
        figures = {cell: figure for cell, figure in figures.items() if figure != 0}
    return figures


@pytest.mark.parametrize("form", [FORM_2021, FORM_2019], ids=lambda form: form.id)
def test_a_report_that_adds_up_is_never_faulted_with_zeros_or_without(form: Form) -> None:
    @given(_reports(form))
    def holds(figures: dict[Cell, Figure]) -> None:
        assert check(form, figures, level=Level.TOWNSHIP) == []

    holds()


@given(_reports(FORM_2021), st.integers(1, 5), st.data())
def test_one_printed_figure_changed_is_always_found(
    figures: dict[Cell, Figure], by: int, data: st.DataObject
) -> None:
    printed = sorted(cell for cell, figure in figures.items() if figure != 0)
    if not printed:
        return
    cell = data.draw(st.sampled_from(printed))
    number = figures[cell]
    assert isinstance(number, int)
    assert any(v.hard for v in check(FORM_2021, {**figures, cell: number + by}))
