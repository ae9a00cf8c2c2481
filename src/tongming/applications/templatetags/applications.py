"""A step of the register in the reader's language."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

from tongming.applications import clocks
from tongming.applications.kinds import Channel, Kind
from tongming.applications.models import Step
from tongming.law.outcomes import Outcome

register = template.Library()


@register.simple_tag
def step_words(step: Step) -> str:
    """What happened, with the detail that matters."""
    words = _(Kind(step.kind).label)
    details = step.details
    if days := details.get("days"):
        words += _("（%(days)s个工作日）") % {"days": days}
    if reply_by := details.get("reply_by"):
        words += _("（限%(day)s前）") % {"day": reply_by}
    if party := details.get("party"):
        words += _("（%(detail)s）") % {"detail": party}
    if received_on := details.get("received_on"):
        words += _("（对方%(day)s收到）") % {"day": received_on}
    elif clocks.lacks_receipt(step):
        words += _("（对方收到日期待查）")
    if details.get("good_reason"):
        words += _("（逾期，有正当理由）")
    if channel := details.get("channel"):
        words += _("（%(detail)s）") % {"detail": _(Channel(channel).label)}
    if confirmed_on := details.get("confirmed_on"):
        words += _("（%(day)s确认）") % {"day": confirmed_on}
    if outcome := details.get("outcome"):
        # Outcomes come with brackets of their own.
        words += _("：%(detail)s") % {"detail": outcome_words(outcome)}
    return words


@register.filter
def lacks_receipt(step: Step) -> bool:
    """Whether the day a letter arrived is still to be entered."""
    return clocks.lacks_receipt(step)


@register.simple_tag
def outcome_words(value: str) -> str:
    """An outcome under its sub-heading: 「1.」 alone could be any of four rows."""
    outcome = Outcome(value)
    heading = f"{_(outcome.group.value)} " if outcome.group else ""
    return heading + _(outcome.label)
