"""The microblog: one post, looked for before anything is posted again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.standins.platform import Platform, Trouble
from tests.unit.channels.conftest import POST, Delivering, calls
from tongming.publishing.channels.kinds import Next, State
from tongming.publishing.channels.weibo import MOST, Weibo, WeiboAccount, status_text

SHARE = "/2/statuses/share.json"
TIMELINE = "/2/statuses/user_timeline.json"


def said(code: int, words: str = "") -> Trouble:
    return Trouble(answer={"error": words, "error_code": code, "request": SHARE}, status=400)


def test_a_post_says_the_title_and_leads_to_the_page(weibo: Weibo, platform: Platform) -> None:
    outcome = Delivering(weibo).attempt()
    assert outcome.state is State.PUBLISHED
    assert outcome.external_id == "5000"
    assert outcome.link.endswith("uid=42&id=5000")
    assert platform.posts[0]["asked"] == f"{POST.title} {POST.link}"


def test_a_text_is_cut_to_what_fits_and_keeps_its_link() -> None:
    text = status_text(replace(POST, title="#很长#" + "的标题" * 60))
    assert text.endswith(f"… {POST.link}")
    assert "#" not in text
    assert sum(2 if ord(one) > 127 else 1 for one in text) <= 2 * MOST


@pytest.mark.parametrize(
    ("code", "following"),
    [
        (10017, Next.SET_UP),
        (10018, Next.SHORTEN),
        (20012, Next.SHORTEN),
        (10014, Next.SET_UP),
        (10023, Next.RETRY),
        (20016, Next.RETRY),
        (20031, Next.BY_HAND),
        (21315, Next.AUTHORISE),
        (21332, Next.AUTHORISE),
        (20019, Next.LOOK),
        (77777, Next.BY_HAND),
    ],
)
def test_each_refusal_is_a_sentence_and_a_next_step(
    weibo: Weibo, platform: Platform, code: int, following: Next
) -> None:
    platform.trouble(SHARE, said(code, "their words"))
    delivering = Delivering(weibo)
    outcome = delivering.attempt()
    assert outcome.state is State.FAILED
    assert outcome.problem is not None
    assert (outcome.problem.code, outcome.problem.next) == (f"weibo {code}", following)
    assert (outcome.again_in is not None) == following.is_automatic
    assert delivering.attempt(later=timedelta(hours=1)).state is State.PUBLISHED
    assert len(platform.posts) == 1


@pytest.mark.parametrize("lost", [Trouble(after=True), Trouble(slow=1.2)])
def test_an_answer_lost_after_the_post_never_posts_twice(
    weibo: Weibo, platform: Platform, lost: Trouble
) -> None:
    platform.trouble(SHARE, lost)
    delivering = Delivering(weibo)
    assert delivering.attempt().state is State.SENDING
    outcome = delivering.until_done()
    assert outcome.state is State.PUBLISHED
    assert outcome.external_id == "5000"
    assert platform.calls.count(SHARE) == 1


def test_while_the_timeline_cannot_be_read_nothing_is_posted_again(
    weibo: Weibo, platform: Platform
) -> None:
    platform.trouble(SHARE, Trouble(after=True))
    delivering = Delivering(weibo)
    delivering.attempt()
    platform.trouble(TIMELINE, Trouble(before=True), said(10023), Trouble(garbage=True, status=502))
    for _ in range(3):
        assert delivering.attempt(later=timedelta(hours=1)).state is State.SENDING
    assert delivering.attempt().state is State.PUBLISHED
    assert len(platform.posts) == 1


def test_what_never_got_there_is_posted_again_only_by_a_person(
    weibo: Weibo, platform: Platform
) -> None:
    platform.trouble(SHARE, Trouble(garbage=True, status=502))
    delivering = Delivering(weibo)
    outcome = delivering.until_done()
    assert outcome.state is State.SENDING
    assert outcome.problem is not None
    assert outcome.problem.next is Next.LOOK
    assert platform.posts == []
    assert delivering.attempt(by_person=True).state is State.PUBLISHED
    assert len(platform.posts) == 1


def test_a_person_in_a_hurry_does_not_post_twice_either(weibo: Weibo, platform: Platform) -> None:
    platform.trouble(SHARE, Trouble(before=True))
    delivering = Delivering(weibo)
    delivering.attempt()
    assert delivering.attempt(later=timedelta(minutes=1)).state is State.SENDING
    assert platform.calls.count(SHARE) == 1


def test_published_but_still_spreading_is_waited_for(weibo: Weibo, platform: Platform) -> None:
    platform.trouble(SHARE, said(20032))
    delivering = Delivering(weibo)
    outcome = delivering.attempt()
    assert outcome.state is State.ACCEPTED
    assert delivering.attempt(later=timedelta(hours=5)).state is State.ACCEPTED
    assert platform.calls.count(SHARE) == 1
    platform.answer(SHARE, {"access_token": "weibo-token", "status": status_text(POST)}, b"")
    assert delivering.attempt(later=timedelta(minutes=2)).state is State.PUBLISHED


def test_a_repeated_content_that_is_ours_is_our_post(weibo: Weibo, platform: Platform) -> None:
    platform.answer(SHARE, {"access_token": "weibo-token", "status": status_text(POST)}, b"")
    platform.trouble(SHARE, said(20019))
    outcome = Delivering(weibo).attempt()
    assert outcome.state is State.PUBLISHED
    assert len(platform.posts) == 1


def test_an_older_post_of_the_same_words_is_not_taken_for_this_one(
    weibo: Weibo, platform: Platform
) -> None:
    platform.answer(SHARE, {"access_token": "weibo-token", "status": status_text(POST)}, b"")
    platform.posts[0]["created_at"] = "Wed Oct 24 23:49:17 +0800 2012"
    platform.trouble(SHARE, Trouble(before=True))
    delivering = Delivering(weibo)
    delivering.attempt()
    assert delivering.attempt(later=timedelta(minutes=2)).state is State.SENDING


def test_an_authorisation_that_has_ended_asks_nobody(platform: Platform) -> None:
    account = WeiboAccount("镇发布", "42", "weibo-token", expires_on=date(2020, 1, 1))
    outcome = Delivering(Weibo(account, calls(platform))).attempt()
    assert outcome.problem is not None
    assert outcome.problem.next is Next.AUTHORISE
    assert platform.calls == []
    assert "weibo-token" not in repr(account)


def test_a_post_is_withdrawn_and_twice_does_no_harm(weibo: Weibo, platform: Platform) -> None:
    outcome = Delivering(weibo).attempt()
    for _ in range(2):
        assert weibo.withdraw(outcome.external_id).state is State.WITHDRAWN
    assert platform.posts == []
