"""`tongming manage …`: Django's own commands, with our settings."""

from __future__ import annotations

import argparse

from tongming.cli.language import _


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "words",
        nargs=argparse.REMAINDER,
        metavar=_("命令"),
        help=_("例如 migrate、check、changepassword；不写则列出全部"),
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from django.core.management import execute_from_command_line

    from tongming.cli.web import start_django

    start_django()
    execute_from_command_line(["tongming manage", *args.words])
    return 0
