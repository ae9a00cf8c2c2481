"""意见征集: drafted, approved by another, commented on, answered; every figure has its records."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from pytest_django.fixtures import Settings

from tests.conftest import Cast
from tests.integration.engagement.asking import (
    AFTER,
    DRAFT,
    LAST,
    OPENED,
    answered,
    drafted,
    entered,
    opened,
    sent,
    worded,
)
from tests.unit.files import made
from tongming.engagement.consultations import actions, answering, commenting, paper
from tongming.engagement.consultations.checking import place_of
from tongming.engagement.consultations.clock import close_and_erase
from tongming.engagement.consultations.counting import figure_of, first_year, records_of
from tongming.engagement.consultations.figures import figures_of, tell, what_is_missing
from tongming.engagement.consultations.models import Comment, Consultation, Uptake
from tongming.engagement.consultations.queries import last_year, result_due, without_result
from tongming.law.consultation import Verdict, Way
from tongming.law.words import Refused
from tongming.ledger.models import Event
from tongming.units.belongings import belongings_of
from tongming.units.duties import duties_for
from tongming.units.people import appoint
from tongming.units.rights import NotPermitted
from tongming.units.roles import Role


def figures(one: Consultation) -> dict[str, int]:
    return {figure.key: figure.value for figure in figures_of(one)}


# --- The notice -----------------------------------------------------------------------------------


def test_less_than_thirty_days_wants_a_reason_which_is_published(cast: Cast) -> None:
    one = drafted(cast, days=29)
    with pytest.raises(Refused, match="一般不少于30日，这里是29日") as refusal:
        actions.submit(consultation=one, by=cast.clerk)
    assert refusal.value.article == "《重大行政决策程序暂行条例》第十五条"
    actions.save(consultation=one, by=cast.clerk, short_reason="汛期将到，要在汛前施行")
    actions.submit(consultation=one, by=cast.clerk)
    actions.approve(consultation=one, by=cast.leader, today=OPENED)
    one.refresh_from_db()
    assert one.ends_on == OPENED + timedelta(days=29)
    thirty = opened(cast)
    assert (thirty.ends_on, thirty.short_reason) == (LAST, "")


def test_another_person_approves(cast: Cast) -> None:
    one = drafted(cast)
    with pytest.raises(Refused, match="没有等待审批的公告"):
        actions.approve(consultation=one, by=cast.leader, today=OPENED)
    appoint(person=cast.leader, unit=cast.town, role=Role.OFFICE_HEAD, since=OPENED)
    actions.save(consultation=one, by=cast.leader, text="一、范围\n村内道路。")
    actions.submit(consultation=one, by=cast.leader)
    for person, words in ((cast.clerk, "没有在"), (cast.leader, "由另一个人审批")):
        with pytest.raises(Refused, match=words):
            actions.approve(consultation=one, by=person, today=OPENED)
    actions.send_back(consultation=one, reason="写明收费的依据", by=cast.leader)
    one.refresh_from_db()
    assert (one.state, one.returned) == ("draft", "写明收费的依据")
    actions.submit(consultation=one, by=cast.clerk)
    assert actions.approve(consultation=one, by=cast.leader, today=OPENED).is_public
    with pytest.raises(Refused, match="不能再改"):
        actions.save(consultation=one, by=cast.clerk, title="另一个题目")


def test_only_who_keeps_consultations_of_the_unit_drafts_them(cast: Cast) -> None:
    for person in (cast.handler, cast.leader, cast.supervisor, cast.stranger):
        with pytest.raises(NotPermitted):
            actions.create(unit=cast.town, by=person, **DRAFT)
    assert drafted(cast).state == "draft"


@pytest.mark.parametrize("field", ["title", "text", "explanation", "ways"])
def test_nothing_personal_goes_out(cast: Cast, field: str) -> None:
    one = drafted(cast, **{field: "联系人于得水13944456789"})
    with pytest.raises(Refused, match="文字里有"):
        actions.submit(consultation=one, by=cast.clerk)
    actions.save(consultation=one, by=cast.clerk, **DRAFT)
    assert actions.submit(consultation=one, by=cast.clerk).state == "submitted"


def test_a_file_is_looked_into_and_waits_for_what_was_found(cast: Cast) -> None:
    one = drafted(cast, text="")
    with pytest.raises(Refused, match="请写草案正文，或者加入草案文件"):
        actions.submit(consultation=one, by=cast.clerk)
    personal = actions.attach(
        consultation=one, content=made.docx(["于得水 220283197001011234 13944456789"]),
        name="名单.docx", by=cast.clerk,
    )  # fmt: skip
    with pytest.raises(Refused, match="没处理的检查结果"):
        actions.submit(consultation=one, by=cast.clerk)
    back = place_of(personal.file, cast.clerk)
    assert back is not None
    assert back.url == one.get_absolute_url()
    assert place_of(personal.file, cast.stranger) is None
    copy = actions.mask(consultation=one, attached=personal.pk, by=cast.clerk).file
    assert b"13944456789" not in made.inside(copy.read())
    assert actions.submit(consultation=one, by=cast.clerk).state == "submitted"
    actions.send_back(consultation=one, reason="名单不用放", by=cast.leader)
    actions.detach(consultation=one, attached=personal.pk, by=cast.clerk)
    actions.attach(
        consultation=one, content=made.docx(["村内道路每天清扫一次"]), name="草案.docx",
        by=cast.clerk,
    )  # fmt: skip
    assert actions.submit(consultation=one, by=cast.clerk).state == "submitted"


# --- The period -----------------------------------------------------------------------------------


def test_the_last_day_moves_by_an_extension_with_its_reason(cast: Cast) -> None:
    one = opened(cast)
    later = LAST + timedelta(days=10)
    for until, reason, words in (
        (LAST, "多听意见", "晚于现在的截止日期"),
        (later, " ", "请写明理由"),
    ):
        with pytest.raises(Refused, match=words):
            actions.extend(
                consultation=one, until=until, reason=reason, by=cast.leader, today=OPENED
            )
    with pytest.raises(NotPermitted):
        actions.extend(
            consultation=one, until=later, reason="多听意见", by=cast.clerk, today=OPENED
        )
    actions.extend(
        consultation=one, until=later, reason="收割时节，多听意见", by=cast.leader, today=LAST
    )
    one.refresh_from_db()
    assert one.is_taking(later)
    with pytest.raises(Refused, match="已经在"):
        actions.extend(
            consultation=one, until=later + timedelta(days=5), reason="再听", by=cast.leader,
            today=later + timedelta(days=1),
        )  # fmt: skip


def test_it_ends_early_with_a_reason_and_takes_no_more(cast: Cast) -> None:
    one = opened(cast)
    with pytest.raises(Refused, match="请写明理由"):
        actions.end_early(consultation=one, reason="", by=cast.leader, today=OPENED)
    actions.end_early(consultation=one, reason="上位法已有规定", by=cast.leader, today=OPENED)
    one.refresh_from_db()
    with pytest.raises(Refused, match="已经提前终止"):
        sent(one)
    with pytest.raises(Refused, match="还没有结束，或者已经提前终止"):
        answering.begin(consultation=one, by=cast.clerk, today=AFTER)
    over = opened(cast)
    with pytest.raises(Refused, match="在采纳情况里说明"):
        actions.end_early(consultation=over, reason="不办了", by=cast.leader, today=AFTER)


# --- Comments -------------------------------------------------------------------------------------


def test_a_comment_comes_on_the_last_day_and_none_after_it(cast: Cast) -> None:
    one = opened(cast)
    comment, code = sent(one, today=LAST)
    with pytest.raises(Refused, match="已经在2026年11月7日结束"):
        sent(one, today=AFTER)
    with pytest.raises(Refused, match="没有正在征求意见的草案"):
        sent(drafted(cast))
    assert commenting.find(number=comment.number, code=code.lower().replace("-", " ")) == comment
    assert commenting.find(number="9-9", code=code) is None
    assert commenting.find(number=comment.number, code="AAAA-BBBB-CCCC") is None


def test_what_was_said_is_sealed_and_who_said_it_opened_on_record(cast: Cast) -> None:
    comment, code = sent(opened(cast), "建议降到3元")
    stored = json.dumps(
        [list(Comment.objects.values("way", "query_mark")), list(Event.objects.values("data"))],
        default=str, ensure_ascii=False,
    )  # fmt: skip
    for words in ("于得水", "13944456789", "降到3元", code):
        assert words not in stored
        assert words.encode() not in bytes(comment.sealed)
    with pytest.raises(Refused, match="请写明为什么要看"):
        commenting.unmask(comment=comment, reason=" ", by=cast.clerk)
    with pytest.raises(NotPermitted):
        commenting.unmask(comment=comment, reason="核实", by=cast.handler)
    opened_to = commenting.unmask(comment=comment, reason="核实意见", by=cast.clerk)
    assert opened_to == {"name": "于得水", "contact": "13944456789"}
    assert Event.objects.filter(kind="consultations.contact_opened").count() == 1


def test_a_letter_counts_for_all_who_signed_and_only_from_the_period(cast: Cast) -> None:
    one = opened(cast)
    entered(cast, one, people=12)
    entered(cast, one, Way.MEETING, people=8)
    for day, today, words in (
        (AFTER, AFTER, "过期收到的不计入"),
        (OPENED - timedelta(days=1), AFTER, "过期收到的不计入"),
        (AFTER, LAST, "不能晚于今天"),
    ):
        with pytest.raises(Refused, match=words):
            entered(cast, one, received_on=day, today=today)
    with pytest.raises(Refused, match="请写下意见"):
        entered(cast, one, words=" ")
    assert (figures(one)["people"], figures(one)["letter"], figures(one)["meeting"]) == (20, 1, 1)


def test_what_does_not_count_says_why_and_can_count_again(cast: Cast) -> None:
    one = opened(cast)
    comment, _code = sent(one, "测试测试")
    with pytest.raises(Refused, match="请写明理由"):
        commenting.set_aside(comment=comment, reason="", by=cast.clerk)
    commenting.set_aside(comment=comment, reason="空白内容", by=cast.clerk)
    assert figures(one)["comments"] == 0
    commenting.count_again(comment=comment, by=cast.clerk)
    assert figures(one)["comments"] == 1
    with pytest.raises(NotPermitted):
        commenting.set_aside(comment=comment, reason="空白内容", by=cast.leader)


# --- What became of them --------------------------------------------------------------------------


def test_opinions_come_after_the_end_and_have_their_comments(cast: Cast) -> None:
    one = opened(cast)
    comment, _code = sent(one)
    with pytest.raises(Refused, match="结束以后再归纳意见"):
        answering.add_opinion(
            consultation=one, text="降价", comments=[comment], by=cast.clerk, today=LAST
        )
    with pytest.raises(Refused, match="意见要有出处"):
        worded(cast, one, [])
    foreign, _code = sent(opened(cast))
    with pytest.raises(Refused, match="意见要有出处"):
        worded(cast, one, [comment, foreign])
    with pytest.raises(Refused, match="文字里有"):
        worded(cast, one, [comment], text="于得水13944456789说太贵")
    opinion = worded(cast, one, [comment], None)
    with pytest.raises(Refused, match="怎样采纳、为什么没有采纳"):
        answering.save_opinion(
            opinion=opinion, text="降价", verdict=Verdict.REJECTED, reason=" ",
            comments=[comment], by=cast.clerk, today=AFTER,
        )  # fmt: skip
    answering.drop_opinion(opinion=opinion, by=cast.clerk, today=AFTER)
    assert one.opinions.count() == 0


def test_the_report_waits_till_every_comment_is_answered(cast: Cast) -> None:
    one = opened(cast)
    first, _code = sent(one)
    second, _code = sent(one, "赞成")
    opinion = worded(cast, one, [first], None)
    uptake = answering.begin(consultation=one, by=cast.clerk, today=AFTER)
    said = [str(words) for words in what_is_missing(one)]
    assert said == ["还有1件来稿没有归到意见里。", "第1条意见还没有写采纳情况和理由。"]
    with pytest.raises(Refused, match="还有1件来稿"):
        answering.submit(uptake=uptake, by=cast.clerk, today=AFTER)
    answering.save_opinion(
        opinion=opinion, text="降价", verdict=Verdict.PARTLY, reason="降到4元",
        comments=[first, second], by=cast.clerk, today=AFTER,
    )  # fmt: skip
    answering.submit(uptake=uptake, by=cast.clerk, today=AFTER)
    with pytest.raises(Refused, match="不能再改"):
        commenting.set_aside(comment=first, reason="重复", by=cast.clerk)
    with pytest.raises(Refused, match="不能再改"):
        entered(cast, one)
    answering.send_back(uptake=uptake, reason="写明下一步", by=cast.leader)
    uptake = answering.save(
        uptake=uptake, summary=uptake.summary, closing="修改后提请讨论。", by=cast.clerk
    )
    answering.submit(uptake=uptake, by=cast.clerk, today=AFTER)
    with pytest.raises(NotPermitted):
        answering.publish(uptake=uptake, by=cast.clerk, today=AFTER)
    assert answering.publish(uptake=uptake, by=cast.leader, today=AFTER).state == "published"


def test_the_author_of_the_report_does_not_approve_it(cast: Cast) -> None:
    one = opened(cast)
    appoint(person=cast.leader, unit=cast.town, role=Role.OFFICE_HEAD, since=OPENED)
    uptake = answering.begin(consultation=one, by=cast.leader, today=AFTER)
    answering.submit(uptake=uptake, by=cast.leader, today=AFTER)
    with pytest.raises(Refused, match="由另一个人审批"):
        answering.publish(uptake=uptake, by=cast.leader, today=AFTER)


def test_every_number_of_the_report_is_its_records(cast: Cast) -> None:
    one = opened(cast)
    uptake = answered(cast, one)
    told = tell(one, uptake.summary, uptake.closing)
    assert told.summary == (
        "2026年10月8日至2026年11月7日，本机关就《红石砬子镇村庄保洁办法（征求意见稿）》公开征求意见30日。"
        "共有14人提出意见，收到来稿3件，其中网上2件、来信1件。\n"
        "经归纳整理为2条意见，采纳1条、部分采纳0条、未采纳1条。具体采纳情况见下表。"
    )
    by_key = {figure.key: figure for figure in figures_of(one)}
    assert {figure.pk for figure in by_key["comments"].comments} == {
        comment.pk for comment in one.comments.all()
    }
    assert by_key["people"].value == sum(c.people for c in by_key["people"].comments)
    for key in ("adopted", "rejected", "opinions"):
        assert len(by_key[key].records) == by_key[key].value
    assert uptake.frozen is not None
    assert uptake.frozen["summary"] == told.summary
    frozen = {line["key"]: line for line in uptake.frozen["figures"]}
    assert all(len(frozen[key]["records"]) == 3 for key in ("comments", "people"))


def test_a_number_is_never_typed_and_follows_its_records(cast: Cast) -> None:
    one = opened(cast)
    comment, _code = sent(one)
    uptake = answering.begin(consultation=one, by=cast.clerk, today=AFTER)
    for words in ("共收到7件意见。", "有十二人参加。", "采纳了2 条。"):
        with pytest.raises(Refused, match="是手写的数字"):
            answering.save(uptake=uptake, summary=words, closing="", by=cast.clerk)
    with pytest.raises(Refused, match="没有“〔点击次数〕”这个数字"):
        answering.save(uptake=uptake, summary="点击〔点击次数〕次。", closing="", by=cast.clerk)
    answering.save(uptake=uptake, summary="收到来稿〔来稿件数〕件。", closing="", by=cast.clerk)
    uptake.refresh_from_db()
    assert tell(one, uptake.summary, "").summary == "收到来稿1件。"
    commenting.set_aside(comment=comment, reason="重复提交", by=cast.clerk)
    assert tell(one, uptake.summary, "").summary == "收到来稿0件。"


def test_nothing_came_in_and_the_report_says_so(cast: Cast) -> None:
    one = opened(cast)
    uptake = answering.begin(consultation=one, by=cast.clerk, today=AFTER)
    assert uptake.summary.endswith("征求意见期间没有收到意见。")
    answering.submit(uptake=uptake, by=cast.clerk, today=AFTER)
    assert answering.publish(uptake=uptake, by=cast.leader, today=AFTER).frozen is not None


def test_the_report_prints_as_word_and_pdf_the_same_every_time(cast: Cast) -> None:
    one = opened(cast)
    uptake = answered(cast, one)
    assert uptake.frozen is not None
    printed = paper.Paper(
        uptake.title, one.unit.name, AFTER, tell(one, uptake.summary, "修改后提请讨论。")
    )
    assert "每天清扫两次" in made.inside(paper.docx(printed)).decode()
    assert paper.docx(printed) == paper.docx(printed)
    assert paper.pdf(printed, AFTER).startswith(b"%PDF")


# --- Days, duties, counts -------------------------------------------------------------------------


def test_the_result_is_a_duty_with_its_day(cast: Cast, settings: Settings) -> None:
    settings.CONSULTATION_RESULT_DAYS = 20
    one = opened(cast)
    sent(one)
    assert "公布采纳情况" not in str([duty.what for duty in duties_for(cast.clerk, LAST).now])
    due = date(2026, 11, 27)
    assert result_due(one) == due
    duty = next(d for d in duties_for(cast.clerk, AFTER).now if d.due == due)
    assert "公布采纳情况" in str(duty.what)
    late = due + timedelta(days=1)
    assert [d.due for d in duties_for(cast.clerk, late).overdue if d.due == due]
    assert without_result(cast.town, due) == []
    assert without_result(cast.town, late) == [one]
    answered_one = opened(cast)
    answered(cast, answered_one)
    assert without_result(cast.town, late) == [one]


def test_who_leaves_leaves_their_drafts(cast: Cast) -> None:
    one = drafted(cast)
    assert f"consultation:{one.pk}" in [b.key for b in belongings_of(cast.clerk, OPENED)]
    actions.submit(consultation=one, by=cast.clerk)
    (duty,) = [d for d in duties_for(cast.leader, OPENED).now if d.url == one.get_absolute_url()]
    assert str(duty.what).startswith("审批征求意见公告")
    assert one.get_absolute_url() in [d.url for d in duties_for(cast.clerk, OPENED).waiting]


def test_twelve_months_are_counted_for_information(cast: Cast) -> None:
    opened(cast, date(2025, 10, 7))
    opened(cast, date(2026, 10, 8))
    drafted(cast)
    assert last_year(cast.town, date(2026, 10, 7)).opened == 0
    assert last_year(cast.town, date(2026, 10, 6)).opened == 1
    assert last_year(cast.town, date(2026, 11, 1)).opened == 1
    assert last_year(cast.town, date(2026, 11, 1)).is_short


def test_the_year_counts_what_was_opened_and_answered(cast: Cast) -> None:
    assert first_year(cast.town, None) is None
    one = opened(cast)
    uptake = answered(cast, one)
    assert uptake.published_at is not None
    year = uptake.published_at.year
    assert figure_of(cast.town, 2026, "consultations", None) == 1
    assert figure_of(cast.town, year, "consultation_comments", None) == 3
    assert figure_of(cast.town, year, "consultation_adopted", None) == 1
    (row,) = records_of(cast.town, year, "consultation_comments", None)
    assert (row.amount, row.url) == (3, uptake.get_absolute_url())
    before = uptake.published_at - timedelta(seconds=1)
    assert figure_of(cast.town, year, "consultation_comments", before) == 0


def test_the_clock_tells_the_end_once_and_erases_after_the_term(
    cast: Cast, settings: Settings
) -> None:
    one = opened(cast)
    answered(cast, one)
    other = opened(cast)
    moment = datetime(2026, 11, 8, 3, tzinfo=UTC)
    assert close_and_erase(moment) == 2
    assert close_and_erase(moment) == 0
    other.refresh_from_db()
    assert other.closing_told
    later = datetime(2037, 12, 1, 3, tzinfo=UTC)
    assert close_and_erase(later) == 1
    assert all(not comment.sealed for comment in one.comments.all())
    assert figures(one)["people"] == 14
    assert Uptake.objects.get(consultation=one).frozen is not None
