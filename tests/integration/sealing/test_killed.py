"""A rotation killed midway, and one beside an office at work: real processes, a real database."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture
def var(tmp_path: Path) -> dict[str, str]:
    """The environment of an installation of the test's own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TONGMING_")}
    return {
        **kept,
        "TONGMING_VAR": str(tmp_path / "var"),
        "TONGMING_LANG": "zh",
        "DJANGO_SETTINGS_MODULE": "tongming.settings",
    }


def start(var: dict[str, str], *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", *words],
        env=var, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def run(var: dict[str, str], *words: str) -> tuple[int, str]:
    with start(var, *words) as process:
        said, wrong = process.communicate(timeout=120)
    return process.returncode, said + wrong


OFFICE = "tests.integration.sealing.office"
KEYS = ("tongming.cli", "keys")


def test_killed_midway_and_beside_an_office_at_work_nothing_is_lost(var: dict[str, str]) -> None:
    assert run(var, OFFICE, "found") == (0, "")
    # 20 applicants, 20 names of files, 20 files: killed among the names, then among the files.
    for killed_at in ("25", "50"):
        assert run(var, OFFICE, "rotate", killed_at)[0] == -signal.SIGKILL
        assert run(var, *KEYS, "check") == (0, "共 60 项，全部能打开。\n")
        assert "换密钥还没有做完" in run(var, *KEYS, "status")[1]
    with start(var, OFFICE, "enter", "25", "0.02") as office:
        code, said = run(var, *KEYS, "rotate")
        assert office.communicate(timeout=120) == ("", "")
    assert code == 0
    assert "接着上次没有做完的做" in said
    assert run(var, *KEYS, "check") == (0, "共 135 项，全部能打开。\n")
    assert "旧密钥" not in run(var, *KEYS, "status")[1]
    lines = (Path(var["TONGMING_VAR"]) / "keys.txt").read_text(encoding="ascii").splitlines()
    assert [line.split()[0] for line in lines] == ["marks", "seal"]
