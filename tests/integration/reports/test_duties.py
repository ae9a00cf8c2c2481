"""What the annual reports ask of whom, and until when."""

from __future__ import annotations

from datetime import date

from pytest_django.fixtures import Settings

from tests.conftest import Cast
from tests.integration.reports.conftest import OWN_WORDS, stated
from tests.integration.reports.test_signing import ready, sign
from tongming.law.forms import FORM_2019, FORM_2021
from tongming.reports.actions import (
    correct_report,
    discard_reading,
    open_report,
    publish_report,
    read_pasted,
)
from tongming.reports.duties import due_day, report_duties
from tongming.units.duties import Duty, Kind
from tongming.units.models import Person, Unit

JANUARY = date(2023, 1, 5)


def _duties(person: Person, unit: Unit, today: date = JANUARY) -> list[Duty]:
    return [duty for duty in report_duties(person, today) if duty.unit == unit]


def test_the_clerk_is_asked_for_last_years_report_until_it_is_published(
    cast: Cast, newcomer: Unit
) -> None:
    (duty,) = _duties(cast.clerk, newcomer)
    assert str(duty.what) == "编制松花湖镇2022年年度报告"
    assert duty.due == date(2023, 1, 31)
    report = ready(newcomer, 2022, cast)
    (waiting,) = _duties(cast.clerk, newcomer)
    assert waiting.kind is Kind.WAITING
    frozen = sign(report, cast.leader)
    (to_publish,) = _duties(cast.clerk, newcomer)
    assert str(to_publish.what) == "发布松花湖镇2022年年度报告"
    publish_report(frozen=frozen, by=cast.clerk)
    assert _duties(cast.clerk, newcomer) == []


def test_a_year_before_the_unit_joined_is_nobodys_duty(cast: Cast, newcomer: Unit) -> None:
    assert _duties(cast.clerk, newcomer, date(2021, 3, 5)) == []
    assert _duties(cast.clerk, newcomer, date(2022, 1, 5))


def test_the_leader_is_asked_to_sign_and_the_clerk_is_not(cast: Cast, newcomer: Unit) -> None:
    assert _duties(cast.leader, newcomer) == []
    ready(newcomer, 2022, cast)
    (duty,) = _duties(cast.leader, newcomer)
    assert duty.url.endswith("/2022/2021-30/sign/")
    assert "签发" not in [str(d.button) for d in _duties(cast.clerk, newcomer)]


def test_the_supervisor_and_the_other_town_are_asked_nothing(cast: Cast, newcomer: Unit) -> None:
    ready(newcomer, 2022, cast)
    assert list(report_duties(cast.supervisor, JANUARY)) == []
    assert _duties(cast.stranger, newcomer) == []


def test_the_law_fixes_the_day_of_departments_and_governments_and_not_of_towns(
    cast: Cast, newcomer: Unit, settings: Settings
) -> None:
    assert due_day(cast.county, 2022)[0] == date(2023, 3, 31)
    assert due_day(newcomer, 2022)[0] == date(2023, 1, 31)
    settings.TOWNSHIP_REPORT_DAY = (1, 20)
    assert due_day(newcomer, 2022)[0] == date(2023, 1, 20)
    assert due_day(cast.county, 2022)[0] == date(2023, 3, 31)
    (duty,) = _duties(cast.clerk, newcomer)
    assert "没有规定" in duty.article


def test_a_reading_waits_for_somebody_to_compare_it(cast: Cast, newcomer: Unit) -> None:
    reading = read_pasted(unit=newcomer, text=OWN_WORDS, by=cast.clerk)

    def checking(person: Person) -> list[Duty]:
        return [duty for duty in _duties(person, newcomer) if "核对" in str(duty.what)]

    assert len(checking(cast.office_head)) == 1
    assert checking(cast.leader) == []
    discard_reading(reading=reading, reason="传错了文件", by=cast.clerk)
    assert checking(cast.office_head) == []


def test_figures_that_do_not_add_up_and_corrections_begun_are_said(
    cast: Cast, newcomer: Unit
) -> None:
    open_report(unit=newcomer, year=2020, form=FORM_2019, by=cast.clerk)
    results = ("upheld", "corrected", "other", "pending")
    reviews = {f"remedies/review/{key}": 1 for key in results} | {"remedies/review/total": 3}
    stated(reviews, unit=newcomer, year=2020, form=FORM_2019, by=cast.clerk)
    frozen = sign(ready(newcomer, 2021, cast), cast.leader)
    correct_report(report=frozen.report, reason="漏报", by=cast.clerk)
    said = {str(duty.what) for duty in _duties(cast.clerk, newcomer)}
    assert "松花湖镇2020年年度报告（国办公开办函〔2019〕60号）有1处勾稽关系不成立" in said
    assert "完成松花湖镇2021年年度报告（国办公开办函〔2021〕30号）的更正" in said
    assert FORM_2021.document in " ".join(said)
