"""What a letter holds sealed: the words given, to whom it goes, how it went, its text as signed.

Plain data, no database.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self

from tongming.applications.applicants.identity import Identity


@dataclass(frozen=True, slots=True)
class LetterText:
    """A letter as it is printed: everything the page shows, and nothing worked out later."""

    title: str
    organ: str
    number: str
    addressee: str
    paragraphs: tuple[str, ...]
    attachments: tuple[str, ...]
    signed_on: date

    def to_data(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "title": self.title,
            "organ": self.organ,
            "number": self.number,
            "addressee": self.addressee,
            "paragraphs": list(self.paragraphs),
            "attachments": list(self.attachments),
            "signed_on": self.signed_on.isoformat(),
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """From what `to_data` gave."""
        return cls(
            title=data["title"],
            organ=data["organ"],
            number=data["number"],
            addressee=data["addressee"],
            paragraphs=tuple(data["paragraphs"]),
            attachments=tuple(data["attachments"]),
            signed_on=date.fromisoformat(data["signed_on"]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What is sealed of a letter."""

    elements: dict[str, str] = field(default_factory=dict)
    """Texts by `law.letter_model.Element.key`, as somebody gave them."""
    recipient: Identity | None = None
    """None: the applicant."""
    delivery: dict[str, str] = field(default_factory=dict)
    """`tracking`, `through` (an entrusted organ), `requested` (when an electronic way was)."""
    text: LetterText | None = None
    """Once signed."""

    def to_data(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "elements": self.elements,
            "recipient": self.recipient.to_data() if self.recipient else None,
            "delivery": self.delivery,
            "text": self.text.to_data() if self.text else None,
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """From what `to_data` gave."""
        recipient, text = data.get("recipient"), data.get("text")
        return cls(
            elements=dict(data.get("elements") or {}),
            recipient=Identity.from_data(recipient) if recipient else None,
            delivery=dict(data.get("delivery") or {}),
            text=LetterText.from_data(text) if text else None,
        )
