"""微信公众号: token, pictures, draft, submit, poll.

`freepublish/submit` has no protection against being asked twice. So the draft's id and the intent
are saved before it is called; where its answer is lost, the list of published articles is looked
through for the item's link first, and the same draft is submitted again only when it still lies
there long after: one that was published leaves the draft box, so that submitting it again fails.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

import segno

from tongming.publishing.channels.article import article_html
from tongming.publishing.channels.calls import Calls, MaybeArrived, NeverArrived
from tongming.publishing.channels.kinds import Channel, Next, State
from tongming.publishing.channels.post import Outcome, Picture, Post, Progress, Save
from tongming.publishing.channels.problems import (
    GARBLED,
    LOST,
    UNKNOWN,
    UNREACHABLE,
    Problem,
    wechat_problem,
    wechat_refusal,
)

HOST = "https://api.weixin.qq.com"
TITLE = 32
AUTHOR = 16
DIGEST = 120
_STALE_TOKEN = frozenset({40001, 40014, 42001})
_EARLY = 600
"""A token is renewed so many seconds before it ends."""
_RESUBMIT_AFTER = timedelta(minutes=30)
_LOST_AFTER = timedelta(hours=1)
_WAITS = (5, 15, 60, 300)
"""Seconds between looks at what became of a submission; the last one goes on."""
_LOOKED_THROUGH = 20


@dataclass(frozen=True, slots=True)
class WeChatAccount:
    """An official account (公众号)."""

    name: str
    appid: str
    secret: str = field(repr=False)
    cover: bytes = field(default=b"", repr=False)
    """The picture of articles; without one, the code that leads to the item's page."""
    api: str = HOST


class WeChat:
    """One account. Threads may share it: one at a time renews the token."""

    channel = Channel.WECHAT
    ends_on: date | None = None

    def __init__(self, account: WeChatAccount, calls: Calls | None = None) -> None:
        self._account = account
        self._calls = calls or Calls(account.api)
        self._lock = threading.Lock()
        self._token = ""
        self._ends = 0.0

    # --- The three verbs --------------------------------------------------------------------------

    def publish(
        self, post: Post, progress: Progress, save: Save, now: datetime, *, by_person: bool = True
    ) -> Outcome:
        """Draft and submit; after a lost answer, look first."""
        steps = dict(progress)
        if "publish_id" in steps:
            return self.poll(post, steps, now)
        if "submitting_at" in steps:
            found = self._looked_up(post, steps, now)
            if found is not None:
                return found
        try:
            if "media_id" not in steps:
                steps["media_id"] = self._draft(post, steps, save)
                save(steps)
        except _Said as said:
            return self._refused(said.problem, steps, save)
        except NeverArrived:
            return Outcome(State.FAILED, problem=UNREACHABLE, again_in=timedelta(minutes=5))
        except MaybeArrived:
            # A draft too many is no publication.
            return Outcome(State.FAILED, problem=GARBLED, again_in=timedelta(minutes=5))
        return self._submit(steps, save, now)

    def poll(self, post: Post, progress: Progress, now: datetime) -> Outcome:
        """Ask what became of a submission; nothing is ever submitted here."""
        publish_id = progress.get("publish_id", "")
        if not publish_id:
            return self._looked_up(post, progress, now) or Outcome(State.SENDING, problem=LOST)
        accepted = Outcome(State.ACCEPTED, publish_id, again_in=_next_look(progress, now))
        try:
            answer = self._asked("/cgi-bin/freepublish/get", {"publish_id": publish_id})
        except (NeverArrived, MaybeArrived):
            return accepted
        except _Said as said:
            if said.problem.next.is_automatic:
                return accepted
            return Outcome(State.ACCEPTED, publish_id, problem=said.problem)
        status = int(answer.get("publish_status", 1))
        if status == 0:
            items = (answer.get("article_detail") or {}).get("item") or [{}]
            link = str(items[0].get("article_url", ""))
            return Outcome(State.PUBLISHED, str(answer.get("article_id", "")), link)
        if status == 1:
            if now - _at(progress) > _LOST_AFTER:
                return Outcome(State.ACCEPTED, publish_id, problem=LOST)
            return accepted
        return Outcome(State.FAILED, publish_id, problem=wechat_refusal(status))

    def withdraw(self, external_id: str) -> Outcome:
        """Delete the article; it cannot be brought back."""
        try:
            self._asked("/cgi-bin/freepublish/delete", {"article_id": external_id})
        except _Said as said:
            return Outcome(State.PUBLISHED, external_id, problem=said.problem)
        except (NeverArrived, MaybeArrived):
            # Deleting twice does no harm.
            return Outcome(State.PUBLISHED, external_id, problem=UNREACHABLE)
        return Outcome(State.WITHDRAWN, external_id)

    # --- Steps ------------------------------------------------------------------------------------

    def _draft(self, post: Post, steps: dict[str, str], save: Save) -> str:
        if "thumb" not in steps:
            cover = post.cover or _cover(self._account, post)
            answer = self._uploaded("/cgi-bin/material/add_material", cover, type="image")
            steps["thumb"] = str(answer["media_id"])
            save(steps)
        sources = {
            source: str(self._uploaded("/cgi-bin/media/uploadimg", picture)["url"])
            for source, picture in post.pictures.items()
        }
        article = {
            "article_type": "news",
            "title": _cut(post.title, TITLE),
            "author": post.publisher[:AUTHOR],
            "digest": _cut(post.summary, DIGEST),
            "content": article_html(post, sources, full_title=len(post.title) > TITLE),
            "content_source_url": post.link,
            "thumb_media_id": steps["thumb"],
            "need_open_comment": 0,
        }
        return str(self._asked("/cgi-bin/draft/add", {"articles": [article]})["media_id"])

    def _submit(self, steps: dict[str, str], save: Save, now: datetime) -> Outcome:
        is_first = "submitting_at" not in steps
        steps["submitting_at"] = now.isoformat()
        save(steps)
        try:
            answer = self._asked("/cgi-bin/freepublish/submit", {"media_id": steps["media_id"]})
        except _Said as said:
            return self._refused(said.problem, steps, save)
        except NeverArrived:
            if is_first:
                # What was never received was never published: nothing to look for.
                del steps["submitting_at"]
                save(steps)
                return Outcome(State.FAILED, problem=UNREACHABLE, again_in=timedelta(minutes=5))
            return Outcome(State.SENDING, problem=UNKNOWN, again_in=timedelta(minutes=5))
        except MaybeArrived:
            return Outcome(State.SENDING, problem=UNKNOWN, again_in=timedelta(minutes=2))
        # A number in some versions, text in others.
        steps["publish_id"] = str(answer["publish_id"])
        save(steps)
        return Outcome(State.ACCEPTED, steps["publish_id"], again_in=timedelta(seconds=_WAITS[0]))

    def _looked_up(self, post: Post, steps: Progress, now: datetime) -> Outcome | None:
        """As `_look`; as long as nothing can be looked up, nothing is submitted again."""
        try:
            return self._look(post, steps, now)
        except (_Said, NeverArrived, MaybeArrived):
            return Outcome(State.SENDING, problem=UNKNOWN, again_in=timedelta(minutes=5))

    def _look(self, post: Post, steps: Progress, now: datetime) -> Outcome | None:
        """What became of a submission without an answer; None where it may be made again."""
        asked = {"offset": 0, "count": _LOOKED_THROUGH, "no_content": 0}
        for item in self._asked("/cgi-bin/freepublish/batchget", asked).get("item") or []:
            for article in (item.get("content") or {}).get("news_item") or []:
                if article.get("content_source_url") == post.link:
                    return Outcome(
                        State.PUBLISHED,
                        str(item.get("article_id", "")),
                        str(article.get("url", "")),
                    )
        waited = now - _at(steps)
        if waited < _RESUBMIT_AFTER:
            return Outcome(State.SENDING, problem=UNKNOWN, again_in=timedelta(minutes=5))
        if self._lies_in_the_draft_box(steps["media_id"]):
            return None
        return Outcome(State.SENDING, problem=LOST)

    def _lies_in_the_draft_box(self, media_id: str) -> bool:
        try:
            self._asked("/cgi-bin/draft/get", {"media_id": media_id})
        except _Said as said:
            if said.problem.code != "wechat 40007":
                raise
            return False
        return True

    def _refused(self, problem: Problem, steps: dict[str, str], save: Save) -> Outcome:
        """The platform said no: nothing was published by this call, and the intent ends."""
        steps.pop("submitting_at", None)
        if problem.code == "wechat 40007" or problem.next in (Next.CHANGE, Next.SHORTEN):
            # The draft or its cover is gone or no good: the next attempt makes both anew.
            steps.pop("media_id", None)
            steps.pop("thumb", None)
        save(steps)
        return Outcome(State.FAILED, problem=problem, again_in=_again_in(problem))

    # --- Calls ------------------------------------------------------------------------------------

    def _asked(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        return self._with_token(lambda token: self._calls.post(path, body, access_token=token))

    def _uploaded(self, path: str, picture: Picture, **query: str) -> dict[str, Any]:
        file = (picture.name, picture.content, picture.media_type)
        return self._with_token(
            lambda token: self._calls.upload(path, "media", file, {}, access_token=token, **query)
        )

    def _with_token(self, call: Any) -> dict[str, Any]:
        """A call; where the token is stale, once more with another: such a call did nothing."""
        token = self._current_token()
        answer = call(token)
        if _code(answer) in _STALE_TOKEN:
            answer = call(self._renewed_token(token))
        if code := _code(answer):
            raise _Said(wechat_problem(code, str(answer.get("errmsg", ""))))
        return dict(answer)

    def _current_token(self) -> str:
        with self._lock:
            if not self._token or time.monotonic() > self._ends:
                self._fetch_token(force=False)
            return self._token

    def _renewed_token(self, stale: str) -> str:
        with self._lock:
            if self._token == stale:
                self._fetch_token(force=False)
            if self._token == stale:
                self._fetch_token(force=True)
            return self._token

    def _fetch_token(self, *, force: bool) -> None:
        """`stable_token` gives every process the same one, so that none ends another's."""
        answer = self._calls.post(
            "/cgi-bin/stable_token",
            {
                "grant_type": "client_credential",
                "appid": self._account.appid,
                "secret": self._account.secret,
                "force_refresh": force,
            },
        )
        if code := _code(answer):
            raise _Said(wechat_problem(code, str(answer.get("errmsg", ""))))
        self._token = str(answer["access_token"])
        self._ends = time.monotonic() + max(0, int(answer.get("expires_in", 0)) - _EARLY)


class _Said(Exception):
    """The platform answered that it did not do it."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def _code(answer: dict[str, Any]) -> int:
    return int(answer.get("errcode") or 0)


def _at(progress: Progress) -> datetime:
    return datetime.fromisoformat(progress["submitting_at"])


def _next_look(progress: Progress, now: datetime) -> timedelta:
    waited = (now - _at(progress)).total_seconds()
    return timedelta(seconds=next((wait for wait in _WAITS if wait > waited), _WAITS[-1]))


def _again_in(problem: Problem) -> timedelta | None:
    if problem.next is Next.TOMORROW:
        return timedelta(hours=24)
    return timedelta(minutes=5) if problem.next is Next.RETRY else None


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _cover(account: WeChatAccount, post: Post) -> Picture:
    if account.cover:
        return Picture("cover.png", account.cover)
    drawn = BytesIO()
    segno.make(post.link, error="m").save(drawn, kind="png", scale=12, border=4)
    return Picture("cover.png", drawn.getvalue())
