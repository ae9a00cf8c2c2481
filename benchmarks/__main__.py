"""`python -m benchmarks [NAME …]`: all measurements, or those named (see NAMES)."""

from __future__ import annotations

import importlib
import os
import platform
import sys

NAMES = ("reading", "clock", "compiling", "starting", "publishing", "rebuilding",
         "serving", "wagtail", "search", "rollup")  # fmt: skip


def main() -> int:
    """Run the named measurements; 2 for a name there is none of."""
    wanted = sys.argv[1:] or list(NAMES)
    unknown = [name for name in wanted if name not in NAMES]
    if unknown:
        print(f"no measurement {unknown[0]!r}; there are: {', '.join(NAMES)}")
        return 2
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors")
    for name in wanted:
        importlib.import_module(f"benchmarks.{name}").main()
    return 0


if __name__ == "__main__":
    sys.exit(main())
