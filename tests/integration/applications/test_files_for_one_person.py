"""What is meant for one applicant stands nowhere in the clear, and goes when its term is over."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from tests.conftest import Cast, SignIn
from tests.integration.applications import handling_kit as kit
from tests.integration.remedies.conftest import Hands
from tongming.applications.actions import enter_step
from tongming.applications.applicants import erasing
from tongming.applications.handling import actions, queries
from tongming.applications.handling.models import Provided
from tongming.applications.kinds import Kind
from tongming.applications.models import Application
from tongming.files.actions import keep, mask_findings
from tongming.files.actions.reviewing import Look
from tongming.files.models import FOR_ONE_PERSON, Finding, Scan, StoredFile, place
from tongming.files.queries import open_findings
from tongming.law.outcomes import Outcome
from tongming.law.words import Refused
from tongming.ledger.chain import verify
from tongming.ledger.models import Event
from tongming.remedies.actions.keeping import attach
from tongming.sealing.models import SealedFile
from tongming.sealing.standing import seal_standing
from tongming.units.rights import Right

DAY = kit.RECEIVED
ROSTER = "姓名,身份证号\n阙芷蘅,11010519491231002X\n".encode()
WORDS = ("阙芷蘅", "11010519491231002X", "荷叶沟名单")

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def town(cast: Cast) -> Cast:
    return kit.equipped(cast)


def provided_to(town: Cast, application: Application, name: str = "荷叶沟名单.csv") -> Provided:
    return actions.provide(
        application=application, content=ROSTER, name=name, by=town.handler, today=DAY
    )


def in_the_clear() -> list[Path]:
    """Files of the two stores in which a word can be read."""
    found = []
    for folder in (Path(settings.FILES), Path(settings.SEALED)):
        for path in folder.rglob("*"):
            if path.is_file() and any(word.encode() in path.read_bytes() for word in WORDS):
                found.append(path)
    return found


def in_the_database() -> list[str]:
    """What tables and ledger say of such a file, where it can be read."""
    said = [
        *StoredFile.objects.values_list("name", flat=True),
        *Finding.objects.values_list("context", flat=True),
        *map(str, Event.objects.values_list("data", flat=True)),
    ]
    return [text for text in said if any(word in text for word in WORDS)]


def test_neither_the_file_nor_its_copy_nor_their_names_can_be_read_anywhere(
    town: Cast, sign_in: SignIn
) -> None:
    provided = provided_to(town, kit.received(town))
    copy = mask_findings(provided.file, list(open_findings(provided.file)), by=town.handler)
    actions.use_copy(provided=provided, copy=copy, by=town.handler, today=DAY)
    assert (in_the_clear(), in_the_database()) == ([], [])
    assert provided.original.read() == ROSTER
    assert (provided.original.called, copy.called) == (
        "荷叶沟名单.csv", "荷叶沟名单（已遮盖）.csv",
    )  # fmt: skip
    page = sign_in(town.handler).get(f"{provided.application.get_absolute_url()}handling/giving/")
    assert "荷叶沟名单（已遮盖）.csv" in page.content.decode()


def test_opening_one_is_kept_in_the_ledger_and_it_is_saved_under_its_own_name(
    town: Cast, sign_in: SignIn
) -> None:
    provided = provided_to(town, kit.received(town))
    address = f"/work/files/{provided.file.pk}/"
    assert sign_in(town.stranger).get(address).status_code == 404
    answer = sign_in(town.secrecy_reviewer).get(address)
    assert answer.content == ROSTER
    assert "csv" in answer["Content-Disposition"]
    event = Event.objects.get(kind="files.opened")
    assert (event.by, event.subject_id) == (town.secrecy_reviewer, str(provided.file.pk))


def test_at_the_end_of_the_term_file_and_copies_are_gone_and_anothers_are_not(
    town: Cast,
) -> None:
    first, second = kit.received(town), kit.received(town, subject="2024年低保发放标准")
    mine, theirs = provided_to(town, first), provided_to(town, second)
    copy = mask_findings(mine.file, list(open_findings(mine.file)), by=town.handler)
    assert copy in queries.copies_of(mine)
    assert queries.copies_of(theirs) == [theirs.original]
    places = [mine.original.path, copy.path]
    enter_step(
        application=first, kind=Kind.ANSWERED, on=DAY, outcome=Outcome.GRANTED,
        by=town.handler, today=DAY,
    )  # fmt: skip
    assert erasing.erase_due(date(2036, 3, 3)) == 1
    assert not any(path.exists() for path in places)
    with pytest.raises(Refused, match="保存期限已满"):
        StoredFile.objects.get(pk=copy.pk).read()
    assert StoredFile.objects.get(pk=theirs.file_id).read() == ROSTER
    assert verify() is None


def test_what_is_taken_out_again_was_given_to_nobody_and_is_erased(town: Cast) -> None:
    provided = provided_to(town, kit.received(town))
    where = provided.original.path
    actions.take_out(provided=provided, by=town.handler, today=DAY)
    assert not where.exists()


def test_a_refusal_leaves_no_file_that_belongs_to_nothing(town: Cast) -> None:
    provided = provided_to(town, kit.received(town))
    with pytest.raises(Refused, match="已经在里面了"):
        provided_to(town, provided.application, "另一个名字.csv")
    assert StoredFile.objects.count() == SealedFile.objects.count() == 1


def test_the_papers_of_a_case_are_sealed_and_go_with_the_applicant(town: Cast) -> None:
    application = kit.received(town)
    enter_step(
        application=application, kind=Kind.ANSWERED, on=DAY, outcome=Outcome.GRANTED,
        by=town.handler, today=DAY,
    )  # fmt: skip
    case = Hands(town).open(DAY, application=application)
    paper = attach(
        case=case, content=ROSTER, name="荷叶沟名单.csv", kind="decision", by=town.handler
    )
    assert (in_the_clear(), in_the_database()) == ([], [])
    case.standing, case.concluded_on = "upheld", DAY
    case.save()
    where = paper.file.path
    assert erasing.erase_due(date(2036, 3, 3)) == 1
    assert not where.exists()


# --- What stood in the clear before ---------------------------------------------------------------


def standing_in_the_clear(town: Cast, application: Application) -> Provided:
    """A file as it was kept before files for one person were sealed."""
    file = keep(ROSTER, "荷叶沟名单.csv", unit=town.town, by=town.handler)
    StoredFile.objects.filter(pk=file.pk).update(right=Right.APPLICATION_FILE.value)
    scan = Scan.objects.create(file=file)
    for one in Look.at(ROSTER, "荷叶沟名单.csv").found:
        Finding.objects.create(
            scan=scan, kind=one.kind.value, severity=one.severity.value, part=one.part,
            start=one.start, end=one.end, masked=one.masked, context="阙芷蘅 1101********002X",
        )  # fmt: skip
    return Provided.objects.create(
        application=application, original=file, file=file, by=town.handler
    )


def test_what_stands_in_the_clear_is_sealed_once_and_keeps_its_place(town: Cast) -> None:
    provided = standing_in_the_clear(town, kit.received(town))
    assert len(in_the_clear()) == 1
    assert [seal_standing() for _ in range(2)] == [1, 0]
    assert in_the_clear() == []
    provided.refresh_from_db()
    assert (provided.file.read(), provided.file.called) == (ROSTER, "荷叶沟名单.csv")
    assert not StoredFile.objects.filter(name__contains="荷叶沟").exists()
    assert not Finding.objects.exclude(context="").exists()
    assert verify() is None


def test_a_content_that_is_public_too_stays_where_it_is(town: Cast) -> None:
    public = keep(ROSTER, "名单.csv", unit=town.town, by=town.clerk)
    standing_in_the_clear(town, kit.received(town))
    seal_standing()
    assert public.read() == ROSTER
    assert not place(public.sha256).with_suffix(".new").exists()


def test_one_that_was_meant_for_two_goes_with_the_last_of_them(town: Cast) -> None:
    first, second = kit.received(town), kit.received(town, subject="2024年低保发放标准")
    shared = standing_in_the_clear(town, first).original
    Provided.objects.create(application=second, original=shared, file=shared, by=town.handler)
    seal_standing()
    for application, left in ((first, True), (second, False)):
        enter_step(
            application=application, kind=Kind.ANSWERED, on=DAY, outcome=Outcome.GRANTED,
            by=town.handler, today=DAY,
        )  # fmt: skip
        assert erasing.erase_due(date(2036, 3, 3)) == 1
        assert StoredFile.objects.get(pk=shared.pk).path.exists() is left


def test_one_that_is_lost_holds_up_no_other_and_is_said(town: Cast) -> None:
    lost = standing_in_the_clear(town, kit.received(town)).original
    place(lost.sha256).unlink()
    other = keep("别的".encode(), "别的.txt", unit=town.town, by=town.handler)
    StoredFile.objects.filter(pk=other.pk).update(right=Right.APPLICATION_FILE.value)
    with pytest.raises(Refused, match="存放处"):
        seal_standing()
    assert StoredFile.objects.get(pk=other.pk).sealed is not None


def test_every_right_of_what_is_for_one_person_seals() -> None:
    assert {Right.APPLICATION_FILE, Right.REMEDY_VIEW} == FOR_ONE_PERSON
