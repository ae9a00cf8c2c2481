"""Processes that make files: in order, and none left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from functools import partial

import psutil
import pytest

from tongming.publishing.makers import BATCH, Makers
from tongming.publishing.site import Output, Rank


def numbered(number: int) -> Sequence[Output]:
    return (Output(f"{number}.txt", str(number).encode(), Rank.ITEM),)


def by_whom() -> Sequence[Output]:
    return (Output("pid.txt", str(os.getpid()).encode(), Rank.ITEM),)


def stubborn() -> Sequence[Output]:
    """What cannot be made anywhere but where it was asked for."""
    if os.getpid() != int(os.environ["TONGMING_TEST_ASKER"]):
        raise ValueError("not here")
    return ()


def test_files_come_in_the_order_asked_for_whoever_made_them() -> None:
    asked = [partial(numbered, n) for n in range(7 * BATCH + 3)]
    with Makers(1) as alone, Makers(3) as several:
        expected = alone.start(asked)()
        first, second = several.start(asked), several.start(asked[:2])
        assert first() == expected
        assert second() == expected[:2]
    assert [one.content for (one,) in expected] == [str(n).encode() for n in range(len(asked))]


def test_one_means_here_and_more_means_elsewhere() -> None:
    own = str(os.getpid()).encode()
    with Makers(1) as alone, Makers(2) as several:
        assert alone.start([by_whom])()[0][0].content == own
        assert several.start([by_whom])()[0][0].content != own


def test_what_fails_elsewhere_is_made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TONGMING_TEST_ASKER", str(os.getpid()))
    with Makers(2) as several:
        assert several.start([stubborn, partial(numbered, 1)])() == [(), numbered(1)]


ASKER = """
import time
from functools import partial
from tongming.publishing.makers import Makers
several = Makers(2)
waiting = several.start([partial(time.sleep, 1)] * 100)
while several._idle.qsize():
    time.sleep(0.01)
print("ready", flush=True)
time.sleep(60)
"""


def test_nobody_goes_on_when_the_one_who_asked_is_killed() -> None:
    asker = subprocess.Popen([sys.executable, "-c", ASKER], stdout=subprocess.PIPE, text=True)
    assert asker.stdout
    try:
        assert asker.stdout.readline() == "ready\n"
        children: list[psutil.Process] = []
        while len(children) < 2:
            children = psutil.Process(asker.pid).children()
        asker.send_signal(signal.SIGKILL)
        asker.wait()
        _gone, left = psutil.wait_procs(children, timeout=30)
        assert left == []
    finally:
        asker.kill()
        asker.wait()
        asker.stdout.close()
