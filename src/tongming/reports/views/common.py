"""What the room's views share."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tongming.law.forms import Form
from tongming.law.words import Message, Refused
from tongming.reports.forms import AsOfForm
from tongming.reports.models import Report
from tongming.units.models import Person, Unit


def person_of(request: HttpRequest) -> Person:
    """The signed-in person; the views are behind `login_required`."""
    assert isinstance(request.user, Person)
    return request.user


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent with a form; `None` where the page was only asked for."""
    return request.POST if request.method == "POST" else None


def refusal_text(refusal: Refused) -> str:
    """A refusal in the reader's language, with its article."""
    text = refusal.message.render(_)
    if not refusal.article:
        return text
    return _("{reason}（{article}）").format(reason=text, article=refusal.article)


def act(form: forms.Form, action: Callable[[], Any]) -> bool:
    """Do an act; where it is refused, the form says why. Whether it was done."""
    try:
        action()
    except Refused as refusal:
        form.add_error(None, refusal_text(refusal))
        return False
    return True


def act_and_return(
    request: HttpRequest, action: Callable[[], Any], done: str, address: str
) -> HttpResponse:
    """Do an act that asks nothing, say how it went, and go to a page."""
    try:
        action()
    except Refused as refusal:
        messages.error(request, refusal_text(refusal))
    else:
        messages.success(request, done)
    return redirect(address)


@dataclass(frozen=True, slots=True)
class Place:
    """A unit's year in a form, and the addresses of its pages."""

    unit: Unit
    year: int
    form: Form

    def url(self, name: str = "report", *more: object) -> str:
        """The address of one of its pages."""
        return reverse(f"reports:{name}", args=[self.unit.code, self.year, self.form.id, *more])


def place_of(report: Report) -> Place:
    """Where a report stands."""
    return Place(report.unit, report.year, report.form_kind)


def with_day(address: str, as_of: date | None) -> str:
    """An address that keeps the past day a page is about."""
    return f"{address}?{urlencode({'as_of': as_of.isoformat()})}" if as_of else address


def past_day(request: HttpRequest) -> tuple[AsOfForm, date | None]:
    """The past day asked for, if any. Today is now, and no past day."""
    today = localdate()
    form = AsOfForm(request.GET or None, today=today)
    day = form.cleaned_data.get("as_of") if form.is_bound and form.is_valid() else None
    return form, day if day != today else None


def translated(message: Message | str) -> str:
    """A marked sentence or a message, in the reader's language."""
    if isinstance(message, Message):
        return message.render(_)
    return _(message) if message else ""


def download(content: bytes, name: str, media_type: str) -> HttpResponseBase:
    """A file to be saved under its Chinese name."""
    return FileResponse(
        io.BytesIO(content), as_attachment=True, filename=name, content_type=media_type
    )
