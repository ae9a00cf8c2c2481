"""新浪微博: `statuses/share`, one post with the link of the item's page.

The intent is saved before the call. Where its answer is lost, or the platform says that it is still
spreading (20032) or has been said before (20019), the account's own timeline is looked through for
the post. When it is not there minutes later a person may have it posted again; the program does
not by itself, since the platform bans posts nobody asked for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from tongming.publishing.channels.calls import Calls, MaybeArrived, NeverArrived
from tongming.publishing.channels.kinds import Channel, Next, State
from tongming.publishing.channels.post import Outcome, Post, Progress, Save
from tongming.publishing.channels.problems import (
    EXPIRED,
    LOST,
    UNKNOWN,
    UNREACHABLE,
    weibo_problem,
)

HOST = "https://api.weibo.com"
MOST = 130
"""Characters of a post: the page says 140, and an SDK is refused from 130 on."""
_SPREADING = 20032
_SAID_BEFORE = frozenset({20017, 20019, 20111})
_MAY_STAND = frozenset({0, 10001, 10003, 10010})
"""Errors of theirs after which the post may stand there all the same."""
_AGAIN = timedelta(minutes=2)
_REPOST_AFTER = timedelta(minutes=10)
_LOST_AFTER = timedelta(hours=1)
_CLOCKS_DIFFER = timedelta(minutes=5)
_URL = re.compile(r"https?://\S+")


@dataclass(frozen=True, slots=True)
class WeiboAccount:
    """An authorised account."""

    name: str
    uid: str
    access_token: str = field(repr=False)
    expires_on: date | None = None
    """The day the authorisation ends; there is no renewal without a person."""
    address: str = ""
    """The address of this server that the platform is told, where it asks for one (rip)."""
    api: str = HOST


class Weibo:
    """One account."""

    channel = Channel.WEIBO

    def __init__(self, account: WeiboAccount, calls: Calls | None = None) -> None:
        self._account = account
        self._calls = calls or Calls(account.api)
        self.ends_on = account.expires_on

    def publish(
        self, post: Post, progress: Progress, save: Save, now: datetime, *, by_person: bool = True
    ) -> Outcome:
        """Post; after a lost answer, look first."""
        if self.ends_on and now.date() > self.ends_on:
            return Outcome(State.FAILED, problem=EXPIRED)
        steps = dict(progress)
        if "posting_at" in steps:
            found = self.poll(post, steps, now)
            if not (by_person and _may_post_again(found, steps, now)):
                return found
        steps["posting_at"] = now.isoformat()
        save(steps)
        fields = {"access_token": self._account.access_token, "status": status_text(post)}
        if self._account.address:
            fields["rip"] = self._account.address
        try:
            answer = self._calls.form("/2/statuses/share.json", fields)
        except NeverArrived:
            del steps["posting_at"]
            save(steps)
            return Outcome(State.FAILED, problem=UNREACHABLE, again_in=timedelta(minutes=5))
        except MaybeArrived:
            return Outcome(State.SENDING, problem=UNKNOWN, again_in=_AGAIN)
        return self._answered(answer, post, steps, save, now)

    def _answered(
        self, answer: dict[str, Any], post: Post, steps: dict[str, str], save: Save, now: datetime
    ) -> Outcome:
        code = int(answer.get("error_code") or 0)
        if not code and answer.get("idstr"):
            return self._published(answer)
        if code == _SPREADING:
            steps["spreading"] = "1"
            save(steps)
            return Outcome(State.ACCEPTED, again_in=_AGAIN)
        problem = weibo_problem(code, str(answer.get("error", "")))
        if code in _SAID_BEFORE:
            found = self.poll(post, steps, now)
            if found.state is State.PUBLISHED:
                return found
        elif code in _MAY_STAND:
            return Outcome(State.SENDING, problem=problem if code else UNKNOWN, again_in=_AGAIN)
        del steps["posting_at"]
        save(steps)
        again = timedelta(minutes=30) if problem.next is Next.RETRY else None
        return Outcome(State.FAILED, problem=problem, again_in=again)

    def poll(self, post: Post, progress: Progress, now: datetime) -> Outcome:
        """Look for the post in the account's timeline."""
        state = State.ACCEPTED if "spreading" in progress else State.SENDING
        since = datetime.fromisoformat(progress["posting_at"]) - _CLOCKS_DIFFER
        try:
            answer = self._calls.get(
                "/2/statuses/user_timeline.json",
                access_token=self._account.access_token,
                uid=self._account.uid,
                count="50",
            )
        except (NeverArrived, MaybeArrived):
            return Outcome(state, problem=UNREACHABLE, again_in=_AGAIN)
        if code := int(answer.get("error_code") or 0):
            problem = weibo_problem(code, str(answer.get("error", "")))
            return Outcome(state, problem=problem, again_in=_AGAIN)
        for status in answer.get("statuses") or []:
            if _is_ours(status, post, since):
                return self._published(status)
        if now - since > _LOST_AFTER:
            return Outcome(state, problem=LOST)
        return Outcome(state, problem=UNKNOWN if state is State.SENDING else None, again_in=_AGAIN)

    def withdraw(self, external_id: str) -> Outcome:
        """Delete the post."""
        fields = {"access_token": self._account.access_token, "id": external_id}
        try:
            answer = self._calls.form("/2/statuses/destroy.json", fields)
        except (NeverArrived, MaybeArrived):
            return Outcome(State.PUBLISHED, external_id, problem=UNREACHABLE)
        code = int(answer.get("error_code") or 0)
        if code and code != 20101:
            problem = weibo_problem(code, str(answer.get("error", "")))
            return Outcome(State.PUBLISHED, external_id, problem=problem)
        return Outcome(State.WITHDRAWN, external_id)

    def _published(self, status: dict[str, Any]) -> Outcome:
        post_id = str(status.get("idstr") or status.get("id") or "")
        # `go` leads to the post's own page, whose name in the address the API does not give.
        link = f"{HOST}/2/statuses/go?uid={self._account.uid}&id={post_id}"
        return Outcome(State.PUBLISHED, post_id, link)


def status_text(post: Post) -> str:
    """The title, cut to what fits, and the link: it must stand under the app's 安全域名.

    A # would make a topic of the words, which the interface refuses.
    """
    title = post.title.replace("#", "＃")
    left = MOST - _length(post.link) - 1
    if _length(title) > left:
        while _length(title) > left - 1:
            title = title[:-1]
        title += "…"
    return f"{title} {post.link}"


def _length(text: str) -> int:
    """As the platform counts: two Latin characters are one."""
    return -(-sum(1 if ord(one) < 128 else 2 for one in text) // 2)


def _is_ours(status: dict[str, Any], post: Post, since: datetime) -> bool:
    """The platform shortens links, so the words around them tell as well."""
    try:
        created = _written(str(status.get("created_at", "")))
    except ValueError:
        return False
    text = str(status.get("text", ""))
    ours = _URL.sub("", status_text(post)).strip()
    return created >= since and (post.link in text or _URL.sub("", text).strip() == ours)


def _written(written: str) -> datetime:
    """Wed Oct 24 23:49:17 +0800 2012, as the platform writes a time."""
    parts = written.split()
    if len(parts) != 6:
        raise ValueError(written)
    weekday, month, day, clock, zone, year = parts
    return parsedate_to_datetime(f"{weekday}, {day} {month} {year} {clock} {zone}")


def _may_post_again(found: Outcome, steps: Progress, now: datetime) -> bool:
    """Only what was looked for, was not there, and was never said to be spreading."""
    looked = found.state is not State.PUBLISHED and found.problem in (UNKNOWN, LOST)
    waited = now - datetime.fromisoformat(steps["posting_at"])
    return looked and "spreading" not in steps and waited >= _REPOST_AFTER
