"""Keep a paper of a case, and what was learnt from it."""

from __future__ import annotations

import hashlib

from django.db import transaction

from tongming.applications.models import Application
from tongming.files.actions.keeping import admit, clean_name, erase, store
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.remedies.actions.common import locked, nobody_named
from tongming.remedies.models import PAPERS, Case, Lesson, Paper
from tongming.units.models import Person
from tongming.units.rights import Right, require


def attach(*, case: Case, content: bytes, name: str, kind: str, by: Person) -> Paper:
    """Keep a paper; who does not see the cases of the unit never opens it.

    Papers name the people they are about, so they stand sealed, under a right of their own.
    """
    require(by, Right.REMEDY_HANDLE, case.unit)
    if kind not in dict(PAPERS):
        raise Refused(say(N_("请选择材料种类。")))
    admit(content, name)
    return _keep(case, content, name, kind, by)


@transaction.atomic
def _keep(case: Case, content: bytes, name: str, kind: str, by: Person) -> Paper:
    case = locked(case, by)
    digest = hashlib.sha256(content).hexdigest()
    if case.papers.filter(file__sha256=digest).exists():
        raise Refused(say(N_("“{name}”已经在这件案件里了。"), name=clean_name(name)))
    file = store(content, name, unit=case.unit, by=by, right=Right.REMEDY_VIEW)
    paper = Paper.objects.create(case=case, file=file, kind=kind, by=by)
    record(
        "remedies.paper_kept", unit=case.unit, by=by, subject=case, paper=kind, sha256=file.sha256
    )
    return paper


def erase_papers(application: Application) -> None:
    """Erase the papers of the cases about an application, with the applicant."""
    for paper in Paper.objects.filter(case__application=application).select_related("file__sealed"):
        erase(paper.file)


@transaction.atomic
def note_lesson(*, case: Case, text: str, by: Person) -> Lesson:
    """Write down what was learnt, for whoever answers the next application."""
    case = locked(case, by)
    if not text.strip():
        raise Refused(say(N_("请写明经验教训。")))
    nobody_named(text)
    lesson = Lesson.objects.create(case=case, text=text.strip(), by=by)
    record("remedies.lesson_noted", unit=case.unit, by=by, subject=case)
    return lesson
