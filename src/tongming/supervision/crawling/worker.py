"""Runs beside the server: `python -m tongming.supervision.crawling.worker crawl`, or `light`."""

from __future__ import annotations

import os
import sys


def main(name: str) -> None:
    """Work until nothing waits."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongming.settings")
    django.setup()
    from tongming.supervision.crawling.light import look_lightly
    from tongming.supervision.crawling.running import work

    work() if name == "crawl" else look_lightly()


if __name__ == "__main__":
    main(sys.argv[1])
