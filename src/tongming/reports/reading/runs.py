"""Tables in running text: cells one to a line, or several to a line with blanks between.

There is no geometry here, only order: some words, then some numbers. Numbers belong to the row whose
label ends the words before them, and only if there are exactly as many as the header has columns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tongming.law.figures import Cell
from tongming.law.words import N_, say
from tongming.reports.reading.align import EMPTY
from tongming.reports.reading.blocks import Line
from tongming.reports.reading.findings import Findings
from tongming.reports.reading.labels import (
    PROACTIVE_BLOCKS,
    PROACTIVE_COLUMNS,
    PROACTIVE_ROWS,
    REMEDY_GROUP,
    REQUEST_KINDS,
    REQUEST_ROWS,
    Vocabulary,
    bare,
    closest,
)
from tongming.reports.reading.numbers import Value, value_of, visible
from tongming.reports.reading.table_legacy import Sequence as LegacySequence
from tongming.reports.reading.table_legacy import put_legacy
from tongming.reports.reading.table_remedies import GROUPS, IN_ORDER, RESULTS
from tongming.reports.reading.table_rows import REQUESTS

_SEPARATORS = re.compile(r"[\t|│┃║｜¦]")
_RESULT = re.compile("结果维持|结果纠正|其他结果|尚未审结|总计|合计")
_ANCHORS = (
    ("proactive", re.compile("信息内容|第二十条第|主动公开政府信息情况")),
    (
        "requests",
        re.compile("收到和处理政府信息公开申请情况|申请人情况|自然人|本年新收政府信息公开申请数量"),
    ),
    ("remedies", re.compile("行政复议行政诉讼情况|行政复议和行政诉讼情况|结果维持")),
    ("", re.compile("存在的主要问题|其他需要报告的事项")),
    ("legacy", re.compile("政府信息公开情况统计表|统计指标")),
)
_UNITS = {"条", "件", "次", "篇", "万元", "个", "人", "人次", "单位"}
_OFFICIAL = tuple(key for key, _ in REQUESTS.choices("1")[0])


@dataclass(slots=True)
class _Token:
    text: str
    line: int
    value: Value | None = None
    """What it says, where it is a value; `EMPTY` for a cell kept empty."""


@dataclass(slots=True)
class _Run:
    """Some words, then some values."""

    words: list[_Token] = field(default_factory=list)
    values: list[_Token] = field(default_factory=list)

    @property
    def cells(self) -> list[_Token]:
        """The values, and the cells kept empty among them; without blank lines."""
        return [token for token in self.values if token.value is not None]

    def padded(self, width: int) -> bool:
        """Whether so many figures are followed by nothing but empty cells, and by some."""
        cells = self.cells
        return (
            len(cells) > width
            and all(token.text for token in cells[:width])
            and not any(token.text for token in cells[width:])
        )

    def fitting(self, width: int) -> list[_Token]:
        """The cells of a row of so many columns; all filled, what it is padded with is left out."""
        cells = self.cells
        filled = [i for i, token in enumerate(cells) if token.text]
        if len(filled) == width and filled[-1] - filled[0] == width - 1:
            return cells[filled[0] : filled[-1] + 1]
        return cells


def read_runs(lines: Sequence[Line], findings: Findings, skip: frozenset[str]) -> set[int]:
    """Read the tables among lines of words, `skip` being those already found as grids.

    Answers the numbers of the lines that belong to a table.
    """
    reader = _Reader(findings, skip)
    for run in _runs(lines):
        reader.take(run)
    reader.finish()
    return reader.lines


def _tokens(lines: Sequence[Line]) -> list[_Token]:
    tokens: list[_Token] = []
    for number, line in enumerate(lines):
        text = visible(line.text)
        if not text.strip():
            tokens.append(_Token("", number))
            continue
        kept = _SEPARATORS.search(text) is not None
        if kept:
            pieces = [piece.strip() for piece in _SEPARATORS.split(text)]
            # The bar at a line's end closes its last cell, the one at its beginning opens the first.
            if not pieces[-1]:
                pieces.pop()
            while len(pieces) > 1 and not pieces[0] and any(pieces):
                pieces.pop(0)
        else:
            pieces = text.split()
        found = [
            _Token(piece, number, None if (value := value_of(piece)).is_words else value)
            for piece in pieces
        ]
        # A number before the words of its line is the row's own number.
        if len(found) > 1 and found[0].value is not None and found[1].value is None:
            found[0].value = None
        tokens += [token for token in found if kept or token.text]
    return tokens


def _runs(lines: Sequence[Line]) -> list[_Run]:
    runs = [_Run()]
    for token in _tokens(lines):
        run = runs[-1]
        if token.value is not None:
            run.values.append(token)
        elif not token.text:
            if run.values:
                run.values.append(token)
        elif any(value.text for value in run.values):
            runs.append(_Run([token]))
        else:
            # Cells kept empty and no figure: a header, or a row left blank.
            run.values.clear()
            run.words.append(token)
    return runs


class _Reader:
    def __init__(self, findings: Findings, skip: frozenset[str]) -> None:
        self.lines: set[int] = set()
        self._findings = findings
        self._skip = skip
        self._table = ""
        self._kinds: list[str] = []
        self._grouped = False
        self._columns: list[str] = []
        self._last = ""
        self._legacy = LegacySequence()
        self._rows: list[tuple[str, str, _Run]] = []

    def take(self, run: _Run) -> None:
        """Read one run, given those before it."""
        self._settle(run)
        self._enter(run)
        if not self._table or self._table in self._skip:
            return
        if self._table == "requests":
            self._requests(run)
        elif self._table == "proactive":
            self._proactive(run)
        elif self._table == "remedies":
            self._remedies(run)
        else:
            self._legacy_row(run)

    def finish(self) -> None:
        """Read what could only be read once the whole table was seen."""
        self._give_rows()

    def _enter(self, run: _Run) -> None:
        """Notice headings and headers among the words."""
        text = bare("".join(token.text for token in run.words[-120:]))
        at = -1
        for table, anchor in _ANCHORS:
            last = None
            for last in anchor.finditer(text):
                pass
            if last is not None and last.end() > at:
                at = last.end()
                if table != self._table:
                    self._table = table
                    self._columns = []
        if self._table and self._table not in self._skip:
            for token in run.words:
                self._findings.mark(token.text)

    def _mine(self, tokens: Sequence[_Token]) -> None:
        self.lines.update(token.line for token in tokens)

    # --- 三、requests ---

    def _requests(self, run: _Run) -> None:
        kinds = _labels(run.words, REQUEST_KINDS, REQUESTS.header_only)
        if kinds:
            self._kinds, self._grouped = kinds
            self._mine(
                [
                    t
                    for t in run.words
                    if _known(t, REQUEST_KINDS) or bare(t.text) in REQUESTS.header_only
                ]
            )
        for token in run.words:
            key = REQUEST_ROWS.exact(token.text)
            if key is not None and len(bare(token.text)) > 2 and key not in REQUESTS.headings:
                self._findings.met("requests", key)
                self._mine([token])
        found = _tail(run.words, REQUEST_ROWS)
        if found is None or not run.values:
            return
        key, count, exact = found
        label = "".join(token.text for token in run.words[-count:])
        if not self._plausible(key, label, bool(kinds), run):
            return
        if key in REQUESTS.headings:
            return
        self._last = key
        self._findings.met("requests", key)
        self._mine([*run.words[-count:], *run.values])
        if not exact:
            self._findings.remark(
                f"requests/{key}", say(N_("行名“{label}”不完整，按最接近的行名读取"), label=label)
            )
        self._rows.append((key, label, run))

    def _plausible(self, key: str, label: str, under_header: bool, run: _Run) -> bool:
        """「总计」 and 「其他」 name a column too: they are rows only where the form has those rows."""
        if key not in ("3.7", "3.6.3"):
            return True
        text = bare(label)
        if text[:1] in ("七", "3"):
            return True
        if under_header and any(
            bare(token.text) in REQUESTS.header_only for token in run.words[-4:]
        ):
            return False
        if key == "3.7":
            return self._last.startswith(("3.5", "3.6"))
        return self._last in ("3.6.1", "3.6.2")

    def _order(self) -> tuple[str, ...]:
        if not self._kinds:
            return _OFFICIAL
        if self._grouped or set(self._kinds) != set(_OFFICIAL):
            return tuple(key for key in _OFFICIAL if key in self._kinds)
        return tuple(self._kinds)

    def _settle(self, following: _Run | None) -> None:
        """A row with one number too many: the last may be the number of the next row's label."""
        if not self._rows:
            return
        key, label, run = self._rows[-1]
        cells = run.cells
        if len(cells) != len(self._order()) + 1 or following is None or not following.words:
            return
        match = REQUEST_ROWS.find(following.words[0].text)
        if match is not None and match.key.rpartition(".")[2] == cells[-1].text.strip("."):
            self._rows[-1] = (key, label, _Run(run.words, cells[:-1]))

    def _give_rows(self) -> None:
        """Every row at once: how the text keeps its empty cells shows in the table as a whole."""
        order = self._order()
        width = len(order)
        behind = [run for _, _, run in self._rows if run.padded(width)]
        uneven: list[tuple[str, str, _Run]] = []
        for key, label, run in self._rows:
            cells = run.fitting(width)
            if len(behind) >= 2 and not any(token.text for token in cells[width:]):
                cells = cells[:width]
            if len(cells) == width:
                self._put("requests", key, order, cells)
            else:
                uneven.append((key, label, run))
        # Rows with fewer numbers: if every one of them has exactly one line for each column, numbers
        # and blank lines together, the text keeps its empty cells. Otherwise nobody can say.
        trimmed = [_without_end(run, width) for _, _, run in uneven]
        if trimmed and all(len(values) == width for values in trimmed):
            for (key, _, _), values in zip(uneven, trimmed, strict=True):
                self._put("requests", key, order, values)
            self._findings.remark("requests", say(N_("有的行留有空行，按空行即空白单元格读取")))
            return
        for key, label, run in uneven:
            found = sum(1 for token in run.cells if token.text)
            self._unsure("requests", key, label, found, width)

    # --- 二、proactive ---

    def _proactive(self, run: _Run) -> None:
        columns = _labels(run.words, PROACTIVE_COLUMNS, frozenset({"信息内容"}))
        if columns and columns[0]:
            self._columns = columns[0]
            self._mine(
                [t for t in run.words if _known(t, PROACTIVE_COLUMNS) or bare(t.text) == "信息内容"]
            )
        for token in run.words:
            key = PROACTIVE_ROWS.exact(token.text)
            if key is not None:
                self._findings.met("proactive", key)
                self._mine([token])
        found = _tail(run.words, PROACTIVE_ROWS)
        if found is None or not run.values:
            return
        key, count, _ = found
        label = "".join(token.text for token in run.words[-count:])
        self._findings.met("proactive", key)
        self._mine([*run.words[-count:], *run.values])
        order = self._proactive_order(key)
        values = run.fitting(len(order))
        if len(values) == len(order):
            self._put("proactive", key, order, values)
        else:
            self._unsure("proactive", key, label, len(values), len(order))

    def _proactive_order(self, row: str) -> tuple[str, ...]:
        forms = dict(PROACTIVE_BLOCKS[row])
        marks = self._findings.marks

        def fit(form: str) -> tuple[int, int]:
            keys = {key for key, _ in forms[form]}
            there = set(self._columns)
            return len(keys & there) * 2 - len(there - keys), marks[form]

        form = max(forms, key=fit)
        keys = tuple(key for key, _ in forms[form])
        if set(self._columns) == set(keys):
            return tuple(self._columns)
        return keys

    # --- 四、remedies ---

    def _remedies(self, run: _Run) -> None:
        text = bare("".join(token.text for token in run.words))
        printed = _RESULT.findall(text)
        values = [token for token in run.values if token.value is not None]
        if printed and len(printed) >= 5:
            self._columns = printed
            self._findings.met("remedies", "header")
            self._mine(
                [t for t in run.words if _RESULT.search(t.text) or REMEDY_GROUP.exact(t.text)]
            )
        if not values:
            return
        group = REMEDY_GROUP.exact(run.words[-1].text) if run.words else None
        order = self._remedy_order(text, group)
        values = run.fitting(len(order))
        if len(values) == len(order) and self._columns:
            self._mine(run.values)
            for key, token in zip(order, values, strict=True):
                row, _, column = key.partition("/")
                self._findings.met("remedies", row)
                assert token.value is not None
                self._findings.put(Cell("remedies", row, column), token.value, token.text)
            self._columns = [] if group is None else self._columns
        elif self._columns and (group is not None or printed):
            self._mine(run.values)
            self._unsure("remedies", group or "", "", len(values), len(order))

    def _remedy_order(self, text: str, group: str | None) -> tuple[str, ...]:
        count = len(self._columns)
        if (
            group is not None
            and count == len(RESULTS)
            and text.rstrip().endswith(("行政复议", "直接起诉", "复议后起诉"))
        ):
            return tuple(f"{group}/{result}" for result in RESULTS)
        if count == len(IN_ORDER):
            return IN_ORDER
        named = [
            key
            for key, word in (
                ("review", "行政复议"),
                ("direct", "直接起诉"),
                ("after", "复议后起诉"),
            )
            if word in text
        ]
        if named and len(named) * len(RESULTS) == count:
            return tuple(f"{key}/{result}" for key in GROUPS if key in named for result in RESULTS)
        return IN_ORDER

    # --- The older form ---

    def _legacy_row(self, run: _Run) -> None:
        words = [token for token in run.words if token.text not in _UNITS]
        for token in words[:-1]:
            key = self._legacy.exact(token.text)
            if key is not None:
                self._findings.met("legacy", key)
                self._mine([token])
        if not words or not run.values:
            return
        key, count = None, 1
        for count in range(1, min(5, len(words) + 1)):
            key = self._legacy.exact("".join(token.text for token in words[-count:]))
            if key is not None:
                break
        if key is None:
            key, count = self._legacy.find(words[-1].text), 1
        texts = [token.text for token in run.values if token.value is not None]
        if key is not None:
            self._mine([*words[-count:], *run.values])
        put_legacy(key, "".join(token.text for token in words[-count:]), texts, self._findings)

    # --- Figures ---

    def _put(self, table: str, key: str, order: Sequence[str], values: Sequence[_Token]) -> None:
        for column, token in zip(order, values, strict=True):
            value = token.value if token.value is not None else EMPTY
            self._findings.put(Cell(table, key, column), value, token.text)

    def _unsure(self, table: str, key: str, label: str, found: int, wanted: int) -> None:
        columns = {
            "requests": _OFFICIAL,
            "proactive": self._proactive_order(key) if table == "proactive" else (),
        }.get(table, RESULTS)
        for row in [key] if key else GROUPS:
            self._findings.doubt(table, row, columns)
        self._findings.remark(
            f"{table}/{key}" if key else table,
            say(
                N_(
                    "“{label}”一行有{found}个数而表头有{wanted}列，无法确认各数属于哪一列，本行未取数"
                ),
                label=label or key or table,
                found=found,
                wanted=wanted,
            ),
        )


def _known(token: _Token, vocabulary: Vocabulary) -> bool:
    return bool(vocabulary.keys(token.text))


def _tail(words: Sequence[_Token], vocabulary: Vocabulary) -> tuple[str, int, bool] | None:
    """The label the words end in: its key, how many tokens it takes, whether it is whole."""
    texts = ["".join(t.text for t in words[-count:]) for count in range(1, min(7, len(words) + 1))]
    for count, text in enumerate(texts, 1):
        key = vocabulary.exact(text) if len(text) <= 90 else None
        if key is not None:
            # 「其他」 may be the end of a longer label broken in two.
            longer = next(
                (
                    (other, n)
                    for n, longer_text in enumerate(texts[count:], count + 1)
                    if len(longer_text) <= 90 and (other := vocabulary.exact(longer_text))
                ),
                None,
            )
            return (longer[0], longer[1], True) if longer else (key, count, True)
    for count, text in enumerate(texts, 1):
        match = vocabulary.find(text) if len(text) <= 90 else None
        if match is not None:
            return match.key, count, match.exact
    return None


def _labels(
    words: Sequence[_Token], vocabulary: Vocabulary, anchors: frozenset[str]
) -> tuple[list[str], bool] | None:
    """The column labels in a header, in the order printed, and whether they stand under a group.

    None where the words hold no header.
    """
    names = [bare(token.text) for token in words]
    start = next((i for i, name in enumerate(names) if name in anchors), None)
    if start is None:
        return None
    found: list[str] = []
    grouped = False
    i = start
    while i < len(words):
        for count in (1, 2, 3):
            text = "".join(token.text for token in words[i : i + count])
            key = vocabulary.exact(text)
            if key is None and count == 1 and len(text) <= 20:
                match = vocabulary.find(text)
                key = match.key if match else None
            if key is not None:
                if key not in found:
                    found.append(key)
                i += count - 1
                break
        grouped = grouped or names[i] == "法人或其他组织"
        i += 1
    return found, grouped


def _without_end(run: _Run, wanted: int) -> list[_Token]:
    """The values and blank lines of a row, without the blank lines that end the table."""
    values = list(run.values)
    while len(values) > wanted and values[-1].value is None:
        values.pop()
    return values


__all__ = ["closest", "read_runs"]
