"""Who applied: opened only to who handles the case, and known again without being opened."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.conftest import Cast
from tongming.applications.applicants.actions import identity_of, register, submit, unmask
from tongming.applications.applicants.identity import Identity
from tongming.applications.applicants.queries import (
    applications_of_same_applicant,
    earlier_of,
    masked,
    same_applicant,
    why_not_unmask,
)
from tongming.applications.kinds import Channel, Kind
from tongming.applications.models import Application
from tongming.law.outcomes import ApplicantKind, Outcome
from tongming.law.words import Refused
from tongming.ledger.models import Event
from tongming.units.rights import NotPermitted

MONDAY = date(2026, 2, 9)
WANG = Identity(
    name="王小明", document="居民身份证", document_number="22028319900101001X", phone="13912345678"
)


def entered(cast: Cast, identity: Identity = WANG, **other: Any) -> Application:
    """An application handed in at the counter of the town."""
    arrived = other.get("arrived_on", MONDAY)
    return register(
        **{
            "unit": cast.town,
            "subject": "2025年度农村低保对象审核公示材料",
            "features": "",
            "applicant_kind": ApplicantKind.NATURAL_PERSON,
            "identity": identity,
            "form_wanted": "paper",
            "way_wanted": "post",
            "channel": Channel.IN_PERSON,
            "arrived_on": arrived,
            "confirmed_on": None,
            "scans": [],
            "by": cast.handler,
            "today": arrived,
            **other,
        }
    )


@pytest.mark.django_db
def test_a_screen_gets_the_name_covered_and_an_act_gets_it_whole(cast: Cast) -> None:
    application = entered(cast)
    covered = masked(application)
    assert covered is not None
    assert (covered.name, covered.document_number) == ("王**", "220283********001X")
    assert identity_of(application) == WANG


@pytest.mark.django_db
def test_whoever_handles_the_case_may_open_it_and_is_written_down(cast: Cast) -> None:
    application = entered(cast)
    assert unmask(application=application, by=cast.handler, reason="联系申请人") == WANG
    event = Event.objects.latest("seq")
    assert (event.kind, event.by, event.data) == (
        "applications.unmasked",
        cast.handler,
        {"number": "2026-1", "reason": "联系申请人"},
    )


@pytest.mark.django_db
def test_nobody_else_may_open_it_and_nothing_is_written_down(cast: Cast) -> None:
    application = entered(cast)
    before = Event.objects.count()
    others = (
        cast.clerk, cast.leader, cast.secrecy_reviewer, cast.supervisor,
        cast.administrator, cast.stranger,
    )  # fmt: skip
    for person in others:
        with pytest.raises(NotPermitted):
            unmask(application=application, by=person, reason="看看")
    assert Event.objects.count() == before
    assert why_not_unmask(cast.office_head, application) is None


@pytest.mark.django_db
def test_the_clerk_opens_what_they_registered_themselves(cast: Cast) -> None:
    assert unmask(application=entered(cast, by=cast.clerk), by=cast.clerk, reason="核对") == WANG


@pytest.mark.django_db
def test_the_clerk_opens_what_has_to_be_confirmed_with_the_applicant(cast: Cast) -> None:
    application, _code = submit(
        unit=cast.town,
        subject="村级公益事业项目清单",
        features="",
        applicant_kind=ApplicantKind.NATURAL_PERSON,
        identity=WANG,
        form_wanted="electronic",
        way_wanted="online",
        proofs=[],
        today=MONDAY,
    )
    assert unmask(application=application, by=cast.clerk, reason="电话确认") == WANG


@pytest.mark.django_db
@pytest.mark.parametrize("reason", ["", "  ", "给13912345678打电话"])
def test_a_reason_is_needed_and_holds_nothing_personal(cast: Cast, reason: str) -> None:
    application = entered(cast)
    with pytest.raises(Refused):
        unmask(application=application, by=cast.handler, reason=reason)


def numbers(found: Any) -> list[str]:
    return [str(one) for one in found]


@pytest.mark.django_db
def test_the_same_person_is_known_by_number_or_by_name_and_telephone(cast: Cast) -> None:
    first = entered(cast)
    by_number = entered(cast, replace(WANG, phone="13800000000"))
    by_contact = entered(cast, Identity(name="王 小明", phone="+86 139-1234-5678"))
    entered(cast, Identity(name="王小明", phone="13800000001"))  # of the same name only
    entered(cast, Identity(name="李大伟", phone="13912345678"))  # of the same telephone only
    found = same_applicant(first, seen_by=cast.handler)
    assert numbers(found) == [str(by_contact), str(by_number)]
    assert numbers(same_applicant(by_contact, seen_by=cast.handler)) == [str(first)]


@pytest.mark.django_db
def test_applications_elsewhere_are_seen_only_by_who_may_see_them(cast: Cast) -> None:
    here = entered(cast)
    there = entered(cast, unit=cast.other_town, by=cast.stranger)
    assert list(same_applicant(here, seen_by=cast.supervisor)) == [there]
    assert list(same_applicant(here, seen_by=cast.handler)) == []


@pytest.mark.django_db
def test_who_gave_no_mark_is_like_nobody_else(cast: Cast) -> None:
    with pytest.raises(Refused, match="联系方式"):
        entered(cast, Identity(name="王小明"))
    first = entered(cast, Identity(name="王小明", address="高兴村三组"))
    entered(cast, Identity(name="王小明", address="高兴村四组"))
    assert not same_applicant(first, seen_by=cast.handler).exists()


@pytest.mark.django_db
def test_a_month_is_counted_by_day_of_receipt_for_one_organ(cast: Cast) -> None:
    days = [date(2026, 1, 31), date(2026, 2, 2), date(2026, 2, 27), date(2026, 3, 2)]
    made = [entered(cast, arrived_on=day) for day in days]
    entered(cast, Identity(name="李大伟", phone="13912345678"), arrived_on=days[1])
    entered(cast, unit=cast.other_town, by=cast.stranger, arrived_on=days[1])
    february = (date(2026, 2, 1), date(2026, 2, 28))
    found = applications_of_same_applicant(made[1], february)
    assert numbers(found) == [str(made[1]), str(made[2])]


@pytest.mark.django_db
def test_the_same_matter_stands_first_and_says_whether_it_was_answered(cast: Cast) -> None:
    from tongming.applications.actions import enter_step

    answered = entered(cast)
    enter_step(
        application=answered, kind=Kind.ANSWERED, on=MONDAY, outcome=Outcome.GRANTED,
        by=cast.handler, today=MONDAY,
    )  # fmt: skip
    entered(cast, subject="河道采砂许可档案")
    again = entered(cast, subject="申请公开2025年度农村低保对象审核公示材料")
    first, second = earlier_of(again, seen_by=cast.handler)
    assert (str(first.application), first.same, first.answered) == ("2026-1", True, True)
    assert (second.same, second.answered) == (False, False)
