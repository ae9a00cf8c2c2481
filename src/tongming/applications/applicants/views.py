"""The screens about who applied: registering, confirming, showing, correcting, and the papers.

What is personal is shown in answers to POST alone and never stands in an address: the middleware
keeps answers to staff out of every store (Cache-Control: no-store), and server logs know no bodies.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tongming.applications import intake
from tongming.applications.applicants import actions
from tongming.applications.applicants.forms import (
    ConfirmForm,
    CorrectIdentityForm,
    DismissForm,
    PaperForm,
    RegisterForm,
    UnmaskForm,
    Uploads,
)
from tongming.applications.applicants.identity import Identity
from tongming.applications.applicants.queries import (
    get_paper,
    masked,
    why_not_unmask,
)
from tongming.applications.models import Application
from tongming.applications.queries import get_application
from tongming.files.actions.keeping import admit
from tongming.units.models import Person
from tongming.units.rights import NotPermitted, Right, units_for
from tongming.units.staff import StaffRequest, attempt, done, staff

SHOWN_SECONDS = 120
"""For how long who applied is shown before the page covers it again."""

form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
@staff
def new(request: StaffRequest) -> HttpResponse:
    """Register what came by counter, letter, fax, e-mail or word of mouth."""
    units = units_for(request.user, Right.APPLICATION_REGISTER)
    if not units.exists():
        raise Http404("applications.new")
    today = localdate()
    form = RegisterForm(
        units,
        request.POST or None,
        request.FILES or None,
        initial={"arrived_on": today, "unit": units.first()},
    )
    if request.method == "POST" and form.is_valid():
        scans = form.cleaned_data["scans"]
        application = attempt(form, lambda: _admitted(scans)) and attempt(
            form, lambda: actions.register(by=request.user, today=today, **form.asked())
        )
        if application:
            messages.success(request, _registered_words(application, form.identity()))
            return redirect(application)
    if form.errors and request.FILES:
        form.lose_files()
    return render(
        request,
        "applications/applicants/new.html",
        {"form": form},
        status=400 if form.errors else 200,
    )


def _admitted(uploads: Uploads) -> bool:
    """Each file looked at before the transaction; the first that may not be kept is refused."""
    for name, content in uploads:
        admit(content, name)
    return True


def _registered_words(application: Application, identity: Identity) -> str:
    words = _("已登记，编号{number}，{day}算收到申请之日。").format(
        number=application.number,
        day=application.received_on and application.received_on.isoformat(),
    )
    if not identity.document_number:
        words += _("没有身份证明：收到之日起7个工作日内告知申请人补正（第三十条）。")
    return words


@form_page
@staff
def confirm(request: StaffRequest, pk: int) -> HttpResponse:
    """Both sides confirm an application sent over the Internet."""
    application = _unconfirmed(request.user, pk)
    today = localdate()
    form = ConfirmForm(request.POST or None, initial={"on": today})
    if (
        request.method == "POST"
        and form.is_valid()
        and done(
            form,
            lambda: intake.confirm(
                application=application, by=request.user, today=today, **form.cleaned_data
            ),
        )
    ):
        messages.success(request, _("已确认收到，答复期限从次日起算。"))
        return redirect(application)
    return _page(request, "confirm", form, application)


@form_page
@staff
def dismiss(request: StaffRequest, pk: int) -> HttpResponse:
    """Set aside what could not be confirmed."""
    application = _unconfirmed(request.user, pk)
    form = DismissForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(
            form,
            lambda: intake.dismiss(
                application=application,
                reason=form.cleaned_data["reason"],
                by=request.user,
                today=localdate(),
            ),
        )
    ):
        messages.success(request, _("没有登记这件申请，原因申请人查得到。"))
        return redirect(application)
    return _page(request, "dismiss", form, application)


def _unconfirmed(person: Person, pk: int) -> Application:
    application = get_application(person, Right.APPLICATION_REGISTER, pk)
    if not application.is_unconfirmed:
        raise Http404("applications.unconfirmed")
    return application


@form_page
@staff
def who(request: StaffRequest, pk: int) -> HttpResponse:
    """Show who applied, with a reason; after two minutes the page is the covered one again."""
    application = _to_handle(request.user, pk)
    form = UnmaskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        identity = attempt(
            form,
            lambda: actions.unmask(application=application, by=request.user, reason=form.reason()),
        )
        if identity:
            response = render(
                request,
                "applications/applicants/shown.html",
                {
                    "application": application,
                    "identity": identity,
                    "minutes": SHOWN_SECONDS // 60,
                },
            )
            response["Refresh"] = f"{SHOWN_SECONDS}; url={application.get_absolute_url()}"
            return response
    return _page(request, "who", form, application)


@require_POST
@staff
def slip(request: StaffRequest, pk: int) -> HttpResponse:
    """登记回执, to print and hand over: it names the applicant, so that it is recorded too."""
    application = _to_handle(request.user, pk)
    if application.received_on is None:
        raise Http404("applications.slip")
    identity = actions.unmask(application=application, by=request.user, reason=_SLIP)
    return render(
        request,
        "applications/applicants/slip.html",
        {"application": application, "identity": identity, "today": localdate()},
    )


_SLIP = "打印登记回执"
"""As the ledger keeps it, whatever the language of who prints."""


@form_page
@staff
def correct_identity(request: StaffRequest, pk: int) -> HttpResponse:
    """Say anew what of the applicant was taken down wrongly, without opening the rest."""
    application = _to_handle(request.user, pk)
    form = CorrectIdentityForm(request.POST or None, masked=masked(application))
    if (
        request.method == "POST"
        and form.is_valid()
        and done(
            form,
            lambda: actions.correct_identity(
                application=application,
                changes=form.changes(),
                reason=form.cleaned_data["reason"],
                by=request.user,
            ),
        )
    ):
        messages.success(request, _("已更正，台账记下了改动的栏目和原因。"))
        return redirect(application)
    return _page(request, "correct_identity", form, application)


@form_page
@staff
def add_paper(request: StaffRequest, pk: int) -> HttpResponse:
    """Add papers that came later."""
    application = _to_handle(request.user, pk)
    form = PaperForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        files = form.cleaned_data["uploads"]
        added = attempt(form, lambda: _admitted(files)) and done(
            form,
            lambda: actions.add_paper(
                application=application,
                kind=form.cleaned_data["kind"],
                uploads=files,
                by=request.user,
            ),
        )
        if added:
            messages.success(request, _("已加入，加密保存。"))
            return redirect(application)
    return _page(request, "add_paper", form, application)


@require_POST
@staff
def open_paper(request: StaffRequest, pk: int) -> HttpResponse:
    """The content of a paper; a browser only saves it. By POST: that it was opened is recorded."""
    paper = get_paper(request.user, pk)
    content = actions.open_paper(paper=paper, by=request.user)
    response = HttpResponse(content, content_type="application/octet-stream")
    disposition = content_disposition_header(as_attachment=True, filename=paper.file.name)
    response["Content-Disposition"] = disposition or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response


def _to_handle(person: Person, pk: int) -> Application:
    """An application whose applicant a person may know; others are told why not."""
    application = get_application(person, Right.APPLICATION_VIEW, pk)
    if reason := why_not_unmask(person, application):
        raise NotPermitted(reason, "《个人信息保护法》第三十四条")
    return application


def _page(request: StaffRequest, name: str, form: object, application: Application) -> HttpResponse:
    return render(
        request,
        f"applications/applicants/{name}.html",
        {"form": form, "application": application},
        status=400 if getattr(form, "errors", None) else 200,
    )
