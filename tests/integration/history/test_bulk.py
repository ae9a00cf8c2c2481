"""Earlier reports given in bulk: read beside the server, placed, accepted or set aside."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.conftest import Cast, SignIn
from tests.integration.history.conftest import published, received
from tongming.law.figures import Cell
from tongming.law.words import Refused
from tongming.ledger.models import Event
from tongming.reports.history import reading as reading_room
from tongming.reports.history.actions import accept, accept_clean, give, place, set_aside
from tongming.reports.history.models import Batch, Doubt, Given
from tongming.reports.history.queries import lines_of
from tongming.reports.history.reading import work
from tongming.reports.models import HistoricalFigure, Reading
from tongming.reports.rendering import FileKind
from tongming.units.rights import NotPermitted

PAGE = "https://www.example.gov.cn/nb/"
NEW = Cell("requests", "1", "sum")


def packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.fixture
def batch(cast: Cast) -> Batch:
    """A county's archive: two clean years of a town, one of another, one doubtful, one broken."""
    town, other = cast.town.name, cast.other_town.name
    archive = packed(
        {
            "红石砬子/2019.html": published(town, 2019, received(3)),
            "红石砬子/2020.docx": published(town, 2020, received(5), FileKind.DOCX),
            "八道河子.html": published(other, 2020, received(2)),
            "简称.html": published("红石砬子镇", 2021, received(1)),
            "不是报告.pdf": b"%PDF-1.4 nothing",
        }
    )
    found = give(unit=cast.county, files=[("年报.zip", archive)], page=PAGE, by=cast.supervisor)
    work()
    return found


def by_name(batch: Batch) -> dict[str, Given]:
    return {given.name: given for given in batch.files.select_related("reading")}


def test_nothing_is_read_while_the_browser_waits_and_everything_beside_it(cast: Cast) -> None:
    files = [("2019.html", published(cast.town.name, 2019))]
    batch = give(unit=cast.town, files=files, by=cast.clerk)
    (given,) = batch.files.all()
    assert given.state == Given.State.WAITING
    assert work() == 1
    given.refresh_from_db()
    assert given.state == Given.State.PLACED
    assert given.reading is not None
    assert (given.reading.unit, given.reading.year) == (cast.town, 2019)
    assert given.source is not None
    assert given.source.kept_by == cast.clerk


def test_each_report_goes_to_the_unit_its_title_names(cast: Cast, batch: Batch) -> None:
    placed = {
        given.name: (given.reading.unit, given.reading.year)
        for given in batch.files.filter(state=Given.State.PLACED).select_related("reading__unit")
        if given.reading
    }
    assert placed == {
        "红石砬子/2019.html": (cast.town, 2019),
        "红石砬子/2020.docx": (cast.town, 2020),
        "八道河子.html": (cast.other_town, 2020),
    }


def test_a_name_that_only_resembles_is_shown_and_not_guessed(cast: Cast, batch: Batch) -> None:
    given = by_name(batch)["简称.html"]
    assert (given.state, given.doubt) == (Given.State.DOUBTFUL, Doubt.SIMILAR)
    assert given.likely == cast.town
    assert given.reading is None
    with pytest.raises(Refused, match="请先确定"):
        accept(given=given, by=cast.supervisor)
    placed = place(given=given, unit=cast.town, year=2021, by=cast.supervisor)
    assert placed.reading is not None
    assert (placed.reading.unit, placed.reading.year) == (cast.town, 2021)
    event = Event.objects.get(kind="history.placed")
    assert event.data["said"] == ["红石砬子镇", 2021]


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(batch: Batch) -> None:
    given = by_name(batch)["不是报告.pdf"]
    assert given.state == Given.State.UNREADABLE
    assert given.problem is not None
    assert batch.files.filter(state=Given.State.WAITING).count() == 0


def test_all_clean_ones_are_accepted_at_once_each_with_its_own_event(
    cast: Cast, batch: Batch
) -> None:
    before = Event.objects.filter(kind="reports.reading_confirmed").count()
    done, refused = accept_clean(batch=batch, by=cast.supervisor)
    assert (done, refused) == (3, [])
    assert Event.objects.filter(kind="reports.reading_confirmed").count() == before + 3
    figure = HistoricalFigure.objects.get(unit=cast.town, year=2020, address=str(NEW))
    assert figure.figure == 5
    assert figure.source is not None
    assert figure.source.name == "2020.docx"


def test_a_second_report_of_a_year_is_held_against_the_first(cast: Cast, batch: Batch) -> None:
    accept_clean(batch=batch, by=cast.supervisor)
    files = [
        ("另一份.html", published(cast.town.name, 2019, received(4))),
        ("同一份.html", published(cast.town.name, 2020, received(5))),
    ]
    second = give(unit=cast.town, files=files, by=cast.clerk)
    work()
    other, same = lines_of(second.files.select_related("reading__unit"))
    assert other.replaced > 0
    assert not other.is_clean
    assert (same.replaced, same.held, same.is_clean) == (0, True, True)
    with pytest.raises(Refused, match="理由"):
        accept(given=other.given, by=cast.clerk)
    accept(given=other.given, reason="当年更正后重新公布", by=cast.clerk)
    held = HistoricalFigure.objects.known(None).get(unit=cast.town, year=2019, address=str(NEW))
    assert held.figure == 4


def test_two_reports_of_a_year_that_differ_are_accepted_by_nobody_in_passing(cast: Cast) -> None:
    files = [
        (f"{number}.html", published(cast.town.name, 2019, received(number))) for number in (3, 4)
    ]
    batch = give(unit=cast.town, files=files, by=cast.clerk)
    work()
    assert accept_clean(batch=batch, by=cast.clerk) == (0, [])
    one, _two = lines_of(batch.files.select_related("reading__unit"))
    assert one.differing > 0


def test_a_report_placed_wrongly_is_moved_and_the_first_reading_ends(
    cast: Cast, batch: Batch
) -> None:
    given = by_name(batch)["八道河子.html"]
    first = given.reading
    assert first is not None
    moved = place(given=given, unit=cast.town, year=2018, by=cast.supervisor)
    first.refresh_from_db()
    assert first.state == Reading.State.DISCARDED
    assert moved.reading is not None
    assert (moved.reading.unit, moved.reading.year) == (cast.town, 2018)


def test_setting_aside_needs_a_reason_and_keeps_the_file(cast: Cast, batch: Batch) -> None:
    given = by_name(batch)["简称.html"]
    with pytest.raises(Refused, match="理由"):
        set_aside(given=given, reason=" ", by=cast.supervisor)
    set_aside(given=given, reason="不是本县的", by=cast.supervisor)
    given.refresh_from_db()
    assert given.state == Given.State.SET_ASIDE
    assert given.source is not None
    assert given.source.read()


def test_a_town_reads_its_own_and_nobody_elses(cast: Cast) -> None:
    files = [("别的镇.html", published(cast.other_town.name, 2020))]
    with pytest.raises(NotPermitted):
        give(unit=cast.town, files=files, by=cast.stranger)
    batch = give(unit=cast.town, files=files, by=cast.clerk)
    work()
    (given,) = batch.files.all()
    assert (given.state, given.doubt) == (Given.State.DOUBTFUL, Doubt.UNKNOWN)
    with pytest.raises(NotPermitted):
        place(given=given, unit=cast.other_town, year=2020, by=cast.clerk)


def test_a_year_that_is_not_over_is_asked_about(cast: Cast) -> None:
    year = timezone.localdate().year
    files = [("今年.html", published(cast.town.name, year))]
    batch = give(unit=cast.town, files=files, by=cast.clerk)
    work()
    (given,) = batch.files.all()
    assert given.doubt == Doubt.WRONG_YEAR
    with pytest.raises(Refused, match="没有过完"):
        place(given=given, unit=cast.town, year=year, by=cast.clerk)


def test_a_file_somebody_was_killed_over_is_taken_up_again_and_at_last_given_up(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = give(unit=cast.town, files=[("2019.html", b"<p>x")], by=cast.clerk)
    (given,) = batch.files.all()

    def killed(_given: Given) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(reading_room, "_deal_with", killed)
        for _time in range(reading_room.TRIES):
            with pytest.raises(KeyboardInterrupt):
                work()
            assert work() == 0
            past = timezone.now() - timedelta(seconds=1)
            Given.objects.filter(pk=given.pk).update(held_until=past)
    work()
    given.refresh_from_db()
    assert given.state == Given.State.UNREADABLE
    assert given.problem is not None
    assert "中断" in str(given.problem)


def test_a_clerk_gives_files_on_the_page_and_sees_how_far_they_are(
    cast: Cast, sign_in: SignIn
) -> None:
    client = sign_in(cast.clerk)
    address = f"/work/history/{cast.town.code}/"
    assert client.post(address, {}).status_code == 400
    uploads = [
        SimpleUploadedFile(f"{year}.html", published(cast.town.name, year, received(1)))
        for year in (2019, 2020)
    ]
    answer = client.post(address, {"reports": uploads, "page": PAGE}, follow=True)
    assert "已读 0 个，共 2 个文件" in answer.text
    place_ = answer.redirect_chain[-1][0]
    work()
    assert "有 2 份报告等您核对" in client.get(place_).text
    answer = client.post(f"{place_}accept/", follow=True)
    assert "确认了 2 份报告" in answer.text
    assert HistoricalFigure.objects.filter(unit=cast.town, year=2020).exists()


def test_somebody_without_the_right_meets_no_page(cast: Cast, sign_in: SignIn) -> None:
    batch = give(unit=cast.town, files=[("2019.html", b"<p>x")], by=cast.clerk)
    client = sign_in(cast.stranger)
    assert client.get(f"/work/history/{cast.town.code}/").status_code in (403, 404)
    at = f"/work/history/{cast.town.code}/batches/{batch.pk}/"
    assert client.get(at).status_code in (403, 404)
