"""Messages: one in each state, forwarded, published, taken down; the figures of a month."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localdate

from tests.browser.every_page.visits import Visit, Visits, at
from tests.conftest import Cast
from tests.integration.messages.conftest import accepted, answered, drafted, fresh, sent, written
from tongming.engagement.messages import actions
from tongming.engagement.messages.acts import ACTS
from tongming.engagement.messages.kinds import Channel, Kind, Redirect, Satisfaction
from tongming.engagement.messages.public import open_findings
from tongming.engagement.messages.statistics import previous_month
from tongming.publishing.actions import publish_pending
from tongming.units.rights import Right


def messages(cast: Cast) -> Visits:
    today, town = localdate(), cast.town
    new, taken = sent(town, Kind.HELP), accepted(cast)
    accused = accepted(cast, Kind.COMPLAINT, complained_of="办事窗口")
    actions.name_complained(message=accused, unit=None, person=cast.leader, by=cast.clerk)
    moved = accepted(cast)
    actions.forward(message=moved, to=cast.county, reason="县里管", by=cast.clerk, today=today)
    actions.extend(message=taken, days=5, reason="要查档", by=cast.office_head, today=today)
    waiting, told = drafted(cast), answered(cast)
    public, gone, odd = answered(cast), answered(cast), answered(cast)
    for one in (public, gone):
        actions.publish(message=one, by=cast.clerk, today=today)
    actions.unpublish(message=gone, reason="涉及第三人", by=cast.clerk, today=today)
    actions.rate(message=public, satisfaction=Satisfaction.MOSTLY, today=today)
    actions.word(
        message=odd, title="路灯", text="问路灯", answer="请打13844440000。", by=cast.office_head
    )
    (finding,) = open_findings(fresh(odd))
    pointed, abuse = sent(town), sent(town)
    actions.redirect(
        message=pointed, to=Redirect.APPLICATION, words="请提出申请。", by=cast.clerk, today=today
    )
    actions.dismiss(message=abuse, reason="广告", by=cast.leader, today=today)
    last = previous_month(today)
    old, _code = actions.register(
        unit=town, written=written(), channel=Channel.PHONE, received_on=last, by=cast.clerk,
        today=today,
    )  # fmt: skip
    month = actions.publish_month(unit=town, month=last, by=cast.clerk, today=today)
    publish_pending()
    site = f"{settings.SITE_PREFIX}{town.code}/"
    figure = f"?unit={town.pk}&month={last:%Y-%m}&figure=received"
    pages = [*(f"interaction/{name}" for name in ("", "messages/", "matters/"))]
    pages += [f"items/{today.year}/{one.key}/" for one in (public, gone, month)]
    of = {
        "accept": new, "send_back": waiting, "complained": accused, "word": told,
        "keep_back": told, "unpublish": public, "return": new, "redirect": new, "dismiss": new,
    }  # fmt: skip
    return {
        "messages:index": [
            Visit("/work/messages/" + query, who)
            for query, who in (
                ("", "clerk"), ("", "supervisor"), ("?show=all", "office_head"), (figure, "leader"),
            )
        ],
        **at("messages:new", "clerk"),
        "messages:message": [
            *(
                Visit(one.get_absolute_url(), "clerk")
                for one in (new, taken, accused, moved, waiting, told, public, gone, odd, pointed,
                            abuse, old)
            ),
            Visit(waiting.get_absolute_url(), "leader"),
            Visit(new.get_absolute_url(), "supervisor"),
        ],
        "messages:act": [
            Visit(
                reverse("messages:act", args=[of.get(name, taken).pk, name]),
                "office_head" if one.right is Right.MESSAGE_APPROVE else "clerk",
            )
            for name, one in ACTS.items()
        ],
        **at("messages:original", "clerk", told.pk),
        **at("messages:approve", "leader", waiting.pk),
        **at("messages:publish", "clerk", told.pk),
        **at("messages:keep", "clerk", odd.pk, query=f"?finding={finding.digest}"),
        **at("messages:recall", "clerk", moved.pk),
        **at("messages:settings", "office_head", town.pk),
        "messages:months": [Visit(f"/work/messages/months/?month={last:%Y-%m}", "supervisor")],
        "messages:month": [
            Visit(f"/work/messages/months/{town.pk}/?month={last:%Y-%m}", who)
            for who in ("clerk", "supervisor")
        ],
        # And the finished pages its buttons stand on.
        "messaging:index": [
            Visit("/messages/"),
            Visit(f"/messages/?unit={town.code}"),
            *(Visit(site + one, is_finished=True) for one in pages),
        ],
        "messaging:new": [Visit("/messages/new/"), Visit(f"/messages/new/?unit={town.code}")],
        **at("messaging:query", ""),
    }  # fmt: skip
