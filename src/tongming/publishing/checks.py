"""System checks of the public site; ids and remedies stand in docs/settings.md."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Warning
from django.db import DatabaseError
from django.utils.translation import gettext as _

from tongming.checks import unapplied_migrations
from tongming.publishing import queries, renderers


def site_is_as_new_as_its_settings(
    *, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """tongming.W007"""
    if "default" not in (databases or ()):
        return []
    try:
        if unapplied_migrations():
            return []
    except DatabaseError:
        return []
    made_with, renderer = queries.state().made_with, renderers.current()
    if not made_with or renderer is None or made_with == renderer.made_with():
        return []
    return [
        Warning(
            _("程序升级过，或者站点设置（TONGMING_SITE_…）改过，公开页面里还有旧的内容。"),
            hint=_("运行：tongming site rebuild"),
            id="tongming.W007",
        )
    ]
