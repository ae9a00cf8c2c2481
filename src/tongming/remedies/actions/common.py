"""What every verb of the room needs: the case under lock, the history checked, the facts kept."""

from __future__ import annotations

from datetime import date
from typing import Any

from tongming.applications.letters.models import Letter
from tongming.files.checking.digits import find_numbers, plain
from tongming.files.queries import allowed
from tongming.law.remedy_counting import Episode, episodes
from tongming.law.remedy_course import Proceeding, check_course
from tongming.law.remedy_results import Standing
from tongming.law.words import N_, Refused, say
from tongming.ledger.models import Event
from tongming.remedies.models import Case, CaseFact, Stage
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, require

_BRACKETS = str.maketrans("[]［］【】", "〔〕〔〕〔〕")
"""As people type the brackets of a 文号."""


def locked(case: Case, by: Person) -> Case:
    """The case, for a person who may handle it, and nobody else's until the commit."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    require(by, Right.REMEDY_HANDLE, case.unit)
    if case.is_void:
        raise Refused(say(N_("这件案件已经作废，不能再办理。")))
    return case


def course_of(case: Case) -> list[Proceeding]:
    """What happened to a case, as the law reads it."""
    return [stage.proceeding for stage in case.stages.all()]


def letter_numbered(unit: Unit, number: str) -> Letter | None:
    """The unit's letter under a number, where it was written here; a number is given once."""
    wanted = number.strip().translate(_BRACKETS)
    return Letter.objects.filter(unit=unit, number=wanted).first() if wanted else None


def not_later(today: date, *days: date | None) -> None:
    """Refuse a day that has not come."""
    if any(day is not None and day > today for day in days):
        raise Refused(say(N_("日期不能晚于今天。")))


def needs_reason(reason: str) -> str:
    """The reason without the spaces around it; refused where there is none."""
    if not reason.strip():
        raise Refused(say(N_("请写明原因，它和更正一起保留。")))
    return reason.strip()


def nobody_named(*texts: str) -> None:
    """Refuse the numbers of people: lists, duties and the ledger show these words to many."""
    if any(True for text in texts for _hit in find_numbers(plain(text), allowed())):
        raise Refused(
            say(N_("里面有身份证号、手机号或者银行卡号。登记簿很多人看得到，请去掉再登记。")),
            "《个人信息保护法》第二十八条",
        )


def changed(stage: Stage, **values: Any) -> None:
    """Set what a verb changes, and refuse it where the whole history could then not be."""
    for name, value in values.items():
        setattr(stage, name, value)
    course = [
        stage.proceeding if one.pk == stage.pk else one.proceeding
        for one in stage.case.stages.all()
    ]
    if stage.pk is None:
        course.append(stage.proceeding)
    check_course(course)
    stage.save()


def settle(case: Case, event: Event) -> None:
    """Bring what the list shows, and what the report counts, up to what now stands."""
    course = () if case.is_void else episodes(one.decided for one in course_of(case))
    if course:
        last = course[-1]
        case.standing, case.concluded_on = last.standing.value, last.concluded_on
        case.entered_on = course[0].entered_on
    case.save()
    current = {fact.episode: fact for fact in CaseFact.objects.filter(case=case, known_until=None)}
    wanted = dict(enumerate(course, start=1))
    for number, fact in current.items():
        if number not in wanted or not _same(fact, wanted[number], case):
            fact.known_until = event.at
            fact.save(update_fields=["known_until"])
    for number, episode in wanted.items():
        if number in current and _same(current[number], episode, case):
            continue
        CaseFact.objects.create(
            unit=case.unit, case=case, episode=number, way=case.way,
            entered_on=episode.entered_on, concluded_on=episode.concluded_on,
            standing=episode.standing.value, known_from=event.at, event=event,
        )  # fmt: skip


def _same(fact: CaseFact, episode: Episode, case: Case) -> bool:
    kept = Episode(fact.entered_on, fact.concluded_on, Standing(fact.standing))
    return kept == episode and fact.way == case.way
