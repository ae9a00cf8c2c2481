"""The sums of budget tables: down the codes, across the columns, between named rows."""

from decimal import Decimal

from tongming.law.budget_tables import FORMS, AccountKind, Line, TableForm, WrongSum, wrong_sums


def form(kind: AccountKind, key: str) -> TableForm:
    return next(one for one in FORMS[kind] if one.key == key)


SPENDING = form(AccountKind.DEPARTMENT_BUDGET, "expenditure")
THREE = form(AccountKind.DEPARTMENT_BUDGET, "three")
SUMMARY = form(AccountKind.DEPARTMENT_BUDGET, "summary")


def lines(*rows: tuple[object, ...], coded: bool = True) -> list[Line]:
    found = []
    for number, row in enumerate(rows, start=4):
        code, name, *amounts = row if coded else ("", *row)
        found.append(
            Line(
                number, str(code), str(name),
                tuple(None if one is None else Decimal(str(one)) for one in amounts),
            )
        )  # fmt: skip
    return found


GOOD = (
    ("", "合计", "150.50", "100.50", "50.00"),
    ("201", "一般公共服务支出", "100.50", "100.50", None),
    ("20103", "政府办公厅及相关机构事务", "100.50", "100.50", None),
    ("2010301", "行政运行", "90.50", "90.50", None),
    ("2010399", "其他政府办公厅支出", "10.00", "10.00", None),
    ("213", "农林水支出", "50.00", None, "50.00"),
)


def test_a_table_whose_sums_hold_has_nothing_to_say() -> None:
    assert wrong_sums(SPENDING, lines(*GOOD)) == []


def test_a_code_is_the_sum_of_the_next_finer_codes_and_every_wrong_cell_is_named() -> None:
    rows = list(GOOD)
    rows[3] = ("2010301", "行政运行", "91.50", "91.50", None)
    assert wrong_sums(SPENDING, lines(*rows)) == [
        WrongSum(
            6, column, "政府办公厅及相关机构事务", Decimal("100.50"), Decimal("101.50"),
            ("行政运行", "其他政府办公厅支出"),
        )
        for column in ("合计", "基本支出")
    ]  # fmt: skip


def test_the_grand_total_is_the_sum_of_the_coarsest_codes() -> None:
    rows = [("", "合计", "150.40", "100.40", "50.00"), *GOOD[1:]]
    assert [(one.row, one.column, one.should_be_wan) for one in wrong_sums(
        SPENDING, lines(*rows)
    )] == [(4, "合计", Decimal("150.50")), (4, "基本支出", Decimal("100.50"))]  # fmt: skip


def test_a_row_is_summed_across_its_columns() -> None:
    rows = [*GOOD[:5], ("213", "农林水支出", "50.00", "1.00", "50.00")]
    found = wrong_sums(SPENDING, lines(*rows))
    assert WrongSum(
        9, "合计", "农林水支出", Decimal("50.00"), Decimal("51.00"), ("基本支出", "项目支出")
    ) in found  # fmt: skip
    assert (4, "基本支出") in [(one.row, one.column) for one in found]


def test_vehicles_are_bought_and_run_and_the_three_add_up() -> None:
    good = [
        ("合计", 8), ("因公出国（境）费", None), ("公务用车购置及运行费", 5),
        ("其中：公务用车购置费", None), ("公务用车运行费", 5), ("公务接待费", 3),
    ]  # fmt: skip
    assert wrong_sums(THREE, lines(*good, coded=False)) == []
    good[4] = ("公务用车运行费", 4)
    (found,) = wrong_sums(THREE, lines(*good, coded=False))
    assert (found.row, found.name, found.should_be_wan) == (6, "公务用车购置及运行费", Decimal(4))


def test_what_comes_in_goes_out_or_is_carried_over() -> None:
    rows = [
        ("一般公共预算拨款收入", 300), ("单位资金收入", 20), ("本年收入合计", 320),
        ("上年结转结余", 5), ("收入总计", 325),
        ("一、一般公共服务支出", 200), ("二、农林水支出", 120), ("本年支出合计", 320),
        ("年终结转结余", 5), ("支出总计", 325),
    ]  # fmt: skip
    assert wrong_sums(SUMMARY, lines(*rows, coded=False)) == []
    rows[8], rows[9] = ("年终结转结余", 4), ("支出总计", 324)
    (found,) = wrong_sums(SUMMARY, lines(*rows, coded=False))
    assert (found.name, found.stands_wan, found.should_be_wan, found.of) == (
        "支出总计", Decimal(324), Decimal(325), ("收入总计",),
    )  # fmt: skip
    rows[6] = ("二、农林水支出", 121)
    assert (11, Decimal(321)) in [
        (one.row, one.should_be_wan) for one in wrong_sums(SUMMARY, lines(*rows, coded=False))
    ]


def test_no_two_sheets_of_a_workbook_share_a_name_and_excel_takes_each() -> None:
    for forms in FORMS.values():
        names = [one.sheet for one in forms]
        assert len(set(names)) == len(names)
        assert all(0 < len(name) <= 31 for name in names)
