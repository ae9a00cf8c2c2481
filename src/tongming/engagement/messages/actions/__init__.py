"""The verbs of messages. Each checks right, law and state, then writes state and event together."""

from tongming.engagement.messages.actions.answering import approve, draft, send_back_draft
from tongming.engagement.messages.actions.closing import dismiss, redirect
from tongming.engagement.messages.actions.handling import (
    accept,
    assign,
    extend,
    forward,
    name_complained,
    recall,
    return_to_sender,
)
from tongming.engagement.messages.actions.months import publish_month
from tongming.engagement.messages.actions.opening import open_attachment, open_original
from tongming.engagement.messages.actions.publicity import (
    keep_back,
    keep_finding,
    publish,
    unpublish,
    word,
)
from tongming.engagement.messages.actions.settings import change_settings
from tongming.engagement.messages.actions.writing import rate, register, submit

__all__ = [
    "accept",
    "approve",
    "assign",
    "change_settings",
    "dismiss",
    "draft",
    "extend",
    "forward",
    "keep_back",
    "keep_finding",
    "name_complained",
    "open_attachment",
    "open_original",
    "publish",
    "publish_month",
    "rate",
    "recall",
    "redirect",
    "register",
    "return_to_sender",
    "send_back_draft",
    "submit",
    "unpublish",
    "word",
]
