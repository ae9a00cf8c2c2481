"""The search record, and what is given and withheld."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongming.applications.handling import actions, queries
from tongming.applications.handling.forms import ReasonForm, SearchForm, UploadForm, WithheldForm
from tongming.applications.handling.models import Provided
from tongming.applications.handling.views.common import handled, page, viewed
from tongming.applications.models import Application
from tongming.units.rights import Right, why_not
from tongming.units.staff import StaffRequest, attempt, done, staff


@staff
def searches(request: StaffRequest, pk: int) -> HttpResponse:
    """The search record, and one more line of it."""
    application = viewed(request, pk)
    may_not = why_not(request.user, Right.APPLICATION_HANDLE, application.unit)
    today = localdate()
    form = SearchForm(
        request.POST if request.method == "POST" else None,
        initial={"on": today, "searcher": request.user.full_name, "found": "no"},
    )
    if request.method == "POST" and form.is_valid():
        added = attempt(
            form,
            lambda: actions.add_search(
                application=application, by=request.user, today=today, **form.cleaned_data
            ),
        )
        if added is not None:
            messages.success(request, _("已记下。"))
            return redirect("applications:handling:searches", pk)
    return page(
        request,
        "searches.html",
        {
            "application": application,
            "searches": queries.searches_of(application),
            "form": form if application.is_open and may_not is None else None,
            "why_not": may_not,
        },
        form,
    )


@staff
def searches_print(request: StaffRequest, pk: int) -> HttpResponse:
    """The search record as a sheet for the file."""
    application = viewed(request, pk)
    return page(
        request,
        "searches_print.html",
        {
            "application": application,
            "searches": queries.searches_of(application).filter(struck_out_at=None),
            "today": localdate(),
        },
    )


@staff
def strike_search(request: StaffRequest, pk: int, search_pk: int) -> HttpResponse:
    """Strike out a search entered by mistake."""
    application = handled(request, pk)
    search = queries.get_search(request.user, application, search_pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(
            form,
            lambda: actions.strike_search(
                search=search, reason=form.cleaned_data["reason"], by=request.user,
                today=localdate(),
            ),
        )
    ):  # fmt: skip
        messages.success(request, _("已划去。"))
        return redirect("applications:handling:searches", pk)
    return page(
        request, "strike_search.html",
        {"application": application, "search": search, "form": form}, form,
    )  # fmt: skip


@staff
def giving(request: StaffRequest, pk: int) -> HttpResponse:
    """What is given, what is withheld and why."""
    application = viewed(request, pk)
    return _giving(request, application, UploadForm(), WithheldForm())


def _giving(
    request: StaffRequest, application: Application, upload: UploadForm, part: WithheldForm
) -> HttpResponse:
    may_not = why_not(request.user, Right.APPLICATION_HANDLE, application.unit)
    files = why_not(request.user, Right.APPLICATION_FILE, application.unit)
    provided = queries.provided_for(application)
    return page(
        request,
        "giving.html",
        {
            "application": application,
            "parts": application.withheld.select_related("by"),
            "provided": [(one, queries.copies_of(one.provided)) for one in provided],
            "upload": upload,
            "part_form": part,
            "may_change": application.is_open and may_not is None,
            "why_not": may_not,
            "why_not_files": files,
        },
        upload,
        part,
    )


@staff
def add_part(request: StaffRequest, pk: int) -> HttpResponse:
    """Put a part on record that is not given."""
    application = handled(request, pk)
    form = WithheldForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        added = attempt(
            form,
            lambda: actions.withhold(
                application=application, by=request.user, today=localdate(), **form.cleaned_data
            ),
        )
        if added is not None:
            messages.success(request, _("已记下。"))
            return redirect("applications:handling:giving", pk)
    return _giving(request, application, UploadForm(), form)


@require_POST
@staff
def drop_part(request: StaffRequest, pk: int, part_pk: int) -> HttpResponse:
    """Take a part off the list again."""
    application = handled(request, pk)
    part = application.withheld.filter(pk=part_pk).first()
    if part is None:
        raise Http404("handling.withheld")
    actions.give_after_all(part=part, by=request.user, today=localdate())
    messages.success(request, _("已去掉。"))
    return redirect("applications:handling:giving", pk)


@staff
def add_file(request: StaffRequest, pk: int) -> HttpResponse:
    """Add a file meant for the applicant."""
    application = handled(request, pk)
    form = UploadForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
    )
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        added = attempt(
            form,
            lambda: actions.provide(
                application=application, content=upload.read(), name=upload.name,
                by=request.user, today=localdate(),
            ),
        )  # fmt: skip
        if added is not None:
            messages.success(request, _("已加入，并检查过。"))
            return redirect("applications:handling:giving", pk)
    return _giving(request, application, form, WithheldForm())


@require_POST
@staff
def change_file(request: StaffRequest, pk: int, file_pk: int) -> HttpResponse:
    """Send the copy in the place of the file, or do not send it."""
    application = handled(request, pk)
    provided = Provided.objects.filter(application=application, pk=file_pk).first()
    if provided is None:
        raise Http404("handling.provided")
    today = localdate()
    copy = next(
        (one for one in queries.copies_of(provided) if str(one.pk) == request.POST.get("copy")),
        None,
    )
    if copy is not None:
        actions.use_copy(provided=provided, copy=copy, by=request.user, today=today)
        messages.success(request, _("改为提供“%(name)s”。") % {"name": copy.name})
    else:
        actions.take_out(provided=provided, by=request.user, today=today)
        messages.success(request, _("已去掉。"))
    return redirect("applications:handling:giving", pk)
