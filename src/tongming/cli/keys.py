"""`tongming keys`: the keys of what is personal, and what is due to be erased."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from tongming.cli.language import _

if TYPE_CHECKING:
    from collections.abc import Callable

PROBLEMS_SHOWN = 20


def configure(parser: argparse.ArgumentParser) -> None:
    words = parser.add_subparsers(title=_("动作"), metavar=_("动作"), required=True)
    for name, says, run in (
        ("status", _("密钥文件在哪里、有几把密钥、加密了多少"), run_status),
        ("check", _("逐项打开加密的内容；有打不开的以 1 退出"), run_check),
        ("rotate", _("换一把新密钥，全部重新加密，再去掉旧的；中断后再运行会接着做"), run_rotate),
        ("add", _("只加一把新密钥，今后用它加密；已有的内容以后再换"), run_add),
        ("seal", _("把早先没有加密、涉及个人的文件加密；平时由后台自动做"), run_seal),
        ("erase-due", _("清除保存期限已满的个人信息，统计数据不变"), run_erase_due),
    ):
        sub = words.add_parser(name, help=says, description=says)
        sub.set_defaults(run=run)


def _told(run: Callable[[], int]) -> int:
    """Run with Django started and the database at hand; a refusal is said, and is 2."""
    from tongming.cli.web import database_is_ready, start_django

    start_django()
    if not database_is_ready():
        return 2
    from tongming.law.words import Refused

    try:
        return run()
    except Refused as refusal:
        print(refusal.message.render(_), file=sys.stderr)
        return 2


def run_status(args: argparse.Namespace) -> int:
    return _told(_status)


def _status() -> int:
    from django.conf import settings

    from tongming.sealing import keys, registry
    from tongming.sealing.models import SealedFile

    path = settings.KEYS
    if not path.exists() and not registry.anything_sealed():
        print(_("还没有密钥文件；第一次存入个人信息时建立：{path}").format(path=path))
        return 0
    if not path.exists():
        raise keys.missing(path)
    found = keys.load(path)
    print(
        _("密钥文件：{path}（权限 {mode:o}）").format(path=path, mode=path.stat().st_mode & 0o777)
    )
    for place, seal in enumerate(found.seals):
        what = _("现用") if place == 0 else _("旧密钥，只用来打开")
        print(f"  {keys.fingerprint(seal)}  {what}")
    for column in registry.sealed_columns():
        print(_("{name}：{n} 项").format(name=column.name, n=column.rows().count()))
    files = SealedFile.objects.filter(erased_at=None).count()
    print(_("加密文件：{n} 个").format(n=files))
    if len(found.seals) > 1:
        print(_("换密钥还没有做完。请运行：tongming keys rotate"))
    return 0


def run_check(args: argparse.Namespace) -> int:
    return _told(_check)


def _check() -> int:
    from tongming.sealing import rotating

    total, bad = rotating.count(), 0
    for problem in rotating.check(_progress):
        bad += 1
        if bad <= PROBLEMS_SHOWN:
            print(_("打不开：{where} 第{row}行").format(where=problem.where, row=problem.row))
    if bad > PROBLEMS_SHOWN:
        print(_("……还有 {n} 项。").format(n=bad - PROBLEMS_SHOWN))
    if bad:
        print(_("共 {total} 项，{bad} 项打不开。").format(total=total, bad=bad))
        print(_("请恢复它们加密时用的密钥文件。"))
        return 1
    print(_("共 {total} 项，全部能打开。").format(total=total))
    return 0


def run_rotate(args: argparse.Namespace) -> int:
    return _told(_rotate)


def _rotate() -> int:
    from tongming.sealing import rotating

    outcome = rotating.rotate(_progress)
    if outcome.resumed:
        print(_("接着上次没有做完的做。"))
    print(
        _("重新加密 {n} 项，去掉旧密钥 {dropped} 把。").format(
            n=outcome.sealed_anew, dropped=outcome.dropped
        )
    )
    print(
        _(
            "请现在备份密钥文件。更换之前的数据备份要用当时的密钥文件才能打开，两者一起保存、一起销毁。"
        )
    )
    return 0


def run_add(args: argparse.Namespace) -> int:
    return _told(_add)


def _add() -> int:
    from tongming.sealing import rotating

    rotating.add()
    print(_("已加新密钥，今后用它加密。请备份密钥文件；得空时运行 tongming keys rotate。"))
    return 0


def run_seal(args: argparse.Namespace) -> int:
    return _told(_seal)


def _seal() -> int:
    from tongming.sealing.standing import seal_standing

    print(_("加密了 {n} 个文件。").format(n=seal_standing()))
    return 0


def run_erase_due(args: argparse.Namespace) -> int:
    return _told(_erase_due)


def _erase_due() -> int:
    from django.utils.timezone import localdate

    from tongming.applications.applicants.erasing import erase_due

    print(_("清除了 {n} 件申请的个人信息。").format(n=erase_due(localdate())))
    return 0


def _progress(done: int, total: int) -> None:
    """A line that writes over itself on a terminal; nothing where the output is kept."""
    if sys.stderr.isatty() and (done == total or done % 100 == 0):
        end = "\n" if done == total else ""
        print(f"\r{done} / {total}", end=end, file=sys.stderr, flush=True)
