"""Saying something of a draft without an account, and what became of it."""

from __future__ import annotations

import base64
import time
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from tongming.engagement.consultations import commenting
from tongming.engagement.consultations.models import Consultation, Uptake
from tongming.engagement.consultations.queries import ended, ever_public, taking
from tongming.law.consultation import days_left
from tongming.law.words import N_, Refused, say
from tongming.portal.applying import drafts
from tongming.portal.applying.models import Draft
from tongming.portal.applying.views.common import hold_uploads
from tongming.portal.consulting.forms import CommentForm
from tongming.portal.site.reading import address_of
from tongming.portal.visitors import puzzle
from tongming.portal.visitors.bounds import TRAP, Bounds, has_answered
from tongming.portal.visitors.pages import Pages, plain, told_beside, upload_size
from tongming.portal.visitors.querying import Query
from tongming.portal.visitors.uploads import MATERIAL
from tongming.publishing import sources
from tongming.sealing.seals import seal_data, unseal_data

bounds = Bounds("consulting")
_PAGES = Pages("consulting/refused.html")
private, please_wait = _PAGES.private, _PAGES.please_wait

_QUERY = Query("consulting/query.html", bounds, _PAGES, commenting.find, plain=str)

_SENT = "consulting_sent"
SHOWN = 30 * 60
"""For so many seconds a receipt can be shown again."""
LATEST = 20


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What opinions are asked on now, and what was asked before."""
    today = localdate()
    return render(
        request,
        "consulting/index.html",
        {
            "taking": [
                {"one": one, "left": days_left(today, one.ends_on)}
                for one in taking(today)
                if one.ends_on
            ],
            "ended": [
                {"one": one, "address": _address(one.key), "uptake": _uptake_address(one)}
                for one in ended(today)[:LATEST]
            ],
        },
    )


def _address(key: str) -> str:
    item = sources.get(key)
    return address_of(item) if item else ""


def _uptake_address(one: Consultation) -> str:
    uptake = one.uptake_or_none
    published = uptake is not None and uptake.state == Uptake.State.PUBLISHED
    return _address(uptake.key) if uptake and published else ""


@require_http_methods(["GET", "HEAD", "POST"])
@private
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft in short, the days that are left, and a form."""
    found = ever_public().filter(pk=pk).first()
    if found is None:
        raise Http404("consulting.comment")
    today = localdate()
    if not found.is_taking(today):
        if request.method == "POST":
            raise Refused(say(N_("征求意见已经结束，不能再提交。写好的内容请另外保存。")))
        return _page(request, found, None, None)
    purpose = f"consult-{found.pk}"
    draft = drafts.draft_of(request.session, purpose)
    if request.method != "POST":
        told = drafts.filled_in(draft) if draft else {}
        return _page(request, found, CommentForm(initial=told), draft)
    if wait := bounds.wait_before_uploading(request, upload_size(request, "papers")):
        return please_wait(request, wait)
    draft = draft or drafts.begin(request.session, purpose)
    drafts.keep(draft, plain(request, CommentForm()))
    if drop := request.POST.get("drop", ""):
        if drop.isdecimal() and len(drop) <= 18:
            drafts.drop_file(draft, int(drop))
        return HttpResponseRedirect(request.path + "#id_papers")
    wrong = hold_uploads(request, draft, "papers", MATERIAL, found.unit)
    form = CommentForm(request.POST)
    told_beside(form, "papers", wrong)
    if wait := bounds.wait_before_sending(request):
        return please_wait(request, wait)
    problem = ""
    if bounds.sending_needs_an_answer(request) and not has_answered(request):
        problem = gettext("请先回答下面的小问题，再提交。")
    if form.errors or problem:
        return _page(request, found, form, draft, problem=problem, status=400)
    sent: list[tuple[str, str]] = []

    def do(files: list[tuple[str, bytes]]) -> None:
        made, code = commenting.send(
            consultation=found, words=form.cleaned_data["words"],
            name=form.cleaned_data["name"], contact=form.cleaned_data["contact"], files=files,
            today=today,
        )  # fmt: skip
        sent.append((made.number, code))

    if drafts.hand_in(draft, do):
        bounds.count_sent(request)
        number, code = sent[0]
        told_data = seal_data([number, code, int(time.time())])
        request.session[_SENT] = base64.b64encode(told_data).decode()
    return redirect("consulting:sent", found.pk)


def _page(
    request: HttpRequest,
    found: Consultation,
    form: CommentForm | None,
    draft: Draft | None,
    *,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    needs = form is not None and bounds.sending_needs_an_answer(request)
    assert found.ends_on is not None
    return render(
        request,
        "consulting/comment.html",
        {
            "one": found,
            "form": form,
            "held": draft.files.select_related("file") if draft else [],
            "left": days_left(localdate(), found.ends_on),
            "address": _address(found.key),
            "uptake": _uptake_address(found),
            "problem": problem,
            "puzzle": puzzle.make() if needs else None,
            "trap": TRAP,
        },
        status=status,
    )


@require_safe
@private
def sent(request: HttpRequest, pk: int) -> HttpResponse:
    """Thanks, with number and query code: for half an hour, to this browser alone."""
    found = ever_public().filter(pk=pk).first()
    if found is None:
        raise Http404("consulting.sent")
    kept: Any = request.session.get(_SENT)
    if kept:
        number, code, at = unseal_data(base64.b64decode(kept))
        if time.time() - at <= SHOWN and number.startswith(f"{pk}-"):
            return render(
                request,
                "consulting/sent.html",
                {"one": found, "number": number, "code": code, "minutes": SHOWN // 60},
            )
        request.session.pop(_SENT, None)
    return redirect("consulting:comment", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@private
def query(request: HttpRequest) -> HttpResponse:
    """Number and code, then what became of it."""
    found = _QUERY.look(request)
    if isinstance(found, HttpResponse):
        return found
    uptake = _uptake_address(found.consultation)
    return render(
        request,
        "consulting/status.html",
        {
            "comment": found,
            "one": found.consultation,
            "words": found.words,
            "today": localdate(),
            "taking": found.consultation.is_taking(localdate()),
            "uptake": uptake,
            "opinions": found.opinions.all() if uptake else [],
        },
    )
