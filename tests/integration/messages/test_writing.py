"""Writing a message, following it, rating its answer: without an account and without a script."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from tests.conftest import Cast
from tests.integration.messages.conftest import (
    ANSWER,
    ASKED,
    ID_NUMBER,
    TODAY,
    Writer,
    answered,
    drafted,
    sent,
    written,
)
from tongming.calendars.queries import current_calendar
from tongming.engagement.messages import actions
from tongming.engagement.messages.kinds import Channel, Kind, Move, Redirect, Satisfaction
from tongming.engagement.messages.models import Message
from tongming.engagement.messages.original import original_of
from tongming.engagement.messages.queries import find
from tongming.law.words import Refused
from tongming.ledger.models import Event
from tongming.portal.applying.models import Draft
from tongming.units.rights import NotPermitted

pytestmark = pytest.mark.django_db


def test_one_page_leads_to_a_number_and_a_code_that_show_it_again(writer: Writer) -> None:
    receipt = writer.write()
    assert receipt.redirect_chain[-1][0] == "/messages/receipt/"
    message = Message.objects.get()
    assert writer.number == message.number == f"{TODAY.year}-1"
    page = writer.follow()
    assert ASKED["title"] in page
    assert ID_NUMBER in page, "the writer reads what they wrote"
    assert f"最迟{message.due_on:%Y-%m-%d}答复您" in page
    assert [one.sealed for one in Draft.objects.all()] == [b""], "nothing of the draft is left"


def test_what_was_written_is_sealed_and_the_columns_hold_no_number(cast: Cast) -> None:
    message = sent(cast.town, title=f"关于{ID_NUMBER}的事")
    for column in (message.title, message.text):
        assert ID_NUMBER not in column
        assert "13912345678" not in column
    original = original_of(message)
    assert original is not None
    assert (original.text, original.name) == (ASKED["text"], "王小明")
    assert ID_NUMBER in original.title
    told = str(list(Event.objects.values_list("data", flat=True)))
    assert ID_NUMBER not in told
    assert "王小明" not in told


def test_a_form_that_lacks_something_says_what_and_keeps_the_rest(writer: Writer) -> None:
    response = writer.write(title="", text="")
    page = response.content.decode()
    assert response.status_code == 400
    assert "王小明" in page
    assert not Message.objects.exists()
    page = writer.write(kind="complaint").content.decode()
    assert "投诉、举报请写明是谁或者什么事" in page
    assert not Message.objects.exists()


def test_attachments_are_held_sealed_and_go_with_the_message(writer: Writer) -> None:
    picture = SimpleUploadedFile("路灯.pdf", b"%PDF-1.4\n% lamp\n")
    page = writer.write(title="", papers=picture).content.decode()
    assert "路灯.pdf" in page, "held while the rest is put right"
    writer.write()
    (attachment,) = Message.objects.get().attachments.all()
    assert attachment.file.read() == b"%PDF-1.4\n% lamp\n"
    wrong = writer.write(papers=SimpleUploadedFile("病毒.exe", b"MZ\x00\x01" * 40))
    assert wrong.status_code == 400
    assert "病毒.exe" in wrong.content.decode()
    assert Message.objects.count() == 1


def test_sent_too_often_a_question_is_asked_and_then_one_waits(
    writer: Writer, settings: Settings
) -> None:
    settings.APPLY_PUZZLE_FROM, settings.APPLY_PER_HOUR = 1, 2
    assert writer.write().status_code == 200
    asked = writer.write()
    assert "加" in asked.content.decode()
    assert "等于几" in asked.content.decode()
    assert Message.objects.count() == 1
    settings.APPLY_PER_HOUR = 1
    assert writer.write().status_code == 429
    assert "填好的内容都还在" in writer.write().content.decode()


def test_a_wrong_code_a_wrong_number_and_none_get_the_same_answer(writer: Writer) -> None:
    writer.write()
    answers = {
        writer.follow(code="AAAA-BBBB-CCCC").count("对不上"),
        writer.follow(number="2026-999").count("对不上"),
        writer.follow(number="x", code="y").count("对不上"),
    }
    assert answers == {1}
    assert Client().get("/messages/status/").status_code == 302
    typed = writer.code.lower().replace("-", " ")
    assert find(number=f"第 {writer.number} 号", code=typed) == Message.objects.get()


def test_a_draft_is_shown_to_nobody_outside_and_the_answer_is_rated_once(
    cast: Cast, writer: Writer
) -> None:
    writer.write()
    message = Message.objects.get()
    actions.accept(message=message, by=cast.clerk, today=TODAY)
    actions.draft(message=message, answer=ANSWER, by=cast.clerk, today=TODAY)
    page = writer.follow()
    assert ANSWER not in page
    assert "办理中" in page
    with pytest.raises(Refused, match="答复以后才能评价"):
        actions.rate(message=message, satisfaction=Satisfaction.SATISFIED, today=TODAY)
    actions.approve(message=message, by=cast.office_head, today=TODAY)
    assert ANSWER in writer.follow()
    assert "请选满意" in writer.client.post(
        "/messages/status/rate/", {"satisfaction": "5"}, follow=True
    ).content.decode()  # fmt: skip
    rated = writer.client.post(
        "/messages/status/rate/", {"satisfaction": "mostly"}, follow=True
    ).content.decode()
    assert "谢谢您的评价" in rated
    again = writer.client.post(
        "/messages/status/rate/", {"satisfaction": "dissatisfied"}, follow=True
    ).content.decode()
    assert "已经评价过" in again
    assert Message.objects.get().satisfaction == "mostly"


def test_a_complaint_about_the_unit_goes_to_the_unit_above_at_once(cast: Cast) -> None:
    message = sent(cast.town, Kind.COMPLAINT, complained_unit=cast.town)
    assert message.unit == cast.county
    (line,) = message.forwards.all()
    assert (line.move, line.from_unit, line.to_unit) == (Move.ROUTED, cast.town, cast.county)
    elsewhere = sent(cast.town, Kind.COMPLAINT, complained_unit=cast.other_town)
    assert elsewhere.unit == cast.town
    at_the_top = sent(cast.county, Kind.COMPLAINT, complained_unit=cast.county)
    assert at_the_top.unit == cast.county, "nobody stands above"
    question = sent(cast.town, Kind.QUESTION, complained_unit=cast.town)
    assert (question.unit, question.complained_unit) == (cast.town, None)


def test_what_came_by_telephone_is_entered_and_its_term_counts_from_the_day_it_came(
    cast: Cast,
) -> None:
    came = date(2026, 3, 2)
    message, code = actions.register(
        unit=cast.town, written=written(), channel=Channel.PHONE, received_on=came,
        by=cast.clerk, today=TODAY,
    )  # fmt: skip
    assert message.due_on == current_calendar().after(came, 5).on == date(2026, 3, 9)
    assert find(number=message.number, code=code) == message
    for channel, day, match in (
        (Channel.WEB, came, "由本人在网上提交"),
        (Channel.LETTER, date(2100, 1, 1), "不能晚于今天"),
    ):
        with pytest.raises(Refused, match=match):
            actions.register(
                unit=cast.town, written=written(), channel=channel, received_on=day,
                by=cast.clerk, today=TODAY,
            )  # fmt: skip
    with pytest.raises(NotPermitted):
        actions.register(
            unit=cast.town, written=written(), channel=Channel.PHONE, received_on=came,
            by=cast.stranger, today=TODAY,
        )  # fmt: skip
    with pytest.raises(Refused, match="请写标题和内容"):
        actions.submit(unit=cast.town, written=written(title=" "), now=timezone.now())


def test_an_application_in_disguise_is_carried_into_the_form_without_losing_a_word(
    cast: Cast, writer: Writer
) -> None:
    writer.write(title="要2025年低保名单", text="想要2025年全镇低保发放名单。\n最好是表格。")
    message = Message.objects.get()
    actions.redirect(
        message=message, to=Redirect.APPLICATION, words="您要的是政府信息，请提出申请。",
        by=cast.clerk, today=TODAY,
    )  # fmt: skip
    page = writer.follow()
    assert "第二十七条、第二十九条" in page
    assert "您要的是政府信息，请提出申请。" in page
    form = writer.client.post("/messages/status/apply/", follow=True)
    assert form.redirect_chain[-1][0] == "/apply/new/"
    shown = form.content.decode()
    for kept in (
        "要2025年低保名单",
        "想要2025年全镇低保发放名单。",
        "最好是表格。",
        "王小明",
        "13912345678",
    ):
        assert kept in shown, kept


def test_only_what_is_an_application_is_carried_over(cast: Cast, writer: Writer) -> None:
    writer.write()
    actions.redirect(
        message=Message.objects.get(), to=Redirect.PETITION, words="请走信访渠道。",
        by=cast.clerk, today=TODAY,
    )  # fmt: skip
    assert "带着这些内容去申请" not in writer.follow()
    assert writer.client.post("/messages/status/apply/").status_code == 409
    writer.client.post("/messages/status/leave/")
    assert writer.client.get("/messages/status/").status_code == 302


def test_numbers_are_given_once_across_the_units(cast: Cast) -> None:
    numbers = [sent(unit).number for unit in (cast.town, cast.county, cast.other_town)]
    assert numbers == [f"{TODAY.year}-{n}" for n in (1, 2, 3)]
    assert answered(cast).number == f"{TODAY.year}-4"
    assert drafted(cast).number == f"{TODAY.year}-5"
