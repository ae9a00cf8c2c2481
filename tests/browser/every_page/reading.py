"""The reading room: points, visits, transfers at every station; and the kiosk."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.timezone import localdate

from tests.browser.every_page.visits import Visit, Visits, at
from tests.conftest import Cast
from tests.unit.files import made
from tongming.engagement.reading import places, transfers, visits
from tongming.engagement.reading.kinds import Satisfaction, Wanted, Way
from tongming.engagement.reading.models import Point, Transfer
from tongming.law.reading import PointKind, ReceiverKind

SCAN = made.pdf("签收")


def opened(cast: Cast, name: str = "红石砬子镇政府信息公开查阅服务中心") -> Point:
    """A point of the town."""
    return places.open_point(
        unit=cast.town, name=name, kind=PointKind.READING_ROOM,
        address="红石砬子镇中心街12号政务大厅一楼", hours="工作日 8:30—11:30，13:00—16:30",
        phone="0432-66710001", equipment="查询机1台、电脑1台、打印复印机1台",
        since=localdate() - timedelta(days=700), by=cast.clerk,
    )  # fmt: skip


def _batch(cast: Cast, name: str, today: datetime, *walk: str) -> Transfer:
    day = today.date()
    kind = ReceiverKind.ARCHIVE if "档案" in name else ReceiverKind.LIBRARY
    receiver = transfers.name_receiver(
        unit=cast.town, kind=kind, name=name, every_months=3,
        since=day - timedelta(days=100), contact="0432-66220000", by=cast.clerk,
    )  # fmt: skip
    batch = transfers.prepare(receiver=receiver, by=cast.clerk, today=day)
    if "hand" in walk:
        transfers.hand_over(transfer=batch, on=day, by=cast.clerk, today=day)
    if "receive" in walk:
        transfers.receive(
            transfer=batch, on=day, received_by="刘洋", content=SCAN, name="签收单.pdf",
            by=cast.clerk, today=day,
        )  # fmt: skip
    if "drop" in walk:
        transfers.drop(transfer=batch, reason="接收单位改期", by=cast.clerk)
    batch.refresh_from_db()
    return batch


def reading(cast: Cast) -> Visits:
    """Everything of the workbench's side; the town has published by now."""
    today, town = localdate(), cast.town
    moment = timezone.localtime()
    point = opened(cast)
    shut = places.open_point(
        unit=town, name="老街信息公告栏", kind=PointKind.NOTICE_BOARD, address="老街村委会门口",
        hours="全天", since=today - timedelta(days=400), by=cast.clerk,
    )  # fmt: skip
    places.end_point(point=shut, until=today, reason="改建", by=cast.clerk, today=today)
    for reason, days in (("元旦放假", 20), ("设备维修", 40)):
        closure = places.add_closure(
            point=point, first=today + timedelta(days=days), last=today + timedelta(days=days + 2),
            reason=reason, by=cast.clerk, today=today,
        )  # fmt: skip
    places.take_back_closure(closure=closure, by=cast.clerk)
    _waiting, code = places.give_code(point=point, name="一楼大厅触摸屏", by=cast.clerk)
    device, _secret = places.start_kiosk(code=code, now=timezone.now())
    looked = [
        ("惠农补贴标准", "20-11", True, 2, Satisfaction.SATISFIED, "王小明"),
        ("2025年镇级预算", "20-7", True, 0, None, ""),
        ("土地征收补偿方案", "", False, 0, Satisfaction.NOT, ""),
    ]
    for words, item, found, pages, said, name in looked:
        visit = visits.enter(
            point=point, on=today, looked_at=words, item=item, found=found, copied_pages=pages,
            satisfaction=said, visitor=name, way=Way.ASSISTED, by=cast.clerk, today=today,
        )  # fmt: skip
    named = visits.enter(
        point=point, on=today, looked_at="村级财务公开", visitor="李大山", by=cast.clerk,
        today=today,
    )  # fmt: skip
    visits.strike_out(visit=visit, reason="登记了两次", by=cast.clerk)
    visits.count_visit(kiosk=device, today=today)
    for kind, what, times in (
        (Wanted.OPENED, "test-1", 3), (Wanted.FOUND, "补助", 3), (Wanted.NOT_FOUND, "征地", 3),
        (Wanted.NOT_FOUND, "一人一问", 1),
    ):  # fmt: skip
        for _n in range(times):
            visits.count_wanted(point=point, kind=kind, what=what, today=today)
    batches = [
        _batch(cast, "桦甸市档案馆", moment), _batch(cast, "桦甸市图书馆", moment, "hand"),
        _batch(cast, "红石砬子镇文化站图书室", moment, "hand", "receive"),
        _batch(cast, "吉林市图书馆", moment, "drop"),
    ]  # fmt: skip
    prepared, handed, _received, dropped = batches
    return {
        "reading:index": [
            Visit("/work/reading/", one) for one in ("clerk", "supervisor", "leader")
        ],
        **at("reading:new_point", "clerk", town.pk),
        "reading:point": [
            Visit(one.get_absolute_url(), "clerk") for one in (point, shut)
        ] + [Visit(point.get_absolute_url(), "supervisor")],
        **at("reading:change_point", "clerk", point.pk),
        **at("reading:end_point", "clerk", point.pk),
        **at("reading:add_closure", "clerk", point.pk),
        **at("reading:give_code", "clerk", point.pk),
        "reading:visits": [
            Visit(f"/work/reading/units/{town.pk}/visits/", one) for one in ("clerk", "leader")
        ],
        **at("reading:strike_out", "clerk", named.pk),
        **at("reading:open_name", "clerk", named.pk),
        "reading:wanted": [
            Visit(f"/work/reading/units/{town.pk}/wanted/{query}", "clerk")
            for query in ("", f"?year={today.year}&month={today.month}", "?year=2015")
        ],
        **at("reading:new_receiver", "clerk", town.pk),
        **at("reading:end_receiver", "clerk", dropped.receiver.pk),
        "reading:prepare": [
            Visit(f"/work/reading/receivers/{one.receiver.pk}/prepare/", "clerk")
            for one in (dropped, handed)
        ],
        "reading:transfer": [Visit(one.get_absolute_url(), "clerk") for one in batches],
        **at("reading:hand_over", "clerk", prepared.pk),
        **at("reading:receive", "clerk", handed.pk),
        **at("reading:drop", "clerk", prepared.pk),
        **at("reading:catalogue", "clerk", town.pk),
    }  # fmt: skip


def kiosk(cast: Cast) -> Visits:
    """The pages the public touches, of the town's section."""
    code = cast.town.code
    home = f"/kiosk/{code}/"
    return {
        **at("kiosk:start", ""),
        "kiosk:home": [Visit(home), Visit(f"/kiosk/{cast.county.code}/")],
        "kiosk:browse": [Visit(f"{home}browse/?by={by}") for by in ("item", "year", "theme")],
        "kiosk:list": [Visit(f"{home}list/{inside}/") for inside in ("content", "rules",
                                                                     "content/item/20-11")],
        "kiosk:find": [Visit(f"{home}find/"), Visit(f"{home}find/?q=hnbz"),
                       Visit(f"{home}find/?q=zzzz")],
        "kiosk:search": [Visit(f"{home}search/?q=%E8%A1%A5%E5%8A%A9"),
                         Visit(f"{home}search/?q=nothing")],
        "kiosk:item": [Visit(f"{home}items/test-{n}/") for n in (1, 3, 4)],
        "kiosk:file": [Visit(f"{home}items/test-1/files/1/")],
        **at("kiosk:guide", "", code),
        **at("kiosk:reports", "", code),
        **at("kiosk:report", "", code, 2022),
        **at("kiosk:apply", "", code),
    }  # fmt: skip
