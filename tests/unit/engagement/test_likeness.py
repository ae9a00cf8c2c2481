"""Messages about one matter are found together, and others are left alone."""

from __future__ import annotations

import random

import pytest

from tests.unit.engagement.letters_of_citizens import HEATING, OTHERS, SAME
from tongming.engagement.topics.likeness import grouped, likeness, vectors

ALL = [*SAME, *OTHERS]


def test_five_about_the_same_among_twenty_others_are_one_group() -> None:
    assert grouped(ALL) == [{0, 1, 2, 3, 4}]


@pytest.mark.parametrize("seed", range(5))
def test_the_order_in_which_they_came_makes_no_difference(seed: int) -> None:
    order = list(range(len(ALL)))
    random.Random(seed).shuffle(order)
    (found,) = grouped([ALL[place] for place in order])
    assert {order[place] for place in found} == {0, 1, 2, 3, 4}


def test_twenty_different_messages_are_no_group() -> None:
    assert grouped(list(OTHERS)) == []


def test_two_matters_stay_two_groups() -> None:
    lamps = [
        ("路灯坏了", "砬子村的路灯坏了一排，晚上走路摸黑。"),
        ("砬子村路灯不亮", "砬子村主街路灯不亮，请派人修一下路灯。"),
        ("修路灯", "反映砬子村路灯损坏，老人晚上出门摔倒。"),
    ]
    texts = [*SAME, *OTHERS, *lamps]
    lamp = next(n for n, one in enumerate(texts) if one[0] == "路灯不亮")
    found = grouped(texts)
    assert found[0] == {0, 1, 2, 3, 4}
    assert found[1] == {lamp, *range(len(ALL), len(texts))}


def test_another_matter_is_found_as_well_alone_and_beside_the_first() -> None:
    assert grouped([*HEATING, *OTHERS]) == [{0, 1, 2, 3, 4}]
    assert grouped([*SAME, *HEATING, *OTHERS]) == [{0, 1, 2, 3, 4}, {5, 6, 7, 8, 9}]


def test_a_group_there_is_grows_and_is_never_joined_to_another_or_parted() -> None:
    # A person has put 0 and 1 apart from 2, and a lamp among the water.
    found = grouped(ALL, seeds=[[0, 1, 9], [2]])
    assert not any({0, 2} <= one for one in found)
    assert any({0, 1, 9} <= one for one in found)
    assert set().union(*found) == {0, 1, 2, 3, 4, 9}


def test_courtesies_and_numbers_make_nothing_alike() -> None:
    one, other = vectors(
        [("您好，请问2026年", "领导好，希望尽快解决问题"), ("请问领导2026年", "谢谢，希望答复")]
    )
    assert likeness(one, other) == 0
    assert grouped([("", ""), ("", "")]) == []


def test_the_same_message_twice_is_alike_altogether() -> None:
    one, other, _third = vectors([SAME[0], SAME[0], OTHERS[0]])
    assert likeness(one, other) == pytest.approx(1)
