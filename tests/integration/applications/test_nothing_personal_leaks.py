"""The whole intake with an applicant nobody else is called like: then every place is searched.

The database with its sessions and ledger, every file, the log, addresses, and the pages of people
who do not handle the case. Only the answers to who does may name the applicant.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from tests.conftest import Cast, SignIn
from tongming.applications.actions import enter_step
from tongming.applications.applicants import actions
from tongming.applications.applicants.actions import submit
from tongming.applications.applicants.identity import Identity
from tongming.applications.applicants.models import Paper
from tongming.applications.kinds import Kind
from tongming.applications.models import Application
from tongming.applications.notices.actions import open_feed
from tongming.law.outcomes import ApplicantKind, Outcome
from tongming.publishing.actions import publish_pending
from tongming.sealing import rotating

CANARY = Identity(
    name="阙芷蘅",
    document="居民身份证",
    document_number="220283199001010133",
    contact="缑令仪",
    phone="13987650123",
    email="queziheng@canary.example",
    address="红石砬子镇荷叶沟屯九组77号",
    postcode="132499",
)
SCAN = b"%PDF-1.4\n% CANARY-SCAN-8841\n"
SECRETS = (
    CANARY.name,
    CANARY.document_number,
    CANARY.document_number[6:14],
    CANARY.contact,
    CANARY.phone,
    "queziheng",
    "荷叶沟屯九组77号",
    "CANARY-SCAN-8841",
    "阙芷蘅的身份证",
)

pytestmark = pytest.mark.django_db(transaction=True)


def named_in(text: str) -> list[str]:
    """The secrets a text gives away."""
    return [secret for secret in SECRETS if secret in text]


def database() -> Iterator[tuple[str, str]]:
    """Every table, its rows as text; what is binary as it would be read in a stolen copy."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                yield table, " ".join(_text(value) for value in row)


def _text(value: Any) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("utf-8", "ignore")
    return str(value)


def files() -> Iterator[tuple[str, str]]:
    """Every file the installation keeps, its name and its content."""
    for root in (
        settings.FILES, settings.SEALED, settings.SITE, settings.SEARCH, settings.QUARANTINE,
    ):  # fmt: skip
        for path in Path(root).rglob("*"):
            if path.is_file():
                yield str(path), f"{path}\n{path.read_bytes().decode('utf-8', 'ignore')}"


def upload(name: str = "阙芷蘅的身份证.pdf", content: bytes = SCAN) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def typed(cast: Cast) -> dict[str, Any]:
    """The registration form as a clerk fills it in."""
    return {
        **CANARY.to_data(),
        "unit": cast.town.pk,
        "subject": "村级公益事业项目清单",
        "features": "2025年",
        "applicant_kind": "nat",
        "channel": "in_person",
        "arrived_on": "2026-03-04",
        "form_wanted": "paper",
        "way_wanted": "post",
    }


@pytest.fixture(autouse=True)
def wednesday() -> Iterator[None]:
    with time_machine.travel("2026-03-04 09:00+08:00", tick=False):
        yield


def drive(cast: Cast, client: Client, asked: list[str]) -> Application:
    """Everything the intake can do, the refusals too; every address asked and answered with."""

    def post(path: str, **sent: Any) -> Any:
        answer = client.post(path, sent)
        asked.extend((path, answer.headers.get("Location", "")))
        return answer

    new = "/work/applications/new/"
    assert post(new, **{**typed(cast), "subject": "", "scans": [upload()]}).status_code == 400
    exe = upload("阙芷蘅的身份证.exe", b"MZ")
    assert post(new, **{**typed(cast), "scans": [exe]}).status_code == 400
    assert post(new, **{**typed(cast), "scans": [upload()]}).status_code == 302
    application = Application.objects.get()
    page = application.get_absolute_url()
    assert CANARY.name in post(f"{page}who/", why="联系申请人").content.decode()
    assert CANARY.name in post(f"{page}slip/").content.decode()
    assert post(f"{page}identity/", phone="13987650123", reason="没有改").status_code == 400
    assert post(f"{page}identity/", contact="缑令仪二", reason="写错了").status_code == 302
    assert post(f"{page}papers/new/", kind="proof", uploads=[upload()]).status_code == 302
    paper = Paper.objects.latest("pk")
    assert post(f"/work/applications/papers/{paper.pk}/").content == SCAN
    online, _code = submit(
        unit=cast.town, subject="财政预算公开表", features="",
        applicant_kind=ApplicantKind.NATURAL_PERSON, identity=CANARY, form_wanted="electronic",
        way_wanted="online", proofs=[("阙芷蘅的身份证.pdf", SCAN)], today=date(2026, 3, 4),
    )  # fmt: skip
    page = online.get_absolute_url()
    assert post(f"{page}confirm/", how="phone", on="2026-03-04").status_code == 302
    return application


def test_nothing_personal_stands_anywhere_in_the_clear(
    cast: Cast, sign_in: SignIn, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    asked: list[str] = []
    application = drive(cast, sign_in(cast.handler), asked)
    today = date(2026, 3, 4)
    enter_step(
        application=application, kind=Kind.ANSWERED, on=today, outcome=Outcome.GRANTED,
        by=cast.handler, today=today,
    )  # fmt: skip
    rotating.rotate()
    publish_pending()
    found = {where: named for where, text in database() if (named := named_in(text))}
    found |= {where: named for where, text in files() if (named := named_in(text))}
    assert found == {}
    assert named_in("\n".join(asked)) == []
    assert named_in(caplog.text) == []
    # What the search looks for is there to be found: the same search finds what is no secret.
    assert any("村级公益事业项目清单" in text for _table, text in database())
    assert any(settings.SEALED.name in where for where, _text in files())
    for person in (cast.clerk, cast.leader, cast.supervisor, cast.office_head, cast.handler):
        client = sign_in(person)
        for path in ("/work/", "/work/applications/", application.get_absolute_url()):
            assert named_in(client.get(path).content.decode()) == []
    feed = f"/work/notices/calendar/{open_feed(person=cast.handler)}.ics"
    public = f"/apply/register/{cast.town.code}/"
    with time_machine.travel("2027-02-01 09:00+08:00", tick=False):  # the year is told then
        for path in (feed, public, f"{public}2026.csv", f"{public}2026.json"):
            answer = Client().get(path)
            assert (answer.status_code, named_in(answer.content.decode())) == (200, []), path
    for path in ("/work/ledger/", "/work/ledger/?kind=applications.unmasked"):
        assert named_in(sign_in(cast.office_head).get(path).content.decode()) == []


def test_an_error_in_the_middle_tells_nobody_what_was_typed(
    cast: Cast,
    sign_in: SignIn,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def breaks(**_asked: Any) -> None:
        raise RuntimeError("out of order")

    monkeypatch.setattr(actions, "register", breaks)
    client = sign_in(cast.handler)
    client.raise_request_exception = False
    answer = client.post("/work/applications/new/", {**typed(cast), "scans": [upload()]})
    assert answer.status_code == 500
    assert "out of order" in caplog.text
    assert named_in(caplog.text) == []
    assert named_in(answer.content.decode()) == []
