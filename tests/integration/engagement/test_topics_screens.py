"""The screens of hot topics and public opinion: what is typed stays, what may not be is said."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django.utils.timezone import localtime

from tests.conftest import Cast, SignIn
from tests.integration.engagement.opinions_kit import assessed, entered, fresh
from tests.integration.engagement.topics_kit import confirmed, found, members, sent_all
from tests.integration.engagement.topics_kit import fresh as fresh_topic
from tests.unit.engagement.letters_of_citizens import HEATING, OTHERS, SAME
from tongming.engagement.topics import grouping
from tongming.engagement.topics.models import Looking, Opinion, Topic
from tongming.law.responses import Gravity

HOME = "/work/topics/"


def test_an_office_looks_sorts_and_answers_on_the_screens(cast: Cast, sign_in: SignIn) -> None:
    sent_all(cast.town, [*SAME, *OTHERS])
    clerk, leader = sign_in(cast.clerk), sign_in(cast.leader)
    assert "还没有热点" in clerk.get(HOME).content.decode()
    assert leader.post(f"{HOME}look/{cast.town.pk}/").status_code == 403
    answer = clerk.post(f"{HOME}look/{cast.town.pk}/", follow=True)
    assert "找到5条相似的留言" in answer.content.decode()
    again = clerk.post(f"{HOME}look/{cast.town.pk}/", follow=True)
    assert "没有新的相似留言" in again.content.decode()
    topic = Topic.objects.get()
    home = topic.get_absolute_url()
    page = clerk.get(home).content.decode()
    assert all(title in page for title, _text in SAME)
    assert sign_in(cast.stranger).get(home).status_code == 404
    assert leader.post(f"{home}sort/", {"title": "停水"}).status_code == 403
    empty = clerk.post(f"{home}sort/", {"title": "停水"}, follow=True).content.decode()
    assert "请勾选留言" in empty
    chosen = {"title": "红石村停水", "member": [*map(str, members(topic)), "x", "9" * 30]}
    clerk.post(f"{home}sort/", chosen)
    assert fresh_topic(topic).state == Topic.State.CONFIRMED
    assert "有5条留言问到" in clerk.get(f"{home}response/").content.decode()
    answer = clerk.post(f"{home}response/", {"title": "停水", "text": "电话13844400011"})
    assert answer.status_code == 422
    assert "13844400011" in answer.content.decode()  # nothing typed is lost
    clerk.post(f"{home}response/", {"title": "停水抢修", "text": "11月28日恢复供水。"})
    assert leader.get(f"{home}response/").status_code == 403
    assert "审批并公开" in leader.get(home).content.decode()
    assert "已公开" in leader.post(f"{home}response/approve/", follow=True).content.decode()
    assert leader.post(f"{home}response/withdraw/", {"reason": ""}).status_code == 422
    assert leader.post(f"{home}response/withdraw/", {"reason": "有误"}).status_code == 302


def test_topics_are_split_merged_and_set_aside_on_the_screens(cast: Cast, sign_in: SignIn) -> None:
    topic, clerk = found(cast), sign_in(cast.clerk)
    home = topic.get_absolute_url()
    clerk.post(f"{home}sort/", {"split": "1", "member": members(topic)[:2]})
    parted = Topic.objects.exclude(pk=topic.pk).get()
    assert clerk.post(f"{home}merge/", {"into": ""}).status_code == 422
    assert clerk.post(f"{home}merge/", {"into": topic.pk}).status_code == 422
    answer = clerk.post(f"{parted.get_absolute_url()}merge/", {"into": topic.pk})
    assert answer["Location"] == home
    assert "已并进" in clerk.get(parted.get_absolute_url()).content.decode()
    clerk.post(f"{home}set-aside/")
    assert fresh_topic(topic).state == Topic.State.SET_ASIDE
    address = f"{HOME}settings/{cast.town.pk}/"
    assert clerk.post(address, {"days": 0, "least": 3}).status_code == 422
    assert clerk.post(address, {"days": 90, "least": 4}).status_code == 302
    assert Looking.objects.get().days == 90


def test_public_opinion_is_kept_on_the_screens_by_the_hour(cast: Cast, sign_in: SignIn) -> None:
    clerk, leader = sign_in(cast.clerk), sign_in(cast.leader)
    address = f"{HOME}opinions/new/{cast.town.pk}/"
    ago = localtime(timezone.now()) - timedelta(hours=2, minutes=10)
    given = {
        "title": "网传停水", "found_at": f"{ago:%Y-%m-%dT%H:%M}", "source": "web",
        "where": "", "summary": "",
    }  # fmt: skip
    answer = clerk.post(address, given)
    assert answer.status_code == 422
    assert f"{ago:%Y-%m-%dT%H:%M}" in answer.content.decode()
    assert leader.get(address).status_code == 403
    clerk.post(address, given | {"summary": "多人发帖"})
    opinion = Opinion.objects.get()
    home = opinion.get_absolute_url()
    page = clerk.get(home).content.decode()
    assert "先按最严的时限计时" in page
    assert "发布权威信息，还剩2小时" in page
    assert clerk.get(f"{home}assess/").status_code == 403
    words = {"gravity": "major", "responsible": "住建局", "lead": "市长", "assessment": "属实"}
    assert leader.post(f"{home}assess/", words).status_code == 302
    said = {
        "at": f"{localtime(timezone.now()):%Y-%m-%dT%H:%M}", "form": "notice", "channel": "网站",
        "text": "正在抢修", "address": "",
    }  # fmt: skip
    refused = clerk.post(f"{home}say/", said | {"is_last": "on"})
    assert refused.status_code == 422
    assert "还没有举行新闻发布会" in refused.content.decode()
    clerk.post(f"{home}say/", said)
    page = clerk.get(home).content.decode()
    assert "已发布权威信息，提前2小时" in page
    row = fresh(opinion).statements.get()
    strike = f"{home}statements/{row.pk}/strike/"
    assert clerk.post(strike, {"reason": "登错"}).status_code == 302
    assert clerk.get(f"{home}statements/{row.pk + 9}/strike/").status_code == 404
    clerk.post(f"{home}say/", said)
    assert clerk.post(f"{home}close/", {"unmet_reason": ""}).status_code == 422
    clerk.post(f"{home}close/", {"unmet_reason": "由省里统一发布"})
    assert "没有举行新闻发布会，已说明理由" in clerk.get(home).content.decode()
    assert clerk.post(f"{home}evaluate/", {"text": "及时"}).status_code == 302
    for query in ("", "?kept=missed", "?kept=x", "?year=12", "?year=2015", "?page=9"):
        assert clerk.get(f"{HOME}opinions/{query}").status_code == 200
    assert "网传停水" not in sign_in(cast.stranger).get(f"{HOME}opinions/").content.decode()


def test_who_sees_neither_finds_no_page(cast: Cast, sign_in: SignIn) -> None:
    administrator = sign_in(cast.administrator)
    for address in (HOME, f"{HOME}opinions/"):
        assert administrator.get(address).status_code == 404
    opinion = entered(cast)
    assert administrator.get(opinion.get_absolute_url()).status_code == 404
    assert sign_in(cast.supervisor).get(opinion.get_absolute_url()).status_code == 200


def test_a_confirmed_topic_shows_what_came_later(cast: Cast, sign_in: SignIn) -> None:
    topic = confirmed(cast)
    sent_all(cast.town, [("红石村又停水", "红石村自来水又停了，何时恢复供水？"), *HEATING])
    grouping.look_everywhere(timezone.now())
    page = sign_in(cast.clerk).get(topic.get_absolute_url()).content.decode()
    assert "又有1条留言像是在问这件事" in page
    assert "有新的" in sign_in(cast.clerk).get(HOME).content.decode()
    assert assessed(cast, Gravity.OTHER).is_open
