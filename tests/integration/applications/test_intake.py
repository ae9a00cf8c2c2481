"""An application sent in over the Internet waits until both sides have confirmed."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.conf import settings

from tests.conftest import Cast
from tongming.applications import intake
from tongming.applications.applicants.actions import identity_of, submit
from tongming.applications.applicants.identity import Identity
from tongming.applications.applicants.models import Applicant, Paper
from tongming.applications.models import Application, ApplicationFact
from tongming.law.outcomes import ApplicantKind
from tongming.law.words import Refused
from tongming.ledger.models import Event

SUNDAY, TUESDAY = date(2026, 2, 15), date(2026, 2, 24)
WANG = Identity(
    name="王小明", document="居民身份证", document_number="22028319900101001X", phone="13912345678"
)


def _submitted(cast: Cast) -> tuple[Application, str]:
    with time_machine.travel(f"{SUNDAY} 10:00+08:00", tick=False):
        return submit(
            unit=cast.town,
            subject="2025年农村道路硬化工程的招标文件",
            features="红政招〔2025〕3号",
            applicant_kind=ApplicantKind.NATURAL_PERSON,
            identity=WANG,
            form_wanted="electronic",
            way_wanted="online",
            proofs=[("身份证.pdf", b"%PDF-1.4\n% proof\n")],
            today=SUNDAY,
        )


@pytest.mark.django_db
def test_nothing_runs_and_nothing_counts_until_both_sides_have_confirmed(cast: Cast) -> None:
    application, _code = _submitted(cast)
    assert (application.number, application.is_open, application.due_on) == ("2026-1", False, None)
    assert not ApplicationFact.objects.exists()


@pytest.mark.django_db
def test_the_clock_runs_from_the_day_of_confirmation(cast: Cast) -> None:
    application, _code = _submitted(cast)
    intake.confirm(
        application=application,
        on=TUESDAY,
        how=intake.Confirmed.ONLINE,
        by=cast.handler,
        today=TUESDAY,
    )
    application.refresh_from_db()
    # 第三十一条第三项; the example C of the collected terms: confirmed 24 February, due 23 March.
    assert (application.received_on, application.due_on) == (TUESDAY, date(2026, 3, 23))
    assert ApplicationFact.objects.get().received_on == TUESDAY


@pytest.mark.django_db
def test_nobody_confirms_before_it_was_sent_or_without_the_right(cast: Cast) -> None:
    application, _code = _submitted(cast)
    for day, by in ((date(2026, 2, 14), cast.handler), (TUESDAY, cast.stranger)):
        with pytest.raises(Refused):
            intake.confirm(
                application=application, on=day, how=intake.Confirmed.PHONE, by=by, today=TUESDAY
            )
    assert Application.objects.get().is_unconfirmed


@pytest.mark.django_db
def test_what_is_personal_stands_nowhere_in_the_clear(cast: Cast) -> None:
    application, code = _submitted(cast)
    applicant = Applicant.objects.get()
    assert identity_of(application) == WANG
    kept = [bytes(applicant.sealed), Paper.objects.get().file.path.read_bytes()]
    kept += [str(event.data).encode() for event in Event.objects.all()]
    for secret in (WANG.name, WANG.document_number, WANG.phone, "身份证.pdf", code):
        assert not any(secret.encode() in content for content in kept)
    assert Paper.objects.get().file.read() == b"%PDF-1.4\n% proof\n"
    assert settings.KEYS.stat().st_mode & 0o777 == 0o600


@pytest.mark.django_db
def test_a_query_code_is_known_however_it_is_typed(cast: Cast) -> None:
    application, code = _submitted(cast)
    typed = code.replace("-", "").lower()
    assert Application.objects.get(query_mark=intake.query_mark(typed)) == application
