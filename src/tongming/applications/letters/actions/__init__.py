"""The verbs of letters: each checks right and law, and is one transaction with its event."""

from tongming.applications.letters.actions.drafting import (
    attach,
    detach,
    discard,
    draft,
    require_open,
    revise,
    send_back,
    submit,
)
from tongming.applications.letters.actions.mailing import (
    ask_to_mail,
    record_return,
    why_not_mailed,
)
from tongming.applications.letters.actions.sending import open_file, record_receipt, send
from tongming.applications.letters.actions.settings import (
    change_seal,
    change_settings,
    change_template,
    reset_template,
)
from tongming.applications.letters.actions.signing import editors_of, sign, why_not_sign

__all__ = [
    "ask_to_mail",
    "attach",
    "change_seal",
    "change_settings",
    "change_template",
    "detach",
    "discard",
    "draft",
    "editors_of",
    "open_file",
    "record_receipt",
    "record_return",
    "require_open",
    "reset_template",
    "revise",
    "send",
    "send_back",
    "sign",
    "submit",
    "why_not_mailed",
    "why_not_sign",
]
