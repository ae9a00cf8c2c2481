"""The verbs of handling: each checks right and law, then writes state and event together."""

from tongming.applications.handling.actions.converting import (
    convert,
    decline_conversion,
    suggest,
)
from tongming.applications.handling.actions.deciding import answer, answer_all, erase_notes
from tongming.applications.handling.actions.drafting import draft_reply
from tongming.applications.handling.actions.giving import (
    give_after_all,
    provide,
    take_out,
    use_copy,
    withhold,
)
from tongming.applications.handling.actions.searching import add_search, strike_search
from tongming.applications.handling.actions.together import (
    ask_help,
    hand_over,
    reply_help,
    take_back,
)

__all__ = [
    "add_search", "answer", "answer_all", "ask_help", "convert", "decline_conversion",
    "draft_reply", "erase_notes", "give_after_all", "hand_over", "provide", "reply_help",
    "strike_search", "suggest", "take_back", "take_out", "use_copy", "withhold",
]  # fmt: skip
