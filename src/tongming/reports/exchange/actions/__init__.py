"""What can be done with packages: naming who is trusted, sending, taking in, judging."""

from tongming.reports.exchange.actions.judging import (
    clear,
    mark,
    pack_judgements,
    send_back,
    unmark,
)
from tongming.reports.exchange.actions.peers import (
    add_peer,
    add_peer_by_card,
    begin_anew,
    change_address,
    compare,
    end_peer,
    revoke,
)
from tongming.reports.exchange.actions.receipts import take_receipt
from tongming.reports.exchange.actions.receiving import Taken, receive, take
from tongming.reports.exchange.actions.sending import deliver_again, send_reports

__all__ = [
    "Taken",
    "add_peer",
    "add_peer_by_card",
    "begin_anew",
    "change_address",
    "clear",
    "compare",
    "deliver_again",
    "end_peer",
    "mark",
    "pack_judgements",
    "receive",
    "revoke",
    "send_back",
    "send_reports",
    "take",
    "take_receipt",
    "unmark",
]
