"""The public side of consultations: the items and their links, the form, number and code; the
decision a draft belongs to."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.timezone import localdate
from pytest_django.fixtures import Settings

from tests.conftest import Cast, SignIn
from tests.integration.engagement.asking import (
    AFTER,
    OPENED,
    answered,
    drafted,
    opened,
    sent,
    worded,
)
from tests.integration.registers import decisions as registered
from tongming.engagement.consultations import actions, answering
from tongming.engagement.consultations.linking import matters
from tongming.engagement.consultations.models import Comment, CommentFile, Consultation
from tongming.law.decisions import Step
from tongming.law.words import Refused
from tongming.portal.site.reading import address_of
from tongming.publishing import sources
from tongming.publishing.actions import publish_pending
from tongming.sealing.models import SealedFile

TODAY = localdate()


def page_of(key: str) -> str:
    """The page of an item as it stands on the disk."""
    item = sources.get(key)
    assert item is not None
    folder = address_of(item).removeprefix(configured.SITE_PREFIX)
    return (Path(configured.SITE) / folder / "index.html").read_text(encoding="utf-8")


def commented(client: Client, one: Consultation, **given: object) -> str:
    data = {"words": "每户5元太高", "name": "于得水", "contact": "13944456789", **given}
    response = client.post(f"/consultations/{one.pk}/", data, follow=True)
    return response.content.decode()


def number_and_code(page: str) -> tuple[str, str]:
    number = re.search(r"<dd>(\d+-\d+)</dd>", page)
    code = re.search(r'<dd class="code">([A-Z0-9-]{14})</dd>', page)
    assert number
    assert code
    return number[1], code[1]


@pytest.mark.django_db(transaction=True)
def test_notice_and_result_are_static_pages_that_lead_to_each_other(cast: Cast) -> None:
    assert sources.get(drafted(cast).key) is None
    one = opened(
        cast, TODAY - timedelta(days=40), days=20, short_reason="汛期将到",
        text="一、保洁的范围\n村内道路。",
    )  # fmt: skip
    publish_pending()
    notice = page_of(one.key)
    assert "缩短期限的说明：汛期将到" in notice
    assert "征求意见已经结束" in notice
    uptake = answering.begin(consultation=one, by=cast.clerk, today=TODAY)
    assert sources.get(uptake.key) is None
    answering.submit(uptake=uptake, by=cast.clerk, today=TODAY)
    answering.publish(uptake=uptake, by=cast.leader, today=TODAY)
    publish_pending()
    result, notice = page_of(uptake.key), page_of(one.key)
    assert f"{uptake.key}/" in notice
    assert f"{one.key}/" in result
    assert ">意见采纳情况</h2>" in notice
    assert ">征求意见的公告</h2>" in result
    listed = (Path(configured.SITE) / "hongshilazi/interaction/consultations/index.html").read_text(
        encoding="utf-8"
    )
    assert uptake.title in listed
    for word in ("docx", "pdf"):
        item = sources.get(uptake.key)
        assert item is not None
        folder = Path(configured.SITE) / address_of(item).removeprefix(configured.SITE_PREFIX)
        assert (folder / f"{uptake.key}.{word}").stat().st_size > 1000


@pytest.mark.django_db(transaction=True)
def test_nothing_a_citizen_wrote_stands_in_any_public_file(cast: Cast) -> None:
    one = opened(cast)
    answered(cast, one)
    publish_pending()
    written = b"".join(
        file.read_bytes() for file in Path(configured.SITE).rglob("*") if file.is_file()
    ).decode(errors="ignore")
    assert "每户每月的收费降低" in written
    for words in ("于得水", "13944456789", "每户5元太高", "收费不合理"):
        assert words not in written


def test_an_extension_and_an_early_end_are_told_on_the_page(cast: Cast) -> None:
    one = opened(cast, TODAY)
    assert one.ends_on is not None
    actions.extend(
        consultation=one, until=one.ends_on + timedelta(days=7), reason="多听意见",
        by=cast.leader, today=TODAY,
    )  # fmt: skip
    item = sources.get(one.key)
    assert item is not None
    assert "多听意见" in item.corrections[0].what
    assert f'href="/consultations/{one.pk}/"' in item.body_html
    actions.end_early(consultation=one, reason="另行起草", by=cast.leader, today=TODAY)
    item = sources.get(one.key)
    assert item is not None
    assert dict(item.facts)["状态"] == "提前终止"
    assert "另行起草" in item.body_html
    assert "/consultations/" not in item.body_html


def test_somebody_comments_without_an_account_and_follows_it(cast: Cast) -> None:
    one, client = opened(cast, TODAY), Client()
    assert "还有30天" in client.get(f"/consultations/{one.pk}/").content.decode()
    photo = SimpleUploadedFile("路.txt", "照片说明".encode(), "text/plain")
    number, code = number_and_code(commented(client, one, papers=photo))
    comment = Comment.objects.get()
    assert (comment.number, comment.by, comment.people) == (number, None, 1)
    assert CommentFile.objects.get().file.name == "路.txt"
    assert SealedFile.objects.count() == 1
    wrong = client.post("/consultations/query/", {"number": number, "code": "AAAA-AAAA-AAAA"})
    assert wrong.status_code == 400
    assert "对不上" in wrong.content.decode()
    page = client.post("/consultations/query/", {"number": number, "code": code}).content.decode()
    assert "每户5元太高" in page
    assert "还在征求意见" in page
    # Another browser sees no receipt.
    other = Client().get(f"/consultations/{one.pk}/sent/")
    assert other["Location"] == f"/consultations/{one.pk}/"


def test_name_and_contact_are_up_to_who_writes_and_words_are_not(cast: Cast) -> None:
    one, client = opened(cast, TODAY), Client()
    refused = client.post(f"/consultations/{one.pk}/", {"words": " ", "name": "于得水"})
    assert refused.status_code == 400
    assert "请写下您的意见" in refused.content.decode()
    assert "于得水" in refused.content.decode()  # nothing typed is lost
    number_and_code(commented(client, one, name="", contact=""))


def test_after_the_end_the_page_says_so_and_takes_nothing(cast: Cast) -> None:
    one, client = opened(cast, TODAY - timedelta(days=31)), Client()
    page = client.get(f"/consultations/{one.pk}/").content.decode()
    assert "不再接收意见" in page
    assert 'name="words"' not in page
    refused = client.post(f"/consultations/{one.pk}/", {"words": "晚了一天"})
    assert refused.status_code == 409
    assert "已经结束，不能再提交" in refused.content.decode()
    assert Comment.objects.count() == 0
    assert client.get(f"/consultations/{drafted(cast).pk}/").status_code == 404
    listed = client.get("/consultations/").content.decode()
    assert "正在整理意见" in listed


def test_much_from_one_address_is_asked_then_waits_and_loses_nothing(
    cast: Cast, settings: Settings
) -> None:
    settings.APPLY_PUZZLE_FROM = 1
    one, client = opened(cast, TODAY), Client()
    number_and_code(commented(client, one))
    asked = commented(client, one, words="还有一条")
    assert "等于几" in asked
    assert "还有一条" in asked
    settings.APPLY_PUZZLE_FROM, settings.APPLY_PER_HOUR = 100, 1
    waits = client.post(f"/consultations/{one.pk}/", {"words": "还有一条"})
    assert waits.status_code == 429
    assert "还有一条" in client.get(f"/consultations/{one.pk}/").content.decode()


def test_a_consultation_of_a_decision_is_its_step(cast: Cast, sign_in: SignIn) -> None:
    decision = registered.added(cast, registered.opened(cast))
    (matter,) = matters().waiting(cast.town)
    with pytest.raises(Refused, match="没有这个决策事项"):
        drafted(cast, matter="decision-999")
    one = opened(cast, days=20, short_reason="汛期将到，要在汛前施行", matter=matter.key)
    assert one.matter_title == "集镇道路改造"
    comment, _code = sent(one)
    worded(cast, one, [comment])
    uptake = answering.begin(consultation=one, by=cast.clerk, today=AFTER)
    assert Step.COMMENTS not in decision.done()
    answering.submit(uptake=uptake, by=cast.clerk, today=AFTER)
    done = decision.done()[Step.COMMENTS]
    assert (done.began, done.ended) == (OPENED, one.ends_on)
    assert done.words == (
        "“红石砬子镇村庄保洁办法（征求意见稿）”公开征求意见，收到来稿1件。"
        "缩短期限的说明：汛期将到，要在汛前施行"
    )
    assert matters().waiting(cast.town) == []
    page = sign_in(cast.clerk).get(decision.get_absolute_url()).content.decode()
    assert one.get_absolute_url() in page
    assert (
        decision.get_absolute_url()
        in sign_in(cast.clerk).get(one.get_absolute_url()).content.decode()
    )
