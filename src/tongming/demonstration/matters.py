"""Supervised matters: one of the town closed and told to the public, one of the county running."""

from __future__ import annotations

from datetime import date

from tongming.demonstration.messages import before
from tongming.demonstration.people import Cast
from tongming.engagement.matters import actions, answering
from tongming.engagement.matters.kinds import Counted, Term
from tongming.units.roles import Role

ISSUED, REPORTED, CLOSED, ORDERED = 16, 9, 8, 6
"""How many working days ago."""


def supervise(cast: Cast, today: date) -> None:
    """Ordered, signed for, fed back, closed by another than whoever did it."""
    _closed(cast, today)
    _running(cast, today)


def _closed(cast: Cast, today: date) -> None:
    clerk, leader = cast.by_role[Role.CLERK], cast.by_role[Role.LEADER]
    matter = actions.issue(
        unit=cast.town, handler=cast.town, department="村镇建设办公室",
        subject="高兴村饮水工程水质问题（演示）", basis="群众反映高兴村集中供水点水质发黄",
        requirement="查明原因，更换净水设备，送检合格后公布检测结果。",
        term=Term(Counted.WORKING, 10), by=leader, today=before(today, ISSUED),
    )  # fmt: skip
    actions.sign(matter=matter, by=clerk, today=before(today, ISSUED))
    actions.report(
        matter=matter, text="滤料已经更换，水样送检合格，检测结果在村公开栏张贴。", by=clerk,
        today=before(today, REPORTED),
    )  # fmt: skip
    actions.close(
        matter=matter, result="水质检测合格，群众满意。", by=leader, today=before(today, CLOSED)
    )
    answering.draft(
        matter=matter, title="高兴村饮水工程水质问题已经解决（演示）",
        text="群众反映高兴村集中供水点水质发黄。经查，净水设备滤料到期没有更换。\n\n"
        "村镇建设办公室已经更换全部滤料，送检的水样合格。今后每季度检测一次，结果在村公开栏公布。",
        by=cast.by_role[Role.OFFICE_HEAD],
    )  # fmt: skip
    answering.publish(matter=matter, by=leader, today=today)


def _running(cast: Cast, today: date) -> None:
    ordered = before(today, ORDERED)
    matter = actions.issue(
        unit=cast.county, handler=cast.town, subject="便民服务中心办事指南重新公布（演示）",
        basis="第三季度检查：办事指南撤回后没有重新公布",
        requirement="核对办事时间和材料，重新公布，反馈页面地址。",
        term=Term(Counted.WORKING, 10), by=cast.by_role[Role.SUPERVISOR], today=ordered,
    )  # fmt: skip
    actions.sign(matter=matter, by=cast.by_role[Role.CLERK], today=ordered)
