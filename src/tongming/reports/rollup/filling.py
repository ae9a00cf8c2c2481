"""Many files of reports into the store: read by several processes, taken in in order.

No more than a few pieces of a file are under way at a time, whatever its size.
"""

from __future__ import annotations

import gzip
import os
import signal
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import IO, Any, NamedTuple, cast

from tongming.law.words import N_, Message, Refused, say
from tongming.reports.reading.limits import MAX_LINE
from tongming.reports.rollup.entries import Found, Trouble, of_files, of_lines
from tongming.reports.rollup.kept import Kept, differ
from tongming.reports.rollup.places import Places
from tongming.reports.rollup.store import Store, key_of

PIECE = 4 * 1024 * 1024
"""Bytes of a file with a report a line that one process reads at a time."""
BATCH = 32
"""Other files that one process reads at a time."""
ALONE = 8 * 1024 * 1024
"""Bytes below which other processes would cost more than they save."""
UNREADABLE, UNPLACED = "unreadable", "unplaced"


class Source(NamedTuple):
    """A file, and the folder it lies in inside the one that was named."""

    path: Path
    under: str = ""


@dataclass(slots=True)
class _Piece:
    """What one process is asked for, and whose it is."""

    sources: Sequence[Source]
    work: Callable[..., Any]
    arguments: tuple[Any, ...]
    ends: bool = True
    """Whether a file with a report a line is through with this piece."""
    trouble: Trouble | None = None


@dataclass(slots=True)
class Progress:
    """How far the reading is."""

    reports: int = 0
    files: int = 0
    of_files: int = 0
    resumed: int = 0
    """Files an earlier run had taken in."""


def fill(
    store: Store,
    sources: Sequence[Source],
    places: Places,
    *,
    processes: int | None = None,
    tell: Callable[[Progress], None] = lambda progress: None,
    complain: Callable[[str, Message], None] = lambda file, reason: None,
    translate: Callable[[str], str] = str,
) -> Progress:
    """Take every report in that is not in yet. What cannot be read is told, and the rest goes on.

    Refused where the reading processes are killed, as when memory runs out; a later run goes on.
    """
    stamps = {source: _stamp(source.path) for source in sources}
    if store.has_changed([(str(source.path), *stamps[source]) for source in sources]):
        store.start_again()
    for unit in store.units:
        places.know(unit.node)
    left = [one for one in sources if not store.has(str(one.path), *stamps[one])]
    progress = Progress(of_files=len(sources), resumed=len(sources) - len(left))
    progress.files = progress.resumed
    taking = _Taking(store, places, complain, translate)
    size = sum(stamps[source][0] for source in left)
    if processes is None:
        processes = 1 if size < ALONE and len(left) <= BATCH else os.cpu_count() or 1
    numbers: dict[Path, int] = {}
    try:
        for piece, found in _in_order(_pieces(left), processes):
            if piece.work is of_lines:
                (source,) = piece.sources
                if piece.trouble is not None:
                    found = [piece.trouble]
                taking.take(_numbered(found, str(source.path), numbers), source)
                done = [source] if piece.ends else []
            else:
                done = list(piece.sources)
                for source, (_name, reports) in zip(piece.sources, found, strict=True):
                    taking.take(reports, source)
            for source in done:
                store.file_is_in(str(source.path), *stamps[source])
            if done:
                store.db.commit()
            progress.files += len(done)
            progress.reports = taking.reports
            tell(progress)
    except BrokenProcessPool:
        text = N_("读取文件的进程意外停止，可能是内存不够。已经读完的文件不会丢，请再运行一次")
        raise Refused(say(text)) from None
    finally:
        store.db.rollback()  # a file that was not read to its end is read again
    return progress


def _stamp(path: Path) -> tuple[int, int]:
    try:
        about = path.stat()
    except OSError:
        return -1, -1
    return about.st_size, about.st_mtime_ns


# --- Pieces ---------------------------------------------------------------------------------------


def has_a_report_a_line(path: Path) -> bool:
    """Whether a file is read line by line: `.jsonl`, `.jsonl.gz`."""
    name = path.name.lower()
    return name.endswith((".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz"))


def _pieces(sources: Iterable[Source]) -> Iterator[_Piece]:
    batch: list[Source] = []
    for source in sources:
        if has_a_report_a_line(source.path):
            yield from _batch(batch)
            batch = []
            yield from _lines(source)
            continue
        batch.append(source)
        if len(batch) == BATCH:
            yield from _batch(batch)
            batch = []
    yield from _batch(batch)


def _batch(batch: list[Source]) -> Iterator[_Piece]:
    if batch:
        yield _Piece(batch, of_files, ([str(one.path) for one in batch],))


def _lines(source: Source) -> Iterator[_Piece]:
    """A file with a report a line, some lines at a time; its fault where it has one."""
    fault = None
    empty = True
    try:
        with ExitStack() as stack:
            stream: IO[bytes] = stack.enter_context(source.path.open("rb"))
            if source.path.name.lower().endswith(".gz"):
                stream = cast(IO[bytes], stack.enter_context(gzip.open(stream)))
            for block in _whole_lines(stream):
                empty = False
                yield _Piece([source], of_lines, (str(source.path), 1, block), ends=False)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        fault = say(N_("压缩文件已损坏或不完整，后面的报告没有读出"))
    except OSError as error:
        fault = say(N_("无法打开：{fault}"), fault=error.strerror or str(error))
    except _TooLong:
        fault = say(N_("有一行长得不像一份报告，从那里起没有读"))
    if fault is None and empty:
        fault = say(N_("文件里没有一份报告"))
    trouble = Trouble.of(str(source.path), fault) if fault is not None else None
    yield _Piece([source], of_lines, (str(source.path), 1, b""), trouble=trouble)


class _TooLong(Exception):
    """A line longer than any report."""


def _whole_lines(stream: IO[bytes]) -> Iterator[bytes]:
    left = b""
    while block := stream.read(PIECE):
        whole, newline, left = (left + block).rpartition(b"\n")
        if newline and whole.strip():
            yield whole
        if len(left) > MAX_LINE:
            raise _TooLong
    if left.strip():
        yield left


def _numbered(found: Found, path: str, numbers: dict[Path, int]) -> Found:
    """Each report named by its place in the whole file, not in the piece it was read with."""
    before = numbers.get(Path(path), 0)
    numbers[Path(path)] = before + len(found)
    if not before:
        return found
    return [
        one._replace(file=f"{path}#{before + place}") if one.file != path else one
        for place, one in enumerate(found, start=1)
    ]


def _in_order(pieces: Iterator[_Piece], processes: int) -> Iterator[tuple[_Piece, Any]]:
    """Every piece with what came of it, in order; several processes work ahead a little."""
    if processes <= 1:
        for piece in pieces:
            yield piece, piece.work(*piece.arguments)
        return
    pool = ProcessPoolExecutor(processes, get_context("spawn"), initializer=_begin)
    try:
        under_way: deque[tuple[_Piece, Future[Any]]] = deque()
        for piece in pieces:
            under_way.append((piece, pool.submit(piece.work, *piece.arguments)))
            piece.arguments = ()  # a piece may be large, and is with its process now
            if len(under_way) > 2 * processes:
                first, future = under_way.popleft()
                yield first, future.result()
        while under_way:
            first, future = under_way.popleft()
            yield first, future.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _begin() -> None:
    """A reading process leaves it to the first one what happens when somebody presses Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


# --- Taking in ------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Taking:
    """Reports into the store, each unit's once for each year."""

    store: Store
    places: Places
    complain: Callable[[str, Message], None]
    translate: Callable[[str], str]
    reports: int = 0

    def take(self, found: Found, source: Source) -> None:
        """What was found in a file, or in a piece of it."""
        for one in found:
            if isinstance(one, Trouble):
                self._trouble(one.file, UNREADABLE, one.reason)
            else:
                self._keep(one, source)
        self.reports += len(found)

    def _keep(self, kept: Kept, source: Source) -> None:
        place = self.places.place(kept.file, kept.body, source.under)
        if place is None:
            text = N_("单位名单里没有“{body}”，或者有几个单位可能是它，没有计入")
            self._trouble(kept.file, UNPLACED, say(text, body=kept.body))
            return
        key = key_of(kept.year, self.store.number_of(place.unit, place.name, place.node))
        if self.store.put(key, kept):
            return
        earlier = self.store.find(key)
        assert earlier is not None
        if differ(earlier, kept):
            self.store.conflict(key, [earlier.file, kept.file])
            text = N_("{body}有两份不同的报告：{a}、{b}，两份都没有计入，请留下一份")
            message = say(text, body=place.name, a=earlier.file, b=kept.file)
            self.complain(kept.file, message)
        elif kept.filled > earlier.filled:
            self.store.replace(key, kept)

    def _trouble(self, file: str, kind: str, reason: Message) -> None:
        self.store.trouble(file, kind, reason.render(self.translate))
        self.complain(file, reason)
