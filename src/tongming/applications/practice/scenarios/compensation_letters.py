"""The papers of the scenario 征地补偿."""

from __future__ import annotations

from tongming.applications.practice.scenario import Sample

_CAME = "本机关于{received}收到您通过互联网渠道提交的申请，申请公开：石门村征地补偿的材料。"

RECEIPT = Sample(
    "P1",
    {
        "receipt": "您通过网站提交的申请，经与您电话确认，收到申请之日为{received}。",
        "matter": "石门村征地补偿的材料。",
        "reply_by": "{due}",
    },
)
CORRECTION = Sample(
    "P2",
    {
        "receipt": _CAME,
        "unclear": "“征地补偿的全部材料”没有写明哪一次征地、哪些材料，本机关无法据此检索",
        "guidance": (
            "石门村近年有2021年水库移民和2025年国道改线两次征地，"
            "形成的材料有方案、公告、协议、明细表等。"
        ),
        "to_correct": "请写明是哪一次征地，以及所需材料的名称或者其他便于查询的特征。",
        "term": "{reply_by}前（含当日）",
    },
)
CONSULTATION = Sample(
    "P5",
    {
        "asked_for": "2025年国道改线地上附着物补偿协议",
        "their_part": "协议附件二《设备清单和成本核算》",
        "how_to_answer": "书面意见加盖公章，送达或者寄至本机关",
    },
)
CONSULTING = Sample(
    "P7",
    {
        "receipt": _CAME,
        "consulting": "您申请的补偿协议涉及第三方，本机关已书面征求其意见。",
    },
)
EXTENSION = Sample(
    "P4",
    {
        "receipt": _CAME,
        "reason": "补偿款发放明细表共212页，需要逐页作区分处理",
        "days": "15个工作日",
        "new_last_day": "{due}",
    },
)
PARTLY = Sample(
    "R3",
    {
        "receipt": _CAME,
        "course": ("办理经过：本机关于{corrected}收到您的补正，书面征求了第三方意见{extended}。"),
        "given": "①征地补偿安置方案；②补偿款发放明细表（遮盖后）；③地上附着物补偿协议正文",
        "withheld": "明细表中的身份证号、银行账号；补偿协议附件二《设备清单和成本核算》",
        "reasons": (
            "身份证号、银行账号属于个人隐私，附件二属于商业秘密，第三方不同意公开且理由合理，"
            "不公开不会对公共利益造成重大影响，依照第十五条、第三十二条不予公开。"
        ),
        "attachment": "上述①至③，以电子文件发送至您提供的邮箱",
    },
)
