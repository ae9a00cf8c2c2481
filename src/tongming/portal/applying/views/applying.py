"""Applying: fill in, look over, send, receipt. Three pages, each a plain form."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from urllib.parse import quote

import segno
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongming.applications.applicants.actions import identity_of
from tongming.applications.applicants.forms import IDENTITY_CARD
from tongming.applications.models import Form, Way
from tongming.law.outcomes import ApplicantKind
from tongming.law.words import N_, Refused, say
from tongming.portal.applying import drafts
from tongming.portal.applying.bounds import bounds
from tongming.portal.applying.forms import (
    KIND_LABELS,
    MOST_WORDS,
    ApplyForm,
    taking_applications,
)
from tongming.portal.applying.matters import MOST, matters
from tongming.portal.applying.models import Draft
from tongming.portal.applying.similar import items_like
from tongming.portal.applying.views.common import hold_uploads, please_wait, private
from tongming.portal.visitors import puzzle
from tongming.portal.visitors.bounds import TRAP, has_answered
from tongming.portal.visitors.pages import plain, sentence, told_beside, upload_size
from tongming.portal.visitors.uploads import PROOFS

FIRST: dict[str, str] = {
    "applicant_kind": ApplicantKind.NATURAL_PERSON.value,
    "document": IDENTITY_CARD,
    "form_wanted": Form.ELECTRONIC.value,
    "way_wanted": Way.ONLINE.value,
}
"""What most people choose: they need not."""


@require_http_methods(["GET", "HEAD", "POST"])
@private
def new(request: HttpRequest) -> HttpResponse:
    """Fill in an application."""
    units = taking_applications()
    if not units:
        raise Refused(say(N_("这里还没有可以受理网上申请的机关。请当面提交、邮寄或者传真。")))
    draft = drafts.draft_of(request.session)
    if draft is not None and draft.sent_at is not None:
        draft = None
    if request.method != "POST":
        told = drafts.filled_in(draft) if draft else {}
        # A section's own link wins: it says which office is meant.
        chosen = {"unit": request.GET["unit"]} if request.GET.get("unit") else {}
        form = ApplyForm(units, initial={**FIRST, **told, **chosen})
        return _form_page(request, form, draft)
    if wait := bounds.wait_before_uploading(request, upload_size(request, "proofs")):
        return please_wait(request, wait)
    draft = draft or drafts.begin(request.session)
    form = ApplyForm(units, request.POST)
    drafts.keep(draft, plain(request, form))
    if drop := request.POST.get("drop", ""):
        if drop.isdecimal():
            drafts.drop_file(draft, int(drop))
        return HttpResponseRedirect(reverse("applying:new") + "#id_proofs")
    unit = next((one for one in units if one.code == request.POST.get("unit")), units[0])
    wrong = hold_uploads(request, draft, "proofs", PROOFS, unit)
    form = ApplyForm(units, request.POST, has_proof=draft.files.exists())
    told_beside(form, "proofs", wrong)
    if form.errors:
        return _form_page(request, form, draft, status=400)
    return redirect("applying:check")


def _form_page(
    request: HttpRequest, form: ApplyForm, draft: Draft | None, status: int = 200
) -> HttpResponse:
    held = draft.files.select_related("file") if draft else []
    return render(
        request,
        "applying/new.html",
        {"form": form, "held": held, "started": draft is not None},
        status=status,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@private
def check(request: HttpRequest) -> HttpResponse:
    """Look over: what is public already, one matter or several, everything once more; then send."""
    draft = drafts.draft_of(request.session)
    if draft is None:
        return redirect("applying:new")
    if draft.sent_at is not None:
        return redirect("applying:receipt")
    form = ApplyForm(taking_applications(), drafts.filled_in(draft), has_proof=draft.files.exists())
    if not form.is_valid():
        return redirect("applying:new")
    if request.method == "POST":
        return _send(request, draft, form)
    return _check_page(request, draft, form)


def _send(request: HttpRequest, draft: Draft, form: ApplyForm) -> HttpResponse:
    if wait := bounds.wait_before_sending(request):
        return please_wait(request, wait)
    subjects = [str(form.cleaned_data["subject"])]
    if request.POST.get("matters") == "split":
        told = (one.replace("\0", "").strip() for one in request.POST.getlist("matter"))
        subjects = [one for one in told if one][:MOST]
    problem = _wrong_subjects(subjects)
    if bounds.sending_needs_an_answer(request) and not has_answered(request):
        problem = problem or gettext("请先回答下面的小问题，再提交。")
    if problem:
        return _check_page(request, draft, form, problem=problem, subjects=subjects)
    if drafts.send(draft, subjects, today=localdate(), **form.asked()):
        bounds.count_sent(request, len(subjects))
    return redirect("applying:receipt")


def _wrong_subjects(subjects: list[str]) -> str:
    """What is wrong with the pieces of a split, if anything is."""
    if not subjects:
        return gettext("请至少留下一件要申请的事。")
    for subject in subjects:
        if len(subject) > MOST_WORDS["subject"]:
            return gettext("每件最多{n}个字，请写短一些。").format(n=MOST_WORDS["subject"])
    return ""


def _check_page(
    request: HttpRequest,
    draft: Draft,
    form: ApplyForm,
    *,
    problem: str = "",
    subjects: list[str] | None = None,
) -> HttpResponse:
    subject = str(form.cleaned_data["subject"])
    pieces = matters(subject)
    chosen_split = request.POST.get("matters") == "split"
    needed = bounds.sending_needs_an_answer(request)
    return render(
        request,
        "applying/check.html",
        {
            "said": _summary(form.cleaned_data),
            "held": draft.files.select_related("file"),
            "items": items_like(*pieces) if bounds.may_look(request) else [],
            "pieces": (subjects or [subject]) if chosen_split else pieces,
            "several": len(pieces) > 1,
            "chosen_one": request.POST.get("matters") == "one",
            "puzzle": puzzle.make() if needed else None,
            "problem": problem,
            "trap": TRAP,
        },
        status=400 if problem else 200,
    )


def _summary(data: dict[str, Any]) -> list[tuple[str, str]]:
    """Everything once more, as it will be sent."""
    document = data["document"]
    number = f" {data['document_number']}" if data["document_number"] else ""
    lines = [
        (N_("向哪个机关申请"), data["unit"].name),
        (N_("您想要什么信息"), data["subject"]),
        (N_("文号或者其他线索"), data["features"]),
        (N_("您是"), gettext(KIND_LABELS[ApplicantKind(data["applicant_kind"])])),
        (N_("姓名或者单位名称"), data["name"]),
        (N_("身份证明"), gettext(document) + number),
        (N_("联系人"), data["contact"]),
        (N_("电话"), data["phone"]),
        (N_("电子邮箱"), data["email"]),
        (N_("通信地址"), data["address"]),
        (N_("想要哪种形式"), str(Form(data["form_wanted"]).label)),
        (N_("怎样得到"), str(Way(data["way_wanted"]).label)),
    ]
    return [(gettext(label), value) for label, value in lines if value]


@require_POST
@private
def found(request: HttpRequest) -> HttpResponse:
    """「这就是我要的」: what was filled in is forgotten, and the item is shown."""
    draft = drafts.draft_of(request.session)
    told = drafts.filled_in(draft) if draft else {}
    wanted = request.POST.get("item", "").replace("\0", "")
    hits = items_like(*matters(str(told.get("subject", ""))))
    address = next((hit.shown.address for hit in hits if hit.shown.key == wanted), "")
    if not address:
        return redirect("applying:new")
    drafts.leave(request.session)
    return HttpResponseRedirect(address)


@require_POST
@private
def clear(request: HttpRequest) -> HttpResponse:
    """Forget what was filled in, or a receipt that has been written down."""
    drafts.leave(request.session)
    return redirect("portal:apply")


@require_safe
@private
def receipt(request: HttpRequest) -> HttpResponse:
    """The receipt, with the query code: for half an hour, to this browser alone."""
    found = _receipts(request)
    if not found:
        return redirect("applying:query")
    return render(request, "applying/receipt.html", _receipt_data(request, found))


@require_safe
@private
def receipt_text(request: HttpRequest) -> HttpResponse:
    """The receipt as a text, to be kept."""
    found = _receipts(request)
    if not found:
        return redirect("applying:query")
    text = render_to_string("applying/receipt.txt", _receipt_data(request, found), request)
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    name = quote(sentence(say(N_("政府信息公开申请登记回执.txt"))))
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response


def _receipts(request: HttpRequest) -> list[drafts.Receipt]:
    draft = drafts.draft_of(request.session)
    return drafts.receipts(draft) if draft and draft.sent_at else []


def _receipt_data(request: HttpRequest, found: list[drafts.Receipt]) -> dict[str, Any]:
    first = found[0].application
    identity = identity_of(first)
    return {
        "receipts": found,
        "unit": first.unit,
        "applicant": identity.name if identity else "",
        "sent_at": first.submitted_at,
        "minutes": int(drafts.SHOWN.total_seconds() // 60),
        "query_address": request.build_absolute_uri(reverse("applying:query")),
    }


@require_safe
def query_code(request: HttpRequest) -> HttpResponse:
    """The address of the query page for a telephone's camera; the same for everybody."""
    picture = BytesIO()
    segno.make(request.build_absolute_uri(reverse("applying:query")), error="m").save(
        picture, kind="svg", border=2, xmldecl=False, omitsize=True
    )
    response = HttpResponse(picture.getvalue(), content_type="image/svg+xml")
    response["Cache-Control"] = "max-age=86400"
    return response
