"""What commands that need the database share: Django, started late and only when asked."""

from __future__ import annotations

import os
import sys

from tongming.cli.language import _, language


def start_django() -> None:
    """Load settings and rooms, and let them speak the language of the command."""
    import django
    from django.utils import translation

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongming.settings")
    django.setup()
    translation.activate("en" if language() == "en" else "zh-hans")


def database_is_ready() -> bool:
    """Whether the database answers and is as new as the code; says on stderr what to do if not."""
    from django.db import DatabaseError

    from tongming.checks import unapplied_migrations

    try:
        waiting = unapplied_migrations()
    except DatabaseError as error:
        print(_("数据库打不开：{reason}").format(reason=error), file=sys.stderr)
        return False
    if waiting:
        print(
            _(
                "数据库还没有建好或者比程序旧（差 {n} 步）。请先运行：tongming manage migrate"
            ).format(n=len(waiting)),
            file=sys.stderr,
        )
        return False
    return True
