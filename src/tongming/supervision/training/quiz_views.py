"""The screens of quizzes."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongming.supervision.training import quizzes
from tongming.supervision.training.forms import OpenQuizForm, QuestionForm, QuizForm
from tongming.supervision.training.queries import get_session, was_there
from tongming.supervision.training.views import form_page
from tongming.units.staff import StaffRequest, attempt, done, staff


@staff
def question(request: StaffRequest, pk: int) -> HttpResponse:
    """One question more."""
    found = get_session(request.user, pk, localdate(), running=True)
    form = QuestionForm(request.POST or None)
    if form.is_valid():
        options, right = form.split()
        if done(
            form,
            lambda: quizzes.add_question(
                session=found,
                text=form.cleaned_data["text"],
                options=options,
                right=right,
                by=request.user,
            ),
        ):
            return redirect(found)
    return form_page(request, form, _("出题"), found.title, found)


@require_POST
@staff
def drop_question(request: StaffRequest, pk: int, question: int) -> HttpResponse:
    """One question less."""
    found = get_session(request.user, pk, localdate(), running=True)
    row = found.questions.filter(pk=question).first()
    if row is None:
        raise Http404("training.question")
    quizzes.drop_question(question=row, by=request.user)
    return redirect(found)


@staff
def open_quiz(request: StaffRequest, pk: int) -> HttpResponse:
    """From now on it is answered."""
    found = get_session(request.user, pk, localdate(), running=True)
    form = OpenQuizForm(request.POST or None)
    if form.is_valid() and done(
        form,
        lambda: quizzes.open_quiz(
            session=found, by=request.user, today=localdate(), **form.cleaned_data
        ),
    ):
        messages.success(request, _("测验已开放，参训人员会看到待办。"))
        return redirect(found)
    return form_page(request, form, _("开放测验"), found.title, found)


@staff
def quiz(request: StaffRequest, pk: int) -> HttpResponse:
    """Answer it."""
    found = get_session(request.user, pk, localdate())
    if not found.quiz_open or not was_there(request.user, found):
        raise Http404("training.quiz")
    form = QuizForm(request.POST or None, questions=list(found.questions.all()))
    if form.is_valid():
        made = attempt(
            form,
            lambda: quizzes.answer(session=found, answers=form.answers(), by=request.user),
        )
        if made:
            words = (
                _("得{score}分，合格。")
                if made.passed
                else _("得{score}分，没有到{mark}分，可以再答。")
            )
            told = messages.success if made.passed else messages.warning
            told(request, words.format(score=made.score, mark=found.pass_mark))
            return redirect(found)
    return render(
        request,
        "training/quiz.html",
        {"session": found, "form": form},
        status=422 if form.errors else 200,
    )
