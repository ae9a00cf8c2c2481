"""The same sums as the roll-up's, in pandas: `python -m benchmarks.rollup_pandas FOLDER OUT`.

Only the sums: every report's figures by unit, added by year and form up the levels of the list. No
relation is checked, no year compared, no unit missed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas

PIECE = 20_000
"""Lines at a time, so that not every report is an object at once."""


def main() -> None:
    folder, out = Path(sys.argv[1]), Path(sys.argv[2])
    listed = pandas.read_csv(folder / "units.csv")
    above = dict(zip(listed["单位"], listed["上级"], strict=True))
    nodes = set(above.values())
    pieces = [
        pandas.DataFrame.from_records(piece)
        for file in sorted((folder / "reports").iterdir())
        for piece in _pieces(file)
    ]
    frame = pandas.concat(pieces, ignore_index=True)
    del pieces
    frame = frame.drop_duplicates(["body", "year"])
    frame["node"] = [body if body in nodes else above[body] for body in frame.pop("body")]
    by = ["node", "year", "form"]
    level = frame.groupby(by).sum(min_count=1)
    depth = {node: _depth(node, above) for node in nodes}
    for deep in range(max(depth.values()), 0, -1):
        here = level[[depth[node] == deep for node in level.index.get_level_values("node")]]
        up = here.reset_index()
        up["node"] = up["node"].map(above)
        level = pandas.concat([level, up.set_index(by)]).groupby(level=by).sum(min_count=1)
    level.to_pickle(out)


def _depth(node: str, above: dict[str, str]) -> int:
    depth = 0
    while node in above:
        node, depth = above[node], depth + 1
    return depth


def _pieces(file: Path) -> Iterator[list[dict[str, Any]]]:
    piece = []
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            piece.append(_flat(json.loads(line)))
            if len(piece) == PIECE:
                yield piece
                piece = []
    if piece:
        yield piece


def _flat(data: dict[str, Any]) -> dict[str, Any]:
    row = {"body": data["body"], "year": data["year"], "form": data["form"]}
    for table in ("proactive", "requests"):
        for key, columns in data[table].items():
            for column, value in columns.items():
                if not column.endswith("_unit"):
                    row[f"{table}/{key}/{column}"] = value
    for group, values in data["remedies"].items():
        for column, value in zip(
            ("upheld", "corrected", "other", "pending", "total"), values, strict=True
        ):
            row[f"remedies/{group}/{column}"] = value
    for table in ("stated", "legacy"):
        for key, value in data[table].items():
            row[f"{table}/{key}/value"] = value
    return row


if __name__ == "__main__":
    main()
