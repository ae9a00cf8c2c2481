"""Lists of powers and responsibilities (权力清单、责任清单): types, grounds and route of a change.

The ten types and the occasions for a change are those of the lists counties approve for their
townships; a township proposes, the county's organs decide (law/domains §8 is practice, not statute:
nothing here is a term that runs out).
"""

from __future__ import annotations

from tongming.law.labelled import Labelled
from tongming.law.words import N_


class ListKind(Labelled):
    """Which list; one that holds both is what most counties approve."""

    BOTH = "both", N_("权责清单")
    POWERS = "powers", N_("权力清单")
    DUTIES = "duties", N_("责任清单")


class PowerType(Labelled):
    """The type of an item (权力类型)."""

    LICENCE = "licence", N_("行政许可")
    PENALTY = "penalty", N_("行政处罚")
    COERCION = "coercion", N_("行政强制")
    LEVY = "levy", N_("行政征收")
    CHECK = "check", N_("行政检查")
    CONFIRMATION = "confirmation", N_("行政确认")
    RULING = "ruling", N_("行政裁决")
    PAYMENT = "payment", N_("行政给付")
    AWARD = "award", N_("行政奖励")
    OTHER = "other", N_("其他")


class Given(Labelled):
    """How a power of the county came to the township (赋权)."""

    HANDED_DOWN = "handed_down", N_("下放")
    ENTRUSTED = "entrusted", N_("委托")


class Occasion(Labelled):
    """What makes a list out of date (调整情形)."""

    LAW_ISSUED = "law_issued", N_("法律、法规、规章颁布")
    LAW_REVISED = "law_revised", N_("法律、法规、规章修订")
    LAW_REPEALED = "law_repealed", N_("法律、法规、规章废止")
    FUNCTIONS = "functions", N_("机构职能调整")
    CANCELLED = "cancelled", N_("上级取消权力事项")
    GIVEN = "given", N_("上级下放或者委托权力事项")
    TAKEN_BACK = "taken_back", N_("上级收回权力事项")


class Stage(Labelled):
    """A station of the route: who decides there (单位提出、编办审核、司法局审查、政府批准)."""

    DRAFT = "draft", N_("起草")
    PROPOSED = "proposed", N_("单位提出")
    STAFFING = "staffing", N_("编办审核")
    LEGALITY = "legality", N_("司法局合法性审查")
    APPROVED = "approved", N_("县级政府批准")

    @property
    def next(self) -> Stage | None:
        """The station that follows; None at the end."""
        stages = list(Stage)
        place = stages.index(self) + 1
        return stages[place] if place < len(stages) else None

    @property
    def is_outside(self) -> bool:
        """Whether another organ decides: its paper is recorded, with the day it bears."""
        return self not in (Stage.DRAFT, Stage.PROPOSED)
