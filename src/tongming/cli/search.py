"""`tongming search rebuild|repair|copy|query`: the index of the public search."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tongming.cli.language import _

if TYPE_CHECKING:
    from tongming.search.index.reading import Results


def configure(parser: argparse.ArgumentParser) -> None:
    words = parser.add_subparsers(title=_("动作"), metavar=_("动作"), required=True)
    told = _("全部重建；建好之前仍用旧的索引")
    words.add_parser("rebuild", help=told, description=told).set_defaults(run=run_rebuild)
    told = _("只补上与公开内容不一致的部分，并列出编号")
    words.add_parser("repair", help=told, description=told).set_defaults(run=run_repair)
    told = _("把索引复制到另一个文件夹，供另一台网站服务器使用")
    copy = words.add_parser("copy", help=told, description=told)
    copy.add_argument("folder", type=Path, metavar=_("文件夹"))
    copy.set_defaults(run=run_copy)
    told = _("查询；没有找到时以 1 退出")
    query = words.add_parser("query", help=told, description=told)
    query.add_argument("text", nargs="?", default="", help=_("要找的词、文号或者标题"))
    query.add_argument(
        "--unit", default="", metavar=_("单位代码"), help=_("只找这个单位和下级单位")
    )
    query.add_argument("--item", default="", metavar=_("事项"), help=_("法定主动公开事项，如 20-7"))
    query.add_argument("--year", type=int, metavar=_("年份"))
    query.add_argument("--page", type=int, default=1, metavar=_("页码"))
    query.add_argument("--by-date", action="store_true", help=_("新的在前"))
    query.add_argument("--json", action="store_true", help=_("以 JSON 输出"))
    query.set_defaults(run=run_query)


def run_rebuild(args: argparse.Namespace) -> int:
    from tongming.cli.web import database_is_ready, start_django

    start_django()
    if not database_is_ready():
        return 2
    from tongming.search.actions import rebuild
    from tongming.search.index.store import Busy

    try:
        count = rebuild(_progress)
    except Busy:
        print(_("另一个程序正在重建索引，请等它完成。"), file=sys.stderr)
        return 2
    _progress(None)
    print(_("索引已重建：共 {n} 条。").format(n=count))
    return 0


def _progress(written: int | None) -> None:
    """A counter on a terminal, nothing in a log."""
    if sys.stderr.isatty():
        line = "" if written is None else _("已写入 {n} 条").format(n=written)
        print(f"\r\033[K{line}", end="", file=sys.stderr, flush=True)


def run_repair(args: argparse.Namespace) -> int:
    from tongming.cli.web import database_is_ready, start_django

    start_django()
    if not database_is_ready():
        return 2
    from tongming.search.actions import repair

    keys = repair()
    for key in keys:
        print(key)
    print(_("修补了 {n} 条。").format(n=len(keys)), file=sys.stderr)
    return 0


def run_copy(args: argparse.Namespace) -> int:
    from tongming.cli.web import start_django

    start_django()
    from django.conf import settings

    from tongming.search.index.writing import copy

    try:
        copy(settings.SEARCH, args.folder)
    except OSError as error:
        print(_("写不了 {path}：{reason}").format(path=args.folder, reason=error), file=sys.stderr)
        return 2
    print(_("索引已复制到 {path}。").format(path=args.folder))
    return 0


def run_query(args: argparse.Namespace) -> int:
    from tongming.cli.web import start_django

    start_django()
    from tongming.law.words import Refused
    from tongming.search import queries
    from tongming.search.index.query import Query, Sort

    try:
        query = Query(
            text=args.text,
            unit=args.unit,
            item=args.item,
            year=args.year,
            page=args.page,
            sort=Sort.DATE if args.by_date else Sort.RELEVANCE,
        )
    except Refused as refused:
        print(refused.message.render(_), file=sys.stderr)
        return 2
    found = queries.find(query)
    suggested = [one.text for one in queries.suggestions(found)]
    if args.json:
        print(json.dumps(_as_json(found, suggested), ensure_ascii=False))
        return 0 if found.total else 1
    print(_("找到 {n} 条").format(n=found.total))
    for hit in found.hits:
        shown = hit.shown
        print(f"{shown.published_on}  {shown.title}  {shown.document_number}  {shown.address}")
    if suggested:
        print(_("您是不是要找：{words}").format(words="、".join(suggested)))
    return 0 if found.total else 1


def _as_json(found: Results, suggested: list[str]) -> dict[str, Any]:
    return {
        "total": found.total,
        "sort": found.sorted_by.value,
        "looked_for_instead": list(found.pieces),
        "suggestions": suggested,
        "items": [
            {
                "key": hit.shown.key,
                "title": hit.shown.title,
                "address": hit.shown.address,
                "published_on": hit.shown.published_on.isoformat(),
            }
            for hit in found.hits
        ],
    }
