"""The verbs of the register of cases.

Each checks right and law first, then writes stage, case, countable facts and ledger event in one
transaction.
"""

from tongming.remedies.actions.handling import (
    Decision,
    correct_result,
    record_acting,
    record_answer,
    record_result,
    reopen,
)
from tongming.remedies.actions.keeping import attach, note_lesson
from tongming.remedies.actions.opening import (
    Opening,
    add_stage,
    correct_stage,
    keep_since,
    open_case,
    void_case,
)

__all__ = [
    "Decision",
    "Opening",
    "add_stage",
    "attach",
    "correct_result",
    "correct_stage",
    "keep_since",
    "note_lesson",
    "open_case",
    "record_acting",
    "record_answer",
    "record_result",
    "reopen",
    "void_case",
]
