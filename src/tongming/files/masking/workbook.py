"""Taking what is hidden out of a workbook: sheets, rows, columns, leftovers of deleted text."""

from __future__ import annotations

import re

from tongming.files.extraction.package import Node, Package, name_of
from tongming.files.extraction.xlsx import (
    Sheet,
    column_of,
    hidden_columns,
    is_hidden_row,
    sheets_of,
    workbook_of,
)


def drop_hidden(package: Package) -> None:
    """Leave out hidden sheets whole, the cells of hidden rows and columns, and stale texts."""
    sheets = sheets_of(package)
    hidden = [sheet for sheet in sheets if sheet.hidden]
    if hidden and len(hidden) < len(sheets):
        _drop_sheets(package, sheets, hidden)
    for sheet in sheets:
        entry = None if sheet.hidden else package.entry(sheet.target)
        if entry is None:
            continue
        columns = hidden_columns(entry.root)
        for row in [node for node in entry.root.iter() if name_of(node) == "row"]:
            gone = is_hidden_row(row)
            for position, cell in enumerate([c for c in row if name_of(c) == "c"], 1):
                if gone or (column_of(cell.get("r", "")) or position) in columns:
                    row.remove(cell)
                    entry.touch()
        if hidden:
            _freeze(entry.root, hidden)
            entry.touch()
    _drop_caches(package)
    _blank_unused(package, [sheet for sheet in sheets if not sheet.hidden])


def _drop_sheets(package: Package, sheets: list[Sheet], hidden: list[Sheet]) -> None:
    from tongming.files.masking.writing import _drop_part

    main = workbook_of(package)
    workbook = package.entry(main)
    if workbook is None:
        return
    moved: dict[int, int] = {}
    kept = 0
    for number, sheet in enumerate(sheets):
        if not sheet.hidden:
            moved[number] = kept
            kept += 1
    for node in list(workbook.root.iter()):
        name = name_of(node)
        if name == "definedName":
            local = node.get("localSheetId")
            of_hidden = any(_names(node.text or "", sheet) for sheet in hidden)
            if of_hidden or (local is not None and int(local) not in moved):
                node.getparent().remove(node)
            elif local is not None:
                node.set("localSheetId", str(moved[int(local)]))
        elif name == "workbookView":
            for key in ("activeTab", "firstSheet"):
                if node.get(key):
                    node.set(key, str(moved.get(int(node.get(key)), 0)))
    workbook.touch()
    for sheet in hidden:
        for relation in package.relations(sheet.target):
            if not relation.external and relation.kind in (
                "comments", "threadedComment", "vmlDrawing", "drawing", "table", "pivotTable",
            ):  # fmt: skip
                _drop_part(package, relation.target)
        _drop_part(package, sheet.target)
    app = package.entry("docProps/app.xml")
    if app is not None:
        # It lists the names of the sheets.
        for node in list(app.root):
            if name_of(node) in ("TitlesOfParts", "HeadingPairs"):
                app.root.remove(node)
                app.touch()
    if "xl/calcChain.xml" in package:
        _drop_part(package, "xl/calcChain.xml")


def _names(formula: str, sheet: Sheet) -> bool:
    quoted = sheet.name.replace("'", "''")
    return f"{sheet.name}!" in formula or f"'{quoted}'!" in formula


def _freeze(root: Node, hidden: list[Sheet]) -> None:
    """Formulas that look into a sheet that goes become their values."""
    for node in [n for n in root.iter() if name_of(n) in ("f", "formula1", "formula2")]:
        if node.text and any(_names(node.text, sheet) for sheet in hidden):
            if name_of(node) == "f":
                node.getparent().remove(node)
            else:
                validation = node.getparent()
                if validation.getparent() is not None:
                    validation.getparent().remove(validation)


def _drop_caches(package: Package) -> None:
    """The rows pivot tables keep of their sources; they are drawn up anew when refreshed."""
    for name in package.names:
        if re.fullmatch(r"xl/pivotCache/pivotCacheRecords\d+\.xml", name):
            entry = package.entry(name)
            if entry is not None and len(entry.root):
                for node in list(entry.root):
                    entry.root.remove(node)
                entry.root.set("count", "0")
                entry.touch()


def _blank_unused(package: Package, sheets: list[Sheet]) -> None:
    """Empty the shared texts no cell uses any more."""
    strings = package.entry("xl/sharedStrings.xml")
    if strings is None:
        return
    used: set[int] = set()
    for sheet in sheets:
        entry = package.entry(sheet.target)
        if entry is None:
            continue
        for cell in entry.root.iter():
            if name_of(cell) == "c" and cell.get("t") == "s":
                used.update(int(v.text) for v in cell if name_of(v) == "v" and v.text)
    items = [item for item in strings.root if name_of(item) == "si"]
    for number, item in enumerate(items):
        if number not in used:
            for node in item.iter():
                if name_of(node) == "t" and node.text:
                    node.text = ""
                    strings.touch()
