"""The five steps on the screen: where they stand, one question, the worksheet, the end."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tongming.applications.handling import actions
from tongming.applications.handling import public_items as public
from tongming.applications.handling.forms import QuestionForm, SoundForm
from tongming.applications.handling.models import Answer, givens
from tongming.applications.handling.next_thing import next_thing
from tongming.applications.handling.prefilling import filled_for, helpers_for, with_helpers
from tongming.applications.handling.queries import answers_of, helps_of, similar_answers
from tongming.applications.handling.record import Standing, five_steps, standing
from tongming.applications.handling.replying import checks, elements_for, reply_of
from tongming.applications.handling.views.common import handled, page, viewed
from tongming.law.exemptions import Exemption
from tongming.law.letters import LETTERS, Letter, elements
from tongming.law.path import LIMBS, Choice, Given, Question, Way, question_named, walk
from tongming.law.words import Message, say
from tongming.units.rights import Right, why_not
from tongming.units.staff import StaffRequest, attempt, staff


@staff
def path_page(request: StaffRequest, pk: int) -> HttpResponse:
    """How far the five steps have come, the question asked now, and what others were answered."""
    application = viewed(request, pk)
    here = standing(application, localdate())
    may_not = why_not(request.user, Right.APPLICATION_HANDLE, application.unit)
    form = None
    if here.way.question is not None and application.is_open and may_not is None:
        form = _form(request, here, here.way.question.key, here.way)
    return page(
        request,
        "path.html",
        {
            "application": application,
            "here": here,
            "way": here.way,
            "steps": five_steps(here.way),
            "answers": _answered(here.way, answers_of(application)),
            "form": form,
            "limbs": here.way.question is not None and here.way.question.key in LIMBS,
            "letter": LETTERS.get(here.way.ending.letter) if here.way.ending else None,
            "reply": reply_of(application),
            "next": next_thing(here),
            "similar": similar_answers(request.user, application),
            "papers": application.papers.count(),
            "searches": application.searches.filter(struck_out_at=None).count(),
            "withheld": application.withheld.count(),
            "provided": application.provided.count(),
            "helps": helps_of(application).count(),
            "why_not": may_not,
        },
    )


@dataclass(slots=True)
class Row:
    """An answer on the screen; limbs that do not hold and have no note stand on one row."""

    question: Question
    label: Message
    article: str
    notes: list[tuple[Message, str]]
    kept: Answer | None
    cleared: list[str] = field(default_factory=list)
    """The grounds that do not hold."""
    until: str = ""
    """The article of the last of them."""


def _answered(way: Way, kept: list[Answer]) -> list[Row]:
    """What was answered, by whom, with what was written."""
    by_question = {one.question: one for one in kept}
    rows: list[Row] = []
    for one in way.passed:
        if one.by_record:
            continue
        cleared = one.question.key in LIMBS and one.answer.key == "no" and not one.notes
        if cleared and rows and rows[-1].cleared:
            rows[-1].cleared.append(Exemption(one.question.key).label)
            rows[-1].until = one.answer.article
            continue
        labels = {ask.key: ask.label for ask in one.answer.asks}
        rows.append(
            Row(
                one.question,
                _label(one.answer.label, one.answer.lift),
                one.answer.article,
                [(say(labels[key]), text) for key, text in one.notes.items()],
                by_question.get(one.question.key),
                [Exemption(one.question.key).label] if cleared else [],
            )
        )
    return rows


def _label(label: str, lift: object) -> Message:
    return say(label, lift=say(getattr(lift, "label", "")))


def _form(request: StaffRequest, here: Standing, key: str, way: Way) -> QuestionForm:
    question = question_named(key)
    assert question is not None
    given = givens(answers_of(here.application)).get(key)
    return QuestionForm(
        question,
        way.choices,
        request.POST if request.method == "POST" else None,
        given=given,
        filled=filled_for(here, question, given, request.GET.get("item", "")),
        helpers=helpers_for(here, question),
    )


@staff
def question(request: StaffRequest, pk: int, question: str) -> HttpResponse:
    """Answer one question, or answer it anew."""
    application = handled(request, pk)
    asked = question_named(question)
    if asked is None or question == "stands":
        raise Http404("handling.question")
    if question in LIMBS:
        return redirect("applications:handling:worksheet", pk)
    today = localdate()
    here = standing(application, today)
    way = _way_to(here, question)
    if way is None:
        return redirect("applications:handling:path", pk)
    form = _form(request, here, question, way)
    if request.method == "POST" and form.is_valid():
        given = with_helpers(here, asked, form)
        if given is None:
            form.add_error(None, _("请选一个答案。"))
        else:
            done = attempt(
                form,
                lambda: actions.answer(
                    application=application, question=question, chosen=given.answer,
                    notes=given.notes, by=request.user, today=today,
                ),
            )  # fmt: skip
            if done is not None:
                return redirect("applications:handling:path", pk)
    later = [one for one in here.way.passed if not one.by_record]
    follows = [one.question.key for one in later]
    return page(
        request,
        "question.html",
        {
            "application": application,
            "question": asked,
            "form": form,
            "again": question in follows and follows[-1] != question,
        },
        form,
    )


def _way_to(here: Standing, question: str) -> Way | None:
    """The way with only what was answered before a question; None where it is not come to yet."""
    before: dict[str, Given] = {}
    for one in here.way.passed:
        if one.question.key == question:
            break
        if not one.by_record:
            before[one.question.key] = Given(one.answer.key, one.notes)
    way = walk(before, here.record)
    return way if way.question is not None and way.question.key == question else None


@staff
def worksheet(request: StaffRequest, pk: int) -> HttpResponse:
    """第十四条 to 第十六条, limb by limb, each checked and the result noted."""
    application = handled(request, pk)
    today = localdate()
    here = standing(application, today)
    if _way_to(here, LIMBS[0]) is None:
        return redirect("applications:handling:path", pk)
    forms_ = [_limb_form(request, here, key) for key in LIMBS]
    # Every form is asked, so that each says what is wrong with it.
    valid = [one.is_valid() for one in forms_]
    if request.method == "POST" and all(valid):
        given: list[tuple[str, Given]] = []
        for one in forms_:
            said = one.given()
            if said is None:
                break  # in their order: what comes after a limb left open is not answered yet
            given.append((one.question.key, said))
            answer = one.question.answer(said.answer)
            if answer is not None and answer.act:
                break
        if not given:
            forms_[0].add_error(None, _("请选一个答案。"))
        else:
            way = attempt(
                forms_[0],
                lambda: actions.answer_all(
                    application=application, given=given, by=request.user, today=today
                ),
            )
            if way is not None:
                messages.success(request, _("已记下核对的结果。"))
                return redirect("applications:handling:path", pk)
    return page(request, "worksheet.html", {"application": application, "forms": forms_}, *forms_)


def _limb_form(request: StaffRequest, here: Standing, key: str) -> QuestionForm:
    limb = question_named(key)
    assert limb is not None
    choices = _choices(here, key)
    given = givens(answers_of(here.application)).get(key)
    return QuestionForm(
        limb,
        choices,
        request.POST if request.method == "POST" else None,
        given=given,
        filled=filled_for(here, limb, given, ""),
        prefix=f"q{key}",
    )


def _choices(here: Standing, key: str) -> tuple[Choice, ...]:
    """The answers to a limb, each with why the law does not allow it now."""
    limb = question_named(key)
    assert limb is not None
    return tuple(Choice(one, one.barred(here.record, {})) for one in limb.answers)


@staff
def sound(request: StaffRequest, pk: int) -> HttpResponse:
    """当不当: whether letter, elements, form and service are as they must be; then the draft."""
    application = handled(request, pk)
    today = localdate()
    here = standing(application, today)
    ending = here.way.ending
    if ending is None or not application.is_open:
        return redirect("applications:handling:path", pk)
    told = elements_for(here) if ending.letter else {}
    letter = LETTERS.get(ending.letter)
    form = SoundForm(
        request.POST if request.method == "POST" else None,
        initial={"attachment": told.get("attachment", "")},
    )
    if letter is None or not letter.gives_information or ending.letter == "R2":
        del form.fields["attachment"]
    if request.method == "POST" and form.is_valid():
        drafted = attempt(
            form,
            lambda: actions.draft_reply(
                application=application,
                sound=form.cleaned_data["sound"],
                attachment=form.cleaned_data.get("attachment", ""),
                by=request.user,
                today=today,
            ),
        )
        if drafted is not None:
            messages.success(request, _("已起草，核对后送签。"))
            return redirect(drafted.get_absolute_url())
    found = checks(here)
    return page(
        request,
        "sound.html",
        {
            "application": application,
            "ending": ending,
            "letter": letter,
            "checks": found,
            "all_ok": all(check.ok for check in found),
            "elements": _told(
                letter, {key: text for key, text in told.items() if key not in form.fields}
            ),
            "form": form,
            "here": here,
            "reply": reply_of(application),
        },
        form,
    )


def _told(letter: Letter | None, told: dict[str, str]) -> list[tuple[Message, str]]:
    """What the record says in the letter, with the element's name."""
    if letter is None:
        return []
    return [(say(one.label), told[one.key]) for one in elements(letter) if one.key in told]


@staff
def public_items(request: StaffRequest, pk: int) -> HttpResponse:
    """Find what is public already: the reply then tells where (第三十六条第一项)."""
    application = handled(request, pk)
    words = request.GET.get("words", application.subject)[:100].strip()
    return page(
        request,
        "public.html",
        {
            "application": application,
            "words": words,
            "found": public.find(words) if words else [],
        },
    )
