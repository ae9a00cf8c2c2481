"""Table 3 in running text."""

from __future__ import annotations

from tongming.law.figures import Cell
from tongming.law.forms import FORM_2021, REQUEST_COLUMNS
from tongming.law.words import N_, say
from tongming.reports.reading.align import EMPTY
from tongming.reports.reading.findings import Findings
from tongming.reports.reading.labels import REQUEST_KINDS, REQUEST_ROWS, bare
from tongming.reports.reading.layout import OFFICIAL
from tongming.reports.reading.table_rows import REQUESTS
from tongming.reports.reading.tokens import Run, Token, header_labels, tail

_GROUP = next(column.groups[-1] for column in REQUEST_COLUMNS if len(column.groups) > 1)
_NUMERALS = set("一二三四五六七0123456789")
_PARENTS = {
    row.key: row.parent
    for row in FORM_2021.table("requests").blocks[0].rows
    if not row.heading and row.parent
}


class RequestRuns:
    """Collects the rows of table 3; how the text keeps empty cells shows only in all of them."""

    def __init__(self, findings: Findings, lines: set[int]) -> None:
        self._findings = findings
        self._lines = lines
        self._kinds: list[str] = []
        self._grouped = False
        self._last = ""
        self._rows: list[tuple[str, str, Run]] = []
        self._headings: list[str] = []
        self.blank_lines = False
        """Whether the text is seen to keep its empty cells as blank lines."""
        self._settled = 0

    def take(self, run: Run) -> None:
        """Read a run in the region of the table."""
        header = header_labels(run.words, REQUEST_KINDS, REQUESTS.header_only, _GROUP)
        if header is not None:
            self._kinds, self._grouped = header
        for token in run.words:
            self._notice(token)
        found = tail(run.words, REQUEST_ROWS)
        if not run.values:
            return
        if found is None:
            self._findings.orphans("requests", run.words, REQUEST_ROWS, run.cells, OFFICIAL)
            return
        key, count, exact = found
        label = run.label(count)
        if not self._plausible(key, label, run):
            return
        if key in REQUESTS.headings:
            self._beside_heading(key, label, run)
            return
        self._last = key
        self._findings.met("requests", key)
        self._lines.update(token.line for token in (*run.words[-count:], *run.values))
        if not exact:
            self._findings.remark(
                f"requests/{key}", say(N_("行名“{label}”不完整，按最接近的行名读取"), label=label)
            )
        self._rows.append((key, label, run))

    def _notice(self, token: Token) -> None:
        """Take note of a label, whether or not figures follow it."""
        name = bare(token.text)
        key = REQUEST_ROWS.exact(token.text)
        if name in REQUESTS.header_only or REQUEST_KINDS.exact(token.text):
            self._lines.add(token.line)
        elif key is not None and key not in REQUESTS.headings:
            self._findings.met("requests", key)
            self._lines.add(token.line)

    def _beside_heading(self, key: str, label: str, run: Run) -> None:
        if any(token.value.figure for token in run.cells if token.value):
            self._findings.remark(
                f"requests/{key}", say(N_("“{label}”是标题行，表中的数字未计入"), label=label)
            )
            self._headings.append(key)

    def _plausible(self, key: str, label: str, run: Run) -> bool:
        """「总计」 and 「其他」 name a column too: they are rows only where the form has those."""
        if key not in ("3.7", "3.6.3") or bare(label)[:1] in ("七", "3"):
            return True
        if any(bare(token.text) in REQUESTS.header_only for token in run.words[-4:]):
            return False
        if key == "3.7":
            return self._last.startswith(("3.5", "3.6"))
        return self._last in ("3.6.1", "3.6.2")

    def _order(self) -> tuple[str, ...]:
        """The columns in the order of the figures, as the header tells it."""
        printed = tuple(self._kinds)
        if not printed:
            return OFFICIAL
        # A header of several rows is printed row by row: the group's members after the total.
        if self._grouped or printed[:2] == (OFFICIAL[0], OFFICIAL[-1]):
            return tuple(key for key in OFFICIAL if key in printed)
        return printed

    def _proved(self, order: tuple[str, ...]) -> tuple[str, ...]:
        """The order of the columns after a look at the rows.

        The form's own order stands in for a header that names other columns than the rows have, or
        in another order, if the rows' sums fulfil it and do not fulfil the header's.
        """
        if order == OFFICIAL:
            return order
        if len(order) < len(OFFICIAL) and any(
            sum(1 for token in run.cells if token.text) == len(OFFICIAL) for _, _, run in self._rows
        ):
            # A heading of the header is lost, not its column.
            return OFFICIAL
        rows = [cells for _, _, run in self._rows if (cells := run.fitting(len(OFFICIAL)))]
        numbers = [
            [figure for t in cells if t.value and isinstance(figure := t.value.figure, int)]
            for cells in rows
        ]
        if any(len(row) != len(OFFICIAL) for row in numbers) or len(rows) < 3:
            return order
        official = sum(2 * row[-1] == sum(row) for row in numbers)
        whole = set(order) == set(OFFICIAL)
        total = order.index("sum") if whole else 0
        printed = whole and all(2 * row[total] == sum(row) for row in numbers)
        if official * 5 >= len(rows) * 4 and not printed:
            self._findings.remark(
                "requests", say(N_("表头的列序与各行合计不符，按格式规定的列序则相符，从后者"))
            )
            return OFFICIAL
        return order

    def settle(self, following: Run) -> None:
        """A row with one number too many: the last may be the number of the next row's label."""
        if len(self._rows) == self._settled or not following.words:
            return
        self._settled = len(self._rows)
        key, label, run = self._rows[-1]
        cells = run.cells
        if len(cells) != len(self._order()) + 1:
            return
        first = following.words[0].text
        match = REQUEST_ROWS.find(first)
        if bare(first)[:1] in _NUMERALS:
            return
        if match is not None and match.key.rpartition(".")[2] == cells[-1].text.strip("."):
            self._rows[-1] = (key, label, Run(run.words, cells[:-1]))

    def finish(self) -> None:
        """Give every row its columns, now that the whole table is known."""
        order = self._proved(self._order())
        width = len(order)
        padded = sum(run.padded(width) for _, _, run in self._rows) >= 2
        uneven: list[tuple[str, str, Run]] = []
        given: set[str] = set()
        for key, label, run in self._rows:
            cells = run.fitting(width)
            if padded and not any(token.text for token in cells[width:]):
                cells = cells[:width]
            if len(cells) == width:
                self._put(key, order, cells)
                given.add(key)
            else:
                uneven.append((key, label, run))
        if uneven:
            self._uneven(uneven, order)
        for heading in self._headings:
            for row, parent in _PARENTS.items():
                if parent == heading and row not in given:
                    self._findings.doubt("requests", row, OFFICIAL)

    def _uneven(self, rows: list[tuple[str, str, Run]], order: tuple[str, ...]) -> None:
        """Rows with fewer numbers, or more, than there are columns.

        If every one of them has exactly one line for each column, numbers and blank lines together,
        the text keeps its empty cells. Otherwise nobody can say where the numbers belong.
        """
        width = len(order)
        trimmed = [run.without_end(width) for _, _, run in rows]
        if all(len(values) == width for values in trimmed):
            for (key, _, _), values in zip(rows, trimmed, strict=True):
                self._put(key, order, values)
            self.blank_lines = True
            self._findings.remark("requests", say(N_("有的行留有空行，按空行即空白单元格读取")))
            return
        for key, label, run in rows:
            self._findings.doubt("requests", key, OFFICIAL)
            found = sum(1 for token in run.cells if token.text)
            self._findings.cannot_tell("requests", key, label, found, width)

    def _put(self, key: str, order: tuple[str, ...], values: list[Token]) -> None:
        for column, token in zip(order, values, strict=True):
            value = token.value if token.value is not None else EMPTY
            self._findings.put(Cell("requests", key, column), value, token.text)
