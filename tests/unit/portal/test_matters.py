"""Several matters in one application are seen; one matter is left whole."""

from __future__ import annotations

import pytest

from tongming.portal.applying.matters import MOST, matters

SEVERAL = [
    ("1.2025年预算\n2. 低保名单", ["2025年预算", "低保名单"]),
    ("1、预算报告 2、低保名单", ["预算报告", "低保名单"]),
    ("申请公开：（一）道路合同；（二）验收报告", ["道路合同", "验收报告"]),
    ("①道路合同②验收报告", ["道路合同", "验收报告"]),
    ("红政发〔2025〕3号、红政办〔2025〕12号文件", ["红政发〔2025〕3号", "红政办〔2025〕12号文件"]),
    (
        "红政发〔2025〕3号关于低保的通知和红政发〔2025〕4号文件",
        ["红政发〔2025〕3号关于低保的通知", "红政发〔2025〕4号文件"],
    ),
    (
        "2025年部门预算、农村道路施工合同以及低保名单",
        ["2025年部门预算", "农村道路施工合同", "低保名单"],
    ),
    ("道路招标文件；验收报告；结算清单", ["道路招标文件", "验收报告", "结算清单"]),
    ("孤石子村补偿标准\r\n孤石子村补偿名单", ["孤石子村补偿标准", "孤石子村补偿名单"]),
]
ONE = [
    "2025年农村道路硬化工程的招标文件",
    "农村道路、桥梁建设合同",
    "2025年1.5公里道路合同",
    "我想要2025年的道路合同\n包括附件",
    "《关于印发甲、乙办法的通知》",
    "桦政发〔2026〕5号",
    "第1、2、3村民小组的分配方案",
    "",
    "、；，\n",
    "字" * 500,
]


@pytest.mark.parametrize(("asked", "pieces"), SEVERAL)
def test_several_matters_are_told_apart(asked: str, pieces: list[str]) -> None:
    assert matters(asked) == pieces


@pytest.mark.parametrize("asked", ONE)
def test_one_matter_stays_whole(asked: str) -> None:
    assert matters(asked) == [asked.strip()]


def test_more_pieces_than_help_are_left_whole() -> None:
    asked = "\n".join(f"第{n}份施工合同" for n in range(MOST + 1))
    assert matters(asked) == [asked]
