"""The verbs: plan and questions, approval, questionnaires, the rule, conclusion, signature."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from tongming.engagement.assessment.counting import counted, standing
from tongming.engagement.assessment.models import Assessment, Question, Sheet
from tongming.files.public_words import fit_for_the_public
from tongming.law.assessment import ARTICLE, QUESTIONS, Mark, Rule, Side
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.publishing.actions import request
from tongming.sealing.seals import seal
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, require

MOST_OWN = 6
MOST_WORDS = 500
MOST_ROWS = 200


@transaction.atomic
def create(*, unit: Unit, year: int, by: Person, today: date) -> Assessment:
    """Begin the evaluation of a year's work, with the four questions, and with last time's own
    questions and rule."""
    require(by, Right.ASSESSMENT_KEEP, unit)
    if not 2008 <= year <= today.year:
        raise Refused(say(N_("评议的年度应当是今年或者以前。")))
    if Assessment.objects.filter(unit=unit, year=year).exists():
        raise Refused(say(N_("{year}年度的社会评议已经有了。"), year=year))
    last = Assessment.objects.filter(unit=unit).order_by("-year").first()
    rule = last.rule if last else Rule.usual().data()
    assessment = Assessment.objects.create(unit=unit, year=year, author=by, rule=rule)
    texts = list(QUESTIONS.items())
    if last:
        texts += [(one.key, one.text) for one in last.questions.all() if one.is_own]
    for key, text in texts:
        Question.objects.create(assessment=assessment, key=key, text=text)
    told(assessment, "assessment.created", by, year=year)
    return assessment


@transaction.atomic
def save_plan(
    *, assessment: Assessment, plan: str, opens_on: date, ends_on: date, by: Person
) -> Assessment:
    """Write the plan. Whoever wrote last is its author: another approves it."""
    assessment = _locked(assessment, by, Right.ASSESSMENT_KEEP)
    _in_state(assessment, Assessment.State.PLAN)
    if ends_on < opens_on:
        raise Refused(say(N_("结束日期不能早于开始日期。")))
    assessment.plan, assessment.opens_on, assessment.ends_on = plan.strip(), opens_on, ends_on
    assessment.author = by
    assessment.save()
    return assessment


@transaction.atomic
def add_question(*, assessment: Assessment, text: str, by: Person) -> Question:
    """A question of the unit's own, beside the four."""
    assessment = _locked(assessment, by, Right.ASSESSMENT_KEEP)
    _in_state(assessment, Assessment.State.PLAN)
    own = [one for one in assessment.questions.all() if one.is_own]
    if len(own) >= MOST_OWN:
        raise Refused(say(N_("自己加的题最多{n}道：题太多，答的人就少。"), n=MOST_OWN))
    if not text.strip():
        raise Refused(say(N_("请写题目。")))
    number = max((int(one.key.removeprefix("own-")) for one in own), default=0) + 1
    assessment.author = by
    assessment.save()
    return Question.objects.create(assessment=assessment, key=f"own-{number}", text=text.strip())


@transaction.atomic
def drop_question(*, question: Question, by: Person) -> None:
    """Take a question of the unit's own out again; the four stay."""
    assessment = _locked(question.assessment, by, Right.ASSESSMENT_KEEP)
    _in_state(assessment, Assessment.State.PLAN)
    if not question.is_own:
        raise Refused(say(N_("四道基本题不能去掉：内容、形式、依申请公开和总体评价。")))
    assessment.author = by
    assessment.save()
    question.delete()


@transaction.atomic
def submit_plan(*, assessment: Assessment, by: Person, today: date) -> Assessment:
    """Send the plan and the questionnaire to the leader."""
    assessment = _locked(assessment, by, Right.ASSESSMENT_KEEP)
    _in_state(assessment, Assessment.State.PLAN)
    if not assessment.plan or assessment.opens_on is None or assessment.ends_on is None:
        raise Refused(say(N_("请先写评议方案，定开始和结束日期。")))
    if assessment.ends_on < today:
        raise Refused(say(N_("结束日期{day}已经过了，请改。"), day=assessment.ends_on))
    fit_for_the_public([assessment.plan, *(one.text for one in assessment.questions.all())])
    assessment.state, assessment.returned = Assessment.State.PLAN_SUBMITTED, ""
    assessment.author = by
    assessment.save()
    told(assessment, "assessment.plan_submitted", by)
    return assessment


@transaction.atomic
def approve_plan(*, assessment: Assessment, by: Person, today: date) -> Assessment:
    """Another person approves: the page with the questionnaire is public at once."""
    assessment = _locked(assessment, by, Right.ASSESSMENT_SIGN)
    _in_state(assessment, Assessment.State.PLAN_SUBMITTED)
    if assessment.author_id == by.pk:
        raise Refused(say(N_("自己起草的方案要由另一个人审批。")))
    if assessment.ends_on is None or assessment.ends_on < today:
        raise Refused(say(N_("结束日期已经过了，请退回修改。")))
    assessment.state = Assessment.State.RUNNING
    assessment.approved_by, assessment.approved_at = by, timezone.now()
    assessment.save()
    told(
        assessment, "assessment.approved", by, on=today,
        opens_on=assessment.opens_on, ends_on=assessment.ends_on,
    )  # fmt: skip
    request(assessment.key)
    return assessment


@transaction.atomic
def send_back(*, assessment: Assessment, reason: str, by: Person) -> Assessment:
    """The leader wants the plan, or the result, otherwise."""
    assessment = _locked(assessment, by, Right.ASSESSMENT_SIGN)
    if not reason.strip():
        raise Refused(say(N_("请写明理由。")))
    if assessment.state == Assessment.State.PLAN_SUBMITTED:
        assessment.state = Assessment.State.PLAN
    elif assessment.state == Assessment.State.RESULT_SUBMITTED:
        assessment.state = Assessment.State.RUNNING
    else:
        raise Refused(say(N_("现在没有等待审批的方案或者结果。")))
    assessment.returned = reason.strip()
    assessment.save()
    told(assessment, "assessment.sent_back", by, reason=assessment.returned)
    return assessment


@transaction.atomic
def answer(
    *, assessment: Assessment, answers: Mapping[str, Mark], words: str = "", today: date
) -> Sheet:
    """Take in a questionnaire answered on the Internet: every question, nobody's name."""
    assessment = Assessment.objects.select_for_update().get(pk=assessment.pk)
    if not assessment.is_taking(today):
        raise Refused(say(N_("这份问卷现在不收答卷。")))
    asked = {one.key for one in assessment.questions.all()}
    if set(answers) != asked:
        raise Refused(say(N_("请每道题都选一项。")))
    if len(words) > MOST_WORDS:
        raise Refused(say(N_("意见和建议最多{n}个字。"), n=MOST_WORDS))
    sheet = _enter(assessment, Side.PUBLIC, Sheet.Way.ONLINE, answers, words, today, None)
    told(assessment, "assessment.answered", None, on=today)
    return sheet


@transaction.atomic
def enter_sheets(
    *,
    assessment: Assessment,
    side: Side,
    filled_on: date,
    rows: Sequence[Mapping[str, Mark]],
    by: Person,
    today: date,
) -> list[Sheet]:
    """Enter questionnaires filled in on paper; what was left blank stays blank. Those of delegates
    (代表评议) are counted apart."""
    assessment = _locked(assessment, by, Right.ASSESSMENT_KEEP)
    _in_state(assessment, Assessment.State.RUNNING)
    assert assessment.opens_on is not None
    assert assessment.ends_on is not None
    if filled_on > today:
        raise Refused(say(N_("填写日期不能晚于今天。")))
    if not assessment.opens_on <= filled_on <= assessment.ends_on:
        raise Refused(
            say(
                N_("评议从{began}到{ended}，填写日期要在这段时间里。"),
                began=assessment.opens_on,
                ended=assessment.ends_on,
            )
        )
    filled = [row for row in rows if row]
    if not filled:
        raise Refused(say(N_("请至少录入一份问卷。")))
    if len(filled) > MOST_ROWS:
        raise Refused(say(N_("一次最多录入{n}份。"), n=MOST_ROWS))
    asked = {one.key for one in assessment.questions.all()}
    if any(set(row) - asked for row in filled):
        raise Refused(say(N_("问卷里没有这道题。")))
    made = [_enter(assessment, side, Sheet.Way.PAPER, row, "", filled_on, by) for row in filled]
    told(assessment, "assessment.entered", by, on=filled_on, side=side.value, sheets=len(made))
    return made


@transaction.atomic
def strike_out(*, sheet: Sheet, reason: str, by: Person) -> Sheet:
    """It was entered by mistake, or is no answer: the line stays and counts no longer."""
    assessment = _locked(sheet.assessment, by, Right.ASSESSMENT_KEEP)
    _in_state(assessment, Assessment.State.RUNNING)
    sheet = Sheet.objects.select_for_update().get(pk=sheet.pk)
    if sheet.struck_out_at is not None:
        raise Refused(say(N_("这一份已经划去。")))
    if not reason.strip():
        raise Refused(say(N_("请写明理由。")))
    sheet.struck_out_at, sheet.struck_out_reason = timezone.now(), reason.strip()
    sheet.save()
    told(
        assessment, "assessment.struck_out", by, number=sheet.serial, reason=sheet.struck_out_reason
    )
    return sheet


@transaction.atomic
def set_rule(*, assessment: Assessment, rule: Rule, reason: str, by: Person) -> Assessment:
    """Change how answers come to a grade: said why, on record, before the result is signed."""
    assessment = _locked(assessment, by, Right.ASSESSMENT_KEEP)
    if assessment.state in (Assessment.State.RESULT_SUBMITTED, Assessment.State.PUBLISHED):
        raise Refused(say(N_("结果已经提交，评定规则不能再改。")))
    rule.check()
    if not reason.strip():
        raise Refused(say(N_("请写明为什么改规则，例如：按市里的评议办法。")))
    assessment.rule = rule.data()
    assessment.save()
    told(assessment, "assessment.rule_set", by, reason=reason.strip(), rule=str(rule.data()))
    return assessment


@transaction.atomic
def save_result(
    *, assessment: Assessment, conclusion: str, measures: str, by: Person
) -> Assessment:
    """Write what follows: conclusion and measures. Whoever wrote last is the author."""
    assessment = _locked(assessment, by, Right.ASSESSMENT_KEEP)
    _in_state(assessment, Assessment.State.RUNNING)
    assessment.conclusion, assessment.measures = conclusion.strip(), measures.strip()
    assessment.author = by
    assessment.save()
    return assessment


@transaction.atomic
def submit_result(*, assessment: Assessment, by: Person, today: date) -> Assessment:
    """Send the graded result to the leader, once the days are over."""
    assessment = _locked(assessment, by, Right.ASSESSMENT_KEEP)
    _in_state(assessment, Assessment.State.RUNNING)
    if not assessment.is_over(today):
        raise Refused(say(N_("评议还没有结束，结束以后再评定。")))
    if standing(assessment).grade is None:
        raise Refused(say(N_("没有收回一份问卷，不能评定。请先录入。")), ARTICLE)
    if not assessment.conclusion or not assessment.measures:
        raise Refused(say(N_("请写评议结论和改进措施。")), ARTICLE)
    fit_for_the_public([assessment.conclusion, assessment.measures])
    assessment.state, assessment.returned = Assessment.State.RESULT_SUBMITTED, ""
    assessment.author = by
    assessment.save()
    told(assessment, "assessment.result_submitted", by)
    return assessment


@transaction.atomic
def publish(*, assessment: Assessment, by: Person, today: date) -> Assessment:
    """Another person signs the grade: it is frozen and public."""
    assessment = _locked(assessment, by, Right.ASSESSMENT_SIGN)
    _in_state(assessment, Assessment.State.RESULT_SUBMITTED)
    if assessment.author_id == by.pk:
        raise Refused(say(N_("自己起草的结果要由另一个人审批。")))
    fit_for_the_public([assessment.conclusion, assessment.measures])
    stood = standing(assessment)
    assessment.frozen = stood.data(list(counted(assessment).values_list("pk", flat=True)))
    assessment.state, assessment.signed_by = Assessment.State.PUBLISHED, by
    assessment.published_at = timezone.now()
    assessment.save()
    told(
        assessment, "assessment.published", by, on=today, sheets=stood.every_sheet,
        score=str(stood.total), grade=stood.grade.value if stood.grade else "",
    )  # fmt: skip
    request(assessment.key)
    return assessment


def _enter(
    assessment: Assessment,
    side: Side,
    way: Sheet.Way,
    answers: Mapping[str, Mark],
    words: str,
    filled_on: date,
    by: Person | None,
) -> Sheet:
    assessment.serial += 1
    assessment.save(update_fields=["serial"])
    return Sheet.objects.create(
        assessment=assessment,
        serial=assessment.serial,
        side=side.value,
        way=way.value,
        answers={key: mark.value for key, mark in answers.items()},
        sealed_words=seal(words.strip().encode()) if words.strip() else b"",
        filled_on=filled_on,
        by=by,
    )


def _locked(assessment: Assessment, by: Person, right: Right) -> Assessment:
    found = (
        Assessment.objects.select_for_update(of=("self",))
        .select_related("unit")
        .get(pk=assessment.pk)
    )
    require(by, right, found.unit)
    return found


def _in_state(assessment: Assessment, state: Assessment.State) -> None:
    if assessment.state != state:
        words = {
            Assessment.State.PLAN: N_("方案已经提交，不能再改。要改，请分管领导退回。"),
            Assessment.State.PLAN_SUBMITTED: N_("现在没有等待审批的方案。"),
            Assessment.State.RUNNING: N_("只有正在组织实施、还没有提交结果的评议可以这样办。"),
            Assessment.State.RESULT_SUBMITTED: N_("现在没有等待审批的结果。"),
        }
        raise Refused(say(words[state]))


def told(
    assessment: Assessment, kind: str, by: Person | None, on: date | None = None, **data: object
) -> None:
    record(kind, unit=assessment.unit, by=by, subject=assessment, on=on, **data)
