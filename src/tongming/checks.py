"""System checks: what is set up wrongly, with an id and what to do about it.

Those that ask the database carry Django's `database` tag: `tongming serve` runs them all, and
`tongming manage check --deploy --database default` does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tongming import environment

NOTICE_MONTH = 11
"""The State Council announces the next year's holidays around the start of November."""

LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]", "testserver"})

Check = Callable[..., list[CheckMessage]]


def unapplied_migrations(alias: str = "default") -> list[str]:
    """The steps the database lacks, as "room.0001_name"."""
    executor = MigrationExecutor(connections[alias])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def is_public() -> bool:
    """Whether others than this machine may reach the installation."""
    return settings.TLS or any(host not in LOCAL_HOSTS for host in settings.ALLOWED_HOSTS)


def _database_is_asked(databases: Sequence[str] | None) -> bool:
    """Whether a database check may run: asked for, and the tables are there."""
    if "default" not in (databases or ()):
        return False
    try:
        return not unapplied_migrations()
    except DatabaseError:
        return False


# --- Errors: the server does not start -----------------------------------------------------------


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


def database_is_as_new_as_the_code(
    *, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """tongming.E002"""
    if "default" not in (databases or ()):
        return []
    try:
        waiting = unapplied_migrations()
    except DatabaseError as error:
        return [
            Error(
                _("数据库打不开：{reason}").format(reason=error),
                hint=_("检查 TONGMING_DATABASE 和数据库服务是否正常。"),
                id="tongming.E002",
            )
        ]
    if not waiting:
        return []
    return [
        Error(
            _("数据库比程序旧，还差 {n} 步：{names}").format(
                n=len(waiting), names="、".join(waiting[:5]) + ("…" if len(waiting) > 5 else "")
            ),
            hint=_("备份后运行：tongming manage migrate"),
            id="tongming.E002",
        )
    ]


def environment_makes_sense(**kwargs: Any) -> list[CheckMessage]:
    """tongming.E003"""
    return [
        Error(
            _("环境变量 {name} 的值“{value}”不能用。").format(
                name=problem.name, value=problem.value
            ),
            hint=_("应写成：{wanted}。").format(wanted=problem.wanted.render(_)),
            id="tongming.E003",
        )
        for problem in environment.PROBLEMS
    ]


def ledger_is_guarded(
    *, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """tongming.E004"""
    from tongming.ledger import triggers

    if not _database_is_asked(databases):
        return []
    missing = triggers.missing(connections["default"])
    if not missing:
        return []
    return [
        Error(
            _("台账的防改触发器不在数据库里：{names}").format(names="、".join(missing)),
            hint=_(
                "运行 tongming ledger verify 核验台账，再运行 tongming manage guard_ledger 恢复。"
            ),
            id="tongming.E004",
        )
    ]


# --- Warnings: it starts, and says so ------------------------------------------------------------


def calendar_reaches_far_enough(
    *, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """tongming.W001"""
    if not _database_is_asked(databases):
        return []
    from tongming.calendars.queries import current_calendar

    today = localdate()
    calendar = current_calendar()
    wanted = [today.year] + ([today.year + 1] if today.month >= NOTICE_MONTH else [])
    return [
        Warning(
            _("没有{year}年的工作日历，跨到{year}年的期限只能暂算。").format(year=year),
            hint=_(
                "国务院办公厅一般在11月初公布下一年的节假日安排。"
                "公布后由有权限的人在“工作日历”页面装载。"
            ),
            id="tongming.W001",
        )
        for year in wanted
        if not calendar.covers(year)
    ]


def no_demonstration_data(
    *, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """tongming.W002"""
    from tongming.units.models import Person, Unit

    if not is_public() or not _database_is_asked(databases):
        return []
    if not (
        Unit.objects.filter(is_demo=True).exists()
        or Person.objects.filter(is_demo=True, is_active=True).exists()
    ):
        return []
    return [
        Warning(
            _("这个对外开放的系统里有演示数据，演示账号的密码人人知道。"),
            hint=_("正式使用请用 TONGMING_VAR 或 TONGMING_DATABASE 指定一个新的数据库。"),
            id="tongming.W002",
        )
    ]


def second_factor_is_required(**kwargs: Any) -> list[CheckMessage]:
    """tongming.W003"""
    if settings.SECOND_FACTOR == "required" or not is_public():
        return []
    return [
        Warning(
            _("第二种验证只是提醒，不是必须。"),
            hint=_("去掉 TONGMING_SECOND_FACTOR=remind，工作人员登录时就必须使用第二种验证。"),
            id="tongming.W003",
        )
    ]


def connection_is_encrypted(**kwargs: Any) -> list[CheckMessage]:
    """tongming.W004"""
    if settings.TLS or not is_public():
        return []
    return [
        Warning(
            _("系统对外开放（TONGMING_HOSTS），但没有启用加密连接。"),
            hint=_("在前面架设 HTTPS，然后设 TONGMING_TLS=true 和 TONGMING_PROXY=true。"),
            id="tongming.W004",
        )
    ]


def hosts_are_named(**kwargs: Any) -> list[CheckMessage]:
    """tongming.W005"""
    if "*" not in settings.ALLOWED_HOSTS:
        return []
    return [
        Warning(
            _("TONGMING_HOSTS=* 接受任何域名，别人可以伪造链接里的地址。"),
            hint=_("写明本系统的域名，例如：TONGMING_HOSTS=gongkai.example.gov.cn"),
            id="tongming.W005",
        )
    ]


def debug_is_off(**kwargs: Any) -> list[CheckMessage]:
    """tongming.W006"""
    if not settings.DEBUG or not is_public():
        return []
    return [
        Warning(
            _("对外开放的系统开着调试模式，出错页面会泄露内部信息。"),
            hint=_("去掉 TONGMING_DEBUG。"),
            id="tongming.W006",
        )
    ]


def site_is_as_new_as_its_settings(
    *, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """tongming.W007"""
    if not _database_is_asked(databases):
        return []
    from tongming.publishing import queries, renderers

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


PLAIN: tuple[Check, ...] = (
    var_can_be_written,
    environment_makes_sense,
    second_factor_is_required,
    connection_is_encrypted,
    hosts_are_named,
    debug_is_off,
)
DATABASE: tuple[Check, ...] = (
    database_is_as_new_as_the_code,
    ledger_is_guarded,
    calendar_reaches_far_enough,
    no_demonstration_data,
    site_is_as_new_as_its_settings,
)


def install() -> None:
    """Register the checks."""
    for check in PLAIN:
        register(check)
    for check in DATABASE:
        # Not before `migrate`, which is the remedy: `serve` asks it, and `check --deploy` does.
        deploy = check is database_is_as_new_as_the_code
        register(check, Tags.database, deploy=deploy)
