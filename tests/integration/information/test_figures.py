"""Repeats are counted once; the year's figures are those of table 1 and table 2."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.utils import timezone

from tests.conftest import Cast
from tests.integration.information.conftest import COMPLETE, TODAY, Road
from tongming.information import actions
from tongming.information.queries import (
    look_alikes,
    normative_in_force_on,
    normative_issued_in,
    normative_repealed_in,
    published_in,
)
from tongming.law.words import Refused

NORMATIVE = replace(COMPLETE, is_normative=True)
LONG = (
    "<p>"
    + "镇政府按养护里程给予补助，验收合格以后拨付到村，不合格的限期整改后重新验收。" * 3
    + "</p>"
)


def test_the_same_number_and_the_same_text_are_pointed_out_and_counted_once(
    road: Road, cast: Cast
) -> None:
    first = road.to_public(replace(COMPLETE, body=LONG))
    spelt = replace(COMPLETE, title="又录了一次", document_number="红政发【2026】０１８号")
    numbered = road.to_public(spelt)
    typed = road.to_public(
        replace(COMPLETE, title="换了标点", document_number="", body=LONG.replace("，", ","))
    )
    other = road.draft(
        replace(
            COMPLETE, title="别的事", document_number="红政发〔2026〕19号", body="<p>别的事。</p>"
        )
    )
    assert [(a.document, a.same_number) for a in look_alikes(numbered)] == [(first, True)]
    assert [(a.document, a.same_number) for a in look_alikes(typed)] == [(first, False)]
    assert look_alikes(other) == []
    year = timezone.localdate().year
    assert published_in(cast.town, year).count() == 3
    actions.judge_repeat(document=numbered, other=first, by=cast.clerk)
    actions.judge_repeat(document=typed, other=first, by=cast.clerk)
    assert list(published_in(cast.town, year)) == [first]
    with pytest.raises(Refused, match="自己就是重复的信息"):
        actions.judge_repeat(document=other, other=road.fresh(numbered), by=cast.clerk)
    actions.judge_repeat(document=typed, other=None, by=cast.clerk)
    assert published_in(cast.town, year).count() == 2


def test_a_repeat_of_another_unit_is_none(road: Road, cast: Cast) -> None:
    first = road.to_public()
    theirs = actions.create_document(unit=cast.other_town, by=cast.stranger, content=COMPLETE)
    assert look_alikes(theirs) == []
    with pytest.raises(Refused, match="只能与本单位"):
        actions.judge_repeat(document=theirs, other=first, by=cast.stranger)


def test_normative_documents_are_counted_as_issued_repealed_and_in_force(
    road: Road, cast: Cast
) -> None:
    road.draft(NORMATIVE)  # not public: no basis for anything, and not counted
    standing = road.to_public(replace(NORMATIVE, document_number="", title="有效的"))
    repealed = road.to_public(replace(NORMATIVE, document_number="", title="废止的"))
    actions.repeal(
        document=repealed, on=TODAY, reason="红政发〔2026〕30号", by=cast.clerk, today=TODAY
    )
    ended = road.to_public(
        replace(NORMATIVE, document_number="", title="到期的", ends_on=date(2026, 9, 30))
    )
    actions.expire_due(date(2026, 10, 1))
    assert set(normative_issued_in(cast.town, 2026)) == {standing, repealed, ended}
    assert set(normative_repealed_in(cast.town, 2026)) == {repealed}
    before, on_the_day = date(2026, 9, 20), date(2026, 9, 21)
    assert set(normative_in_force_on(cast.town, before)) == {standing, repealed, ended}
    assert set(normative_in_force_on(cast.town, on_the_day)) == {standing, ended}
    assert set(normative_in_force_on(cast.town, date(2026, 12, 31))) == {standing}
    assert not normative_in_force_on(cast.town, date(2026, 9, 13)).exists()


def test_a_document_withdrawn_later_was_published_all_the_same(road: Road, cast: Cast) -> None:
    document = road.to_public()
    actions.withdraw(document=document, reason="有误", by=cast.leader)
    assert list(published_in(cast.town, timezone.localdate().year)) == [document]
