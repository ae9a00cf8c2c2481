"""The papers of the scenario 征地补偿."""

from __future__ import annotations

from tongming.applications.practice.scenario import Sample

_CAME = "本机关于{received}收到你通过互联网渠道提交的申请：获取石门村征地补偿的材料。"

RECEIPT = Sample(
    "P1",
    {
        "receipt": "你通过网站提交的申请，经与你电话确认，收到申请之日为{received}。",
        "application_number": "申请编号：练习",
        "applicant": "申请人：{applicant}",
        "matter": "申请事项：石门村征地补偿的材料。",
        "reply_by": "本机关将于{due}前答复。",
    },
)
CORRECTION = Sample(
    "P2",
    {
        "receipt": _CAME,
        "unclear": "“征地补偿的全部材料”没有写明哪一次征地、哪些材料，本机关无法据此检索。",
        "guidance": (
            "石门村近年有2021年水库移民和2025年国道改线两次征地，"
            "形成的材料有方案、公告、协议、明细表等。"
        ),
        "to_correct": "请写明是哪一次征地，以及所需材料的名称或者其他便于查询的特征。",
        "term": "请于{reply_by}前补正。",
        "consequence": "无正当理由逾期不补正的，视为放弃申请，本机关不再处理。",
        "restart": "答复期限自收到补正的申请之日起计算。",
    },
)
CONSULTATION = Sample(
    "P5",
    {
        "asked_for": "有人向本机关申请公开2025年国道改线地上附着物补偿协议。",
        "their_part": "其中附件二《设备清单和成本核算》与你公司有关。",
        "term": "请自收到本意见书之日起15个工作日内提出意见。",
        "silence": "逾期未提出意见的，由本机关决定是否公开。",
        "how_to_answer": "请书面说明是否同意公开；不同意的，说明理由，加盖公章送达或者寄至本机关。",
    },
)
CONSULTING = Sample(
    "P7",
    {
        "receipt": _CAME,
        "consulting": "你申请的补偿协议涉及第三方，本机关已书面征求其意见。",
        "excluded": "征求意见所需时间不计算在答复期限内。",
    },
)
EXTENSION = Sample(
    "P4",
    {
        "receipt": _CAME,
        "reason": "补偿款发放明细表共212页，需要逐页区分处理，不能在原期限内完成。",
        "days": "经政府信息公开工作机构负责人同意，延长15个工作日答复。",
        "new_last_day": "延长后的答复期限至{due}。",
    },
)
PARTLY = Sample(
    "R3",
    {
        "receipt": _CAME,
        "course": "你于{corrected}补正；本机关书面征求了第三方意见{extended}。",
        "result": "经审查，你申请的信息能够区分处理，本机关予以部分公开。",
        "given": "公开：①征地补偿安置方案；②补偿款发放明细表（遮盖后）；③地上附着物补偿协议正文。",
        "withheld": "不公开：明细表中的身份证号、银行账号；补偿协议附件二《设备清单和成本核算》。",
        "reasons": (
            "身份证号、银行账号属于个人隐私，附件二属于商业秘密，第三方不同意公开且理由合理，"
            "不公开不会对公共利益造成重大影响，依据《政府信息公开条例》第十五条、第三十二条不予公开。"
        ),
        "attachment": "所公开的材料以电子文件发送至你提供的邮箱。",
    },
)
