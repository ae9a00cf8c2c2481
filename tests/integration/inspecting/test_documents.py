"""C08–C10, C16, C17, C20–C22, C34: documents, their dates, what they say, the annual report."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.conftest import Cast
from tests.integration.inspecting.records import DAY, found, public, subjects
from tests.published import publish
from tongming.information.checking import body_findings
from tongming.information.models import KeptFinding
from tongming.law.forms import FORM_2021
from tongming.law.inspection import Severity
from tongming.supervision.inspection.changing import change_rules


def test_published_after_twenty_working_days_is_late_on_the_twentieth_it_is_not(
    cast: Cast,
) -> None:
    formed = date(2026, 3, 2)
    in_time = public(cast.town, cast.clerk, formed_on=formed, on=date(2026, 3, 30))
    late = public(cast.town, cast.clerk, formed_on=formed, on=date(2026, 3, 31))
    (one,) = found("C08", cast.town)
    assert one.subject == late.key != in_time.key
    assert one.evidence["until"] == "2026-03-30"
    assert subjects("C08", cast.town, date(2027, 3, 31)) == []  # answered for within a year


def test_a_document_formed_after_it_was_published_is_no_document_of_that_day(cast: Cast) -> None:
    public(cast.town, cast.clerk, on=DAY, formed_on=DAY)
    wrong = public(cast.town, cast.clerk, on=DAY, formed_on=DAY + timedelta(days=1))
    future = public(cast.town, cast.clerk, on=DAY, stated=DAY + timedelta(days=1))
    assert subjects("C09", cast.town) == [wrong.key, future.key]
    wrong.withdrawn_at, wrong.withdrawn_reason = wrong.published_at, "日期写错"
    wrong.save()
    assert subjects("C09", cast.town) == [future.key]


def test_a_day_of_publication_other_than_the_ledgers_was_changed_afterwards(cast: Cast) -> None:
    public(cast.town, cast.clerk, on=date(2026, 3, 2))
    changed = public(cast.town, cast.clerk, on=date(2026, 3, 31), stated=date(2026, 3, 2))
    (one,) = found("C10", cast.town)
    assert one.subject == changed.key
    assert (one.evidence["last_on"], one.evidence["day"]) == ("2026-03-02", "2026-03-31")


def test_a_policy_is_interpreted_within_three_working_days(cast: Cast) -> None:
    friday = date(2026, 6, 5)
    policy = public(cast.town, cast.clerk, "镇道路养护办法", on=friday, is_policy=True)
    excused = public(
        cast.town, cast.clerk, "镇会议制度", on=friday, is_policy=True,
        no_interpretation="只涉及内部分工",
    )  # fmt: skip
    plain = public(cast.town, cast.clerk, "停水公告", on=friday)
    assert subjects("C16", cast.town, date(2026, 6, 10)) == []
    assert subjects("C16", cast.town, date(2026, 6, 11)) == [policy.key]
    assert not {excused.key, plain.key} & set(subjects("C16", cast.town, DAY))
    public(cast.town, cast.clerk, "《镇道路养护办法》解读", on=friday, interprets=policy)
    assert subjects("C16", cast.town) == []


def test_the_days_for_an_interpretation_are_the_rules_own(cast: Cast) -> None:
    policy = public(cast.town, cast.clerk, on=date(2026, 6, 5), is_normative=True)
    change_rules(
        unit=cast.county, values={"thresholds": {"interpretation_days": 10}}, reason="统一",
        by=cast.supervisor,
    )  # fmt: skip
    assert subjects("C16", cast.town) == []
    assert subjects("C16", cast.town, date(2026, 6, 24)) == [policy.key]


def test_an_interpretation_hangs_together_with_its_document(cast: Cast) -> None:
    policy = public(cast.town, cast.clerk, "镇道路养护办法")
    tied = public(cast.town, cast.clerk, "《镇道路养护办法》解读", interprets=policy)
    loose = public(cast.town, cast.clerk, "《镇土地流转办法》政策解读")
    public(cast.town, cast.clerk, "关于做好政策解读工作的通知")  # speaks of it and is none
    assert subjects("C17", cast.town) == [loose.key]
    policy.withdrawn_at, policy.withdrawn_reason = policy.published_at, "内容有误"
    policy.save()
    assert subjects("C17", cast.town) == [tied.key, loose.key]


@pytest.mark.parametrize(
    ("words", "near"),
    [
        ("联系人手机13804421234", "公开电话0432-66789012"),
        ("身份证号220282198805124717", "统一社会信用代码11220282013604111X"),
    ],
)
def test_personal_data_in_a_text_is_found_masked_and_what_is_like_it_is_not(
    cast: Cast, words: str, near: str
) -> None:
    public(cast.town, cast.clerk, body=f"<p>{near}</p>")
    bad = public(cast.town, cast.clerk, body=f"<p>{words}</p>")
    (one,) = found("C20", cast.town)
    assert one.subject.startswith(f"{bad.key}:")
    digits = words.strip("联系人手机身份证号")
    assert digits not in str(one.say) + str(one.evidence)


def test_what_somebody_kept_for_a_reason_is_no_finding(cast: Cast) -> None:
    document = public(cast.town, cast.clerk, body="<p>值班手机13804421234</p>")
    (one,) = body_findings(document)
    KeptFinding.objects.create(
        document=document, kind=one.kind.value, digest=one.digest, masked=one.masked,
        reason="值班专用", by=cast.secrecy_reviewer,
    )  # fmt: skip
    assert subjects("C20", cast.town) == []


def test_a_wrong_wording_is_found_and_its_severity_told(cast: Cast) -> None:
    public(cast.town, cast.clerk, body="<p>扫黑除恶，秸秆禁烧。</p>")
    severe = public(cast.town, cast.clerk, body="<p>扫黑险恶专项斗争</p>")
    light = public(cast.town, cast.clerk, body="<p>秸杆禁烧</p>")
    first, second = found("C21", cast.town)
    assert (first.subject, first.severity) == (f"{severe.key}:扫黑险恶", Severity.BLOCK)
    assert (second.subject, second.severity) == (f"{light.key}:秸杆", Severity.YELLOW)


def test_a_unit_looks_for_wordings_of_its_own(cast: Cast) -> None:
    document = public(cast.town, cast.clerk, body="<p>红石拉子镇</p>")
    assert subjects("C21", cast.town) == []
    change_rules(
        unit=cast.county, reason="地名", by=cast.supervisor,
        values={"words": [{"wrong": "红石拉子", "right": "红石砬子", "severe": False}]},
    )  # fmt: skip
    assert subjects("C21", cast.town) == [f"{document.key}:红石拉子"]


def test_a_mark_of_secrecy_and_a_missing_review_are_found(cast: Cast) -> None:
    public(cast.town, cast.clerk, body="<p>做好保密工作，保守国家秘密。</p>")
    marked = public(cast.town, cast.clerk, body="<p>秘密★1年</p><p>关于农村道路的报告</p>")
    unseen = public(cast.town, cast.clerk, "关于停水的公告", reviewed=False)
    first, second = found("C22", cast.town)
    assert first.subject.startswith(f"{marked.key}:secrecy_mark")
    assert second.subject == f"{unseen.key}:review"


def test_last_years_report_is_late_the_day_after_its_day(cast: Cast) -> None:
    # 县级 and above by 31 March (第五十条 with 第四十九条).
    assert subjects("C34", cast.county, date(2026, 3, 31)) == []
    assert subjects("C34", cast.county, date(2026, 4, 1)) == ["report:2025"]
    publish(cast.county, 2025, FORM_2021, by=cast.leader)
    assert subjects("C34", cast.county, date(2026, 4, 1)) == []
