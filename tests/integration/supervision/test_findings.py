"""What was found is opened once, touched while it is seen, closed when it is gone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.conftest import Cast
from tongming.law.words import N_, say
from tongming.ledger.models import Event
from tongming.supervision.inspection.actions import Found, Reported, report_findings
from tongming.supervision.inspection.models import Finding, RuleSet

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
LATER = AT + timedelta(days=1)


def dead(address: str, status: int = 404) -> Found:
    return Found(
        "C25", address, say(N_("“{name}”打不开。"), name=address), {"status": status}, url=address
    )


def report(cast: Cast, *found: Found, at: datetime = AT, looked: tuple[str, ...] = ("C25",)) -> (
    Reported
):  # fmt: skip
    return report_findings(
        unit=cast.town, source="crawl", indicators=looked, found=found, at=at
    )  # fmt: skip


def test_a_new_one_is_opened_one_seen_again_is_touched_one_not_seen_is_gone(cast: Cast) -> None:
    assert report(cast, dead("/a"), dead("/b")) == Reported(2, 0, 0)
    assert report(cast, dead("/b", 500), at=LATER) == Reported(0, 1, 1)
    gone, still = Finding.objects.order_by("subject")
    assert (gone.gone_at, gone.last_seen_at) == (LATER, AT)
    assert (still.gone_at, still.found_at, still.last_seen_at) == (None, AT, LATER)
    assert still.evidence == {"status": 500}
    assert report(cast, dead("/a"), dead("/b"), at=LATER) == Reported(1, 1, 0)
    assert Finding.objects.filter(subject="/a").count() == 2


def test_what_was_not_looked_at_stays_as_it_is(cast: Cast) -> None:
    report(cast, dead("/a"))
    assert report(cast, at=LATER, looked=("C24",)) == Reported(0, 0, 0)
    assert Finding.objects.get().is_open
    other = report_findings(
        unit=cast.other_town, source="crawl", indicators=["C25"], found=[], at=LATER
    )
    assert other == Reported(0, 0, 0)
    own = report_findings(unit=cast.town, source="own", indicators=["C25"], found=[], at=LATER)
    assert own == Reported(0, 0, 0)
    assert Finding.objects.get().is_open


def test_a_report_that_changes_nothing_stands_in_no_ledger(cast: Cast) -> None:
    report(cast, dead("/a"))
    told = Event.objects.filter(kind="inspection.reported")
    assert told.get().data["opened"] == [Finding.objects.get().pk]
    report(cast, dead("/a"), at=LATER)
    assert told.count() == 1


def test_what_is_found_without_having_been_looked_for_is_a_mistake(cast: Cast) -> None:
    with pytest.raises(ValueError, match="not looked for"):
        report(cast, dead("/a"), looked=("C24",))
    with pytest.raises(ValueError, match="no indicator C99"):
        report(cast, looked=("C99",))
    assert not Finding.objects.exists()


def test_an_indicator_switched_off_finds_nothing_and_closes_what_was_open(cast: Cast) -> None:
    report(cast, dead("/a"))
    RuleSet.objects.create(
        unit=cast.county, number=1, values={"off": ["C25"]}, by=cast.supervisor, reason="另行检查"
    )
    assert report(cast, dead("/a"), at=LATER) == Reported(0, 0, 1)


def test_how_serious_it_is_follows_the_rules_of_the_unit_above(cast: Cast) -> None:
    report(cast, dead("/a"))
    assert Finding.objects.get().severity == "yellow"
    RuleSet.objects.create(
        unit=cast.county, number=1, values={"severities": {"C25": "red"}}, by=cast.supervisor,
        reason="本市从严",
    )  # fmt: skip
    report(cast, dead("/a"), at=LATER)
    assert Finding.objects.get().severity == "red"


def test_a_day_in_the_sentence_and_a_very_long_address_are_kept(cast: Cast) -> None:
    words = say(N_("最近更新于{day}。"), day=date(2026, 1, 5))
    long = "https://example.gov.cn/" + "a" * 900
    report(cast, Found("C25", long, words), Found("C25", long + "b", words))
    first, second = Finding.objects.all()
    assert first.subject != second.subject
    assert str(first.message) == "最近更新于2026年1月5日。"
    assert report(cast, Found("C25", long, words), at=LATER) == Reported(0, 1, 1)
