"""Change the keys: a new one seals, everything is sealed anew, the old ones go.

It can be killed at any moment. Until the last step both keys stand in the file, whatever was sealed
with either opens, and the same command goes on where it was; nothing is ever half written.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.db.models import QuerySet

from tongming.files.actions.keeping import write_once
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.sealing import keys, registry, seals
from tongming.sealing.models import SealedFile

ATTEMPTS, PAUSE = 240, 0.25
"""How often, and after how many seconds, the last pass is tried while others write."""

Told = Callable[[int, int], None]
"""Is told how many are done and how many there are."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something sealed that does not open. Never what it holds."""

    where: str
    row: Any


@dataclass(slots=True)
class Rotated:
    """What a rotation did."""

    resumed: bool
    sealed_anew: int = 0
    dropped: int = 0


def rotate(told: Told = lambda done, of: None) -> Rotated:
    """Seal everything with a new key, then drop the old ones.

    Where the file holds several keys already, an earlier rotation was cut short: it goes on with
    the newest. Refused, before any key is dropped, where something does not open.
    """
    with _alone():
        resumed = len(keys.load(settings.KEYS).seals) > 1
        if not resumed:
            keys.add_seal_key(settings.KEYS)
        seals.forget_keys()
        outcome = Rotated(resumed=resumed)
        newest = Fernet(keys.load(settings.KEYS).seals[0])
        sweep = _Sweep(newest, told, count())
        outcome.sealed_anew = sweep.run()
        # What was sealed with an old key meanwhile, by a process in the middle of something.
        outcome.sealed_anew += _undisturbed(sweep.run_again)
        # Only now that it is written for good: a power failure before would need the old keys.
        outcome.dropped = len(keys.load(settings.KEYS).seals) - 1
        keys.drop_old_seal_keys(settings.KEYS)
        seals.forget_keys()
    with transaction.atomic():
        record("sealing.rotated", unit=None, by=None, count=outcome.sealed_anew)
    return outcome


def add() -> None:
    """Put a new key before the others, and seal nothing anew: for a rotation at another time."""
    with _alone():
        keys.add_seal_key(settings.KEYS)
    seals.forget_keys()


def count() -> int:
    """How many values and files are sealed."""
    return sum(column.rows().count() for column in registry.sealed_columns()) + _files().count()


def check(told: Told = lambda done, of: None) -> Iterator[Problem]:
    """Open everything; what does not open, or is not there."""
    total, done = count(), 0
    for column in registry.sealed_columns():
        for pk, value in column.values():
            if not _opens(lambda value=value: seals.unseal(value)):  # type: ignore[misc]
                yield Problem(column.name, pk)
            done += 1
            told(done, total)
    for file in _files().order_by("pk").iterator(chunk_size=200):
        if not _opens(file.read):
            yield Problem("files", file.pk)
        done += 1
        told(done, total)


def _opens(read: Callable[[], object]) -> bool:
    try:
        read()
    except Refused:
        return False
    return True


class _Sweep:
    """One pass over everything, and a second over what the first could not know of."""

    def __init__(self, newest: Fernet, told: Told, total: int) -> None:
        self._newest, self._told, self._total = newest, told, total
        self._done = 0
        self._files: set[int] = set()

    def run(self) -> int:
        changed = 0
        for anew in chain(self._columns(), self._contents()):
            changed += anew
            self._done += 1
            self._told(min(self._done, self._total), self._total)
        return changed

    def run_again(self) -> int:
        return sum(self._columns()) + sum(self._contents())

    def _columns(self) -> Iterator[bool]:
        for column in registry.sealed_columns():
            for pk, value in column.values():
                yield not self._is_new(value) and self._change(column, pk, value)

    def _change(self, column: registry.SealedColumn, pk: Any, value: bytes) -> bool:
        """Only where it still says what was read: a change since is newer, and met again."""
        anew = self._anew(value, Problem(column.name, pk))
        rows = column.rows().filter(pk=pk, **{column.field: value})
        return bool(rows.update(**{column.field: anew}))

    def _contents(self) -> Iterator[bool]:
        for pk in list(_files().order_by("pk").values_list("pk", flat=True)):
            if pk not in self._files:
                yield self._content(pk)
                self._files.add(pk)

    @transaction.atomic
    def _content(self, pk: int) -> bool:
        """Under the row's lock, so that a file erased meanwhile does not come back."""
        file = SealedFile.objects.select_for_update().get(pk=pk)
        if file.erased_at is not None:
            return False
        try:
            content = file.path.read_bytes()
        except OSError:
            raise _does_not_open(Problem("files", pk)) from None
        if self._is_new(content):
            return False
        write_once(file.path, self._anew(content, Problem("files", pk)))
        return True

    def _is_new(self, sealed: bytes) -> bool:
        try:
            self._newest.decrypt(sealed)
        except InvalidToken:
            return False
        return True

    def _anew(self, sealed: bytes, where: Problem) -> bytes:
        try:
            return seals.reseal(sealed)
        except InvalidToken:
            raise _does_not_open(where) from None


def _does_not_open(where: Problem) -> Refused:
    return Refused(
        say(
            N_(
                "{where} 第{row}行用现有的密钥打不开，旧密钥全部保留。请恢复它加密时的密钥文件，"
                "再运行 tongming keys rotate。"
            ),
            where=where.where,
            row=where.row,
        )
    )


def _files() -> QuerySet[SealedFile]:
    return SealedFile.objects.filter(erased_at=None)


def _undisturbed(act: Callable[[], int]) -> int:
    """Do something in a transaction in which nobody else writes what is sealed.

    It never waits while it holds a table, so that no act of the office waits for it in a circle:
    where somebody is writing it lets go and tries again.
    """
    for _attempt in range(ATTEMPTS):
        try:
            with transaction.atomic():
                _hold()
                return act()
        except OperationalError:
            time.sleep(PAUSE)
    raise Refused(
        say(N_("系统一直有人在写，旧密钥先都保留。请过一会儿再运行 tongming keys rotate。"))
    )


def _hold() -> None:
    """From here to the commit nobody else writes what is sealed; SQLite has one writer anyway.

    OperationalError where somebody is writing just now.
    """
    if connection.vendor != "postgresql":
        return
    names = {SealedFile._meta.db_table}
    names |= {column.model._meta.db_table for column in registry.sealed_columns()}
    tables = ", ".join(sorted(map(connection.ops.quote_name, names)))
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {tables} IN SHARE ROW EXCLUSIVE MODE NOWAIT")


@contextmanager
def _alone() -> Iterator[None]:
    """One change of keys at a time: of two that write the file at once, one key would be lost.

    By the user the file belongs to: what another writes, the server could not read any more.
    """
    if not settings.KEYS.exists() and registry.anything_sealed():
        raise keys.missing(settings.KEYS)
    keys.load(settings.KEYS)
    if settings.KEYS.stat().st_uid != os.geteuid():
        raise Refused(say(N_("密钥文件属于另一个系统用户。请以运行本系统的用户执行这条命令。")))
    path = Path(f"{settings.KEYS}.lock")
    with path.open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Refused(say(N_("另一个进程正在更换密钥。请等它完成。"))) from None
        yield
