"""What can be entered about an application: the clock's kinds of event, as things a clerk does.

Whether a step is lawful now is not said here: `law.clock` is asked.
"""

from __future__ import annotations

from dataclasses import dataclass

from tongming.law.clock.channels import Channel
from tongming.law.clock.events import Kind
from tongming.law.words import N_


@dataclass(frozen=True, slots=True)
class Entry:
    """One kind of step on the screen: the verb on its button and what else must be asked."""

    kind: Kind
    verb: str
    asks: tuple[str, ...] = ()
    closes: bool = False


ENTRIES: dict[Kind, Entry] = {
    entry.kind: entry
    for entry in (
        Entry(Kind.ANSWERED, N_("答复"), ("outcome",), closes=True),
        Entry(Kind.CORRECTION_NOTIFIED, N_("告知补正"), ("reply_by",)),
        Entry(Kind.CORRECTED, N_("登记补正"), ("good_reason",)),
        Entry(Kind.THIRD_PARTY_ASKED, N_("征求第三方意见"), ("received_on", "party")),
        Entry(Kind.THIRD_PARTY_ANSWERED, N_("登记第三方意见"), ("party",)),
        Entry(Kind.ORGAN_ASKED, N_("征求其他机关意见"), ("received_on", "party")),
        Entry(Kind.ORGAN_ANSWERED, N_("登记其他机关意见"), ("party",)),
        Entry(Kind.EXTENDED, N_("延期答复"), ("days",)),
        Entry(Kind.FEE_NOTIFIED, N_("登记收费通知"), ("received_on",)),
        Entry(Kind.FEE_PAID, N_("登记缴费")),
        Entry(Kind.REASONS_ASKED, N_("要求说明理由"), ("reply_by",)),
        Entry(Kind.REASONS_GIVEN, N_("登记申请人的理由"), ("delayed_until",)),
        Entry(Kind.WITHDRAWN, N_("登记撤回"), closes=True),
    )
}
"""Every kind but the receipt, which is entered once, with the application itself."""

__all__ = ["ENTRIES", "Channel", "Entry", "Kind"]
