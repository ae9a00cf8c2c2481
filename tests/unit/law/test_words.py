"""Sentences kept apart from the language they are shown in."""

from __future__ import annotations

from datetime import date

import pytest

from tongming.law.words import N_, Message, Refused, chinese_date, say

ENGLISH = {
    "最后一天是{day}": "The last day is {day}",
    "{who}：{what}": "{who}: {what}",
    "承办人": "Handler",
    "还剩{n}个工作日": "{n} working days left",
}


def english(text: str) -> str:
    return ENGLISH.get(text, text)


def test_a_message_reads_chinese_by_itself() -> None:
    assert str(say("还剩{n}个工作日", n=7)) == "还剩7个工作日"


def test_the_same_message_reads_in_the_readers_language() -> None:
    assert say("还剩{n}个工作日", n=7).render(english) == "7 working days left"


def test_messages_inside_a_message_are_translated_too() -> None:
    message = say("{who}：{what}", who=say("承办人"), what=say("还剩{n}个工作日", n=2))
    assert str(message) == "承办人：还剩2个工作日"
    assert message.render(english) == "Handler: 2 working days left"


def test_dates_are_written_as_official_papers_write_them() -> None:
    assert chinese_date(date(2026, 3, 13)) == "2026年3月13日"
    assert str(say("最后一天是{day}", day=date(2026, 3, 3))) == "最后一天是2026年3月3日"


def test_a_sentence_without_a_translation_stays_chinese() -> None:
    assert say("没有译文").render(english) == "没有译文"


def test_marking_a_sentence_does_not_change_it() -> None:
    assert N_("还剩{n}个工作日") == "还剩{n}个工作日"


def test_equal_messages_are_one_in_a_set() -> None:
    assert {say("还剩{n}个工作日", n=7), say("还剩{n}个工作日", n=7)} == {
        say("还剩{n}个工作日", n=7)
    }
    assert say("还剩{n}个工作日", n=7) != say("还剩{n}个工作日", n=8)


def test_the_values_of_a_message_cannot_be_changed() -> None:
    message = say("还剩{n}个工作日", n=7)
    with pytest.raises(TypeError):
        message.values["n"] = 8  # type: ignore[index]
    assert message == Message(message.text, message.values)


def test_a_refusal_carries_its_reason_and_its_article() -> None:
    refusal = Refused(say("还剩{n}个工作日", n=7), "第三十三条第二款")
    assert str(refusal) == "还剩7个工作日"
    assert refusal.message.render(english) == "7 working days left"
    assert refusal.article == "第三十三条第二款"


def test_a_refusal_without_an_article_says_none() -> None:
    assert Refused(say("还剩{n}个工作日", n=7)).article == ""
