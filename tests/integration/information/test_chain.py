"""Draft, office head, secrecy review, signature, publication: by the right person, in order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.conftest import Cast
from tests.integration.information.conftest import COMPLETE, NOTHING_SECRET, TODAY, Road
from tongming.information import actions
from tongming.information.actions.review import Conclusion
from tongming.information.chain import Act, why_not_now
from tongming.information.content import Content
from tongming.information.models import Document
from tongming.information.states import State, StepKind
from tongming.law.documents import Attribute
from tongming.law.exemptions import Exemption
from tongming.law.words import Refused
from tongming.ledger.models import Event
from tongming.units.actions import appoint
from tongming.units.rights import NotPermitted
from tongming.units.roles import Role

WITHHELD = replace(
    COMPLETE,
    attribute=Attribute.WITHHELD.value,
    ground=Exemption.PROCESS_INFORMATION.value,
    ground_kind="讨论记录",
    reason="内部讨论尚未形成决定，公开会影响后续讨论。",
)


def kinds(document: Document) -> list[str]:
    return [event.kind for event in Event.objects.about(document)]


def test_a_document_goes_from_draft_to_publication_and_every_step_is_in_the_ledger(
    road: Road,
) -> None:
    document = road.draft()
    assert (document.state, document.current.number) == (State.DRAFT, 1)  # type: ignore[union-attr]
    for walk, state in (
        (road.submit, State.OFFICE),
        (road.pass_office, State.SECRECY),
        (road.pass_secrecy, State.SIGN),
        (road.sign, State.SIGNED),
        (road.publish, State.PUBLISHED),
    ):
        document = walk(document)
        assert document.state == state
    assert document.is_live
    assert document.live == document.current
    assert document.index_number.endswith("-00001")
    assert kinds(document) == [
        "information.drafted", "information.submitted", "information.office_passed",
        "information.secrecy_passed", "information.signed", "information.published",
    ]  # fmt: skip
    people = [str(step.by) for step in document.steps.order_by("pk")]
    assert people == ["王敏", "李建国", "赵宁", "孙立群", "王敏"]


@pytest.mark.parametrize(
    ("state", "who", "walk"),
    [
        (State.DRAFT, "clerk", "submit"),
        (State.OFFICE, "office_head", "pass_office"),
        (State.SECRECY, "secrecy_reviewer", "pass_secrecy"),
        (State.SIGN, "leader", "sign"),
        (State.SIGNED, "clerk", "publish"),
    ],
)
def test_each_step_is_refused_to_everybody_without_its_right(
    road: Road, cast: Cast, state: State, who: str, walk: str
) -> None:
    document = road.draft()
    for earlier in ("submit", "pass_office", "pass_secrecy", "sign"):
        if document.state == state:
            break
        document = getattr(road, earlier)(document)
    assert document.state == state
    act = {
        State.DRAFT: Act.SUBMIT, State.OFFICE: Act.OFFICE_PASS, State.SECRECY: Act.SECRECY_PASS,
        State.SIGN: Act.SIGN, State.SIGNED: Act.PUBLISH,
    }[state]  # fmt: skip
    may = {who} | ({"office_head"} if who == "clerk" else set())
    for other in (
        "clerk", "office_head", "secrecy_reviewer", "leader", "handler", "supervisor",
        "administrator", "stranger",
    ):  # fmt: skip
        reason = why_not_now(document, act, getattr(cast, other))
        if other in may:
            assert reason is None, other
        else:
            assert reason is not None, other
            assert reason.is_permission, other
    wrong = replace(road.cast, **{who: cast.stranger})  # type: ignore[arg-type]
    with pytest.raises(NotPermitted):
        getattr(Road(wrong), walk)(document)
    assert road.fresh(document).state == state
    assert getattr(road, walk)(document).state != state


def test_whoever_wrote_a_version_approves_nothing_of_it_whatever_roles_they_hold(
    road: Road, cast: Cast
) -> None:
    for role in (Role.OFFICE_HEAD, Role.SECRECY_REVIEWER, Role.LEADER):
        appoint(person=cast.clerk, unit=cast.town, role=role, since=date(2020, 1, 1))
    document = road.draft()
    document = road.submit(document)
    with pytest.raises(Refused, match="您参与了这一版的起草"):
        actions.pass_office(document=document, by=cast.clerk, shown=road.shown(document))
    document = road.pass_office(document)
    with pytest.raises(Refused, match="您参与了这一版的起草"):
        actions.pass_secrecy(
            document=document, by=cast.clerk, shown=road.shown(document),
            conclusion=Conclusion.MAY_BE_PUBLIC, answers=NOTHING_SECRET,
        )  # fmt: skip
    document = road.pass_secrecy(document)
    with pytest.raises(Refused, match="您参与了这一版的起草"):
        actions.sign(document=document, by=cast.clerk, shown=road.shown(document), today=TODAY)
    assert road.sign(document).state == State.SIGNED


def test_whoever_passed_the_secrecy_review_does_not_sign(road: Road, cast: Cast) -> None:
    appoint(person=cast.secrecy_reviewer, unit=cast.town, role=Role.LEADER, since=date(2020, 1, 1))
    document = road.to_sign(road.draft())
    with pytest.raises(Refused, match="保密审查是您做的"):
        actions.sign(
            document=document, by=cast.secrecy_reviewer, shown=road.shown(document), today=TODAY
        )
    assert road.sign(document).state == State.SIGNED


def test_what_the_only_office_head_wrote_on_goes_on_without_that_step(
    road: Road, cast: Cast
) -> None:
    document = road.draft()
    actions.save_content(
        document=document, content=replace(document.content, title="负责人改的"),
        by=cast.office_head,
    )  # fmt: skip
    document = road.submit(document)
    assert document.state == State.SECRECY
    assert document.steps.filter(kind=StepKind.OFFICE_SKIPPED).exists()
    # With a second head there is somebody to look.
    appoint(person=cast.handler, unit=cast.town, role=Role.OFFICE_HEAD, since=date(2020, 1, 1))
    another = road.draft(replace(COMPLETE, title="另一份", document_number=""))
    actions.save_content(
        document=another, content=replace(another.content, title="又改"), by=cast.office_head
    )
    assert road.submit(another).state == State.OFFICE


def test_in_a_tiny_town_three_people_are_enough(road: Road, cast: Cast) -> None:
    appoint(
        person=cast.office_head, unit=cast.town, role=Role.SECRECY_REVIEWER, since=date(2020, 1, 1)
    )
    three = Road(replace(cast, secrecy_reviewer=cast.office_head))
    assert three.to_signed(three.draft()).state == State.SIGNED


def test_an_edit_under_review_voids_what_was_passed_and_starts_over(road: Road, cast: Cast) -> None:
    document = road.to_sign(road.draft())
    content = document.content
    actions.save_content(document=document, content=content, by=cast.clerk)
    assert road.fresh(document).state == State.SIGN  # nothing changed, nothing voided
    actions.save_content(
        document=document, content=replace(content, body=content.body.replace("800", "900")),
        by=cast.clerk,
    )  # fmt: skip
    document = road.fresh(document)
    assert (document.state, document.current.number) == (State.DRAFT, 2)  # type: ignore[union-attr]
    voided = document.steps.filter(voided_at__isnull=False).values_list("kind", flat=True)
    assert set(voided) == {"office_passed", "secrecy_passed"}
    with pytest.raises(Refused, match="现在的状态是“起草”"):
        road.sign(document)
    assert road.to_signed(document).state == State.SIGNED


def test_what_is_passed_is_what_was_read(road: Road, cast: Cast) -> None:
    document = road.submit(road.draft())
    read = road.shown(document)
    actions.save_content(
        document=document, content=replace(document.content, title="另一个名称"), by=cast.clerk
    )
    road.submit(document)
    with pytest.raises(Refused, match="有了新的版本"):
        actions.pass_office(document=document, by=cast.office_head, shown=read)
    assert road.pass_office(document).state == State.SECRECY


def test_two_who_edit_at_once_do_not_write_over_each_other(road: Road, cast: Cast) -> None:
    document = road.draft()
    content = document.content
    actions.save_content(
        document=document, content=replace(content, title="甲改的名称"), by=cast.office_head, base=1
    )
    with pytest.raises(Refused, match="李建国保存了第2版"):
        actions.save_content(
            document=document, content=replace(content, title="乙改的名称"), by=cast.clerk, base=1
        )
    assert road.fresh(document).title == "甲改的名称"


@pytest.mark.parametrize("walk", ["submit", "to_secrecy", "to_sign", "to_signed"])
def test_it_is_returned_with_a_comment_at_each_step(road: Road, cast: Cast, walk: str) -> None:
    document = getattr(road, walk)(road.draft())
    holder = {
        State.OFFICE: cast.office_head, State.SECRECY: cast.secrecy_reviewer,
        State.SIGN: cast.leader, State.SIGNED: cast.office_head,
    }[document.state_kind]  # fmt: skip
    with pytest.raises(NotPermitted):
        actions.send_back(document=document, by=cast.handler, reason="改第二条")
    with pytest.raises(Refused, match="请写明要改什么"):
        actions.send_back(document=document, by=holder, reason="  ")
    actions.send_back(document=document, by=holder, reason="第二条的金额请核对。")
    document = road.fresh(document)
    assert document.state == State.DRAFT
    last = document.steps.order_by("-pk")[0]
    assert (last.kind, last.opinion, last.by) == ("returned", "第二条的金额请核对。", holder)
    assert not document.steps.filter(kind="secrecy_passed", voided_at=None).exists()


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"attribute": ""}, "选择公开属性"),
        ({"attribute": "withheld"}, "选择不予公开的法定情形"),
        ({"attribute": "withheld", "ground": "16-2a"}, "写明选择不公开的理由"),
        ({"attribute": "withheld", "ground": "14-a"}, "写明不予公开的理由"),
        ({"attribute": "withheld", "ground": "16-1", "reason": "后勤"}, "写明属于哪一种"),
        ({"attribute": "withheld", "ground": "14-b", "reason": "禁止"}, "写明禁止公开的法律"),
        ({"attribute": "on_request"}, "写明为什么不主动公开"),
    ],
)
def test_a_draft_without_attribute_or_reason_is_refused_with_what_is_missing(
    road: Road, change: dict[str, str], missing: str
) -> None:
    document = road.draft(replace(COMPLETE, **change))  # type: ignore[arg-type]
    with pytest.raises(Refused, match=missing) as refusal:
        road.submit(document)
    assert refusal.value.article == "国办发〔2016〕80号"
    assert road.fresh(document).state == State.DRAFT


@pytest.mark.parametrize(
    ("content", "missing"),
    [
        (Content(title="只有名称", attribute="proactive"), "写正文，或者上传附件"),
        (replace(COMPLETE, formed_on=None), "填写成文日期"),
        (replace(COMPLETE, statutory_items=()), "选择法定主动公开事项"),
        (replace(COMPLETE, body="<p>【请补充】</p>"), "补上正文里"),
        (replace(COMPLETE, is_policy=True), "解读方案要和文件一起报批"),
        (
            replace(COMPLETE, effective_on=date(2026, 9, 1), ends_on=date(2026, 8, 1)),
            "终止日期不能早于施行日期",
        ),
    ],
)
def test_an_unfinished_draft_is_not_reviewed(road: Road, content: Content, missing: str) -> None:
    document = road.draft(content)
    with pytest.raises(Refused, match=missing):
        road.submit(document)


def test_the_office_refuses_a_document_and_says_what_is_missing(road: Road, cast: Cast) -> None:
    document = road.submit(road.draft(WITHHELD))
    actions.send_back(
        document=document, by=cast.office_head, reason="理由不充分，请写明影响。", refuse=True
    )
    document = road.fresh(document)
    assert document.state == State.DRAFT
    assert document.steps.filter(kind=StepKind.REFUSED).exists()


def test_a_policy_that_is_not_to_be_public_passes_the_disclosure_office_before_it_is_signed(
    road: Road, cast: Cast
) -> None:
    document = road.to_secrecy(road.draft(replace(WITHHELD, is_policy=True)))
    assert document.state == State.ASSESS
    with pytest.raises(NotPermitted):
        actions.assess(
            document=document, by=cast.leader, shown=road.shown(document), opinion="同意"
        )
    with pytest.raises(Refused, match="请写明同意不公开的理由"):
        actions.assess(
            document=document, by=cast.supervisor, shown=road.shown(document), opinion=""
        )
    # The county's disclosure office (第三条) may do it, or the town's own.
    actions.assess(
        document=document, by=cast.supervisor, shown=road.shown(document), opinion="属讨论记录。"
    )
    document = road.sign(road.pass_secrecy(road.fresh(document)))
    assert document.state == State.KEPT
    assert document.reassess_on == date(2027, 9, 21)
    assert not document.is_live


def test_the_secrecy_review_answers_every_question_and_lets_no_secret_through(
    road: Road, cast: Cast
) -> None:
    document = road.to_secrecy(road.draft())

    def review(conclusion: Conclusion, opinion: str = "", **answers: bool) -> None:
        actions.pass_secrecy(
            document=document, by=cast.secrecy_reviewer, shown=road.shown(document),
            conclusion=conclusion, answers={**NOTHING_SECRET, **answers}, opinion=opinion,
        )  # fmt: skip

    with pytest.raises(Refused, match="还差1个"):
        actions.pass_secrecy(
            document=document, by=cast.secrecy_reviewer, shown=road.shown(document),
            conclusion=Conclusion.MAY_BE_PUBLIC,
            answers={name: False for name in NOTHING_SECRET if name != "privacy"},
        )  # fmt: skip
    with pytest.raises(Refused, match="审查结论是不予公开，而公开属性是主动公开"):
        review(Conclusion.NOT_PUBLIC)
    with pytest.raises(Refused, match="不能主动公开"):
        review(Conclusion.MAY_BE_PUBLIC, work_secret=True)
    with pytest.raises(Refused, match="第三方同意"):
        review(Conclusion.MAY_BE_PUBLIC, privacy=True)
    review(Conclusion.MAY_BE_PUBLIC, "名单中的人员已书面同意。", privacy=True)
    assert road.fresh(document).state == State.SIGN


def test_a_joint_document_is_published_by_the_organ_that_leads(road: Road, cast: Cast) -> None:
    led = replace(COMPLETE, joint_organs=("桦甸市水利局", "红石砬子镇人民政府"))
    document = road.to_signed(road.draft(led))
    with pytest.raises(Refused, match="由牵头的“桦甸市水利局”公开") as refusal:
        road.publish(document)
    assert refusal.value.article == "《政府信息公开条例》第十条第三款"
    leading = replace(COMPLETE, joint_organs=("红石砬子镇人民政府", "桦甸市水利局"))
    assert road.to_public(leading).is_live


def test_the_whole_year_of_another_unit_cannot_even_be_seen(road: Road, cast: Cast) -> None:
    from django.http import Http404

    from tongming.information.queries import documents_for, get_document
    from tongming.units.rights import Right

    document = road.draft()
    assert get_document(cast.leader, Right.INFORMATION_VIEW, document.pk) == document
    with pytest.raises(Http404):
        get_document(cast.stranger, Right.INFORMATION_VIEW, document.pk)
    assert list(documents_for(cast.stranger)) == []
    assert list(documents_for(cast.supervisor)) == [document]
