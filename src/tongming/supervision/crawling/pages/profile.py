"""What a person tells about a site whose pages cannot be told apart by themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from selectolax.lexbor import LexborHTMLParser

from tongming.law.words import N_, Refused, say


@dataclass(frozen=True, slots=True)
class Profile:
    """CSS selectors, each optional, and what columns are."""

    entry: str = ""
    """One line of a list: what holds a link and its date."""
    title: str = ""
    """The title of an item."""
    date: str = ""
    """What holds the date of publication."""
    body: str = ""
    """The text of an item."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Names of columns and their class: news, policy, annual, other, fixed."""

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """From what was kept."""
        words = {key: str(data.get(key, "")).strip() for key in ("entry", "title", "date", "body")}
        return cls(**words, columns=dict(data.get("columns", {})))

    def checked(self) -> Self:
        """The same; refused where a selector is none."""
        blank = LexborHTMLParser("<p></p>")
        for selector in (self.entry, self.title, self.date, self.body):
            if not selector:
                continue
            try:
                blank.css(selector)
            except Exception:
                raise Refused(
                    say(N_("“{selector}”不是 CSS 选择器。例如：ul.list li"), selector=selector)
                ) from None
        return self
