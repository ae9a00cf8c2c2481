"""System checks: what is set up wrongly, with an id and what to do about it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.utils.translation import gettext as _


def var_can_be_written(**kwargs: Any) -> list[CheckMessage]:
    """tongming.E001"""
    if not settings.VAR_PROBLEM:
        return []
    return [
        Error(
            _("数据目录 {folder} 不能写入：{reason}").format(
                folder=settings.VAR, reason=settings.VAR_PROBLEM
            ),
            hint=_("把目录交给运行本系统的用户，或者用 TONGMING_VAR 指定另一个目录。"),
            id="tongming.E001",
        )
    ]


def install() -> None:
    """Register the checks."""
    register(var_can_be_written)
