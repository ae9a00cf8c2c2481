"""What is given and what is withheld: files for the applicant, parts left out with their reason.

Files for one applicant are published nowhere: they are kept sealed, under a right of who handles,
reviews and signs applications, and erased with the applicant. What the applicant gets is the
letter's own copy.
"""

from __future__ import annotations

import hashlib
from datetime import date

from django.db import transaction
from django.db.models import Q

from tongming.applications.actions import locked
from tongming.applications.handling import queries
from tongming.applications.handling.actions.drafting import void_draft
from tongming.applications.handling.models import GROUNDS, Provided, Withheld
from tongming.applications.handling.replying import require_open
from tongming.applications.models import Application
from tongming.applications.wording import check_subject
from tongming.files.actions import Look, admit, clean_name, erase, keep_looked_at
from tongming.files.models import StoredFile
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.units.models import Person
from tongming.units.rights import Right, require


def provide(
    *, application: Application, content: bytes, name: str, by: Person, today: date
) -> Provided:
    """Add a file meant for the applicant; the checker looks into it at once."""
    require(by, Right.APPLICATION_HANDLE, application.unit)
    require_open(application)
    admit(content, name)
    look = Look.at(content, name)
    with transaction.atomic():
        application = locked(application)
        require_open(application)
        digest = hashlib.sha256(content).hexdigest()
        if application.provided.filter(original__sha256=digest).exists():
            raise Refused(say(N_("“{name}”已经在里面了。"), name=clean_name(name)))
        file = keep_looked_at(
            content, name, look, unit=application.unit, by=by, right=Right.APPLICATION_FILE
        )
        added = Provided.objects.create(application=application, original=file, file=file, by=by)
        void_draft(application, by=by, today=today)
        record(
            "handling.provided", unit=application.unit, by=by, subject=application, on=today,
            file=file.pk, sha256=file.sha256,
        )  # fmt: skip
    return added


@transaction.atomic
def use_copy(*, provided: Provided, copy: StoredFile, by: Person, today: date) -> None:
    """Send the copy in which something was covered, in the place of the file it was made from."""
    application = locked(provided.application)
    require(by, Right.APPLICATION_HANDLE, application.unit)
    require_open(application)
    if copy.pk not in {one.pk for one in queries.copies_of(provided)}:
        raise Refused(say(N_("这不是由该文件处理而来的副本。")))
    provided.file = copy
    provided.save(update_fields=["file"])
    void_draft(application, by=by, today=today)
    record(
        "handling.provided_copy", unit=application.unit, by=by, subject=application, on=today,
        file=copy.pk, sha256=copy.sha256,
    )  # fmt: skip


@transaction.atomic
def take_out(*, provided: Provided, by: Person, today: date) -> None:
    """Do not send this file after all. It was given to nobody, so it is erased with its copies."""
    application = locked(provided.application)
    require(by, Right.APPLICATION_HANDLE, application.unit)
    require_open(application)
    file, family = provided.file_id, queries.copies_of(provided)
    provided.delete()
    _erase_unneeded(family)
    void_draft(application, by=by, today=today)
    record(
        "handling.not_provided", unit=application.unit, by=by, subject=application, on=today,
        file=file,
    )  # fmt: skip


def erase_provided(application: Application) -> None:
    """Erase what was meant for an applicant, inside the transaction of the erasure."""
    for provided in application.provided.select_related("original__sealed"):
        _erase_unneeded(queries.copies_of(provided), application)


def _erase_unneeded(family: list[StoredFile], application: Application | None = None) -> None:
    """Erase a file and its copies, unless another application still has it.

    Files kept before they were sealed may be meant for several applicants.
    """
    others = Provided.objects.filter(Q(original__in=family) | Q(file__in=family)).exclude(
        application__applicant__erased_at__isnull=False
    )
    if others.exclude(application=application).exists():
        return
    for file in family:
        erase(file)


@transaction.atomic
def withhold(
    *, application: Application, place: str, ground: str, reason: str, by: Person, today: date
) -> Withheld:
    """Put a part on record that is not given: where, on what article, why (第三十七条)."""
    application = locked(application)
    require(by, Right.APPLICATION_HANDLE, application.unit)
    require_open(application)
    if not place.strip():
        raise Refused(say(N_("请写明哪一处不公开，例如“附件2第3页的银行账号”。")), "第三十七条")
    if ground not in GROUNDS:
        raise Refused(say(N_("请选择不公开的依据。")), "第三十七条")
    if not reason.strip():
        raise Refused(say(N_("每一处不公开的内容都要说明理由。")), "第三十七条")
    check_subject(f"{place} {reason}")
    part = Withheld.objects.create(
        application=application, place=place.strip(), ground=ground, reason=reason.strip(), by=by
    )
    void_draft(application, by=by, today=today)
    record(
        "handling.withheld", unit=application.unit, by=by, subject=application, on=today,
        ground=ground, article=part.article,
    )  # fmt: skip
    return part


@transaction.atomic
def give_after_all(*, part: Withheld, by: Person, today: date) -> None:
    """Take a part off the list of what is withheld."""
    application = locked(part.application)
    require(by, Right.APPLICATION_HANDLE, application.unit)
    require_open(application)
    ground = part.ground
    part.delete()
    void_draft(application, by=by, today=today)
    record(
        "handling.not_withheld", unit=application.unit, by=by, subject=application, on=today,
        ground=ground,
    )  # fmt: skip
