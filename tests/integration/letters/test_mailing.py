"""A letter the system mails: taken by a real server on a socket, and only then sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from email import message_from_bytes, policy
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.utils import timezone
from pytest_django.fixtures import Settings

from tests.conftest import Cast, SignIn
from tests.integration.letters import kit
from tests.standins.mail import PostOffice, post_office
from tongming.applications.actions import enter_step
from tongming.applications.kinds import Kind
from tongming.applications.letters import actions, mailing
from tongming.applications.letters.models import Letter, Mailing, Way
from tongming.applications.outgoing import BACK_OFF, LEASE, State
from tongming.environment import MailServer
from tongming.law.words import Refused
from tongming.ledger.models import Event
from tongming.units.duties import duties_for

DAY = date(2026, 3, 5)
NEXT = date(2026, 3, 6)
SHANGHAI = ZoneInfo("Asia/Shanghai")
ADDRESS = "wang@mail.example"

pytestmark = pytest.mark.django_db


def at(day: date, hour: int = 10) -> datetime:
    return datetime.combine(day, time(hour), SHANGHAI)


@pytest.fixture
def office(settings: Settings) -> Iterator[PostOffice]:
    """A mail server the installation is set up for."""
    with post_office() as found:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", found.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.MAIL_SERVER = MailServer("127.0.0.1", found.port, "", "", False, False)
        yield found


@pytest.fixture
def letter(cast: Cast) -> Letter:
    """Signed on 5 March, for an applicant who chose e-mail; the unit lets the system send."""
    item = kit.application(cast, way_wanted="email", identity=replace(kit.WANG, email=ADDRESS))
    actions.change_settings(
        unit=cast.town, online_review="https://xzfy.example.gov.cn", by_mail=True,
        by=cast.office_head, today=DAY,
    )  # fmt: skip
    return kit.signed(cast, item, "R1", DAY)


def asked(letter: Letter, cast: Cast) -> Mailing:
    found = actions.ask_to_mail(letter=letter, by=cast.handler, today=DAY)
    Mailing.objects.update(again_at=at(DAY, 9))
    return found


def said(cast: Cast, day: date) -> str:
    return " ".join(str(duty.what) for duty in duties_for(cast.handler, day).now)


def test_it_is_sent_on_the_day_the_server_takes_it_with_paper_and_attachments(
    letter: Letter, cast: Cast, office: PostOffice
) -> None:
    asked(letter, cast)
    letter.refresh_from_db()
    assert (letter.state, letter.sent_on) == ("signed", None)
    assert mailing.run(at(NEXT)) == 1
    letter.refresh_from_db()
    assert (letter.state, letter.way, letter.sent_on) == ("sent", "electronic", NEXT)
    assert letter.application.steps.get(kind="answered").on == NEXT
    ((to, raw),) = office.letters
    assert to == ADDRESS
    message = message_from_bytes(raw, policy=policy.default)
    assert letter.number in message["Subject"]
    pdf = next(part for part in message.iter_attachments())
    assert pdf.get_content() == actions.open_file(
        letter=letter, name="pdf", by=cast.handler, today=NEXT
    )[1]  # fmt: skip
    assert mailing.run(at(NEXT, 11)) == 0
    assert len(office.letters) == 1
    assert ADDRESS not in str(list(Event.objects.values_list("data", flat=True)))


def test_a_server_that_is_away_is_tried_again_and_a_refused_address_is_a_duty(
    letter: Letter, cast: Cast, office: PostOffice
) -> None:
    asked(letter, cast)
    assert "发出" not in said(cast, DAY)
    office.refuse = ["451 later"]
    assert mailing.run(at(DAY)) == 0
    found = Mailing.objects.get()
    assert (found.state, found.attempts) == (State.WAITING, 1)
    assert mailing.run(at(DAY) + BACK_OFF[0] - timedelta(seconds=1)) == 0
    office.refuse = ["550 no such user"]
    assert mailing.run(at(DAY) + BACK_OFF[0]) == 0
    found.refresh_from_db()
    assert (found.state, found.problem) == (State.FAILED, "SMTP 550: recipient refused")
    letter.refresh_from_db()
    assert letter.state == "signed"
    assert "邮件没有发出，换一种方式送达" in said(cast, DAY)
    actions.send(letter=letter, way=Way.POST, on=DAY, by=cast.handler, today=DAY)
    found.refresh_from_db()
    assert found.state == State.DROPPED
    assert "邮件没有发出" not in said(cast, DAY)


def test_what_comes_back_goes_another_way_and_enters_no_step_twice(
    letter: Letter, cast: Cast, office: PostOffice, sign_in: SignIn
) -> None:
    asked(letter, cast)
    mailing.run(at(DAY))
    letter.refresh_from_db()
    with pytest.raises(Refused, match="已经发出"):
        actions.send(letter=letter, way=Way.POST, on=NEXT, by=cast.handler, today=NEXT)
    actions.record_return(letter=letter, returned_on=NEXT, by=cast.handler, today=NEXT)
    assert "邮件被退回" in said(cast, NEXT)
    page = sign_in(cast.handler).get(letter.get_absolute_url()).content.decode()
    assert "换一种方式送达" in page
    actions.send(letter=letter, way=Way.IN_PERSON, on=NEXT, by=cast.handler, today=NEXT)
    letter.refresh_from_db()
    assert (letter.state, letter.way, letter.sent_on) == ("received", "in_person", DAY)
    assert letter.received_on == NEXT
    assert letter.application.steps.filter(kind="answered").count() == 1
    assert "邮件被退回" not in said(cast, NEXT)
    with pytest.raises(Refused):
        actions.record_return(letter=letter, returned_on=NEXT, by=cast.handler, today=NEXT)


def test_killed_before_it_is_written_down_it_goes_again_under_the_same_name(
    letter: Letter, cast: Cast, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(letter, cast)

    class Killed(BaseException):
        pass

    sends = EmailMessage.send

    def killed(self: EmailMessage, fail_silently: bool = False) -> int:
        sends(self, fail_silently)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(EmailMessage, "send", killed)
        with pytest.raises(Killed):
            mailing.run(at(DAY))
    assert mailing.run(at(DAY) + LEASE - timedelta(seconds=1)) == 0
    assert mailing.run(at(DAY) + LEASE) == 1
    names = {message_from_bytes(raw)["Message-ID"] for _to, raw in office.letters}
    assert (len(office.letters), len(names)) == (2, 1)
    letter.refresh_from_db()
    assert letter.state == "sent"


def test_while_it_goes_nobody_sends_it_otherwise_or_discards_it(
    letter: Letter, cast: Cast, office: PostOffice
) -> None:
    found = asked(letter, cast)
    assert found.claim(timezone.now() + timedelta(minutes=1)) is not None
    with pytest.raises(Refused, match="正在发送"):
        actions.send(letter=letter, way=Way.POST, on=DAY, by=cast.handler, today=DAY)
    with pytest.raises(Refused, match="正在发送"):
        actions.discard(letter=letter, reason="有误", by=cast.office_head, today=DAY)
    Mailing.objects.update(claimed_until=None)
    actions.discard(letter=letter, reason="有误", by=cast.office_head, today=DAY)
    assert mailing.run(at(NEXT)) == 0
    assert office.letters == []


def test_what_is_lawful_no_more_when_it_goes_is_not_sent_and_said(
    letter: Letter, cast: Cast, office: PostOffice
) -> None:
    asked(letter, cast)
    item = letter.application
    enter_step(application=item, kind=Kind.WITHDRAWN, on=DAY, by=cast.handler, today=DAY)
    assert mailing.run(at(DAY)) == 0
    assert (office.letters, Mailing.objects.get().state) == ([], State.FAILED)
    assert Mailing.objects.get().problem


def test_without_server_unit_or_address_the_screen_says_so_and_nothing_is_asked(
    letter: Letter, cast: Cast, sign_in: SignIn, settings: Settings
) -> None:
    client = sign_in(cast.handler)
    address = f"{letter.get_absolute_url()}send/"
    assert "没有设置发信服务器" in client.get(address).content.decode()
    with pytest.raises(Refused, match="发信服务器"):
        actions.ask_to_mail(letter=letter, by=cast.handler, today=DAY)
    settings.MAIL_SERVER = MailServer("127.0.0.1", 25, "", "", False, False)
    page = client.get(address).content.decode()
    assert "w***@mail.example" in page
    assert ADDRESS not in page
    actions.change_settings(unit=cast.town, by_mail=False, by=cast.office_head, today=DAY)
    assert "单位没有选择由系统发送" in client.get(address).content.decode()
    refused = client.post(f"{letter.get_absolute_url()}mail/", follow=True).content.decode()
    assert "单位没有选择由系统发送" in refused
    assert not Mailing.objects.exists()
    assert mail.outbox == []


def test_by_the_screen_it_is_asked_for_and_the_letter_says_it_waits(
    letter: Letter, cast: Cast, sign_in: SignIn, settings: Settings, time_machine: object
) -> None:
    time_machine.move_to("2026-03-05 10:00+08:00")  # type: ignore[attr-defined]
    settings.MAIL_SERVER = MailServer("127.0.0.1", 25, "", "", False, False)
    client = sign_in(cast.handler)
    page = client.post(f"{letter.get_absolute_url()}mail/", follow=True).content.decode()
    assert "已交给系统发送" in page
    assert "正在等系统用电子邮件发送" in page
    again = client.post(f"{letter.get_absolute_url()}mail/", follow=True).content.decode()
    assert "已经在等系统发送" in again
