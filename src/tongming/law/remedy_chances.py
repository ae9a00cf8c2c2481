"""What the reviewing organ and the applicant may still do in a case: told, never enforced."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tongming.law.calendar import Calendar, Deadline
from tongming.law.citation import RECONSIDERATION, Citation, cite
from tongming.law.remedy_course import Proceeding
from tongming.law.remedy_duties import APPEAL, APPEAL_RULING
from tongming.law.remedy_results import Instance, Procedure, Result
from tongming.law.terms import REVIEW_DECISION, REVIEW_DECISION_SIMPLIFIED, SUIT_AFTER_REVIEW
from tongming.law.words import N_, Message, say


@dataclass(frozen=True, slots=True)
class Chance:
    """What somebody else may or must still do: told, never enforced."""

    what: Message
    due: Deadline | None
    article: str
    why: Message


def chances(course: Sequence[Proceeding], calendar: Calendar) -> tuple[Chance, ...]:
    """What the reviewing organ and the applicant may still do, after the last proceeding."""
    if not course:
        return ()
    last = course[-1]
    if last.instance.is_review:
        return tuple(_after_review(last, calendar))
    if last.instance is Instance.FIRST and last.result is not None:
        return tuple(_appeal_of_theirs(last, calendar))
    return ()


def _after_review(one: Proceeding, calendar: Calendar) -> Iterator[Chance]:
    dated = REVIEW_DECISION_SIMPLIFIED if one.procedure is Procedure.SIMPLIFIED else REVIEW_DECISION
    due: Deadline | None = None
    if one.result is None and dated.known_on(one.entered_on):
        term = dated.on(one.entered_on)
        due = term.end(one.entered_on, calendar)
        yield Chance(
            say(N_("复议机关作出决定")),
            due,
            str(term.citation),
            say(N_("{day}受理，次日起{n}日；普通程序可以再延长"), day=one.entered_on, n=term.n)
            if one.procedure is Procedure.ORDINARY
            else say(N_("{day}受理，次日起{n}日"), day=one.entered_on, n=term.n),
        )
    start = one.received_on if one.result is not None else due.on if due else None
    if start is not None and SUIT_AFTER_REVIEW.known_on(start):
        after = SUIT_AFTER_REVIEW.on(start)
        yield Chance(
            say(N_("申请人不服复议决定，向法院起诉"))
            if one.result is not None
            else say(N_("复议机关逾期不决定，申请人向法院起诉")),
            after.end(start, calendar),
            cite(after.citation, Citation(RECONSIDERATION, 34)),
            say(
                N_(
                    "自收到复议决定书之日起{n}日；这里按本机关收到的{day}推算，以申请人收到之日为准"
                ),
                n=after.n,
                day=start,
            )
            if one.result is not None
            else say(N_("自复议期满之日（{day}）起{n}日"), n=after.n, day=start),
        )


def _appeal_of_theirs(one: Proceeding, calendar: Calendar) -> Iterator[Chance]:
    if one.received_on is None or one.result is None or one.result is Result.REMANDED:
        return
    dated = APPEAL_RULING if one.result.is_ruling else APPEAL
    if dated.known_on(one.received_on):
        term = dated.on(one.received_on)
        yield Chance(
            say(N_("对方上诉")),
            term.end(one.received_on, calendar),
            str(term.citation),
            say(
                N_("自裁判文书送达之日起{n}日；这里按本机关收到的{day}推算，以对方收到之日为准"),
                n=term.n,
                day=one.received_on,
            ),
        )
