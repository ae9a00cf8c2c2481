"""What a document's record says of it: attribute, validity, stage.

The attribute of disclosure is fixed when the document is drafted and approved with it
(国办发〔2016〕80号 and the local rules on 公文公开属性源头认定); the words of the three are those
offices print.
"""

from __future__ import annotations

from tongming.law.labelled import Labelled
from tongming.law.words import N_


class Attribute(Labelled):
    """The attribute of disclosure (公开属性) a document carries from its first draft."""

    PROACTIVE = "proactive", N_("主动公开")
    ON_REQUEST = "on_request", N_("依申请公开")
    WITHHELD = "withheld", N_("不予公开")


class Validity(Labelled):
    """Whether a published document still holds (有效性). Nothing leaves the section for it."""

    IN_FORCE = "in_force", N_("有效")
    REPEALED = "repealed", N_("废止")
    EXPIRED = "expired", N_("失效")


class Stage(Labelled):
    """The five stages an act is disclosed in (五公开).  国办发〔2016〕80号."""

    DECISION = "decision", N_("决策公开")
    EXECUTION = "execution", N_("执行公开")
    MANAGEMENT = "management", N_("管理公开")
    SERVICE = "service", N_("服务公开")
    RESULT = "result", N_("结果公开")
