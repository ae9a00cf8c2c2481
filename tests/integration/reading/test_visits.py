"""查阅登记: in ten seconds, nobody's name unless they leave it, counted for the annual report."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import python_calamine
from django.utils import timezone

from tests.conftest import Cast, SignIn
from tests.integration.reading.kit import LONG_AGO, TODAY, keeper_of, point_of, put
from tongming.engagement.reading import demand, places, visits
from tongming.engagement.reading.due import do_due
from tongming.engagement.reading.kinds import Satisfaction, Wanted
from tongming.engagement.reading.models import Demand, Kiosk, Point, Visit
from tongming.law.figures import Cell
from tongming.law.forms import FORM_2021
from tongming.law.words import Refused
from tongming.ledger.models import Event
from tongming.reports.compiling.words import drafted
from tongming.reports.compiling.year import compile_year
from tongming.units.rights import NotPermitted

YEAR = TODAY.year


def looked(cast: Cast, point: Point, words: str = "惠农补贴标准", **more: object) -> Visit:
    given: dict[str, object] = {"on": TODAY, "by": cast.clerk, "today": TODAY, **more}
    return visits.enter(point=point, looked_at=words, **given)  # type: ignore[arg-type]


def device(cast: Cast, point: Point) -> Kiosk:
    _waiting, code = places.give_code(point=point, name="大厅", by=cast.clerk)
    return places.start_kiosk(code=code, now=timezone.now())[0]


def test_a_visit_says_what_was_looked_at_and_never_who(cast: Cast) -> None:
    point = point_of(cast)
    with pytest.raises(Refused, match="不写是谁"):
        looked(cast, point, "查身份证11010519491231002X的低保")
    with pytest.raises(Refused, match="不能晚于今天"):
        looked(cast, point, on=TODAY + timedelta(days=1))
    with pytest.raises(Refused, match="没有开放"):
        looked(cast, point, on=LONG_AGO - timedelta(days=1))
    with pytest.raises(NotPermitted):
        looked(cast, point, by=cast.supervisor)
    assert not Visit.objects.exists()
    looked(cast, point, by=keeper_of(cast))
    assert Event.objects.get(kind="reading.visit_entered").data["named"] is False


def test_a_name_is_sealed_opened_with_a_reason_and_erased_in_time(cast: Cast) -> None:
    point = point_of(cast)
    visit = looked(cast, point, visitor="欧阳不常见")
    stored = str(list(Visit.objects.values())) + str(list(Event.objects.values_list("data")))
    assert "欧阳不常见" not in stored
    with pytest.raises(NotPermitted):
        visits.open_name(visit=visit, reason="核对", by=cast.supervisor)
    with pytest.raises(Refused, match="个人信息"):
        visits.open_name(visit=visit, reason="找13912345678", by=cast.clerk)
    assert visits.open_name(visit=visit, reason="落下证件", by=cast.clerk) == "欧阳不常见"
    opened = Event.objects.get(kind="reading.visitor_opened")
    assert "欧阳不常见" not in str(opened.data)
    noon = datetime.combine(TODAY, datetime.min.time(), ZoneInfo("Asia/Shanghai"))
    assert do_due(noon + timedelta(days=90)) == 0
    assert do_due(noon + timedelta(days=91)) == 1
    visit.refresh_from_db()
    with pytest.raises(Refused, match="已经清除"):
        visits.open_name(visit=visit, reason="落下证件", by=cast.clerk)
    assert demand.analyse(cast.town, YEAR).visits == 1


def test_what_is_struck_out_counts_no_longer_and_loses_its_name(cast: Cast) -> None:
    visit = looked(cast, point_of(cast), visitor="王小明")
    visits.strike_out(visit=visit, reason="登记了两次", by=cast.clerk)
    with pytest.raises(Refused, match="已经划去"):
        visits.strike_out(visit=visit, reason="再划", by=cast.clerk)
    visit.refresh_from_db()
    assert visit.visitor == b""
    assert demand.analyse(cast.town, YEAR).visits == 0


def test_a_month_tells_what_is_asked_most_and_what_was_not_found(cast: Cast) -> None:
    point = point_of(cast)
    put(1, 2)
    looked(cast, point, item="20-11", copied_pages=3, satisfaction=Satisfaction.SATISFIED)
    looked(cast, point, "征地补偿", item="20-11", found=False, satisfaction=Satisfaction.NOT)
    visits.count_visit(kiosk=device(cast, point), today=TODAY)
    for what, times in (("征地", 3), ("补贴", 1)):
        for _n in range(times):
            visits.count_wanted(point=point, kind=Wanted.NOT_FOUND, what=what, today=TODAY)
    visits.count_wanted(point=point, kind=Wanted.OPENED, what="test-1", today=TODAY)
    visits.count_wanted(point=point, kind=Wanted.OPENED, what="gone-1", today=TODAY)
    found = demand.analyse(cast.town, YEAR, TODAY.month)
    (month,) = found.months
    assert (month.visits, month.by_kiosk, month.not_found) == (3, 1, 1)
    assert (month.copied_pages, month.satisfied, month.asked) == (3, 1, 2)
    assert [one.times for one in found.items] == [2]
    assert [(one.what, one.times) for one in found.not_found] == [("征地", 3)]
    assert found.untold == 1
    assert [one.what for one in found.opened] == ["关于做好第1项惠农补助发放工作的通知"]
    assert demand.analyse(cast.town, YEAR - 1).visits == 0


def test_words_with_personal_data_or_too_long_are_not_kept(cast: Cast) -> None:
    point = point_of(cast)
    for words in ("王小明 13912345678", "11010519491231002X", "我" * 31):
        visits.count_wanted(point=point, kind=Wanted.NOT_FOUND, what=words, today=TODAY)
    visits.count_wanted(point=point, kind=Wanted.FOUND, what="  惠农   补贴 ", today=TODAY)
    assert list(Demand.objects.values_list("what", "times")) == [("惠农 补贴", 1)]


def test_the_workbook_has_every_visit_that_counts_and_no_name(cast: Cast, sign_in: SignIn) -> None:
    point = point_of(cast)
    looked(cast, point, "=HYPERLINK(1)", visitor="欧阳不常见", copied_pages=2)
    visits.strike_out(visit=looked(cast, point, "错的"), reason="错", by=cast.clerk)
    address = f"/work/reading/units/{cast.town.pk}/visits/{YEAR}.xlsx"
    assert sign_in(cast.stranger).get(address).status_code == 404
    content = sign_in(cast.leader).get(address).content
    assert "欧阳不常见".encode() not in content
    book = python_calamine.load_workbook(io.BytesIO(content))
    rows = book.get_sheet_by_name("查阅登记").to_python()
    assert [row[2] for row in rows[1:]] == ["=HYPERLINK(1)"]
    assert rows[1][6] == 2
    assert book.get_sheet_by_name("每月").to_python()[1][1] == 1


def test_points_and_visits_are_told_in_section_one_of_the_report(cast: Cast) -> None:
    def figures() -> dict[str, object]:
        compiled = compile_year(cast.town, YEAR, FORM_2021)
        return {
            cell.row: figure
            for cell, figure in compiled.report.figures.items()
            if cell.row.startswith("reading")
        }

    assert figures() == {}
    point = point_of(cast)
    looked(cast, point)
    looked(cast, point)
    visits.count_visit(kiosk=device(cast, point), today=TODAY)
    assert figures() == {"reading_points": 1, "reading_visits": 3}
    visits.strike_out(visit=Visit.objects.first(), reason="错", by=cast.clerk)  # type: ignore[arg-type]
    assert figures() == {"reading_points": 1, "reading_visits": 2}
    words = drafted(cast.town, compile_year(cast.town, YEAR, FORM_2021).report)["overview"]
    assert "查阅点{{stated/reading_points/value|个}}" in words
    assert "接待查阅{{stated/reading_visits/value|人次}}" in words


def test_the_cell_of_the_report_lists_the_months_behind_it(cast: Cast, sign_in: SignIn) -> None:
    looked(cast, point_of(cast))
    page = sign_in(cast.clerk).get(
        f"/work/reports/hongshilazi/{YEAR}/2021-30/cell/stated/reading_visits/value/"
    )
    assert page.status_code == 200
    assert f"visits/?month={TODAY:%Y-%m}" in page.content.decode()
    assert Cell("stated", "reading_visits", "value") is not None


def test_the_screen_keeps_what_was_typed_and_takes_the_next_visit_at_once(
    cast: Cast, sign_in: SignIn
) -> None:
    point = point_of(cast)
    browser = sign_in(keeper_of(cast))
    page = f"/work/reading/units/{cast.town.pk}/visits/"
    given = {"point": point.pk, "on": f"{TODAY}", "looked_at": "电话13912345678的低保",
             "found": "yes", "way": "assisted", "copied_pages": "0"}  # fmt: skip
    refused = browser.post(page, given)
    assert refused.status_code == 400
    assert "电话13912345678的低保" in refused.content.decode()
    done = browser.post(page, {**given, "looked_at": "低保标准"}, follow=True)
    assert "低保标准" in done.content.decode()
    visit = Visit.objects.get()
    assert browser.post(
        f"/work/reading/visits/{visit.pk}/strike-out/", {"reason": "错了"}, follow=True
    ).status_code == 200  # fmt: skip
    assert sign_in(cast.leader).post(page, given).status_code == 403


def test_a_name_is_shown_once_to_a_post_with_a_reason(cast: Cast, sign_in: SignIn) -> None:
    visit = looked(cast, point_of(cast), visitor="欧阳不常见")
    browser = sign_in(cast.clerk)
    listed = browser.get(f"/work/reading/units/{cast.town.pk}/visits/").content.decode()
    assert "查阅人：***" in listed
    assert "欧阳不常见" not in listed
    page = f"/work/reading/visits/{visit.pk}/name/"
    assert "欧阳不常见" not in browser.get(page).content.decode()
    shown = browser.post(page, {"reason": "落下证件"})
    assert "欧阳不常见" in shown.content.decode()
    assert shown["Cache-Control"] == "private, no-store"
    assert sign_in(cast.leader).get(page).status_code == 403
