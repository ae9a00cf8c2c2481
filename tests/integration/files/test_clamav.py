"""clamd, real where it is installed and a stand-in over a real socket everywhere."""

from __future__ import annotations

import hashlib
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from tests.conftest import Cast
from tongming.files.actions import keep
from tongming.files.clamav_address import Address
from tongming.files.models import StoredFile
from tongming.law.words import Refused

INFECTED = "这是一份有毒的文件，只在这里的特征库里有毒。".encode()


@contextmanager
def stand_in(answer: bytes, *, listen: bool = True, slow: float = 0) -> Iterator[Address]:
    """Somebody who speaks clamd's protocol and always says the same."""
    server = socket.create_server(("127.0.0.1", 0))
    port = server.getsockname()[1]
    received: list[bytes] = []

    def serve() -> None:
        try:
            connection, _ = server.accept()
        except OSError:
            return
        with connection:
            data = b""
            while not data.endswith(b"\0\0\0\0"):
                piece = connection.recv(65536)
                if not piece:
                    break
                data += piece
            received.append(data)
            time.sleep(slow)
            connection.sendall(answer)

    thread = threading.Thread(target=serve, daemon=True)
    if listen:
        thread.start()
    else:
        server.close()
    yield Address(host="127.0.0.1", port=port)
    server.close()
    if listen:
        thread.join(5)
        assert all(data.startswith(b"zINSTREAM\0") for data in received)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (b"stream: Win.Test.EICAR_HDB-1 FOUND\0", "发现病毒（Win.Test.EICAR_HDB-1）"),
        (b"INSTREAM size limit exceeded. ERROR\0", "没有做完（INSTREAM size limit exceeded"),
        (b"", "连不上"),
    ],
)
def test_what_clamd_does_not_clear_is_not_kept(
    cast: Cast, settings: Settings, answer: bytes, words: str
) -> None:
    with stand_in(answer) as address:
        settings.CLAMD = address
        with pytest.raises(Refused) as refusal:
            keep(b"x" * 200_000, "a.txt", unit=cast.town, by=cast.clerk)
    assert words in str(refusal.value)
    assert not StoredFile.objects.exists()
    assert not settings.FILES.exists()


def test_what_clamd_clears_is_kept(cast: Cast, settings: Settings) -> None:
    with stand_in(b"stream: OK\0") as address:
        settings.CLAMD = address
        assert keep(b"x" * 200_000, "a.txt", unit=cast.town, by=cast.clerk).size == 200_000


def test_configured_and_down_takes_nothing_in(cast: Cast, settings: Settings) -> None:
    with stand_in(b"", listen=False) as address:
        settings.CLAMD = address
        with pytest.raises(Refused, match="连不上，暂时不能存入"):
            keep(b"x", "a.txt", unit=cast.town, by=cast.clerk)
    settings.CLAMD = Address(path="/nonexistent/clamd.ctl")
    with pytest.raises(Refused, match="连不上"):
        keep(b"x", "a.txt", unit=cast.town, by=cast.clerk)
    settings.CLAMD_SECONDS = 0.2
    with stand_in(b"stream: OK\0", slow=1) as address:
        settings.CLAMD = address
        with pytest.raises(Refused, match="连不上"):
            keep(b"x", "a.txt", unit=cast.town, by=cast.clerk)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("unix:/run/clamav/clamd.ctl", Address(path="/run/clamav/clamd.ctl")),
        ("tcp:127.0.0.1:3310", Address(host="127.0.0.1", port=3310)),
        ("tcp:[::1]:3310", Address(host="::1", port=3310)),
    ],
)
def test_an_address_is_read(text: str, address: Address) -> None:
    assert Address.of(text) == address


@pytest.mark.parametrize("text", ["clamd", "unix:relative", "tcp:host", "tcp:host:x", "http://x:1"])
def test_a_wrong_address_is_no_address(text: str) -> None:
    with pytest.raises(ValueError):
        Address.of(text)


@pytest.fixture
def clamd(tmp_path: Path) -> Iterator[Address]:
    """A clamd of our own: one signature, one socket, in a folder that goes with the test."""
    program = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin")
    if program is None:
        pytest.skip("there is no clamd: sudo apt install clamav-daemon")
    signatures = tmp_path / "signatures"
    signatures.mkdir()
    digest = hashlib.md5(INFECTED, usedforsecurity=False).hexdigest()
    (signatures / "local.hdb").write_text(f"{digest}:{len(INFECTED)}:Tongming.Test\n")
    # The path of a socket is short.
    path = Path(f"/tmp/tongming-clamd-{hashlib.sha256(str(tmp_path).encode()).hexdigest()[:8]}")
    configuration = tmp_path / "clamd.conf"
    configuration.write_text(
        f"DatabaseDirectory {signatures}\nLocalSocket {path}\nForeground yes\n"
        f"LogFile {tmp_path / 'clamd.log'}\nStreamMaxLength 60M\nTemporaryDirectory {tmp_path}\n"
    )
    process = subprocess.Popen(
        [program, f"--config-file={configuration}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(300):
            if path.exists() or process.poll() is not None:
                break
            time.sleep(0.1)
        if not path.exists():
            pytest.skip("clamd did not start here")
        yield Address(path=str(path))
    finally:
        process.terminate()
        process.wait(20)
        path.unlink(missing_ok=True)


def test_the_real_clamd_finds_what_it_knows_and_clears_the_rest(
    cast: Cast, settings: Settings, clamd: Address
) -> None:
    settings.CLAMD = clamd
    with pytest.raises(Refused, match=r"发现病毒（Tongming\.Test"):
        keep(INFECTED, "a.txt", unit=cast.town, by=cast.clerk)
    clean = keep("一份干净的文件".encode() * 90_000, "b.txt", unit=cast.town, by=cast.clerk)
    assert clean.size == 21 * 90_000
