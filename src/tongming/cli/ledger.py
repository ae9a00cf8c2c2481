"""`tongming ledger verify|head|export|script`: is the ledger what it was?"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tongming.cli.language import _

if TYPE_CHECKING:
    from tongming.ledger.chain import Broken, Verified


def configure(parser: argparse.ArgumentParser) -> None:
    words = parser.add_subparsers(title=_("动作"), metavar=_("动作"), required=True)
    check = words.add_parser(
        "verify",
        help=_("从头核验每一条记录；发现改动时说出第一处并以 1 退出"),
        description=_("从头核验每一条记录；发现改动时说出第一处并以 1 退出"),
    )
    check.add_argument(
        "--anchor",
        action="append",
        default=[],
        metavar="N:HASH",
        help=_("以前用 tongming ledger head 留存的序号和指纹，可写多个"),
    )
    check.add_argument(
        "--anchors",
        action="append",
        default=[],
        metavar="JSON",
        help=_("从公开专栏下载的 anchors 文件，可写多个"),
    )
    check.add_argument("--json", action="store_true", help=_("以 JSON 输出"))
    check.set_defaults(run=run_verify)
    head = words.add_parser(
        "head",
        help=_("显示最后一条的序号和指纹，供留存"),
        description=_("显示最后一条的序号和指纹，供留存"),
    )
    head.set_defaults(run=run_head)

    export = words.add_parser("export", help=(text := _("把台账写成文本，每条一行，供审计核验")))
    export.description = text
    export.add_argument(
        "--out", metavar="FILE", required=True, help=_("写到哪个文件；以 .gz 结尾时压缩")
    )
    export.set_defaults(run=run_export)
    script = words.add_parser("script", help=(text := _("输出核验程序：单个文件，不需要本系统")))
    script.description = text
    script.set_defaults(run=run_script)


def run_verify(args: argparse.Namespace) -> int:
    from tongming.cli.web import database_is_ready, start_django

    start_django()
    if not database_is_ready():
        return 2
    from tongming.ledger.chain import Broken, Head, survey

    try:
        anchors = _published(args.anchors)
        anchors |= {anchor.seq: anchor.hash for anchor in map(Head.parse, args.anchor)}
    except ValueError as error:
        print(
            _("看不懂“{text}”：应写成 序号:64位指纹。").format(text=error.args[0]), file=sys.stderr
        )
        return 2
    except (OSError, KeyError, TypeError) as error:
        print(_("无法读取留存文件：{error}").format(error=error), file=sys.stderr)
        return 2
    outcome = survey(anchors)
    if args.json:
        print(json.dumps(_as_json(outcome), ensure_ascii=False))
    elif isinstance(outcome, Broken):
        print(_("台账在第{seq}条处断开。").format(seq=outcome.seq))
        print(outcome.message.render(_))
        print(_("应为：{value}").format(value=outcome.expected or _("（无）")))
        print(_("实为：{value}").format(value=outcome.found or _("（无）")))
    else:
        print(_("台账完整：共 {n} 条。").format(n=outcome.head.seq))
        print(_("最后一条的指纹：{hash}").format(hash=outcome.head.hash))
    return 1 if isinstance(outcome, Broken) else 0


def _as_json(outcome: Broken | Verified) -> dict[str, Any]:
    from tongming.ledger.chain import Verified

    if isinstance(outcome, Verified):
        return {"intact": True, "count": outcome.head.seq, "head": outcome.head.hash}
    return {
        "intact": False,
        "seq": outcome.seq,
        "what": outcome.what,
        "expected": outcome.expected,
        "found": outcome.found,
        "message": outcome.message.render(_),
    }


def run_head(args: argparse.Namespace) -> int:
    from tongming.cli.web import database_is_ready, start_django

    start_django()
    if not database_is_ready():
        return 2
    from tongming.ledger.chain import head

    print(head())
    return 0


def _published(paths: Sequence[str]) -> dict[int, str]:
    """The heads in files of the public section."""
    found: dict[int, str] = {}
    for path in paths:
        said = json.loads(Path(path).read_text(encoding="utf-8"))
        found |= {int(one["seq"]): str(one["hash"]) for one in said["anchors"]}
    return found


def run_export(args: argparse.Namespace) -> int:
    """Write every event; the file appears whole or not at all."""
    from tongming.cli.web import database_is_ready, start_django

    start_django()
    if not database_is_ready():
        return 2
    from tongming.ledger.chain import lines

    target = Path(args.out)
    scratch = target.with_name(f".{target.name}.part")
    opened = gzip.open if target.suffix == ".gz" else open
    count = 0
    try:
        with opened(scratch, "wt", encoding="utf-8") as file:
            for line in lines():
                file.write(f"{line}\n")
                count += 1
        scratch.replace(target)
    except OSError as error:
        scratch.unlink(missing_ok=True)
        print(
            _("无法写入 {path}：{error}").format(path=target, error=error.strerror), file=sys.stderr
        )
        return 2
    print(_("已写出 {n} 条：{path}").format(n=count, path=target))
    return 0


def run_script(args: argparse.Namespace) -> int:
    """Print the script an auditor takes along."""
    from tongming.ledger.standalone import script

    print(script(), end="")
    return 0
