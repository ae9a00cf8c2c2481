"""One letter: where it stands, and its next act."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from tongming.applications.applicants.queries import masked
from tongming.applications.letters import actions
from tongming.applications.letters.actions.ending import is_returned
from tongming.applications.letters.actions.signing import fingerprint
from tongming.applications.letters.composing import compose
from tongming.applications.letters.forms import (
    MailForm,
    ManyFiles,
    ReasonForm,
    ReceiptForm,
    SendForm,
    admitted,
)
from tongming.applications.letters.lawful import cautions, late_by
from tongming.applications.letters.models import Letter, Way
from tongming.applications.letters.queries import files_of, get_letter, remedy_terms
from tongming.applications.letters.views.sheet import Sheet, sheet_of
from tongming.applications.models import Way as WayWanted
from tongming.law.letters import Addressee
from tongming.law.words import Refused
from tongming.units.rights import Right, why_not
from tongming.units.staff import StaffRequest, done, staff

_USUAL = {
    WayWanted.ONLINE.value: Way.ONLINE,
    WayWanted.EMAIL.value: Way.ELECTRONIC,
    WayWanted.POST.value: Way.POST,
    WayWanted.COLLECT.value: Way.IN_PERSON,
}


class FilesForm(forms.Form):
    """More information to attach."""

    more = ManyFiles(label=gettext_lazy("附件"))


def _sheet(letter: Letter, today: date) -> Sheet | None:
    """The letter as it looks; None once its contents are erased."""
    try:
        return sheet_of(letter, today)
    except Refused:
        return None


@require_safe
@staff
def detail(request: StaffRequest, pk: int) -> HttpResponse:
    """The letter as it looks, its state, what can be done now and by whom."""
    letter = get_letter(request.user, Right.APPLICATION_VIEW, pk)
    return _page(request, letter, FilesForm())


def _page(
    request: StaffRequest, letter: Letter, files_form: forms.Form, status: int = 200
) -> HttpResponse:
    person, today = request.user, localdate()
    handles = why_not(person, Right.APPLICATION_HANDLE, letter.unit) is None
    signs = why_not(person, Right.APPLICATION_SIGN, letter.unit) is None
    sheet = _sheet(letter, today) if handles or signs else None
    not_sign = actions.why_not_sign(letter, person, today) if letter.is_open else None
    return render(
        request,
        "letters/detail.html",
        {
            "letter": letter,
            "application": letter.application,
            "sheet": sheet,
            "handles": handles,
            "opens": handles or signs,
            "signs": letter.is_open and not_sign is None and sheet is not None,
            "why_not_sign": not_sign,
            "shown": fingerprint(compose(letter, day=today).text)
            if sheet and letter.is_open
            else "",
            "returns": letter.state == Letter.State.SUBMITTED and signs,
            "late": late_by(letter, today) if not letter.is_sent else None,
            "terms": remedy_terms(letter),
            "files": files_of(letter) if sheet else [],
            "attachments": letter.attachments.select_related("file") if sheet else [],
            "files_form": files_form,
            "mailing": getattr(letter, "mailing", None),
            "returned": is_returned(letter),
            "way": Way(letter.way).label if letter.way else "",
        },
        status=status,
    )


@require_POST
@staff
def submit(request: StaffRequest, pk: int) -> HttpResponse:
    """Hand a draft in to be signed."""
    letter = get_letter(request.user, Right.APPLICATION_HANDLE, pk)
    actions.submit(letter=letter, by=request.user, today=localdate())
    messages.success(request, _("已提交签发。"))
    return redirect(letter)


@require_POST
@staff
def sign(request: StaffRequest, pk: int) -> HttpResponse:
    """Sign what was read."""
    letter = get_letter(request.user, Right.APPLICATION_VIEW, pk)
    shown = request.POST.get("shown", "")[:64]
    actions.sign(letter=letter, by=request.user, today=localdate(), shown=shown)
    letter.refresh_from_db()
    messages.success(request, _("已签发，文号%(number)s。") % {"number": letter.number})
    return redirect(letter)


@staff
def send_back(request: StaffRequest, pk: int) -> HttpResponse:
    """Give a draft back, saying what to change."""
    letter = get_letter(request.user, Right.APPLICATION_SIGN, pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    form.fields["reason"].label = _("要怎样修改")
    if form.is_valid() and done(
        form,
        lambda: actions.send_back(
            letter=letter, by=request.user, today=localdate(), **form.cleaned_data
        ),
    ):
        messages.success(request, _("已退回修改。"))
        return redirect(letter)
    return _ask(request, letter, form, _("退回修改"))


@staff
def discard(request: StaffRequest, pk: int) -> HttpResponse:
    """Give up a letter that has not gone out."""
    letter = get_letter(request.user, Right.APPLICATION_VIEW, pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    form.fields["reason"].label = _("为什么作废")
    if form.is_valid() and done(
        form,
        lambda: actions.discard(
            letter=letter, by=request.user, today=localdate(), **form.cleaned_data
        ),
    ):
        messages.success(request, _("已作废，文号不再使用。"))
        return redirect(letter)
    return _ask(request, letter, form, _("作废"), danger=True)


def _ask(
    request: StaffRequest, letter: Letter, form: forms.Form, verb: str, *, danger: bool = False
) -> HttpResponse:
    return render(
        request,
        "letters/reason.html",
        {"letter": letter, "application": letter.application, "form": form, "verb": verb,
         "danger": danger},
        status=400 if form.errors else 200,
    )  # fmt: skip


@staff
def send(request: StaffRequest, pk: int) -> HttpResponse:
    """Let it go, and write down how."""
    letter = get_letter(request.user, Right.APPLICATION_HANDLE, pk)
    today = localdate()
    usual = _USUAL.get(letter.application.way_wanted, Way.POST)
    form = SendForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        initial={"on": today, "way": usual.value},
    )
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        proofs = admitted(form, "proofs", given.pop("proofs"))
        way = Way(given.pop("way"))
        if not form.errors and done(
            form,
            lambda: actions.send(
                letter=letter, way=way, proofs=proofs, by=request.user, today=today, **given
            ),
        ):
            messages.success(request, _("已登记发出。"))
            return redirect(letter)
    return render(
        request,
        "letters/send.html",
        {
            "letter": letter,
            "application": letter.application,
            "form": form,
            "late": late_by(letter, today),
            "cautions": cautions(letter, today),
            "wanted": letter.application.get_way_wanted_display(),
            **_by_mail(letter),
        },
        status=400 if form.errors else 200,
    )


def _by_mail(letter: Letter) -> dict[str, Any]:
    """What the page says of mailing it: nothing where nobody would think of it."""
    applicant = masked(letter.application)
    wanted = letter.application.way_wanted == WayWanted.EMAIL
    to_applicant = letter.law.to is Addressee.APPLICANT
    if not to_applicant or letter.is_sent or not (wanted or (applicant and applicant.email)):
        return {}
    return {
        "by_mail": True,
        "why_not_mailed": actions.why_not_mailed(letter),
        "address": applicant.email if applicant else "",
        "mailing": getattr(letter, "mailing", None),
        "mail_form": MailForm(),
        "asks_request": letter.application.way_wanted not in (WayWanted.EMAIL, WayWanted.ONLINE),
    }


@staff
def received(request: StaffRequest, pk: int) -> HttpResponse:
    """Write down when it arrived."""
    letter = get_letter(request.user, Right.APPLICATION_HANDLE, pk)
    form = ReceiptForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        initial={"received_on": localdate()},
    )
    if request.method == "POST" and form.is_valid():
        proofs = admitted(form, "proofs", form.cleaned_data["proofs"])
        if not form.errors and done(
            form,
            lambda: actions.record_receipt(
                letter=letter,
                received_on=form.cleaned_data["received_on"],
                proofs=proofs,
                by=request.user,
                today=localdate(),
            ),
        ):
            messages.success(request, _("已登记收到日期。"))
            return redirect(letter)
    return render(
        request,
        "letters/received.html",
        {"letter": letter, "application": letter.application, "form": form},
        status=400 if form.errors else 200,
    )


@require_safe
@staff
def file(request: StaffRequest, pk: int, name: str) -> HttpResponse:
    """A paper as it was made. A browser only saves it; that it was opened is recorded."""
    letter = get_letter(request.user, Right.APPLICATION_VIEW, pk)
    kept, content = actions.open_file(letter=letter, name=name, by=request.user, today=localdate())
    response = HttpResponse(content, content_type="application/octet-stream")
    disposition = content_disposition_header(as_attachment=True, filename=kept.name)
    response["Content-Disposition"] = disposition or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
@staff
def attach(request: StaffRequest, pk: int) -> HttpResponse:
    """Add information to a draft."""
    letter = get_letter(request.user, Right.APPLICATION_HANDLE, pk)
    form = FilesForm(request.POST, request.FILES)
    if form.is_valid():
        uploads = admitted(form, "more", form.cleaned_data["more"])
        if not form.errors and done(
            form,
            lambda: actions.attach(
                letter=letter, uploads=uploads, by=request.user, today=localdate()
            ),
        ):
            return redirect(letter)
    return _page(request, letter, form, status=400)


@require_POST
@staff
def detach(request: StaffRequest, pk: int, attachment_pk: int) -> HttpResponse:
    """Take information off a draft."""
    letter = get_letter(request.user, Right.APPLICATION_HANDLE, pk)
    attachment = letter.attachments.filter(pk=attachment_pk).first()
    if attachment is None:
        raise Http404("letters.attachment")
    actions.detach(attachment=attachment, by=request.user, today=localdate())
    return redirect(letter)
