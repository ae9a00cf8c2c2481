"""The official account: token, draft, submit, poll; and never the same article twice."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.standins.platform import Platform, Trouble
from tests.unit.channels.conftest import POST, Delivering, calls
from tongming.publishing.channels.article import MOST
from tongming.publishing.channels.kinds import Next, State
from tongming.publishing.channels.wechat import WeChat, WeChatAccount

SUBMIT = "/cgi-bin/freepublish/submit"
ADD = "/cgi-bin/draft/add"
TOKEN = "/cgi-bin/stable_token"


def test_an_article_is_drafted_submitted_and_found_published(
    wechat: WeChat, platform: Platform
) -> None:
    platform.statuses = [1, 1]
    delivering = Delivering(wechat)
    first = delivering.attempt()
    assert first.state is State.ACCEPTED
    assert delivering.saved["publish_id"] == "1000"
    outcome = delivering.until_done()
    assert outcome.state is State.PUBLISHED
    assert outcome.link == "http://mp.weixin.qq.com/s/1000"
    assert outcome.external_id == "article-1000"
    article = platform.articles[0]["content"]["news_item"][0]
    assert article["title"] == POST.title
    assert article["content_source_url"] == POST.link
    assert article["content"].count("<img") == 1
    assert "http://mmbiz.qpic.cn/" in article["content"]
    assert "http://other/" not in article["content"]
    assert [path for path, _ in platform.uploads] == [
        "/cgi-bin/material/add_material",
        "/cgi-bin/media/uploadimg",
    ]


def test_chinese_is_sent_as_it_is(wechat: WeChat, platform: Platform) -> None:
    Delivering(wechat).until_done()
    draft = platform.bodies[platform.calls.index(ADD)]
    assert "政务公开工作要点".encode() in draft
    assert b"\\u" not in draft


def test_an_expired_token_is_renewed_once_and_the_call_repeated(
    wechat: WeChat, platform: Platform
) -> None:
    delivering = Delivering(wechat)
    platform.statuses = [1]
    delivering.attempt()
    platform.expire_tokens()
    assert delivering.until_done().state is State.PUBLISHED
    assert platform.calls.count(TOKEN) == 2


def test_one_token_serves_many_calls(wechat: WeChat, platform: Platform) -> None:
    Delivering(wechat).until_done()
    Delivering(wechat, replace(POST, key="t-2", link=POST.link + "?2")).until_done()
    assert platform.calls.count(TOKEN) == 1


def test_a_wrong_secret_is_told_and_never_shown(platform: Platform) -> None:
    account = WeChatAccount("镇发布", "wx1", "wrong-secret", api=platform.address)
    outcome = Delivering(WeChat(account, calls(platform))).attempt()
    assert outcome.state is State.FAILED
    assert outcome.problem is not None
    assert outcome.problem.next is Next.SET_UP
    assert "AppSecret" in str(outcome.problem.message)
    assert "wrong-secret" not in repr(outcome) + repr(account)


@pytest.mark.parametrize(
    ("path", "code", "following"),
    [
        (ADD, 48001, Next.BY_HAND),
        (ADD, 45003, Next.SHORTEN),
        (ADD, 45009, Next.TOMORROW),
        (SUBMIT, 48001, Next.BY_HAND),
        (SUBMIT, 53503, Next.CHANGE),
        (SUBMIT, 53504, Next.BY_HAND),
        (SUBMIT, 53505, Next.BY_HAND),
        (SUBMIT, 48004, Next.ASK_PLATFORM),
        (TOKEN, 40164, Next.SET_UP),
        (SUBMIT, 99999, Next.BY_HAND),
    ],
)
def test_each_refusal_is_a_sentence_and_a_next_step(
    wechat: WeChat, platform: Platform, path: str, code: int, following: Next
) -> None:
    platform.trouble(path, Trouble(answer={"errcode": code, "errmsg": "said rid: 7"}))
    delivering = Delivering(wechat)
    outcome = delivering.attempt()
    assert outcome.state is State.FAILED
    assert outcome.problem is not None
    assert (outcome.problem.code, outcome.problem.next) == (f"wechat {code}", following)
    assert outcome.problem.detail == "said rid: 7"
    assert str(outcome.problem.message).endswith(("。", "）"))
    assert (outcome.again_in is not None) == following.is_automatic
    assert platform.articles == []
    # The cause removed, the same delivery goes through.
    assert delivering.attempt(later=timedelta(days=1)).state is State.ACCEPTED
    assert len(platform.articles) == 1


@pytest.mark.parametrize("lost", [Trouble(after=True), Trouble(slow=1.2)])
def test_an_answer_lost_after_the_submission_never_publishes_twice(
    wechat: WeChat, platform: Platform, lost: Trouble
) -> None:
    platform.trouble(SUBMIT, lost)
    delivering = Delivering(wechat)
    first = delivering.attempt()
    assert first.state is State.SENDING
    assert "submitting_at" in delivering.saved
    assert delivering.until_done().state is State.PUBLISHED
    assert platform.calls.count(SUBMIT) == 1
    assert len(platform.articles) == 1


def test_a_lost_answer_and_then_a_look_that_fails_submits_nothing(
    wechat: WeChat, platform: Platform
) -> None:
    platform.trouble(SUBMIT, Trouble(after=True))
    delivering = Delivering(wechat)
    delivering.attempt()
    look = "/cgi-bin/freepublish/batchget"
    quota = Trouble(answer={"errcode": 45009, "errmsg": "quota"})
    platform.trouble(look, quota, Trouble(before=True), Trouble(garbage=True, status=502))
    for _ in range(3):
        outcome = delivering.attempt(later=timedelta(hours=2))
        assert outcome.state is State.SENDING
    assert platform.calls.count(SUBMIT) == 1
    assert delivering.until_done().state is State.PUBLISHED
    assert len(platform.articles) == 1


def test_what_was_lost_on_the_way_there_is_submitted_again_but_late(
    wechat: WeChat, platform: Platform
) -> None:
    platform.trouble(SUBMIT, Trouble(before=True))
    delivering = Delivering(wechat)
    assert delivering.attempt().state is State.SENDING
    early = delivering.attempt(later=timedelta(minutes=10), by_person=False)
    assert early.state is State.SENDING
    assert platform.calls.count(SUBMIT) == 1
    assert delivering.until_done().state is State.PUBLISHED
    assert platform.calls.count(SUBMIT) == 2
    assert len(platform.articles) == 1


def test_a_process_that_dies_at_any_step_leaves_one_article_in_the_end(
    wechat: WeChat, platform: Platform
) -> None:
    """What was saved before the death is all the next process has."""

    class Died(Exception):
        pass

    for steps_saved in range(1, 6):
        platform.articles.clear()
        platform.drafts.clear()
        delivering = Delivering(wechat)
        left = steps_saved

        def save_till_death(steps: dict[str, str], delivering: Delivering = delivering) -> None:
            nonlocal left
            delivering.saved = dict(steps)
            left -= 1
            if left == 0:
                raise Died

        try:
            wechat.publish(POST, {}, save_till_death, delivering.now)
        except Died:
            assert delivering.until_done().state is State.PUBLISHED
        assert len(platform.articles) == 1


def test_an_unreachable_platform_is_tried_again(platform: Platform) -> None:
    account = WeChatAccount("镇发布", "wx1", "s", api="http://127.0.0.1:1")
    delivering = Delivering(WeChat(account))
    outcome = delivering.attempt()
    assert outcome.state is State.FAILED
    assert outcome.problem is not None
    assert outcome.problem.code == "unreachable"
    assert outcome.again_in is not None
    assert "submitting_at" not in delivering.saved


@pytest.mark.parametrize(
    ("status", "following"), [(2, Next.CHANGE), (4, Next.CHANGE), (3, Next.BY_HAND)]
)
def test_what_the_platform_does_not_let_through_says_so(
    wechat: WeChat, platform: Platform, status: int, following: Next
) -> None:
    platform.statuses = [1, status]
    outcome = Delivering(wechat).until_done()
    assert outcome.state is State.FAILED
    assert outcome.problem is not None
    assert outcome.problem.next is following


def test_a_submission_without_an_end_is_given_to_a_person(
    wechat: WeChat, platform: Platform
) -> None:
    platform.statuses = [1] * 1000
    outcome = Delivering(wechat).until_done(attempts=60)
    assert outcome.state is State.ACCEPTED
    assert outcome.problem is not None
    assert outcome.problem.next is Next.LOOK


def test_a_long_title_is_cut_and_stands_whole_in_the_text(
    wechat: WeChat, platform: Platform
) -> None:
    title = "桦甸市人民政府办公室关于印发" + "很长的" * 10 + "通知"
    Delivering(wechat, replace(POST, title=title)).until_done()
    article = platform.articles[0]["content"]["news_item"][0]
    assert len(article["title"]) == 32
    assert article["title"].endswith("…")
    assert article["content"].startswith(f"<p><strong>{title}</strong></p>")


def test_a_text_too_long_becomes_its_summary_and_a_pointer(
    wechat: WeChat, platform: Platform
) -> None:
    Delivering(wechat, replace(POST, body_html="<p>" + "字" * MOST + "</p>")).until_done()
    content = platform.articles[0]["content"]["news_item"][0]["content"]
    assert len(content) < MOST
    assert POST.summary in content
    assert "阅读原文" in content


def test_an_article_is_withdrawn_and_twice_does_no_harm(wechat: WeChat, platform: Platform) -> None:
    outcome = Delivering(wechat).until_done()
    for _ in range(2):
        assert wechat.withdraw(outcome.external_id).state is State.WITHDRAWN
    assert platform.articles == []
    platform.trouble("/cgi-bin/freepublish/delete", Trouble(before=True))
    kept = wechat.withdraw(outcome.external_id)
    assert kept.state is State.PUBLISHED
    assert kept.problem is not None


def test_no_token_and_no_secret_stands_in_what_is_kept(wechat: WeChat, platform: Platform) -> None:
    platform.trouble(ADD, Trouble(before=True))
    delivering = Delivering(wechat)
    told = repr(delivering.attempt()) + repr(delivering.until_done()) + json.dumps(delivering.saved)
    assert platform.secret not in told
    assert "token-" not in told
