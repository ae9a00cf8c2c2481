"""The screens of the evaluation: its four steps, the grid, the counts, the result."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongming.engagement.assessment import actions
from tongming.engagement.assessment.counting import counted, standing
from tongming.engagement.assessment.forms import (
    ApproveForm,
    PlanForm,
    QuestionForm,
    ReasonForm,
    ResultForm,
    RuleForm,
    YearForm,
)
from tongming.engagement.assessment.models import Assessment
from tongming.engagement.assessment.queries import (
    assessments_for,
    due_day,
    get_assessment,
    get_question,
)
from tongming.engagement.assessment.screens import acted, page, trail
from tongming.law.assessment import Mark, Side, Stage
from tongming.units.queries import get_unit
from tongming.units.rights import Right, units_for, why_not
from tongming.units.staff import StaffRequest, attempt, staff


@require_safe
@staff
def index(request: StaffRequest) -> HttpResponse:
    """Every year's evaluation."""
    today = localdate()
    return render(
        request,
        "assessment/index.html",
        {
            "rows": [
                {
                    "one": one,
                    "stage": one.stage(today),
                    "sheets": counted(one).count(),
                    "due": due_day(one.year),
                    "grade": standing(one).grade if one.frozen else None,
                }
                for one in assessments_for(request.user)
            ],
            "keeps": units_for(request.user, Right.ASSESSMENT_KEEP).filter(left_on=None),
        },
    )


@staff
def new(request: StaffRequest, pk: int) -> HttpResponse:
    """Begin the evaluation of a year."""
    unit = get_unit(request.user, Right.ASSESSMENT_KEEP, pk)
    today = localdate()
    form = YearForm(request.POST or None, initial={"year": today.year - (today.month < 7)})
    if form.is_valid():
        made = attempt(
            form,
            lambda: actions.create(
                unit=unit, year=form.cleaned_data["year"], by=request.user, today=today
            ),
        )
        if made is not None:
            return redirect("assessment:plan", made.pk)
    return page(request, form, trail(), _("开始评议"), help=unit.name)


@require_safe
@staff
def assessment(request: StaffRequest, pk: int) -> HttpResponse:
    """Where it stands: step, counts, score, what can be done now."""
    found = get_assessment(request.user, Right.ASSESSMENT_VIEW, pk)
    today, user = localdate(), request.user
    stage = found.stage(today)
    stages = list(Stage)
    return render(
        request,
        "assessment/assessment.html",
        {
            "one": found,
            "steps": [
                {
                    "label": one.label,
                    "current": one is stage and found.state != "published",
                    "done": stages.index(one) < stages.index(stage) or found.state == "published",
                }
                for one in stages
            ],
            "stood": standing(found) if found.approved_at else None,
            "questions": found.questions.all(),
            "marks": list(Mark),
            "sides": list(Side),
            "taking": found.is_taking(today),
            "over": found.is_over(today),
            "due": due_day(found.year),
            "today": today,
            "keeps": why_not(user, Right.ASSESSMENT_KEEP, found.unit) is None,
            "signs": why_not(user, Right.ASSESSMENT_SIGN, found.unit) is None,
            "is_author": found.author_id == user.pk,
        },
    )


@staff
def plan(request: StaffRequest, pk: int) -> HttpResponse:
    """Write the plan."""
    found = get_assessment(request.user, Right.ASSESSMENT_KEEP, pk)
    if found.state != Assessment.State.PLAN:
        raise Http404("assessment.plan")
    form = PlanForm(
        request.POST or None,
        initial={
            "plan": found.plan or _outline(found),
            "opens_on": found.opens_on,
            "ends_on": found.ends_on,
        },
    )
    return acted(
        request, found, form,
        lambda given: actions.save_plan(assessment=found, by=request.user, **given),
        heading=_("评议方案"), button=_("保存"), told=_("已保存。"),
    )  # fmt: skip


def _outline(found: Assessment) -> str:
    """What a plan begins with: official words, Chinese."""
    return (
        f"一、评议内容\n{found.unit.name}{found.year}年度政府信息公开工作。\n"
        "二、评议方式\n公众评议：在本网站和便民服务大厅填写问卷，不用登记姓名。\n"
        "代表评议：请人大代表、政协委员、村（居）民代表和企业代表填写问卷。\n"
        "三、评定办法\n按答卷计算得分，公众评议和代表评议加权，得出等次。\n"
        "四、结果运用\n评议结果向社会公布，写入政府信息公开工作年度报告。"
    )


@staff
def add_question(request: StaffRequest, pk: int) -> HttpResponse:
    """A question of the unit's own."""
    found = get_assessment(request.user, Right.ASSESSMENT_KEEP, pk)
    return acted(
        request, found, QuestionForm(request.POST or None),
        lambda given: actions.add_question(assessment=found, by=request.user, **given),
        heading=_("加一道题"), told=_("已加入。"),
    )  # fmt: skip


@require_POST
@staff
def drop_question(request: StaffRequest, pk: int) -> HttpResponse:
    """Take it out again."""
    question = get_question(request.user, Right.ASSESSMENT_KEEP, pk)
    actions.drop_question(question=question, by=request.user)
    return redirect(question.assessment)


@staff
def submit_plan(request: StaffRequest, pk: int) -> HttpResponse:
    """Send the plan to the leader."""
    found = get_assessment(request.user, Right.ASSESSMENT_KEEP, pk)
    return acted(
        request, found, ApproveForm(request.POST or None),
        lambda given: actions.submit_plan(
            assessment=found, by=request.user, today=localdate()
        ),
        heading=_("提交审批"), told=_("已提交分管领导审批。"),
        help=_("提交以后方案和题目不能再改，要改请分管领导退回。"),
    )  # fmt: skip


@staff
def approve_plan(request: StaffRequest, pk: int) -> HttpResponse:
    """The leader approves."""
    found = get_assessment(request.user, Right.ASSESSMENT_SIGN, pk)
    return acted(
        request, found, ApproveForm(request.POST or None),
        lambda given: actions.approve_plan(
            assessment=found, by=request.user, today=localdate()
        ),
        heading=_("审批方案"), told=_("已批准，问卷的网页公布了。"),
        help=_("批准后，方案和问卷马上公布；到开始日期可以填写。"),
    )  # fmt: skip


@staff
def send_back(request: StaffRequest, pk: int) -> HttpResponse:
    """The leader wants it otherwise."""
    found = get_assessment(request.user, Right.ASSESSMENT_SIGN, pk)
    return acted(
        request, found, ReasonForm(request.POST or None),
        lambda given: actions.send_back(assessment=found, by=request.user, **given),
        heading=_("退回修改"), told=_("已退回。"),
    )  # fmt: skip


@staff
def rule(request: StaffRequest, pk: int) -> HttpResponse:
    """Change how answers come to a grade."""
    found = get_assessment(request.user, Right.ASSESSMENT_KEEP, pk)
    form = RuleForm(request.POST or None, rule=found.ruling)
    return acted(
        request, found, form,
        lambda given: actions.set_rule(
            assessment=found, rule=form.rule(), reason=given["reason"], by=request.user
        ),
        heading=_("评定规则"), button=_("保存"), told=_("已保存，得分重新算过。"),
        help=_("得分是全部答案分值的平均数；达到最低得分的，评为那一等，都达不到的是不满意。"),
    )  # fmt: skip


@staff
def result(request: StaffRequest, pk: int) -> HttpResponse:
    """Conclusion and measures."""
    found = get_assessment(request.user, Right.ASSESSMENT_KEEP, pk)
    form = ResultForm(
        request.POST or None,
        initial={"conclusion": found.conclusion, "measures": found.measures},
    )
    return acted(
        request, found, form,
        lambda given: actions.save_result(assessment=found, by=request.user, **given),
        heading=_("结论和改进措施"), button=_("保存"), told=_("已保存。"),
    )  # fmt: skip


@staff
def submit_result(request: StaffRequest, pk: int) -> HttpResponse:
    """Send the result to the leader."""
    found = get_assessment(request.user, Right.ASSESSMENT_KEEP, pk)
    return acted(
        request, found, ApproveForm(request.POST or None),
        lambda given: actions.submit_result(
            assessment=found, by=request.user, today=localdate()
        ),
        heading=_("提交结果"), told=_("已提交分管领导审批。"),
    )  # fmt: skip


@staff
def publish(request: StaffRequest, pk: int) -> HttpResponse:
    """The leader signs the grade."""
    found = get_assessment(request.user, Right.ASSESSMENT_SIGN, pk)
    stood = standing(found)
    grade = _(stood.grade.label) if stood.grade else "—"
    return acted(
        request, found, ApproveForm(request.POST or None),
        lambda given: actions.publish(assessment=found, by=request.user, today=localdate()),
        heading=_("审批并公布结果"), told=_("结果已公布。"),
        help=_("综合得分{score}，等次“{grade}”。公布以后不能再改。").format(
            score=stood.total, grade=grade
        ),
    )  # fmt: skip
