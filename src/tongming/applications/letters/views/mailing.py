"""Letting the system mail a letter, and what is done when the mail comes back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongming.applications.letters import actions
from tongming.applications.letters.forms import MailForm, ReturnedForm
from tongming.applications.letters.queries import get_letter
from tongming.units.rights import Right
from tongming.units.staff import StaffRequest, done, staff


@require_POST
@staff
def mail(request: StaffRequest, pk: int) -> HttpResponse:
    """Put it into the outbox; the worker sends it and enters the day."""
    letter = get_letter(request.user, Right.APPLICATION_HANDLE, pk)
    form = MailForm(request.POST)
    if form.is_valid() and done(
        form,
        lambda: actions.ask_to_mail(
            letter=letter, by=request.user, today=localdate(), **form.cleaned_data
        ),
    ):
        messages.success(request, _("已交给系统发送。邮件服务器收下之日就是发出之日，会自动登记。"))
        return redirect(letter)
    for problem in form.non_field_errors():
        messages.error(request, str(problem))
    return redirect("applications:letters:send", pk)


@staff
def returned(request: StaffRequest, pk: int) -> HttpResponse:
    """Write down that the mail came back."""
    letter = get_letter(request.user, Right.APPLICATION_HANDLE, pk)
    posted = request.method == "POST"
    form = ReturnedForm(request.POST if posted else None, initial={"returned_on": localdate()})
    if (
        posted
        and form.is_valid()
        and done(
            form,
            lambda: actions.record_return(
                letter=letter, by=request.user, today=localdate(), **form.cleaned_data
            ),
        )
    ):
        messages.success(request, _("已登记退信。请换一种方式送达。"))
        return redirect(letter)
    return render(
        request,
        "letters/returned.html",
        {"letter": letter, "application": letter.application, "form": form},
        status=400 if form.errors else 200,
    )
