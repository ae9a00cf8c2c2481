"""What a unit sets for its letters, and what is worked out where it has set nothing."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from tests.conftest import Cast
from tests.integration.letters import kit
from tongming.applications.letters import actions
from tongming.applications.letters.composing import compose
from tongming.applications.letters.models import LetterTemplate
from tongming.applications.letters.places import places_of
from tongming.applications.letters.wording import WORDS
from tongming.law.organs import Level
from tongming.law.words import Refused
from tongming.units.actions import create_unit
from tongming.units.rights import NotPermitted

DAY = date(2026, 3, 5)


def _picture(size: tuple[int, int], kind: str = "PNG") -> bytes:
    drawn = BytesIO()
    Image.new("RGB", size, (200, 20, 20)).save(drawn, kind)
    return drawn.getvalue()


@pytest.mark.django_db
def test_review_body_and_court_follow_from_the_place_in_the_tree(cast: Cast) -> None:
    city = create_unit(
        name="吉林市人民政府", short_name="吉林市", level=Level.CITY, code="jilin",
        joined_on=date(2015, 1, 1),
    )  # fmt: skip
    department = create_unit(
        name="桦甸市交通运输局", short_name="交通局", level=Level.COUNTY_DEPARTMENT,
        code="jiaotong", joined_on=date(2015, 1, 1), parent=cast.county,
    )  # fmt: skip
    cast.county.parent = city
    for unit, body, court in (
        (cast.town, "桦甸市人民政府", "桦甸市人民法院"),
        (department, "桦甸市人民政府", "桦甸市人民法院"),
        (cast.county, "吉林市人民政府", "吉林市中级人民法院"),
        (city, "", "吉林市中级人民法院"),
    ):
        places = places_of(unit)
        assert (places.review_body, places.court) == (body, court), unit.name


@pytest.mark.django_db
def test_what_is_set_counts_before_what_is_worked_out(cast: Cast) -> None:
    kit.ready(cast)
    actions.change_settings(
        unit=cast.town, by=cast.office_head, today=DAY, review_body="吉林省某局",
        court="某铁路运输法院", organ_code="红公", pattern="（{year}）{code}告字第{serial:03}号",
    )  # fmt: skip
    letter = kit.signed(cast, kit.application(cast), "R1", DAY)
    assert letter.number == "（2026）红公告字第001号"
    text = "".join(compose(letter, day=DAY).text.paragraphs)
    assert "吉林省某局" in text
    assert "某铁路运输法院" in text


@pytest.mark.django_db
def test_only_the_office_head_sets_letters_up(cast: Cast) -> None:
    for person in (cast.handler, cast.leader, cast.clerk, cast.stranger):
        with pytest.raises(NotPermitted):
            actions.change_settings(unit=cast.town, by=person, today=DAY, organ_code="红公")
    with pytest.raises(Refused, match="年份"):
        actions.change_settings(
            unit=cast.town, by=cast.office_head, today=DAY, pattern="{code}{serial}号"
        )


@pytest.mark.django_db
def test_a_pattern_that_meets_an_old_number_does_not_give_it_again(cast: Cast) -> None:
    item = kit.application(cast)
    kit.signed(cast, item, "R1", DAY)
    actions.change_settings(
        unit=cast.town, by=cast.office_head, today=DAY,
        pattern="红石砬子镇公开〔{year}〕1号{serial}",
    )  # fmt: skip
    letter = kit.signed(cast, item, "R1", DAY)
    assert letter.number == "红石砬子镇公开〔2026〕1号2"


@pytest.mark.django_db
def test_a_units_own_words_stand_in_its_letters_until_it_goes_back(cast: Cast) -> None:
    kit.ready(cast)
    own = "我们已收到。" + WORDS["R1"].body
    actions.change_template(
        unit=cast.town, kind="R1", title="{organ}告知书", body=own, by=cast.office_head, today=DAY
    )
    letter = kit.drafted(cast, kit.application(cast), "R1", DAY)
    assert compose(letter, day=DAY).text.paragraphs[0].startswith("我们已收到。")
    with pytest.raises(Refused, match="救济途径和期限"):
        actions.change_template(
            unit=cast.town, kind="R1", title="{organ}告知书",
            body=own.replace("{remedy_notice}", ""), by=cast.office_head, today=DAY,
        )  # fmt: skip
    actions.reset_template(unit=cast.town, kind="R1", by=cast.office_head, today=DAY)
    assert not LetterTemplate.objects.exists()
    assert not compose(letter, day=DAY).text.paragraphs[0].startswith("我们已收到。")


@pytest.mark.django_db
def test_a_seal_is_a_square_picture_and_goes_on_both_papers(cast: Cast) -> None:
    for image in (
        b"no picture",
        _picture((300, 600)),
        _picture((20, 20)),
        _picture((300,) * 2, "JPEG"),
    ):
        with pytest.raises(Refused):
            actions.change_seal(unit=cast.town, image=image, by=cast.office_head, today=DAY)
    plain = kit.signed(cast, kit.application(cast), "R1", DAY)
    actions.change_seal(unit=cast.town, image=_picture((300, 300)), by=cast.office_head, today=DAY)
    sealed = kit.signed(cast, kit.application(cast), "R1", DAY)
    for name in ("pdf", "docx"):
        sizes = [
            len(actions.open_file(letter=one, name=name, by=cast.handler, today=DAY)[1])
            for one in (plain, sealed)
        ]
        assert sizes[1] > sizes[0]
