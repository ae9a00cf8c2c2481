"""Take down who applied; take in what comes over the Internet or the counter, with its papers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.db import transaction

from tongming.applications import actions as register_actions
from tongming.applications import intake
from tongming.applications.applicants.identity import Identity
from tongming.applications.applicants.models import Applicant, Paper
from tongming.applications.applicants.opening import identity_of, marks_of
from tongming.applications.applicants.queries import is_erased, why_not_unmask
from tongming.applications.kinds import Channel
from tongming.applications.models import Application
from tongming.applications.wording import PERSONAL, check_nothing_personal
from tongming.law.outcomes import ApplicantKind
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.sealing.actions import keep_sealed
from tongming.sealing.seals import seal_data
from tongming.units.models import Person, Unit
from tongming.units.rights import NotPermitted

__all__ = [
    "Upload",
    "add_paper",
    "add_papers",
    "check_identity",
    "check_reason",
    "correct_identity",
    "identity_of",
    "open_paper",
    "register",
    "submit",
    "unmask",
]

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


@transaction.atomic
def add_paper(
    *, application: Application, kind: Paper.Kind, uploads: Sequence[Upload], by: Person
) -> None:
    """Add what came later: a missing proof, a supplement, an opinion.  第四十五条: 归档"""
    application = register_actions.locked(application)
    _require_to_handle(by, application)
    if not uploads:
        raise Refused(say(N_("请选择要加入的文件。")))
    add_papers(application, kind, uploads, by=by)
    record(
        "applications.papers_added", unit=application.unit, by=by, subject=application,
        number=application.number, kind_of_paper=kind.value, papers=len(uploads),
    )  # fmt: skip


@transaction.atomic
def open_paper(*, paper: Paper, by: Person) -> bytes:
    """The content of a paper, to who handles the case; that it was opened is recorded."""
    application = paper.application
    _require_to_handle(by, application)
    content = paper.file.read()
    record(
        "applications.paper_opened", unit=application.unit, by=by, subject=application,
        number=application.number, paper=paper.pk, kind_of_paper=paper.kind,
    )  # fmt: skip
    return content


@transaction.atomic
def correct_identity(
    *, application: Application, changes: Mapping[str, str], reason: str, by: Person
) -> None:
    """Take down anew what was taken down wrongly: only the fields that are given.

    The ledger keeps which fields and why, neither what stood there nor what stands there now.
    """
    application = register_actions.locked(application)
    _require_to_handle(by, application)
    if not reason.strip():
        raise Refused(say(N_("请写明为什么更正。")))
    check_nothing_personal(reason)
    if is_erased(application):
        raise Refused(say(N_("保存期限已满，申请人的身份信息已经清除，不能再填。")))
    before = identity_of(application)
    identity = replace(before or Identity(name=""), **changes)
    changed = sorted(
        set(identity.to_data().items()) ^ set(before.to_data().items() if before else ())
    )
    if not changed:
        raise Refused(say(N_("没有改动。")))
    check_identity(identity)
    _take_down(application, identity)
    record(
        "applications.identity_corrected", unit=application.unit, by=by, subject=application,
        number=application.number, changed=sorted({name for name, _value in changed}),
        reason=reason.strip(),
    )  # fmt: skip


def _require_to_handle(by: Person, application: Application) -> None:
    if reason_against := why_not_unmask(by, application):
        raise NotPermitted(reason_against, "《个人信息保护法》第三十四条")


@transaction.atomic
def unmask(*, application: Application, by: Person, reason: str) -> Identity:
    """Who applied, in the clear, to who handles the case; that it was opened is recorded.

    The event says who, when and why, never what was seen.
    """
    _require_to_handle(by, application)
    check_reason(reason)
    identity = identity_of(application)
    if identity is None:
        raise Refused(say(N_("这件申请没有申请人的身份信息，或者保存期限已满，已经清除。")))
    record(
        "applications.unmasked", unit=application.unit, by=by, subject=application,
        number=application.number, reason=reason.strip(),
    )  # fmt: skip
    return identity


def check_reason(reason: str) -> None:
    """Refuse a reason that says nothing, or says what is to stay sealed: the ledger keeps it."""
    if not reason.strip():
        raise Refused(say(N_("请写明为什么要看。")))
    if PERSONAL.search(reason):
        raise Refused(say(N_("原因里有身份证号或者手机号。台账要长期保存，请去掉再提交。")))


def _take_down(application: Application, identity: Identity) -> None:
    identity_mark, contact_mark = marks_of(identity)
    Applicant.objects.update_or_create(
        application=application,
        defaults={
            "sealed": seal_data(identity.to_data()),
            "identity_mark": identity_mark,
            "contact_mark": contact_mark,
        },
    )
