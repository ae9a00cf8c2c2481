"""查阅点: opened, put right, shut for some days, ended; told on the guide."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.test import Client

from tests.conftest import Cast, SignIn
from tests.integration.reading.kit import LONG_AGO, TODAY, keeper_of, point_of
from tests.public_items import Room, made_item
from tests.published import publish
from tongming.engagement.reading import places
from tongming.engagement.reading.due import do_due
from tongming.engagement.reading.models import Closure
from tongming.engagement.reading.queries import owed_kinds
from tongming.law.forms import FORM_2021
from tongming.law.reading import PointKind
from tongming.law.words import Refused
from tongming.ledger.models import Event
from tongming.publishing import sources
from tongming.publishing.actions import publish_pending
from tongming.units.institutions.kinds import Kind
from tongming.units.rights import NotPermitted

SOON, LATER = TODAY + timedelta(days=20), TODAY + timedelta(days=22)


@pytest.fixture
def room(cast: Cast) -> Iterator[Room]:
    """The town has a section."""
    made = Room()
    sources.register(made)
    made.publish(made_item(1))
    yield made
    sources.unregister(made.prefix)


def guide() -> str:
    publish_pending()
    return (Path(settings.SITE) / "hongshilazi/guide/index.html").read_text(encoding="utf-8")


def test_a_point_is_opened_once_by_who_keeps_it(cast: Cast) -> None:
    keeper = keeper_of(cast)
    point_of(cast, by=keeper)
    with pytest.raises(Refused, match="已经有叫"):
        point_of(cast, by=cast.office_head)
    for other in (cast.handler, cast.supervisor, cast.stranger):
        with pytest.raises(NotPermitted):
            point_of(cast, by=other, name="别处")
    assert Event.objects.filter(kind="reading.point_opened", by=keeper).count() == 1


def test_the_kinds_a_government_owes_are_told_until_they_are_there(cast: Cast) -> None:
    assert len(owed_kinds(cast.town, TODAY)) == 3
    hall = point_of(cast, name="政务大厅", kind=PointKind.SERVICE_HALL)
    assert PointKind.SERVICE_HALL not in owed_kinds(cast.town, TODAY)
    places.end_point(point=hall, until=TODAY, reason="改建", by=cast.clerk, today=TODAY)
    assert len(owed_kinds(cast.town, TODAY)) == 3


def test_what_is_changed_is_in_the_ledger_and_nothing_else_changes(cast: Cast) -> None:
    point = point_of(cast)
    changed = places.change_point(
        point=point, by=cast.clerk, hours="每天 9:00—17:00", name=point.name, since=TODAY
    )
    assert changed.hours == "每天 9:00—17:00"
    assert changed.since == LONG_AGO
    assert Event.objects.get(kind="reading.point_changed").data["changed"] == ["hours"]
    places.change_point(point=point, by=cast.clerk, hours="每天 9:00—17:00")
    assert Event.objects.filter(kind="reading.point_changed").count() == 1


def test_days_it_is_shut_must_lie_ahead_and_not_overlap(cast: Cast) -> None:
    point = point_of(cast)

    def shut(first: date, last: date) -> Closure:
        return places.add_closure(
            point=point,
            first=first,
            last=last,
            reason="元旦放假",
            by=cast.clerk,
            today=TODAY,
        )

    with pytest.raises(Refused, match="不能早于"):
        shut(LATER, SOON)
    with pytest.raises(Refused, match="已经过去"):
        shut(TODAY - timedelta(days=3), TODAY - timedelta(days=1))
    closure = shut(SOON, LATER)
    with pytest.raises(Refused, match="已经登记过"):
        shut(LATER, LATER)
    places.take_back_closure(closure=closure, by=cast.clerk)
    with pytest.raises(Refused, match="已经取消"):
        places.take_back_closure(closure=closure, by=cast.clerk)
    shut(LATER, LATER)


def test_the_guide_tells_where_to_read_and_when_it_is_shut_until_that_is_over(
    cast: Cast, room: Room, client: Client
) -> None:
    point = point_of(cast, equipment="查询机1台")
    places.add_closure(
        point=point, first=SOON, last=LATER, reason="元旦放假", by=cast.clerk, today=TODAY
    )
    publish(cast.town, 2022, FORM_2021, by=cast.clerk)
    told = guide()
    for words in ("到哪里查阅", "查阅服务中心", "工作日 8:30—16:30", "查询机1台", "元旦放假"):
        assert words in told
        assert words in client.get("/guide/").content.decode()
    noon = datetime.combine(LATER, datetime.min.time(), ZoneInfo("Asia/Shanghai"))
    do_due(noon)
    assert "元旦放假" in guide()
    assert do_due(noon + timedelta(days=1)) == 1
    assert do_due(noon + timedelta(days=1)) == 0
    assert "元旦放假" not in guide()
    places.end_point(point=point, until=TODAY, reason="改建", by=cast.clerk, today=TODAY)
    assert "到哪里查阅" not in guide()


def test_a_point_that_is_to_end_stands_on_the_guide_until_its_day(cast: Cast, room: Room) -> None:
    point = point_of(cast)
    with pytest.raises(Refused, match="不能早于开放日期"):
        places.end_point(
            point=point, until=LONG_AGO - timedelta(days=1), reason="错", by=cast.clerk, today=TODAY
        )
    places.end_point(point=point, until=SOON, reason="改建", by=cast.clerk, today=TODAY)
    assert "查阅服务中心" in guide()
    do_due(datetime.combine(SOON, datetime.min.time(), ZoneInfo("Asia/Shanghai")))
    assert "查阅服务中心" not in guide()
    with pytest.raises(Refused, match="已经停止开放"):
        places.change_point(point=point, by=cast.clerk, hours="全天")


def test_the_two_texts_of_a_reading_room_are_kinds_of_institution_documents() -> None:
    assert {Kind.READING_GUIDE.label, Kind.READING_SERVICE.label} == {"查阅须知", "查阅服务规范"}
    assert "复制和打印" in Kind.READING_GUIDE.outlined()


def test_screens_open_change_and_end_a_point(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(keeper_of(cast))
    new = f"/work/reading/units/{cast.town.pk}/points/new/"
    given = {"name": "查阅中心", "kind": "reading_room", "address": "中心街12号", "hours": "全天"}
    assert browser.post(new, given).status_code == 400
    made = browser.post(new, {**given, "since": "2026-01-01"}, follow=True)
    assert "列在本单位的公开指南上" in made.content.decode()
    page = made.redirect_chain[-1][0]
    closed = {"first": f"{SOON}", "last": f"{LATER}", "reason": "盘点"}
    assert "盘点" in browser.post(f"{page}closure/", closed, follow=True).content.decode()
    closure = Closure.objects.get()
    browser.post(f"/work/reading/closures/{closure.pk}/take-back/")
    closure.refresh_from_db()
    assert closure.taken_back
    changed = {**given, "hours": "每天", "idle_seconds": 20}
    assert "30" in browser.post(f"{page}change/", changed).content.decode()
    assert browser.post(f"{page}change/", {**changed, "idle_seconds": 90}).status_code == 302
    assert browser.post(f"{page}end/", {"until": f"{TODAY}", "reason": "搬走"}).status_code == 302
    assert "已停止" in browser.get(page).content.decode()


def test_somebody_of_another_town_finds_nothing(cast: Cast, sign_in: SignIn) -> None:
    point = point_of(cast)
    stranger = sign_in(cast.stranger)
    assert stranger.get(point.get_absolute_url()).status_code == 404
    assert stranger.get(f"/work/reading/units/{cast.town.pk}/visits/").status_code == 404
    assert "查阅服务中心" not in stranger.get("/work/reading/").content.decode()
    handler = sign_in(cast.handler)
    assert handler.get(point.get_absolute_url()).status_code == 200
    assert handler.get(f"{point.get_absolute_url()}end/").status_code == 403
