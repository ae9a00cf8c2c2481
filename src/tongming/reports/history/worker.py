"""Runs beside the server: `python -m tongming.reports.history.worker`."""

from __future__ import annotations

import os


def main() -> None:
    """Read until nothing waits."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongming.settings")
    django.setup()
    from tongming.reports.history.reading import work

    work()


if __name__ == "__main__":
    main()
