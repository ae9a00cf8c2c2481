"""The one place where who applied is opened."""

from __future__ import annotations

import re

from tongming.applications.applicants.identity import Identity
from tongming.applications.applicants.models import Applicant
from tongming.applications.models import Application
from tongming.sealing.seals import mark, unseal_data

_NOT_SAID = re.compile(r"[\W_]+")


def identity_of(application: Application) -> Identity | None:
    """Who applied, in the clear; None where it was never taken down or is erased.

    For letters and acts. A screen shows `queries.masked`, or asks `actions.unmask`.
    """
    applicant = Applicant.objects.filter(application=application).first()
    if applicant is None or not applicant.sealed:
        return None
    return Identity.from_data(unseal_data(applicant.sealed))


def marks_of(identity: Identity) -> tuple[str, str]:
    """The marks by which the same applicant is known again: of the number, of name and contact.

    However they were typed: hyphens, spaces and +86 make no difference. A name alone marks nobody.
    """
    number = _NOT_SAID.sub("", identity.document_number)
    phone = _NOT_SAID.sub("", identity.phone)
    if len(phone) == 13 and phone.startswith("86"):
        phone = phone[2:]
    contact = phone or identity.email.strip() or _NOT_SAID.sub("", identity.address)
    return (
        mark(number, of="identity"),
        mark(f"{identity.name}\0{contact}", of="contact") if contact else "",
    )
