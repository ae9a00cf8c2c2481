"""How far a report on its way up has come, as a badge."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext

from tongming.reports.submissions.models import Submission
from tongming.reports.submissions.queries import Line, State

register = template.Library()

_TONES = {
    State.NOT_STARTED: "draft",
    State.DRAFT: "running",
    State.SIGNED: "running",
    State.SUBMITTED: "soon",
    State.SENT_BACK: "overdue",
    State.CLEARED: "done",
    State.PUBLISHED: "done",
}
_OF = {
    Submission.State.SUBMITTED: "soon",
    Submission.State.SENT_BACK: "overdue",
    Submission.State.CLEARED: "done",
    Submission.State.REPLACED: "draft",
}


@register.inclusion_tag("submissions/state.html")
def line_state(line: Line) -> dict[str, object]:
    """A unit's report of a year; how many marks went back with it."""
    return {
        "tone": _TONES[line.state],
        "word": gettext(line.state.label),
        "marks": line.marks if line.state is State.SENT_BACK else 0,
    }


@register.inclusion_tag("submissions/state.html")
def submission_state(submission: Submission) -> dict[str, object]:
    """One version handed up."""
    state = Submission.State(submission.state)
    return {"tone": _OF[state], "word": submission.get_state_display(), "marks": 0}
