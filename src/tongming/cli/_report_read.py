"""`tongming report read FILE|DIR…`: what a published report says, for people or for machines."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from tongming.cli._report_files import UNREADABLE, files_in
from tongming.cli._report_many import Told, side_by_side
from tongming.cli.language import _
from tongming.law.words import N_, say
from tongming.reports.reading import Unreadable

UNWRITTEN = 2


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `report read`."""
    parser.add_argument("files", nargs="+", metavar=_("文件或文件夹"))
    form = parser.add_mutually_exclusive_group()
    form.add_argument(
        "--json", action="store_true", help=_("输出JSON：一个文件一个对象，多个文件一个数组")
    )
    form.add_argument("--jsonl", action="store_true", help=_("每份报告一行JSON"))
    parser.add_argument(
        "--out",
        type=Path,
        metavar=_("文件夹"),
        help=_("每份报告写成一个JSON文件，按原来的文件夹放"),
    )


def run(args: argparse.Namespace) -> int:
    """Read; 2 where a file could not be, after all the others were."""
    single = len(args.files) == 1 and not os.path.isdir(args.files[0])
    places, empty = _gathered(args.files)
    failed = bool(empty)
    printed = _Printed(args.json, args.jsonl, single, quiet=args.out is not None)
    for name in empty:
        reason = say(N_("文件夹中没有可以读取的文件"))
        error = Unreadable(name, reason)
        print(error.message.render(_), file=sys.stderr)
        printed.add({"file": name, "error": reason.render(_)}, "")
    paths = list(places)
    for number, (path, found) in enumerate(zip(paths, side_by_side(paths), strict=True), 1):
        for one in found:
            failed = failed or bool(one.complaint)
            _progress(one, number, len(paths), alone=single)
            if args.out is not None and not one.complaint:
                try:
                    _write(args.out, places[path], path, one)
                except OSError as error:
                    reason_ = error.strerror or error
                    text = _("不能写入{place}：{reason}")
                    print(text.format(place=args.out, reason=reason_), file=sys.stderr)
                    return UNWRITTEN
            printed.add(one.entry, one.account)
    printed.end()
    return UNREADABLE if failed else 0


def _gathered(given: Iterable[str]) -> tuple[dict[Path, Path], list[str]]:
    """Each file with the folder it was found through, and the folders with nothing in them."""
    places: dict[Path, Path] = {}
    empty = []
    for name in given:
        top = Path(name)
        found = False
        for path in files_in([name]):
            places.setdefault(path, top if path != top else path.parent)
            found = True
        if not found:
            empty.append(name)
    return places, empty


def _progress(one: Told, number: int, count: int, *, alone: bool) -> None:
    """One line for whoever waits; a single file that was read says nothing."""
    if alone:
        if one.complaint:
            print(one.complaint, file=sys.stderr)
        return
    words = one.complaint or f"{one.name}　{one.line}"
    print(f"[{number}/{count}] {words}", file=sys.stderr, flush=True)


def _write(out: Path, top: Path, path: Path, one: Told) -> None:
    """`一级/二级/年报.html` becomes `一级/二级/年报.html.json` under the folder."""
    place = out / path.relative_to(top)
    name = path.name + one.name.removeprefix(str(path))
    place.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(one.entry, ensure_ascii=False, indent=1)
    place.with_name(f"{name}.json").write_text(text + "\n", encoding="utf-8")


class _Printed:
    """What goes to standard output, as it comes: nothing is kept until the end."""

    def __init__(self, array: bool, lines: bool, single: bool, *, quiet: bool) -> None:
        self._array, self._lines, self._single = array, lines, single
        self._quiet = quiet and not (array or lines)
        self._waiting: str | None = None
        self._count = 0

    def add(self, entry: dict[str, object], account: str) -> None:
        if self._lines:
            print(json.dumps(entry, ensure_ascii=False), flush=True)
        elif self._array:
            self._next(entry)
        elif account and not self._quiet:
            print(account)

    def _next(self, entry: dict[str, object]) -> None:
        text = json.dumps(entry, ensure_ascii=False, indent=1)
        if self._single and self._count == 0:
            # One file is one object; only a list of reports in it makes an array of it.
            self._waiting = None if "error" in entry else text
            self._count = 1
            self._first = text
            return
        if self._single and self._count == 1:
            print("[\n" + _indented(self._first), end="")
            self._waiting = None
        print(",\n" if self._count else "[\n", end="")
        print(_indented(text), end="")
        self._count += 1

    def end(self) -> None:
        """Close the array, or print the one object there was."""
        if not self._array:
            return
        if self._single and self._count <= 1:
            if self._waiting is not None:
                print(self._waiting)
        elif self._count:
            print("\n]")
        else:
            print("[]")


def _indented(text: str) -> str:
    return "\n".join(f" {line}" for line in text.split("\n"))
