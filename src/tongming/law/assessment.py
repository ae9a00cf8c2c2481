"""社会评议: the yearly evaluation of an organ's disclosure by the public (条例第四十六条).

The Regulation asks that there be one and, of governments, that the annual report tell its result
(第五十条第一款第四项). Steps, grades, the four questions and the end of March are local rules
(probable, not confirmed): steps and questions are a default, weights and bounds a rule every office
edits, the day a setting.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import Any

from tongming.law.citation import REGULATION, Citation
from tongming.law.labelled import Labelled
from tongming.law.words import N_, Refused, say

ARTICLE = str(Citation(REGULATION, 46))


class Stage(Labelled):
    """The four steps, in their order."""

    PLAN = "plan", N_("制定方案")
    RUN = "run", N_("组织实施")
    GRADE = "grade", N_("综合评定")
    RESULT = "result", N_("结果处理")


class Mark(Labelled):
    """An answer to a question, and the grade of the whole; from the best to the worst."""

    EXCELLENT = "excellent", N_("优秀")
    SATISFIED = "satisfied", N_("满意")
    FAIR = "fair", N_("基本满意")
    DISSATISFIED = "dissatisfied", N_("不满意")


QUESTIONS: Mapping[str, str] = {
    "content": N_("公开的内容是否全面、真实、准确？"),
    "form": N_("公开的形式是否方便查找、便于使用？"),
    "applications": N_("依申请公开是否按期答复、答复规范？"),
    "recognition": N_("您对本机关政府信息公开工作的总体评价？"),
}
"""The four every questionnaire asks."""


class Side(Labelled):
    """Whose answers they are: 公众评议 or 代表评议, counted apart."""

    PUBLIC = "public", N_("公众评议")
    DELEGATES = "delegates", N_("代表评议")


@dataclass(frozen=True, slots=True)
class Rule:
    """How answers come to a score of a hundred, and a score to a grade."""

    points: Mapping[Mark, int]
    """What an answer is worth, 0 to 100."""
    bounds: Mapping[Mark, int]
    """The least score of each grade but the last."""
    delegates_weight: int
    """Percent that the delegates' score weighs where both sides answered."""

    @classmethod
    def usual(cls) -> Rule:
        """What an office begins with."""
        return cls(
            {Mark.EXCELLENT: 100, Mark.SATISFIED: 80, Mark.FAIR: 60, Mark.DISSATISFIED: 0},
            {Mark.EXCELLENT: 90, Mark.SATISFIED: 75, Mark.FAIR: 60},
            30,
        )

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Rule:
        """From what `data` gave."""
        return cls(
            {Mark(key): int(value) for key, value in data["points"].items()},
            {Mark(key): int(value) for key, value in data["bounds"].items()},
            int(data["delegates_weight"]),
        )

    def data(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "points": {mark.value: number for mark, number in self.points.items()},
            "bounds": {mark.value: number for mark, number in self.bounds.items()},
            "delegates_weight": self.delegates_weight,
        }

    def check(self) -> None:
        """Refuse a rule by which a worse answer would be worth as much as a better one."""
        points = [self.points[mark] for mark in Mark]
        bounds = [self.bounds[mark] for mark in list(Mark)[:-1]]
        if any(not 0 <= one <= 100 for one in (*points, *bounds, self.delegates_weight)):
            raise Refused(say(N_("分值、等次界限和权重都在0到100之间。")))
        if any(a <= b for a, b in pairwise(points)):
            raise Refused(say(N_("分值要从优秀到不满意依次降低。")))
        if any(a <= b for a, b in pairwise(bounds)):
            raise Refused(say(N_("等次界限要从优秀到基本满意依次降低。")))

    def grade(self, score: Decimal) -> Mark:
        """The grade of a score."""
        return next(
            (mark for mark, least in self.bounds.items() if score >= least), Mark.DISSATISFIED
        )


Answers = Mapping[str, Mark]
"""The answers of one questionnaire by the key of the question; what was left blank is not there."""


def score_of(sheets: Sequence[Answers], rule: Rule) -> Decimal | None:
    """The mean worth of all answers, to one place; None where nobody answered."""
    worth = [rule.points[mark] for answers in sheets for mark in answers.values()]
    if not worth:
        return None
    return _rounded(Decimal(sum(worth)) / len(worth))


def total_of(scores: Mapping[Side, Decimal | None], rule: Rule) -> Decimal | None:
    """Both sides weighed together; the one that answered, where only one did."""
    public, delegates = scores.get(Side.PUBLIC), scores.get(Side.DELEGATES)
    if public is None or delegates is None:
        return public if delegates is None else delegates
    weighed = public * (100 - rule.delegates_weight) + delegates * rule.delegates_weight
    return _rounded(weighed / 100)


def _rounded(number: Decimal) -> Decimal:
    return number.quantize(Decimal("0.1"), ROUND_HALF_UP)
