"""Write the documents that are made from the code: `python tools/documents.py`.

docs/outcomes.md from the lists of the law, docs/report.schema.json from the forms,
docs/open-data.schema.json from the portal. Tests hold the files to what is made here.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tongming.law.outcome_guide import outcomes_page
from tongming.portal.pages.open_data_schema import schema as open_data_schema
from tongming.reports.schema import schema

DOCS = Path(__file__).resolve().parent.parent / "docs"


def main() -> None:
    def schema_text(made: dict[str, Any]) -> str:
        return json.dumps(made, ensure_ascii=False, indent=2) + "\n"

    made = {
        "outcomes.md": outcomes_page(),
        "report.schema.json": schema_text(schema()),
        "open-data.schema.json": json.dumps(open_data_schema(), ensure_ascii=False, indent=2)
        + "\n",
    }
    for name, text in made.items():
        (DOCS / name).write_text(text, encoding="utf-8")
        print(f"docs/{name}")


if __name__ == "__main__":
    main()
