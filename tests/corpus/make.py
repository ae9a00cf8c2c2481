"""Write the generated half of the corpus: `python -m tests.corpus.make` in the project's folder.

`--check` writes nothing and exits 1 where a committed file differs from what would be written.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from random import Random

import tests.corpus.cases_found
import tests.corpus.cases_html
import tests.corpus.cases_office
import tests.corpus.cases_text
import tests.corpus.cases_told  # noqa: F401
from tests.corpus.facts import broken
from tests.corpus.kit import CASES

HERE = Path(__file__).parent
FILES, TRUTH = HERE / "files", HERE / "truth"


def made() -> dict[Path, bytes]:
    """Every generated file and its truth."""
    out: dict[Path, bytes] = {}
    for case in CASES:
        made = case.make(Random(case.name))
        found = tuple(broken(made.facts))
        if found != case.breaks:
            raise SystemExit(f"{case.name}: meant to break {case.breaks}, breaks {found}")
        truth = made.facts.truth(case.note, **made.more)
        text = json.dumps(truth, ensure_ascii=False, indent=1) + "\n"
        for path, content in (
            (FILES / case.name, made.content),
            (TRUTH / f"{case.name}.json", text.encode()),
        ):
            if path in out:
                raise SystemExit(f"{case.name} is made twice")
            out[path] = content
    return out


def main() -> int:
    """Write or compare; the exit code."""
    files = made()
    if "--check" in sys.argv[1:]:
        different = [p.name for p, c in files.items() if not p.exists() or p.read_bytes() != c]
        print("\n".join(different) or "the corpus is as made")
        return bool(different)
    for path, content in files.items():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    print(f"{len(files) // 2} files, {sum(map(len, files.values())) // 1024} KB with their truth")
    return 0


if __name__ == "__main__":
    sys.exit(main())
