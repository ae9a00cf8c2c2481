"""One page for each verb: what is decided on, a form, one button."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tongming.information import actions, checking
from tongming.information.actions.common import shown_of
from tongming.information.actions.review import Conclusion
from tongming.information.chain import Act, require_now
from tongming.information.content import attribute_wanting
from tongming.information.forms import (
    OpinionForm,
    PlanForm,
    ReasonForm,
    ReassessForm,
    RepealForm,
    ScheduleForm,
    SecrecyForm,
    WithdrawForm,
)
from tongming.information.models import Document
from tongming.information.queries import get_document
from tongming.information.states import State
from tongming.information.views.common import registration_of
from tongming.law.words import N_
from tongming.units.models import Person
from tongming.units.rights import Right
from tongming.units.staff import StaffRequest, attempt, staff

Do = Callable[[Document, Person, Any], object]


@dataclass(frozen=True, slots=True)
class Page:
    """A verb's page: its form, what it does, what is said afterwards, what helps beforehand."""

    form: type[forms.Form]
    do: Do
    done: str
    help: str = ""
    danger: bool = False
    button: str = ""
    """The verb on the button, where it says more than the page's name."""
    reads: bool = False
    """The text is shown once more: it is what is passed."""


def _reason(verb: Callable[..., object], **more: object) -> Do:
    return lambda document, person, form: verb(
        document=document, by=person, reason=form.cleaned_data["reason"], **more
    )


def _opinion(verb: Callable[..., object], **more: object) -> Do:
    return lambda document, person, form: verb(
        document=document, by=person, **form.cleaned_data, **more
    )


def _secrecy(document: Document, person: Person, form: SecrecyForm) -> object:
    return actions.pass_secrecy(
        document=document,
        by=person,
        shown=form.cleaned_data["shown"],
        conclusion=Conclusion(form.cleaned_data["conclusion"]),
        answers=form.answers(),
        opinion=form.cleaned_data["opinion"],
    )


def _sign(document: Document, person: Person, form: OpinionForm) -> object:
    return actions.sign(document=document, by=person, today=localdate(), **form.cleaned_data)


def _submit(document: Document, person: Person, form: OpinionForm) -> object:
    return actions.submit(document=document, by=person, opinion=form.cleaned_data["opinion"])


def _repeal(document: Document, person: Person, form: RepealForm) -> object:
    return actions.repeal(document=document, by=person, today=localdate(), **form.cleaned_data)


def _withdraw(document: Document, person: Person, form: WithdrawForm) -> object:
    return actions.withdraw(document=document, by=person, **form.cleaned_data)


def _schedule(document: Document, person: Person, form: ScheduleForm) -> object:
    return actions.schedule(
        document=document, by=person, at=form.cleaned_data["at"], now=timezone.now()
    )


def _reassess(document: Document, person: Person, form: ReassessForm) -> object:
    given = form.cleaned_data
    return actions.reassess(
        document=document,
        by=person,
        disclose=given["disclose"] == "yes",
        reason=given["reason"],
        next_on=given["next_on"],
        today=localdate(),
    )


def _plain(verb: Callable[..., object]) -> Do:
    return lambda document, person, form: verb(document=document, by=person)


class NothingForm(forms.Form):
    """Nothing to fill in: the page only asks once more."""


PAGES: dict[Act, Page] = {
    Act.SUBMIT: Page(
        OpinionForm, _submit, N_("已提交。下一位会在“今天要办”里看到。"),
        N_("提交后还可以修改，但修改会让已经通过的审查作废。"), reads=True,
    ),
    Act.OFFICE_PASS: Page(
        OpinionForm, _opinion(actions.pass_office), N_("已通过，送下一步审查。"),
        N_("请核对公开属性、法定事项和成文日期。"), reads=True,
    ),
    Act.ASSESS: Page(
        OpinionForm, _opinion(actions.assess), N_("已同意，送保密和隐私审查。"),
        N_("拟不公开的政策性文件，报批前要经公开工作机构审查（国办发〔2016〕80号）。"), reads=True,
    ),
    Act.SECRECY_PASS: Page(
        SecrecyForm, _secrecy, N_("审查通过，送分管领导签发。"),
        N_("先审查、后公开，一事一审。拿不准的，退回并报有关主管部门或者保密行政管理部门确定（第十七条）。"),
        button=N_("通过审查"), reads=True,
    ),
    Act.SIGN: Page(
        OpinionForm, _sign, N_("已签发。"), N_("签发的是下面这一版，连同它的公开属性。"), reads=True
    ),
    Act.PUBLISH: Page(
        NothingForm, _plain(actions.publish), N_("已发布，公开页面上可以看到。"),
        N_("发布后给出索引号，索引号不再改变。"), reads=True,
    ),
    Act.SCHEDULE: Page(ScheduleForm, _schedule, N_("到时会自动发布。")),
    Act.UNSCHEDULE: Page(NothingForm, _plain(actions.unschedule), N_("已取消定时。")),
    Act.RETURN: Page(
        ReasonForm, _reason(actions.send_back), N_("已退回给起草人。"),
        N_("写清楚改什么。退回后，这一版已经通过的审查全部作废。"),
    ),
    Act.REFUSE: Page(
        ReasonForm, _reason(actions.send_back, refuse=True), N_("已退文。"),
        N_("没有公开属性、或者没有写明不公开理由的，可以退文（国办发〔2016〕80号）。"),
    ),
    Act.CORRECT: Page(
        ReasonForm, _reason(actions.open_correction), N_("可以修改了。公开的页面现在不变。"),
        N_("更正经保密审查和签发后发布；理由写在公开的网页上。"), button=N_("开始更正"),
    ),
    Act.DROP_CORRECTION: Page(
        NothingForm, _plain(actions.drop_correction), N_("已放弃更正，公开的页面没有变。"),
        danger=True,
    ),
    Act.REPEAL: Page(
        RepealForm, _repeal, N_("已标为废止。"), N_("文件仍然公开，页面上标明废止。"), danger=True
    ),
    Act.REASSESS: Page(
        ReassessForm, _reassess, N_("评估结论已记录。"),
        N_("情况变化后可以公开的，应当公开（第十八条）。"), reads=True,
    ),
    Act.WITHDRAW: Page(
        WithdrawForm, _withdraw, N_("已撤回。网页上留有撤回的说明。"),
        N_("正文和附件马上从公开页面上去掉；网页上留下名称、撤回日期和理由。"), danger=True,
    ),
    Act.DROP: Page(ReasonForm, _reason(actions.drop), N_("已作废。"), danger=True),
}  # fmt: skip


@staff
def act(request: StaffRequest, pk: int, slug: str) -> HttpResponse:
    """A verb's page, and the verb."""
    document = get_document(request.user, Right.INFORMATION_VIEW, pk)
    try:
        verb = Act(slug)
        page = PAGES[verb]
    except (ValueError, KeyError):
        raise Http404("information.act") from None
    if request.method != "POST":
        require_now(document, verb, request.user)
    content = document.content
    digest = shown_of(document) if document.current else ""
    form = page.form(
        request.POST if request.method == "POST" else None, initial=_initial(verb, document, digest)
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, lambda: (page.do(document, request.user, form), True)[1])
    ):
        messages.success(request, _(page.done))
        return redirect(document)
    return render(
        request,
        "information/act.html",
        {
            "document": document,
            "act": verb,
            "page": page,
            "form": form,
            "content": content,
            "body": mark_safe(content.body),
            "facts": registration_of(document, content) if page.reads else [],
            "state": document.state_kind,
            "mask_offered": verb is Act.WITHDRAW
            and bool(form.errors)
            and bool(checking.personal_in(form.cleaned_data.get("reason", ""), document)),
            "beside": document.interpretations.filter(state=document.state),
            "findings": checking.body_findings(document) if page.reads else [],
        },
        status=400 if form.errors else 200,
    )


def _initial(verb: Act, document: Document, digest: str) -> dict[str, object]:
    initial: dict[str, object] = {"shown": digest, "on": localdate()}
    if verb is Act.REFUSE:
        wanting = attribute_wanting(document.content)
        initial["reason"] = "\n".join(one.render(_) for one in wanting)
    return initial


@staff
def interpret(request: StaffRequest, pk: int) -> HttpResponse:
    """The plan of an interpretation, and beginning to write it."""
    policy = get_document(request.user, Right.INFORMATION_VIEW, pk)
    require_now(policy, Act.INTERPRET, request.user)
    plan = getattr(policy, "interpretation_plan", None)
    initial = (
        {name: getattr(plan, name) for name in PlanForm.base_fields} if plan is not None else {}
    )
    form = PlanForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        saved = attempt(
            form,
            lambda: actions.plan_interpretation(policy=policy, by=request.user, **form.plan()),
        )
        if saved is not None and "write" in request.POST:
            begun = policy.interpretations.exclude(state=State.DROPPED).order_by("-pk").first()
            document = begun or actions.begin_interpretation(policy=policy, by=request.user)
            return redirect("information:edit", document.pk)
        if saved is not None:
            messages.success(request, _("解读方案已保存，会和文件一起报批。"))
            return redirect(policy)
    return render(
        request,
        "information/interpret.html",
        {
            "document": policy,
            "form": form,
            "begun": policy.interpretations.exclude(state=State.DROPPED).exists(),
        },
        status=400 if form.errors else 200,
    )
