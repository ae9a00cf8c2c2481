"""The verbs of a quiz: write questions, open it, answer it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db import transaction

from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.supervision.training.actions import locked
from tongming.supervision.training.models import Attempt, Question, Session
from tongming.supervision.training.queries import was_there
from tongming.units.models import Person


@transaction.atomic
def add_question(
    *, session: Session, text: str, options: Sequence[str], right: Iterable[int], by: Person
) -> Question:
    """A question with two options at least, of which one at least is right."""
    session = locked(session, by)
    _not_open(session)
    places = sorted(set(right))
    if len(options) < 2 or len(set(options)) != len(options):
        raise Refused(say(N_("至少写两个选项，而且各不相同。")))
    if not places or places[0] < 0 or places[-1] >= len(options):
        raise Refused(say(N_("至少有一个选项是对的。")))
    return Question.objects.create(session=session, text=text, options=list(options), right=places)


@transaction.atomic
def drop_question(*, question: Question, by: Person) -> None:
    """Take a question out again, before anybody answers."""
    _not_open(locked(question.session, by))
    question.delete()


@transaction.atomic
def open_quiz(*, session: Session, pass_mark: int, due: date, by: Person, today: date) -> Session:
    """From now on it is answered, and its questions stay as they are."""
    session = locked(session, by)
    _not_open(session)
    if session.state != Session.State.HELD:
        raise Refused(say(N_("培训举办以后才能开放测验。")))
    if not session.questions.exists():
        raise Refused(say(N_("还没有题目，先出题。")))
    if due < today:
        raise Refused(say(N_("截止日期不能早于今天。")))
    session.quiz_open, session.pass_mark, session.quiz_due = True, pass_mark, due
    session.full_clean()
    session.save()
    record(
        "training.quiz_opened", unit=session.unit, by=by, subject=session, on=due,
        pass_mark=pass_mark,
    )  # fmt: skip
    return session


@transaction.atomic
def answer(*, session: Session, answers: Mapping[int, Iterable[int]], by: Person) -> Attempt:
    """One try. A question is right when all its right options are chosen and no other; after a
    pass there is nothing more to try."""
    session = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    if not session.quiz_open:
        raise Refused(say(N_("测验还没有开放。")))
    if not was_there(by, session):
        raise Refused(say(N_("测验由参训人员作答，参训名单里没有您。")))
    if session.attempts.filter(person=by, passed=True).exists():
        raise Refused(say(N_("您已经合格，不用再答。")))
    questions = list(session.questions.all())
    chosen = {one.pk: sorted(set(answers.get(one.pk, ()))) for one in questions}
    if empty := [n for n, one in enumerate(questions, 1) if not chosen[one.pk]]:
        raise Refused(say(N_("第{n}题还没有作答。"), n=empty[0]))
    score = score_of(questions, chosen)
    attempt = Attempt.objects.create(
        session=session,
        person=by,
        answers={str(pk): places for pk, places in chosen.items()},
        score=score,
        passed=score >= session.pass_mark,
    )
    record(
        "training.quiz_answered", unit=session.unit, by=by, subject=session, score=score,
        passed=attempt.passed,
    )  # fmt: skip
    return attempt


def score_of(questions: Sequence[Question], chosen: Mapping[int, Sequence[int]]) -> int:
    """Of a hundred, rounded down: nobody passes by rounding."""
    right = sum(list(chosen.get(one.pk, ())) == list(one.right) for one in questions)
    return right * 100 // len(questions)


def _not_open(session: Session) -> None:
    if session.quiz_open:
        raise Refused(say(N_("测验已经开放，题目和合格线不能再改。")))
