"""A county's reports of one year held against the law, the year before, their words, each other.

Pure reading: what is found is worked out again whenever somebody looks, and nothing of it is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tongming.law.relations import Violation, check, compare_stated
from tongming.reports.compiling.words import drafted
from tongming.reports.compiling.year import previous_year
from tongming.reports.copied import Passage, Text, passages
from tongming.reports.document import AnnualReport
from tongming.reports.drafting import PREFACE, fill
from tongming.reports.freezing import thaw
from tongming.reports.models import FrozenReport
from tongming.reports.reading.prose import read_prose


@dataclass(slots=True)
class Checked:
    """What was found in one report."""

    frozen: FrozenReport
    report: AnnualReport
    violations: list[Violation]
    """R1–R9 within the report and against last year's; soft ones are hints."""
    said: list[Violation]
    """R8: where the words state another number than the tables."""
    copies: list[Copy] = field(default_factory=list)

    @property
    def hard(self) -> int:
        """How many relations are broken that must hold."""
        return sum(1 for one in self.violations if one.hard)

    @property
    def hints(self) -> int:
        """How much else is worth a look."""
        return len(self.violations) - self.hard + len(self.said) + len(self.copies)


@dataclass(frozen=True, slots=True)
class Copy:
    """A passage of this report that another has too, both as they stand."""

    section: str
    other: FrozenReport
    other_section: str
    text: str
    other_text: str
    length: int


def check_one(frozen: FrozenReport) -> Checked:
    """One report by itself and against the year before."""
    report = thaw(frozen.content)
    unit, level = frozen.report.unit, frozen.report.unit.level_kind
    previous = previous_year(unit, frozen.report.year, level, frozen.known_at)
    violations = check(
        report.form,
        report.figures,
        level=level,
        previous=previous.report.figures if previous else None,
    )
    words = {key: text for key, text in report.sections.items() if key != PREFACE}
    stated = read_prose(words, report.year).figures
    return Checked(
        frozen,
        report,
        [one for one in violations if one.judged],
        compare_stated({**stated, **report.figures}),
    )


def check_all(
    reports: Iterable[FrozenReport], earlier: Iterable[FrozenReport] = ()
) -> list[Checked]:
    """Reports of one year together. `earlier` are the same units' of other years, to be compared
    with for copied words."""
    checked = [check_one(frozen) for frozen in reports]
    before = [(frozen, thaw(frozen.content)) for frozen in earlier]
    by_key = {str(one.frozen.pk): one for one in checked}
    frozen_of = {str(one.frozen.pk): one.frozen for one in checked}
    frozen_of |= {str(frozen.pk): frozen for frozen, _report in before}
    texts = {
        **_texts((one.frozen, one.report) for one in checked),
        **_texts(before),
    }
    own = [text for key, text in texts.items() if key.partition("/")[0] in by_key]
    others = [text for key, text in texts.items() if key.partition("/")[0] not in by_key]
    common = [text for one in checked for text in _drafted(one)]
    for passage in passages(own, others, common=common):
        _give(passage, by_key, frozen_of, texts)
    return checked


def _texts(reports: Iterable[tuple[FrozenReport, AnnualReport]]) -> dict[str, Text]:
    return {
        key: Text(key, text)
        for frozen, report in reports
        for section, text in report.sections.items()
        if section != PREFACE
        for key in [f"{frozen.pk}/{section}"]
    }


def _drafted(one: Checked) -> Sequence[str]:
    """What the system would say of these figures by itself: nobody copied it."""
    unit = one.frozen.report.unit
    sections = drafted(unit, one.report, one.frozen.known_at)
    return [fill(text, one.report) for text in sections.values()]


def _give(
    passage: Passage,
    by_key: dict[str, Checked],
    frozen_of: dict[str, FrozenReport],
    texts: dict[str, Text],
) -> None:
    for here, span, there, other_span in (
        (passage.one, passage.in_one, passage.other, passage.in_other),
        (passage.other, passage.in_other, passage.one, passage.in_one),
    ):
        key, _slash, section = here.partition("/")
        other, _slash, other_section = there.partition("/")
        if key in by_key:
            by_key[key].copies.append(
                Copy(
                    section,
                    frozen_of[other],
                    other_section,
                    texts[here].text[slice(*span)],
                    texts[there].text[slice(*other_span)],
                    passage.length,
                )
            )
