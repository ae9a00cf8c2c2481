"""Many files read side by side, in processes of their own; the answers come in the files' order.

What comes back is plain data: an entry of the published JSON form, or the account for a person. No
more files are under way than the window holds, whatever the folder.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tongming.cli._report_account import account
from tongming.cli.language import _, choose_language, language
from tongming.law.figures import is_number
from tongming.law.words import N_, say
from tongming.reports.document import to_json
from tongming.reports.reading import Unreadable, read_each

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

# What a pool needs is imported where there is one: a single file is read without.

PROCESSES = 2
_WINDOW = 4
"""Files under way for each process."""
_DIED = N_("读这个文件的进程中断了，请单独检查这个文件")


@dataclass(frozen=True, slots=True)
class Told:
    """What one report of a file came to."""

    name: str
    entry: dict[str, Any]
    """The published JSON form with `file`; where it could not be read `file` and `error`."""
    account: str
    complaint: str
    """Why it could not be read, with the name of the file; empty where it was."""
    line: str
    """One line about it, for whoever waits."""


def told(path: Path) -> list[Told]:
    """Every report of a file."""
    return [_told(name, report) for name, report in read_each(path)]


def _told(name: str, report: Any) -> Told:
    if isinstance(report, Unreadable):
        reason = report.reason.render(_)
        return Told(name, {"file": name, "error": reason}, "", report.message.render(_), reason)
    numbers = sum(is_number(figure) for figure in report.figures.values())
    line = _("{title}，读出数字{n}个").format(title=report.title or _("（未读出）"), n=numbers)
    return Told(name, {"file": name, **to_json(report, _)}, account(name, report), "", line)


def side_by_side(paths: Sequence[Path]) -> Iterator[list[Told]]:
    """The reports of each file, in order; one file or one processor needs no processes."""
    if len(paths) < 2 or (os.cpu_count() or 1) < 2:
        yield from map(told, paths)
        return
    from concurrent.futures.process import BrokenProcessPool

    waiting = deque(paths)
    under_way: deque[tuple[Path, Future[list[Told]]]] = deque()
    pool = _pool()
    try:
        while waiting or under_way:
            while waiting and len(under_way) < PROCESSES * _WINDOW:
                path = waiting.popleft()
                under_way.append((path, pool.submit(told, path)))
            path, answer = under_way.popleft()
            try:
                yield answer.result()
            except BrokenProcessPool:
                # A process was killed: which file it had is not known, so each is tried alone.
                pool.shutdown(wait=False, cancel_futures=True)
                tried = [path, *(other for other, _answer in under_way)]
                under_way.clear()
                for one in tried:
                    yield _alone(one)
                pool = _pool()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _alone(path: Path) -> list[Told]:
    """A file in a process that nobody else is in."""
    from concurrent.futures.process import BrokenProcessPool

    with _pool(1) as pool:
        try:
            return pool.submit(told, path).result()
        except BrokenProcessPool:
            return [_told(str(path), Unreadable(str(path), say(_DIED)))]


def _pool(processes: int = PROCESSES) -> ProcessPoolExecutor:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # `spawn`: a forked process would share the guarded one that its parent asks.
    return ProcessPoolExecutor(
        processes,
        mp_context=get_context("spawn"),
        initializer=choose_language,
        initargs=((f"--lang={language()}",),),
    )
