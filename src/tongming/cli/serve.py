"""`tongming serve`: answer browsers. Changes nothing in the database's shape."""

from __future__ import annotations

import argparse
import multiprocessing
import os
import socket
import subprocess
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tongming.cli.language import _
from tongming.cli.parser import whole_number

if TYPE_CHECKING:
    from django.core.checks import CheckMessage

DEFAULT_PORT = 8000
DEFAULT_HOST = "127.0.0.1"
EVERY = 20
"""Seconds between two looks at what is due."""


def configure(parser: argparse.ArgumentParser) -> None:
    """The words after `tongming serve`."""
    parser.add_argument(
        "--host", default=DEFAULT_HOST, help=_("监听的地址（默认 127.0.0.1，只限本机）")
    )
    parser.add_argument("--port", help=_("端口（默认取环境变量 PORT，没有就是 8000）"))
    parser.add_argument(
        "--workers", type=whole_number, default=1, metavar="N", help=_("进程数（默认 1）")
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Check the installation, then serve until stopped; 2 where it cannot be served."""
    from tongming.cli.web import start_django

    try:
        port = chosen_port(args.port)
    except ValueError as error:
        print(_("端口应是 1 到 65535 的数字，不能是“{port}”。").format(port=error), file=sys.stderr)
        return 2
    start_django()
    if not installation_is_sound():
        return 2
    publish_what_waits()
    return serve(args.host, port, workers=max(1, args.workers))


def publish_what_waits() -> None:
    """Repair what a killed process left of the public site, and publish what was asked for.

    The office can work even while its site cannot be written, so a failure is told, and no more.
    """
    from tongming.publishing.actions import publish_pending

    try:
        failed = publish_pending(wait=False).failed
    except OSError as error:
        print(_("公开站点的文件写不了：{reason}").format(reason=error), file=sys.stderr)
        return
    for key, problem in failed.items():
        print(_("没有发布：{key}（{problem}）").format(key=key, problem=problem), file=sys.stderr)


def chosen_port(given: str | None) -> int:
    """The port asked for, else PORT, else 8000. ValueError with the text that is no port."""
    text = given or os.environ.get("PORT", "").strip() or str(DEFAULT_PORT)
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise ValueError(text)
    return int(text)


def port_is_free(host: str, port: int) -> bool:
    """Whether a server may listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def installation_is_sound() -> bool:
    """Run every system check: errors are said and stop the start, warnings are said."""
    from django.core.checks import ERROR, run_checks

    from tongming.checks import database_is_as_new_as_the_code

    databases = ["default"]
    found = run_checks(databases=databases) + database_is_as_new_as_the_code(databases=databases)
    _tell(found)
    return not any(message.level >= ERROR and not message.is_silenced() for message in found)


def serve(host: str, port: int, *, workers: int = 1) -> int:
    """Serve until interrupted. Migrates nothing, collects nothing."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.errors import FatalError

    if not port_is_free(host, port):
        print(
            _(
                "{host} 的端口 {port} 不能用（可能已有程序占用）。换一个端口，例如：--port {other}"
            ).format(host=host, port=port, other=port + 1 if port < 65535 else DEFAULT_PORT),
            file=sys.stderr,
        )
        return 2
    shown = f"[{host}]" if ":" in host else host
    print(_("网站已启动：http://{host}:{port}/ 。按 Ctrl+C 停止。").format(host=shown, port=port))
    sys.stdout.flush()
    # A forked worker would hold locks of threads that were not forked with it (the typesetter's,
    # after a demonstration has set its reports), and the parent's connection to the database.
    multiprocessing.set_start_method("spawn", force=True)
    server = Granian(
        "tongming.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        websockets=False,
        log_enabled=False,
        respawn_failed_workers=True,
    )
    clockwork = start_clockwork()
    try:
        server.serve()
    except FatalError as error:
        print(_("网站没有启动：{reason}").format(reason=error), file=sys.stderr)
        return 2
    finally:
        clockwork.terminate()
        clockwork.wait()
    return 0


def start_clockwork() -> subprocess.Popen[bytes]:
    """A process beside the server for what is due by the clock.

    A process, since the server may have several workers or lose one: what is due is done once.
    """
    return subprocess.Popen(
        [sys.executable, "-m", "tongming.cli", "manage", "publish_due", "--every", str(EVERY)]
    )


def _tell(found: Sequence[CheckMessage]) -> None:
    """Each finding with its id and what to do, the gravest first."""
    from django.core.checks import ERROR

    for message in sorted(found, key=lambda one: -one.level):
        if message.is_silenced():
            continue
        word = _("错误") if message.level >= ERROR else _("提醒")
        print(
            _("{word} {id}：{text}").format(word=word, id=message.id, text=message.msg),
            file=sys.stderr,
        )
        if message.hint:
            print(f"  {message.hint}", file=sys.stderr)
