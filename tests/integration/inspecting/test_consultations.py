"""C18 and C19: consultations whose result nobody published, and how many there were."""

from __future__ import annotations

from datetime import timedelta

from tests.conftest import Cast
from tests.integration.engagement.asking import LAST, answered, opened
from tests.integration.inspecting.records import found, subjects
from tongming.law.inspection import THRESHOLDS

LIMIT = THRESHOLDS["consultation_result_days"].default
DUE = LAST + timedelta(days=LIMIT)


def test_a_result_is_late_the_day_after_the_limit_and_not_on_it(cast: Cast) -> None:
    one = opened(cast)
    assert not found("C18", cast.town, DUE)
    assert subjects("C18", cast.town, DUE + timedelta(days=1)) == [one.key]


def test_a_published_result_is_none(cast: Cast) -> None:
    one = opened(cast)
    assert found("C18", cast.town, DUE + timedelta(days=1))
    answered(cast, one)
    assert not found("C18", cast.town, DUE + timedelta(days=1))


def test_a_portal_with_fewer_than_the_benchmark_is_told_and_a_town_is_not(cast: Cast) -> None:
    opened(cast)
    (hint,) = found("C19", cast.county, LAST)
    assert hint.evidence == {"count": 0, "limit": THRESHOLDS["consultations"].default}
    assert not found("C19", cast.town, LAST)
