"""`tongming redact`: cover parts of a PDF or picture for good, and prove it.

Exit code 0: done and proved; 1: something covered survives, nothing was written; 2: cannot be
used.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from tongming.cli._json_files import Unusable, complain, in_file
from tongming.cli._untrusted import read_bytes
from tongming.cli.language import _
from tongming.files.checking import Allowed
from tongming.files.redaction import pages, propose, read_box, redact
from tongming.law.words import Refused

DONE, SURVIVES, UNUSABLE = 0, 1, 2


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help=_("PDF 或图片"))
    parser.add_argument(
        "--box",
        action="append",
        default=[],
        metavar="PAGE,X0,Y0,X1,Y1",
        help=_(
            "要涂黑的框：页码从1数起，左上角为原点；四个数都不大于1时是页宽页高的比例，"
            "否则是点（图片是像素）。可以写多次"
        ),
    )
    parser.add_argument(
        "--propose", action="store_true", help=_("把查出的身份证号、手机号等都涂黑")
    )
    parser.add_argument(
        "--terms", nargs="+", default=[], metavar=_("文字"), help=_("把这些文字都涂黑")
    )
    parser.add_argument(
        "--allow-phone",
        action="append",
        default=[],
        metavar=_("号码"),
        help=_("机关对外公布的电话，不涂；可以写多次"),
    )
    parser.add_argument(
        "--elsewhere-ok", action="store_true", help=_("框以外的地方有相同的文字时，保留那些文字")
    )
    parser.add_argument("-o", "--output", required=True, metavar="OUT", help=_("新文件"))
    parser.epilog = _(
        "退出码：0 已涂黑并证明读不出来，1 还能读出来、没有写出文件，2 文件或参数不能用。"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    path, output = Path(args.file), Path(args.output)
    if output.exists() and path.exists() and output.samefile(path):
        complain(_("新文件不能就是原文件：{file}").format(file=args.output))
        return UNUSABLE
    try:
        content = read_bytes(path)
        sizes = pages(content, path.name)
        boxes = [read_box(text, sizes) for text in args.box]
        if args.propose or args.terms:
            found = propose(content, path.name, Allowed.of(args.allow_phone), args.terms)
            boxes += [one.box for one in found if args.propose or one.kind == "term"]
            if not boxes:
                complain(_("{file}：没有找到要涂黑的内容，没有写出文件。").format(file=path))
                return UNUSABLE
    except Unusable as error:
        complain(str(error))
        return UNUSABLE
    except Refused as refusal:
        complain(in_file(str(path), refusal))
        return UNUSABLE
    try:
        content, proof = redact(
            content, path.name, boxes, terms=args.terms, elsewhere=args.elsewhere_ok
        )
    except Refused as refusal:
        complain(in_file(str(path), refusal))
        return SURVIVES if boxes else UNUSABLE
    try:
        temporary = output.with_name(f".{output.name}.new")
        temporary.write_bytes(content)
        os.replace(temporary, output)
    except OSError as error:
        complain(_("{file}：写不了（{reason}）。").format(file=output, reason=error.strerror))
        return UNUSABLE
    print(
        _("{file}：涂黑 {n} 处，用 {m} 种方法检查，涂掉的都读不出来。").format(
            file=output, n=len(boxes), m=len(proof.extractors)
        ),
        file=sys.stderr,
    )
    return DONE
