"""A step of the register in the reader's language."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

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
    if channel := details.get("channel"):
        words += _("（%(detail)s）") % {"detail": _(Channel(channel).label)}
    if outcome := details.get("outcome"):
        words += _("（%(detail)s）") % {"detail": _(Outcome(outcome).label)}
    return words
