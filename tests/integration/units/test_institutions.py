"""工作制度: written, approved by another, public on the column 制度, read by the staff."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings as configured
from django.utils.timezone import localdate

from tests.conftest import Cast, SignIn
from tongming.law.documents import Validity
from tongming.law.words import Refused
from tongming.ledger.models import Event
from tongming.portal.institutions import InstitutionSource, paragraphs
from tongming.publishing import sources
from tongming.units.belongings import Kind as Hanging
from tongming.units.belongings import belongings_of
from tongming.units.institutions import actions
from tongming.units.institutions.kinds import Kind
from tongming.units.institutions.models import Institution
from tongming.units.institutions.queries import unread_by
from tongming.units.models import Person
from tongming.units.newcomers.queries import first_week_of
from tongming.units.people import appoint, create_person
from tongming.units.rights import NotPermitted
from tongming.units.roles import Role

TODAY = localdate()
TITLE = "红石砬子镇政府信息公开保密审查制度"
TEXT = (
    "一、审查的程序\n起草人自查，办公室复核，保密审查员审查。\n\n二、责任\n谁公开、谁审查、谁负责。"
)


def written(cast: Cast, text: str = TEXT) -> Institution:
    return actions.create(
        unit=cast.town, kind=Kind.SECRECY_REVIEW, title=TITLE, text=text, by=cast.clerk
    )


def approved(cast: Cast, institution: Institution) -> Institution:
    actions.submit(institution=institution, by=cast.clerk)
    actions.approve(institution=institution, effective_on=TODAY, by=cast.leader, today=TODAY)
    institution.refresh_from_db()
    return institution


def second(cast: Cast, institution: Institution, change: str) -> None:
    actions.revise(institution=institution, by=cast.clerk)
    actions.save(
        institution=institution, title=TITLE, text=TEXT.replace("办公室复核", "两人复核"),
        change=change, by=cast.clerk,
    )  # fmt: skip


def test_another_approves_and_only_a_written_text(cast: Cast) -> None:
    outline = written(cast, Kind.SECRECY_REVIEW.outlined())
    with pytest.raises(Refused, match="还只有标题"):
        actions.submit(institution=outline, by=cast.clerk)
    institution = written(cast)
    with pytest.raises(Refused, match="没有等待审批的版本"):
        actions.approve(institution=institution, effective_on=TODAY, by=cast.leader, today=TODAY)
    actions.submit(institution=institution, by=cast.clerk)
    with pytest.raises(NotPermitted):
        actions.approve(institution=institution, effective_on=TODAY, by=cast.clerk, today=TODAY)
    actions.send_back(institution=institution, reason="写明审查时限", by=cast.leader)
    actions.save(institution=institution, title=TITLE, text=TEXT, change="", by=cast.clerk)
    assert approved(cast, institution).in_force is not None


def test_the_leader_does_not_approve_what_they_wrote(cast: Cast) -> None:
    appoint(person=cast.leader, unit=cast.town, role=Role.OFFICE_HEAD, since=TODAY)
    institution = actions.create(
        unit=cast.town, kind=Kind.DUTY, title="值班制度", text=TEXT, by=cast.leader
    )
    actions.submit(institution=institution, by=cast.leader)
    with pytest.raises(Refused, match="由另一个人审批"):
        actions.approve(institution=institution, effective_on=TODAY, by=cast.leader, today=TODAY)


def test_personal_data_do_not_reach_the_public(cast: Cast) -> None:
    mobile = "138" + "12345678"
    institution = written(cast, f"{TEXT}\n联系人张三，手机{mobile}。")
    with pytest.raises(Refused, match="正文里有") as refused:
        actions.submit(institution=institution, by=cast.clerk)
    assert mobile not in str(refused.value)
    cast.town.phone = mobile
    cast.town.save()
    actions.submit(institution=institution, by=cast.clerk)  # an organ's own number is public


def test_each_version_is_a_duty_of_everybody_on_the_staff_until_read(cast: Cast) -> None:
    institution = written(cast)
    assert unread_by(cast.clerk, TODAY) == []
    first = approved(cast, institution).in_force
    assert first is not None
    assert unread_by(cast.secrecy_reviewer, TODAY) == [first]
    assert unread_by(cast.stranger, TODAY) == []
    with pytest.raises(Refused, match="没有任职"):
        actions.acknowledge(version=first, by=cast.stranger, today=TODAY)
    for _again in range(2):
        actions.acknowledge(version=first, by=cast.secrecy_reviewer, today=TODAY)
    assert unread_by(cast.secrecy_reviewer, TODAY) == []
    assert Event.objects.filter(kind="institutions.acknowledged").count() == 1

    second(cast, institution, "复核改为两人")
    approved(cast, institution)
    assert [one.number for one in unread_by(cast.secrecy_reviewer, TODAY)] == [2]
    with pytest.raises(Refused, match="已经不是现行版"):
        actions.acknowledge(version=first, by=cast.clerk, today=TODAY)


def test_a_later_version_says_what_it_changes_and_changes_something(cast: Cast) -> None:
    institution = approved(cast, written(cast))
    second(cast, institution, "")
    with pytest.raises(Refused, match="请写修改说明"):
        actions.submit(institution=institution, by=cast.clerk)
    with pytest.raises(Refused, match="还没有审批完"):
        actions.revise(institution=institution, by=cast.clerk)
    actions.save(institution=institution, title=TITLE, text=TEXT, change="不变", by=cast.clerk)
    with pytest.raises(Refused, match="一字不差"):
        actions.submit(institution=institution, by=cast.clerk)


def test_the_public_reads_the_approved_version_and_never_a_draft(cast: Cast) -> None:
    institution = written(cast)
    source = InstitutionSource()
    assert source.get(institution.key) is None
    assert list(source.keys()) == []
    approved(cast, institution)
    second(cast, institution, "复核改为两人")
    item = sources.get(institution.key)
    assert item is not None
    assert "办公室复核" in item.body_html
    assert item.columns == ("rules",)
    approved(cast, institution)
    actions.repeal(institution=institution, reason="并入新制度", by=cast.leader, today=TODAY)
    item = sources.get(institution.key)
    assert item is not None
    assert "两人复核" in item.body_text
    assert [one.what for one in item.corrections] == ["复核改为两人"]
    assert item.validity is Validity.REPEALED
    assert list(source.keys()) == [institution.key]
    for key in ("rule-", "rule-0", "rule-x", "rule-007", "rule-" + "9" * 30):
        assert source.get(key) is None


@pytest.mark.django_db(transaction=True)
def test_approving_publishes_it_on_the_column_at_once(cast: Cast) -> None:
    approved(cast, written(cast))
    column = Path(configured.SITE) / cast.town.code / "rules" / "index.html"
    assert TITLE in column.read_text(encoding="utf-8")


def test_lines_become_paragraphs_headings_and_nothing_else() -> None:
    assert paragraphs("一、范围\n<b>甲</b>\n\n第一章 总则\n一、这样的一句话就不是标题。") == (
        "<h2>一、范围</h2>\n<p>&lt;b&gt;甲&lt;/b&gt;</p>\n<h2>第一章 总则</h2>\n"
        "<p>一、这样的一句话就不是标题。</p>"
    )


def test_it_is_read_in_the_first_week_and_its_draft_is_handed_over(cast: Cast) -> None:
    newcomer = create_person(username="heyu", full_name="何雨", unit=cast.town)
    appoint(person=newcomer, unit=cast.town, role=Role.CLERK, since=TODAY)
    institution = approved(cast, written(cast))

    def is_read(person: Person) -> bool:
        lines = first_week_of(person, TODAY)
        return next(line.done for line in lines if line.step.key == "institutions")

    assert not is_read(newcomer)
    assert institution.in_force is not None
    actions.acknowledge(version=institution.in_force, by=newcomer, today=TODAY)
    assert is_read(newcomer)
    second(cast, institution, "复核改为两人")
    hanging = [one for one in belongings_of(cast.clerk, TODAY) if "制度草稿" in str(one.what)]
    assert [one.kind for one in hanging] == [Hanging.DRAFT]


def test_the_screens_lead_from_an_outline_to_the_last_signature(
    cast: Cast, sign_in: SignIn
) -> None:
    clerk, leader = sign_in(cast.clerk), sign_in(cast.leader)
    begun = clerk.post(
        f"/work/units/institutions/new/{cast.town.pk}/",
        {"kind": "secrecy_review", "title": TITLE},
    )
    edit = begun.headers["Location"]
    assert "一、审查的范围" in clerk.get(edit).content.decode()
    refused = clerk.post(
        edit, {"title": TITLE, "text": Kind.SECRECY_REVIEW.outlined(), "submit": "1"}
    )
    assert refused.status_code == 422
    clerk.post(edit, {"title": TITLE, "text": TEXT, "submit": "1"})
    page = edit.removesuffix("edit/")
    assert f"审批“{TITLE}”" in leader.get("/work/").content.decode()
    leader.post(f"{page}approve/", {"effective_on": TODAY.isoformat()})
    assert "我已读完，签收" in leader.get(page).content.decode()
    leader.post(f"{page}acknowledge/", {"version": "1"})
    shown = leader.get(page).content.decode()
    assert "5 人中 1 人已签收" in shown
    clerk.post(f"{page}revise/")
    clerk.post(
        edit,
        {"title": TITLE, "text": TEXT.replace("复核", "两人复核"), "change": "复核改为两人",
         "submit": "1"},
    )  # fmt: skip
    difference = clerk.get(f"{page}compare/1/2/").content.decode()
    assert '<ins class="added">' in difference
    assert sign_in(cast.stranger).get(page).status_code == 404
