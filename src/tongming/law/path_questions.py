"""The questions of the five steps, and the answers the law knows.

The order of the steps is that of 《江苏省政府信息公开申请办理答复规范》 (苏政办函〔2019〕98号); the
articles are those of 《政府信息公开条例》. How they are walked through is in `path`.
"""

from __future__ import annotations

from tongming.law.exemptions import Exemption, Force, Lift
from tongming.law.letter_model import Need
from tongming.law.letters import LETTERS
from tongming.law.outcomes import Outcome, Step
from tongming.law.path_model import (
    Answer,
    Ask,
    Bar,
    Question,
    bar_agrees,
    bar_all,
    bar_ask_reasons,
    bar_clear,
    bar_consult,
    bar_decide,
    bar_delay,
    bar_excessive,
    bar_goes_on,
    bar_not_corrected,
    bar_not_found,
    bar_override,
    bar_repeated,
    bar_still_unclear,
    bar_to_correct,
    bar_unpaid,
    bar_whole,
    bar_withdrawn,
)
from tongming.law.words import N_


def asks_of(letter: str, choices: tuple[str, ...] = ()) -> tuple[Ask, ...]:
    """What a letter says beyond what all say, as things to be written."""
    return tuple(
        Ask(
            element.key,
            element.label,
            choices if element.key in _KINDS else (),
            element.need is not Need.ALWAYS,
        )
        for element in LETTERS[letter].elements
    )


_KINDS = ("limb", "right", "kind")
_REASON = Ask("reason", N_("不予公开的理由"))
_WHY = Ask("note", N_("理由"))
_NOTE = Ask("note", N_("说明"), optional=True)


def _limb(ground: Exemption) -> Question:
    """Whether one ground holds (第十四条至第十六条), with what lifts it."""
    article = _article(ground)
    letter = ground.outcome.letters[0]
    asks = asks_of(letter, ground.kinds)
    if not any(ask.key == "reason" for ask in asks):
        asks = (*asks, _REASON)
    third_party = ground is Exemption.THIRD_PARTY_RIGHTS
    answers = [
        Answer(key="no", label=N_("不属于"), article=article, asks=(_NOTE,)),
        Answer(
            key="holds",
            label=N_("属于，决定不公开") if ground.force is Force.MAY else N_("属于，不得公开"),
            article=article,
            ground=ground,
            asks=asks,
            bar=bar_decide if third_party else None,
        ),
    ]
    if third_party:
        answers.insert(
            1,
            Answer(
                key="consult",
                label=N_("可能属于，先书面征求第三方意见"),
                article="第三十二条",
                act="P5",
                bar=bar_consult,
            ),
        )
    for lift in ground.lifts:
        key, bar, also = _LIFTS[lift]
        answers.append(
            Answer(
                key=key, label=N_("属于，但{lift}"), article=article, lift=lift, asks=(_WHY,),
                also=also, bar=bar,
            )
        )  # fmt: skip
    return Question(ground.value, Step.DISCLOSE, _LIMB_TEXTS[ground], article, tuple(answers))


def _article(ground: Exemption) -> str:
    return ground.outcome.article


_LIFTS: dict[Lift, tuple[str, Bar | None, str]] = {
    Lift.THIRD_PARTY_AGREES: ("agrees", bar_agrees, ""),
    Lift.PUBLIC_INTEREST: ("public_interest", bar_override, "P9"),
    Lift.ORGAN_CHOOSES: ("disclose", None, ""),
    Lift.LAW_DEMANDS_IT: ("demanded", None, ""),
}
_LIMB_TEXTS = {
    Exemption.STATE_SECRET: N_("依法确定为国家秘密吗？"),
    Exemption.FORBIDDEN_BY_LAW: N_("法律、行政法规禁止公开吗？（地方性法规和规章不能作依据）"),
    Exemption.ENDANGERS_SECURITY: N_("公开后可能危及国家安全、公共安全、经济安全、社会稳定吗？"),
    Exemption.THIRD_PARTY_RIGHTS: N_(
        "涉及商业秘密、个人隐私等，公开会对第三方合法权益造成损害吗？"
    ),
    Exemption.INTERNAL_AFFAIRS: N_("属于人事管理、后勤管理、内部工作流程三类内部事务信息吗？"),
    Exemption.PROCESS_INFORMATION: N_("属于讨论记录、过程稿、磋商信函、请示报告四类过程性信息吗？"),
    Exemption.ENFORCEMENT_FILE: N_("属于行政执法案卷信息吗？"),
}

LIMBS = tuple(ground.value for ground in Exemption)
"""The questions about 第十四条 to 第十六条, which are checked on one sheet."""

_BASIS = Ask("legal_basis", N_("依据：没有条文写明这一情形，请写明所依据的规定"))

QUESTIONS: tuple[Question, ...] = (
    Question(
        "stands",
        Step.COMPLETE,
        N_("申请还有效吗？"),
        "第三十条",
        (
            Answer(key="goes_on", label=N_("有效，继续办理"), article="第三十条", bar=bar_goes_on),
            Answer(
                key="not_corrected", label=N_("逾期没有补正，视为放弃"), article="第三十条",
                ends=Outcome.NOT_CORRECTED, letter="R21", bar=bar_not_corrected,
            ),
            Answer(
                key="unpaid", label=N_("逾期没有缴费，视为放弃"),
                article=Outcome.UNPAID.article, ends=Outcome.UNPAID, letter="R22", bar=bar_unpaid,
            ),
            Answer(
                key="withdrawn", label=N_("申请人已经撤回"), article="第二十七条",
                ends=Outcome.OTHER, bar=bar_withdrawn,
            ),
        ),
    ),
    Question(
        "clear",
        Step.COMPLETE,
        N_("申请内容明确、必备内容齐全吗？"),
        "第二十九条、第三十条",
        (
            Answer(key="clear", label=N_("完整、明确"), article="第二十九条", bar=bar_clear),
            Answer(
                key="to_correct", label=N_("不明确或者不完整，先一次性告知补正"),
                article="第三十条", act="P2", bar=bar_to_correct,
            ),
            Answer(
                key="still_unclear", label=N_("补正后仍不明确"), article="第三十条",
                ends=Outcome.STILL_UNCLEAR, letter="R15", asks=asks_of("R15"),
                bar=bar_still_unclear,
            ),
        ),
    ),
    Question(
        "proper",
        Step.PROPER,
        N_("是政府信息公开申请吗？该由本机关按条例办理吗？"),
        "第二条、第三十五条、第三十六条、第三十九条",
        (
            Answer(key="ours", label=N_("是，按条例办理"), article="第二十七条"),
            Answer(
                key="petition", label=N_("实际是信访、投诉、举报"), article="第三十九条第一款",
                ends=Outcome.PETITION, letter="R16", asks=asks_of("R16"),
            ),
            Answer(
                key="repeated", label=N_("同一申请人重复申请，已经答复过"),
                article="第三十六条第六项", ends=Outcome.REPEATED, letter="R17",
                asks=asks_of("R17"), bar=bar_repeated,
            ),
            Answer(
                key="publication", label=N_("要求提供政府公报、报刊、书籍等公开出版物"),
                article="第三十九条第二款", ends=Outcome.PUBLICATION, letter="R18",
                asks=asks_of("R18"),
            ),
            Answer(
                key="query", label=N_("工商、不动产登记资料等，法律、行政法规另有规定"),
                article="第三十六条第七项", ends=Outcome.ADMINISTRATIVE_QUERY, letter="R11",
                asks=asks_of("R11"),
            ),
            Answer(
                key="confirmation", label=N_("要求确认或者重新出具已经获取的信息"), article="",
                ends=Outcome.CONFIRMATION, letter="R20", asks=(*asks_of("R20"), _BASIS),
            ),
            Answer(
                key="ask_reasons", label=N_("数量、频次明显超过合理范围，先要求说明理由"),
                article="第三十五条", act="P3", bar=bar_ask_reasons,
            ),
            Answer(
                key="excessive", label=N_("理由不合理（或者没有说明），不予处理"),
                article="第三十五条", ends=Outcome.EXCESSIVE, letter="R19",
                asks=asks_of("R19"), bar=bar_excessive,
            ),
            Answer(
                key="delay", label=N_("理由合理，但不能按期答复，确定延迟答复的期限"),
                article="第三十五条", act="R23", bar=bar_delay,
            ),
        ),
    ),
    Question(
        "exists",
        Step.EXISTS,
        N_("检索后，本机关有这项信息吗？"),
        "第十条、第三十六条第四项和第五项、第三十八条",
        (
            Answer(key="held", label=N_("有"), article="第三十六条"),
            Answer(
                key="not_found", label=N_("经检索没有"), article="第三十六条第四项",
                ends=Outcome.NOT_HELD, letter="R12", bar=bar_not_found,
            ),
            Answer(
                key="not_ours", label=N_("不属于本机关负责公开"), article="第三十六条第五项",
                ends=Outcome.NOT_HELD, letter="R13", asks=asks_of("R13"),
            ),
            Answer(
                key="needs_making", label=N_("没有现成的，需要加工、分析"), article="第三十八条",
                ends=Outcome.WOULD_NEED_MAKING, letter="R14", asks=asks_of("R14"),
            ),
        ),
    ),
    Question(
        "public",
        Step.DISCLOSE,
        N_("已经主动公开了吗？"),
        "第三十六条第一项",
        (
            Answer(key="not_yet", label=N_("没有"), article="第三十六条第一项"),
            Answer(
                key="already", label=N_("已经主动公开，告知获取的方式和途径"),
                article="第三十六条第一项", ends=Outcome.GRANTED, letter="R2",
                asks=asks_of("R2"),
            ),
        ),
    ),
    *(_limb(ground) for ground in Exemption),
    Question(
        "apart",
        Step.DISCLOSE,
        N_("能区分处理吗？"),
        "第三十七条",
        (
            Answer(
                key="all", label=N_("全部可以公开"), article="第三十六条第二项", bar=bar_all,
            ),
            Answer(
                key="parts", label=N_("能区分：公开一部分，其余不公开并说明理由"),
                article="第三十七条",
            ),
            Answer(
                key="whole", label=N_("不能区分，全部不公开"), article="第三十六条第三项",
                bar=bar_whole,
            ),
        ),
    ),
    Question(
        "review",
        Step.DISCLOSE,
        N_("拟公开的内容经过保密审查了吗？"),
        "第十七条",
        (
            Answer(
                key="reviewed", label=N_("已审查，可以公开"), article="第十七条",
                asks=(Ask("note", N_("谁审查的，意见是什么")),),
            ),
            Answer(
                key="unsure", label=N_("不能确定，报有关主管部门或者保密行政管理部门确定"),
                article="第十七条",
                act_words=N_("报请确定能否公开，得到答复后再接着办。答复期限照常计算。"),
            ),
        ),
    ),
)  # fmt: skip
