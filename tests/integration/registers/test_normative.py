"""Normative documents: how many are in force on any day, and the clean-up that looks at each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.utils.timezone import localdate

from tests.conftest import Cast, SignIn
from tests.integration.information.conftest import COMPLETE, Road
from tongming.information import actions as information
from tongming.information.models import Document
from tongming.law.words import Refused
from tongming.registers.normative import actions
from tongming.registers.normative.duties import normative_duties
from tongming.registers.normative.models import Cleanup, Judgement
from tongming.registers.normative.queries import in_force, next_due
from tongming.units.rights import NotPermitted


def public(cast: Cast, number: int, formed_on: date, ends_on: date | None = None) -> Document:
    return Road(cast).to_public(
        replace(
            COMPLETE, title=f"第{number}号管理办法", document_number=f"红政规〔2025〕{number}号",
            is_normative=True, formed_on=formed_on, ends_on=ends_on,
            body=f"{COMPLETE.body}<p>第{number}号</p>",
        )
    )  # fmt: skip


def duties(cast: Cast, today: date) -> list[str]:
    return [str(one.what) for one in normative_duties(cast.clerk, today)]


def test_the_count_in_force_is_told_for_any_day(cast: Cast, sign_in: SignIn) -> None:
    public(cast, 1, date(2025, 3, 1))
    public(cast, 2, date(2025, 5, 1), ends_on=date(2025, 12, 31))
    assert [len(in_force(cast.town, day)) for day in (
        date(2025, 2, 28), date(2025, 3, 1), date(2025, 12, 31), date(2026, 1, 1),
    )] == [0, 1, 2, 1]  # fmt: skip
    client = sign_in(cast.leader)
    page = client.get("/work/registers/normative/?on=2025-06-01").content.decode()
    assert "2025-06-01现行有效2件" in page
    assert client.get("/work/registers/normative/?on=2025-02-31").status_code == 200
    assert "第1号管理办法" not in sign_in(cast.stranger).get(
        f"/work/registers/normative/?unit={cast.town.pk}"
    ).content.decode()  # fmt: skip


def test_a_clean_up_judges_each_and_its_conclusions_are_duties_until_carried_out(
    cast: Cast,
) -> None:
    first, second = public(cast, 1, date(2025, 3, 1)), public(cast, 2, date(2025, 5, 1))
    today = localdate()
    due = next_due(cast.town)
    assert due is not None
    assert (due.year, due.month) == (today.year + 2, today.month)
    assert duties(cast, today) == []
    assert duties(cast, due) == ["清理红石砬子镇的行政规范性文件"]
    with pytest.raises(NotPermitted):
        actions.begin(unit=cast.town, on=today, by=cast.leader, today=today)
    with pytest.raises(Refused, match="不用清理"):
        actions.begin(unit=cast.town, on=date(2020, 1, 1), by=cast.clerk, today=today)
    cleanup = actions.begin(unit=cast.town, on=today, by=cast.clerk, today=today)
    with pytest.raises(Refused, match="还没有完成"):
        actions.begin(unit=cast.town, on=today, by=cast.clerk, today=today)
    kept, repealed = (cleanup.judgements.get(document=one) for one in (first, second))
    verdicts = Judgement.Verdict
    actions.judge(judgement=kept, verdict=verdicts.KEPT, by=cast.clerk)
    with pytest.raises(Refused, match="还有1件没有结论"):
        actions.finish(cleanup=cleanup, by=cast.clerk, today=today)
    with pytest.raises(Refused, match="请写明理由"):
        actions.judge(judgement=repealed, verdict=verdicts.REPEALED, by=cast.clerk)
    actions.judge(
        judgement=repealed, verdict=verdicts.REPEALED, by=cast.clerk, reason="上位法已经废止"
    )
    actions.finish(cleanup=cleanup, by=cast.clerk, today=today)
    assert duties(cast, today) == ["按清理结论办理“第2号管理办法”：废止"]
    information.repeal(document=second, on=today, reason="清理", by=cast.clerk, today=today)
    assert duties(cast, today) == []
    assert next_due(cast.town) == due


def test_a_clerk_goes_through_a_round_on_the_screens(cast: Cast, sign_in: SignIn) -> None:
    public(cast, 1, date(2025, 3, 1))
    client = sign_in(cast.clerk)
    begin = f"/work/registers/normative/begin/{cast.town.pk}/"
    assert client.get(begin).status_code == 200
    client.post(begin, {"on": "2025-06-01"})
    cleanup = Cleanup.objects.get()
    page = cleanup.get_absolute_url()
    assert "还有1件没有结论" in client.get(page).content.decode()
    judge = f"{page}judge/{cleanup.judgements.get().pk}/"
    assert client.post(judge, {"verdict": "revised", "reason": ""}).status_code == 400
    assert client.post(judge, {"verdict": "revised", "reason": "标准已变"}).status_code == 302
    assert client.post(f"{page}finish/").status_code == 302
    assert "待落实" in client.get(page).content.decode()
    assert sign_in(cast.leader).get(page).status_code == 200
    assert sign_in(cast.stranger).get(page).status_code == 404
    assert sign_in(cast.stranger).get(begin).status_code == 404
