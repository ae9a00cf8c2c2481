"""A signed report goes up, comes back marked, is corrected, goes up again and is cleared."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.conftest import Cast, SignIn
from tests.integration.reports.conftest import stated
from tests.integration.reports.test_signing import NOTHING, finish_words, ready, sign
from tongming.law.forms import FORM_2021
from tongming.law.organs import Level
from tongming.law.words import Refused
from tongming.ledger.chain import verify
from tongming.ledger.models import Event
from tongming.reports.actions import (
    correct_report,
    open_report,
    publish_report,
    submit_report,
    write_section,
)
from tongming.reports.actions.figures import correct_figure
from tongming.reports.county import Check
from tongming.reports.models import FrozenReport, HistoricalFigure, Report
from tongming.reports.queries import texts_of
from tongming.reports.submissions.actions import (
    clear,
    mark,
    reopen,
    send_back,
    submit_up,
    unmark,
)
from tongming.reports.submissions.checking import check_county, check_signed
from tongming.reports.submissions.duties import submission_duties
from tongming.reports.submissions.gathering import county_of
from tongming.reports.submissions.models import Submission
from tongming.reports.submissions.queries import State, lines_of
from tongming.units.actions import appoint, create_unit
from tongming.units.models import Person, Unit
from tongming.units.rights import NotPermitted
from tongming.units.roles import Role

FEE = "stated/processing_fee_yuan/value"
TODAY = date(2023, 2, 10)


@pytest.fixture
def signed(cast: Cast, newcomer: Unit) -> FrozenReport:
    """The town's report for 2022, signed by its leader."""
    return sign(ready(newcomer, 2022, cast), cast.leader)


def correct_and_sign(report: Report, cast: Cast, fee: int) -> FrozenReport:
    """What a unit does with marks: it corrects, writes, and has its leader sign again."""
    correct_report(report=report, reason="按审核意见更正", by=cast.clerk)
    figure = HistoricalFigure.objects.known(None).get(unit=report.unit, address=FEE)
    correct_figure(old=figure, figure=fee, reason="重新核对收费票据", by=cast.clerk)
    report.refresh_from_db()
    submit_report(report=report, by=cast.clerk)
    report.refresh_from_db()
    return sign(report, cast.leader)


def test_a_signed_report_goes_up_marked_back_corrected_and_cleared(
    cast: Cast, signed: FrozenReport
) -> None:
    first = submit_up(frozen=signed, by=cast.clerk)
    mark(submission=first, where=FEE, words="与收费台账不一致，请核对。", by=cast.supervisor)
    mark(submission=first, where="problems", words="没有写改进措施。", by=cast.supervisor)
    send_back(submission=first, words="请三日内更正。", by=cast.supervisor)
    again = correct_and_sign(signed.report, cast, 120)
    second = submit_up(frozen=again, by=cast.office_head)
    clear(submission=second, words="", by=cast.supervisor)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (Submission.State.SENT_BACK, Submission.State.CLEARED)
    kinds = list(
        Event.objects.filter(kind__startswith="submissions.")
        .order_by("seq")
        .values_list("kind", flat=True)
    )
    assert kinds == [
        "submissions.submitted",
        "submissions.marked",
        "submissions.marked",
        "submissions.sent_back",
        "submissions.submitted",
        "submissions.cleared",
    ]
    submitted = Event.objects.filter(kind="submissions.submitted").order_by("seq").first()
    assert submitted is not None
    assert submitted.data["sha256"] == signed.sha256
    assert verify() is None


def test_the_page_of_the_second_says_which_marked_cell_changed(
    cast: Cast, signed: FrozenReport, sign_in: SignIn
) -> None:
    first = submit_up(frozen=signed, by=cast.clerk)
    mark(submission=first, where=FEE, words="请核对收费。", by=cast.supervisor)
    mark(submission=first, where="requests/1/sum", words="请核对件数。", by=cast.supervisor)
    send_back(submission=first, words="", by=cast.supervisor)
    second = submit_up(frozen=correct_and_sign(signed.report, cast, 120), by=cast.clerk)
    page = sign_in(cast.supervisor).get(f"/work/submissions/{second.pk}/review/")
    since = page.context["since"]
    assert [(m.address, met) for m, _where, met in since["marks"]] == [
        (FEE, True),
        ("requests/1/sum", False),
    ]
    assert [line.address for line in since["changes"].figures] == [FEE]


def test_only_the_latest_signed_version_goes_up_and_only_once(cast: Cast, newcomer: Unit) -> None:
    report = ready(newcomer, 2022, cast)
    frozen = sign(report, cast.leader)
    submit_up(frozen=frozen, by=cast.clerk)
    with pytest.raises(Refused, match="已经报送过"):
        submit_up(frozen=frozen, by=cast.clerk)
    report.refresh_from_db()
    newer = correct_and_sign(report, cast, 5)
    with pytest.raises(Refused, match="不是最新"):
        submit_up(frozen=frozen, by=cast.clerk)
    submit_up(frozen=newer, by=cast.clerk)
    states = Submission.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [Submission.State.REPLACED, Submission.State.SUBMITTED]


def test_a_report_being_corrected_does_not_go_up(cast: Cast, signed: FrozenReport) -> None:
    correct_report(report=signed.report, reason="漏了一项", by=cast.clerk)
    signed.refresh_from_db()
    with pytest.raises(Refused, match="签发以后"):
        submit_up(frozen=FrozenReport.objects.get(pk=signed.pk), by=cast.clerk)


def test_who_stands_at_the_top_has_nobody_to_hand_up_to(cast: Cast) -> None:
    for person, role in ((cast.clerk, Role.CLERK), (cast.leader, Role.LEADER)):
        appoint(person=person, unit=cast.county, role=role, since=date(2016, 1, 1))
    stated(NOTHING, unit=cast.county, year=2022, form=FORM_2021, by=cast.clerk)
    report = open_report(unit=cast.county, year=2022, form=FORM_2021, by=cast.clerk)
    finish_words(report, cast.clerk)
    Report.objects.filter(pk=report.pk).update(state=Report.State.SUBMITTED)
    report.refresh_from_db()
    frozen = sign(report, cast.leader, accepted="数字以台账为准")
    with pytest.raises(Refused, match="没有上级单位"):
        submit_up(frozen=frozen, by=cast.clerk)


@pytest.mark.parametrize("name", ["clerk", "office_head", "leader", "handler", "administrator"])
def test_nobody_but_the_office_above_marks_or_judges(
    cast: Cast, signed: FrozenReport, name: str
) -> None:
    submission = submit_up(frozen=signed, by=cast.clerk)
    person: Person = getattr(cast, name)
    with pytest.raises(NotPermitted):
        clear(submission=submission, words="", by=person)
    with pytest.raises(NotPermitted):
        mark(submission=submission, where=FEE, words="请核对。", by=person)


def test_who_wrote_it_does_not_review_it(cast: Cast, signed: FrozenReport) -> None:
    appoint(person=cast.clerk, unit=cast.county, role=Role.SUPERVISOR, since=date(2021, 4, 1))
    submission = submit_up(frozen=signed, by=cast.clerk)
    with pytest.raises(Refused, match="不能由您审核"):
        clear(submission=submission, words="", by=cast.clerk)


def test_a_mark_needs_a_place_that_is_there_and_words(cast: Cast, signed: FrozenReport) -> None:
    submission = submit_up(frozen=signed, by=cast.clerk)
    for where in ("", "requests/99/sum", "nowhere", "../etc"):
        with pytest.raises(Refused, match="没有这个位置"):
            mark(submission=submission, where=where, words="请核对。", by=cast.supervisor)
    with pytest.raises(Refused, match="写明"):
        mark(submission=submission, where=FEE, words="  ", by=cast.supervisor)
    assert not submission.marks.exists()


def test_a_mark_is_taken_away_while_open_and_stays_afterwards(
    cast: Cast, signed: FrozenReport
) -> None:
    submission = submit_up(frozen=signed, by=cast.clerk)
    kept = mark(submission=submission, where=FEE, words="请核对。", by=cast.supervisor)
    slip = mark(submission=submission, where="requests/1/sum", words="错", by=cast.supervisor)
    unmark(mark=slip, by=cast.supervisor)
    send_back(submission=submission, words="", by=cast.supervisor)
    with pytest.raises(Refused, match="已经审核过"):
        unmark(mark=kept, by=cast.supervisor)
    assert submission.marks.count() == 1


def test_nothing_goes_back_without_saying_what_is_wrong(cast: Cast, signed: FrozenReport) -> None:
    submission = submit_up(frozen=signed, by=cast.clerk)
    with pytest.raises(Refused, match="至少标注一处"):
        send_back(submission=submission, words=" ", by=cast.supervisor)
    send_back(submission=submission, words="整份请重做。", by=cast.supervisor)


def test_what_was_cleared_is_opened_again_only_with_a_reason(
    cast: Cast, signed: FrozenReport
) -> None:
    submission = submit_up(frozen=signed, by=cast.clerk)
    with pytest.raises(Refused, match="审核通过的"):
        reopen(submission=submission, reason="看错了", by=cast.supervisor)
    clear(submission=submission, words="", by=cast.supervisor)
    with pytest.raises(Refused, match="理由"):
        reopen(submission=submission, reason="", by=cast.supervisor)
    reopen(submission=submission, reason="发现一处错误", by=cast.supervisor)
    submission.refresh_from_db()
    assert submission.is_open
    assert submission.settled_by is None


def test_the_office_sees_how_far_each_unit_has_come(
    cast: Cast, newcomer: Unit, signed: FrozenReport
) -> None:
    def state() -> State:
        (line,) = lines_of(Unit.objects.filter(pk=newcomer.pk), 2022, TODAY)
        return line.state

    assert state() is State.SIGNED
    submission = submit_up(frozen=signed, by=cast.clerk)
    assert state() is State.SUBMITTED
    clear(submission=submission, words="", by=cast.supervisor)
    assert state() is State.CLEARED
    publish_report(frozen=FrozenReport.objects.get(pk=signed.pk), by=cast.clerk)
    assert state() is State.PUBLISHED


def test_a_correction_after_publication_stands_in_the_countys_table_with_its_reason(
    cast: Cast, newcomer: Unit, signed: FrozenReport, sign_in: SignIn
) -> None:
    publish_report(frozen=signed, by=cast.clerk)
    correct_report(report=signed.report, reason="漏计一笔收费", by=cast.clerk)
    (line,) = lines_of(Unit.objects.filter(pk=newcomer.pk), 2022, TODAY)
    assert (line.state, line.correcting) == (State.PUBLISHED, "漏计一笔收费")
    figure = HistoricalFigure.objects.known(None).get(unit=newcomer, address=FEE)
    correct_figure(old=figure, figure=80, reason="补记", by=cast.clerk)
    signed.report.refresh_from_db()
    submit_report(report=signed.report, by=cast.clerk)
    signed.report.refresh_from_db()
    again = sign(signed.report, cast.leader)
    publish_report(frozen=FrozenReport.objects.get(pk=again.pk), by=cast.clerk)
    (line,) = lines_of(Unit.objects.filter(pk=newcomer.pk), 2022, TODAY)
    assert line.public is not None
    assert (line.public.version, line.correcting) == (2, "")
    page = sign_in(cast.supervisor).get("/work/submissions/2022/").content.decode()
    assert "更正后第 2 版：漏计一笔收费" in page
    public = Client().get("/reports/songhuahu/2022/").content.decode()
    assert "漏计一笔收费" in public


def test_the_office_sees_the_old_and_the_new_figure_of_what_changed(
    cast: Cast, signed: FrozenReport, sign_in: SignIn
) -> None:
    first = submit_up(frozen=signed, by=cast.clerk)
    mark(submission=first, where=FEE, words="请核对收费。", by=cast.supervisor)
    send_back(submission=first, words="", by=cast.supervisor)
    second = submit_up(frozen=correct_and_sign(signed.report, cast, 120), by=cast.clerk)
    page = sign_in(cast.supervisor).get(f"/work/submissions/{second.pk}/review/")
    (line,) = page.context["since"]["changes"].figures
    assert (line.before, line.after) == (0, 120)


def test_who_has_not_begun_is_named_and_late_after_the_day(cast: Cast, newcomer: Unit) -> None:
    units = Unit.objects.filter(pk=newcomer.pk)
    (before,) = lines_of(units, 2022, date(2023, 1, 5))
    (after,) = lines_of(units, 2022, date(2023, 4, 5))
    assert (before.state, before.is_late) == (State.NOT_STARTED, False)
    assert (after.state, after.is_late) == (State.NOT_STARTED, True)
    assert lines_of(units, 2020, TODAY) == []


def test_the_list_asks_no_more_questions_for_more_units(cast: Cast) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            lines_of(Unit.objects.all(), 2022, TODAY)
        return len(caught)

    few = queries()
    for n in range(8):
        create_unit(
            name=f"第{n}局", short_name=f"{n}局", level=Level.COUNTY_DEPARTMENT, code=f"bureau-{n}",
            joined_on=date(2020, 1, 1), parent=cast.county,
        )  # fmt: skip
    assert queries() == few


def test_each_side_is_told_what_to_do_next(
    cast: Cast, newcomer: Unit, signed: FrozenReport
) -> None:
    def told(person: Person) -> list[str]:
        return [str(duty.what) for duty in submission_duties(person, TODAY)]

    assert [words for words in told(cast.clerk) if "报送" in words]
    submission = submit_up(frozen=signed, by=cast.clerk)
    assert not [words for words in told(cast.clerk) if "松花湖镇" in words]
    assert [words for words in told(cast.supervisor) if "审核报送的2022年年度报告（1份）" in words]
    send_back(submission=submission, words="请更正。", by=cast.supervisor)
    assert [words for words in told(cast.clerk) if "按审核意见更正" in words]


def test_the_marks_stand_at_the_very_cells_of_the_units_report(
    cast: Cast, signed: FrozenReport, sign_in: SignIn
) -> None:
    submission = submit_up(frozen=signed, by=cast.clerk)
    mark(submission=submission, where="requests/1/sum", words="请核对件数。", by=cast.supervisor)
    page = sign_in(cast.clerk).get("/work/reports/songhuahu/2022/2021-30/").content.decode()
    assert "请核对件数" not in page
    send_back(submission=submission, words="", by=cast.supervisor)
    page = sign_in(cast.clerk).get("/work/reports/songhuahu/2022/2021-30/").content.decode()
    assert "审核标注：请核对件数。" in page
    assert "figure-changed" in page


def test_the_office_marks_and_judges_on_its_screens(
    cast: Cast, signed: FrozenReport, sign_in: SignIn
) -> None:
    clerk, office = sign_in(cast.clerk), sign_in(cast.supervisor)
    clerk.post("/work/submissions/of/songhuahu/2022/2021-30/submit/")
    submission = Submission.objects.get()
    at = f"/work/submissions/{submission.pk}"
    page = office.get(f"{at}/review/?where=requests/1/sum")
    assert "标注“" in page.content.decode()
    refused = office.post(f"{at}/mark/", {"where": "requests/1/sum", "words": ""})
    assert refused.status_code == 400
    office.post(f"{at}/mark/", {"where": "requests/1/sum", "words": "请核对。"})
    assert submission.marks.count() == 1
    assert clerk.post(f"{at}/clear/", {"words": ""}).status_code == 403
    assert office.post(f"{at}/send-back/", {"words": "请更正"}).status_code == 302
    submission.refresh_from_db()
    assert submission.state == Submission.State.SENT_BACK
    assert office.get("/work/submissions/2022/?state=sent_back").status_code == 200
    assert sign_in(cast.stranger).get(f"{at}/review/").status_code == 404
    assert Client().get(f"{at}/review/").status_code == 302


PROBLEMS = (
    "部分站所负责人对政务公开工作重视不够，信息员多为兼职且更换频繁，业务培训没有跟上，"
    "导致公开的信息不够及时，内容不够规范，群众查找不够方便。"
)


def test_a_county_is_checked_together_and_copied_words_are_shown_side_by_side(
    cast: Cast, newcomer: Unit, sign_in: SignIn
) -> None:
    reports = []
    for year in (2021, 2022):
        stated(NOTHING, unit=newcomer, year=year, form=FORM_2021, by=cast.clerk)
        report = open_report(unit=newcomer, year=year, form=FORM_2021, by=cast.clerk)
        finish_words(report, cast.clerk)
        current = texts_of(report, "problems").first()
        assert current is not None
        write_section(
            report=report, key="problems", text=PROBLEMS, by=cast.clerk, based_on=current.pk
        )
        submit_report(report=report, by=cast.clerk)
        report.refresh_from_db()
        reports.append(sign(report, cast.leader))
    (checked,) = check_county(county_of(Unit.objects.filter(pk=newcomer.pk), 2022))
    (found,) = checked.of(Check.COPIES)
    copy = found.copy
    assert copy is not None
    assert (copy.section, copy.other) == ("problems", f"signed-{reports[0].pk}")
    assert copy.text == copy.other_text == PROBLEMS.rstrip("。")
    office = sign_in(cast.supervisor)
    assert office.get("/work/submissions/2022/check/").status_code == 200
    page = office.get("/work/submissions/2022/check/of/songhuahu/").content.decode()
    assert page.count("<blockquote") == 2
    assert sign_in(cast.clerk).get("/work/submissions/2022/check/").status_code == 403


def test_a_number_typed_into_the_words_is_compared_with_the_tables(
    cast: Cast, newcomer: Unit
) -> None:
    report = ready(newcomer, 2022, cast)
    current = texts_of(report, "overview").first()
    assert current is not None
    Report.objects.filter(pk=report.pk).update(state=Report.State.DRAFT)
    report.refresh_from_db()
    write_section(
        report=report,
        key="overview",
        text="2022年收到政府信息公开申请7件。",
        by=cast.clerk,
        based_on=current.pk,
    )
    submit_report(report=report, by=cast.clerk)
    report.refresh_from_db()
    found = check_signed(sign(report, cast.leader))
    assert [one.check for one in found] == [Check.WORDS]
    assert not found[0].hard


def test_a_published_report_is_still_to_be_handed_up_and_a_mended_one_again(
    cast: Cast, newcomer: Unit, signed: FrozenReport
) -> None:
    def told() -> list[str]:
        return [str(duty.what) for duty in submission_duties(cast.clerk, TODAY)]

    publish_report(frozen=signed, by=cast.clerk)
    assert [words for words in told() if "报送松花湖镇" in words]
    submission = submit_up(frozen=signed, by=cast.clerk)
    assert told() == []
    mark(submission=submission, where=FEE, words="请核对收费。", by=cast.supervisor)
    send_back(submission=submission, words="", by=cast.supervisor)
    assert [words for words in told() if "按审核意见更正" in words]
    signed.report.refresh_from_db()
    correct_and_sign(signed.report, cast, 120)
    assert [words for words in told() if "报送松花湖镇" in words]
    assert not [words for words in told() if "更正" in words]


def test_why_a_returned_report_is_corrected_stands_in_the_field_already(
    cast: Cast, signed: FrozenReport, sign_in: SignIn
) -> None:
    at = "/work/reports/songhuahu/2022/2021-30/correct/"
    clerk = sign_in(cast.clerk)
    assert clerk.get(at).context["form"]["reason"].value() == ""
    submission = submit_up(frozen=signed, by=cast.clerk)
    mark(submission=submission, where="problems", words="请写完成时间。", by=cast.supervisor)
    send_back(submission=submission, words="", by=cast.supervisor)
    reason = clerk.get(at).context["form"]["reason"].value()
    assert reason == "按上级单位审核意见更正：五、存在的主要问题及改进情况"
