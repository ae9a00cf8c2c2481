"""Every row of table 3 is reached by its answers, told with its letter and counted once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tests.conftest import Cast
from tests.integration.applications import handling_kit as kit
from tests.integration.applications.handling_kit import answer, checked
from tongming.applications.actions import enter_step
from tongming.applications.handling import actions
from tongming.applications.handling.record import standing
from tongming.applications.kinds import Kind
from tongming.applications.models import Application, ApplicationFact
from tongming.law.figures import Cell
from tongming.law.forms import FORM_2021
from tongming.law.letters import REPLIES
from tongming.law.outcomes import ApplicantKind, Outcome
from tongming.law.words import Refused
from tongming.reports.compiling.year import compile_year

SOON, LATER = date(2026, 3, 12), date(2026, 3, 26)
PROPER = ("clear=clear", "proper=ours")
NOT_PUBLIC = (*PROPER, "exists=held", "public=not_yet")

Prepare = Callable[[Cast, Application], None]


def _nothing(cast: Cast, application: Application) -> None:
    """The answers are enough."""


def _file(cast: Cast, application: Application) -> None:
    actions.provide(
        application=application, content="招标公告\n".encode(), name="招标文件.txt",
        by=cast.handler, today=SOON,
    )  # fmt: skip


def _parts(cast: Cast, application: Application) -> None:
    kit.third_party_silent(cast, application)
    _file(cast, application)
    actions.withhold(
        application=application, place="附件2第3页的银行账号", ground="15",
        reason="属于个人隐私", by=cast.handler, today=SOON,
    )  # fmt: skip


def _search(cast: Cast, application: Application) -> None:
    kit.searched(cast, application, SOON)


def _corrected(cast: Cast, application: Application) -> None:
    kit.correction_asked(cast, application)
    enter_step(
        application=application, kind=Kind.CORRECTED, on=date(2026, 3, 10), by=cast.handler,
        today=date(2026, 3, 10),
    )  # fmt: skip


def _answered_before(cast: Cast, application: Application) -> None:
    earlier = kit.received(cast, on=date(2026, 1, 5))
    enter_step(
        application=earlier, kind=Kind.ANSWERED, on=date(2026, 1, 12), outcome=Outcome.GRANTED,
        by=cast.handler, today=date(2026, 1, 12),
    )  # fmt: skip


def _to_pay(cast: Cast, application: Application) -> None:
    kit.write(
        cast, application, "P8", date(2026, 3, 4), {"way_to_pay": "到镇财政所缴入国库"},
        {"standard": "applications", "count": 11},
    )  # fmt: skip


Case = tuple[str, str, Prepare, tuple[str, ...], date, str]

# The row, the letter, what happened before, the answers, the day, and words the letter must say.
CASES: tuple[Case, ...] = (
    ("3.1", "R1", _file, (*NOT_PUBLIC, *checked(), "apart=all", "review=reviewed"), SOON,
     "招标文件"),
    ("3.1", "R2", _nothing, (*PROPER, "exists=held", "public=already"), SOON, "写明的内容"),
    ("3.2", "R3", _parts, (*NOT_PUBLIC, *checked(l15="holds"), "apart=parts", "review=reviewed"),
     LATER, "附件2第3页的银行账号：属于个人隐私（第十五条）"),
    ("3.3.1", "R4", _nothing, (*NOT_PUBLIC, *checked(l14_a="holds"), "apart=whole"), SOON,
     "国家秘密"),
    ("3.3.2", "R5", _nothing, (*NOT_PUBLIC, *checked(l14_b="holds"), "apart=whole"), SOON,
     "不予公开的理由：写明的内容"),
    ("3.3.3", "R6", _nothing, (*NOT_PUBLIC, *checked(l14_c="holds"), "apart=whole"), SOON,
     "国家安全"),
    ("3.3.4", "R7", kit.third_party_silent, (*NOT_PUBLIC, *checked(l15="holds"), "apart=whole"),
     LATER, "商业秘密"),
    ("3.3.5", "R8", _nothing, (*NOT_PUBLIC, *checked(l16_1="holds"), "apart=whole"), SOON,
     "人事管理"),
    ("3.3.6", "R9", _nothing, (*NOT_PUBLIC, *checked(l16_2a="holds"), "apart=whole"), SOON,
     "讨论记录"),
    ("3.3.7", "R10", _nothing, (*NOT_PUBLIC, *checked(l16_2b="holds"), "apart=whole"), SOON,
     "行政执法案卷"),
    ("3.3.8", "R11", _nothing, ("clear=clear", "proper=query"), SOON, "专门规定"),
    ("3.4.1", "R12", _search, (*PROPER, "exists=not_found"), SOON,
     "在镇档案室以“道路 硬化 招标”检索"),
    ("3.4.1", "R13", _nothing, (*PROPER, "exists=not_ours"), SOON, "不属于本机关负责公开"),
    ("3.4.2", "R14", _nothing, (*PROPER, "exists=needs_making"), SOON, "加工、分析"),
    ("3.4.3", "R15", _corrected, ("clear=still_unclear",), SOON, "仍不明确"),
    ("3.5.1", "R16", _nothing, ("clear=clear", "proper=petition"), SOON, "信访、投诉、举报"),
    ("3.5.2", "R17", _answered_before, ("clear=clear", "proper=repeated"), SOON, "不予重复处理"),
    ("3.5.3", "R18", _nothing, ("clear=clear", "proper=publication"), SOON, "公开出版物"),
    ("3.5.4", "R19", kit.reasons_given, ("clear=clear", "proper=excessive"), SOON, "不合理"),
    ("3.5.5", "R20", _nothing, ("clear=clear", "proper=confirmation"), SOON, "重新出具"),
    ("3.6.1", "R21", kit.correction_asked, (), LATER, "逾期不补正"),
    ("3.6.2", "R22", _to_pay, (), date(2026, 4, 7), "逾期未按要求缴纳费用"),
)  # fmt: skip


def rows_of(application: Application, year: int) -> list[tuple[str, str]]:
    """The rows and columns of ends of the year's table 3 that open onto the application."""
    compiled = compile_year(application.unit, year, FORM_2021)
    places = [(outcome.row, kind.value) for outcome in Outcome for kind in ApplicantKind]
    return [
        (row, column)
        for row, column in places
        if compiled.records(Cell("requests", row, column)).filter(application=application).exists()
    ]


def test_every_row_with_a_letter_stands_in_the_table() -> None:
    rows = {row for row, *_rest in CASES}
    assert rows == {outcome.row for outcome in Outcome if outcome.letters}
    assert {letter for _row, letter, *_rest in CASES} == {one.id for one in REPLIES} - {"R24"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("row", "letter", "prepare", "steps", "today", "words"),
    CASES,
    ids=[f"{case[0]}-{case[1]}" for case in CASES],
)
def test_the_answers_end_in_the_letter_and_the_fact(
    cast: Cast,
    row: str,
    letter: str,
    prepare: Prepare,
    steps: tuple[str, ...],
    today: date,
    words: str,
) -> None:
    kit.equipped(cast)
    application = kit.received(cast)
    prepare(cast, application)
    answer(cast, application, today, *steps)
    drafted = actions.draft_reply(application=application, sound=True, by=cast.handler, today=today)
    assert drafted.kind == letter
    out = kit.sent(cast, drafted, today)
    assert words in out.text
    application.refresh_from_db()
    assert Outcome(application.outcome).row == row
    fact = ApplicationFact.objects.get(application=application, known_until=None)
    assert (Outcome(fact.outcome).row, fact.closed_on) == (row, today)
    assert rows_of(application, today.year) == [(row, "nat")]
    with pytest.raises(Refused):  # what a signed reply rests on stays as it was
        actions.answer(
            application=application, question="clear", chosen="clear", notes={},
            by=cast.handler, today=today,
        )  # fmt: skip


@pytest.mark.django_db
def test_a_withdrawal_is_recorded_and_not_answered(cast: Cast) -> None:
    application = kit.received(cast)
    enter_step(application=application, kind=Kind.WITHDRAWN, on=SOON, by=cast.handler, today=SOON)
    application.refresh_from_db()
    here = standing(application, SOON)
    assert here.way.ending is not None
    assert (here.way.ending.outcome, here.way.ending.letter) == (Outcome.OTHER, "")
    fact = ApplicationFact.objects.get(application=application, known_until=None)
    assert Outcome(fact.outcome).row == "3.6.3"
    assert rows_of(application, SOON.year) == [("3.6.3", "nat")]
