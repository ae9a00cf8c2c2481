"""Messages of the town's people, each where a visitor should see one; last month's figures.

Made up for the demonstration, names and telephones too; the pages of a demonstration unit say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from tongming.calendars.queries import current_calendar
from tongming.demonstration.people import Cast
from tongming.engagement.messages import actions
from tongming.engagement.messages.actions.writing import Contact, Written
from tongming.engagement.messages.kinds import Channel, Kind, Redirect, Satisfaction
from tongming.engagement.messages.models import PETITION_CHANNEL, Message, default_terms
from tongming.engagement.messages.statistics import month_of, previous_month
from tongming.units.models import Unit
from tongming.units.roles import Role

LONG_TERM = 30
"""Working days the town takes for help and suggestions: a unit sets its own terms."""
OTHER_UNIT = "shili-ju"


@dataclass(frozen=True, slots=True)
class Letter:
    """What somebody wrote, and their name."""

    kind: Kind
    title: str
    text: str
    name: str
    may_publish: bool = True


LAMP = Letter(
    Kind.HELP, "高兴村二组路灯不亮",
    "高兴村二组村口的三盏路灯坏了半个多月，晚上接孩子放学看不清路，请帮忙修一修。", "吴示例",
)  # fmt: skip
PARKING = Letter(
    Kind.SUGGESTION, "建议在镇卫生院门前划停车位",
    "赶集那天镇卫生院门前停满了车，看病的人进不去。建议划出停车位，留出救护车通道。", "郑样本",
)  # fmt: skip
ALLOWANCE = Letter(
    Kind.QUESTION, "高龄津贴怎样申请",
    "我父亲今年满八十周岁，想问问高龄津贴在哪里申请，要带哪些材料，从哪个月开始发？", "冯示例",
)  # fmt: skip
WINDOW = Letter(
    Kind.COMPLAINT, "便民服务中心中午没有人",
    "公示写着中午不休息，我中午十二点半去办医保登记，一号窗口没有人，等了四十分钟。", "陈样本",
    may_publish=False,
)  # fmt: skip
ROAD = Letter(
    Kind.QUESTION, "省道红石段什么时候修完",
    "省道红石段施工两个月了，请问什么时候能通车？绕行的村路被大车压坏了。", "褚示例",
)  # fmt: skip
PAPERS = Letter(
    Kind.OTHER, "想看征地补偿安置方案的批复",
    "我家的地在征收范围里，想要一份征地补偿安置方案的批复复印件。", "卫样本", may_publish=False,
)  # fmt: skip
WATER = (
    Letter(
        Kind.QUESTION, "镇区停水什么时候恢复",
        "镇区东街从昨天早上开始停水，自来水什么时候能恢复？", "蒋示例",
    ),
    Letter(
        Kind.QUESTION, "东街停水多久",
        "镇区东街自来水停了一天多，请问停水是什么原因，多久恢复供水？", "沈样本",
    ),
    Letter(
        Kind.QUESTION, "咨询镇区停水原因",
        "住在镇区东街，停水以后没有接到通知，自来水管是不是坏了，什么时候恢复？", "韩示例",
    ),
)  # fmt: skip
ANSWERS = {
    LAMP.title: "您反映的三盏路灯因线路老化损坏，镇里已经安排电工更换线路和灯具，当晚恢复照明。"
    "今后路灯不亮，可以直接打镇党政办公室电话报修。",
    PARKING.title: "您的建议已经采纳。镇卫生院门前划出停车位十二个、救护车通道一条，"
    "集市日由镇综合行政执法队派人引导停车。感谢您的建议。",
    **dict.fromkeys(
        (letter.title for letter in WATER),
        "东街主管道破裂，抢修已经完成，水压正在恢复，高层住户会稍晚一些。"
        "恢复供水后请先放水几分钟，变清后再用。",
    ),
    WINDOW.title: "经查，当天窗口人员外出送材料，没有安排顶岗，中心已经批评教育，"
    "并从即日起实行中午双人值守。给您带来不便，向您致歉。",
}


def receive_messages(cast: Cast, today: date) -> None:
    """Sent, taken on, answered, published, forwarded, pointed elsewhere; the earliest first."""
    head, clerk = cast.by_role[Role.OFFICE_HEAD], cast.by_role[Role.CLERK]
    terms = default_terms() | {Kind.HELP.value: LONG_TERM, Kind.SUGGESTION.value: LONG_TERM}
    actions.change_settings(
        unit=cast.town, terms=terms, extension_days=15, keep_years=5,
        petition_channel=PETITION_CHANNEL, by=head,
    )  # fmt: skip
    last_month = month_of(today) - timedelta(days=1)
    lamp = _telephoned(cast, LAMP, last_month - timedelta(days=5), today)
    parking = _sent(cast, PARKING, last_month - timedelta(days=3))
    window = _sent(cast, WINDOW, before(today, 9))
    allowance = _sent(cast, ALLOWANCE, before(today, 4))
    papers = _sent(cast, PAPERS, before(today, 3))
    road = _sent(cast, ROAD, before(today, 2))
    water = [_sent(cast, letter, before(today, 1)) for letter in WATER]
    # The last of them stays to be taken on.
    for message in (lamp, parking, *water[:-1]):
        _answered(cast, message, today)
    actions.rate(message=lamp, satisfaction=Satisfaction.SATISFIED, today=today)
    # Nobody in particular is complained of: the office answers for its window.
    actions.name_complained(message=window, unit=None, person=None, by=clerk)
    _drafted(cast, window, today)
    actions.accept(message=allowance, by=clerk, today=today)
    actions.forward(
        message=road, to=Unit.objects.get(code=OTHER_UNIT), by=clerk, today=today,
        reason="省道养护和施工由县级主管部门负责，请示例局答复",
    )  # fmt: skip
    actions.redirect(
        message=papers, to=Redirect.APPLICATION, by=clerk, today=today,
        words="您要的批复可以申请公开。请在“依申请公开”页面提交申请，或者带身份证到镇党政办公室办理。",
    )  # fmt: skip
    actions.publish_month(unit=cast.town, month=previous_month(today), by=clerk, today=today)


def before(today: date, working_days: int) -> date:
    """The day so many working days back."""
    calendar = current_calendar()
    day = today
    for _n in range(working_days):
        day = calendar.last_working_day(day - timedelta(days=1)).on
    return day


def _sent(cast: Cast, letter: Letter, on: date) -> Message:
    moment = timezone.make_aware(datetime.combine(on, time(10, 20)))
    return actions.submit(unit=cast.town, written=_written(letter), now=moment)[0]


def _telephoned(cast: Cast, letter: Letter, on: date, today: date) -> Message:
    return actions.register(
        unit=cast.town, written=_written(letter), channel=Channel.PHONE, received_on=on,
        by=cast.by_role[Role.CLERK], today=today,
    )[0]  # fmt: skip


def _written(letter: Letter) -> Written:
    contact = Contact(letter.name, "10012340009")
    return Written(letter.kind, letter.title, letter.text, contact, may_publish=letter.may_publish)


def _drafted(cast: Cast, message: Message, today: date) -> None:
    clerk = cast.by_role[Role.CLERK]
    actions.accept(message=message, by=clerk, today=today)
    actions.draft(message=message, answer=ANSWERS[message.title], by=clerk, today=today)


def _answered(cast: Cast, message: Message, today: date) -> None:
    _drafted(cast, message, today)
    actions.approve(message=message, by=cast.by_role[Role.OFFICE_HEAD], today=today)
    actions.publish(message=message, by=cast.by_role[Role.CLERK], today=today)
