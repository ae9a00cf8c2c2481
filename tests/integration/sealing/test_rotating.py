"""Keys are changed while the office works; whatever happens in between, everything still opens."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.fernet import Fernet, InvalidToken
from django.apps import apps
from django.conf import settings
from django.db import OperationalError
from django.db.models import BinaryField
from pytest_django.fixtures import Settings

from tests.conftest import Cast
from tests.integration.applications.test_who_applied import WANG, entered
from tongming.applications.applicants.actions import identity_of
from tongming.applications.applicants.models import Applicant, Paper
from tongming.applications.applicants.queries import same_applicant
from tongming.law.words import Refused
from tongming.ledger.models import Event
from tongming.sealing import keys, rotating, seals
from tongming.sealing.actions import erase
from tongming.sealing.registry import sealed_columns

SCAN = b"%PDF-1.4\n% scan\n"


@pytest.fixture(autouse=True)
def own_keys(tmp_path: Path, settings: Settings) -> None:
    """Keys of the test's own."""
    settings.KEYS = tmp_path / "keys" / "keys.txt"


@pytest.fixture
def three(cast: Cast) -> list[Applicant]:
    """Three applicants, the last two with a scan."""
    entered(cast)
    for _ in range(2):
        entered(cast, scans=[("申请表.pdf", SCAN)])
    return list(Applicant.objects.order_by("pk"))


def opens_with(key: bytes, sealed: bytes | memoryview) -> bool:
    try:
        Fernet(key).decrypt(bytes(sealed))
    except InvalidToken:
        return False
    return True


def everything() -> list[bytes]:
    """Every sealed value and file there is."""
    values = [value for column in sealed_columns() for _pk, value in column.values()]
    return values + [paper.file.path.read_bytes() for paper in Paper.objects.all()]


def test_every_binary_column_of_the_product_is_named_as_sealed() -> None:
    there_are = {
        (model._meta.label_lower, field.name)
        for model in apps.get_models()
        if model.__module__.startswith("tongming.")
        for field in model._meta.fields
        if isinstance(field, BinaryField)
    }
    assert there_are == {(one.model._meta.label_lower, one.field) for one in sealed_columns()}


def test_a_new_key_seals_everything_and_the_old_one_goes(three: list[Applicant]) -> None:
    (old,) = keys.load(settings.KEYS).seals
    told: list[tuple[int, int]] = []
    outcome = rotating.rotate(lambda done, of: told.append((done, of)))
    (new,) = keys.load(settings.KEYS).seals
    assert new != old
    assert (outcome.sealed_anew, outcome.dropped, outcome.resumed) == (7, 1, False)
    assert told[-1] == (7, 7)
    assert len(everything()) == 7
    assert all(opens_with(new, value) and not opens_with(old, value) for value in everything())
    assert identity_of(three[0].application) == WANG
    assert Paper.objects.latest("pk").file.read() == SCAN
    assert settings.KEYS.stat().st_mode & 0o777 == 0o600
    assert (event := Event.objects.latest("seq")).kind == "sealing.rotated"
    assert event.data == {"count": 7}


def test_the_marks_outlive_a_change_of_keys(three: list[Applicant], cast: Cast) -> None:
    before = set(same_applicant(three[0].application, seen_by=cast.handler))
    rotating.rotate()
    assert set(same_applicant(three[0].application, seen_by=cast.handler)) == before
    assert len(before) == 2


def test_cut_short_it_goes_on_where_it_was(three: list[Applicant]) -> None:
    def cut(done: int, of: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rotating.rotate(cut)
    new, old = keys.load(settings.KEYS).seals
    assert sum(opens_with(new, value) for value in everything()) == 2
    assert [*rotating.check()] == []  # both keys are there: nothing is out of reach
    outcome = rotating.rotate()
    assert (outcome.resumed, outcome.sealed_anew, outcome.dropped) == (True, 5, 1)
    assert keys.load(settings.KEYS).seals == (new,)
    assert not any(opens_with(old, value) for value in everything())


def test_what_is_erased_meanwhile_does_not_come_back(three: list[Applicant]) -> None:
    file = Paper.objects.earliest("pk").file
    with_its_folder = file.path
    erase(file)
    with_its_folder.unlink(missing_ok=True)  # as after the commit, which a test never reaches
    assert rotating.rotate().sealed_anew == 5
    assert not with_its_folder.exists()


def test_no_key_is_dropped_while_something_does_not_open(three: list[Applicant]) -> None:
    stranger = Fernet(Fernet.generate_key()).encrypt(b"{}")
    Applicant.objects.filter(pk=three[1].pk).update(sealed=stranger)
    assert [(one.where, one.row) for one in rotating.check()] == [
        ("applications_applicants.applicant.sealed", three[1].pk)
    ]
    with pytest.raises(Refused, match=f"第{three[1].pk}行用现有的密钥打不开"):
        rotating.rotate()
    assert len(keys.load(settings.KEYS).seals) == 2
    assert identity_of(three[2].application) == WANG


def test_a_lost_file_is_told_and_no_key_is_dropped(three: list[Applicant]) -> None:
    lost = Paper.objects.earliest("pk").file
    lost.path.unlink()
    assert [(one.where, one.row) for one in rotating.check()] == [("files", lost.pk)]
    with pytest.raises(Refused, match="files"):
        rotating.rotate()
    assert len(keys.load(settings.KEYS).seals) == 2


def test_two_do_not_change_the_keys_at_once(three: list[Applicant]) -> None:
    with rotating._alone(), pytest.raises(Refused, match="另一个进程正在更换密钥"):
        rotating.rotate()
    assert len(keys.load(settings.KEYS).seals) == 1
    rotating.rotate()


def test_a_key_added_seals_from_now_on_and_the_old_one_still_opens(
    three: list[Applicant], cast: Cast
) -> None:
    rotating.add()
    new, old = keys.load(settings.KEYS).seals
    latest = Applicant.objects.get(application=entered(cast))
    assert opens_with(new, latest.sealed)
    assert opens_with(old, three[0].sealed)
    assert identity_of(three[0].application) == WANG


def test_a_wrong_file_of_keys_opens_nothing_and_says_whom_to_ask(
    three: list[Applicant], tmp_path: Path, settings: Settings
) -> None:
    settings.KEYS = tmp_path / "other.txt"
    keys.load(settings.KEYS)
    with pytest.raises(Refused, match="请系统管理员恢复原来的密钥文件"):
        identity_of(three[0].application)


def test_a_file_of_keys_that_is_gone_is_not_made_anew(three: list[Applicant]) -> None:
    settings.KEYS.rename(away := settings.KEYS.with_name("away"))
    for act in (lambda: seals.seal(b"something"), rotating.rotate, rotating.add):
        with pytest.raises(Refused, match=r"不见了.*从备份恢复"):
            act()
    assert not settings.KEYS.exists()
    away.rename(settings.KEYS)
    assert identity_of(three[0].application) == WANG


@pytest.mark.parametrize("content", ["", "marks short\n", "seal nonsense\n", "\xff"])
def test_a_file_of_keys_that_cannot_be_read_is_said(three: list[Applicant], content: str) -> None:
    settings.KEYS.write_text(content, encoding="latin-1")
    with pytest.raises(Refused, match="读不出来"):
        identity_of(three[0].application)


def test_while_somebody_goes_on_writing_the_old_key_stays(
    three: list[Applicant], monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy() -> None:
        raise OperationalError("could not obtain lock on relation")

    monkeypatch.setattr(rotating, "PAUSE", 0)
    with monkeypatch.context() as patch:
        patch.setattr(rotating, "_hold", busy)
        with pytest.raises(Refused, match="过一会儿再运行"):
            rotating.rotate()
    assert len(keys.load(settings.KEYS).seals) == 2
    assert rotating.rotate().dropped == 1
