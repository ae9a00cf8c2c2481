"""Following an application with its number and query code, and answering what is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongming.applications.applicants import own_acts
from tongming.applications.intake import find
from tongming.applications.letters.actions.sending import record_receipt
from tongming.applications.letters.models import Letter
from tongming.applications.letters.queries import (
    RemedyTerms,
    ReplyFile,
    files_of,
    for_applicant,
    remedy_terms,
    reply_content,
)
from tongming.applications.models import Application
from tongming.law.words import N_, Refused
from tongming.portal.applying import drafts, ratings
from tongming.portal.applying.bounds import bounds
from tongming.portal.applying.forms import AnswerForm, RateForm
from tongming.portal.applying.models import Draft
from tongming.portal.applying.standing import Act, standing, why_not
from tongming.portal.applying.views.common import PAGES, hold_uploads, please_wait, private
from tongming.portal.visitors.pages import plain, sentence, told_beside, upload_size
from tongming.portal.visitors.querying import Following, Query
from tongming.portal.visitors.uploads import MATERIAL

_FOLLOWING = Following("applying_followed")
_QUERY = Query("applying/query.html", bounds, PAGES, find)


def followed(request: HttpRequest) -> Application | None:
    """The application whose number and code this browser has shown."""
    pk = _FOLLOWING.current(request)
    return Application.objects.select_related("unit").filter(pk=pk).first() if pk else None


@require_http_methods(["GET", "HEAD", "POST"])
@private
def query(request: HttpRequest) -> HttpResponse:
    """Number and query code."""
    found = _QUERY.look(request)
    if isinstance(found, HttpResponse):
        return found
    _FOLLOWING.begin(request, found.pk)
    return redirect("applying:status")


@dataclass(frozen=True, slots=True)
class LetterShown:
    """A letter as its reader sees it."""

    letter: Letter
    files: list[ReplyFile]
    remedy: RemedyTerms | None


def letters_for(application: Application) -> list[LetterShown]:
    """The letters the applicant may fetch here, the newest first."""
    return [
        LetterShown(one, files_of(one), remedy_terms(one))
        for one in for_applicant(application).reverse()
    ]


@require_safe
@private
def status(request: HttpRequest) -> HttpResponse:
    """Where it stands, until when and why, what happened, what can be done."""
    application = followed(request)
    if application is None:
        return redirect("applying:query")
    rated = ratings.is_rated(application)
    return render(
        request,
        "applying/status.html",
        {
            "application": application,
            "unit": application.unit,
            "standing": standing(application, localdate()),
            "letters": letters_for(application),
            "own": application.papers.filter(from_applicant=True).count(),
            "rate": RateForm() if application.closed_on and not rated else None,
            "rated": rated,
            "today": localdate(),
        },
    )


_ACTS: dict[str, Callable[..., None]] = {
    "correct": own_acts.correct,
    "reasons": own_acts.give_reasons,
    "add": own_acts.add_material,
}
_DONE = {
    "correct": N_("补正已经收到。"),
    "reasons": N_("您说明的理由已经收到。"),
    "add": N_("材料已经收到。"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@private
def act(request: HttpRequest, act: str) -> HttpResponse:
    """Correct, give reasons, or add: words and files."""
    application = followed(request)
    if application is None:
        return redirect("applying:query")
    if act not in _ACTS:
        raise Http404("applying.act")
    offered = _offered(application, act)
    purpose = f"{act}_{application.pk}"
    draft = drafts.draft_of(request.session, purpose)
    if request.method != "POST":
        told = {"subject": application.subject, **(drafts.filled_in(draft) if draft else {})}
        return _act_page(request, application, offered, AnswerForm(act, initial=told), draft)
    if wait := bounds.wait_before_uploading(request, upload_size(request, "papers")):
        return please_wait(request, wait)
    draft = draft or drafts.begin(request.session, purpose)
    drafts.keep(draft, plain(request, AnswerForm(act)))
    if drop := request.POST.get("drop", ""):
        if drop.isdecimal():
            drafts.drop_file(draft, int(drop))
        return HttpResponseRedirect(request.path + "#id_papers")
    wrong = hold_uploads(request, draft, "papers", MATERIAL, application.unit)
    form = AnswerForm(act, request.POST, has_papers=draft.files.exists(), asked=application.subject)
    told_beside(form, "papers", wrong)
    if form.errors:
        return _act_page(request, application, offered, form, draft, status=400)
    if wait := bounds.wait_before_acting(str(application.pk)):
        return please_wait(request, wait)

    def do(papers: list[tuple[str, bytes]]) -> None:
        _ACTS[act](
            application=application, papers=papers, today=localdate(), **form.cleaned_texts(),
        )  # fmt: skip

    if drafts.hand_in(draft, do):
        messages.success(request, gettext(_DONE[act]))
    return redirect("applying:status")


def _offered(application: Application, name: str) -> Act:
    """The act, if the law allows it now."""
    found = why_not(application, name, localdate())
    if found is None:
        raise Http404("applying.act")
    if found.why_not is not None:
        raise Refused(found.why_not, found.article)
    return found


def _act_page(
    request: HttpRequest,
    application: Application,
    offered: Act,
    form: AnswerForm,
    draft: Draft | None,
    status: int = 200,
) -> HttpResponse:
    return render(
        request,
        "applying/act.html",
        {
            "application": application,
            "act": offered,
            "form": form,
            "held": draft.files.select_related("file") if draft else [],
            "standing": standing(application, localdate()),
        },
        status=status,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@private
def withdraw(request: HttpRequest) -> HttpResponse:
    """Take it back, after being asked once more."""
    application = followed(request)
    if application is None:
        return redirect("applying:query")
    _offered(application, "withdraw")
    if request.method == "POST":
        own_acts.withdraw(application=application, today=localdate())
        messages.success(request, gettext("申请已经撤回。"))
        return redirect("applying:status")
    return render(request, "applying/withdraw.html", {"application": application})


@require_POST
@private
def rate(request: HttpRequest) -> HttpResponse:
    """How it was. What is wrong is said, and the page shown again."""
    application = followed(request)
    if application is None:
        return redirect("applying:query")
    form = RateForm(request.POST)
    if form.is_valid():
        try:
            ratings.rate(
                application=application, stars=int(form.cleaned_data["stars"]),
                words=form.cleaned_data["words"], today=localdate(),
            )  # fmt: skip
        except Refused as refusal:
            messages.warning(request, sentence(refusal.message))
        else:
            messages.success(request, gettext("谢谢您的评价。"))
    else:
        messages.warning(request, gettext("请选一个分数，从1到5。"))
    return HttpResponseRedirect(reverse("applying:status") + "#rate")


@require_POST
@private
def letter(request: HttpRequest, number: int, key: str) -> HttpResponse:
    """Fetch a letter, or what came with it.

    The first fetching is the day it is received, and the page says so beside the button: from then
    the terms of reconsideration and suit run. It is pressed, so that no program that only looks
    ahead sets them going.
    """
    application = followed(request)
    if application is None:
        return redirect("applying:query")
    chosen = for_applicant(application).filter(pk=number).first()
    file = next((one for one in files_of(chosen) if one.key == key), None) if chosen else None
    if chosen is None or file is None:
        raise Http404("applying.letter")
    content = reply_content(chosen, key)
    if chosen.state == Letter.State.SENT:
        record_receipt(letter=chosen, received_on=localdate(), by=None, today=localdate())
    response = HttpResponse(content, content_type=file.media_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file.name)}"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@require_POST
@private
def leave(request: HttpRequest) -> HttpResponse:
    """Done here: the next person at this machine sees nothing."""
    if pk := _FOLLOWING.end(request):
        for name in _ACTS:
            drafts.leave(request.session, f"{name}_{pk}")
    return redirect("applying:query")
