"""A file that cannot be read: which one, why, and what to do."""

from __future__ import annotations

from tongming.law.words import N_, Message, Refused, say


class Unreadable(Refused):
    """No report can be had from a file. `message` names the file and says what to do next."""

    def __init__(self, name: str, reason: Message) -> None:
        super().__init__(say(N_("{file}：{reason}"), file=name, reason=reason))
        self.name = name
        self.reason = reason
