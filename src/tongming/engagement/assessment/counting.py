"""What was answered, scored and graded; and what of it the annual report tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import localdate

from tongming.engagement.assessment.models import Assessment, Sheet
from tongming.law.assessment import Mark, Side, score_of, total_of
from tongming.law.words import N_
from tongming.units.models import Unit


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with how often each mark was given, by the side that gave it."""

    text: str
    counts: Mapping[Side, Mapping[Mark, int]]

    def of(self, side: Side) -> list[tuple[Mark, int]]:
        """How often each mark, from the best to the worst."""
        return [(mark, self.counts[side].get(mark, 0)) for mark in Mark]

    def total(self, side: Side) -> int:
        """How many answered it."""
        return sum(self.counts[side].values())


@dataclass(frozen=True, slots=True)
class Standing:
    """How an evaluation stands: from the questionnaires, or as it was signed."""

    questions: tuple[Answered, ...]
    sheets: Mapping[Side, int]
    scores: Mapping[Side, Decimal | None]
    total: Decimal | None
    grade: Mark | None

    @property
    def every_sheet(self) -> int:
        """Of both sides."""
        return sum(self.sheets.values())

    def data(self, sheets: Sequence[int]) -> dict[str, Any]:
        """To be frozen, with the questionnaires counted."""
        return {
            "questions": [
                {
                    "text": one.text,
                    "counts": {
                        side.value: {mark.value: n for mark, n in one.counts[side].items()}
                        for side in Side
                    },
                }
                for one in self.questions
            ],
            "sheets": {side.value: number for side, number in self.sheets.items()},
            "scores": {
                side.value: str(score) if score is not None else None
                for side, score in self.scores.items()
            },
            "total": str(self.total) if self.total is not None else None,
            "grade": self.grade.value if self.grade else None,
            "counted": list(sheets),
        }

    @classmethod
    def thawed(cls, data: Mapping[str, Any]) -> Standing:
        """As it was frozen."""
        return cls(
            tuple(
                Answered(
                    one["text"],
                    {
                        side: {Mark(key): n for key, n in one["counts"][side.value].items()}
                        for side in Side
                    },
                )
                for one in data["questions"]
            ),
            {side: data["sheets"][side.value] for side in Side},
            {
                side: Decimal(score) if (score := data["scores"][side.value]) else None
                for side in Side
            },
            Decimal(data["total"]) if data["total"] else None,
            Mark(data["grade"]) if data["grade"] else None,
        )


def counted(assessment: Assessment) -> QuerySet[Sheet]:
    """The questionnaires that count."""
    return assessment.sheets.filter(struck_out_at=None)


def standing(assessment: Assessment) -> Standing:
    """How it stands now; once signed, as it was signed."""
    if assessment.frozen is not None:
        return Standing.thawed(assessment.frozen)
    sheets = list(counted(assessment))
    by_side = {side: [one.marks for one in sheets if one.side == side] for side in Side}
    rule = assessment.ruling
    scores = {side: score_of(by_side[side], rule) for side in Side}
    total = total_of(scores, rule)
    return Standing(
        tuple(
            Answered(
                one.text,
                {
                    side: Counter(marks[one.key] for marks in by_side[side] if one.key in marks)
                    for side in Side
                },
            )
            for one in assessment.questions.all()
        ),
        {side: len(by_side[side]) for side in Side},
        scores,
        total,
        rule.grade(total) if total is not None else None,
    )


# --- What counts in the annual report -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Counted:
    """A record and how much of a figure it is."""

    title: str
    on: date
    amount: int | Decimal
    note: str
    url: str


FIGURES = {
    "assessments": N_("{year}年公布结果的社会评议"),
    "assessment_sheets": N_("{year}年公布结果的社会评议收回的问卷"),
    "assessment_score": N_("{year}年公布结果的社会评议的综合得分"),
}
"""The figures of 一 by the row of the report that tells them (第五十条第一款第四项)."""


def first_year(unit: Unit, at: datetime | None) -> int | None:
    """The first year in which a result was published; before it silence is no 0."""
    first = _published(unit, at).first()
    return localdate(first.published_at).year if first else None


def records_of(unit: Unit, year: int, figure: str, at: datetime | None) -> list[Counted]:
    """The records behind a figure, the oldest first."""
    found = []
    for one in _published(unit, at):
        on = localdate(one.published_at)
        if on.year != year:
            continue
        stood = standing(one)
        amounts: dict[str, int | Decimal] = {
            "assessments": 1,
            "assessment_sheets": stood.every_sheet,
            "assessment_score": stood.total or Decimal(0),
        }
        grade = stood.grade.label if stood.grade else ""
        found.append(Counted(str(one), on, amounts[figure], grade, one.get_absolute_url()))
    return found


def figure_of(unit: Unit, year: int, figure: str, at: datetime | None) -> int | Decimal | None:
    """A figure of a year. A score is the last one's, since scores make no sum; None without one."""
    found = records_of(unit, year, figure, at)
    if figure == "assessment_score":
        return found[-1].amount if found else None
    return sum(int(one.amount) for one in found)


def _published(unit: Unit, at: datetime | None) -> QuerySet[Assessment]:
    found = Assessment.objects.filter(unit=unit, state=Assessment.State.PUBLISHED).select_related(
        "unit"
    )
    if at is not None:
        found = found.filter(published_at__lte=at)
    return found.order_by("published_at", "pk")
