"""Deadlines are told in time, once, to the right people, and with nothing of the applicant."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from django.core import mail
from django.core.management import call_command
from pytest_django.fixtures import Settings

from tests.conftest import Cast, SignIn
from tests.standins.mail import PostOffice, post_office, provider
from tongming.applications.actions import enter_step, register
from tongming.applications.kinds import Channel, Kind
from tongming.applications.models import Application
from tongming.applications.notices import sms
from tongming.applications.notices.actions import set_digest, try_again
from tongming.applications.notices.models import Digest, Notice
from tongming.applications.notices.sending import run
from tongming.applications.outgoing import BACK_OFF, LEASE, State
from tongming.environment import MailServer
from tongming.law.outcomes import ApplicantKind, Outcome
from tongming.law.words import Refused
from tongming.units.duties import duties_for
from tongming.units.models import Person

MONDAY = date(2026, 3, 2)
SECRET = "张三承包地补偿协议"


def at(day: date, hour: int = 9) -> datetime:
    """A moment of the day in China."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC) - timedelta(hours=8)


@pytest.fixture(autouse=True)
def mail_is_set_up(cast: Cast, settings: Settings) -> None:
    settings.MAIL_SERVER = MailServer("127.0.0.1", 25)
    settings.WORK_ADDRESS = "https://work.example.gov.cn"
    for person in (cast.handler, cast.office_head, cast.supervisor, cast.clerk, cast.stranger):
        Person.objects.filter(pk=person.pk).update(email=f"{person.username}@example.gov.cn")
        person.refresh_from_db()


@pytest.fixture
def application(cast: Cast) -> Application:
    """Received on Monday 2 March 2026: the last day is 30 March (第三十三条)."""
    made = register(
        unit=cast.town, subject=SECRET, applicant_kind=ApplicantKind.NATURAL_PERSON,
        channel=Channel.IN_PERSON, arrived_on=MONDAY, by=cast.handler, today=MONDAY,
    )  # fmt: skip
    assert made.due_on == date(2026, 3, 30)
    return made


def readers() -> list[str]:
    return sorted(to.partition("@")[0] for letter in mail.outbox for to in letter.to)


def test_each_threshold_is_told_once_to_handler_and_head_and_lateness_to_the_county(
    cast: Cast, application: Application
) -> None:
    told: dict[date, list[str]] = {}
    day = MONDAY
    while day < date(2026, 4, 8):
        for hour in (0, 9, 23):
            run(at(day, hour))
        if mail.outbox:
            told[day] = readers()
            mail.outbox.clear()
        day += timedelta(days=1)
    own = ["lijianguo", "zhoufang"]
    # Seven working days before Monday 30 March is Thursday 19, three Wednesday 25, one Friday 27.
    assert told == {
        date(2026, 3, 19): own,
        date(2026, 3, 25): own,
        date(2026, 3, 27): own,
        date(2026, 3, 31): ["lijianguo", "wujun", "zhoufang"],
    }


def test_a_letter_names_number_duty_day_and_link_and_nothing_of_the_applicant(
    cast: Cast, application: Application
) -> None:
    Person.objects.filter(pk=cast.office_head.pk).update(language="en")
    run(at(date(2026, 3, 25)))
    chinese = next(one for one in mail.outbox if one.to == ["zhoufang@example.gov.cn"])
    assert chinese.subject == "申请2026-1的答复期限还有3个工作日"
    body = str(chinese.body)
    assert "2026年3月30日" in body
    assert f"https://work.example.gov.cn/work/applications/{application.pk}/" in body
    assert "第三十三条" in body
    for letter in mail.outbox:
        assert SECRET not in f"{letter.subject}{letter.body}"
        assert not set(SECRET[:2]) <= set(str(letter.body))


def test_the_applicants_own_days_an_answer_and_a_moved_day_are_not_told(
    cast: Cast, application: Application
) -> None:
    run(at(date(2026, 3, 19)))
    mail.outbox.clear()
    enter_step(
        application=application, kind=Kind.EXTENDED, on=date(2026, 3, 20), details={"days": 5},
        by=cast.handler, today=date(2026, 3, 20),
    )  # fmt: skip
    application.refresh_from_db()
    assert application.due_on == date(2026, 4, 7)
    run(at(date(2026, 3, 25)))
    assert mail.outbox == []
    run(at(date(2026, 3, 27)))  # seven working days before the new day
    assert readers() == ["lijianguo", "zhoufang"]
    mail.outbox.clear()
    enter_step(
        application=application, kind=Kind.ANSWERED, on=date(2026, 3, 30),
        outcome=Outcome.GRANTED, by=cast.handler, today=date(2026, 3, 30),
    )  # fmt: skip
    run(at(date(2026, 4, 8)))
    assert mail.outbox == []


def test_nobody_is_reminded_while_the_applicant_corrects(
    cast: Cast, application: Application
) -> None:
    enter_step(
        application=application, kind=Kind.CORRECTION_NOTIFIED, on=date(2026, 3, 5),
        details={"reply_by": "2026-03-20"}, by=cast.handler, today=date(2026, 3, 5),
    )  # fmt: skip
    for day in (18, 19, 20, 23):
        run(at(date(2026, 3, day)))
    assert mail.outbox == []


def test_a_notice_written_down_and_no_longer_true_is_dropped(
    cast: Cast, application: Application, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "tests.integration.applications.test_notices.Closed"
    run(at(date(2026, 3, 25)))
    assert Notice.objects.filter(state=State.WAITING).count() == 2
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    enter_step(
        application=application, kind=Kind.ANSWERED, on=date(2026, 3, 25),
        outcome=Outcome.GRANTED, by=cast.handler, today=date(2026, 3, 25),
    )  # fmt: skip
    run(at(date(2026, 3, 26)))
    assert mail.outbox == []
    assert Notice.objects.filter(state=State.DROPPED).count() == 2


class Closed:
    """A mail server nobody reaches."""

    def __init__(self, **options: object) -> None:
        pass

    def send_messages(self, messages: object) -> int:
        raise ConnectionRefusedError(111, "Connection refused")


def test_what_fails_is_tried_again_later_and_later_then_shown_to_the_administrator(
    cast: Cast, application: Application, settings: Settings, sign_in: SignIn
) -> None:
    settings.EMAIL_BACKEND = "tests.integration.applications.test_notices.Closed"
    moment = at(date(2026, 3, 25))
    run(moment)
    run(moment + BACK_OFF[0] - timedelta(seconds=1))
    assert set(Notice.objects.values_list("attempts", flat=True)) == {1}
    for wait in BACK_OFF:
        moment += wait
        run(moment)
    failed = Notice.objects.filter(state=State.FAILED, threshold=3)
    assert {one.problem for one in failed} == {"Connection refused"}
    assert failed.count() == 2
    run(moment + timedelta(days=1))
    assert set(failed.values_list("attempts", flat=True)) == {len(BACK_OFF) + 1}
    today = date(2026, 3, 26)
    assert any("没有送到" in str(d.what) for d in duties_for(cast.administrator, today).now)
    assert not any("没有送到" in str(d.what) for d in duties_for(cast.handler, today).now)
    page = sign_in(cast.administrator).get("/work/notices/failures/").content.decode()
    assert "Connection refused" in page
    assert cast.handler.full_name in page
    assert sign_in(cast.handler).get("/work/notices/failures/").status_code == 404
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert try_again(by=cast.handler) == 0
    sign_in(cast.administrator).post("/work/notices/failures/again/")
    mail.outbox.clear()
    run(datetime.now(UTC))
    assert Notice.objects.filter(state=State.FAILED).count() == 0
    assert set(readers()) == {"lijianguo", "zhoufang", "wujun"}


def test_a_process_killed_while_sending_loses_nothing_and_sends_nothing_twice(
    application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*args: object, **kwargs: object) -> int:
        raise SystemExit

    moment = at(date(2026, 3, 25))
    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", killed)
        with pytest.raises(SystemExit):
            run(moment)
    assert Notice.objects.filter(state=State.WAITING).count() == 2
    # The one it held waits for its claim to run out, the other goes at once.
    run(moment + timedelta(seconds=1))
    assert len(mail.outbox) == 1
    run(moment + LEASE)
    run(moment + 2 * LEASE)
    assert readers() == ["lijianguo", "zhoufang"]


def test_two_processes_at_once_send_each_notice_once(
    application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tongming.applications.notices import sending

    moment = at(date(2026, 3, 25))
    first = sending._send

    def the_other_runs_meanwhile(*args: object, **kwargs: object) -> None:
        monkeypatch.setattr(sending, "_send", first)
        run(moment)
        first(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(sending, "_send", the_other_runs_meanwhile)
    run(moment)
    assert readers() == ["lijianguo", "zhoufang"]


@pytest.fixture
def office(settings: Settings) -> Iterator[PostOffice]:
    with post_office() as here:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", here.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.DEFAULT_FROM_EMAIL = "xxgk@example.gov.cn"
        yield here


def test_a_real_mail_server_gets_whole_letters_and_its_refusal_is_kept_without_the_address(
    application: Application, office: PostOffice
) -> None:
    office.refuse.append("550 no such mailbox zhoufang@example.gov.cn")
    run(at(date(2026, 3, 25)))
    assert len(office.letters) == 1
    refused = Notice.objects.get(state=State.WAITING)
    assert refused.problem == "SMTP 550: recipient refused"
    run(at(date(2026, 3, 25)) + BACK_OFF[0])
    assert len(office.letters) == 2
    for _to, text in office.letters:
        letter = message_from_bytes(text, policy=policy.default)
        assert str(letter["Message-ID"]).startswith("<notice-")
        assert letter["Auto-Submitted"] == "auto-generated"
        assert "2026年3月30日" in letter.get_content()


# --- Text messages --------------------------------------------------------------------------------


@pytest.fixture
def only_by_text(cast: Cast, settings: Settings) -> None:
    settings.MAIL_SERVER = None
    Person.objects.filter(pk=cast.handler.pk).update(phone="+86 138-0000-1234")
    Person.objects.filter(pk=cast.office_head.pk).update(phone="0432-1234567")


def test_a_text_message_goes_to_an_address_of_the_office(
    application: Application, only_by_text: None, settings: Settings
) -> None:
    with provider() as here:
        settings.SMS_HOOK, settings.SMS_TOKEN = here.address, "t0ken"
        here.status = 503
        run(at(date(2026, 3, 25)))
        assert Notice.objects.get().problem == "HTTP 503"
        here.status = 200
        run(at(date(2026, 3, 25)) + BACK_OFF[0])
    assert here.authority == ["Bearer t0ken"] * 2
    again, message = here.asked
    assert again == message
    assert message["number"] == "13800001234"
    assert message["id"] == f"notice-{Notice.objects.get().pk}"
    assert "申请2026-1的答复期限还有3个工作日" in message["text"]
    assert SECRET not in message["text"]
    assert Notice.objects.get().state == State.SENT


def test_a_text_message_goes_to_a_program_of_the_office(
    application: Application, only_by_text: None, settings: Settings, tmp_path: Path
) -> None:
    program = tmp_path / "send-sms"
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {tmp_path}/args\ncat > {tmp_path}/text\n')
    program.chmod(0o755)
    settings.SMS_HOOK = str(program)
    run(at(date(2026, 3, 25)))
    assert (tmp_path / "args").read_text().split() == [
        "13800001234", f"notice-{Notice.objects.get().pk}"
    ]  # fmt: skip
    assert "申请2026-1" in (tmp_path / "text").read_text(encoding="utf-8")
    program.write_text("#!/bin/sh\nexit 3\n")
    with pytest.raises(sms.NotSent, match="exit code 3"):
        sms.send(number="13800001234", text="", key="x")
    settings.SMS_HOOK = "/nowhere/at/all"
    with pytest.raises(sms.NotSent):
        sms.send(number="13800001234", text="", key="x")


# --- The daily digest -----------------------------------------------------------------------------


def test_the_digest_comes_once_a_working_morning_to_who_asked_and_to_nobody_else(
    cast: Cast, application: Application
) -> None:
    set_digest(person=cast.handler, wanted=True)
    for day in (5, 6, 7, 8, 9):  # Thursday to Monday
        for hour in (7, 8, 12):
            run(at(date(2026, 3, day), hour))
    assert readers() == ["zhoufang"] * 3
    assert list(Digest.objects.values_list("day", flat=True)) == [
        date(2026, 3, 5), date(2026, 3, 6), date(2026, 3, 9)
    ]  # fmt: skip
    body = str(mail.outbox[0].body)
    assert "办理：申请2026-1（第三十条）" in body
    assert "最迟2026年3月11日" in body
    assert SECRET not in body
    set_digest(person=cast.handler, wanted=False)
    run(at(date(2026, 3, 10)))
    assert len(mail.outbox) == 3


def test_who_has_no_mailbox_is_told_so_and_shown_to_the_administrator(
    cast: Cast, sign_in: SignIn
) -> None:
    Person.objects.filter(pk=cast.handler.pk).update(email="")
    cast.handler.refresh_from_db()
    with pytest.raises(Refused):
        set_digest(person=cast.handler, wanted=True)
    page = sign_in(cast.administrator).get("/work/notices/failures/").content.decode()
    assert "没有电子邮箱的人" in page
    assert cast.handler.full_name in page


def test_without_a_mail_server_nothing_is_written_down(
    application: Application, settings: Settings
) -> None:
    settings.MAIL_SERVER = None
    assert run(at(date(2026, 3, 25))) == 0
    assert Notice.objects.count() == 0


def test_the_clockwork_sends_notices_and_goes_on_where_one_job_fails(
    application: Application, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from tongming import clockwork

    def broken(moment: datetime) -> int:
        raise ValueError("broken")

    monkeypatch.setitem(clockwork._jobs, "information", broken)
    done = clockwork.run_due(at(date(2026, 3, 25)))
    assert (done["information"], done["notices"]) == (0, 2)
    assert "information" in caplog.text
    call_command("publish_due")


def test_the_command_sends_what_is_due_and_tells_of_what_was_given_up(
    cast: Cast, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    from tongming.cli import main

    long_ago = register(
        unit=cast.town, subject=SECRET, applicant_kind=ApplicantKind.NATURAL_PERSON,
        channel=Channel.IN_PERSON, arrived_on=date(2025, 3, 3), by=cast.handler,
        today=date(2025, 3, 3),
    )  # fmt: skip
    assert main(["notices", "run"]) == 0
    assert readers() == ["lijianguo", "wujun", "zhoufang"]
    assert "发出3条" in capsys.readouterr().out
    Notice.objects.filter(application=long_ago).update(state=State.FAILED)
    assert main(["notices", "run"]) == 1
    assert len(mail.outbox) == 3
