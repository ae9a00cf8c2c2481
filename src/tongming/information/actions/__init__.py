"""The verbs of the room: each checks right and law, then writes state and event together."""

from tongming.information.actions.drafting import (
    attach,
    create_document,
    detach,
    drop,
    keep_finding,
    mask_attachment,
    mask_finding,
    save_content,
)
from tongming.information.actions.importing import import_ledger, undo_import
from tongming.information.actions.interpretation import (
    begin_interpretation,
    plan_interpretation,
)
from tongming.information.actions.publishing import (
    drop_correction,
    expire_due,
    judge_repeat,
    open_correction,
    publish,
    publish_due,
    reassess,
    repeal,
    schedule,
    unschedule,
    withdraw,
)
from tongming.information.actions.review import (
    assess,
    pass_office,
    pass_secrecy,
    send_back,
    sign,
    submit,
)

__all__ = [
    "assess", "attach", "begin_interpretation", "create_document", "detach", "drop",
    "drop_correction", "expire_due",
    "import_ledger", "judge_repeat", "keep_finding", "mask_attachment", "mask_finding",
    "open_correction",
    "pass_office", "pass_secrecy", "plan_interpretation", "publish", "publish_due", "reassess",
    "repeal", "save_content", "schedule", "send_back", "sign", "submit", "undo_import",
    "unschedule", "withdraw",
]  # fmt: skip
