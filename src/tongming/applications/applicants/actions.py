"""Take down who applied; take in what comes over the Internet or the counter, with its papers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from tongming.applications import actions as register_actions
from tongming.applications import intake
from tongming.applications.applicants.identity import Identity
from tongming.applications.applicants.models import Applicant, Paper
from tongming.applications.kinds import Channel
from tongming.applications.models import Application
from tongming.law.outcomes import ApplicantKind
from tongming.law.words import N_, Refused, say
from tongming.sealing.actions import keep_sealed
from tongming.sealing.seals import mark, seal_data, unseal_data
from tongming.units.models import Person, Unit

Upload = tuple[str, bytes]
"""A file as it came: its name and its content, admitted (`files.actions.keeping.admit`)."""


@transaction.atomic
def submit(
    *,
    unit: Unit,
    subject: str,
    features: str,
    applicant_kind: ApplicantKind,
    identity: Identity,
    form_wanted: str,
    way_wanted: str,
    proofs: Sequence[Upload],
    today: date,
) -> tuple[Application, str]:
    """Take in an application sent over the Internet; the application and its query code."""
    check_identity(identity)
    application, code = intake.submit(
        unit=unit,
        subject=subject,
        features=features,
        applicant_kind=applicant_kind,
        form_wanted=form_wanted,
        way_wanted=way_wanted,
        today=today,
    )
    _take_down(application, identity)
    add_papers(application, Paper.Kind.PROOF, proofs, by=None)
    return application, code


@transaction.atomic
def register(
    *,
    unit: Unit,
    subject: str,
    features: str,
    applicant_kind: ApplicantKind,
    identity: Identity,
    form_wanted: str,
    way_wanted: str,
    channel: Channel,
    arrived_on: date,
    confirmed_on: date | None,
    scans: Sequence[Upload],
    by: Person,
    today: date,
) -> Application:
    """Enter what came by counter, letter, fax, e-mail or word of mouth, with its scan."""
    check_identity(identity)
    application = register_actions.register(
        unit=unit,
        subject=subject,
        features=features,
        applicant_kind=applicant_kind,
        form_wanted=form_wanted,
        way_wanted=way_wanted,
        channel=channel,
        arrived_on=arrived_on,
        confirmed_on=confirmed_on,
        by=by,
        today=today,
    )
    _take_down(application, identity)
    add_papers(application, Paper.Kind.SCAN, scans, by=by)
    return application


def check_identity(identity: Identity) -> None:
    """Refuse where a name or any way to reach the applicant is missing (第二十九条第二款第一项)."""
    if not identity.name.strip():
        raise Refused(say(N_("请填写申请人的姓名或者名称。")), "第二十九条第二款第一项")
    if not (identity.phone.strip() or identity.email.strip() or identity.address.strip()):
        raise Refused(
            say(N_("请至少填写一种联系方式：电话、电子邮箱或者地址。")), "第二十九条第二款第一项"
        )


def add_papers(
    application: Application, kind: str, uploads: Sequence[Upload], *, by: Person | None
) -> None:
    """Keep papers sealed, inside the transaction of the act they belong to."""
    for name, content in uploads:
        file = keep_sealed(content, name, unit=application.unit, by=by, admitted=True)
        Paper.objects.create(
            application=application, kind=kind, file=file, from_applicant=by is None
        )


def identity_of(application: Application) -> Identity | None:
    """Who applied, in the clear; None where it was never taken down or is erased.

    For letters and acts. A screen that shows it goes through the queries, which mask or record.
    """
    applicant = Applicant.objects.filter(application=application).first()
    if applicant is None or not applicant.sealed:
        return None
    return Identity.from_data(unseal_data(applicant.sealed))


def _take_down(application: Application, identity: Identity) -> Applicant:
    return Applicant.objects.create(
        application=application,
        sealed=seal_data(identity.to_data()),
        identity_mark=mark(identity.document_number, of="identity"),
        contact_mark=mark(f"{identity.name}{identity.phone}", of="contact")
        if identity.phone
        else "",
    )
