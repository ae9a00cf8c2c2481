"""After a correction its words are what is asked; what the application came with stands beside."""

from __future__ import annotations

from datetime import date

import pytest

from tests.conftest import Cast, SignIn
from tests.integration.applications import handling_kit as kit
from tongming.applications import amending
from tongming.applications.actions import enter_step, strike_out
from tongming.applications.applicants import erasing
from tongming.applications.kinds import Kind
from tongming.applications.letters.composing import compose
from tongming.applications.letters.models import Letter
from tongming.applications.models import Application
from tongming.law.outcomes import Outcome
from tongming.law.words import Refused
from tongming.ledger.models import Event
from tongming.sealing.seals import seal_data
from tongming.units.rights import NotPermitted

TOLD, DAY = date(2026, 3, 4), date(2026, 3, 9)
BEFORE, NOW = "2025年农村道路硬化工程的招标文件", "2025年通村路二标段的招标公告"

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(cast: Cast) -> Cast:
    return kit.equipped(cast)


@pytest.fixture
def application(town: Cast) -> Application:
    """Asked for its correction on 4 March."""
    found = kit.received(town, subject=BEFORE)
    enter_step(
        application=found, kind=Kind.CORRECTION_NOTIFIED, on=TOLD,
        details={"reply_by": "2026-03-20", "received_on": "2026-03-04"}, by=town.handler,
        today=TOLD,
    )  # fmt: skip
    return found


def corrected(application: Application, cast: Cast, subject: str = NOW) -> Application:
    amending.enter_correction(
        application=application, on=DAY, subject=subject, by=cast.handler, today=DAY
    )
    application.refresh_from_db()
    return application


def opening(application: Application, cast: Cast) -> str:
    """How a letter about the application begins."""
    letter = Letter(
        application=application, unit=application.unit, kind="R17", drafted_by=cast.handler,
        sealed=seal_data({"elements": {}}),
    )  # fmt: skip
    return "".join(compose(letter, day=DAY).text.paragraphs)


def test_its_words_are_what_is_asked_and_the_first_ones_stand_beside(
    application: Application, town: Cast, sign_in: SignIn
) -> None:
    client = sign_in(town.handler)
    page = client.post(
        f"/work/applications/{application.pk}/steps/corrected/",
        {"on": DAY.isoformat(), "subject": NOW}, follow=True,
    ).content.decode()  # fmt: skip
    application.refresh_from_db()
    assert (application.subject, application.subject_before) == (NOW, BEFORE)
    assert page.index(NOW) < page.index(f"补正前写的是：</span>{BEFORE}")
    assert f"申请公开：{BEFORE}；经补正，您要求公开的是：{NOW}。" in opening(application, town)
    theme = client.get(f"/work/applications/{application.pk}/theme/").content.decode()
    assert NOW in theme
    assert f"补正前写的是：{BEFORE}" in theme
    assert Event.objects.get(kind="applications.restated").by == town.handler


def test_a_correction_that_changes_nothing_asked_leaves_one_wording(
    application: Application, town: Cast
) -> None:
    corrected(application, town, subject=BEFORE)
    assert (application.subject, application.subject_before) == (BEFORE, "")
    assert f"申请公开：{BEFORE}。" in opening(application, town)
    assert not Event.objects.filter(kind="applications.restated").exists()


def test_what_the_applicant_sent_as_a_paper_is_written_over_by_the_handler(
    application: Application, town: Cast, sign_in: SignIn
) -> None:
    address = f"/work/applications/{application.pk}/restate/"
    client = sign_in(town.handler)
    assert client.get(address).status_code == 404
    with pytest.raises(Refused, match="没有补正"):
        amending.restate(application=application, subject=NOW, by=town.handler, today=DAY)
    corrected(application, town, subject="")
    assert "申请人补正过" in client.get(application.get_absolute_url()).content.decode()
    assert client.post(address, {"subject": BEFORE}).status_code == 400
    assert client.post(address, {"subject": "找13912345678的材料"}).status_code == 400
    assert client.post(address, {"subject": NOW}).status_code == 302
    with pytest.raises(NotPermitted):
        amending.restate(application=application, subject="别的", by=town.clerk, today=DAY)
    application.refresh_from_db()
    assert (application.subject, application.subject_before) == (NOW, BEFORE)
    assert "申请人补正过" not in client.get(application.get_absolute_url()).content.decode()


def test_said_again_the_words_it_came_with_stay_the_first(
    application: Application, town: Cast
) -> None:
    corrected(application, town)
    amending.restate(application=application, subject="二标段中标公告", by=town.handler, today=DAY)
    application.refresh_from_db()
    assert (application.subject, application.subject_before) == ("二标段中标公告", BEFORE)


def test_a_correction_struck_out_as_mistaken_gives_the_first_words_back(
    application: Application, town: Cast
) -> None:
    corrected(application, town)
    strike_out(
        step=application.steps.get(kind="corrected"), reason="登错了", by=town.handler, today=DAY
    )
    application.refresh_from_db()
    assert (application.subject, application.subject_before) == (BEFORE, "")


def test_the_first_words_are_the_applicants_own_and_go_with_the_term(
    application: Application, town: Cast
) -> None:
    corrected(application, town)
    enter_step(
        application=application, kind=Kind.ANSWERED, on=DAY, outcome=Outcome.GRANTED,
        by=town.handler, today=DAY,
    )  # fmt: skip
    assert erasing.erase_due(date(2036, 3, 10)) == 1
    application.refresh_from_db()
    assert (application.subject, application.subject_before) == (NOW, "")
