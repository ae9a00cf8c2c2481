"""What the environment says is read once, and what makes no sense is said."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

import pytest

import tongming
from tongming import environment
from tongming.storage import database_from_url, prepare_var, secret_key

SOURCE = Path(tongming.__file__).parent
ROOT = SOURCE.parent.parent
NAME = re.compile(r"\bTONGMING_[A-Z]+(?:_[A-Z]+)*\b")


@pytest.fixture(autouse=True)
def no_problems(monkeypatch: pytest.MonkeyPatch) -> list[environment.Problem]:
    problems: list[environment.Problem] = []
    monkeypatch.setattr(environment, "PROBLEMS", problems)
    return problems


def names_in(*places: Path) -> set[str]:
    files = [
        file
        for place in places
        for file in ([place] if place.is_file() else place.rglob("*.*"))
        if file == place or file.suffix in {".py", ".sh"}
    ]
    return {name for file in files for name in NAME.findall(file.read_text(encoding="utf-8"))}


def test_every_variable_of_the_program_is_documented_and_every_documented_one_exists() -> None:
    page = ROOT / "docs" / "settings.md"
    in_the_table = {
        row.split("`")[1]
        for row in page.read_text(encoding="utf-8").splitlines()
        if row.startswith("| `TONGMING_")
    }
    assert in_the_table == names_in(SOURCE)
    elsewhere = names_in(page) - in_the_table
    assert elsewhere <= names_in(ROOT / "tools", ROOT / "Makefile", ROOT / "tests")


def test_every_check_is_documented_and_every_documented_one_exists() -> None:
    ids = re.compile(r"tongming\.[EW]\d{3}")
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    code = "".join(file.read_text(encoding="utf-8") for file in SOURCE.rglob("checks.py"))
    assert set(ids.findall(page)) == set(ids.findall(code))


@pytest.mark.parametrize(
    ("value", "read"),
    [("true", True), ("1", True), ("YES", True), ("on", True), ("false", False), ("0", False)],
)
def test_a_yes_or_no_is_read_in_the_usual_spellings(
    monkeypatch: pytest.MonkeyPatch, value: str, read: bool
) -> None:
    monkeypatch.setenv("TONGMING_TLS", value)
    assert environment.flag("TONGMING_TLS", not read) is read
    assert environment.PROBLEMS == []


@pytest.mark.parametrize(
    ("name", "value", "read", "wanted"),
    [
        ("TONGMING_TLS", "maybe", lambda: environment.flag("TONGMING_TLS"), "true 或 false"),
        (
            "TONGMING_LOCKOUT_ATTEMPTS",
            "1000",
            lambda: environment.number("TONGMING_LOCKOUT_ATTEMPTS", 5, least=3, most=50),
            "3 到 50 之间的整数",
        ),
        (
            "TONGMING_LOCKOUT_ATTEMPTS",
            "five",
            lambda: environment.number("TONGMING_LOCKOUT_ATTEMPTS", 5, least=3, most=50),
            "3 到 50 之间的整数",
        ),
        (
            "TONGMING_SECOND_FACTOR",
            "never",
            lambda: environment.choice(
                "TONGMING_SECOND_FACTOR", "required", ("required", "remind")
            ),
            "required、remind 之一",
        ),
    ],
)
def test_a_value_that_makes_no_sense_leaves_the_default_and_is_said(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, read: object, wanted: str
) -> None:
    monkeypatch.setenv(name, value)
    answer = read()  # type: ignore[operator]
    assert answer in (False, 5, "required")
    [problem] = environment.PROBLEMS
    assert (problem.name, problem.value, str(problem.wanted)) == (name, value, wanted)


def test_blank_is_as_good_as_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TONGMING_TLS", "  ")
    assert environment.flag("TONGMING_TLS", True) is True
    assert environment.PROBLEMS == []


def test_hosts_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TONGMING_HOSTS", " a.gov.cn, b.gov.cn ,")
    assert environment.words("TONGMING_HOSTS", ("x",)) == ("a.gov.cn", "b.gov.cn")


def test_without_a_url_the_database_is_a_file_where_writers_wait_for_each_other(
    tmp_path: Path,
) -> None:
    database = database_from_url("", tmp_path)
    assert database["ENGINE"] == "django.db.backends.sqlite3"
    assert database["NAME"] == tmp_path / "db.sqlite3"
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_a_url_names_a_postgresql(tmp_path: Path) -> None:
    database = database_from_url(
        "postgresql://tong%40ming:p%2Fw@db.local:5433/gong?sslmode=require", tmp_path
    )
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["USER"], database["PASSWORD"]) == ("tong@ming", "p/w")
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db.local", "5433", "gong")
    assert database["OPTIONS"] == {"sslmode": "require"}
    socket = database_from_url("postgresql:///gong?host=/run/postgresql", tmp_path)
    assert (socket["HOST"], socket["OPTIONS"]) == ("/run/postgresql", {})


@pytest.mark.parametrize(
    "url", ["mysql://x/y", "postgresql://host", "nonsense", "postgresql://h:port/name"]
)
def test_a_url_that_names_none_is_said_without_its_password(tmp_path: Path, url: str) -> None:
    assert database_from_url(url, tmp_path)["ENGINE"] == "django.db.backends.sqlite3"
    [problem] = environment.PROBLEMS
    assert problem.name == "TONGMING_DATABASE"
    database_from_url("mysql://user:secret@host/name", tmp_path)
    assert "secret" not in environment.PROBLEMS[1].value


def test_the_secret_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "secret.key"
    key = secret_key(path)
    assert len(key) > 60
    assert secret_key(path) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_an_empty_secret_is_no_secret(tmp_path: Path) -> None:
    path = tmp_path / "secret.key"
    path.write_text("\n")
    key = secret_key(path)
    assert len(key) > 60
    assert secret_key(path) == key


def test_two_installations_have_two_secrets(tmp_path: Path) -> None:
    assert secret_key(tmp_path / "a") != secret_key(tmp_path / "b")


def test_a_folder_that_cannot_be_made_is_said_and_a_secret_is_had_all_the_same(
    tmp_path: Path,
) -> None:
    (tmp_path / "file").write_text("")
    folder = tmp_path / "file" / "var"
    assert prepare_var(folder) == os.strerror(20)
    assert len(secret_key(folder / "secret.key")) > 60
    assert prepare_var(tmp_path / "new" / "var") == ""


@pytest.mark.parametrize(
    ("value", "server"),
    [
        (
            "smtp://mail.example.gov.cn",
            environment.MailServer("mail.example.gov.cn", 25, starttls=True),
        ),
        ("smtp://127.0.0.1:2525?tls=none", environment.MailServer("127.0.0.1", 2525)),
        (
            "smtps://xxgk%40example.gov.cn:p%3Aw@mail.example.gov.cn",
            environment.MailServer(
                "mail.example.gov.cn", 465, "xxgk@example.gov.cn", "p:w", tls=True
            ),
        ),
    ],
)
def test_a_mail_server_is_read_from_its_address(
    monkeypatch: pytest.MonkeyPatch, value: str, server: environment.MailServer
) -> None:
    monkeypatch.setenv("TONGMING_SMTP_URL", value)
    assert environment.mail_server("TONGMING_SMTP_URL") == server
    assert environment.PROBLEMS == []


@pytest.mark.parametrize(
    "value",
    ["mail.example.gov.cn", "https://a:s3cret@mail", "smtp://a:s3cret@mail?tls=maybe", "smtp://:25",
     "smtp://a:s3cret@mail:port"],
)  # fmt: skip
def test_a_secret_that_cannot_be_used_is_not_repeated(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("TONGMING_SMTP_URL", value)
    assert environment.mail_server("TONGMING_SMTP_URL") is None
    (problem,) = environment.PROBLEMS
    assert "s3cret" not in f"{problem}"


@pytest.mark.parametrize("value", ["/usr/local/bin/send-sms", "https://sms.example.gov.cn/send"])
def test_text_messages_go_to_a_program_or_an_address(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("TONGMING_SMS", value)
    assert environment.sms_hook("TONGMING_SMS") == value
    for wrong in ("send-sms", "ftp://sms.example.gov.cn", "https://"):
        monkeypatch.setenv("TONGMING_SMS", wrong)
        assert environment.sms_hook("TONGMING_SMS") == ""
    assert len(environment.PROBLEMS) == 3
