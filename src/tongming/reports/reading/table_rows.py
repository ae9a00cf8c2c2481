"""Tables whose rows are named at their left: 2 (proactive), 3 (requests), channels, stated."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

from tongming.law.figures import Cell
from tongming.law.forms import FORM_OWN, REQUEST_COLUMNS
from tongming.law.words import N_, say
from tongming.reports.reading.align import Aligned, Header, How, align
from tongming.reports.reading.blocks import Box, Grid
from tongming.reports.reading.findings import Findings
from tongming.reports.reading.labels import (
    CHANNEL_COLUMNS,
    CHANNEL_ROWS,
    PROACTIVE_BLOCKS,
    PROACTIVE_COLUMNS,
    PROACTIVE_ROWS,
    REQUEST_HEADINGS,
    REQUEST_KINDS,
    REQUEST_ROWS,
    STATED_ROWS,
    Vocabulary,
    bare,
    closest,
)
from tongming.reports.reading.missing import Unnamed, name_the_missing
from tongming.reports.reading.numbers import value_of

_ABOVE = {"申请人情况", "法人或其他组织", "信息内容", "单位", "序号"}
Columns = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Spec:
    """What a table's rows and columns can be."""

    table: str
    rows: Vocabulary
    columns: Vocabulary | None
    headings: frozenset[str] = frozenset()
    header_only: frozenset[str] = frozenset()
    """Words that stand in a header and never beside figures."""

    def choices(self, row: str) -> list[Columns]:
        """The columns a row has, one list a form."""
        if self.table == "proactive":
            return [columns for _, columns in PROACTIVE_BLOCKS[row]]
        return [_FIXED[self.table]]


_FIXED: dict[str, Columns] = {
    "requests": tuple((column.key, column.label) for column in REQUEST_COLUMNS),
    **{
        key: tuple((column.key, column.label) for column in FORM_OWN.table(key).blocks[0].columns)
        for key in ("channels", "stated")
    },
}
REQUESTS = Spec(
    "requests",
    REQUEST_ROWS,
    REQUEST_KINDS,
    frozenset(REQUEST_HEADINGS) - {"3.6"},
    frozenset(
        bare(label)
        for column in REQUEST_COLUMNS
        for label in (*column.groups, column.label)
        if REQUEST_ROWS.exact(label) is None
    ),
)
PROACTIVE = Spec(
    "proactive", PROACTIVE_ROWS, PROACTIVE_COLUMNS, frozenset(), frozenset({"信息内容"})
)
CHANNELS = Spec("channels", CHANNEL_ROWS, CHANNEL_COLUMNS)
STATED = Spec("stated", STATED_ROWS, None)
SPECS = {spec.table: spec for spec in (REQUESTS, PROACTIVE, CHANNELS, STATED)}


@dataclass(slots=True)
class _Row:
    """A row of the grid, its label told apart from its values."""

    number: int
    key: str | None
    label: str
    exact: bool
    labels: list[Box] = field(default_factory=list)
    values: list[Box] = field(default_factory=list)

    @property
    def filled(self) -> bool:
        return any(
            not (value := value_of(box.text)).empty and not value.is_words for box in self.values
        )


def read_rows(spec: Spec, grid: Grid, findings: Findings) -> None:
    """Read a table's rows into the findings."""
    _Reader(spec, grid, findings).read()


class _Reader:
    def __init__(self, spec: Spec, grid: Grid, findings: Findings) -> None:
        self._spec = spec
        self._grid = grid
        self._findings = findings
        self._header: list[Box] = []
        self._header_open = False
        self._unnamed: list[Unnamed] = []

    def read(self) -> None:
        carried = self._findings.headers.get(self._spec.table)
        if carried is not None and carried[0] == self._grid.width:
            self._header = carried[1]
        rows = [self._split(number) for number in range(len(self._grid.rows))]
        self._join_broken_labels(rows)
        for row in rows:
            for box in self._grid.starting(row.number):
                self._findings.mark(box.text)
            if row.key is None and self._is_header(row):
                continue
            self._header_open = False
            if row.key is not None:
                self._data(row)
            elif row.filled:
                self._nameless(row)
        name_the_missing(self._spec.table, self._unnamed, self._findings, self._put)
        if self._header:
            self._findings.headers[self._spec.table] = (self._grid.width, self._header)

    # --- Label and values ---

    def _split(self, number: int) -> _Row:
        boxes = self._grid.boxes(number)
        if any(bare(box.text) in self._spec.header_only for box in boxes):
            return self._unlabelled(number, boxes)
        words = [i for i, box in enumerate(boxes) if value_of(box.text).is_words]
        for last in reversed(words):
            key, first, exact = self._label(boxes, last)
            if key is None:
                continue
            box = boxes[last]
            lost = key in self._spec.headings and (
                box.height > 1 or any(last < i for i in words if boxes[i].row == number)
            )
            if box.row != number or lost:
                # The name is that of a heading, or reaches down from above: the row's own is lost.
                return self._unlabelled(number, boxes, after=last + 1)
            text = "".join(box.text for box in boxes[first : last + 1])
            return _Row(number, key, text, exact, boxes[: last + 1], boxes[last + 1 :])
        return self._unlabelled(number, boxes)

    def _label(self, boxes: list[Box], last: int) -> tuple[str | None, int, bool]:
        """The row a label ending in box `last` names, where the label begins, whether it is whole."""
        texts = [boxes[last].text]
        firsts = [last]
        for first in range(last - 1, max(last - 4, -1), -1):
            texts.append(boxes[first].text + texts[-1])
            firsts.append(first)
        for text, first in zip(texts, firsts, strict=True):
            key = self._spec.rows.exact(text) if len(text) <= 90 else None
            if key is not None:
                return key, first, True
        match = self._spec.rows.find(texts[0]) if len(texts[0]) <= 90 else None
        return (match.key, last, match.exact) if match else (None, last, False)

    def _unlabelled(self, number: int, boxes: list[Box], after: int = 0) -> _Row:
        end = after
        while end < len(boxes) and value_of(boxes[end].text).is_words:
            end += 1
        text = "".join(box.text for box in boxes[after:end] if box.row == number)
        return _Row(number, None, text, False, boxes[:end], boxes[end:])

    def _join_broken_labels(self, rows: list[_Row]) -> None:
        """A label broken over two rows, its figures beside the first half or the second."""
        for one, two in itertools.pairwise(rows):
            if (one.key is not None and one.exact) or (two.key is not None and two.exact):
                continue
            if not one.label or not two.label or (one.filled and two.filled):
                continue
            key = self._spec.rows.exact(one.label + two.label)
            if key is None:
                continue
            keeper, other = (two, one) if two.filled else (one, two)
            keeper.key, keeper.exact, keeper.label = key, True, one.label + two.label
            other.key, other.label, other.values = None, "", []

    # --- Headers ---

    def _is_header(self, row: _Row) -> bool:
        boxes = self._grid.starting(row.number)
        words = [box for box in boxes if value_of(box.text).is_words]
        if row.filled or not words:
            return False
        known = self._spec.columns
        named = any(bare(box.text) in _ABOVE for box in words)
        hits = known is not None and any(
            known.find(box.text) for box in words if len(box.text) <= 30
        )
        if not named and not hits and not (self._header_open and len(words) > 1):
            return False
        if not self._header_open:
            self._header = []
            self._header_open = True
        self._header += [box for box in words if bare(box.text) not in _ABOVE]
        return True

    def _columns(self, row: str) -> Header:
        """The header over a row: the columns of the form whose labels it fits."""
        choices = self._spec.choices(row)
        found = {columns: self._match(columns) for columns in choices}
        best = max(choices, key=lambda columns: len(found[columns]))
        if found[best]:
            return _header(found[best], tuple(key for key, _ in best))
        if len(choices) > 1:
            best = self._by_form(row, choices)
        if len(best) > 1:
            self._findings.remark(
                self._spec.table, say(N_("没有可以辨认的表头，按格式规定的列序读取"))
            )
        return Header({}, tuple(key for key, _ in best))

    def _by_form(self, row: str, choices: list[Columns]) -> Columns:
        """Without a header, the form that the other labels belong to says what the columns are."""
        marks = self._findings.marks
        by_form = dict(PROACTIVE_BLOCKS[row])
        return max(by_form.items(), key=lambda item: marks[item[0]])[1]

    def _match(self, columns: Columns) -> dict[str, Box]:
        keys = {key for key, _ in columns}
        known = self._spec.columns
        found: dict[str, Box] = {}
        left: list[Box] = []
        for box in self._header:
            match = known.find(box.text) if known is not None else None
            if match is None:
                left.append(box)
            elif match.key in keys and match.key not in found:
                found[match.key] = box
        wanted = [(key, label) for key, label in columns if key not in found]
        if not found and known is not None and not left:
            return found
        for box in left:
            key = closest(box.text, wanted) if wanted else None
            if key is not None and key not in found:
                found[key] = box
        return found

    # --- Rows ---

    def _data(self, row: _Row) -> None:
        assert row.key is not None
        spec, findings = self._spec, self._findings
        if row.key in spec.headings:
            if row.filled and any(value_of(box.text).figure for box in row.values):
                findings.remark(
                    f"{spec.table}/{row.key}",
                    say(N_("“{label}”是标题行，表中的数字未计入"), label=_flat(row.label)),
                )
            return
        if self._out_of_place(row):
            return
        findings.met(spec.table, row.key)
        self._unnamed.append(Unnamed(row.key, row.label, None))
        if not row.exact:
            findings.remark(
                f"{spec.table}/{row.key}",
                say(N_("行名“{label}”不完整，按最接近的行名读取"), label=_flat(row.label)),
            )
        aligned = self._aligned(row, row.key)
        if aligned is not None:
            self._put(row.key, aligned)
        elif row.filled:
            columns = {key for columns in spec.choices(row.key) for key, _ in columns}
            findings.doubt(spec.table, row.key, columns)
            findings.remark(
                f"{spec.table}/{row.key}",
                say(
                    N_(
                        "“{label}”一行的{n}个单元格与表头对不上，无法确认各数属于哪一列，本行未取数"
                    ),
                    label=_flat(row.label),
                    n=len(row.values),
                ),
            )

    def _out_of_place(self, row: _Row) -> bool:
        """A second 「总计」 below the table is not its row (七)."""
        met = self._findings.rows.get("requests", [])
        if self._spec.table != "requests" or row.key != "3.7" or "4" not in met:
            return False
        if "七" in row.label:
            return False
        self._findings.remark(
            "requests", say(N_("表后另有一行“{label}”，未计入"), label=_flat(row.label))
        )
        return True

    def _aligned(self, row: _Row, key: str) -> Aligned | None:
        header = self._columns(key)
        aligned = align(row.values, header)
        if aligned is None and len(header.order) == 1:
            # One column: the only thing printed in the row is its value.
            printed = [box for box in row.values if not value_of(box.text).empty]
            numbers = [box for box in printed if not value_of(box.text).is_words]
            if len(numbers) == 1 or len(printed) <= 1:
                one = numbers or printed or row.values[:1]
                aligned = align(one, Header({}, header.order))
        if aligned is not None and aligned.how is How.ORDER and header.columns:
            self._findings.remark(
                self._spec.table, say(N_("表头与数据行的列位置不一致，按列的先后顺序读取"))
            )
        if aligned is not None and aligned.how is How.SHORT:
            self._findings.remark(
                f"{self._spec.table}/{key}",
                say(N_("“{label}”一行缺少末尾的单元格，缺少的按未填读取"), label=_flat(row.label)),
            )
        return aligned

    def _nameless(self, row: _Row) -> None:
        aligned = None
        if self._spec.table == "requests":
            header = self._columns("1")
            aligned = align(row.values, header)
        self._unnamed.append(Unnamed(None, row.label, aligned))

    def _put(self, key: str, aligned: Aligned) -> None:
        for column, (value, text) in aligned.values.items():
            self._findings.put(Cell(self._spec.table, key, column), value, text)


def _header(found: dict[str, Box], order: tuple[str, ...]) -> Header:
    """The header with its columns in the order they are printed."""
    boxes = sorted(found.items(), key=lambda item: (item[1].col, item[1].right))
    sound = all(one.right <= two.col for (_, one), (_, two) in itertools.pairwise(boxes))
    spans = {key: (box.col, box.right) for key, box in boxes}
    # A column the header lacks is not in the rows either. Where two columns claim one place, the
    # header cannot say the order, and the form's own is taken.
    return Header(spans, tuple(spans) if sound else tuple(k for k in order if k in found), sound)


def _flat(label: str) -> str:
    return "".join(label.split())
