"""Write the documents that are made from the code: `python tools/documents.py`.

docs/outcomes.md from the lists of the law, docs/report.schema.json from the forms. Tests hold both
files to what is made here.
"""

from __future__ import annotations

import json
from pathlib import Path

from tongming.law.outcome_guide import outcomes_page
from tongming.reports.schema import schema

DOCS = Path(__file__).resolve().parent.parent / "docs"


def main() -> None:
    made = {
        "outcomes.md": outcomes_page(),
        "report.schema.json": json.dumps(schema(), ensure_ascii=False, indent=2) + "\n",
    }
    for name, text in made.items():
        (DOCS / name).write_text(text, encoding="utf-8")
        print(f"docs/{name}")


if __name__ == "__main__":
    main()
