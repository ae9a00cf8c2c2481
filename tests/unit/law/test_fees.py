"""信息处理费: both tariffs, and the command that prints them."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.law.facts import load
from tongming.cli import main
from tongming.law.dated import NotInForce
from tongming.law.fees import (
    MOST,
    REVENUE_SUBJECT,
    TARIFFS,
    Standard,
    breakdown,
    by_applications,
    by_pages,
    explain,
    fee,
    price_of_nth,
    same_window,
    tariff,
)
from tongming.law.words import Refused

FACTS = load("fees")
APPLICATIONS, PAGES = Standard.BY_APPLICATIONS, Standard.BY_PAGES


@pytest.mark.parametrize("vector", FACTS["by_item"]["vectors"], ids=lambda v: str(v["n"]))
def test_applications_of_a_month_cost(vector: dict[str, int]) -> None:
    assert by_applications(vector["n"]) == vector["total"]


@pytest.mark.parametrize("vector", FACTS["by_page"]["vectors"], ids=lambda v: str(v["pages"]))
def test_pages_of_an_application_cost(vector: dict[str, int]) -> None:
    assert by_pages(vector["pages"]) == vector["total"]


@pytest.mark.parametrize(
    ("standard", "tiers"),
    [(APPLICATIONS, FACTS["by_item"]["tiers"]), (PAGES, FACTS["by_page"]["tiers"])],
)
def test_the_tiers_are_those_of_the_rules(standard: Standard, tiers: list[dict[str, int]]) -> None:
    prices = tariff(standard)
    for tier in tiers:
        own = prices.tier_of(tier["from"])
        assert (own.first, own.last, own.yuan) == (tier["from"], tier["to"], tier["yuan"])


def test_the_forty_fifth_application_alone_costs_300() -> None:
    assert price_of_nth(APPLICATIONS, 45) == 300
    assert price_of_nth(PAGES, 201) == 40
    with pytest.raises(Refused):
        price_of_nth(APPLICATIONS, 0)


@given(st.integers(1, 3000))
def test_the_price_of_the_nth_is_what_it_adds(n: int) -> None:
    for standard in Standard:
        assert fee(standard, n) - fee(standard, n - 1) == price_of_nth(standard, n)
    closed_form = 0 if n <= 10 else 100 if n <= 30 else 200 + 100 * ((n - 31) // 10)
    assert price_of_nth(APPLICATIONS, n) == closed_form


def test_the_tiers_of_a_count_hold_it_without_a_gap() -> None:
    parts = breakdown(APPLICATIONS, 45)
    assert [(part.tier.first, part.count, part.yuan) for part in parts] == [
        (1, 10, 0),
        (11, 20, 2000),
        (31, 10, 2000),
        (41, 5, 1500),
    ]
    assert breakdown(PAGES, 0) == ()


def test_a_tier_is_explained_in_words() -> None:
    told = [str(explain(APPLICATIONS, part)) for part in breakdown(APPLICATIONS, 31)]
    assert told == [
        "第1至10件，不收费，10件，共0元",
        "第11至30件，每件100元，20件，共2000元",
        "第31至40件，每件200元，1件，共200元",
    ]
    assert str(explain(PAGES, breakdown(PAGES, 250)[-1])) == "第201页起，每页40元，50页，共2000元"


@pytest.mark.parametrize("count", [-1, MOST + 1, 4.5, True, "45"])
def test_a_count_that_cannot_be_is_refused(count: int) -> None:
    for standard in Standard:
        with pytest.raises(Refused) as refused:
            fee(standard, count)
        assert "信息处理费管理办法" in refused.value.article
    assert by_applications(MOST) > 0


def test_there_was_no_tariff_before_2021() -> None:
    first = date.fromisoformat(FACTS["in_force"])
    for standard in Standard:
        assert fee(standard, 45, first) == fee(standard, 45)
        with pytest.raises(NotInForce, match="2021年1月1日起"):
            fee(standard, 45, date(2020, 12, 31))
        assert TARIFFS[standard].versions[0][0] == first


def test_january_and_february_are_counted_apart() -> None:
    assert same_window(date(2026, 1, 1), date(2026, 1, 31))
    assert not same_window(date(2026, 1, 31), date(2026, 2, 1))
    assert not same_window(date(2025, 12, 31), date(2026, 12, 31))


def test_it_is_paid_in_under_its_budget_subject() -> None:
    assert FACTS["revenue"]["subject"] == REVENUE_SUBJECT


# --- The command ----------------------------------------------------------------------------------


def _run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["fee", *words])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_the_command_prints_the_amount_and_nothing_else(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert _run(capsys, "--by", "applications", "--count", "45") == (0, "5500\n", "")
    assert _run(capsys, "--by", "pages", "--count", "250") == (0, "4700\n", "")


def test_the_command_explains_every_tier(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = _run(capsys, "--by", "applications", "--count", "45", "--explain")
    assert code == 0
    assert "第41至50件，每件300元，5件，共1500元" in out
    assert "合计 5500 元" in out
    assert "第四条" in out


def test_the_command_refuses_a_day_before_the_tariff(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--by", "pages", "--count", "40", "--on")
    code, out, err = _run(capsys, *words, "2020-12-31")
    assert (code, out) == (2, "")
    assert "2021年1月1日起才有规定" in err
    assert _run(capsys, *words, "2021-01-01")[:2] == (0, "100\n")


def test_the_command_refuses_a_negative_count(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = _run(capsys, "--by", "pages", "--count", "-3")
    assert code == 2
    assert "不能是负数" in err


@pytest.mark.parametrize(
    "words",
    [
        ("--by", "pages", "--count", "4.5"),
        ("--by", "letters", "--count", "4"),
        ("--by", "pages", "--count", "4", "--on", "2021/1/1"),
        ("--count", "4"),
    ],
)
def test_the_command_refuses_words_it_does_not_know(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["fee", *words])
    assert stopped.value.code == 2
    assert "Traceback" not in capsys.readouterr().err


def test_the_command_starts_without_django() -> None:
    script = (
        "import sys\n"
        "from tongming.cli import main\n"
        "main(['fee', '--by', 'applications', '--count', '45'])\n"
        "sys.exit('django' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "5500\n")
