"""A real process killed at random moments; `make kill` does it 300 times."""

from __future__ import annotations

import json
import os
import subprocess
import sys


def test_killed_fifteen_times_nothing_acknowledged_is_lost() -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TONGMING_")}
    answer = subprocess.run(
        [sys.executable, "-m", "tests.kills", "--kills", "15", "--seed", "11"],
        env=kept,
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr
    outcome = json.loads(answer.stdout)
    assert outcome["clean"]
    assert outcome["lost"] == []
    assert outcome["midway"] > 0, "no kill came while files were being written"
