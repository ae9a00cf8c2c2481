"""The shares a form prints beside its amounts, where nobody stated them: they follow from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tongming.law.figures import Cell, Figure, is_number
from tongming.law.form_model import Form, SharesOfTotal
from tongming.law.words import N_, Message, say
from tongming.reports.compiling.evidence import Basis, Evidence
from tongming.reports.numerals import percentage

SHARE = N_("{part}占总数{whole}的比例，四舍五入到一位小数")


def shares(form: Form, figures: Mapping[Cell, Figure]) -> Iterator[tuple[Cell, Evidence]]:
    """Each share with the amounts it rests on; none of a total of 0, none of the total itself."""
    for table in form.tables:
        for relation in table.relations:
            if not isinstance(relation, SharesOfTotal):
                continue
            whole = Cell(table.key, relation.total, relation.items)
            for cell in table.cells():
                if cell.column != relation.share or cell.row == relation.total:
                    continue
                part = Cell(table.key, cell.row, relation.items)
                amount, total = figures.get(part), figures.get(whole)
                if is_number(amount) and is_number(total) and total:
                    words: Message = say(SHARE, part=amount, whole=total)
                    yield cell, Evidence(
                        Basis.DERIVED, percentage(amount, total), words, "", relation.id,
                        (part, whole),
                    )  # fmt: skip
