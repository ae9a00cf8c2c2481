"""What has been read so far: figures, what they rest on, and what a person should look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tongming.law.figures import Cell, Figure, Gap
from tongming.law.forms import FORMS, Kind
from tongming.law.words import N_, Message, say
from tongming.reports.document import Remark
from tongming.reports.reading.labels import FORM_MARKS, Vocabulary, bare
from tongming.reports.reading.numbers import Value

if TYPE_CHECKING:
    from tongming.reports.reading.tokens import Token

_WAN = Decimal(10000)
_MONEY_IN_YUAN = {"元": Decimal(1), "千元": Decimal(1000), "万元": _WAN, "亿元": _WAN * _WAN}


def _kinds() -> dict[tuple[str, str], Kind]:
    return {
        (table.key, column.key): column.kind
        for form in FORMS.values()
        for table in form.tables
        for block in table.blocks
        for column in block.columns
    }


_KINDS = _kinds()


@dataclass(slots=True)
class Findings:
    """The figures of one report as they are found, table by table."""

    figures: dict[Cell, Figure] = field(default_factory=dict)
    units: dict[Cell, str] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    _said: set[tuple[str, str]] = field(default_factory=set)
    rows: dict[str, list[str]] = field(default_factory=dict)
    """The rows met, by table, in the order met."""
    marks: Counter[str] = field(default_factory=Counter)
    """How many labels were met that stand in one form only, by form."""
    unknown: dict[str, Any] = field(default_factory=dict)
    """Rows that no form has, as printed."""
    unsure: set[Cell] = field(default_factory=set)
    """Cells that hold something which could not be made out."""
    headers: dict[str, Any] = field(default_factory=dict)
    """The last header of each table, for a table that goes on after a page break."""

    def met(self, table: str, row: str) -> None:
        """A row of a table is there, whatever it holds."""
        rows = self.rows.setdefault(table, [])
        if row not in rows:
            rows.append(row)

    def mark(self, text: str) -> None:
        """Count a label that only one form has."""
        form = FORM_MARKS.get(bare(text))
        if form is not None:
            self.marks[form] += 1

    def remark(self, where: str, message: Message) -> None:
        """Something to look at; the same thing about the same place is said once."""
        said = where, str(message)
        if said not in self._said:
            self._said.add(said)
            self.remarks.append(Remark(where, message))

    def put(self, cell: Cell, value: Value, text: str = "") -> None:
        """A figure is found. If it contradicts an earlier one, the cell is left empty, and said."""
        if type(value.figure) is int and not value.unit and cell not in self.figures:
            # The usual figure, a bare number where there is none yet.
            self.figures[cell] = value.figure
            if value.remark is not None:
                self.remark(str(cell), value.remark)
            return
        if value.figure is None:
            self.remark(
                str(cell), say(N_("“{printed}”不是可以确认的数字，未取数"), printed=text.strip())
            )
            self.figures.setdefault(cell, Gap.BLANK)
            self.unsure.add(cell)
            return
        figure = self._in_unit(cell, value)
        earlier = self.figures.get(cell)
        if earlier is None or (isinstance(earlier, Gap) and not isinstance(figure, Gap)):
            self.figures[cell] = figure
            if value.remark is not None:
                self.remark(str(cell), value.remark)
        elif earlier != figure and not isinstance(figure, Gap):
            self.remark(
                str(cell),
                say(N_("同一栏先后出现{a}和{b}，无法确定，未取数"), a=earlier, b=figure),
            )
            self.figures[cell] = Gap.BLANK
            self.unsure.add(cell)

    def cannot_tell(self, table: str, row: str, label: str, found: int, wanted: int) -> None:
        """A row has another number of figures than the header has columns: say so."""
        self.remark(
            f"{table}/{row}" if row else table,
            say(
                N_(
                    "“{label}”一行有{found}个数而表头有{wanted}列，"
                    "无法确认各数属于哪一列，本行未取数"
                ),
                label=label or row or table,
                found=found,
                wanted=wanted,
            ),
        )

    def orphans(
        self,
        table: str,
        words: Sequence[Token],
        rows: Vocabulary,
        cells: Sequence[Token],
        columns: Iterable[str],
    ) -> None:
        """Figures among the rows of a table behind words that name no row."""
        figures = sum(1 for token in cells if token.text)
        last = next((key for token in reversed(words) if (key := rows.exact(token.text))), None)
        if last is not None and figures:
            self.doubt(table, last, columns)
        elif figures < 3:
            return
        self.remark(
            f"{table}/{last}" if last else table,
            say(
                N_("“{label}”之后有{n}个数，前面的文字不是行名，未取数"),
                label=words[-1].text[-20:] if words else "",
                n=figures,
            ),
        )

    def doubt(self, table: str, row: str, columns: Iterable[str]) -> None:
        """A row's numbers are there and cannot be told apart."""
        self.unsure.update(Cell(table, row, column) for column in columns)

    def _in_unit(self, cell: Cell, value: Value) -> Figure:
        figure = value.figure
        if figure is None or isinstance(figure, Gap):
            return figure or Gap.BLANK
        kind = _KINDS.get((cell.table, cell.column))
        if kind is Kind.MONEY and value.unit in _MONEY_IN_YUAN:
            if cell.column.endswith("_wan") and value.unit != "万元":
                self.remark(
                    str(cell),
                    say(N_("原文为{n}{unit}，已折算为万元"), n=figure, unit=value.unit),
                )
                return _plain(figure * _MONEY_IN_YUAN[value.unit] / _WAN)
            if not cell.column.endswith("_wan"):
                self.units[cell] = value.unit
        return figure


def _plain(amount: int | Decimal) -> int | Decimal:
    return int(amount) if amount == int(amount) else Decimal(amount).normalize()
