"""Questions of citizens that are public, and accounts (C12–C14, C30)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tongming.law.inspection import Severity, account_severity
from tongming.law.words import N_, say
from tongming.supervision.crawling.checks.columns import columns, months_after
from tongming.supervision.crawling.checks.model import Fault, Site, listed

ELEMENTS = {
    "asked": N_("留言时间"),
    "answered": N_("答复时间"),
    "unit": N_("答复单位"),
    "answer": N_("答复内容"),
}


def check(site: Site) -> Iterator[Fault]:
    """The column of messages, each message, each account."""
    limit = site.limits.value("public_answers_months")
    for column in columns(site):
        if (
            column.kind == "messages"
            and column.newest
            and months_after(column.newest, limit) < site.today
        ):
            yield Fault(
                "C13", column.address,
                say(N_("“{name}”最近公开的一条是{day}，超过{limit}个月没有更新。"),
                    name=column.name, day=column.newest, limit=limit),
                column.address,
                site.seen(column.address, column=column.name, last_on=column.newest.isoformat(),
                          limit=limit),
            )  # fmt: skip
    yield from _messages(site)
    yield from _accounts(site)


def _messages(site: Site) -> Iterator[Fault]:
    oldest = months_after(site.today, -site.limits.value("look_back_months"))
    late = months_after(site.today, -site.limits.value("unanswered_months"))
    for address, page in site.items():
        asked = page.asked
        if asked is None:
            continue
        if asked.waiting:
            day = date.fromisoformat(asked.asked_on) if asked.asked_on else None
            if day and oldest <= day < late:
                yield Fault(
                    "C12", address,
                    say(N_("{day}的留言“{title}”还没有答复。"), day=day, title=page.heading),
                    address, site.seen(address, name=page.heading, day=asked.asked_on),
                    Severity.VETO,
                )  # fmt: skip
            continue
        missing = [label for key, label in ELEMENTS.items() if key not in asked.has]
        if missing:
            yield Fault(
                "C14", address,
                say(N_("留言“{title}”没有公开{missing}。"), title=page.heading,
                    missing=listed([say(one) for one in missing])),
                address, site.seen(address, name=page.heading, missing=missing),
            )  # fmt: skip


def _accounts(site: Site) -> Iterator[Fault]:
    told: set[str] = set()
    for address, page in site.pages.items():
        for account in page.accounts:
            silent = (site.today - date.fromisoformat(account.day)).days
            severity = account_severity(silent, site.limits)
            if severity is None or severity is not Severity.VETO or account.name in told:
                continue
            told.add(account.name)
            yield Fault(
                "C30", account.name,
                say(N_("账号“{name}”最近更新是{day}，已经{n}天没有更新。"), name=account.name,
                    day=date.fromisoformat(account.day), n=silent),
                address, site.seen(address, name=account.name, last_on=account.day,
                                   age_days=silent), severity,
            )  # fmt: skip
