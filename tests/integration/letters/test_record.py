"""What a letter says of days, money and what happened is the record's, not anybody's typing."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import docx
import pytest

from tests.conftest import Cast
from tests.integration.letters import kit
from tongming.applications import actions as register
from tongming.applications.applicants.identity import Identity
from tongming.applications.kinds import Kind
from tongming.applications.letters import actions
from tongming.applications.letters.composing import compose
from tongming.applications.letters.models import Letter, Way
from tongming.applications.letters.queries import remedy_terms
from tongming.applications.letters.suggesting import first_step, place_in_month
from tongming.applications.models import Application
from tongming.law.outcomes import ApplicantKind
from tongming.law.words import Refused

DAY = date(2026, 3, 5)

pytestmark = pytest.mark.django_db


def _values(letter: Letter, day: date = DAY) -> dict[str, str]:
    return dict(compose(letter, day=day).values)


def _enter(cast: Cast, item: Application, kind: Kind, on: date, **details: Any) -> None:
    register.enter_step(
        application=item, kind=kind, on=on, details=details, by=cast.handler, today=on
    )


def test_the_course_is_told_in_order_and_without_names(cast: Cast) -> None:
    item = kit.application(cast)
    kit.sent(cast, item, "P2", DAY)
    _enter(cast, item, Kind.CORRECTED, date(2026, 3, 12))
    kit.sent(cast, item, "P5", date(2026, 3, 13))
    letter = kit.drafted(cast, item, "R1", date(2026, 3, 16))
    assert _values(letter)["course"] == (
        "办理经过：本机关于2026年3月5日告知您补正，于2026年3月12日收到补正，"
        "于2026年3月13日书面征求第三方意见。"
    )
    assert _values(letter)["receipt"] == (
        "本机关于2026年3月2日收到您提出的政府信息公开申请（申请编号：2026-1；"
        "当面提交），"
        "申请公开：2025年农村道路硬化工程的招标文件（红政招〔2025〕3号）。"
    )


def test_nobody_asked_learns_who_applied(cast: Cast) -> None:
    item = kit.application(cast)
    for kind in ("P5", "P6", "P10"):
        letter = kit.drafted(cast, item, kind, DAY)
        text = compose(letter, day=DAY).text
        said = "".join((text.title, text.addressee, *text.paragraphs))
        for secret in (kit.WANG.name, kit.WANG.phone, kit.WANG.address, item.number):
            assert secret not in said


def test_what_no_paper_can_show_does_not_break_one(cast: Cast) -> None:
    name = Identity(name="王\x01小\n明\ufffe", phone="13912345678")
    item = kit.application(cast, identity=name)
    letter = kit.signed(cast, item, "R1", DAY, elements={"attachment": "见\x0c附件"})
    _file, made = actions.open_file(letter=letter, name="docx", by=cast.handler, today=DAY)
    assert any(one.text == "王小 明：" for one in docx.Document(BytesIO(made)).paragraphs)


def test_an_organisation_is_not_spoken_to_as_a_person(cast: Cast) -> None:
    item = kit.application(cast, identity=kit.COMPANY, applicant_kind=ApplicantKind.ENTERPRISE)
    text = compose(kit.drafted(cast, item, "R1", DAY), day=DAY).text
    assert text.addressee == kit.COMPANY.name
    assert "你单位申请公开的政府信息可以公开" in "".join(text.paragraphs)


@pytest.mark.parametrize(
    ("step", "amount", "standard"),
    [
        # 国办函〔2020〕109号 第四条: 41–50 at 300; the 45th alone costs 300 of 5,500 in all.
        ({"standard": "applications", "count": 45}, "300元", "第41至50件每件300元"),
        ({"standard": "applications", "count": 11}, "100元", "第11至30件每件100元"),
        # 第五条: 250 pages = 70×10 + 100×20 + 50×40.
        ({"standard": "pages", "count": 250}, "4700元", "第31至100页，每页10元，70页，共700元"),
    ],
)
def test_a_fee_is_worked_out_by_its_tariff(
    cast: Cast, step: dict[str, Any], amount: str, standard: str
) -> None:
    letter = kit.drafted(cast, kit.application(cast), "P8", DAY, step=step)
    values = _values(letter)
    assert values["amount"] == amount
    assert standard in values["standard"]


def test_where_nothing_is_due_there_is_no_fee_notice(cast: Cast) -> None:
    item = kit.application(cast)
    for step in ({"standard": "applications", "count": 10}, {"standard": "pages", "count": 30}, {}):
        with pytest.raises(Refused) as refusal:
            kit.drafted(cast, item, "P8", DAY, step=step)
        assert "不需要收费" in str(refusal.value)


def test_the_place_in_the_month_is_counted_from_the_register(cast: Cast) -> None:
    items = [kit.application(cast) for _one in range(3)]
    other = kit.application(cast, identity=kit.COMPANY)
    assert [place_in_month(item) for item in (*items, other)] == [1, 2, 3, 1]
    assert first_step(items[2], "P8", DAY) == {"standard": "applications", "count": 3}


def test_no_longer_handled_quotes_the_notice_that_was_not_followed(cast: Cast) -> None:
    item = kit.application(cast)
    notice = kit.sent(cast, item, "P8", DAY, Way.IN_PERSON)
    # Twenty working days from 5 March, not counting it: 2 April.
    with pytest.raises(Refused, match="缴费期限还没有过"):
        kit.drafted(cast, item, "R22", date(2026, 4, 2))
    letter = actions.draft(
        application=item, kind="R22", elements={}, by=cast.handler, today=date(2026, 4, 3)
    )
    values = _values(letter, date(2026, 4, 3))
    assert values["notice_number"] == notice.number
    assert (values["served_on"], values["last_day"]) == ("2026年3月5日", "2026年4月2日")
    assert values["amount"] == "300元"
    with pytest.raises(Refused):
        kit.drafted(cast, item, "R21", date(2026, 4, 3))


def test_what_was_closed_as_given_up_is_still_told(cast: Cast) -> None:
    item, day = kit.brought_to(cast, "R21")
    register.close_abandoned(application=item, on=day, by=cast.handler, today=day)
    letter = kit.sent(cast, item, "R21", day)
    item.refresh_from_db()
    assert (item.outcome, item.closed_on, letter.entered) == ("not_corrected", day, None)


def test_a_partial_disclosure_cites_what_its_reasons_name(cast: Cast) -> None:
    item = kit.application(cast)
    letter = kit.drafted(cast, item, "R3", DAY)
    assert _values(letter)["legal_basis"] == "《政府信息公开条例》第三十七条、第十五条"
    vague = kit.drafted(cast, item, "R3", DAY, elements={"reasons": "不便公开"})
    lacks = compose(vague, day=DAY).lacks
    assert [lack.element.key for lack in lacks] == ["legal_basis"]


def test_a_contested_class_is_the_units_to_settle(cast: Cast) -> None:
    item = kit.application(cast)
    letter = kit.drafted(cast, item, "R11", DAY)
    assert "6个月内" in _values(letter)["remedy_notice"]
    actions.change_settings(unit=cast.town, contested_as="A", by=cast.office_head, today=DAY)
    assert "先向桦甸市人民政府申请行政复议" in _values(letter)["remedy_notice"]
    sent = kit.sent(cast, item, "R11", DAY)
    actions.change_settings(unit=cast.town, contested_as="B", by=cast.office_head, today=DAY)
    terms = remedy_terms(sent)
    assert terms is not None
    assert terms.suit is None


def test_a_step_in_the_course_of_a_case_carries_no_notice(cast: Cast) -> None:
    letter = kit.drafted(cast, kit.application(cast), "P4", DAY)
    assert not any("行政复议" in words for words in compose(letter, day=DAY).text.paragraphs)
