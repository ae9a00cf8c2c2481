"""An applicant as screens show them: enough to tell one from another, not enough to find them.

The numbers are covered by the files room's conventions (`files.checking.masks`), so that an office
that shows less of them in what it publishes shows less here too.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Self

from tongming.applications.applicants.identity import Identity
from tongming.files.checking import mask_text
from tongming.files.checking.digits import Hit
from tongming.files.checking.masks import STAR, mask_name
from tongming.files.checking.masks import masked as covered
from tongming.files.checking.model import Kind, Masking

_ORGANISATION_HEAD = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Masked:
    """The same fields as `Identity`, covered. A type of its own: no letter is addressed to it."""

    name: str
    document: str = ""
    document_number: str = ""
    contact: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    postcode: str = ""

    @classmethod
    def of(cls, identity: Identity, masking: Masking, *, is_organisation: bool = False) -> Self:
        """Cover an identity. Of an organisation the first four characters stay readable."""
        name = (
            _beginning(identity.name.strip(), _ORGANISATION_HEAD)
            if is_organisation
            else mask_name(identity.name)
        )
        return cls(
            name=name,
            document=identity.document,
            document_number=_number(identity.document_number, masking),
            contact=mask_name(identity.contact) if identity.contact.strip() else "",
            phone=_phone(identity.phone, masking),
            email=_email(identity.email),
            address=_address(identity.address),
            postcode=_beginning(identity.postcode.strip(), 2),
        )


def _beginning(text: str, head: int) -> str:
    """The first characters, and never all of them."""
    head = min(head, max(len(text) - 1, 0))
    return text[:head] + STAR * (len(text) - head)


def _number(number: str, masking: Masking) -> str:
    """An identity card's as the files room covers it; of any other document half of four stay."""
    number = number.strip()
    if len(number) in (15, 18) and number[:-1].isdigit():
        return covered(number, Hit(Kind.ID_CARD, 0, len(number)), masking)
    return _beginning(number, 2) if len(number) < 9 else f"{number[:2]}{STAR * 6}{number[-2:]}"


def _phone(phone: str, masking: Masking) -> str:
    """A mobile as 139****5678; of a fixed line the last four digits are covered."""
    phone = phone.strip()
    digits = [place for place, character in enumerate(phone) if character.isdigit()]
    mobile = len(digits) >= 11 and phone[digits[-11]] == "1"
    if mobile:
        return covered(phone, Hit(Kind.MOBILE, 0, len(phone)), masking)
    hidden = set(digits[-4:]) if digits else set(range(len(phone)))
    return "".join(STAR if place in hidden else phone[place] for place in range(len(phone)))


def _email(email: str) -> str:
    """w***@example.com: as many asterisks whatever the length."""
    name, at, host = email.strip().rpartition("@")
    return f"{name[:1]}{STAR * 3}{at}{host}" if at else _beginning(email.strip(), 1)


def _address(address: str) -> str:
    """Down to the town or village, as the checker cuts addresses; else the first six characters."""
    address = address.strip()
    found = mask_text(address, kinds=[Kind.ADDRESS])
    return found if found != address else _beginning(address, 6)


def names_of_fields() -> tuple[str, ...]:
    """Every field, in the order screens show them."""
    return tuple(field.name for field in fields(Masked))
