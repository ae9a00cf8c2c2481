"""`tongming scan`: personal data, marks of secrecy and what files hide, before they are published.

Exit code 0: nothing found; 1: something found; 2: a file could not be read.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from tongming.cli._json_files import Unusable, complain, in_file, use_utf8
from tongming.cli._untrusted import files_in, read_bytes
from tongming.cli.language import _
from tongming.files.checking import Allowed, Finding, check
from tongming.files.extraction import extract
from tongming.law.words import Message, Refused

NOTHING, FOUND, UNREADABLE = 0, 1, 2


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help=_("要检查的文件或文件夹"))
    parser.add_argument("--json", action="store_true", help=_("以 JSON 输出"))
    parser.add_argument(
        "--allow-phone",
        action="append",
        default=[],
        metavar=_("号码"),
        help=_("机关对外公布的电话，不算发现；可以写多次"),
    )
    parser.epilog = _(
        "退出码：0 没有发现，1 有发现，2 有文件读不了。结果里只有遮盖后的内容，没有原文。"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    allowed = Allowed.of(args.allow_phone)
    found: list[tuple[Path, list[Finding]]] = []
    unreadable = False
    paths = list(files_in(args.files))
    for path in paths:
        try:
            extraction = extract(read_bytes(path), path.name)
        except Unusable as error:
            complain(str(error))
            unreadable = True
            continue
        except Refused as refusal:
            complain(in_file(str(path), refusal))
            unreadable = True
            continue
        found.append((path, check(extraction, allowed)))
        for caution in extraction.cautions:
            complain(_("{file}：{reason}").format(file=path, reason=caution.render(_)))
    if args.json:
        _print_json(found, several=len(paths) > 1)
    else:
        _print_table(found)
    if unreadable:
        return UNREADABLE
    return FOUND if any(findings for _path, findings in found) else NOTHING


def _print_json(found: list[tuple[Path, list[Finding]]], *, several: bool) -> None:
    use_utf8(sys.stdout)
    data = [
        {**({"file": str(path)} if several else {}), **finding.as_data()}
        for path, findings in found
        for finding in findings
    ]
    print(json.dumps(data, ensure_ascii=False, indent=1))


def _print_table(found: list[tuple[Path, list[Finding]]]) -> None:
    for path, findings in found:
        if not findings:
            print(_("{file}：没有发现。").format(file=path))
            continue
        print(_("{file}：{n} 处").format(file=path, n=len(findings)))
        rows = [(_(f.kind.label), _shown(f.where), f.masked) for f in findings]
        widths = [max(map(_width, column)) for column in list(zip(*rows, strict=True))[:2]]
        for row in rows:
            cells = [cell + " " * (w - _width(cell)) for cell, w in zip(row, widths, strict=False)]
            print("  " + "  ".join([*cells, _one_line(row[2])]))


def _shown(where: Message) -> str:
    return _one_line(where.render(_))


def _one_line(text: str) -> str:
    words = " ".join(text.split())
    return "".join(c if c.isprintable() else "�" for c in words)


def _width(text: str) -> int:
    """How many columns a terminal gives a text: two for a Chinese character."""
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)
