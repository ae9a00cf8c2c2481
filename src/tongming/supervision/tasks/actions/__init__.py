"""The verbs of tasks: each checks right and state, and is one transaction with its event."""

from tongming.supervision.tasks.actions.arranging import (
    Aim,
    Plan,
    arrange,
    dismiss,
    hand_on,
    merge,
    set_task,
    take_on,
)
from tongming.supervision.tasks.actions.carrying import (
    conclude,
    confirm,
    enter_progress,
    reopen,
    send_back,
    why_not_confirm,
)
from tongming.supervision.tasks.actions.proposing import issue_key_points, propose, set_from_point

__all__ = [
    "Aim",
    "Plan",
    "arrange",
    "conclude",
    "confirm",
    "dismiss",
    "enter_progress",
    "hand_on",
    "issue_key_points",
    "merge",
    "propose",
    "reopen",
    "send_back",
    "set_from_point",
    "set_task",
    "take_on",
    "why_not_confirm",
]
