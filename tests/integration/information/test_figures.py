"""Repeats are counted once; the year's figures are those of table 1 and table 2."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from django.utils import timezone

from tests.conftest import Cast
from tests.integration.information.conftest import COMPLETE, TODAY, Road
from tests.integration.information.test_importing import GOOD, bring
from tongming.information import actions, counting
from tongming.information.queries import (
    look_alikes,
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
    assert counted(cast, "issued") == {standing.pk, repealed.pk, ended.pk}
    assert counted(cast, "repealed") == {repealed.pk}
    assert counted(cast, "in_force") == {standing.pk}
    assert in_force(cast, date(2026, 9, 20)) == {standing.pk, repealed.pk, ended.pk}
    assert in_force(cast, date(2026, 9, 21)) == {standing.pk, ended.pk}
    assert in_force(cast, date(2026, 9, 13)) == set()


def counted(cast: Cast, column: str, year: int = 2026, at: datetime | None = None) -> set[int]:
    counts = counting.NORMATIVE[column]
    return {one.pk for one in counting.normative(cast.town, at) if counts(one, year)}


def in_force(cast: Cast, day: date) -> set[int]:
    return {one.pk for one in counting.normative(cast.town, None) if one.in_force_on(day)}


def test_the_past_is_counted_as_it_was_known(road: Road, cast: Cast) -> None:
    """What was repealed, corrected, withdrawn or judged since changes no figure of before."""
    first = road.to_public(NORMATIVE)
    second = road.to_public(replace(NORMATIVE, title="另一件", document_number=""))
    third = road.to_public(replace(NORMATIVE, title="第三件", document_number=""))
    before = timezone.now()
    actions.repeal(document=first, on=TODAY, reason="文件", by=cast.clerk, today=TODAY)
    actions.judge_repeat(document=second, other=first, by=cast.clerk)
    actions.open_correction(document=third, reason="不是规范性文件", by=cast.clerk)
    actions.save_content(document=third, content=replace(COMPLETE, title="第三件"), by=cast.clerk)
    pks = {first.pk, second.pk, third.pk}
    # An edit under way changes nothing; the judgement and the repeal do.
    assert counted(cast, "issued") == {first.pk, third.pk}
    road.publish(road.sign(road.pass_secrecy(road.submit(road.fresh(third)))))
    assert counted(cast, "issued") == {first.pk}
    assert counted(cast, "in_force") == set()
    assert counted(cast, "repealed") == {first.pk}
    assert counted(cast, "issued", at=before) == counted(cast, "in_force", at=before) == pks
    assert counted(cast, "repealed", at=before) == set()


def test_a_withdrawn_one_is_public_no_more_and_an_imported_one_is_since_it_was_brought_in(
    road: Road, cast: Cast
) -> None:
    document = road.to_public(NORMATIVE)
    before = timezone.now()
    year = timezone.localdate().year
    batch = bring(cast, GOOD, {**GOOD, "索引号": "", "名称": "早已废止的", "发文字号": "",
                               "有效性": "废止", "废止或失效日期": date(2025, 6, 1)})  # fmt: skip
    standing, repealed = batch.documents.order_by("pk")
    assert counted(cast, "newly_public", 2024) == {standing.pk, repealed.pk}
    assert counted(cast, "in_force", 2024) == {standing.pk, repealed.pk}
    assert counted(cast, "repealed", 2025) == {repealed.pk}
    assert counted(cast, "in_force", 2025) == {standing.pk}
    assert counted(cast, "newly_public", 2024, before) == set()
    assert counting.first_year(cast.town, before) == year
    assert counting.first_year(cast.town, None) == 2024
    assert document.pk in counted(cast, "public_total", year)
    actions.withdraw(document=document, reason="有误", by=cast.leader)
    assert document.pk not in counted(cast, "public_total", year)
    assert document.pk in counted(cast, "newly_public", year)


def test_a_document_withdrawn_later_was_published_all_the_same(road: Road, cast: Cast) -> None:
    document = road.to_public()
    actions.withdraw(document=document, reason="有误", by=cast.leader)
    assert list(published_in(cast.town, timezone.localdate().year)) == [document]
