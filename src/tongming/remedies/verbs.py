"""A page for each verb: what it is about, a form, one button."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tongming.law.remedy_results import Instance
from tongming.law.words import N_
from tongming.remedies import actions
from tongming.remedies.forms import (
    ActingForm,
    CorrectResultForm,
    CorrectStageForm,
    LessonForm,
    OnForm,
    PaperForm,
    ReasonForm,
    ResultForm,
    StageForm,
    result_initial,
    stage_initial,
)
from tongming.remedies.models import Case, Stage
from tongming.remedies.queries import get_case, get_stage
from tongming.units.models import Person
from tongming.units.rights import Right
from tongming.units.staff import StaffRequest, attempt, staff

Act = Callable[[Any], object]


def _verb(
    request: StaffRequest,
    case: Case,
    title: str,
    form: forms.Form,
    act: Act,
    done: str,
    *,
    help_text: str = "",
    danger: bool = False,
) -> HttpResponse:
    """A form with one button; what it refuses is said on it, and nothing typed is lost."""
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, lambda: (act(form.cleaned_data), True)) is not None
    ):
        messages.success(request, _(done))
        return redirect(case)
    return render(
        request,
        "remedies/act.html",
        {
            "case": case,
            "title": title,
            "form": form,
            "help": help_text,
            "danger": danger,
            "has_file": form.is_multipart(),
        },
        status=400 if form.errors else 200,
    )


def _stage(request: StaffRequest, pk: int, number: int) -> tuple[Stage, Person]:
    return get_stage(request.user, Right.REMEDY_HANDLE, pk, number), request.user


@staff
def answer(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    """The answer, or the defence, went out."""
    stage, by = _stage(request, pk, number)
    today = localdate()
    review = stage.of.is_review
    return _verb(
        request,
        stage.case,
        N_("登记答复") if review else N_("登记答辩"),
        OnForm(request.POST or None, initial={"on": today}),
        lambda given: actions.record_answer(stage=stage, on=given["on"], by=by, today=today),
        N_("已登记。"),
        help_text=N_("答复书要连同当初作出答复的证据、依据和其他材料一起提交。")
        if review
        else N_("答辩状要连同证据和所依据的规范性文件一起提交。"),
    )


@staff
def result(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    """What was decided; said again where it was written down wrongly."""
    stage, by = _stage(request, pk, number)
    today = localdate()
    data = request.POST or None
    if stage.result:
        correcting = CorrectResultForm(stage, data, initial=result_initial(stage))
        return _verb(
            request, stage.case, N_("更正结果"), correcting,
            lambda given: actions.correct_result(
                stage=stage, decision=correcting.decision(), reason=given["reason"], by=by,
                today=today,
            ),
            N_("已更正，原来的结果和原因都保留。"), help_text=MAP_TOLD,
        )  # fmt: skip
    form = ResultForm(stage, data, initial={"decided_on": None, "received_on": today})
    return _verb(
        request, stage.case, N_("登记结果"), form,
        lambda given: actions.record_result(
            stage=stage, decision=form.decision(), by=by, today=today
        ),
        N_("已登记结果。"), help_text=MAP_TOLD,
    )  # fmt: skip


MAP_TOLD = N_(
    "结果按年度报告表四的四栏分组。哪种结果计入哪一栏，没有找到官方说明，这里按通常的理解；"
    "认为应当计入另一栏的，在下面选择并写明理由。"
)


@staff
def reopen(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    """Take a result back."""
    stage, by = _stage(request, pk, number)
    return _verb(
        request, stage.case, N_("撤回结果，继续审理"), ReasonForm(request.POST or None),
        lambda given: actions.reopen(stage=stage, reason=given["reason"], by=by),
        N_("已撤回结果，案件计为尚未审结。"),
        help_text=N_("结果误登，或者案件恢复审理时用。原来的结果和原因都保留在经过里。"),
        danger=True,
    )  # fmt: skip


@staff
def acting(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    """The decision was carried out."""
    stage, by = _stage(request, pk, number)
    today = localdate()
    return _verb(
        request, stage.case, N_("登记履行"),
        ActingForm(request.POST or None, initial={"on": today}),
        lambda given: actions.record_acting(stage=stage, by=by, today=today, **given),
        N_("已登记。"),
        help_text=N_("申请仍按原来的答复计入表三，不因重新答复再计一次；新的答复在申请的页面上可以看到。"),
    )  # fmt: skip


@staff
def next_stage(request: StaffRequest, pk: int, instance: str) -> HttpResponse:
    """The case goes on to another court."""
    case = get_case(request.user, Right.REMEDY_HANDLE, pk)
    titles = {
        Instance.SECOND.value: N_("进入二审"),
        Instance.RETRIAL.value: N_("进入再审"),
        Instance.FIRST.value: N_("重新一审"),
    }
    if instance not in titles:
        raise Http404("remedies.next_stage")
    today = localdate()
    form = StageForm(request.POST or None, initial={"notified_on": today})
    form.keep_for(Instance(instance))
    return _verb(
        request, case, titles[instance], form,
        lambda given: actions.add_stage(
            case=case, instance=Instance(instance), opening=form.opening(), by=request.user,
            today=today,
        ),
        N_("已登记。"),
    )  # fmt: skip


@staff
def correct(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    """Say again what was registered wrongly."""
    stage, by = _stage(request, pk, number)
    today = localdate()
    form = CorrectStageForm(request.POST or None, initial=stage_initial(stage))
    form.keep_for(stage.of)
    return _verb(
        request, stage.case, N_("更正登记"), form,
        lambda given: actions.correct_stage(
            stage=stage, opening=form.opening(), reason=given["reason"], by=by, today=today
        ),
        N_("已更正，原来的登记和原因都保留。"),
    )  # fmt: skip


@staff
def void(request: StaffRequest, pk: int) -> HttpResponse:
    """Take out a case registered by mistake."""
    case = get_case(request.user, Right.REMEDY_HANDLE, pk)
    return _verb(
        request, case, N_("作废案件"), ReasonForm(request.POST or None),
        lambda given: actions.void_case(case=case, reason=given["reason"], by=request.user),
        N_("案件登记已作废。"),
        help_text=N_("登记错了才作废。作废的案件还看得到，不计入任何年度。"), danger=True,
    )  # fmt: skip


@staff
def papers(request: StaffRequest, pk: int) -> HttpResponse:
    """Keep a paper."""
    case = get_case(request.user, Right.REMEDY_HANDLE, pk)
    form = PaperForm(request.POST or None, request.FILES or None)
    return _verb(
        request, case, N_("存入材料"), form,
        lambda given: actions.attach(
            case=case, content=given["file"].read(), name=given["file"].name or "",
            kind=given["kind"], by=request.user,
        ),
        N_("已存入。"),
    )  # fmt: skip


@staff
def lessons(request: StaffRequest, pk: int) -> HttpResponse:
    """Write down what was learnt."""
    case = get_case(request.user, Right.REMEDY_HANDLE, pk)
    return _verb(
        request, case, N_("记录经验教训"), LessonForm(request.POST or None),
        lambda given: actions.note_lesson(case=case, text=given["text"], by=request.user),
        N_("已记录。"),
    )  # fmt: skip
