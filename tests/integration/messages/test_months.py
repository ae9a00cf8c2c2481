"""The figures of a month and of a year: each opens onto what it counts, and stays as it was."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.conf import settings as configured
from django.utils import timezone

from tests.conftest import Cast, SignIn
from tests.integration.messages.conftest import ANSWER, TODAY, fresh, written
from tongming.clockwork import run_due
from tongming.engagement.messages import actions
from tongming.engagement.messages.duties import message_duties
from tongming.engagement.messages.erasing import due_to_be_erased, erase_due
from tongming.engagement.messages.kinds import Channel, Kind, Redirect, Satisfaction
from tongming.engagement.messages.models import Message, PublishedMonth
from tongming.engagement.messages.original import original_of
from tongming.engagement.messages.statistics import (
    LABELS,
    SETS,
    Figures,
    figures_by_unit,
    figures_of,
    next_month,
    previous_month,
    records,
)
from tongming.law.figures import Cell
from tongming.law.forms import FORM_2021
from tongming.law.words import Refused
from tongming.publishing.actions import publish_pending
from tongming.reports.compiling.words import drafted
from tongming.reports.compiling.year import compile_year
from tongming.units.rights import NotPermitted

pytestmark = pytest.mark.django_db

LAST = previous_month(TODAY)


def came(cast: Cast, kind: Kind = Kind.QUESTION, day: int = 2, **changes: Any) -> Message:
    """A telephone call of last month."""
    message, _code = actions.register(
        unit=cast.town, written=written(kind, **changes), channel=Channel.PHONE,
        received_on=LAST.replace(day=day), by=cast.clerk, today=TODAY,
    )  # fmt: skip
    return message


def closed(cast: Cast, message: Message, working_days_late: int = 0) -> Message:
    """Answered so many days after its term, or on its last day."""
    actions.accept(message=message, by=cast.clerk, today=TODAY)
    actions.draft(message=message, answer=ANSWER, by=cast.clerk, today=TODAY)
    actions.approve(message=message, by=cast.office_head, today=TODAY)
    at = timezone.make_aware(
        datetime.combine(fresh(message).due_on, datetime.min.time()).replace(hour=23)
    ) + timedelta(days=working_days_late)
    Message.objects.filter(pk=message.pk).update(closed_at=at)
    return fresh(message)


@pytest.fixture
def month(cast: Cast) -> list[Message]:
    """Six of last month: two answered in time, one late, one pointed on, one abuse, one open."""
    first, second, late = (closed(cast, came(cast, day=n), n // 9) for n in (2, 3, 9))
    for message, word in ((first, "satisfied"), (second, "mostly"), (late, "dissatisfied")):
        actions.rate(message=message, satisfaction=Satisfaction(word), today=TODAY)
    pointed, abuse, waiting = came(cast, Kind.HELP), came(cast, Kind.OTHER), came(cast, Kind.REPORT)
    actions.redirect(
        message=pointed, to=Redirect.REMEDY, words="请申请复议", by=cast.clerk, today=TODAY
    )
    actions.dismiss(message=abuse, reason="广告", by=cast.leader, today=TODAY)
    actions.publish(message=first, by=cast.clerk, today=TODAY)
    return [first, second, late, pointed, abuse, waiting]


def test_every_figure_counts_the_records_it_opens_onto(
    cast: Cast, month: list[Message], sign_in: SignIn
) -> None:
    figures = figures_of(cast.town, LAST)
    pointed = fresh(month[3])
    on_time = 2 + (not pointed.is_late)
    assert figures.counts == {
        "received": 6, "valid": 5, "closed": 5, "answered": 4, "on_time": on_time, "public": 1,
        "satisfied": 1, "mostly": 1, "dissatisfied": 1,
    }  # fmt: skip
    assert figures.answer_rate == Decimal("80.0")
    assert figures.satisfaction_rate == Decimal("66.7")
    assert sum(figures.kinds.values()) == sum(figures.channels.values()) == 6
    every = {**figures.counts, **figures.kinds, **figures.channels}
    assert set(every) == set(SETS) >= set(LABELS)
    clerk = sign_in(cast.clerk)
    for figure, number in every.items():
        assert records(cast.town, LAST, figure).count() == number
        page = clerk.get(
            f"/work/messages/?unit={cast.town.pk}&month={LAST:%Y-%m}&figure={figure}"
        ).content.decode()
        assert page.count("/work/messages/") - page.count("/work/messages/months") >= number
        assert f"共{number}条" in page, figure
    both = figures_by_unit([cast.town, cast.other_town], LAST, next_month(LAST))
    assert both == {
        unit.pk: figures_of(unit, LAST) for unit in (cast.town, cast.other_town)
    }  # fmt: skip
    nothing = figures_of(cast.other_town, LAST)
    assert (nothing.counts["received"], nothing.answer_rate) == (0, None)


def test_a_month_is_published_once_and_again_when_its_figures_change(
    cast: Cast, month: list[Message]
) -> None:
    def publish(month: date = LAST) -> PublishedMonth:
        return actions.publish_month(unit=cast.town, month=month, by=cast.clerk, today=TODAY)

    with pytest.raises(Refused, match="还没有过完"):
        publish(TODAY)
    with pytest.raises(NotPermitted):
        actions.publish_month(unit=cast.town, month=LAST, by=cast.leader, today=TODAY)
    asked = [str(one.what) for one in message_duties(cast.clerk, TODAY)]
    assert [one for one in asked if f"{LAST.month}月的留言办理统计" in one]
    first = publish()
    publish_pending()
    page = Path(configured.SITE) / f"hongshilazi/items/{TODAY.year}/{first.key}/index.html"
    text = page.read_text(encoding="utf-8")
    assert f"红石砬子镇人民政府{LAST.year}年{LAST.month}月留言办理统计" in text
    assert "<th>答复率</th><td>80.0%</td>" in text
    asked = [str(one.what) for one in message_duties(cast.clerk, TODAY)]
    assert not [one for one in asked if "留言办理统计" in one]
    with pytest.raises(Refused, match="数字没有变化"):
        publish()
    closed(cast, month[-1])
    again = publish()
    publish_pending()
    assert again == first
    text = page.read_text(encoding="utf-8")
    assert "<th>答复率</th><td>100.0%</td>" in text
    assert "按最新的办理情况更新了数字" in text
    assert Figures.from_data(again.figures).counts["answered"] == 5


def test_the_workbook_has_a_row_a_unit_the_person_sees(
    cast: Cast, month: list[Message], sign_in: SignIn
) -> None:
    def rows(client: Any) -> list[tuple[Any, ...]]:
        response = client.get(f"/work/messages/months/figures.xlsx?month={LAST:%Y-%m}")
        sheet = openpyxl.load_workbook(BytesIO(response.content)).active
        assert sheet is not None
        return [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=3)]

    head, *lines = rows(sign_in(cast.supervisor))
    assert head[:3] == ("单位", "收到留言", "有效留言")
    assert [line[0] for line in lines] == [
        "桦甸市人民政府", "红石砬子镇人民政府", "八道河子镇人民政府",
    ]  # fmt: skip
    assert lines[1][1:3] == (6, 5)
    assert lines[1][head.index("答复率")] == pytest.approx(0.8)
    assert [line[0] for line in rows(sign_in(cast.clerk))[1:]] == ["红石砬子镇人民政府"]


def test_a_screen_of_a_month_is_for_who_sees_the_unit(
    cast: Cast, month: list[Message], sign_in: SignIn
) -> None:
    address = f"/work/messages/months/{cast.town.pk}/?month={LAST:%Y-%m}"
    assert "80.0%" in sign_in(cast.supervisor).get(address).content.decode()
    assert sign_in(cast.stranger).get(address).status_code == 404
    publish = f"/work/messages/months/{cast.town.pk}/publish/?month={LAST:%Y-%m}"
    assert sign_in(cast.leader).post(publish).status_code == 403
    assert "统计已公开" in sign_in(cast.clerk).post(publish, follow=True).content.decode()
    assert "数字没有变化" in sign_in(cast.clerk).post(publish, follow=True).content.decode()


def test_erasing_takes_what_is_personal_and_leaves_every_figure(
    cast: Cast, month: list[Message]
) -> None:
    before = figures_of(cast.town, LAST)
    terms = {kind.value: kind.days for kind in Kind}
    actions.change_settings(
        unit=cast.town, terms=terms, extension_days=15, keep_years=2, petition_channel="镇信访办",
        by=cast.office_head,
    )  # fmt: skip
    over = TODAY.replace(year=TODAY.year + 2) + timedelta(days=40)
    assert due_to_be_erased(TODAY + timedelta(days=365)) == []
    assert erase_due(over) == 5, "the open one stays"
    assert erase_due(over) == 0
    public, rated = fresh(month[0]), fresh(month[1])
    for one in (public, rated):
        assert (original_of(one), one.text, one.title, one.answer, one.query_mark) == (
            None, "", "", "", "",
        )  # fmt: skip
    assert public.public_answer, "what is public had nothing personal in it"
    assert not rated.public_text
    assert figures_of(cast.town, LAST) == before
    assert run_due()["messages"] == 0
    with pytest.raises(Refused, match="已经清除"):
        actions.open_original(message=rated, reason="看", by=cast.clerk)


def test_section_one_tells_the_messages_of_the_year_as_they_were_known(
    cast: Cast, month: list[Message]
) -> None:
    year = LAST.year
    compiled = compile_year(cast.town, year, FORM_2021)

    def figure(row: str, at: datetime | None = None) -> Any:
        found = compile_year(cast.town, year, FORM_2021, at)
        return found.report.figure(Cell("stated", row, "value"))

    assert [
        figure(row) for row in ("messages_received", "messages_answered", "messages_published")
    ] == [5, 4, 1]
    rows = compiled.rows(Cell("stated", "messages_answered", "value"))
    assert len(rows) == 4
    words = drafted(cast.town, compiled.report)["overview"]
    assert "收到群众留言{{stated/messages_received/value|条}}" in words
    before = timezone.now()
    actions.name_complained(message=month[-1], unit=None, person=None, by=cast.clerk)
    actions.forward(message=month[-1], to=cast.county, reason="县里管", by=cast.clerk, today=TODAY)
    assert figure("messages_received") == 4
    assert figure("messages_received", before) == 5, "a signed report comes out as it was"
