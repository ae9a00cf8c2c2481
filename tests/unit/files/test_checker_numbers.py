"""Numbers of people are found however they are written, and other numbers are left alone."""

from __future__ import annotations

import pytest

from tests.unit.files.made import CARD, ID, MOBILE, OTHER_ID
from tongming.files.checking import Kind, check_text, mask_text
from tongming.files.checking.digits import is_identity_number, passes_luhn
from tongming.files.checking.model import Masking


def kinds(text: str, **told: object) -> list[str]:
    return [one.kind.value for one in check_text(text, **told)]  # type: ignore[arg-type]


IDENTITY = [
    f"身份证号：{ID}",
    f"身份证号:{ID.lower()}，",
    f"张三{ID}李四",
    "身份证１１０１０５１９４９１２３１００２Ｘ",
    "110105 19491231 002X",
    "110105-19491231-002X",
    "110105\u200b19491231\u200b002X",
    f"1 {ID}",
    f"{ID} {MOBILE}"[:18],
    f"（{OTHER_ID}）",
    "身份证号码 110105491231002",
    "老证：110105491231002。",
    f"{ID},",
    f"a\n{ID}\nb",
]


@pytest.mark.parametrize("text", IDENTITY)
def test_an_identity_number_is_found(text: str) -> None:
    (found,) = check_text(text)
    assert found.kind is Kind.ID_CARD
    assert "*" in found.masked


MOBILES = [
    MOBILE,
    f"手机：{MOBILE}",
    f"+86{MOBILE}",
    f"+86 {MOBILE}",
    f"86-{MOBILE}",
    f"0086 {MOBILE}",
    "138-0013-8000",
    "138 0013 8000",
    "1380013 8000",
    "１３８００１３８０００",
    f"联系人张三{MOBILE}（微信同号）",
    f"{MOBILE}转张三",
    f"tel:{MOBILE}",
    f"电话{MOBILE}。",
    "19912345678",
    "16612345678",
    "14712345678",
]


@pytest.mark.parametrize("text", MOBILES)
def test_a_mobile_number_is_found(text: str) -> None:
    assert kinds(text) == ["mobile"]


def test_two_telephones_beside_each_other_are_two() -> None:
    assert kinds(f"{MOBILE}/13900139000、15912345678 13700137000") == ["mobile"] * 4


CARDS = [f"卡号：{CARD}", CARD, "6228 4804 0256 4890 018", "4111111111111111", f"户名张三{CARD}"]


@pytest.mark.parametrize("text", CARDS)
def test_a_bank_card_is_found(text: str) -> None:
    assert kinds(text) == ["bank_card"]


OTHERS = [
    "统一社会信用代码：11220282013544141J",
    "统一社会信用代码 91220101MA0Y1ABC2X",
    "统一社会信用代码：112202820135441412",
    "索引号：11220282013544141J/2026-00012",
    "索引号 11220282013544141J/2026-13800138000",
    "桦政发〔2026〕12号",
    "2026年11月24日至2026年12月31日",
    "20261124093000",
    "2026-11-24 09:30:00",
    "2026-11-24 2026-12-31",
    "拨款13800138000元",
    "共 13800138000 元，其中",
    "1,380,013,800,000.00",
    "13800138000.50",
    "3.13800138000",
    "总面积13800138000平方米",
    "电话：0432-66228888、66228888",
    "12345政务服务便民热线",
    "电话 110、119、12345",
    "项目代码：2026-220282-78-01-123456",
    "合同编号：110105491231002",
    "订单号13800138000",
    "备案号：13800138000",
    "NO13800138000X",
    "A13800138000",
    "12800138000",
    "10800138000",
    "138001380001",
    "1380013800",
    f"{ID[:17]}1",
    "999999194912310021",
    "110105189013310021",
    "9558888888888888",
    "6228480402564890019",
    "许可证号：6228480402564890018",
    "户名：桦甸市财政局非税收入专户\n账号：6228480402564890018",
    "138****8000",
    "110105********002X",
    "0000000000000000000",
    "ISBN 978-7-5080-9999-9",
    "3.1415926535897932384626",
    "经度126.12345678901234，纬度42.98765432109876",
    "http://x.gov.cn/art/2026/11/24/art_12345_13800138.html",
    "第110105491231号",
]


@pytest.mark.parametrize("text", OTHERS)
def test_other_numbers_raise_no_alarm(text: str) -> None:
    assert kinds(text) == []


def test_the_telephones_of_organs_are_allowed_and_only_those() -> None:
    text = f"咨询电话{MOBILE}，私人电话13900139000"
    (found,) = check_text(text, allowed_phones=[f"0432-66228888 / {MOBILE}"])
    assert text[found.start : found.end] == "13900139000"
    assert kinds(f"+86 {MOBILE}", allowed_phones=["138-0013-8000"]) == []


def test_offsets_are_those_of_the_text_and_no_finding_holds_the_value() -> None:
    text = f"甲{ID}，乙 １３８ ００１３ ８０００。"
    card, mobile = check_text(text)
    assert text[card.start : card.end] == ID
    assert text[mobile.start : mobile.end] == "１３８ ００１３ ８０００"
    for found in (card, mobile):
        assert ID not in repr(found)
        assert "００１３" not in repr(found)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (ID, "110105********002X"),
        ("110105 19491231 002X", "110105 ******** 002X"),
        ("110105491231002", "110105******002"),
        (MOBILE, "138****8000"),
        ("+86 138-0013-8000", "+86 138-****-8000"),
        ("１３８００１３８０００", "１３８****８０００"),
        (CARD, "***************0018"),
    ],
)
def test_masking_keeps_length_and_separators(text: str, masked: str) -> None:
    done = mask_text(text)
    assert len(done) == len(text)
    assert done == masked
    assert check_text(done) == []


def test_an_office_may_keep_less_but_never_more() -> None:
    strict = Masking(id_head=2, id_tail=3)
    assert mask_text(ID, masking=strict) == "11*************02X"
    with pytest.raises(ValueError, match="id_head"):
        Masking(id_head=7)


def test_the_check_digits_are_those_of_the_standards() -> None:
    assert is_identity_number(ID)
    assert not is_identity_number("110105194912310021")
    assert is_identity_number(OTHER_ID)
    assert not is_identity_number("11010519490231002X"), "there is no 31 February"
    assert passes_luhn(CARD)
    assert not passes_luhn(CARD[:-1] + "7")


@pytest.mark.parametrize("group", ["1-", "1 ", "3-13800138000 "])
def test_what_follows_a_very_long_row_of_numbers_is_found_too(group: str) -> None:
    """Were each group compared with all the others, this would take minutes."""
    assert check_text(f"{group * 40_000}，身份证号{ID}")[-1].kind is Kind.ID_CARD
