"""The grounds for withholding: how strong each is, and what opens it."""

from __future__ import annotations

import pytest

from tests.unit.law.facts import load
from tongming.law.exemptions import Exemption, Force, Lift, require_lift, still_wanting
from tongming.law.outcomes import Group, Outcome, ReviewFirst
from tongming.law.words import Refused

FACTS = {fact["code"]: fact for fact in load("regulation")["exemptions"]}
FORCES = {
    "must": Force.MUST,
    "must_unless_consent_or_public_interest": Force.MUST_UNLESS,
    "may": Force.MAY,
}


@pytest.mark.parametrize("ground", Exemption)
def test_every_ground_has_the_force_and_article_of_the_text(ground: Exemption) -> None:
    fact = FACTS[ground.value]
    assert ground.force is FORCES[fact["force"]]
    article = str(ground.citation.article)
    if ground.citation.paragraph:
        article += f"({ground.citation.paragraph})"
    assert article == fact["art"]


def test_there_is_no_ground_but_those_of_the_text() -> None:
    assert {ground.value for ground in Exemption} == set(FACTS)


@pytest.mark.parametrize("code", ["16-1", "16-2a"])
def test_the_kinds_of_a_ground_are_those_the_text_names(code: str) -> None:
    assert list(Exemption(code).kinds) == FACTS[code]["kinds"]


def test_every_refusal_row_of_articles_14_to_16_has_its_ground() -> None:
    rows = {o for o in Outcome if o.group is Group.REFUSED and o.review_first is ReviewFirst.YES}
    assert {ground.outcome for ground in Exemption} == rows


def test_nothing_opens_a_state_secret_and_two_things_open_a_third_partys() -> None:
    assert Exemption.STATE_SECRET.lifts == ()
    assert Exemption.THIRD_PARTY_RIGHTS.lifts == (Lift.THIRD_PARTY_AGREES, Lift.PUBLIC_INTEREST)
    require_lift(Exemption.THIRD_PARTY_RIGHTS, Lift.PUBLIC_INTEREST)
    with pytest.raises(Refused) as refused:
        require_lift(Exemption.STATE_SECRET, Lift.PUBLIC_INTEREST)
    assert refused.value.article == "《政府信息公开条例》第十四条"


def test_only_what_must_stay_closed_cannot_be_opened() -> None:
    assert {g for g in Exemption if not g.lifts} == {g for g in Exemption if g.force is Force.MUST}


def test_a_law_may_demand_what_process_and_files_would_withhold_but_not_internal_affairs() -> None:
    opened = {g for g in Exemption if Lift.LAW_DEMANDS_IT in g.lifts}
    assert opened == {Exemption.PROCESS_INFORMATION, Exemption.ENFORCEMENT_FILE}


def test_the_third_party_is_consulted_for_its_own_rights_only() -> None:
    assert [g for g in Exemption if g.must_consult] == [Exemption.THIRD_PARTY_RIGHTS]


def test_a_choice_to_withhold_wants_its_reason() -> None:
    assert still_wanting(Exemption.ENFORCEMENT_FILE, reason="涉及在办案件") == ()
    (wanting,) = still_wanting(Exemption.ENFORCEMENT_FILE)
    assert "也可以公开" in str(wanting)


def test_a_ban_wants_its_law_named() -> None:
    (wanting,) = still_wanting(Exemption.FORBIDDEN_BY_LAW, reason="禁止公开")
    assert "法律或者行政法规" in str(wanting)
    law = "《档案法》第三十二条"
    assert still_wanting(Exemption.FORBIDDEN_BY_LAW, reason="禁止", forbidding_law=law) == ()


def test_one_of_the_kinds_of_a_ground_is_named() -> None:
    assert still_wanting(Exemption.INTERNAL_AFFAIRS, reason="内部", kind="人事管理") == ()
    (wanting,) = still_wanting(Exemption.INTERNAL_AFFAIRS, reason="内部", kind="会议")
    assert str(wanting) == "写明属于哪一种：人事管理、后勤管理、内部工作流程"
