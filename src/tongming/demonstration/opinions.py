"""A hot topic answered for everybody who asked, and public opinion answered in its hours."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from tongming.demonstration.people import Cast
from tongming.engagement.topics import grouping, opinions, responding
from tongming.engagement.topics.models import Topic
from tongming.engagement.topics.opinions import Said
from tongming.law.responses import Form, Gravity
from tongming.units.roles import Role

TITLE = "镇区东街停水"
RESPONSE = (
    "近日多位居民来信询问镇区东街停水的原因和恢复时间，现统一回复如下。\n\n"
    "停水原因：东街主管道老化破裂，供水单位连夜开挖抢修。\n\n"
    "恢复时间：抢修已经完成，水压正在逐步恢复，高层住户会稍晚一些。\n\n"
    "下一步：镇区供水管网二期改造已列入今年的重大行政决策事项，东街管道优先更换。"
)
FOUND_HOURS_AGO = 50


def answer_the_public(cast: Cast) -> None:
    """The machine groups the questions about the water; the office answers them once."""
    clerk, head = cast.by_role[Role.CLERK], cast.by_role[Role.OFFICE_HEAD]
    now = timezone.now()
    grouping.look(unit=cast.town, now=now, by=clerk)
    topic = Topic.objects.filter(unit=cast.town).first()
    if topic is not None:
        chosen = list(topic.members.values_list("pk", flat=True))
        grouping.confirm(topic=topic, title=TITLE, chosen=chosen, by=clerk, now=now)
        responding.draft(topic=topic, title="关于镇区东街停水的回应", text=RESPONSE, by=clerk)
        responding.approve(topic=topic, by=head, today=timezone.localdate(now))
    _opinion(cast)


def _opinion(cast: Cast) -> None:
    """Found on the web, judged the same hour, answered and closed the same day."""
    clerk, head = cast.by_role[Role.CLERK], cast.by_role[Role.OFFICE_HEAD]
    found = timezone.now() - timedelta(hours=FOUND_HOURS_AGO)
    opinion = opinions.enter(
        unit=cast.town, source="web", where="本地生活论坛（演示）", title="网传镇区自来水有异味",
        summary="有网民发帖说恢复供水以后自来水发浑、有异味，跟帖二十余条。", found_at=found,
        by=clerk, now=found + timedelta(minutes=30),
    )  # fmt: skip
    opinions.assess(
        opinion=opinion, gravity=Gravity.OTHER, responsible="村镇建设办公室", lead="演示领导",
        assessment="管道抢修后首次通水，水质短时发浑，没有污染。", by=head,
        now=found + timedelta(hours=1),
    )  # fmt: skip
    said = found + timedelta(hours=5)
    opinions.add_statement(
        opinion=opinion, by=clerk, now=said + timedelta(minutes=5), is_last=True,
        said=Said(
            said, Form.ANSWER, "镇政府公开专栏",
            "抢修后首次通水会短时发浑，放水几分钟即可变清；供水单位取样检测合格。",
        ),
    )  # fmt: skip
    opinions.evaluate(
        opinion=opinion, text="回应及时，跟帖平息。以后抢修前先公布停水和通水注意事项。", by=clerk,
        now=said + timedelta(hours=20),
    )  # fmt: skip
