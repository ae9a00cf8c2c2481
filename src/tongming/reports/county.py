"""Many organs' reports of one year held against the law, the year before, their words, each other.

Plain Python: the screen of the office in charge and `tongming report check` ask the same. Nothing
found here is kept; it is worked out again whenever somebody looks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tongming.law.figures import Cell, Figure
from tongming.law.forms import wrong_form
from tongming.law.labelled import Labelled
from tongming.law.organs import Level
from tongming.law.relations import Violation, check, compare_stated
from tongming.law.remedy_counting import Reading
from tongming.law.words import N_, Message, say
from tongming.reports.copied import Passage, Text, passages
from tongming.reports.document import AnnualReport
from tongming.reports.drafting import PREFACE, Facts, draft, fill
from tongming.reports.reading.prose import read_prose


class Check(Labelled):
    """One thing every report is looked at for."""

    SUMS = "sums", N_("表内关系")
    CARRIED = "carried", N_("与上年衔接")
    FORM = "form", N_("年度格式")
    RULES = "rules", N_("规章件数")
    WORDS = "words", N_("文字与表格")
    COPIES = "copies", N_("相同段落")


_BY_RELATION = {"R5": Check.CARRIED, "R6": Check.RULES, "R7": Check.CARRIED, "R8": Check.WORDS}
"""R5 and R7 go across the years, R6 says who makes 规章, R8 holds the words against the tables; all
other relations are within the tables."""


@dataclass(frozen=True, slots=True)
class Given:
    """One report to be looked at, and what it is held against."""

    key: str
    """What the caller knows it by; without a slash."""
    report: AnnualReport
    level: Level | None = None
    """`None`: not known, and 规章 (R6) are not judged."""
    previous: Mapping[Cell, Figure] | None = None
    """Last year's figures; `None`: nothing to hold the carry-over against."""
    common: tuple[str, ...] = ()
    """Wording that is nobody's own, such as what the system drafts."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A passage of this report that others have too, both as they stand."""

    section: str
    other: str
    """The key of the report it agrees with longest."""
    other_section: str
    text: str
    other_text: str
    length: int
    """Characters in common, numbers and punctuation left out."""
    also: tuple[str, ...] = ()
    """The keys of the other reports that have most of it too."""


@dataclass(frozen=True, slots=True)
class Found:
    """One thing worth a look: which check, where, in which words."""

    check: Check
    where: str
    """A cell or column as `Violation.where` has it, or the key of a section; empty: the whole."""
    message: Message
    hard: bool
    """Whether it is wrong whatever stands behind it; else a hint for a person."""
    violation: Violation | None = None
    copy: Copy | None = None


@dataclass(slots=True)
class Result:
    """What was found in one report."""

    given: Given
    found: list[Found] = field(default_factory=list)

    def of(self, check: Check) -> list[Found]:
        """What one check found."""
        return [one for one in self.found if one.check is check]

    @property
    def hard(self) -> int:
        """How much is wrong."""
        return sum(one.hard for one in self.found)

    @property
    def hints(self) -> int:
        """How much else is worth a look."""
        return len(self.found) - self.hard


Tell = Callable[[int, int], None]
"""Told how many reports are done, and of how many."""


def check_together(
    reports: Iterable[Given], earlier: Iterable[Given] = (), tell: Tell | None = None
) -> list[Result]:
    """Reports of one year, each by itself, against the year before, and against each other.

    `earlier` are reports of other years: only their words are looked at, for what was copied.
    """
    given = list(reports)
    results = []
    for one in given:
        results.append(Result(one, check_one(one)))
        if tell:
            tell(len(results), len(given))
    for key, copies in copies_of(given, list(earlier)).items():
        by_key = {result.given.key: result for result in results}
        by_key[key].found += copies
    return results


def check_one(one: Given) -> list[Found]:
    """One report by itself and against the year before, in the order of the checks."""
    report = one.report
    broken = check(report.form, report.figures, level=one.level, previous=one.previous)
    found = [_found(violation) for violation in broken if violation.judged]
    if (reason := wrong_form(report.form, report.year)) is not None:
        found.append(Found(Check.FORM, "", reason, hard=report.year is not None))
    words = {key: text for key, text in report.sections.items() if key != PREFACE}
    stated = read_prose(words, report.year).figures
    found += [_found(one) for one in compare_stated({**stated, **report.figures})]
    order = list(Check)
    return sorted(found, key=lambda one: order.index(one.check))


def _found(violation: Violation) -> Found:
    check = _BY_RELATION.get(violation.relation, Check.SUMS)
    return Found(check, violation.where, violation.message, violation.hard, violation)


# --- Copied words ---------------------------------------------------------------------------------


def system_words(
    report: AnnualReport,
    facts: Facts | None = None,
    previous: Mapping[Cell, Figure] | None = None,
) -> tuple[str, ...]:
    """What the system would say of these figures by itself: nobody copied it."""
    if report.year is None:
        return ()
    before = None
    if previous is not None:
        before = AnnualReport("", report.body, report.year - 1, report.form)
        before.figures = dict(previous)
    drafted = [fill(text, report, before) for text in draft(report, facts).values()]
    readings = [f"行政复议、行政诉讼案件的统计口径：{one.label}。" for one in Reading]
    return (*drafted, *readings)


def copies_of(given: Sequence[Given], earlier: Sequence[Given]) -> dict[str, list[Found]]:
    """What the reports have in common with each other and with earlier ones, by key."""
    own, before = _texts(given), _texts(earlier)
    common = [text for one in given for text in one.common]
    texts = {**before, **own}
    taken: dict[str, list[tuple[Passage, list[str]]]] = {}
    for passage in passages(own.values(), before.values(), common=common):
        for one in (passage, _turned(passage)):
            if one.one in own:
                _take(one, taken.setdefault(one.one, []))
    found: dict[str, list[Found]] = {}
    for here, groups in taken.items():
        key, _slash, section = here.partition("/")
        for passage, also in groups:
            other, _slash, other_section = passage.other.partition("/")
            copy = Copy(
                section,
                other,
                other_section,
                texts[here].text[slice(*passage.in_one)],
                texts[passage.other].text[slice(*passage.in_other)],
                passage.length,
                tuple(dict.fromkeys(also)),
            )
            message = say(N_("与另一份报告有{n}字相同"), n=passage.length)
            found.setdefault(key, []).append(
                Found(Check.COPIES, section, message, hard=False, copy=copy)
            )
    return found


def _texts(reports: Iterable[Given]) -> dict[str, Text]:
    return {
        key: Text(key, text)
        for one in reports
        for section, text in one.report.sections.items()
        if section != PREFACE
        for key in [f"{one.key}/{section}"]
    }


def _turned(passage: Passage) -> Passage:
    """The same seen from the other report."""
    return Passage(
        passage.other, passage.one, passage.in_other, passage.in_one, passage.length
    )  # fmt: skip


def _take(passage: Passage, groups: list[tuple[Passage, list[str]]]) -> None:
    """A passage most of which stands in a longer one already is that one, in one report more:
    thirty towns with one sentence in common are one thing to look at, not thirty."""
    start, end = passage.in_one
    for longer, also in groups:
        first, last = longer.in_one
        if (min(end, last) - max(start, first)) * 5 >= (end - start) * 4:
            other = passage.other.partition("/")[0]
            if other != longer.other.partition("/")[0]:
                also.append(other)
            return
    groups.append((passage, []))
