"""The terms counties print are read as {trigger, number, unit, mode}, or not at all."""

from datetime import date

import pytest

from tongming.law.catalogue_terms import CatalogueTerm, Mode, read_term
from tongming.law.publication_terms import Trigger
from tongming.law.terms import TermUnit

WORKING, CALENDAR = TermUnit.WORKING_DAY, TermUnit.CALENDAR_DAY


def within(trigger: Trigger, number: int, unit: TermUnit) -> CatalogueTerm:
    return CatalogueTerm(Mode.WITHIN, trigger, number, unit)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("自信息形成或者变更之日起20个工作日内", within(Trigger.FORMED, 20, WORKING)),
        ("制定或获取信息之日起 10 个工作日内", within(Trigger.OBTAINED, 10, WORKING)),
        ("制定或获取之日起10个工作日内，公示7个工作日",
         within(Trigger.OBTAINED, 10, WORKING)),
        ("批准后20日内", within(Trigger.APPROVED, 20, CALENDAR)),
        ("行政处罚7个工作日", within(Trigger.DECIDED, 7, WORKING)),
        ("信息形成后二十个工作日内", within(Trigger.FORMED, 20, WORKING)),
        ("每年1月31日前", CatalogueTerm(Mode.YEARLY, month=1, day=31)),
        ("每季度的首个月20日", CatalogueTerm(Mode.QUARTERLY, day=20)),
        ("每季度第一个月20日前", CatalogueTerm(Mode.QUARTERLY, day=20)),
        ("每季度更新", CatalogueTerm(Mode.QUARTERLY)),
        ("按月公开", CatalogueTerm(Mode.MONTHLY)),
        ("永久公开", CatalogueTerm(Mode.STANDING)),
        ("及时公开", CatalogueTerm(Mode.AT_ONCE, Trigger.FORMED)),
        ("公示7个工作日", CatalogueTerm(Mode.UNREAD)),
        ("每年13月40日前", CatalogueTerm(Mode.UNREAD)),
        ("按上级要求", CatalogueTerm(Mode.UNREAD)),
    ],
)  # fmt: skip
def test_a_printed_term_is_read(text: str, term: CatalogueTerm) -> None:
    assert read_term(text) == term
    assert CatalogueTerm.from_data(term.to_data()) == term
    assert str(term.words)


def test_a_periodic_term_says_which_period_a_day_is_in() -> None:
    assert CatalogueTerm(Mode.YEARLY, month=2, day=30).period(date(2026, 9, 1)) == (
        date(2026, 1, 1), date(2026, 2, 28),
    )  # fmt: skip
    assert CatalogueTerm(Mode.QUARTERLY, day=20).period(date(2026, 12, 31)) == (
        date(2026, 10, 1), date(2026, 10, 20),
    )  # fmt: skip
    assert CatalogueTerm(Mode.QUARTERLY).period(date(2026, 11, 5)) == (
        date(2026, 10, 1), date(2026, 12, 31),
    )  # fmt: skip
    assert CatalogueTerm(Mode.MONTHLY).period(date(2028, 2, 9)) == (
        date(2028, 2, 1), date(2028, 2, 29),
    )  # fmt: skip
