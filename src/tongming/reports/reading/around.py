"""Labels printed around their figures: a broken label in a layout whose lines are rows of paper.

    (3)危及“三安全
                      0  0  1  0  0  0  1
    一稳定”

The words behind a row's figures are the end of its label only if they make it whole; the pieces of
a heading beside it, which stand among them, are left out only if they make that whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tongming.reports.reading.labels import (
    LEGACY_ROWS,
    PROACTIVE_ROWS,
    REQUEST_HEADINGS,
    REQUEST_ROWS,
    Vocabulary,
    bare,
)
from tongming.reports.reading.table_legacy import UNITS
from tongming.reports.reading.table_rows import REQUESTS
from tongming.reports.reading.tokens import Run, Token

_ROWS = {"requests": REQUEST_ROWS, "proactive": PROACTIVE_ROWS, "legacy": LEGACY_ROWS}
_BEGINNINGS = {
    table: frozenset(label[:end] for label in rows.variants() for end in range(1, len(label)))
    for table, rows in _ROWS.items()
}
_HEADINGS = tuple(
    label for label in REQUEST_ROWS.variants() if REQUEST_ROWS.exact(label) in REQUEST_HEADINGS
)
_PIECES_BEFORE, _PIECES_BEHIND = 4, 12


def mend_label(run: Run, following: Run, table: str) -> set[int]:
    """Give a run the end of its label from the run that follows; answer the lines it came from."""
    rows = _ROWS.get(table)
    if rows is None or not run.values or not run.words:
        return set()
    units = run.words[-1:] if bare(run.words[-1].text) in UNITS else []
    words = run.words[: len(run.words) - len(units)]
    if _whole(words, rows):
        return set()
    for begun, ends in _choices(words, following.words):
        if bare(_joined(begun)) not in _BEGINNINGS[table]:
            continue
        for taken in range(1, len(ends) + 1):
            pieces = [*begun, *ends[:taken]]
            keys = rows.keys(_joined(pieces))
            if keys and not REQUESTS.headings.issuperset(keys):
                run.words = [*words, Token(_joined(pieces), words[-1].line), *units]
                following.words = [t for t in following.words if t not in pieces]
                return {token.line for token in pieces}
    return set()


def _joined(pieces: Sequence[Token]) -> str:
    return "".join(token.text for token in pieces)


def _whole(words: Sequence[Token], rows: Vocabulary) -> bool:
    return any(rows.keys(_joined(words[-count:])) for count in range(1, min(7, len(words) + 1)))


def _choices(
    words: Sequence[Token], behind: Sequence[Token]
) -> Iterator[tuple[list[Token], Sequence[Token]]]:
    """What a label may begin with, and the pieces its end may be made of."""
    ends = behind[:_PIECES_BEHIND]
    heading = next(((one, two) for two in ends[:3] for one in words[-3:] if _heads(one, two)), None)
    for count in range(1, min(_PIECES_BEFORE, len(words)) + 1):
        begun = list(words[-count:])
        yield begun, ends
        if heading is not None:
            one, two = heading
            yield [t for t in begun if t is not one], [t for t in ends if t is not two]


def _heads(first: Token, second: Token) -> bool:
    """Whether two pieces are a heading, or the end of one."""
    text = bare(first.text + second.text)
    return len(text) >= 4 and any(heading.endswith(text) for heading in _HEADINGS)
