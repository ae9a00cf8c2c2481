"""`tongming manage publish_due`: what is due by the clock, done once; for a timer of the system.

With `--every 30` it goes on until the process that started it ends: `tongming serve` does so.
"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from tongming.clockwork import keep_doing, run_due


class Command(BaseCommand):
    """Publish what was scheduled, mark what has expired, serve the channels, send the notices."""

    help = "Do what is due by the clock: publication, expiry, channels, notices."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=int, metavar="SECONDS", default=0)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["every"]:
            keep_doing(max(1, options["every"]))
            return
        for name, count in run_due().items():
            self.stdout.write(f"{name}: {count}")
