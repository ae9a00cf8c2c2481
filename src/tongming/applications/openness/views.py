"""The open register for everybody, and the one question a handler answers for it."""

from __future__ import annotations

from datetime import date

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from tongming.applications.models import Application
from tongming.applications.openness import files
from tongming.applications.openness.actions import choose_theme
from tongming.applications.openness.anonymous import Register
from tongming.applications.openness.models import Theme
from tongming.applications.openness.queries import open_register, open_years
from tongming.applications.openness.words import group_words, row_words
from tongming.applications.queries import get_application
from tongming.law.statutory import items_for
from tongming.units.models import Unit
from tongming.units.rights import Right
from tongming.units.staff import StaffRequest, done, staff

KINDS = {
    "json": (files.as_json, "application/json"),
    "csv": (files.as_csv, "text/csv; charset=utf-8"),
}


@require_safe
def register(request: HttpRequest, code: str) -> HttpResponse:
    """The years of a unit, one of them shown: its totals, and what is told of it."""
    unit = _unit(code)
    years = open_years(unit, localdate())
    wanted = request.GET.get("year", "")
    year = int(wanted) if wanted.isdecimal() and int(wanted) in years else max(years, default=0)
    found = open_register(unit, year, localdate()) if years else None
    records = [(row_words(row), count) for row, count in found.records] if found else []
    groups = [(group_words(name), count) for name, count in found.groups.items()] if found else []
    return render(
        request,
        "applications/openness/register.html",
        {
            "unit": unit,
            "years": years,
            "year": year,
            "register": found,
            "groups": groups,
            "records": records,
        },
    )


@require_safe
def register_file(request: HttpRequest, code: str, year: int, kind: str) -> HttpResponse:
    """One year as a file for programs."""
    unit = _unit(code)
    found = _register(unit, year, localdate())
    if kind not in KINDS:
        raise Http404("openness.file")
    made, media_type = KINDS[kind]
    name = f"{unit.code}-{year}-applications.{kind}"
    return HttpResponse(
        made(unit, year, found),
        content_type=media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _unit(code: str) -> Unit:
    unit = Unit.objects.filter(code=code).first()
    if unit is None:
        raise Http404("openness.unit")
    return unit


def _register(unit: Unit, year: int, today: date) -> Register:
    found = open_register(unit, year, today)
    if found is None:
        raise Http404("openness.year")
    return found


class ThemeForm(forms.Form):
    """Which statutory item an application comes closest to."""

    item = forms.ChoiceField(label=gettext_lazy("最接近的法定主动公开事项"), choices=())

    def __init__(self, application: Application, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["item"]
        assert isinstance(field, forms.ChoiceField)
        items = items_for(application.unit.level_kind)
        field.choices = [(one.key, f"{one.number}{_(one.label)}") for one in items]


@staff
def theme(request: StaffRequest, pk: int) -> HttpResponse:
    """What an application was about, in kind."""
    application = get_application(request.user, Right.APPLICATION_HANDLE, pk)
    chosen = Theme.objects.filter(application=application).first()
    initial = {"item": chosen.item} if chosen else None
    form = ThemeForm(application, request.POST or None, initial=initial)
    if form.is_valid() and done(
        form,
        lambda: choose_theme(
            application=application, item=form.cleaned_data["item"], by=request.user
        ),
    ):
        messages.success(request, _("主题已保存，公开办理情况时只用主题，不用申请的原文。"))
        return redirect(application)
    return render(
        request,
        "applications/openness/theme.html",
        {"application": application, "form": form},
        status=400 if form.errors else 200,
    )
