"""Workbooks: every sheet however hidden, with its hidden rows and columns kept apart.

Values are read from the XML and not through a faster reader, since masking writes back where the
text was read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tongming.files.extraction.live import Edit, Live, NodeAttribute, NodeText, edited
from tongming.files.extraction.model import Layer
from tongming.files.extraction.package import Entry, Node, Package, attribute, name_of
from tongming.files.extraction.properties import read_links, read_people, read_properties, sweep
from tongming.files.wordset import words
from tongming.law.words import N_, Message, say

_DATE_FORMATS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_CELL = re.compile(r"([A-Z]{1,3})(\d+)")
_BESIDE = words(
    """
    oddHeader oddFooter evenHeader evenFooter firstHeader firstFooter formula1 formula2
    """
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as the workbook lists it."""

    name: str
    target: str
    hidden: bool
    node: Node
    relation: str


@dataclass(slots=True)
class CellValue:
    """A value that is no shared text: masked, it becomes text."""

    cell: Node
    text: str

    def change(self, edits: list[Edit]) -> None:
        self.text = edited(self.text, edits)
        for child in list(self.cell):
            if name_of(child) != "v":
                self.cell.remove(child)
        self.cell.set("t", "str")
        for child in self.cell:
            child.text = self.text


@dataclass(slots=True)
class Book:
    """What sheets share."""

    strings: list[list[Node]] = field(default_factory=list)
    entry: Entry | None = None
    used: set[int] = field(default_factory=set)
    dates: frozenset[int] = frozenset()
    from_1904: bool = False


def sheets_of(package: Package) -> list[Sheet]:
    """The sheets of a workbook, in order."""
    main = workbook_of(package)
    entry = package.entry(main)
    targets = {r.id: r.target for r in package.relations(main)}
    found = []
    for node in entry.root.iter() if entry is not None else ():
        if name_of(node) == "sheet":
            relation = next((v for k, v in node.attrib.items() if k.endswith("}id")), "")
            hidden = node.get("state") in ("hidden", "veryHidden")
            found.append(
                Sheet(node.get("name", ""), targets.get(relation, ""), hidden, node, relation)
            )
    return found


def workbook_of(package: Package) -> str:
    """The name of the main part."""
    return next(
        (r.target for r in package.relations("") if r.kind == "officeDocument"), "xl/workbook.xml"
    )


def read_xlsx(package: Package) -> list[Live]:
    """Every part of a workbook."""
    main = workbook_of(package)
    book = _book(package, main)
    read = {main, "xl/sharedStrings.xml"}
    found: list[Live] = []
    for sheet in sheets_of(package):
        entry = package.entry(sheet.target)
        read.add(sheet.target)
        where = say(
            N_("工作表“{name}”（隐藏）") if sheet.hidden else N_("工作表“{name}”"), name=sheet.name
        )
        if entry is not None:
            found += _sheet(entry, where, sheet.hidden, book)
        for relation in package.relations(sheet.target):
            if relation.kind in ("comments", "threadedComment"):
                read.add(relation.target)
                comments = package.entry(relation.target)
                if comments is not None:
                    found += _comments(comments, say(N_("{part}·{what}"), part=where,
                                                     what=say(N_("批注"))))  # fmt: skip
            elif relation.kind == "vmlDrawing":
                read.add(relation.target)
    found += _leftovers(book)
    workbook = package.entry(main)
    if workbook is not None:
        names = Live(say(N_("定义的名称")), Layer.ASIDE, source=workbook)
        for node in workbook.root.iter():
            if name_of(node) == "definedName":
                names.add(node.get("name", "") + " ")
                names.add(node.text or "", NodeText(node))
                names.add("\n")
        found += [names] if names.length else []
    for name in package.names:
        if re.fullmatch(r"xl/persons/person\d*\.xml", name):
            read.add(name)
            found += read_people(package, name)
    return found + read_properties(package) + read_links(package) + sweep(package, read)


def _book(package: Package, main: str) -> Book:
    book = Book()
    book.entry = package.entry("xl/sharedStrings.xml")
    if book.entry is not None:
        for item in book.entry.root:
            if name_of(item) == "si":
                book.strings.append(_texts(item))
    workbook = package.entry(main)
    if workbook is not None:
        for node in workbook.root:
            if name_of(node) == "workbookPr":
                book.from_1904 = attribute(node, "date1904") in ("1", "true")
    book.dates = _date_styles(package)
    return book


def _texts(item: Node) -> list[Node]:
    """The text nodes of a shared or inline string, without the reading aids (rPh)."""
    return [
        node
        for node in item.iter()
        if name_of(node) == "t" and name_of(node.getparent()) != "rPh" and node.text
    ]


def _date_styles(package: Package) -> frozenset[int]:
    """The styles whose numbers are dates."""
    entry = package.entry("xl/styles.xml")
    if entry is None:
        return frozenset()
    formats = set(_DATE_FORMATS)
    for node in entry.root.iter():
        if name_of(node) == "numFmt":
            bare = _LITERAL.sub("", node.get("formatCode", "")).lower()
            if re.search(r"[yd]|m.*[/\-年月]", bare) and "#" not in bare and "0.0" not in bare:
                formats.add(int(node.get("numFmtId", "0")))
    styles = set()
    for group in entry.root:
        if name_of(group) == "cellXfs":
            for number, style in enumerate(x for x in group if isinstance(x.tag, str)):
                if int(style.get("numFmtId", "0") or 0) in formats:
                    styles.add(number)
    return frozenset(styles)


def _sheet(entry: Entry, where: Message, hidden: bool, book: Book) -> list[Live]:
    layer = Layer.HIDDEN if hidden else Layer.SHOWN
    text = Live(where, layer, "sheet" if hidden else "", source=entry)
    unseen = Live(say(N_("{part}·{what}"), part=where, what=say(N_("隐藏的行或列"))), Layer.HIDDEN,
                  "rows", source=entry)  # fmt: skip
    beside = Live(say(N_("{part}·{what}"), part=where, what=say(N_("页眉页脚和公式"))), Layer.ASIDE,
                  source=entry)  # fmt: skip
    columns = hidden_columns(entry.root)
    for node in entry.root.iter():
        name = name_of(node)
        if name == "row":
            gone = is_hidden_row(node)
            _row(node, text, unseen, frozenset() if hidden else columns, gone and not hidden, book)
        elif name in _BESIDE or name == "f":
            if node.text and node.text.strip():
                beside.add(node.text, NodeText(node))
                beside.add("\n")
        elif name in ("hyperlink", "dataValidation"):
            for key in ("display", "tooltip", "location", "prompt", "error"):
                if node.get(key):
                    beside.add(node.get(key), NodeAttribute(node, key))
                    beside.add("\n")
    return [live for live in (text, unseen, beside) if live.text.strip()]


def hidden_columns(root: Node) -> frozenset[int]:
    """The numbers of columns nobody sees, from 1."""
    found: set[int] = set()
    for node in root:
        if name_of(node) == "cols":
            for column in node:
                if not isinstance(column.tag, str):
                    continue
                thin = float(column.get("width", "9") or 9) < 0.1
                if column.get("hidden") in ("1", "true") or thin:
                    low, high = int(column.get("min", "1")), int(column.get("max", "1"))
                    found.update(range(low, min(high, low + 16384) + 1))
    return frozenset(found)


def is_hidden_row(node: Node) -> bool:
    """Whether nobody sees a row."""
    if node.get("hidden") in ("1", "true"):
        return True
    return node.get("customHeight") in ("1", "true") and float(node.get("ht", "15") or 15) < 0.5


def column_of(reference: str) -> int:
    """The number of a cell's column, from 1; 0 where the cell does not say."""
    match = _CELL.fullmatch(reference)
    if match is None:
        return 0
    number = 0
    for letter in match[1]:
        number = number * 26 + ord(letter) - 64
    return number


def _row(
    row: Node, text: Live, unseen: Live, columns: frozenset[int], gone: bool, book: Book
) -> None:
    last = {id(text): 0, id(unseen): 0}
    begun: list[Live] = []
    for position, cell in enumerate((c for c in row if name_of(c) == "c"), 1):
        column = column_of(cell.get("r", "")) or position
        into = unseen if gone or column in columns else text
        # Empty cells keep their place, so that a column stays under its heading.
        before = last[id(into)]
        into.add("\t" * min(column - (before or 1), 200))
        last[id(into)] = column
        if into not in begun:
            begun.append(into)
        into.mark(cell.get("r", ""))
        _value(cell, into, book)
    for live in begun:
        live.add("\n")


def _value(cell: Node, into: Live, book: Book) -> None:
    kind = cell.get("t", "n")
    value = next((child for child in cell if name_of(child) == "v"), None)
    if kind == "inlineStr":
        for node in _texts(cell):
            _add(into, node)
    elif value is None or not value.text:
        return
    elif kind == "s":
        number = int(value.text)
        if 0 <= number < len(book.strings):
            book.used.add(number)
            for node in book.strings[number]:
                _add(into, node, book.entry)
    else:
        shown = _shown(value.text, kind, int(cell.get("s", "0") or 0) in book.dates, book)
        into.add(shown, CellValue(cell, shown))


@dataclass(slots=True)
class SharedText(NodeText):
    """Text many cells may share: masked in one, it is masked in all."""

    owner: Entry | None = None
    read: str = ""

    def change(self, edits: list[Edit]) -> None:
        # The same edits may come from several cells; they are made on the text as it was read.
        self.node.text = _merged(self.node.text or "", edited(self.read, edits))
        if self.owner is not None:
            self.owner.touch()


def _merged(now: str, then: str) -> str:
    """Both sets of masks: a character that either hides stays hidden."""
    return "".join("*" if "*" in (a, b) else a for a, b in zip(now, then, strict=True))


def _add(into: Live, node: Node, owner: Entry | None = None) -> None:
    # One line a row: line ends inside a cell would tear the columns apart.
    shown = (node.text or "").replace("\n", " ").replace("\t", " ").replace("\r", " ")
    into.add(shown, SharedText(node, owner=owner, read=node.text or ""))


def _shown(value: str, kind: str, is_date: bool, book: Book) -> str:
    """A number as a person would read it."""
    if kind != "n":
        return value.replace("\n", " ").replace("\t", " ")
    try:
        number = float(value)
    except ValueError:
        return value
    if is_date and 1 <= number < 2_958_466:
        start = datetime(1904, 1, 1) if book.from_1904 else datetime(1899, 12, 30)  # noqa: DTZ001
        day = start + timedelta(days=number)
        return f"{day:%Y-%m-%d}" if number == int(number) else f"{day:%Y-%m-%d %H:%M}"
    return str(int(number)) if number == int(number) and abs(number) < 1e21 else value


def _comments(entry: Entry, where: Message) -> list[Live]:
    live = Live(where, Layer.COMMENT, "comment", source=entry)
    for node in entry.root.iter():
        if name_of(node) in ("comment", "threadedComment"):
            live.mark(attribute(node, "ref"))
            texts = [n for n in node.iter() if name_of(n) in ("t", "text") and n.text]
            for text in texts:
                live.add(text.text, NodeText(text))
            live.add("\n")
        elif name_of(node) == "author" and node.text and node.text.strip():
            live.add(node.text, NodeText(node))
            live.add("：")
    return [live] if live.text.strip() else []


def _leftovers(book: Book) -> Iterable[Live]:
    """Shared texts that no cell uses: what was deleted and is still in the file."""
    live = Live(say(N_("表格里已删除、文件里还留着的文字")), Layer.HIDDEN, "leftover",
                source=book.entry)  # fmt: skip
    for number, nodes in enumerate(book.strings):
        if number not in book.used and nodes:
            for node in nodes:
                _add(live, node, book.entry)
            live.add("\n")
    return [live] if live.text.strip() else []
