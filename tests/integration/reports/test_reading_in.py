"""A published report comes in: kept, read, looked at, confirmed; then its figures are facts."""

from __future__ import annotations

import pytest
from django.utils.timezone import localdate

from tests.conftest import Cast, SignIn
from tests.integration.reports.conftest import OWN_WORDS
from tongming.law.figures import Cell
from tongming.law.forms import FORM_2019, FORM_OWN
from tongming.law.words import Refused
from tongming.ledger.models import Event
from tongming.reports.actions import (
    confirm_reading,
    discard_reading,
    read_document,
    read_pasted,
)
from tongming.reports.compiling.evidence import Basis
from tongming.reports.compiling.year import compile_year
from tongming.reports.models import HistoricalFigure, Reading
from tongming.reports.reading import Unreadable
from tongming.reports.rendering import FileKind, render
from tongming.units.models import Unit
from tongming.units.rights import NotPermitted

TOTAL = Cell("channels", "total", "items")


def test_reading_states_nothing_until_a_person_confirms(cast: Cast, newcomer: Unit) -> None:
    reading = read_pasted(unit=newcomer, text=OWN_WORDS, by=cast.clerk)
    assert (reading.year, reading.form) == (2019, FORM_OWN.id)
    assert not HistoricalFigure.objects.filter(unit=newcomer).exists()
    confirm_reading(reading=reading, year=2019, by=cast.clerk)
    assert HistoricalFigure.objects.known(None).filter(unit=newcomer, year=2019).exists()
    reading.refresh_from_db()
    assert reading.state == Reading.State.CONFIRMED


def test_every_confirmed_figure_has_its_document_its_words_and_its_event(
    cast: Cast, newcomer: Unit
) -> None:
    reading = read_pasted(unit=newcomer, text=OWN_WORDS, by=cast.clerk)
    rows = confirm_reading(reading=reading, year=2019, by=cast.clerk)
    by_cell = {row.cell: row for row in rows}
    website = by_cell[Cell("channels", "website", "items")]
    assert website.figure == 14
    assert "政府网站14条，占9.6%" in website.quote
    assert website.where == "二、主动公开政府信息情况"
    assert {row.source for row in rows} == {reading.source}
    assert {row.event.kind for row in rows} == {"reports.reading_confirmed"}
    assert reading.source.read().decode() == OWN_WORDS
    told = website.event.data["figures"]
    assert {"cell": str(TOTAL), "before": None, "after": "146"} in told


def test_the_towns_own_words_become_the_official_form_with_the_same_figures(
    cast: Cast, newcomer: Unit
) -> None:
    reading = read_pasted(unit=newcomer, text=OWN_WORDS, by=cast.clerk)
    confirm_reading(reading=reading, year=2019, by=cast.clerk)
    official = compile_year(newcomer, 2019, FORM_2019)
    own = compile_year(newcomer, 2019, FORM_OWN)
    assert official.report.violations == []
    assert own.report.violations == []
    channels = {"total": 146, "website": 14, "weibo": 101, "wechat": 25, "other": 6}
    for compiled in (official, own):
        for row, items in channels.items():
            assert compiled.report.figure(Cell("channels", row, "items")) == items
    nobody = Cell("requests", "1", "ent")
    assert official.report.figure(nobody) == 0
    assert official.evidence[nobody].basis is Basis.DERIVED
    assert official.report.figure(Cell("remedies", "after", "upheld")) == 0
    assert official.report.figure(Cell("proactive", "rules", "made")) == 0
    assert own.report.figure(Cell("stated", "litigations", "value")) == 0


def test_a_second_report_that_says_otherwise_replaces_only_with_a_reason(
    cast: Cast, newcomer: Unit
) -> None:
    first = read_pasted(unit=newcomer, text=OWN_WORDS, by=cast.clerk)
    confirm_reading(reading=first, year=2019, by=cast.clerk)
    changed = OWN_WORDS.replace("共主动公开政府信息146条", "共主动公开政府信息147条").replace(
        "政府网站14条", "政府网站15条"
    )
    second = read_pasted(unit=newcomer, text=changed, by=cast.office_head)
    with pytest.raises(Refused) as refusal:
        confirm_reading(reading=second, year=2019, by=cast.office_head)
    assert "2" in str(refusal.value)
    rows = confirm_reading(
        reading=second, year=2019, by=cast.office_head, reason="年报更正公告，多一条"
    )
    assert {row.cell: row.figure for row in rows} == {
        TOTAL: 147,
        Cell("channels", "website", "items"): 15,
    }
    history = HistoricalFigure.objects.filter(unit=newcomer, year=2019, address=str(TOTAL))
    old, new = history.order_by("known_from")
    assert (old.figure, old.known_until) == (146, new.known_from)
    assert old.ended_by == new.event


def test_who_may_import_and_who_may_not(cast: Cast, newcomer: Unit) -> None:
    for person in (cast.leader, cast.stranger):
        with pytest.raises(NotPermitted):
            read_pasted(unit=newcomer, text=OWN_WORDS, by=person)
    # The office above brings in what its units have published.
    assert read_pasted(unit=newcomer, text=OWN_WORDS, by=cast.supervisor)
    reading = read_pasted(unit=newcomer, text=OWN_WORDS, by=cast.clerk)
    with pytest.raises(NotPermitted):
        confirm_reading(reading=reading, year=2019, by=cast.leader)
    assert confirm_reading(reading=reading, year=2019, by=cast.office_head)


def test_a_reading_is_decided_about_once(cast: Cast, newcomer: Unit) -> None:
    reading = read_pasted(unit=newcomer, text=OWN_WORDS, by=cast.clerk)
    with pytest.raises(Refused):
        discard_reading(reading=reading, reason=" ", by=cast.clerk)
    discard_reading(reading=reading, reason="传错了文件", by=cast.clerk)
    with pytest.raises(Refused):
        confirm_reading(reading=reading, year=2019, by=cast.clerk)
    assert not HistoricalFigure.objects.filter(unit=newcomer).exists()


def test_a_file_that_is_no_report_is_refused_by_name_and_leaves_nothing(
    cast: Cast, newcomer: Unit
) -> None:
    events = Event.objects.count()
    with pytest.raises(Unreadable) as refusal:
        read_document(unit=newcomer, content=b"", name="空.html", by=cast.clerk)
    assert "空.html" in str(refusal.value)
    assert Event.objects.count() == events
    assert not Reading.objects.exists()


@pytest.mark.parametrize("kind", FileKind)
def test_a_report_of_ours_may_come_back_in_any_of_its_files(
    cast: Cast, newcomer: Unit, kind: FileKind
) -> None:
    first = read_pasted(unit=newcomer, text=OWN_WORDS, by=cast.clerk)
    confirm_reading(reading=first, year=2019, by=cast.clerk)
    compiled = compile_year(newcomer, 2019, FORM_2019)
    content = render(compiled.report, kind)
    reading = read_document(unit=newcomer, content=content, name=f"年报.{kind}", by=cast.clerk)
    assert (reading.year, reading.form) == (2019, FORM_2019.id)
    assert "146" in reading.text
    confirm_reading(reading=reading, year=2019, by=cast.clerk)
    again = compile_year(newcomer, 2019, FORM_2019)
    assert again.conflicts == ()
    for cell in FORM_2019.cells():
        assert again.report.figure(cell) == compiled.report.figure(cell)


def test_a_report_of_another_organ_is_seen_before_it_is_confirmed(
    cast: Cast, newcomer: Unit, sign_in: SignIn
) -> None:
    ours = read_pasted(unit=newcomer, text=OWN_WORDS, by=cast.clerk)
    theirs = read_pasted(
        unit=newcomer, text=OWN_WORDS.replace("松花湖镇", "八道河子镇"), by=cast.clerk
    )
    browser = sign_in(cast.clerk)
    page = "/work/reports/songhuahu/readings/{}/"
    assert "请看是不是选错了文件" not in browser.get(page.format(ours.pk)).content.decode()
    assert "八道河子镇人民政府”，不是" in browser.get(page.format(theirs.pk)).content.decode()


def test_no_report_is_about_a_year_to_come(cast: Cast, newcomer: Unit) -> None:
    reading = read_pasted(unit=newcomer, text=OWN_WORDS, by=cast.clerk)
    with pytest.raises(Refused, match="还没有到"):
        confirm_reading(reading=reading, year=localdate().year + 1, by=cast.clerk)
    assert not HistoricalFigure.objects.filter(unit=newcomer).exists()
