"""What an interpretation is made of (政策解读): its forms and the nine aspects it covers.

国办发〔2016〕80号: who drafts interprets, and the interpretation is organised, approved and
released with the policy. The aspects are those local rules and standard catalogues name.
"""

from __future__ import annotations

from tongming.law.labelled import Labelled
from tongming.law.words import N_


class Form(Labelled):
    """How a policy is interpreted."""

    TEXT = "text", N_("文字解读")
    CHART = "chart", N_("图表图解")
    QUESTIONS = "questions", N_("问答")
    VIDEO = "video", N_("音频、视频（填链接）")
    PRESS = "press", N_("新闻发布会")
    EXPERT = "expert", N_("专家、媒体解读")


class Aspect(Labelled):
    """What an interpretation should cover."""

    BACKGROUND = "background", N_("政策背景依据")
    AIMS = "aims", N_("目标任务")
    CONTENT = "content", N_("主要内容")
    SCOPE = "scope", N_("涉及范围")
    STANDARDS = "standards", N_("执行标准")
    CAUTIONS = "cautions", N_("注意事项")
    KEYWORDS = "keywords", N_("关键词诠释")
    BENEFITS = "benefits", N_("惠民利民举措")
    DIFFERENCES = "differences", N_("新旧政策差异")
