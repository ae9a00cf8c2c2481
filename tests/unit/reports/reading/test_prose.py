"""What sentences say in figures, and what they must not be made to say."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tongming.law.figures import Cell
from tongming.reports.reading.prose import Prose, read_prose

YEAR = 2022


def said(section: str, words: str, row: str) -> object:
    """What the words of one section state about one thing; None where nothing."""
    return read_prose({section: words}, YEAR).figures.get(Cell("stated", row, "value"))


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("本年度共收到政府信息公开申请0件。", 0),
        ("全年共收到政府信息公开申请5件，其中网络申请3件，信函申请2件。", 5),
        ("2022年，我镇共受理依申请公开12件，均按期答复。", 12),
        ("全年依申请公开受理4件，均已办结。", 4),
        ("共收到依申请公开信息5条", 5),
        ("收到依申请公开政府信息申请3件", 3),
        ("收到公民、法人和其他组织的政府信息公开申请共 6 件", 6),
        ("共收到政府信息公开申请1,234件", 1234),
        ("共接到政府信息公开申请十二件", 12),
        ("本年收到政府信息公开申请两件", 2),
        ("今年共收到3件政府信息公开申请", 3),
        ("新收政府信息公开申请7件，上年结转1件。", 7),
        ("收到申请的数量为８件", 8),
        ("本年度未收到政府信息公开申请。", 0),
        ("没有收到公民提出的政府信息公开申请", 0),
        ("截至年底，未收到依申请公开事项。", 0),
        ("收到并办结政府信息公开申请8件。", 8),
        ("本机关2022年度受理政府信息公开申请总数为9宗", 9),
    ],
)
def test_applications_received_are_read(words: str, number: int) -> None:
    assert said("requests", words, "applications_received") == number


@pytest.mark.parametrize(
    "words",
    [
        "2021年收到政府信息公开申请5件。",
        "收到政府信息公开申请比上年增加5件。",
        "收到政府信息公开申请100余件。",
        "收到网络申请3件。",
        "其中收到信函申请2件",
        "收到群众来信来访372件。",
        "收到行政复议申请2件",
        "畅通申请渠道，设置申请点3个，收到咨询电话5次",
        "收到政府信息公开申请若干件",
    ],
)
def test_what_does_not_count_this_years_applications_is_left_alone(words: str) -> None:
    assert said("requests", words, "applications_received") is None


def test_two_sentences_that_differ_are_both_said_and_neither_is_believed() -> None:
    prose = read_prose({"requests": "收到政府信息公开申请5件。共收到政府信息公开申请6件。"}, YEAR)
    assert Cell("stated", "applications_received", "value") not in prose.figures
    assert [where for where, _ in prose.remarks] == ["stated/applications_received/value"]
    again = read_prose({"requests": "收到政府信息公开申请5件。共收到政府信息公开申请5件。"}, YEAR)
    assert again.figures[Cell("stated", "applications_received", "value")] == 5


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("本年度已答复的申请总数为0件。", 0),
        ("全年共办结政府信息公开申请4件", 4),
        ("收到申请5件，已答复5件。", 5),
        ("收到申请5件，按时答复4件，延期答复1件。", None),
        ("申请均已按期答复。", None),
        ("收到申请3件，答复同意公开2件", None),
    ],
)
def test_applications_answered_are_read(words: str, number: int | None) -> None:
    assert said("requests", words, "applications_answered") == number


@pytest.mark.parametrize(
    ("section", "words", "yuan"),
    [
        ("fees", "2019年在开展依申请公开工作中,未对申请公开的群众收取任何费用。", None),
        ("fees", "在开展依申请公开工作中，未对申请公开的群众收取任何费用。", 0),
        ("other", "本年度收取信息处理费0元。", 0),
        ("other", "2022年发出收费通知3件，收取信息处理费共计1,200元。", 1200),
        ("other", "收取信息处理费1.2万元", 12000),
        ("other", "本机关本年度未收取政府信息公开信息处理费", 0),
        ("other", "本年度没有产生信息处理费。", 0),
        ("other", "无收费情况，信息公开经费预算5万元", None),
        ("other", "收取行政事业性收费300元", None),
        ("overview", "办理行政处罚，罚款金额500元", None),
    ],
)
def test_processing_fees_are_read_in_yuan(section: str, words: str, yuan: int | None) -> None:
    assert said(section, words, "processing_fee_yuan") == yuan


@pytest.mark.parametrize(
    ("words", "reviews", "suits"),
    [
        ("全年未发生上述情况。", 0, 0),
        ("无", 0, 0),
        ("本年度未发生因政府信息公开引发的行政复议、行政诉讼案件。", 0, 0),
        ("没有因政府信息公开工作被申请行政复议", 0, None),
        ("行政复议0件，行政诉讼0件。", 0, 0),
        ("行政复议、行政诉讼均为0件。", 0, 0),
        ("行政复议和行政诉讼共3件。", None, None),
        ("发生行政复议案件2件，行政诉讼1件", 2, 1),
        ("2021年行政复议3件。", None, None),
        ("被提起行政诉讼三起", None, 3),
    ],
)
def test_remedies_are_read(words: str, reviews: int | None, suits: int | None) -> None:
    assert said("remedies", words, "reviews") == reviews
    assert said("remedies", words, "litigations") == suits


# --- Channels -------------------------------------------------------------------------------------


def channels(words: str, section: str = "proactive") -> dict[str, object]:
    """Items by channel, and shares under 「channel%」."""
    prose: Prose = read_prose({section: words}, YEAR)
    return {
        cell.row + ("%" if cell.column == "share" else ""): figure
        for cell, figure in prose.figures.items()
        if cell.table == "channels"
    }


def test_channels_are_read_with_their_shares() -> None:
    words = (
        "2022年,通过不同渠道和方式公开政府信息总数为146条,其中,政府网站公开政府信息14条,"
        "占公开信息总数比例为9.6％,政务微博公开政府信息101条,占公开信息总数比例为69.2%,"
        "政务微信公开政府信息25条,占公开信息总数比例为17.1%,其他方式公开政府信息6条,"
        "占公开信息总数比例为4.1%。"
    )
    assert channels(words) == {
        "total": 146,
        "website": 14,
        "website%": Decimal("9.6"),
        "weibo": 101,
        "weibo%": Decimal("69.2"),
        "wechat": 25,
        "wechat%": Decimal("17.1"),
        "other": 6,
        "other%": Decimal("4.1"),
    }


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("全年共主动公开政府信息 1,146 条。", {"total": 1146}),
        ("主动公开信息三百二十条，其中网站公开300条、微信公众号公开20条", {"total": 320}),
        (
            "共公开政府信息60条。其中：政府公报2条；门户网站40条；微信公众号18条。",
            {"total": 60, "gazette": 2, "website": 40, "wechat": 18},
        ),
        ("公开政府信息100余条。", {}),
        ("2021年公开政府信息90条。", {}),
        ("公开政府信息较上年增加20条", {}),
        ("微信公众号发布便民信息25条。", {}),
        ("微博微信共发布信息30条，公开政府信息50条", {"total": 50}),
        ("公开政府信息50条，微博发布信息300条，政府网站留言回复12条", {"total": 50}),
        ("开通微信公众号1个，公开政府信息50条，微信公众号关注人数2000人", {"total": 50}),
    ],
)
def test_only_what_is_plainly_counted_is_taken(words: str, found: dict[str, int]) -> None:
    read = channels(words)
    assert {key: read.get(key) for key in found} == found
    if set(found) <= {"total"} and "其中" not in words:
        assert read == found


def test_a_sentence_broken_by_a_narrow_page_is_one_sentence() -> None:
    words = (
        "本年度通过不同渠道和方式公开政府信息总数为146条，其中，政府网站公开政府信\n"
        "息140条，政务微信公开政府信息6条。"
    )
    assert channels(words) == {"total": 146, "website": 140, "wechat": 6}


SHARED = {"website": 30, "weibo": 15, "wechat": 5}
SHARES = {"website%": Decimal(60), "weibo%": Decimal(30), "wechat%": Decimal(10)}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (
            "公开政府信息50条，其中政府网站30条、政务微博15条、政务微信5条，"
            "分别占60.0%、30.0%、10.0%。",
            {"total": 50, **SHARED, **SHARES},
        ),
        (
            "公开政府信息50条，其中政府网站、微博和微信公众号分别公开30条、15条和5条，"
            "占比为60%、30%、10%。",
            {"total": 50, **SHARED, **SHARES},
        ),
        (
            "通过网站、微博及微信公开的政府信息，分别为30条、15条、5条，合计50条。",
            {"total": 50, **SHARED},
        ),
        (
            "政府信息公开总数为50条。网站公开30条（60%）、微博15条（30%）、微信5条（10%）。",
            {"total": 50, **SHARED, **SHARES},
        ),
        (
            "公开政府信息50条，具体如下：\n1.政府网站公开30条\n2.微博公开15条\n3.微信公开5条\n"
            "收到公民、法人和其他组织申请3件。",
            {"total": 50, **SHARED},
        ),
        (
            "公开的政府信息：政府网站45条；政务微信5条。共50条。",
            {"total": 50, "website": 45, "wechat": 5},
        ),
        (
            "公开50条政府信息，30条通过网站公开，20条在微博公开。",
            {"total": 50, "website": 30, "weibo": 20},
        ),
        (
            "发布各类政府信息50条，其中网站发布45条，微信发布5条。坚持公开。",
            {"total": 50, "website": 45, "wechat": 5},
        ),
        (
            "主动公开政府信息数（不同渠道和方式公开相同信息计1条）50条；网站公开30条；微博公开25条。",
            {"total": 50, "website": 30, "weibo": 25},
        ),
    ],
)
def test_every_usual_way_of_telling_the_channels_is_read(
    words: str, found: dict[str, object]
) -> None:
    assert channels(words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        # As many numbers as names, or none is given to any.
        ("公开政府信息50条，网站、微博、抖音分别公开30条、15条、5条", {"total": 50}),
        (
            "公开政府信息50条，网站公开30条、微博公开20条，分别占60%、30%、10%",
            {"total": 50, "website": 30, "weibo": 20},
        ),
        ("公开政府信息50条，其中重点领域公开政府信息20条。", {"total": 50}),
        ("在村务公开栏公开信息20条，利用广播公开信息3条。", {}),
        ("在门户网站发布政府信息20条。", {}),
        ("网站公开45条；微信公开5条。共30条。", {"website": 45, "wechat": 5}),
    ],
)
def test_numbers_that_nobody_can_give_to_a_channel_are_given_to_none(
    words: str, found: dict[str, object]
) -> None:
    assert channels(words) == found


def test_a_list_that_does_not_fit_the_channels_is_said() -> None:
    words = "公开政府信息50条，网站公开30条、微博公开20条，分别占60%、30%、10%"
    prose = read_prose({"proactive": words}, YEAR)
    assert [where for where, _ in prose.remarks] == ["channels"]


def test_litigation_without_reconsideration_first_is_no_word_of_there_being_none() -> None:
    assert said("remedies", "行政诉讼\n未经复议直接起诉", "reviews") is None
