"""`tongming ledger verify|head`: is the ledger what it was?"""

from __future__ import annotations

import argparse
import json
import sys
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
    check.add_argument("--json", action="store_true", help=_("以 JSON 输出"))
    check.set_defaults(run=run_verify)
    head = words.add_parser(
        "head",
        help=_("显示最后一条的序号和指纹，供留存"),
        description=_("显示最后一条的序号和指纹，供留存"),
    )
    head.set_defaults(run=run_head)


def run_verify(args: argparse.Namespace) -> int:
    from tongming.cli.web import database_is_ready, start_django

    start_django()
    if not database_is_ready():
        return 2
    from tongming.ledger.chain import Broken, Head, survey

    try:
        anchors = {anchor.seq: anchor.hash for anchor in map(Head.parse, args.anchor)}
    except ValueError as error:
        print(
            _("看不懂“{text}”：应写成 序号:64位指纹。").format(text=error.args[0]), file=sys.stderr
        )
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
