"""Addresses, dates of birth, marks and columns of lists; and the sentences that look like them."""

from __future__ import annotations

import pytest

from tests.unit.files.made import ID
from tongming.files.checking import Kind, check_text, mask_text


def found_in(text: str) -> list[tuple[str, str]]:
    return [(one.kind.value, text[one.start : one.end]) for one in check_text(text)]


ADDRESSES = [
    "家住桦甸市红石砬子镇兴隆村三组12号",
    "住址：吉林市船营区光华路88号阳光小区3号楼2单元501室",
    "现住朝阳区幸福家园12栋3单元402",
    "张三，住桦甸市明桦街道新华社区5号楼1单元301室。",
    "家庭住址:红石砬子镇大兴村2社15号",
    "户籍地址：吉林省桦甸市永吉街道人民路15号2栋3门402室",
    "红石砬子镇兴隆村西沟屯12号",
]


@pytest.mark.parametrize("text", ADDRESSES)
def test_a_home_address_is_found(text: str) -> None:
    assert [one.kind for one in check_text(text)] == [Kind.ADDRESS]


NO_HOMES = [
    "办公地址：桦甸市红石砬子镇红石大街12号",
    "办公地址：桦甸市红石大街12号1号楼302室",
    "地址：桦甸市政务服务中心3号楼2单元302室",
    "会议地点：镇政府办公楼3楼301室",
    "受理地点：桦甸市人民路88号政务大厅2号楼1单元105室",
    "红石村2号桥改造工程",
    "兴隆村三组、四组村民",
    "兴隆村共有3个村民小组120户",
    "桦政办发〔2026〕12号",
    "红石砬子镇兴隆村",
    "社区2号通知",
    "公司注册地址：桦甸市人民路5号楼2单元301室",
]


@pytest.mark.parametrize("text", NO_HOMES)
def test_an_office_or_a_place_is_no_home(text: str) -> None:
    assert found_in(text) == []


def test_an_address_is_cut_after_the_town_or_village() -> None:
    text = "家住桦甸市红石砬子镇兴隆村三组12号。"
    assert mask_text(text) == "家住桦甸市红石砬子镇兴隆村*****。"
    assert check_text(mask_text(text)) == []


def test_the_organs_own_address_is_allowed() -> None:
    text = "联系人到光华社区5号楼1单元301室办理"
    assert [one.kind for one in check_text(text)] == [Kind.ADDRESS]
    assert check_text(text, allowed_addresses=["光华社区5号楼1单元301室"]) == []


@pytest.mark.parametrize(
    "text",
    [
        "出生日期：1985-03-12",
        "出生年月日 1985年3月12日",
        "张三，男，1985年3月12日出生，汉族",
        "1985.03.12生，",
        "生于1985年03月12日",
        "出生日期:19850312",
    ],
)
def test_a_date_of_birth_is_found(text: str) -> None:
    assert [one.kind for one in check_text(text)] == [Kind.BIRTH_DATE]


@pytest.mark.parametrize(
    "text",
    [
        "1985年3月生",
        "2026年3月12日生效",
        "2026年1月1日起施行",
        "2026年5月1日出生人口监测",
        "出生医学证明2026年3月12日起办理",
        "出生率为5‰",
    ],
)
def test_other_dates_raise_no_alarm(text: str) -> None:
    assert found_in(text) == []


@pytest.mark.parametrize(
    ("text", "subkind"),
    [
        ("机密★10年", "classified"),
        ("绝密★长期", "classified"),
        ("秘密 ★ 1年\n红石砬子镇人民政府文件", "classified"),
        ("000012 机密☆6个月 特急", "classified"),
        ("标题\n　秘　密\n正文", "classified"),
        ("密级：秘密", "classified"),
        ("内部资料 注意保存", "internal"),
        ("内部文件，不得外传", "internal"),
        ("（内部资料）", "internal"),
        ("【内部文件】", "internal"),
        ("内部资料\n第3期", "internal"),
        ("不得外传！", "internal"),
        ("本刊为内部刊物，请勿外传。", "internal"),
    ],
)
def test_a_mark_is_found(text: str, subkind: str) -> None:
    found = check_text(text)
    assert [(one.kind, one.subkind) for one in found] == [(Kind.SECRECY_MARK, subkind)]


@pytest.mark.parametrize(
    "text",
    [
        "不得泄露国家秘密、商业秘密和个人隐私。",
        "涉及国家秘密的政府信息不予公开",
        "绝密级、机密级、秘密级三级",
        "密级：无",
        "机密文件的管理按照保密法执行",
        "《内部资料性出版物管理办法》",
        "政府内部资料管理制度",
        "商业秘密★",
        "在履行职责过程中形成的内部事务信息，可以不予公开。",
        "五星级★★★★★酒店",
    ],
)
def test_a_word_in_a_sentence_is_no_mark(text: str) -> None:
    assert found_in(text) == []


def test_columns_of_a_list_of_people_are_known_by_their_headings() -> None:
    text = (
        "序号\t姓名\t病种\t家庭年收入\t家庭住址\t出生日期\t补助金额\n"
        "1\t张三\t糖尿病\t8000元\t兴隆村三组5号\t1960-01-02\t3000\n"
        "2\t李四\t无\t无\t兴隆村\t\t3000\n"
    )
    assert found_in(text) == [
        ("illness", "糖尿病"),
        ("property", "8000元"),
        ("address", "兴隆村三组5号"),
        ("birth_date", "1960-01-02"),
    ]
    assert check_text(mask_text(text)) == []


def test_a_table_without_people_is_no_list_of_people() -> None:
    assert found_in("病种\t报销比例\n糖尿病\t70%\n") == []
    assert found_in("项目\t年收入\n旅游\t8000\n") == []


def test_of_two_findings_over_each_other_the_firmer_stands() -> None:
    assert [kind for kind, _ in found_in(f"家庭住址：兴隆村三组5号 {ID}")] == ["address", "id_card"]
    assert [k for k, _ in found_in(f"身份证号码\t姓名\n{ID}\t张三")] == ["id_card"]
