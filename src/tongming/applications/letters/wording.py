"""The product's own letters: a title, a body with places, and what is said the same every time.

No national instrument prescribes the words (`law.letters`). A place is an element's key in braces;
`{organ}`, `{you}`, `{application_number}` and `{matter}` may stand anywhere. A paragraph whose
elements are all empty is left out. A unit may change title and body, not the fixed texts: they are
the law's. Letters are Chinese in every interface language.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType

from tongming.law.letters import LETTERS, Letter, Need, elements

FREE = frozenset({"organ", "you", "application_number", "matter"})
"""Places that are no element of the kind and may stand in any letter."""
FRAME = frozenset({"title", "number", "addressee", "signature"})
"""Elements that stand around the body, where GB/T 9704—2012 puts them."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a letter says by default."""

    title: str
    body: str
    fixed: MappingProxyType[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Elements that are the law's own words: nobody edits them."""
    presets: MappingProxyType[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Elements offered ready to be changed."""
    checked: MappingProxyType[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Elements said only once somebody has checked that they are true."""


def _words(
    title: str,
    body: str,
    *,
    fixed: dict[str, str] | None = None,
    presets: dict[str, str] | None = None,
    checked: dict[str, str] | None = None,
    ends: bool = True,
) -> Words:
    lines = "\n".join(line.strip() for line in body.strip().splitlines())
    return Words(
        "{organ}" + title,
        f"{lines}\n联系方式：{{contact}}。" if ends else lines,
        MappingProxyType(fixed or {}),
        MappingProxyType(presets or {}),
        MappingProxyType(checked or {}),
    )


def _reply(
    title: str,
    middle: str,
    *,
    result: str,
    presets: dict[str, str] | None = None,
    checked: dict[str, str] | None = None,
) -> Words:
    body = f"{{receipt}}\n{{course}}\n{{result}}\n{middle.strip()}\n{{remedy_notice}}"
    return _words(title, body, presets={"result": result, **(presets or {})}, checked=checked)


def _refusal(ground: str, middle: str, **more: dict[str, str]) -> Words:
    return _reply(
        "政府信息不予公开告知书",
        middle,
        result=f"经审查，{{you}}申请公开的政府信息{ground}，本机关决定不予公开。",
        **more,
    )


_HEAD = "{receipt}\n{course}\n"
_NO_RULE = {"no_rule_demands": "经核对，没有法律、法规、规章规定上述信息应当公开。"}

WORDS: dict[str, Words] = {
    # --- In the course of a case ------------------------------------------------------------------
    "P1": _words(
        "政府信息公开申请登记回执",
        _HEAD
        + """
        申请人：{applicant}。
        申请编号：{application_number}。
        申请事项：{matter}
        本机关最迟于{reply_by}答复。依法需要补正、征求意见、延期或者缴费的，答复期限另行计算。
        依据：{legal_basis}。""",
    ),
    "P2": _words(
        "政府信息公开申请补正告知书",
        _HEAD
        + """
        经审查，{unclear}。
        {guidance}
        根据{legal_basis}的规定，现一次性告知{you}需要补正的事项：
        {to_correct}
        请{you}于{term}补正。{consequence}
        {restart}""",
        fixed={
            "consequence": "无正当理由逾期不补正的，视为放弃申请，"
            "本机关不再处理该政府信息公开申请。",
            "restart": "答复期限自本机关收到补正的申请之日起计算。",
        },
        presets={
            "guidance": "申请公开政府信息，应当写明所需信息的名称、文号或者便于查询的其他特征，"
            "以及获取信息的方式、途径。",
        },
    ),
    "P3": _words(
        "政府信息公开申请说明理由告知书",
        _HEAD
        + """
        经核实，{numbers}，明显超过合理范围。
        根据{legal_basis}的规定，{ask_reasons}
        请{you}于{term}书面说明理由。{consequence}""",
        fixed={
            "ask_reasons": "本机关要求{you}说明理由。",
            "consequence": "本机关认为申请理由不合理的，将告知{you}不予处理。",
        },
    ),
    "P4": _words(
        "政府信息公开申请延期答复告知书",
        _HEAD
        + """
        因{reason}，本机关不能在原答复期限内答复。
        根据{legal_basis}的规定，经本机关政府信息公开工作机构负责人同意，延长答复期限{days}，"""
        + """最迟于{new_last_day}答复{you}。""",
    ),
    "P5": _words(
        "政府信息公开征求意见书",
        """
        本机关收到政府信息公开申请，申请公开的信息为：{asked_for}。
        其中涉及{you}的内容为：{their_part}。公开后可能损害{you}的合法权益。
        根据{legal_basis}的规定，现书面征求意见。请{you}{term}书面提出是否同意公开的意见；"""
        + """不同意公开的，请说明理由。{silence}
        提出意见的方式：{how_to_answer}。""",
        fixed={
            "term": "自收到本征求意见书之日起15个工作日内",
            "silence": "逾期未提出意见的，由本机关依法决定是否公开。",
        },
    ),
    "P6": _words(
        "政府信息公开征求意见书",
        """
        本机关收到政府信息公开申请，申请公开的信息为：{asked_for}。该信息由{you}与本机关共同制作，"""
        + """或者涉及{you}。
        根据{legal_basis}的规定，现征求{you}意见。请{you}{term}书面提出是否同意公开的意见；"""
        + """不同意公开的，请说明理由和依据。{silence}""",
        fixed={
            "term": "自收到本征求意见书之日起15个工作日内",
            "silence": "共同制作机关逾期未提出意见的，视为同意公开。",
        },
    ),
    "P7": _words(
        "政府信息公开征求意见告知书",
        _HEAD
        + """
        {consulting}
        根据{legal_basis}的规定，{excluded}""",
        fixed={"excluded": "征求意见所需时间不计算在答复期限内。"},
        presets={"consulting": "{you}申请公开的政府信息涉及其他主体，本机关正在依法征求意见。"},
    ),
    "P8": _words(
        "政府信息公开信息处理费收费通知书",
        _HEAD
        + """
        {you}申请公开政府信息的数量、频次明显超过合理范围，本机关决定收取信息处理费。
        收费依据：{fee_basis}。
        收费标准：{standard}。
        收费金额：{amount}。
        缴费方式：{way_to_pay}。
        根据{legal_basis}的规定，请{you}{term}缴纳。{consequence}
        按期缴纳的，答复期限自完成缴费次日起重新计算。""",
        fixed={
            "term": "自收到本通知次日起20个工作日内",
            "consequence": "逾期未缴纳的，视为放弃申请，本机关不再处理该政府信息公开申请。",
        },
    ),
    "P9": _words(
        "决定公开政府信息告知书",
        """
        本机关收到政府信息公开申请，其中涉及{you}的合法权益，本机关已书面征求{you}意见。
        经审查，本机关认为不公开该信息会对公共利益造成重大影响，理由是：{reason}。
        根据{legal_basis}的规定，本机关决定公开下列内容：{content}。
        {remedy_notice}""",
    ),
    "P10": _words(
        "政府信息公开申请协办函",
        """
        本机关收到政府信息公开申请，其中下列事项需要{you}协助查找或者办理：{matter}。
        根据{legal_basis}和政府信息公开工作机制，请{you}于{term}书面回复。""",
    ),
    "R23": _words(
        "政府信息公开申请延迟答复告知书",
        _HEAD
        + """
        {you}申请公开政府信息的数量、频次明显超过合理范围。经审查{you}说明的理由，"""
        + """本机关认为理由合理，但是无法在法定期限内答复。
        根据{legal_basis}的规定，本机关将最迟于{new_term}答复{you}。""",
    ),
    # --- Replies ----------------------------------------------------------------------------------
    "R1": _reply(
        "政府信息公开告知书",
        "根据{legal_basis}的规定，现以{form}的形式提供：{attachment}。",
        result="经审查，{you}申请公开的政府信息可以公开，本机关决定予以公开。",
    ),
    "R2": _reply(
        "政府信息公开告知书",
        "根据{legal_basis}的规定，现将获取该信息的方式、途径告知如下：{route}。\n{attachment}",
        result="经审查，{you}申请公开的政府信息已经主动公开。",
        presets={"attachment": "{you}可以按照上述方式、途径随时获取。"},
    ),
    "R3": _reply(
        "政府信息部分公开告知书",
        """公开的内容：{given}。
不予公开的内容：{withheld}。不予公开的理由：
{reasons}
根据{legal_basis}的规定，现提供可以公开的内容：{attachment}。""",
        result="经审查，{you}申请公开的政府信息含有不应当公开的内容，但是能够作区分处理，"
        "本机关决定部分公开。",
    ),
    "R4": _refusal("属于依法确定的国家秘密", "理由：{reason}。\n依据：{legal_basis}。"),
    "R5": _refusal(
        "属于法律、行政法规禁止公开的政府信息",
        "禁止公开的规定：{forbidding_law}。\n依据：{legal_basis}。",
    ),
    "R6": _refusal(
        "公开后可能危及国家安全、公共安全、经济安全、社会稳定",
        "危及的方面：{limb}。\n理由：{reason}。\n依据：{legal_basis}。",
    ),
    "R7": _refusal(
        "涉及第三方合法权益，公开会对第三方合法权益造成损害",
        "涉及的权益：{right}。\n{consultation}\n{no_public_interest}\n依据：{legal_basis}。",
        checked={
            "no_public_interest": "经审查，本机关认为不公开该信息不会对公共利益造成重大影响。"
        },
    ),
    "R8": _refusal(
        "属于行政机关内部事务信息",
        "所属类别：{kind}。\n理由：{reason}。\n依据：{legal_basis}。",
    ),
    "R9": _refusal(
        "属于行政机关在履行行政管理职能过程中形成的过程性信息",
        "所属类别：{kind}。\n理由：{reason}。\n{no_rule_demands}\n依据：{legal_basis}。",
        checked=_NO_RULE,
    ),
    "R10": _refusal(
        "属于行政执法案卷信息",
        "所涉案卷：{file}。\n理由：{reason}。\n{no_rule_demands}\n依据：{legal_basis}。",
        checked=_NO_RULE,
    ),
    "R11": _reply(
        "政府信息公开申请告知书",
        """{special_law}对该信息的获取有专门规定。根据{legal_basis}的规定，请{you}依照专门规定办理。
查询的途径：{where}。""",
        result="经审查，{you}申请获取的信息属于依照专门规定查询的事项。",
    ),
    "R12": _reply(
        "政府信息不存在告知书",
        "检索情况：{search}。\n根据{legal_basis}的规定，特此告知。",
        result="经检索，没有{you}申请公开的政府信息，该信息不存在。",
    ),
    "R13": _reply(
        "非本机关负责公开告知书",
        "理由：{reason}。\n根据{legal_basis}的规定，特此告知。\n负责公开的机关：{other_organ}。",
        result="经审查，{you}申请公开的政府信息不属于本机关负责公开。",
    ),
    "R14": _reply(
        "政府信息无法提供告知书",
        "{not_ready}\n根据{legal_basis}的规定，本机关无法提供。",
        result="经审查，{you}申请公开的信息需要对现有政府信息进行加工、分析。",
        presets={"not_ready": "本机关没有现成的该项信息，也没有另行制作的义务。"},
    ),
    "R15": _reply(
        "政府信息无法提供告知书",
        "仍不明确的内容：{still_unclear}。\n根据{legal_basis}的规定，本机关无法提供。",
        result="经审查，{you}补正后，申请内容仍不明确。",
    ),
    "R16": _reply(
        "不作为政府信息公开申请处理告知书",
        "理由：{reason}。\n根据{legal_basis}的规定，特此告知。\n{right_channel}",
        result="经审查，{you}以政府信息公开申请的形式进行信访、投诉、举报等活动，"
        "本机关不作为政府信息公开申请处理。",
    ),
    "R17": _reply(
        "政府信息公开申请不予重复处理告知书",
        "先前的答复：{earlier_number}，{earlier_date}作出。\n根据{legal_basis}的规定，"
        "本机关不予重复处理。",
        result="经审查，{you}就相同政府信息向本机关重复提出公开申请，本机关已经作出答复。",
    ),
    "R18": _reply(
        "公开出版物获取途径告知书",
        "根据{legal_basis}的规定，现将获取的途径告知如下：{where}。",
        result="经审查，{you}要求提供的是公开出版物，本机关不作为政府信息公开申请处理。",
    ),
    "R19": _reply(
        "政府信息公开申请不予处理告知书",
        """{you}申请的数量、频次：{numbers}。
{you}说明的理由：{reasons_given}。
本机关认为理由不合理：{why_unreasonable}。
根据{legal_basis}的规定，特此告知。""",
        result="经审查，{you}申请公开政府信息的数量、频次明显超过合理范围，且没有合理理由，"
        "本机关不予处理。",
    ),
    "R20": _reply(
        "政府信息公开申请不予处理告知书",
        """{you}已经获取的信息：{obtained}。获取的时间：{obtained_on}。
依据：{legal_basis}。""",
        result="经审查，{you}要求本机关确认或者重新出具已经获取的政府信息，本机关不予处理。",
    ),
    "R21": _reply(
        "政府信息公开申请不再处理告知书",
        """本机关已向{you}送达补正告知书（{notice_number}），送达日期为{served_on}，补正期限至{last_day}。
根据{legal_basis}的规定，特此告知。""",
        result="{you}无正当理由逾期不补正，视为放弃申请，本机关不再处理该政府信息公开申请。",
    ),
    "R22": _reply(
        "政府信息公开申请不再处理告知书",
        """本机关已向{you}送达收费通知书（{notice_number}），送达日期为{served_on}，应缴信息处理费{amount}，"""
        """缴费期限至{last_day}。
根据{legal_basis}的规定，特此告知。""",
        result="{you}逾期未按要求缴纳费用，视为放弃申请，本机关不再处理该政府信息公开申请。",
    ),
    "R24": _reply(
        "政府信息更正申请告知书",
        "事实：{facts}。\n根据{legal_basis}的规定，处理结果：{decision}。",
        result="{you}申请更正本机关记录的与自身相关的政府信息，现答复如下。",
    ),
}


def required_places(letter: Letter) -> dict[str, str]:
    """The elements a body must have a place for, with their names: all but the optional ones.

    What is said only where there was such a thing (`Need.IF_ANY`) needs its place all the same.
    """
    return {
        element.key: element.label
        for element in elements(letter)
        if element.key not in FRAME and element.need is not Need.OPTIONAL
    }


def known_places(letter: Letter) -> set[str]:
    """Everything a body may name."""
    return {element.key for element in elements(letter)} - FRAME | FREE


assert set(WORDS) == set(LETTERS)
