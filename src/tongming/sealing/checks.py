"""System checks of the keys; ids and remedies stand in docs/settings.md."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning
from django.db import DatabaseError
from django.utils.translation import gettext as _

from tongming.checks import is_public, unapplied_migrations
from tongming.law.words import Refused
from tongming.sealing import keys, registry, seals


def keys_are_kept_well(**kwargs: Any) -> list[CheckMessage]:
    """tongming.E005, tongming.W008"""
    path, found = settings.KEYS, list[CheckMessage]()
    for one in (path, settings.EXCHANGE_KEYS):
        try:
            mode = one.stat().st_mode & 0o777
        except OSError:
            continue  # made at the first use; that it is missing E006 says
        if mode & 0o077:
            found.append(
                Error(
                    _("别的用户也能读密钥文件 {path}（权限 {mode:o}）。").format(
                        path=one, mode=mode
                    ),
                    hint=_("运行：chmod 600 {path}").format(path=one),
                    id="tongming.E005",
                )
            )
    if path.exists() and is_public() and path.is_relative_to(settings.VAR):
        found.append(
            Warning(
                _("密钥文件和数据放在同一个目录，一份备份被拿走，个人信息也能打开。"),
                hint=_(
                    "停止系统，把 {path} 移到别处，用 TONGMING_KEYS 指明新位置，单独备份。"
                ).format(path=path),
                id="tongming.W008",
            )
        )
    return found


def keys_open_what_is_sealed(
    *, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """tongming.E006: tried on the first and the last value of every column."""
    if "default" not in (databases or ()):
        return []
    try:
        if unapplied_migrations():
            return []
        problem = _does_not_open()
    except DatabaseError:
        return []
    if not problem:
        return []
    return [
        Error(
            problem,
            hint=_("恢复这些数据加密时用的密钥文件，再运行：tongming keys check"),
            id="tongming.E006",
        )
    ]


def _does_not_open() -> str:
    """Why the keys in force do not fit; "" where they do."""
    for column in registry.sealed_columns():
        rows = column.rows().order_by("pk")
        for row in (rows.first(), rows.last()):
            if row is None:
                continue
            if not settings.KEYS.exists():
                return keys.missing(settings.KEYS).message.render(_)
            try:
                seals.unseal(getattr(row, column.field))
            except Refused as refusal:
                return refusal.message.render(_)
    return ""
