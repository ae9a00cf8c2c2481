"""Supervised matters, hot topics and public opinion in every state."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils.timezone import localdate, now

from tests.browser.every_page.visits import Visit, Visits, at
from tests.conftest import Cast
from tests.integration.engagement import matters_kit as kit
from tests.integration.engagement import opinions_kit, topics_kit
from tests.unit.engagement.letters_of_citizens import HEATING
from tests.unit.files import made
from tongming.engagement.matters import actions, answering
from tongming.engagement.matters.kinds import Counted, Term
from tongming.engagement.matters.models import Matter
from tongming.engagement.matters.reminding import remind_all
from tongming.engagement.topics import grouping, opinions, responding
from tongming.engagement.topics.models import Topic
from tongming.law.responses import Form, Gravity


def matters(cast: Cast) -> Visits:
    """To sign, carded, fed back, returned, done and told, revoked; one within a unit."""
    today = localdate()
    long_ago = today - timedelta(days=30)
    letter, _code = topics_kit.sent(cast.county, ("村部收费", "村部收费不开票，请查一查。"))
    unsigned = kit.issued(cast, today=today, message_number=letter.number)
    carded = kit.working(cast, today=long_ago, subject="“双公示”信息逾期未公开")
    remind_all(now())
    reported = kit.working(cast, today=today, subject="依申请公开渠道不畅通")
    actions.report(
        matter=reported, text="已开通。\n电话有人接听。", by=cast.clerk, today=today,
        files=[("整改报告.docx", made.docx(["整改报告"]))],
    )  # fmt: skip
    returned = kit.reported(cast, today, today=today, subject="政策解读关联不全")
    actions.send_back(
        matter=returned, reason="还有两件没有关联。", term=Term(Counted.CALENDAR, 5),
        by=cast.supervisor, today=today,
    )  # fmt: skip
    own = kit.issued(
        cast, unit=cast.town, by=cast.leader, today=today, subject="便民电话无人接听",
        department="党群服务中心", person=cast.handler,
    )  # fmt: skip
    done = kit.closed(cast, today, today=today, subject="红石村饮水工程")
    bare = kit.closed(cast, today, today=today, subject="村务公开栏破损")
    revoked = kit.issued(cast, today=today, subject="重复下达的督办")
    actions.revoke(matter=revoked, reason="重复下达", by=cast.supervisor, today=today)
    answering.draft(
        matter=done, title="红石村饮水工程整改情况", text="已更换滤料。\n\n检测合格。",
        by=cast.supervisor,
    )  # fmt: skip
    withdrawn = _published(cast, kit.closed(cast, today, today=today, subject="道路坑洼"))
    answering.withdraw(matter=withdrawn, reason="数字有误", by=cast.supervisor, today=today)
    public = _published(cast, kit.closed(cast, today, today=today, subject="路灯不亮"))
    every = (unsigned, carded, reported, returned, own, done, bare, revoked, withdrawn, public)
    return {
        "matters:index": [
            Visit(reverse("matters:index") + query, who)
            for query, who in (
                ("", "supervisor"), ("", "clerk"), ("?standing=overdue", "supervisor"),
                ("?year=2015&side=received", "clerk"),
            )
        ],
        **at("matters:new", "supervisor", cast.county.pk),
        **at("matters:reminding", "supervisor", cast.county.pk),
        "matters:matter": [
            Visit(one.get_absolute_url(), who)
            for one in every
            for who in ("clerk", "leader" if one.is_internal else "supervisor")
        ],
        **at("matters:report", "clerk", carded.pk),
        **at("matters:send_back", "supervisor", reported.pk),
        **at("matters:close", "supervisor", reported.pk),
        **at("matters:extend", "supervisor", carded.pk),
        **at("matters:urge", "supervisor", carded.pk),
        **at("matters:revoke", "supervisor", carded.pk),
        **at("matters:draft", "supervisor", bare.pk),
        **at("matters:withdraw", "supervisor", public.pk),
    }  # fmt: skip


def _published(cast: Cast, matter: Matter) -> Matter:
    answering.draft(matter=matter, title=matter.subject, text="已修好。", by=cast.supervisor)
    # The county of the cast has one issuer; the other pair of eyes is lent for the page's sake.
    answer = matter.answer
    answer.author = cast.leader
    answer.save()
    answering.publish(matter=matter, by=cast.supervisor, today=matter.issued_on)
    return kit.fresh(matter)


def topics(cast: Cast) -> Visits:
    """One confirmed and answered, one proposed, one confirmed with a draft, one set aside."""
    today = localdate()
    done = topics_kit.confirmed(cast)
    responding.draft(
        topic=done, title="红石村停水抢修情况", text="水管爆裂。\n\n今晚恢复。", by=cast.clerk
    )
    responding.approve(topic=done, by=cast.leader, today=today)
    topics_kit.sent_all(cast.town, [*HEATING, ("红石村又停水", "红石村自来水又停了，何时恢复？")])
    grouping.look_everywhere(now())
    heating = Topic.objects.exclude(pk=done.pk).get()
    one = grouping.split(
        topic=heating, chosen=topics_kit.members(heating)[:1], by=cast.clerk, now=now()
    )
    drafted = grouping.split(
        topic=heating, chosen=topics_kit.members(heating)[:2], by=cast.clerk, now=now()
    )
    grouping.confirm(
        topic=drafted, title="阳光小区供暖", chosen=topics_kit.members(drafted), by=cast.clerk,
        now=now(),
    )  # fmt: skip
    responding.draft(topic=drafted, title="供暖", text=responding.proposal(drafted), by=cast.clerk)
    return {
        "topics:index": [
            Visit(reverse("topics:index"), who) for who in ("clerk", "leader", "supervisor")
        ],
        **at("topics:looking", "clerk", cast.town.pk),
        "topics:topic": [
            Visit(each.get_absolute_url(), who)
            for each in (done, heating, one, drafted)
            for who in ("clerk", "leader", "supervisor")
        ],
        **at("topics:merge", "clerk", heating.pk),
        **at("topics:respond", "clerk", drafted.pk),
        **at("topics:withdraw", "leader", done.pk),
    }


def public_opinion(cast: Cast) -> Visits:
    """Just found, running, half answered, missed, answered late, closed with a reason."""
    hours = [now() - timedelta(hours=n) for n in (1, 3, 7, 60, 60, 60)]
    fresh, running, half, missed, late, closed = hours
    entered = opinions_kit.entered(cast, fresh)
    calm = opinions_kit.assessed(cast, Gravity.OTHER, running, title="网传学校食堂涨价")
    grave = opinions_kit.assessed(cast, Gravity.MAJOR, half, title="国道交通事故")
    said = opinions_kit.said(cast, grave, half + timedelta(hours=4))
    wrong = opinions_kit.said(cast, grave, half + timedelta(hours=5))
    opinions.strike_out(statement=wrong, reason="登错了", by=cast.clerk)
    opinions_kit.assessed(cast, Gravity.OTHER, missed, title="集市收费争议")
    slow = opinions_kit.assessed(cast, Gravity.OTHER, late, title="河水变色")
    opinions_kit.said(cast, slow, late + timedelta(hours=50))
    ended = opinions_kit.assessed(cast, Gravity.EXTREME, closed, title="山洪预警传言")
    opinions_kit.said(
        cast, ended, closed + timedelta(hours=2), is_last=True, unmet_reason="由省里统一发布"
    )
    opinions.evaluate(
        opinion=ended, text="回应及时。\n以后先打电话核实。", by=cast.clerk, now=now()
    )
    whole = opinions_kit.assessed(cast, Gravity.MAJOR, closed, title="燃气泄漏")
    opinions_kit.said(cast, whole, closed + timedelta(hours=3))
    opinions_kit.said(cast, whole, closed + timedelta(hours=20), Form.CONFERENCE, is_last=True)
    missing = cast.town.opinions.get(title="集市收费争议")
    every = (entered, calm, grave, missing, slow, ended, whole)
    return {
        "topics:opinions": [
            Visit(reverse("topics:opinions") + query, who)
            for query, who in (
                ("", "clerk"), ("", "supervisor"), ("?year=2017", "clerk"), ("?kept=late", "clerk"),
            )
        ],
        **at("topics:new_opinion", "clerk", cast.town.pk),
        "topics:opinion": [Visit(one.get_absolute_url(), "clerk") for one in every]
        + [Visit(entered.get_absolute_url(), who) for who in ("leader", "supervisor")],
        **at("topics:assess", "leader", entered.pk),
        **at("topics:say", "clerk", grave.pk),
        **at("topics:close", "clerk", grave.pk),
        **at("topics:evaluate", "clerk", ended.pk),
        **at("topics:strike_out", "clerk", grave.pk, said.pk),
    }  # fmt: skip
