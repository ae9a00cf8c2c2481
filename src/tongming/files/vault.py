"""Where a content is kept that stands nowhere in the clear.

Encrypting is of a floor above: `tongming.sealing` names its own keeping and erasing here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from tongming.units.models import Person, Unit


class Keep(Protocol):
    """Keeps a content so that only the keys open it, and answers with the row it stands in."""

    def __call__(
        self, content: bytes, name: str, *, unit: Unit, by: Person | None, admitted: bool = ...
    ) -> Any: ...


_vault: dict[str, Callable[..., Any]] = {}


def register_vault(*, keep: Keep, erase: Callable[[Any], None]) -> None:
    """Say who encrypts. Twice is once."""
    _vault.update(keep=keep, erase=erase)


def keep_in_vault(content: bytes, name: str, *, unit: Unit, by: Person | None) -> Any:
    """A content checked before, encrypted."""
    return _vault["keep"](content, name, unit=unit, by=by, admitted=True)


def erase_from_vault(box: Any) -> None:
    """Content and name are gone for good."""
    _vault["erase"](box)
