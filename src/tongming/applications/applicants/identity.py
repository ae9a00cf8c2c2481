"""Who applied, as data: what 第二十九条第二款 asks for and nothing more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """The name, the proof of identity and the contact of an applicant.

    For an organisation `name` is its name, `document_number` its 统一社会信用代码 and `contact` the
    person to ask for; for a natural person the number of the identity card or another document.
    """

    name: str
    document: str = ""
    """The kind of proof: 居民身份证, 营业执照…"""
    document_number: str = ""
    contact: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    postcode: str = ""

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """From what `to_data` gave; fields of a later version are left out."""
        known = {field.name for field in fields(cls)}
        return cls(**{name: str(value) for name, value in data.items() if name in known})

    def to_data(self) -> dict[str, str]:
        """As plain data, empty fields left out."""
        return {name: value for name, value in asdict(self).items() if value}
