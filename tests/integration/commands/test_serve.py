"""`tongming serve`: starts where all is sound, says why not where it is not."""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tongming.cli.serve import chosen_port, port_is_free, serve

COMMAND = [sys.executable, "-m", "tongming.cli"]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An installation of its own, with nothing set but its folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TONGMING_")}
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    return {**kept, "TONGMING_VAR": str(tmp_path / "var"), "TONGMING_LANG": "zh", "PORT": ""}


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def tongming(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *words], env=environment, capture_output=True, text=True, timeout=60, check=False
    )


@contextmanager
def serving(environment: dict[str, str], port: int, *words: str) -> Iterator[HTTPConnection]:
    """A server, from the command that starts it to Ctrl+C."""
    process = subprocess.Popen(
        [*COMMAND, *words, "--port", str(port)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        give_up = time.monotonic() + 60
        while port_is_free("127.0.0.1", port):
            assert process.poll() is None, process.stdout and process.stdout.read()
            assert time.monotonic() < give_up
            time.sleep(0.1)
        connection = HTTPConnection("127.0.0.1", port, timeout=20)
        yield connection
        connection.close()
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)
    assert process.returncode == 0


@pytest.fixture
def served(environment: dict[str, str], free_port: int) -> Iterator[HTTPConnection]:
    """A server over an empty installation."""
    assert tongming(environment, "manage", "migrate", "-v0").returncode == 0
    with serving(environment, free_port, "serve") as connection:
        yield connection


def test_the_first_demonstration_serves_the_report_it_has_just_set(
    environment: dict[str, str], free_port: int
) -> None:
    # The typesetter keeps threads, which a server forked from the same process would wait for.
    with serving(environment, free_port, "demo") as connection:
        connection.request("GET", "/reports/hongshilazi/2019/2019-60.pdf")
        answer = connection.getresponse()
        assert answer.status == 200
        assert answer.read(5) == b"%PDF-"
        answer.read()


def test_pages_and_their_styles_are_served_with_nothing_collected(
    served: HTTPConnection,
) -> None:
    served.request("GET", "/accounts/login/")
    page = served.getresponse()
    assert page.status == 200
    assert "登录工作台" in page.read().decode()
    served.request("GET", "/static/tongming/tokens.css")
    style = served.getresponse()
    assert style.status == 200
    assert style.getheader("Content-Type", "").startswith("text/css")
    assert style.getheader("Access-Control-Allow-Origin") is None
    style.read()
    served.request("GET", "/nowhere/")
    missing = served.getresponse()
    assert missing.status == 404
    assert "没有这个页面" in missing.read().decode()


def test_a_database_that_is_not_there_yet_is_said(environment: dict[str, str]) -> None:
    answer = tongming(environment, "serve")
    assert answer.returncode == 2
    assert "tongming.E002" in answer.stderr
    assert "tongming manage migrate" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_setting_that_makes_no_sense_is_said(environment: dict[str, str]) -> None:
    tongming(environment, "manage", "migrate", "-v0")
    answer = tongming({**environment, "TONGMING_TLS": "maybe"}, "serve")
    assert answer.returncode == 2
    assert "环境变量 TONGMING_TLS 的值“maybe”不能用" in answer.stderr
    assert "应写成：true 或 false" in answer.stderr


def test_a_port_in_use_is_said_with_another(environment: dict[str, str]) -> None:
    tongming(environment, "manage", "migrate", "-v0")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        answer = tongming(environment, "serve", "--port", str(port))
    assert answer.returncode == 2
    assert f"端口 {port} 不能用" in answer.stderr


@pytest.mark.parametrize("nonsense", ["http", "0", "65536", "-1"])
def test_a_port_that_is_none_is_said(
    environment: dict[str, str], monkeypatch: pytest.MonkeyPatch, nonsense: str
) -> None:
    monkeypatch.delenv("PORT", raising=False)
    assert chosen_port(None) == 8000
    assert chosen_port("8080") == 8080
    monkeypatch.setenv("PORT", "9000")
    assert chosen_port(None) == 9000
    with pytest.raises(ValueError, match=nonsense):
        chosen_port(nonsense)


def test_the_ledger_of_no_database_is_said_without_a_traceback(
    environment: dict[str, str],
) -> None:
    answer = tongming(environment, "ledger", "verify")
    assert answer.returncode == 2
    assert "tongming manage migrate" in answer.stderr
    tongming(environment, "manage", "migrate", "-v0")
    answer = tongming(environment, "ledger", "verify")
    assert answer.returncode == 0
    assert "台账完整：共 0 条" in answer.stdout


def test_workers_begin_afresh_so_that_a_compiler_used_before_them_works_in_them_too(
    monkeypatch: pytest.MonkeyPatch, free_port: int
) -> None:
    # A forked worker waited for ever for the threads of the PDF compiler its parent had used.
    begun: list[str] = []

    class Server:
        def __init__(self, *_args: object, **_kwargs: object) -> None:
            begun.append(multiprocessing.get_start_method())

        def serve(self) -> None: ...

    before = multiprocessing.get_start_method()
    monkeypatch.setattr("granian.Granian", Server)
    try:
        assert serve("127.0.0.1", free_port) == 0
    finally:
        multiprocessing.set_start_method(before, force=True)
    assert begun == ["spawn"]
