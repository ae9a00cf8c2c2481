"""What the applicant does after sending it in: correct, add, give reasons, take back.

Nobody is signed in: whoever calls has already been shown the number and its query code. The day is
always the day the act is done; the law is asked as it is of staff; the ledger says who with None.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from tongming.applications.actions import locked, take_step
from tongming.applications.amending import take_over
from tongming.applications.applicants.actions import Upload, add_papers
from tongming.applications.applicants.models import Paper
from tongming.applications.intake import TAKEN_BACK, set_aside
from tongming.applications.kinds import Kind
from tongming.applications.models import Application
from tongming.law.words import N_, Refused, chinese_date, say
from tongming.ledger.actions import record


@transaction.atomic
def correct(
    *,
    application: Application,
    words: str,
    papers: Sequence[Upload],
    today: date,
    subject: str = "",
) -> None:
    """Answer a correction notice: the term runs afresh from today (第三十条).

    `subject` is what is asked now; as it was where it is empty or the same.
    """
    application = locked(application)
    if subject.strip() in ("", application.subject):
        _say_something(words, papers)
    _not_waiting(application)
    take_step(application=application, kind=Kind.CORRECTED, on=today, by=None, today=today)
    take_over(application, subject, by=None, on=today)
    _keep(application, "补正内容", words, papers, today)


@transaction.atomic
def give_reasons(
    *, application: Application, words: str, papers: Sequence[Upload], today: date
) -> None:
    """Say why so much, or so often, is asked; the term runs on meanwhile (第三十五条)."""
    _say_something(words, papers)
    application = locked(application)
    _not_waiting(application)
    take_step(application=application, kind=Kind.REASONS_GIVEN, on=today, by=None, today=today)
    _keep(application, "申请理由", words, papers, today)


@transaction.atomic
def add_material(
    *, application: Application, words: str, papers: Sequence[Upload], today: date
) -> None:
    """Add something unasked: kept with the application, moves no term."""
    _say_something(words, papers)
    application = locked(application)
    if not (application.is_open or application.is_unconfirmed):
        raise Refused(say(N_("这件申请已经结束，不能再补充材料。还需要别的信息，请另行申请。")))
    _keep(application, "补充说明", words, papers, today)
    record(
        "applications.papers_added", unit=application.unit, by=None, subject=application,
        on=today, papers=len(papers) + bool(words.strip()),
    )  # fmt: skip


@transaction.atomic
def withdraw(*, application: Application, today: date) -> None:
    """Take the application back: before both sides have confirmed nothing has begun; after that it
    is a step of its clock and ends the case."""
    application = locked(application)
    if application.is_unconfirmed:
        set_aside(application=application, reason=TAKEN_BACK, by=None, today=today)
        return
    _not_waiting(application)
    take_step(application=application, kind=Kind.WITHDRAWN, on=today, by=None, today=today)


def _not_waiting(application: Application) -> None:
    if application.received_on is None:
        raise Refused(
            say(N_("双方确认以后才能办这一步。工作机构会按您留的联系方式找您确认。")),
            "第三十一条第三项",
        )


def _say_something(words: str, papers: Sequence[Upload]) -> None:
    if not words.strip() and not papers:
        raise Refused(say(N_("请写下要说的话，或者上传一份材料。")))


def _keep(
    application: Application, name: str, words: str, papers: Sequence[Upload], today: date
) -> None:
    """The words too are a paper, and sealed: people write into them who they are.

    A line of ours before them: whatever they begin with, the file is a text.
    """
    text = f"{name}（申请人{chinese_date(today)}在网上提交）\n\n{words.strip()}\n"
    said = [(f"{name} {today}.txt", text.encode())] if words.strip() else []
    add_papers(application, Paper.Kind.SUPPLEMENT, [*said, *papers], by=None)
