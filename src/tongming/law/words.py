"""Sentences for people, kept apart from the language they are shown in.

`law` decides; it does not know who is reading. So a reason is a Chinese sentence with named
places, and the values for them. `str()` gives the Chinese; a screen or a command passes its own
`translate` (gettext) to show the same reason in the reader's language.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any


def N_(text: str) -> str:  # noqa: N802
    """Mark a Chinese sentence for the catalogue without translating it here."""
    return text


MONTHS = (
    N_("1月"), N_("2月"), N_("3月"), N_("4月"), N_("5月"), N_("6月"),
    N_("7月"), N_("8月"), N_("9月"), N_("10月"), N_("11月"), N_("12月"),
)  # fmt: skip


def shown_date(day: date, translate: Callable[[str], str] = str) -> str:
    """A date in the reader's language; without one as `chinese_date` writes it."""
    month = translate(MONTHS[day.month - 1])
    return translate(N_("{year}年{month}{day}日")).format(year=day.year, month=month, day=day.day)


def chinese_date(day: date) -> str:
    """A date as official papers write it: 2026年3月13日 (no leading zeros, GB/T 9704—2012)."""
    return f"{day.year}年{day.month}月{day.day}日"


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence with named places: `Message(N_("{n}个工作日"), n=7)` is made by `say`."""

    text: str
    values: MappingProxyType[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    def render(self, translate: Callable[[str], str] = str) -> str:
        """The sentence in the reader's language; dates and nested messages are rendered too."""
        shown = {
            name: value.render(translate)
            if isinstance(value, Message)
            else shown_date(value, translate)
            if isinstance(value, date)
            else value
            for name, value in self.values.items()
        }
        return translate(self.text).format(**shown)

    def __str__(self) -> str:
        return self.render()

    def __hash__(self) -> int:
        return hash((self.text, tuple(sorted((k, str(v)) for k, v in self.values.items()))))


def say(text: str, **values: Any) -> Message:
    """A message from a marked sentence and its values."""
    return Message(text, MappingProxyType(values))


class Refused(Exception):
    """The law, or a right, does not allow an act: the error every screen and command understands.

    `message` says what is wrong and what to do instead; `article` is the rule it rests on.
    """

    def __init__(self, message: Message, article: str = "") -> None:
        super().__init__(str(message))
        self.message = message
        self.article = article
