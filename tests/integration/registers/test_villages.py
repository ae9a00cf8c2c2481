"""Village affairs: checked each quarter, what is wrong ordered and looked at again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate

from tests.conftest import Cast, SignIn
from tongming.law.villages import MATTERS, Finding, last_day, quarter_of
from tongming.law.words import Refused
from tongming.registers.villages import actions
from tongming.registers.villages.duties import village_duties
from tongming.registers.villages.models import Check, Village
from tongming.units.rights import NotPermitted

TODAY = date(2026, 11, 24)


def named(cast: Cast, name: str) -> Village:
    return actions.add_village(
        unit=cast.town, name=name, since=date(2026, 1, 1), by=cast.clerk, place="村部门前"
    )


def checked(cast: Cast, village: Village, on: date, **found: Finding) -> Check:
    findings = {matter.key: Finding.PUBLISHED for matter in MATTERS} | found
    return actions.check(
        village=village, on=on, findings=findings, by=cast.clerk, today=on,
        order_until=on + timedelta(days=10),
    )  # fmt: skip


def duties(cast: Cast, today: date = TODAY) -> list[tuple[str, date | None]]:
    return [(str(one.what), one.due) for one in village_duties(cast.clerk, today)]


def test_every_village_is_checked_once_a_quarter(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        actions.add_village(unit=cast.town, name="红石村", since=TODAY, by=cast.leader)
    first, second = named(cast, "红石村"), named(cast, "砬子村")
    with pytest.raises(Refused, match="已经有"):
        named(cast, "红石村")
    end = date(2026, 12, 31)
    assert duties(cast) == [("检查本季度的村务公开，还有2个村（居）", end)]
    assert list(village_duties(cast.stranger, TODAY)) == []
    check = checked(cast, first, TODAY)
    assert (check.quarter, check.order_until) == (date(2026, 10, 1), None)
    with pytest.raises(Refused, match="已经检查过"):
        checked(cast, first, TODAY)
    actions.end_village(village=second, until=date(2026, 10, 1), by=cast.clerk)
    assert duties(cast) == []
    assert duties(cast, date(2027, 1, 4)) == [
        ("检查本季度的村务公开，还有1个村（居）", date(2027, 3, 31))
    ]


def test_what_is_not_published_is_ordered_and_looked_at_again(cast: Cast) -> None:
    village = named(cast, "红石村")
    findings = {matter.key: Finding.PUBLISHED for matter in MATTERS}
    with pytest.raises(Refused, match="还有1项没有填"):
        actions.check(
            village=village, on=TODAY, by=cast.clerk, today=TODAY,
            findings={key: one for key, one in findings.items() if key != "funds"},
        )  # fmt: skip
    with pytest.raises(Refused, match="请填整改期限") as refused:
        actions.check(
            village=village, on=TODAY, by=cast.clerk, today=TODAY,
            findings={**findings, "funds": Finding.MISSING},
        )  # fmt: skip
    assert refused.value.article == "《村民委员会组织法》第三十一条"
    check = checked(cast, village, TODAY, funds=Finding.MISSING, finance=Finding.LATE)
    assert [one.key for one in check.wrong] == ["funds", "finance"]
    assert duties(cast) == [("复查红石村的村务公开整改", date(2026, 12, 4))]
    with pytest.raises(Refused, match="请写明整改情况"):
        actions.settle(check=check, on=TODAY, note=" ", by=cast.clerk, today=TODAY)
    actions.settle(check=check, on=TODAY, note="已补公开", by=cast.clerk, today=TODAY)
    assert duties(cast) == []


def test_a_quarter_ends_on_its_last_day() -> None:
    assert [last_day(quarter_of(date(2028, month, 5))) for month in (2, 6, 8, 12)] == [
        date(2028, 3, 31), date(2028, 6, 30), date(2028, 9, 30), date(2028, 12, 31),
    ]  # fmt: skip


def test_a_clerk_checks_a_village_on_the_screens(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.clerk)
    home = "/work/registers/villages/"
    client.post(
        f"{home}new/",
        {"unit": cast.town.pk, "name": "红石村", "place": "", "since": "2026-01-01"},
    )
    village = Village.objects.get()
    assert "还没有检查" in client.get(home).content.decode()
    today = localdate().isoformat()
    found = {matter.key: "published" for matter in MATTERS}
    address = f"{home}{village.pk}/check/"
    wrong = {**found, "on": today, "funds": "missing", "note": "", "order_until": ""}
    assert client.post(address, wrong).status_code == 400
    done = client.post(address, {**wrong, "order_until": today})
    check = Check.objects.get()
    assert done.headers["Location"] == check.get_absolute_url()
    assert "责令" in client.get(check.get_absolute_url()).content.decode()
    settle = f"{check.get_absolute_url()}settle/"
    assert client.post(settle, {"on": today, "note": "已补公开"}).status_code == 302
    assert "已整改" in client.get(home).content.decode()
    assert sign_in(cast.leader).get(check.get_absolute_url()).status_code == 200
    assert sign_in(cast.leader).get(settle).status_code == 403
    assert sign_in(cast.stranger).get(check.get_absolute_url()).status_code == 404
