"""Three installations, each a process with its own folder: county, city, province, over HTTP."""

from __future__ import annotations

import json
import os
import socket
import sqlite3
import subprocess
import sys
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.integration.commands.test_serve import serving
from tests.integration.exchange.acting import PLACES, YEAR

ROOT = Path(__file__).parents[3]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Installation:
    """One of the three."""

    level: str
    folder: Path
    port: int

    @property
    def code(self) -> str:
        return PLACES[self.level][0]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        kept = {n: value for n, value in os.environ.items() if not n.startswith("TONGMING_")}
        return {
            **kept,
            "DJANGO_SETTINGS_MODULE": "tongming.settings",
            "PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, sys.path)]),
            "TONGMING_VAR": str(self.folder),
            "TONGMING_LANG": "zh",
            "TONGMING_EXCHANGE_CODE": self.code,
            "TONGMING_EXCHANGE_PRIVATE": "127.0.0.0/8",
            "PORT": "",
        }

    def act(self, *given: str, code: int = 0) -> str:
        """Do something in it; what it prints."""
        done = subprocess.run(
            [sys.executable, "-m", "tests.integration.exchange.acting", *given],
            env=self.environment, cwd=ROOT, capture_output=True, text=True, timeout=300,
            check=False,
        )  # fmt: skip
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout

    def words(self, *lines: list[str], code: int = 0) -> str:
        """Run commands."""
        return self.act("words", json.dumps(lines), code=code)

    def said(self, *given: str) -> Any:
        """What it answers, as JSON."""
        return json.loads(self.act(*given))

    @property
    def card(self) -> str:
        return str(self.folder / "card.tmx.json")


@pytest.fixture
def three(db: None, tmp_path: Path) -> dict[str, Installation]:
    """County, city and province, each with its units, people and signed reports."""
    made = {}
    for level in PLACES:
        one = Installation(level, tmp_path / level, free_port())
        one.folder.mkdir()
        if connection.vendor == "sqlite":
            # The empty tables this run has made already.
            with (
                closing(sqlite3.connect(connection.settings_dict["NAME"])) as ours,
                closing(sqlite3.connect(one.folder / "db.sqlite3")) as theirs,
            ):
                ours.backup(theirs)
        else:
            one.words(["manage", "migrate", "-v0"])
        one.act(level)
        made[level] = one
    return made


def acquaint(lower: Installation, upper: Installation) -> None:
    """Cards across, fingerprints read out, both trusting."""
    for one in (lower, upper):
        one.words(["exchange", "card", "--out", one.card])
    for one, other, direction in ((lower, upper, "up"), (upper, lower, "down")):
        read_out = other.words(["exchange", "keys"]).splitlines()[2].split("  ")[1]
        one.words(
            ["exchange", "peer", other.card, "--direction", direction, "--address", other.address],
            ["exchange", "trust", other.code, "--fingerprint", read_out, "--how", "电话"],
        )


def test_leaves_add_up_from_county_to_city_to_province_and_a_report_comes_back(
    three: dict[str, Installation], tmp_path: Path
) -> None:
    county, city, province = three["county"], three["city"], three["province"]
    acquaint(county, city)
    acquaint(city, province)
    pack = ["exchange", "pack", "--year", str(YEAR), "--basis", "signed", "--to"]
    with ExitStack() as stack:
        for one in (county, city, province):
            stack.enter_context(serving(one.environment, one.port, "serve"))
        county.words([*pack, city.code], ["exchange", "deliver"])
        city.words([*pack, province.code], ["exchange", "deliver"])
        whole = province.said("sum")
        assert whole["issued"] == 3 + 4 + 10 + 20
        assert {name: figure for name, (figure, _from) in whole["parts"].items()} == {
            "桦甸市红石砬子镇人民政府": 3,
            "桦甸市城关镇人民政府": 4,
            "吉林市财政局": 10,
            "吉林市城关镇人民政府": 20,
        }
        assert all(told.startswith("吉林市人民政府第1号包") for _f, told in whole["parts"].values())
        assert set(whole["missing"]) == {
            "吉林省人民政府", "吉林市人民政府", "桦甸市人民政府", "桦甸市八道河子镇人民政府",
        }  # fmt: skip

        # Back down: what the province says of a county's town the city passes on.
        province.act("judge", "hongshilazi")
        province.words(["exchange", "deliver"])
        assert "吉林省退回了桦甸市红石砬子镇人民政府2022年年度报告，请转退" in city.said(
            "duties", "officer"
        )
        city.act("judge", "hongshilazi")
        city.words(["exchange", "deliver"])
        assert county.said("duties", "clerk") == [
            "按吉林市的审核意见更正红石砬子镇2022年年度报告（1处标注）"
        ]

    # By file: verified by somebody who has neither database nor program state, then received.
    carried = str(tmp_path / "carried.tmx.json")
    county.words([*pack, city.code, "--out", carried])
    stranger = {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path)}
    verify = [sys.executable, "-m", "tongming.cli", "--lang", "zh", "exchange", "verify", carried]
    for key, code in ((county.card, 0), (city.card, 1)):
        done = subprocess.run(
            [*verify, "--key", key], env=stranger, capture_output=True, text=True, timeout=60,
            check=False,
        )  # fmt: skip
        assert done.returncode == code, done.stderr
    receipt = str(tmp_path / "receipt.tmx.json")
    said = city.words(["exchange", "receive", carried, "--out", receipt])
    assert "已接收桦甸市人民政府第 2 号包" in said
    assert "第 2 号包对方已签收" in county.words(["exchange", "receipt", receipt])
    damaged = Path(carried)
    damaged.write_bytes(damaged.read_bytes().replace("红石".encode(), "黄石".encode(), 1))
    city.words(["exchange", "receive", carried], code=2)
