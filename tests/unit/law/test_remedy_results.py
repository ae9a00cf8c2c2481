"""The words of decisions and judgments, and the column of table 4 each is counted in."""

from __future__ import annotations

import pytest

from tests.unit.law.facts import load
from tongming.law.forms import REMEDIES
from tongming.law.remedy_results import MAP_MARK, Instance, Result, Standing, Way
from tongming.law.terms import Mark

FORM = load("annual_report")["table4"]


def test_the_groups_and_columns_are_those_of_the_form() -> None:
    addresses = [(row["group"], row["label"].split("/")[-1]) for row in FORM]
    ours = [(way.value, one.label) for way in Way for one in Standing]
    assert [one for one in addresses if one[1] != "总计"] == ours
    assert [block.rows[0].key for block in REMEDIES.blocks] == [way.value for way in Way]
    assert {row["group_label"].split("/")[-1] for row in FORM} == {way.label for way in Way}


def test_the_map_is_told_as_unverified() -> None:
    assert MAP_MARK is Mark.UNVERIFIED


@pytest.mark.parametrize("instance", Instance)
def test_every_instance_can_end_in_every_column_that_is_a_result(instance: Instance) -> None:
    reached = {one.standing for one in Result.of(instance)} - {None, Standing.PENDING}
    assert reached == {Standing.UPHELD, Standing.CORRECTED, Standing.OTHER}


@pytest.mark.parametrize(
    ("result", "standing"),
    [
        # 复议法 68, 69; 行诉法 69
        (Result.REVIEW_UPHELD, Standing.UPHELD),
        (Result.REVIEW_DISMISSED, Standing.UPHELD),
        (Result.SUIT_DISMISSED, Standing.UPHELD),
        # 复议法 63-66; 行诉法 70-77
        (Result.REVIEW_CHANGED, Standing.CORRECTED),
        (Result.REVIEW_REVOKED, Standing.CORRECTED),
        (Result.REVIEW_PARTLY_REVOKED, Standing.CORRECTED),
        (Result.REVIEW_UNLAWFUL, Standing.CORRECTED),
        (Result.REVIEW_ORDERED, Standing.CORRECTED),
        (Result.SUIT_REVOKED, Standing.CORRECTED),
        (Result.SUIT_ORDERED, Standing.CORRECTED),
        (Result.SUIT_CHANGED, Standing.CORRECTED),
        # not accepted, rejected, withdrawn, mediated, settled, transferred
        (Result.REVIEW_NOT_ACCEPTED, Standing.OTHER),
        (Result.REVIEW_REJECTED, Standing.OTHER),
        (Result.REVIEW_WITHDRAWN, Standing.OTHER),
        (Result.REVIEW_MEDIATED, Standing.OTHER),
        (Result.SUIT_NOT_FILED, Standing.OTHER),
        (Result.SUIT_REJECTED, Standing.OTHER),
        (Result.SUIT_WITHDRAWN, Standing.OTHER),
        (Result.SUIT_TRANSFERRED, Standing.OTHER),
    ],
)
def test_a_result_counts_in_the_column_of_the_usual_reading(
    result: Result, standing: Standing
) -> None:
    assert result.standing is standing


def test_what_is_decided_against_the_organ_may_order_it_to_act_and_nothing_upheld_does() -> None:
    for result in Result:
        if result.standing is Standing.CORRECTED:
            assert result.orders_action
        if result.standing in (Standing.UPHELD, None):
            assert not result.orders_action


def test_every_article_cited_exists() -> None:
    for result in Result:
        article, most = result.citation.article, result.citation.instrument.articles
        assert article is None or (most is not None and 1 <= article <= most)
