"""The questionnaire: no account, no name, one answer a device suggested."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from tongming.engagement.assessment import actions
from tongming.engagement.assessment.models import Assessment
from tongming.engagement.assessment.queries import ever_public, taking
from tongming.law.assessment import Mark
from tongming.law.words import N_, Refused, say
from tongming.portal.site.reading import address_of
from tongming.portal.visitors import puzzle
from tongming.portal.visitors.bounds import TRAP, Bounds, has_answered
from tongming.portal.visitors.fields import long_text
from tongming.portal.visitors.pages import Pages
from tongming.publishing import sources

bounds = Bounds("assessing")
_PAGES = Pages("assessing/refused.html")
private, please_wait = _PAGES.private, _PAGES.please_wait

_ANSWERED = "assessing_answered"
"""In the visitor's own session: which they answered. A suggestion: a family shares a phone."""
LATEST = 10


class SheetForm(forms.Form):
    """The questionnaire."""

    def __init__(self, *args: Any, assessment: Assessment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = list(assessment.questions.all())
        for question in self.asked:
            self.fields[question.key] = forms.ChoiceField(
                label=gettext(question.text),
                choices=[(mark.value, gettext(mark.label)) for mark in Mark],
                widget=forms.RadioSelect,
                error_messages={"required": _("请选一项。")},
            )
        self.fields["words"] = long_text(
            _("意见和建议"), _("不公开。请不要写姓名、电话和身份证号"),
            rows=4, most=actions.MOST_WORDS, required=False,
        )  # fmt: skip

    def answers(self) -> dict[str, Mark]:
        """A mark for each question."""
        return {one.key: Mark(self.cleaned_data[one.key]) for one in self.asked}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What can be answered now, and the results there are."""
    told = ever_public().filter(state=Assessment.State.PUBLISHED).order_by("-published_at")[:LATEST]
    return render(
        request,
        "assessing/index.html",
        {
            "taking": taking(localdate()),
            "told": [{"one": one, "address": _address(one)} for one in told],
        },
    )


def _address(one: Assessment) -> str:
    item = sources.get(one.key)
    return address_of(item) if item else ""


@require_http_methods(["GET", "HEAD", "POST"])
@private
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The questionnaire, or why it takes no answers."""
    found = ever_public().filter(pk=pk).first()
    if found is None:
        raise Http404("assessing.answer")
    if not found.is_taking(localdate()):
        if request.method == "POST":
            raise Refused(say(N_("这份问卷现在不收答卷。")))
        return _page(request, found, None)
    if request.method != "POST":
        has_answered_before = pk in request.session.get(_ANSWERED, [])
        if has_answered_before and "again" not in request.GET:
            return redirect("assessing:thanks", pk)
        return _page(request, found, SheetForm(assessment=found))
    form = SheetForm(request.POST, assessment=found)
    if wait := bounds.wait_before_sending(request):
        return please_wait(request, wait)
    problem = ""
    if bounds.sending_needs_an_answer(request) and not has_answered(request):
        problem = gettext("请先回答下面的小问题，再提交。")
    if not form.is_valid() or problem:
        return _page(request, found, form, problem=problem, status=400)
    actions.answer(
        assessment=found, answers=form.answers(), words=form.cleaned_data["words"],
        today=localdate(),
    )  # fmt: skip
    bounds.count_sent(request)
    before = request.session.get(_ANSWERED, [])
    request.session[_ANSWERED] = [*before, pk] if pk not in before else before
    return redirect("assessing:thanks", pk)


def _page(
    request: HttpRequest,
    found: Assessment,
    form: SheetForm | None,
    *,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    needs = form is not None and bounds.sending_needs_an_answer(request)
    return render(
        request,
        "assessing/answer.html",
        {
            "one": found,
            "form": form,
            "address": _address(found),
            "soon": found.opens_on is not None and localdate() < found.opens_on,
            "problem": problem,
            "puzzle": puzzle.make() if needs else None,
            "trap": TRAP,
        },
        status=status,
    )


@require_safe
@private
def thanks(request: HttpRequest, pk: int) -> HttpResponse:
    """Answered; somebody else at the same telephone may answer too."""
    found = ever_public().filter(pk=pk).first()
    if found is None:
        raise Http404("assessing.thanks")
    if pk not in request.session.get(_ANSWERED, []):
        return redirect("assessing:answer", pk)
    return render(
        request,
        "assessing/thanks.html",
        {"one": found, "taking": found.is_taking(localdate()), "address": _address(found)},
    )
