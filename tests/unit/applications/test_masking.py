"""What of an applicant stays readable on a screen, and what counts as the same matter."""

from __future__ import annotations

import pytest

from tongming.applications.applicants.identity import Identity
from tongming.applications.applicants.masking import Masked, names_of_fields
from tongming.applications.applicants.queries import same_matter
from tongming.files.checking.model import Masking

WANG = Identity(
    name="王小明",
    document="居民身份证",
    document_number="22028319900101001X",
    phone="139-1234-5678",
    email="wangxiaoming@example.com",
    address="吉林省桦甸市红石砬子镇高兴村三组12号",
    postcode="132400",
)
COMPANY = Identity(
    name="桦甸市金沙建筑有限公司",
    document="营业执照",
    document_number="91220282MA0Y4XXX7K",
    contact="刘志远",
    phone="0432-66123456",
)


def test_a_person_can_be_told_from_another_and_not_be_found() -> None:
    assert Masked.of(WANG, Masking()) == Masked(
        name="王**",
        document="居民身份证",
        document_number="220283********001X",
        phone="139-****-5678",
        email="w***@example.com",
        address="吉林省桦甸市红石砬子镇高兴村*****",
        postcode="13****",
    )


def test_of_an_organisation_the_beginning_of_its_name_stays() -> None:
    assert Masked.of(COMPANY, Masking(), is_organisation=True) == Masked(
        name="桦甸市金*******",
        document="营业执照",
        document_number="91******7K",
        contact="刘**",
        phone="0432-6612****",
    )


def test_an_office_that_shows_less_of_a_number_shows_less_here_too() -> None:
    number = Masked.of(WANG, Masking(id_head=2, id_tail=3)).document_number
    assert number == "22*************01X"


@pytest.mark.parametrize("short", ["王", "A1", "1", "a@b"])
def test_nothing_is_so_short_that_it_is_shown_whole(short: str) -> None:
    covered = Masked.of(
        Identity(
            name=f"{short}某", document_number=short, phone=short, email=short,
            address=short, postcode=short, contact=f"{short}某",
        ),
        Masking(),
    )  # fmt: skip
    shown = [getattr(covered, name) for name in names_of_fields() if name != "document"]
    assert all(short not in text or "*" in text for text in shown)
    assert all("*" in text for text in shown)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2025年农村道路硬化工程的招标文件", "申请公开2025年农村道路硬化工程招标文件"),
        ("高兴村低保户名单及审批材料", "高兴村低保户名单和审批材料"),
        ("红政发〔2025〕3号", "红政发[2025]3号"),
    ],
)
def test_the_same_thing_in_other_words_is_the_same_matter(one: str, other: str) -> None:
    assert same_matter(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2024年农村道路硬化工程的招标文件", "2025年农村道路硬化工程的招标文件"),
        ("红政发〔2025〕3号", "红政发〔2025〕4号"),
        ("高兴村低保户名单", "河道采砂许可档案"),
        ("信息", "本人申请公开政府信息"),
        ("", ""),
    ],
)
def test_another_year_number_or_thing_is_another_matter(one: str, other: str) -> None:
    assert not same_matter(one, other)
