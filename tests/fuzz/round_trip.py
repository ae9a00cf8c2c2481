"""Many random reports written as all five files and read again: `round_trip.py [N [FIRST_SEED]]`.

Prints every difference with the form and seed that made it, and exits 1 where there was one.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.unit.reports.random_reports import random_report, there_and_back
from tongming.law.forms import FORMS
from tongming.reports.rendering import FileKind


def main(arguments: list[str]) -> int:
    """Run N reports (1,000 unless told), the forms in turn."""
    number = int(arguments[0]) if arguments else 1000
    first = int(arguments[1]) if len(arguments) > 1 else 0
    forms = list(FORMS)
    wrong = 0
    started = time.monotonic()
    for count in range(number):
        form, seed = forms[count % len(forms)], first + count
        report = random_report(form, seed)
        for kind in FileKind:
            for difference in there_and_back(report, kind):
                wrong += 1
                print(f"{form} seed {seed} {kind}: {difference}")
        if (count + 1) % 100 == 0:
            print(f"{count + 1} reports, {wrong} differences, {time.monotonic() - started:.0f} s")
    print(f"{number} reports × {len(FileKind)} files there and back: {wrong} differences")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
