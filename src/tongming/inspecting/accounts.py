"""C30 and C32: accounts that have fallen silent, and what is missing of their filing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from django.db.models import Max, QuerySet
from django.urls import reverse

from tongming.law.inspection import account_severity
from tongming.law.words import N_, say
from tongming.publishing.channels.kinds import Channel
from tongming.publishing.channels.models import Delivery
from tongming.publishing.channels.queries import adapter_for
from tongming.supervision.inspection.facts import Found
from tongming.supervision.inspection.models import Account
from tongming.supervision.inspection.rules import rules_of
from tongming.supervision.inspection.words import enumerated
from tongming.units.models import Unit

_POSTED_HERE = {"wechat": Channel.WECHAT, "weibo": Channel.WEIBO}
_FILED = {
    "platform_id": N_("账号ID"),
    "owner": N_("责任人"),
    "phone": N_("联系电话"),
    "filed_on": N_("备案日期"),
}


def _open(unit: Unit, day: date) -> QuerySet[Account]:
    return Account.objects.filter(unit=unit, closed_on=None, opened_on__lte=day)


def last_post(account: Account) -> date | None:
    """The newest post known: made here, or seen on the platform by somebody."""
    known = [account.last_post_on] if account.last_post_on else []
    if channel := _POSTED_HERE.get(account.platform):
        posted = Delivery.objects.published().filter(unit=account.unit, channel=channel.value)
        if last := posted.aggregate(last=Max("published_on"))["last"]:
            known.append(last)
    return max(known, default=None)


def silent(unit: Unit, day: date) -> Iterator[Found]:
    """C30: 7, 12 and 14 days without a post, the last of them a veto (M-10)."""
    settings = rules_of(unit).settings
    for account in _open(unit, day):
        last = last_post(account)
        days = (day - (last or account.opened_on)).days
        severity = account_severity(days, settings)
        if severity is None:
            continue
        yield Found(
            "C30",
            f"account:{account.pk}",
            say(
                N_("{platform}“{name}”已经{n}天没有发布。"),
                platform=say(account.platform_kind.label), name=account.name, n=days,
            ),
            {
                "name": account.name,
                "age_days": days,
                "limit": settings.value("account_days"),
                "limit_unit": N_("天"),
                **({"last_on": last.isoformat()} if last else {}),
            },
            url=reverse("inspection:account", args=[account.pk]),
            severity=severity,
        )  # fmt: skip


def unfiled(unit: Unit, day: date) -> Iterator[Found]:
    """C32: what an account's filing lacks, a second one on a platform, one nobody filed."""
    on: dict[str, list[Account]] = defaultdict(list)
    for account in _open(unit, day):
        on[account.platform].append(account)
        missing = [label for key, label in _FILED.items() if not getattr(account, key)]
        if missing:
            yield Found(
                "C32",
                f"account:{account.pk}",
                say(
                    N_("{platform}“{name}”的登记不全，缺{missing}。"),
                    platform=say(account.platform_kind.label), name=account.name,
                    missing=enumerated(missing),
                ),
                {"name": account.name, "missing": missing},
                url=reverse("inspection:account", args=[account.pk]),
            )  # fmt: skip
    for platform, accounts in on.items():
        # 一个单位原则上一个平台只开设一个账号.
        if len(accounts) > 1 and platform != "other":
            yield Found(
                "C32",
                f"platform:{platform}",
                say(
                    N_("在{platform}有{n}个账号，原则上只开设一个。"),
                    platform=say(accounts[0].platform_kind.label), n=len(accounts),
                ),
                {"found": [one.name for one in accounts], "count": len(accounts)},
                url=reverse("inspection:accounts", args=[unit.pk]),
            )  # fmt: skip
    for platform, channel in _POSTED_HERE.items():
        if platform not in on and adapter_for(unit, channel) is not None:
            yield Found(
                "C32",
                f"channel:{platform}",
                say(N_("系统里设有{channel}账号，没有登记备案情况。"), channel=say(channel.label)),
                {"name": channel.label},
                url=reverse("inspection:accounts", args=[unit.pk]),
            )


CHECKS: Mapping[str, Callable[[Unit, date], Iterable[Found]]] = {"C30": silent, "C32": unfiled}
