"""Kill a publishing process again and again; what it acknowledged must be on the site.

    python -m tests.kills --kills 300 --seed 7

A child publishes, corrects and withdraws at random, each act in a transaction of its own with its
request, and writes down what is committed. It is killed (SIGKILL) at a random moment; the next
child begins as every start does, by repairing. Now and then a rebuild is under way instead, in
every second child by processes of its own, which the kill leaves without a master. In the end the
site must verify clean, and show the last acknowledged state of every item.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import select
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tongming.publishing.item import PublicItem

UNIT = "hongshilazi"


class KeptInTheDatabase:
    """A room whose items survive the death of its process: a table of its own."""

    prefix = "test-"

    def get(self, key: str) -> PublicItem | None:
        from tests.public_items import made_item
        from tongming.publishing.item import Tombstone

        state = self.states().get(key)
        if state is None:
            return None
        item = made_item(state["number"], UNIT, title=title(state))
        if state["withdrawn"]:
            return replace(
                item, body_html="", body_text="", summary="",
                tombstone=Tombstone(date(2026, 6, 1), f"第{state['version']}版有误"),
            )  # fmt: skip
        return item

    def keys(self) -> Iterator[str]:
        yield from sorted(self.states(), key=lambda key: int(key.rpartition("-")[2]))

    def states(self) -> dict[str, dict[str, int]]:
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("SELECT key, state FROM kept_items")
            return {key: json.loads(state) for key, state in cursor.fetchall()}

    def put(self, key: str, state: dict[str, int]) -> None:
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO kept_items VALUES (%s, %s)"
                " ON CONFLICT (key) DO UPDATE SET state = excluded.state",
                [key, json.dumps(state)],
            )


def title(state: dict[str, int]) -> str:
    """What the item is called in a version: the page must say it."""
    return f"第{state['number']}项惠农补助发放工作的通知（第{state['version']}版）"


def prepare(var: Path) -> None:
    """A fresh installation with one unit."""
    os.environ |= {"TONGMING_VAR": str(var), "DJANGO_SETTINGS_MODULE": "tongming.settings",
                   "TONGMING_DATABASE": "", "TONGMING_LANG": "zh"}  # fmt: skip
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from tongming.law.organs import Level
    from tongming.publishing import sources
    from tongming.units.actions import create_unit

    call_command("migrate", verbosity=0)
    sources.register(KeptInTheDatabase())
    create_unit(name="红石砬子镇人民政府", short_name="红石砬子镇", level=Level.TOWNSHIP,
                code=UNIT, joined_on=date(2015, 1, 1))  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE kept_items (key text PRIMARY KEY, state text NOT NULL)")
    # Loaded once, here, for every child. No PDF is set before the fork: the threads of its
    # compiler would be missing in the child.
    import docx  # noqa: F401

    import tongming.portal.pages.item
    import tongming.publishing.rebuilding  # noqa: F401

    connection.close()


def child(seed: int, acknowledged: int, repaired: int) -> None:
    """Repair and say so, then act until killed. Each committed act is written down before the
    next."""
    from django.db import transaction

    from tongming.publishing import rebuilding
    from tongming.publishing.actions import publish_pending, request
    from tongming.publishing.rebuilding import rebuild

    chance = random.Random(seed)
    if seed % 2:
        rebuilding.FEW, rebuilding.CHUNK = 0, 10
    room = KeptInTheDatabase()
    publish_pending()
    os.write(repaired, b"1")
    while True:
        states = room.states()
        public = [key for key, state in states.items() if not state["withdrawn"]]
        what = chance.choices(("new", "correct", "withdraw", "rebuild"), (5, 4, 2, 1))[0]
        if what == "rebuild":
            rebuild()
            continue
        if what == "new" or not public:
            key = f"test-{len(states) + 1}"
            state = {"number": len(states) + 1, "version": 1, "withdrawn": 0}
        else:
            key = chance.choice(public)
            state = dict(states[key])
            state["version"] += 1
            state["withdrawn"] = int(what == "withdraw")
        with transaction.atomic():
            room.put(key, state)
            # Written down after the commit and before anything is published: first come.
            transaction.on_commit(partial(_note, acknowledged, key, state))
            request(key)


def _note(acknowledged: int, key: str, state: dict[str, int]) -> None:
    os.write(acknowledged, (json.dumps([key, state]) + "\n").encode())


def run(kills: int, seed: int, var: Path) -> int:
    """Kill so many times, then judge; 1 where anything is wrong."""
    prepare(var)
    chance = random.Random(seed)
    journal = var / "acknowledged"
    midway = 0
    for number in range(kills):
        told, repaired = os.pipe()
        pid = os.fork()
        if pid == 0:
            handle = os.open(journal, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
            try:
                child(seed * 1000 + number, handle, repaired)
            finally:
                os._exit(3)
        if chance.random() < 0.5:
            # Half of them may finish what the one before left, however slow the machine.
            select.select([told], [], [], 60)
        time.sleep(chance.uniform(0.1, 3.0))
        os.kill(pid, signal.SIGKILL)
        _pid, status = os.waitpid(pid, 0)
        if not os.WIFSIGNALED(status):
            print(f"the child died by itself before kill {number + 1}", file=sys.stderr)
            return 1
        os.close(told)
        os.close(repaired)
        midway += _was_midway(var)
    return judge(kills, midway, journal)


def _was_midway(var: Path) -> bool:
    """Whether the kill left files unfinished. Looked at without Django: the next child forks."""
    with closing(sqlite3.connect(var / "db.sqlite3")) as database:
        found = database.execute("SELECT EXISTS (SELECT 1 FROM publishing_unfinished)").fetchone()
    return bool(found[0])


def judge(kills: int, midway: int, journal: Path) -> int:
    """Start once more, as after the last kill, and look."""
    from django.conf import settings

    from tongming.publishing.actions import publish_pending
    from tongming.publishing.verifying import verify

    publish_pending()
    verdict = verify()
    last: dict[str, dict[str, int]] = {}
    for line in journal.read_text().splitlines():
        key, state = json.loads(line)
        last[key] = state
    lost = []
    for key, state in last.items():
        page = settings.SITE / UNIT / "items" / "2026" / key / "index.html"
        said = page.read_text(encoding="utf-8") if page.exists() else ""
        kept = KeptInTheDatabase().states()[key]
        # The act after the last acknowledged one may be committed and not yet written down.
        if (
            title(kept) not in said
            or kept["version"] < state["version"]
            or (("撤回</strong>" in said) != bool(kept["withdrawn"]))
        ):
            lost.append(key)
    print(json.dumps({
        "kills": kills, "items": len(last), "lost": lost, "clean": verdict.is_clean,
        "files": verdict.files, "edition": verdict.edition,
        "findings": [f"{one.fault} {one.path}" for one in verdict.findings],
        "midway": midway,
    }, ensure_ascii=False))  # fmt: skip
    return 0 if verdict.is_clean and not lost and last else 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tongming-kills-") as folder:
        return run(args.kills, args.seed, Path(folder))


if __name__ == "__main__":
    sys.exit(main())
