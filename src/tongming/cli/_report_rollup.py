"""`tongming report rollup DIR|FILES…`: many organs' reports added up, and who is missing."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tongming import __version__
from tongming.cli._report_account import account
from tongming.cli._report_files import UNREADABLE, files_in
from tongming.cli._rollup_files import Folder, rollup_file
from tongming.cli.language import _
from tongming.law.words import N_, Message, Refused, say
from tongming.reports.document import Remark, to_json
from tongming.reports.rollup import names_in
from tongming.reports.rollup.country import LISTED, Adding, Made
from tongming.reports.rollup.filling import UNPLACED, Progress, Source, fill
from tongming.reports.rollup.places import Folders, Listed, Places, Scope
from tongming.reports.rollup.store import NAME, Store

_NAMED = 60
"""How many organs are named above a sum."""
_PATIENCE = 3.0
"""Seconds without a word before somebody wonders."""


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `report rollup`."""
    parser.add_argument("files", nargs="+", metavar=_("文件或文件夹"))
    parser.add_argument(
        "--name", default="", metavar=_("名称"), help=_("汇总的名称，如：桦甸市各乡镇")
    )
    parser.add_argument("--units", metavar=_("文件"), help=_("应报单位名单，每行一个"))
    levels = parser.add_mutually_exclusive_group()
    levels.add_argument(
        "--tree",
        metavar=_("文件"),
        help=_("逐级汇总：单位名单，每行“单位,上级”；名单上的单位都应当报送"),
    )
    levels.add_argument(
        "--by-folder", action="store_true", help=_("逐级汇总：一个文件夹一级，子文件夹是它的下级")
    )
    parser.add_argument(
        "--scope",
        metavar=_("范围"),
        help=_("只汇总哪些单位，可写几个，以逗号分开：{scopes}；不写就是全部").format(
            scopes="、".join(f"{one.value}（{_(one.label)}）" for one in Scope)
        ),
    )
    parser.add_argument("--json", action="store_true", help=_("输出JSON"))
    parser.add_argument(
        "--out",
        metavar=_("文件夹"),
        help=_(
            "把每个汇总写成JSON和XLSX（报告很多时只有最上一级写XLSX），另写明细库；中断后再运行，接着做"
        ),
    )
    parser.add_argument(
        "--processes", type=int, metavar=_("个数"), help=_("几个进程同时读文件，不写就按处理器个数")
    )


def run(args: argparse.Namespace) -> int:
    """Roll up; 2 where a file could not be read, placed or told from another.

    The rest is summed all the same, and every sum says what it lacks.
    """
    with contextlib.ExitStack() as stack:
        try:
            return _run(args, stack)
        except Refused as refused:
            print(refused.message.render(_), file=sys.stderr)
            return UNREADABLE


def _run(args: argparse.Namespace, stack: contextlib.ExitStack) -> int:
    scope = _scope(args.scope)
    places = _places(args)
    out = Folder(Path(args.out)) if args.out else None
    try:
        if out is not None:
            out.prepare()
            keep = out.path / NAME
        else:
            keep = Path(stack.enter_context(tempfile.TemporaryDirectory())) / NAME
        store = Store(keep, options=places.identity, version=__version__)
        stack.callback(store.close)
        return _roll_up(args, store, places, scope, out)
    except OSError as error:
        if out is None:
            raise
        text = N_("不能写入{place}：{reason}")
        raise Refused(say(text, place=args.out, reason=error.strerror or str(error))) from None


def _roll_up(
    args: argparse.Namespace, store: Store, places: Places, scope: list[Scope], out: Folder | None
) -> int:
    empty: list[str] = []
    sources = list(_sources(args.files, empty))
    fill(
        store, sources, places,
        processes=args.processes, tell=_Telling(), complain=_complain, translate=_,
    )  # fmt: skip
    troubles = store.troubles()
    lacking = bool(troubles or empty or store.disputed())
    adding = Adding(
        store,
        places,
        args.name,
        scope=scope,
        file_of=lambda path, year, form: rollup_file(path, year, form, "json"),
        translate=_,
    )
    if out is None and not adding.small:
        text = _("报告很多，合计里不带各单位的数字。加上 --out，就能用 tongming report open 打开。")
        print(text, file=sys.stderr)
    made = 0
    printed = _Printed() if args.json else None
    unreadable = [*empty, *(file for file, kind, _text in troubles if kind != UNPLACED)]
    unplaced = [file for file, kind, _text in troubles if kind == UNPLACED]
    for one in adding.years():
        made += 1
        if one.node == places.top:
            _add_lacks(one, unreadable, unplaced)
        if out is not None:
            out.write(one, small=adding.small)
        if printed is not None:
            printed.add(to_json(one.report, _))
        elif out is None:
            one.report.body = one.report.body or _("汇总")
            print(account(_heading(one), one.report))
    if not made:
        raise Refused(say(N_("没有可以汇总的报告")))
    if printed is not None:
        printed.end()
    if out is not None:
        out.finish(store)
        _tell_the_end(adding, made)
    return UNREADABLE if lacking else 0


# --- What was asked for ---------------------------------------------------------------------------


def _scope(text: str | None) -> list[Scope]:
    chosen = []
    for word in (text or "").replace("，", ",").split(","):
        if not word.strip():
            continue
        try:
            chosen.append(Scope(word.strip()))
        except ValueError:
            known = "、".join(one.value for one in Scope)
            message = say(
                N_("没有“{word}”这个范围，可以写：{known}"), word=word.strip(), known=known
            )
            raise Refused(message) from None
    return chosen


def _places(args: argparse.Namespace) -> Places:
    if args.tree is not None:
        if args.units is not None:
            raise Refused(say(N_("--tree的名单已经是应报单位名单，不要再写--units")))
        places = Listed.of(_text(args.tree))
        if not places.above:
            raise Refused(say(N_("单位名单{file}里没有一个单位"), file=args.tree))
        return places
    expected = names_in(_text(args.units)) if args.units is not None else []
    if args.units is not None and not expected:
        raise Refused(say(N_("单位名单{file}里没有一个单位"), file=args.units))
    return (Folders if args.by_folder else Places)(expected)


def _text(path: str) -> str:
    from tongming.reports.reading.decode import decode

    try:
        return decode(Path(path).read_bytes())
    except OSError as error:
        fault = error.strerror or ""
        raise Refused(say(N_("无法打开单位名单{file}：{fault}"), file=path, fault=fault)) from None


def _sources(paths: Sequence[str], empty: list[str]) -> Iterator[Source]:
    """Every file once; a folder with none is told and kept in `empty`."""
    seen = set()
    for given in paths:
        top, found = Path(given), False
        for path in files_in([given]):
            found = True
            if path in seen:
                continue
            seen.add(path)
            inside = path != top
            yield Source(path, "/".join(path.relative_to(top).parts[:-1]) if inside else "")
        if not found:
            _complain(given, say(N_("文件夹中没有可以读取的文件")))
            empty.append(given)


# --- What is said ---------------------------------------------------------------------------------


def _complain(file: str, reason: Message) -> None:
    print(say(N_("{file}：{reason}"), file=file, reason=reason).render(_), file=sys.stderr)


class _Telling:
    """A line now and then, so that nobody takes a long reading for a dead one."""

    def __init__(self) -> None:
        self._last = time.monotonic()
        self._resumed = False

    def __call__(self, progress: Progress) -> None:
        if progress.resumed and not self._resumed:
            self._resumed = True
            text = _("接着上次没有做完的汇总：{n}个文件已经读过。")
            print(text.format(n=progress.resumed), file=sys.stderr)
        if time.monotonic() - self._last < _PATIENCE:
            return
        self._last = time.monotonic()
        text = _("已读{n}份报告，{files}/{all}个文件。")
        print(
            text.format(n=progress.reports, files=progress.files, all=progress.of_files),
            file=sys.stderr,
        )


class _Printed:
    """One object for one sum, a list for several; each is printed as it comes."""

    def __init__(self) -> None:
        self._held: dict[str, Any] | None = None
        self._several = False

    def add(self, data: dict[str, Any]) -> None:
        """Print the sum before this one: how many there are is known at the end only."""
        if self._held is not None:
            self._print("," if self._several else "[", self._held)
            self._several = True
        self._held = data

    def end(self) -> None:
        """Print the last one."""
        assert self._held is not None
        self._print("," if self._several else "", self._held)
        print("]" if self._several else "", end="\n" if self._several else "")

    def _print(self, before: str, data: dict[str, Any]) -> None:
        sys.stdout.write(before)
        json.dump(data, sys.stdout, ensure_ascii=False, indent=1)
        print()


def _add_lacks(one: Made, unreadable: Sequence[str], unplaced: Sequence[str]) -> None:
    """What the whole lacks, told in the sums of the top."""
    for key, files, text in (
        ("unreadable", unreadable, N_("以下文件没有读出，没有计入：{files}")),
        ("unplaced", unplaced, N_("以下报告不知道属于名单上的哪个单位，没有计入：{files}")),
    ):
        if files:
            one.report.extra[key] = list(files[:LISTED])
            shown = "、".join(files[:_NAMED]) + (_("等") if len(files) > _NAMED else "")
            one.report.warnings.append(Remark("", say(text, files=shown)))


def _heading(one: Made) -> str:
    """How many reports, and of whom; the first of them where they are many."""
    reports = one.report.extra["reports"]
    units = one.report.extra.get("units", [])
    names = "、".join(units[:_NAMED]) + (_("等") if len(units) > _NAMED else "")
    heading = _("{n}个单位汇总：{names}").format(n=reports, names=names or one.report.body)
    return "　".join((*one.path, heading))


def _tell_the_end(adding: Adding, made: int) -> None:
    text = _("{reports}份报告，写成{sums}个汇总；{found}份报告有需要核实之处。")
    print(text.format(reports=adding.reports, sums=made, found=adding.found), file=sys.stderr)
    if adding.left_out:
        print(_("{n}份报告不在所选范围，没有计入。").format(n=adding.left_out), file=sys.stderr)
