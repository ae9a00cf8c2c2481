"""What is kept: incidents of public opinion, groups of messages, responses."""

from tongming.engagement.topics.models.opinions import (
    SOURCES,
    Counter,
    Opinion,
    Statement,
    form_choices,
    gravity_choices,
    source_choices,
)
from tongming.engagement.topics.models.topics import PREFIX, Looking, Member, Response, Topic

__all__ = [
    "PREFIX",
    "SOURCES",
    "Counter",
    "Looking",
    "Member",
    "Opinion",
    "Response",
    "Statement",
    "Topic",
    "form_choices",
    "gravity_choices",
    "source_choices",
]
