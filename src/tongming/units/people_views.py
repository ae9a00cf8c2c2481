"""Screens for people: accounts and roles."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tongming.units import people
from tongming.units.forms import (
    AccountReasonForm,
    AppointForm,
    NewPersonForm,
    PersonForm,
    ReasonedDayForm,
)
from tongming.units.models import Appointment, Person, Unit
from tongming.units.queries import get_appointment, get_person, get_unit, is_locked_out
from tongming.units.rights import Right, why_not
from tongming.units.signin import has_second_factor
from tongming.units.staff import StaffRequest, attempt, done, staff


@require_safe
@staff
def person_page(request: StaffRequest, pk: int) -> HttpResponse:
    """One person: roles now and before, and the state of the account."""
    person = get_person(request.user, Right.UNIT_VIEW, pk)
    held = person.appointments.select_related("unit")
    return render(
        request,
        "units/person.html",
        {
            "person": person,
            "in_office": held.in_force(localdate()),
            "past": held.filter(until__lte=localdate()).order_by("-until"),
            "second_factor": has_second_factor(person),
            "locked_out": is_locked_out(person),
            "why_not_manage": why_not(request.user, Right.UNIT_MANAGE, person.unit),
            "may_hand_over": person.unit is not None
            and why_not(request.user, Right.HANDOVER_PREPARE, person.unit) is None,
            "is_self": person.pk == request.user.pk,
        },
    )


@staff
def new_person(request: StaffRequest, pk: int) -> HttpResponse:
    """Somebody new in a unit: an account, a first role, and a password to hand over."""
    unit = get_unit(request.user, Right.UNIT_MANAGE, pk)
    form = NewPersonForm(request.POST or None)
    if form.is_valid():
        made = attempt(form, lambda: _welcome(form, unit, request.user))
        if made:
            return _password_page(request, *made)
    return render(
        request,
        "units/form.html",
        {"form": form, "unit": unit, "heading": _("新增人员"), "button": _("新增并生成临时密码")},
    )


@transaction.atomic
def _welcome(form: NewPersonForm, unit: Unit, by: Person) -> tuple[Person, str]:
    """Account, role and password together, or none of them."""
    given = form.cleaned_data
    person = people.create_person(
        username=given["username"],
        full_name=given["full_name"],
        email=given["email"],
        phone=given["phone"],
        unit=unit,
        by=by,
    )
    people.appoint(
        person=person,
        unit=unit,
        role=given["role"],
        since=given["since"],
        reason=given["reason"],
        by=by,
    )
    return person, people.give_temporary_password(person, by=by)


@staff
def appoint(request: StaffRequest, pk: int) -> HttpResponse:
    """Somebody with an account takes a role in a unit."""
    unit = get_unit(request.user, Right.UNIT_MANAGE, pk)
    form = AppointForm(request.POST or None, initial={"username": request.GET.get("person", "")})
    if form.is_valid():
        given = form.cleaned_data
        appointment = attempt(
            form,
            lambda: people.appoint(
                person=given["username"],
                unit=unit,
                role=given["role"],
                since=given["since"],
                reason=given["reason"],
                by=request.user,
            ),
        )
        if appointment:
            messages.success(request, _told(appointment, _("{person}已任{role}。")))
            return redirect("units:unit", unit.pk)
    return render(request, "units/form.html", {"form": form, "unit": unit, "heading": _("任职")})


@staff
def end_appointment(request: StaffRequest, pk: int) -> HttpResponse:
    """Somebody holds a role no longer."""
    appointment = get_appointment(request.user, Right.UNIT_MANAGE, pk)
    form = ReasonedDayForm(
        request.POST or None,
        day_label=_("离任日期"),
        day_help=_("从这一天起不再有这个角色；选今天就立即生效"),
    )
    if form.is_valid() and done(
        form,
        lambda: people.end_appointment(appointment, by=request.user, **form.cleaned_data),
    ):
        messages.success(request, _told(appointment, _("{person}已不再任{role}。")))
        return redirect("units:unit", appointment.unit_id)
    return render(
        request,
        "units/form.html",
        {
            "form": form,
            "unit": appointment.unit,
            "heading": _told(appointment, _("结束{person}的{role}任职")),
            "danger": True,
        },
    )


@staff
def edit_person(request: StaffRequest, pk: int) -> HttpResponse:
    """Who somebody is and how to reach them."""
    person = get_person(request.user, Right.UNIT_MANAGE, pk)
    form = PersonForm(request.POST or None, person=person, manager=request.user)
    if form.is_valid() and done(
        form, lambda: people.edit_person(person, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, _("人员信息已保存。"))
        return redirect("units:person", person.pk)
    return render(
        request,
        "units/form.html",
        {"form": form, "unit": person.unit, "person": person, "heading": _("编辑人员信息")},
    )


@require_POST
@staff
def temporary_password(request: StaffRequest, pk: int) -> HttpResponse:
    """A new password, shown once."""
    person = get_person(request.user, Right.UNIT_MANAGE, pk)
    return _password_page(request, person, people.give_temporary_password(person, by=request.user))


@never_cache
def _password_page(request: StaffRequest, person: Person, password: str) -> HttpResponse:
    return render(request, "units/password.html", {"person": person, "password": password})


_DEEDS: dict[str, tuple[Callable[..., object], object]] = {
    "second-factor": (people.reset_second_factor, gettext_lazy("第二种验证已清除。")),
    "unlock": (people.unlock, gettext_lazy("可以重新登录了。")),
}


@require_POST
@staff
def account_deed(request: StaffRequest, pk: int, deed: str) -> HttpResponse:
    """Clear a lost second factor, or let somebody try again."""
    person = get_person(request.user, Right.UNIT_MANAGE, pk)
    act, words = _DEEDS[deed]
    act(person, by=request.user)
    messages.success(request, str(words))
    return redirect("units:person", person.pk)


@staff
def close_account(request: StaffRequest, pk: int) -> HttpResponse:
    """Close an account, or open it again."""
    person = get_person(request.user, Right.UNIT_MANAGE, pk)
    closing = person.is_active
    form = AccountReasonForm(request.POST or None)
    if form.is_valid() and done(
        form,
        lambda: people.set_active(person, not closing, by=request.user, **form.cleaned_data),
    ):
        messages.success(request, _("账号已停用。") if closing else _("账号已启用。"))
        return redirect("units:person", person.pk)
    return render(
        request,
        "units/form.html",
        {
            "form": form,
            "unit": person.unit,
            "person": person,
            "heading": _("停用账号") if closing else _("启用账号"),
            "danger": closing,
        },
    )


def _told(appointment: Appointment, words: str) -> str:
    return words.format(person=appointment.person.full_name, role=_(appointment.role_kind.label))
