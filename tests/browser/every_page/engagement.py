"""Supervised matters in every state."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils.timezone import localdate, now

from tests.browser.every_page.visits import Visit, Visits, at
from tests.conftest import Cast
from tests.integration.engagement import matters_kit as kit
from tests.unit.files import made
from tongming.engagement.matters import actions, answering
from tongming.engagement.matters.kinds import Counted, Term
from tongming.engagement.matters.models import Matter
from tongming.engagement.matters.reminding import remind_all


def matters(cast: Cast) -> Visits:
    """To sign, carded, fed back, returned, done and told, revoked; one within a unit."""
    today = localdate()
    long_ago = today - timedelta(days=30)
    unsigned = kit.issued(cast, today=today, message_number="2026-0012")
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
