"""What the writer wrote, in the clear. Screens show the masked columns, or ask `actions`."""

from __future__ import annotations

from dataclasses import dataclass

from tongming.engagement.messages.models import Message
from tongming.sealing.seals import unseal_data


@dataclass(frozen=True, slots=True)
class Original:
    """Everything as it was written."""

    title: str
    text: str
    name: str
    phone: str
    email: str
    address: str
    complained_of: str


def original_of(message: Message) -> Original | None:
    """The original; None once it is erased."""
    if not message.sealed:
        return None
    told = unseal_data(message.sealed)
    return Original(
        title=told["title"],
        text=told["text"],
        complained_of=told["complained_of"],
        **told["contact"],
    )


def writer_name(message: Message) -> str:
    """The writer's name where they gave one long enough to be told from other words."""
    original = original_of(message)
    name = original.name.strip() if original else ""
    return name if len(name) >= 2 else ""
