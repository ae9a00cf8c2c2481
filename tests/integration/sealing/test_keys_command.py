"""`tongming keys` says what there is and what it did, and never what is sealed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import time_machine
from django.conf import settings as installation
from pytest_django.fixtures import Settings

from tests.conftest import Cast
from tests.integration.applications.test_who_applied import MONDAY, WANG, entered
from tongming.applications.actions import enter_step
from tongming.applications.applicants.models import Applicant
from tongming.applications.kinds import Kind
from tongming.cli import main
from tongming.law.outcomes import Outcome

pytestmark = pytest.mark.django_db(transaction=True)
Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def own_keys(tmp_path: Path, settings: Settings) -> None:
    settings.KEYS = tmp_path / "keys.txt"


def said(capsys: Captured, *words: str) -> tuple[int, str, str]:
    code = main(["keys", *words])
    out, err = capsys.readouterr()
    for secret in (WANG.name, WANG.phone, WANG.document_number):
        assert secret not in out + err
    return code, out, err


def test_before_anything_is_sealed_there_is_nothing_to_look_after(
    cast: Cast, capsys: Captured
) -> None:
    code, out, _err = said(capsys, "status")
    assert (code, out.startswith("还没有密钥文件")) == (0, True)
    assert not installation.KEYS.exists()
    assert said(capsys, "check")[:2] == (0, "共 0 项，全部能打开。\n")


def test_status_tells_how_much_and_whether_a_change_is_under_way(
    cast: Cast, capsys: Captured
) -> None:
    entered(cast)
    _code, out, _err = said(capsys, "status")
    assert "（权限 600）" in out
    assert "applications_applicants.applicant.sealed：1 项" in out
    assert "旧密钥" not in out
    assert said(capsys, "add")[0] == 0
    _code, out, _err = said(capsys, "status")
    assert "旧密钥，只用来打开" in out
    assert "请运行：tongming keys rotate" in out
    assert "重新加密 1 项，去掉旧密钥 1 把。" in said(capsys, "rotate")[1]


def test_what_does_not_open_is_named_by_its_row(cast: Cast, capsys: Captured) -> None:
    entered(cast)
    row = Applicant.objects.get()
    Applicant.objects.update(sealed=b"spoilt")
    code, out, _err = said(capsys, "check")
    assert code == 1
    assert f"打不开：applications_applicants.applicant.sealed 第{row.pk}行" in out
    code, _out, err = said(capsys, "rotate")
    assert (code, "旧密钥全部保留" in err) == (2, True)


def test_a_lost_file_of_keys_is_said_and_none_is_made(cast: Cast, capsys: Captured) -> None:
    entered(cast)
    installation.KEYS.unlink()
    for word in ("status", "rotate", "add"):
        code, _out, err = said(capsys, word)
        assert (code, "不见了" in err) == (2, True)
    assert not installation.KEYS.exists()


def test_what_is_due_is_erased(cast: Cast, capsys: Captured) -> None:
    enter_step(
        application=entered(cast), kind=Kind.ANSWERED, on=MONDAY, outcome=Outcome.GRANTED,
        by=cast.handler, today=MONDAY,
    )  # fmt: skip
    assert said(capsys, "erase-due")[1] == "清除了 0 件申请的个人信息。\n"
    with time_machine.travel(date(2036, 2, 10), tick=False):
        assert said(capsys, "erase-due")[1] == "清除了 1 件申请的个人信息。\n"
