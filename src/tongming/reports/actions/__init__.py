"""The verbs of the room: each checks right and law, and is one transaction with its event."""

from tongming.reports.actions.drafts import (
    keep_words,
    open_report,
    redraft_section,
    send_back,
    submit_report,
    take_draft,
    write_section,
)
from tongming.reports.actions.figures import (
    Entry,
    correct_figure,
    enter_figures,
    withdraw_figure,
)
from tongming.reports.actions.readings import (
    confirm_reading,
    discard_reading,
    read_document,
    read_pasted,
)
from tongming.reports.actions.signing import (
    correct_report,
    editors_of,
    publish_report,
    sign_report,
    why_not_sign,
)

__all__ = [
    "Entry",
    "confirm_reading",
    "correct_figure",
    "correct_report",
    "discard_reading",
    "editors_of",
    "enter_figures",
    "keep_words",
    "open_report",
    "publish_report",
    "read_document",
    "read_pasted",
    "redraft_section",
    "send_back",
    "sign_report",
    "submit_report",
    "take_draft",
    "why_not_sign",
    "withdraw_figure",
    "write_section",
]
