"""The demonstration's facts come from actions: its code writes no row itself."""

from __future__ import annotations

import ast
from pathlib import Path

import tongming.demonstration

WRITES = {"bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete", "save"}
"""Of a query set or an object; `create` and `update` where they follow `objects`."""


def _written(tree: ast.AST) -> list[str]:
    return [
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and (
            node.func.attr in WRITES
            or (node.func.attr in ("create", "update") and "objects" in ast.unparse(node.func))
        )
    ]


def test_the_demonstration_writes_no_row_itself() -> None:
    folder = Path(tongming.demonstration.__file__).parent
    files = sorted(folder.rglob("*.py"))
    assert len(files) > 25
    assert {
        file.name: found
        for file in files
        if (found := _written(ast.parse(file.read_text(encoding="utf-8"))))
    } == {}


def test_a_direct_write_would_be_seen() -> None:
    assert _written(ast.parse("Entry.objects.filter(pk=1).update(number=2)"))
    assert _written(ast.parse("Entry.objects.create(number=2)"))
    assert not _written(ast.parse("assessment.create(unit=town)"))
