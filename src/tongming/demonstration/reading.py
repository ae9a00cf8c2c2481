"""The town's reading room: its hours, who came, what the county's archive signed for."""

from __future__ import annotations

from datetime import date

from tongming.demonstration.messages import before
from tongming.demonstration.people import JOINED, TOWN, Cast
from tongming.demonstration.registers import ago
from tongming.engagement.reading import papers, places, printing, transfers, visits
from tongming.engagement.reading.kinds import Satisfaction, Way
from tongming.engagement.reading.queries import lacks_anything
from tongming.law.reading import PointKind, ReceiverKind
from tongming.units.roles import Role

VISITS = (
    (12, "农村危房改造补助标准", "20-11", True, 2, Satisfaction.SATISFIED),
    (8, "上年度镇级部门预算", "20-7", True, 0, Satisfaction.SATISFIED),
    (5, "镇区供水管网改造方案", "", False, 0, Satisfaction.NOT),
    (2, "农村道路养护补助办法", "20-1", True, 4, None),
)
"""How many working days ago, what was looked up, the item of 第二十条 it belongs to, whether it
was found, pages copied, what the visitor said."""


def open_reading_room(cast: Cast, today: date) -> None:
    """By the one who keeps it."""
    keeper = cast.by_role[Role.READING_ROOM_KEEPER]
    point = places.open_point(
        unit=cast.town, name="红石砬子镇政府信息公开查阅点", kind=PointKind.READING_ROOM,
        address="桦甸市红石砬子镇便民服务中心一楼（演示地址）",
        hours="工作日 8:30—11:30，13:00—16:30", phone=TOWN.phone,
        equipment="查询机1台、电脑1台、打印复印机1台", since=JOINED, by=keeper,
    )  # fmt: skip
    for days, looked_at, item, found, pages, said in VISITS:
        on = before(today, days)
        if on >= JOINED:
            visits.enter(
                point=point, on=on, looked_at=looked_at, item=item, found=found,
                copied_pages=pages, satisfaction=said, way=Way.ASSISTED, by=keeper, today=today,
            )  # fmt: skip
    _hand_over(cast, today)


def _hand_over(cast: Cast, today: date) -> None:
    """The archive has signed; the list for the library is on the keeper's table."""
    keeper = cast.by_role[Role.READING_ROOM_KEEPER]
    archive, library = (
        transfers.name_receiver(
            unit=cast.town, kind=kind, name=name, every_months=3, since=ago(today, days),
            contact="0432-00000030", by=keeper,
        )
        for kind, name, days in (
            (ReceiverKind.ARCHIVE, "桦甸市档案馆（演示）", 92),
            (ReceiverKind.LIBRARY, "桦甸市图书馆（演示）", 80),
        )
    )  # fmt: skip
    if not lacks_anything(archive):
        return
    batch = transfers.prepare(receiver=archive, by=keeper, today=today)
    transfers.hand_over(transfer=batch, on=today, by=keeper, today=today)
    transfers.receive(
        transfer=batch, on=today, received_by="许样本", name="移交清单（签收）.pdf", by=keeper,
        content=papers.pdf(printing.transfer_list(batch)), today=today,
    )  # fmt: skip
    transfers.prepare(receiver=library, by=keeper, today=today)
