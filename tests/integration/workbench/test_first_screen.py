"""今天要办: what stands where, in which order, in which words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

import pytest
import time_machine

from tests.conftest import Cast, SignIn
from tongming.law.words import say
from tongming.units import duties
from tongming.units.duties import Duty, Kind
from tongming.units.models import Person

TODAY = date(2026, 11, 23)
Add = Callable[..., Duty]


@pytest.fixture(autouse=True)
def today() -> Iterable[None]:
    """Monday morning, 23 November 2026, in Shanghai."""
    with time_machine.travel("2026-11-23T01:00:00+00:00"):
        yield


@pytest.fixture
def add(monkeypatch: pytest.MonkeyPatch) -> Add:
    """`add("what", days=3, left=3)` is a duty that some room says of 王敏."""
    said: list[Duty] = []

    def provider(person: Person, today: date) -> Iterable[Duty]:
        assert today == TODAY
        return said if person.username == "wangmin" else []

    monkeypatch.setattr(duties, "_providers", [])
    duties.register_duties(provider)
    duties.register_duties(provider)

    def put(what: str, days: int | None, left: int | None = None, **more: object) -> Duty:
        due = None if days is None else TODAY + timedelta(days=days)
        duty = Duty(say(what), "/work/keys/", say("办理"), due, left, **more)  # type: ignore[arg-type]
        said.append(duty)
        return duty

    return put


def screen(cast: Cast, sign_in: SignIn, person: Person | None = None) -> str:
    return sign_in(person or cast.clerk).get("/work/").content.decode()


def test_nothing_to_do_is_said_and_what_comes_next(cast: Cast, sign_in: SignIn, add: Add) -> None:
    page = screen(cast, sign_in)
    assert "今天没有要办的事" in page
    assert "收到申请、临近期限或有待签的报告时，会出现在这里。" in page


def test_three_groups_each_by_its_last_day(cast: Cast, sign_in: SignIn, add: Add) -> None:
    add("没有期限的", None)
    add("后天的", 2, 2)
    add("逾期久的", -20, -14)
    add("今天的", 0, 0)
    add("逾期的", -1, -1)
    add("等人的", -3, kind=Kind.WAITING)
    page = screen(cast, sign_in)
    order = ["逾期久的", "逾期的", "今天的", "后天的", "没有期限的", "等人的"]
    places = [page.index(f'<p class="duty-what">{what}') for what in order]
    assert places == sorted(places)
    assert "今天没有要办的事" not in page
    headings = [page.index(f'id="{group}"') for group in ("overdue", "now", "waiting")]
    assert headings[0] < places[0] < headings[1] < places[2] < headings[2] < places[5]


@pytest.mark.parametrize(
    ("days", "left", "tone", "words"),
    [
        (-3, -2, "overdue", "已逾期 2 个工作日"),
        (-3, None, "overdue", "已逾期 1 个工作日"),
        (0, 0, "soon", "今天到期"),
        (3, 3, "soon", "还剩 3 个工作日"),
        (20, 14, "waiting", "还剩 14 个工作日"),
        (3, None, "soon", "还剩 3 个工作日"),
        (60, None, "waiting", "天数待定：该年工作日历未载入"),
        (None, None, "waiting", "不限期"),
    ],
)
def test_time_is_told_in_words_and_shape_not_only_in_colour(
    cast: Cast,
    sign_in: SignIn,
    add: Add,
    days: int | None,
    left: int | None,
    tone: str,
    words: str,
) -> None:
    add("答复申请", days, left)
    assert f'<span class="badge badge-{tone}">{words}</span>' in screen(cast, sign_in)


def test_a_line_names_its_article_and_has_one_button(cast: Cast, sign_in: SignIn, add: Add) -> None:
    add("答复申请", 3, 3, article="第三十三条第二款")
    line = screen(cast, sign_in).split('<li class="duty">')[1].split("</li>")[0]
    assert "依据 第三十三条第二款" in line
    assert "最迟2026年11月26日" in line
    assert line.count("<a ") == 1


def test_the_unit_is_named_only_where_there_are_several(
    cast: Cast, sign_in: SignIn, add: Add
) -> None:
    add("甲", 3, 3, unit=cast.town)
    assert "<span>红石砬子镇</span>" not in screen(cast, sign_in)
    add("乙", 3, 3, unit=cast.other_town)
    page = screen(cast, sign_in)
    assert "<span>红石砬子镇</span>" in page
    assert "<span>八道河子镇</span>" in page


def test_each_person_sees_their_own(cast: Cast, sign_in: SignIn, add: Add) -> None:
    add("王敏的事", 3, 3)
    assert "王敏的事" in screen(cast, sign_in)
    assert "王敏的事" not in screen(cast, sign_in, cast.leader)
