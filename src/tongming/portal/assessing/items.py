"""The evaluation as a public item: plan and questionnaire, then the result with its charts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.urls import reverse
from django.utils.html import escape
from django.utils.timezone import localdate

from tongming.engagement.assessment.counting import Standing, standing
from tongming.engagement.assessment.models import PREFIX, Assessment
from tongming.engagement.assessment.queries import ever_public
from tongming.law.assessment import Mark, Side
from tongming.law.words import chinese_date
from tongming.portal.consulting.items import dynamic
from tongming.portal.institutions import paragraphs
from tongming.portal.visitors.items import number_of, rows_html
from tongming.publishing.charts import Bar, bars
from tongming.publishing.item import PublicItem

COLUMN = "interaction/assessment"


class AssessmentSource:
    """Every evaluation whose plan was approved (`publishing.item.ItemSource`)."""

    prefix = PREFIX

    def get(self, key: str) -> PublicItem | None:
        """The evaluation as it stands in public: asked for, over, or with its result."""
        number = number_of(key, PREFIX)
        found = ever_public().filter(pk=number).first() if number else None
        return assessment_item(found) if found is not None else None

    def keys(self) -> Iterator[str]:
        for one in ever_public():
            yield one.key


def assessment_item(one: Assessment) -> PublicItem:
    """The page as it stands now. Before the result nobody reads how many answered what."""
    assert one.approved_at is not None
    assert one.opens_on is not None
    assert one.ends_on is not None
    is_told = one.state == Assessment.State.PUBLISHED
    period = f"{chinese_date(one.opens_on)}至{chinese_date(one.ends_on)}"
    stood = standing(one) if is_told else None
    facts = [
        ("发布机构", one.unit.name),
        ("发布日期", localdate(one.approved_at).isoformat()),
        ("评议时间", period),
        ("状态", "结果已公布" if is_told else _state_of(one)),
    ]
    if stood is not None and stood.grade is not None:
        facts += [
            ("收回问卷", f"{stood.every_sheet}份"),
            ("综合得分", f"{stood.total}分"),
            ("等次", stood.grade.label),
        ]
    return PublicItem(
        key=one.key,
        unit=one.unit.code,
        title=one.title + ("结果" if is_told else ""),
        published_at=one.approved_at,
        changed_at=one.published_at if is_told and one.published_at else one.approved_at,
        formed_on=localdate(one.approved_at),
        publisher=one.unit.name,
        summary=f"{one.unit.name}{one.year}年度政府信息公开工作社会评议，{period}。",
        body_html=_result(one, stood) if stood else _invitation(one),
        body_text="\n".join(filter(None, (one.plan, one.conclusion, one.measures)))
        if is_told
        else one.plan,
        pictures_html=_charts(one, stood) if stood else "",
        is_demo=one.unit.is_demo,
        columns=(COLUMN,),
        facts=tuple(facts),
    )


def _state_of(one: Assessment) -> str:
    today = localdate()
    if one.opens_on is not None and today < one.opens_on:
        return "还没有开始"
    return "正在评议" if one.is_taking(today) else "已结束，正在评定"


def _invitation(one: Assessment) -> str:
    html = ""
    if one.ends_on is not None and localdate() <= one.ends_on:
        address = dynamic(reverse("assessing:answer", args=[one.pk]))
        html += (
            f'<p><a href="{escape(address)}">填写评议问卷</a>：不用注册，不记姓名，'
            "一两分钟就能填完。</p>\n"
        )
    return html + "<h2>评议方案</h2>\n" + paragraphs(one.plan)


def _result(one: Assessment, stood: Standing) -> str:
    grade = stood.grade.label if stood.grade else ""
    html = (
        f"<p>收回问卷{stood.every_sheet}份，综合得分{stood.total}分，"
        f"评定等次为<strong>{escape(grade)}</strong>。</p>\n<h2>评定情况</h2>\n"
    )
    html += rows_html(
        ("类别", "问卷", "得分"),
        [
            (side.label, f"{stood.sheets[side]}份", _score(stood.scores[side]))
            for side in Side
            if stood.sheets[side]
        ],
    )
    for side in Side:
        if stood.sheets[side]:
            html += f"<h2>{side.label}</h2>\n" + rows_html(
                ("题目", *(mark.label for mark in Mark)),
                [
                    (line.text, *(str(number) for _mark, number in line.of(side)))
                    for line in stood.questions
                ],
            )
    html += "<h2>评议结论</h2>\n" + paragraphs(one.conclusion)
    html += "\n<h2>改进措施</h2>\n" + paragraphs(one.measures)
    html += "\n<h2>评议方案</h2>\n" + paragraphs(one.plan)
    return html


def _score(score: Decimal | None) -> str:
    return f"{score}分" if score is not None else "—"


def _charts(one: Assessment, stood: Standing) -> str:
    """A chart a question, of the answers of the public; the tables have every number."""
    side = Side.PUBLIC if stood.sheets[Side.PUBLIC] else Side.DELEGATES
    drawn = ""
    for number, line in enumerate(stood.questions, start=1):
        if not line.total(side):
            continue
        key, rows = f"{one.key}-{number}", line.of(side)
        chart = bars(
            key, line.text, "份", [Bar(mark.label, Decimal(n), str(n)) for mark, n in rows]
        )
        drawn += f'<h3 id="{key}">{number}. {escape(line.text)}</h3>\n{chart}\n'
    return (
        '<section class="after-report" aria-labelledby="charts">'
        f'<h2 id="charts">{side.label}答卷</h2>\n{drawn}</section>'
    )
