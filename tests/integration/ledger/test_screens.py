"""The ledger on screen: who reads what, narrowed how."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.utils.timezone import localdate

from tests.conftest import Cast, SignIn
from tongming.ledger import triggers
from tongming.ledger.actions import record
from tongming.ledger.queries import events_for

TODAY = localdate()


@pytest.fixture
def notes(cast: Cast) -> None:
    """One event by each of three people in three places, and one of nowhere."""
    record("units.edited", unit=cast.town, by=cast.clerk, subject=cast.town, reason="甲事")
    record("units.edited", unit=cast.other_town, by=cast.stranger, reason="乙事")
    record("units.left", unit=cast.county, by=cast.supervisor, reason="丙事")
    record("units.edited", unit=None, by=None, reason="丁事")


def reasons(
    cast: Cast, sign_in: SignIn, query: str = "", person: str = "administrator"
) -> set[str]:
    """What the events on the page were about, by their reasons."""
    client = sign_in(getattr(cast, person))
    response = client.get(f"/work/ledger/?{query}")
    assert response.status_code == 200
    events = [event for event, _kind in response.context["lines"]]
    return {event.data["reason"] for event in events if event.data.get("reason")}


def test_each_reads_what_happened_in_their_own_units(
    cast: Cast, notes: None, sign_in: SignIn
) -> None:
    assert reasons(cast, sign_in) == {"甲事", "乙事", "丙事", "丁事"}
    assert reasons(cast, sign_in, person="supervisor") == {"甲事", "乙事", "丙事", "丁事"}
    assert reasons(cast, sign_in, person="leader") == {"甲事"}
    assert sign_in(cast.clerk).get("/work/ledger/").status_code == 403


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("unit={town}", {"甲事"}),
        ("kind=units.left", {"丙事"}),
        ("person=王敏", {"甲事"}),
        ("person=FengLei", {"乙事"}),
        ("person=nobody", set()),
        ("since={today}", {"甲事", "乙事", "丙事", "丁事"}),
        ("since={tomorrow}", set()),
        ("until={yesterday}", set()),
        ("since={today}&until={today}&kind=units.edited&unit={town}", {"甲事"}),
    ],
)
def test_the_list_is_narrowed(
    cast: Cast, notes: None, sign_in: SignIn, query: str, found: set[str]
) -> None:
    asked = query.format(
        town=cast.town.pk,
        today=TODAY,
        tomorrow=TODAY + timedelta(days=1),
        yesterday=TODAY - timedelta(days=1),
    )
    assert reasons(cast, sign_in, asked) == found


def test_a_filter_that_makes_no_sense_is_said_and_shows_nothing(
    cast: Cast, notes: None, sign_in: SignIn
) -> None:
    client = sign_in(cast.administrator)
    shown = client.get(f"/work/ledger/?since={TODAY}&until={TODAY - timedelta(days=1)}")
    assert "要不早于起始日期" in shown.content.decode()
    assert shown.context["page"].paginator.count == 0
    # A unit somebody may not read is no choice at all.
    hidden = sign_in(cast.leader).get(f"/work/ledger/?unit={cast.county.pk}")
    assert hidden.context["page"].paginator.count == 0


def test_an_event_shows_its_content_and_its_hash(cast: Cast, sign_in: SignIn) -> None:
    event = record(
        "units.edited",
        unit=cast.town,
        by=cast.clerk,
        subject=cast.town,
        reason="<script>甲</script>",
    )
    shown = sign_in(cast.leader).get(f"/work/ledger/{event.seq}/").content.decode()
    assert event.hash in shown
    assert event.previous_hash in shown
    assert "&lt;script&gt;甲&lt;/script&gt;" in shown
    assert "<script>甲" not in shown
    assert "内容与指纹一致，和前一条接得上" in shown
    assert f'单位 <span class="code soft">units.unit {cast.town.pk}</span>' in shown
    assert "单位加入" in shown  # the same unit's earlier event, at the side


def test_an_event_of_another_unit_is_not_there(cast: Cast, notes: None, sign_in: SignIn) -> None:
    theirs = events_for(cast.administrator).filter(unit=cast.other_town).first()
    assert theirs is not None
    assert sign_in(cast.administrator).get(f"/work/ledger/{theirs.seq}/").status_code == 200
    assert sign_in(cast.leader).get(f"/work/ledger/{theirs.seq}/").status_code == 404
    assert sign_in(cast.leader).get("/work/ledger/99999/").status_code == 404


def test_an_event_somebody_changed_says_so(cast: Cast, sign_in: SignIn) -> None:
    first = record("units.edited", unit=cast.town, by=cast.clerk, reason="甲")
    second = record("units.edited", unit=cast.town, by=cast.clerk, reason="乙")
    triggers.drop(connection)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE ledger_event SET kind = 'units.left', hash = %s WHERE seq = %s",
            ["f" * 64, first.seq],
        )
    triggers.create(connection)
    client = sign_in(cast.administrator)
    assert "内容与指纹不符" in client.get(f"/work/ledger/{first.seq}/").content.decode()
    assert "和前一条接不上" in client.get(f"/work/ledger/{second.seq}/").content.decode()


def test_a_page_of_events_takes_few_questions(
    cast: Cast, sign_in: SignIn, django_assert_max_num_queries: object
) -> None:
    for number in range(60):
        record("units.edited", unit=cast.town, by=cast.clerk, number=number)
    client = sign_in(cast.leader)
    with django_assert_max_num_queries(35):  # type: ignore[operator]
        assert "下一页" in client.get("/work/ledger/").content.decode()
