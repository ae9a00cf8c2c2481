"""The parts of the workbench's pages; their usage: workbench.css at the top, /work/styleguide/."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import template
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Page
from django.forms import BaseForm, CheckboxInput
from django.forms.boundfield import BoundField
from django.templatetags.static import static
from django.utils.timezone import localdate
from django.utils.translation import gettext, ngettext

import tongming
from tongming.calendars.queries import current_calendar
from tongming.law.words import N_, Message
from tongming.units.duties import Duty
from tongming.units.models import Unit
from tongming.workbench import navigation

register = template.Library()

Context = template.Context | dict[str, Any]


@register.simple_tag
def asset(path: str) -> str:
    """The address of a static file; a new version of the product is a new address."""
    return f"{static(path)}?v={tongming.__version__}"


@register.simple_tag
def version() -> str:
    """The product's version."""
    return tongming.__version__


@register.simple_tag
def second_factor_required() -> bool:
    """Whether the workbench opens only to those who have set up a second factor."""
    return bool(settings.SECOND_FACTOR == "required")


@register.filter
def say(message: Message | str | None) -> str:
    """A reason of the law, or any marked sentence, in the reader's language."""
    if message is None:
        return ""
    return message.render(gettext) if isinstance(message, Message) else gettext(message)


# --- The frame ------------------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def frame_unit(context: Context) -> str:
    """The unit, or units, the signed-in person works in."""
    person = context.get("user")
    if person is None or isinstance(person, AnonymousUser):
        return ""
    today = context.get("today") or localdate()
    names = list(
        Unit.objects.filter(appointments__in=person.appointments.in_force(today))
        .distinct()
        .values_list("short_name", flat=True)[:2]
    )
    if len(names) < 2:
        return "".join(names)
    return gettext("{unit}等单位").format(unit=names[0])


@register.inclusion_tag("workbench/parts/rooms.html", takes_context=True)
def rooms(context: Context) -> dict[str, Any]:
    """The list of rooms. It stands twice on a page, wide and folded; it is found once."""
    request = context["request"]
    found = getattr(request, "_workbench_rooms", None)
    if found is None:
        found = navigation.groups(request.user, request.path)
        request._workbench_rooms = found
    return {"groups": found}


# --- Forms ----------------------------------------------------------------------------------------


@register.inclusion_tag("workbench/parts/field.html")
def field(
    bound: BoundField, width: str = "", label: str = "", *, one_of: bool = False
) -> dict[str, Any]:
    """One field: label above, help beneath it, what is missing beside it.

    `width` is number, short or medium; wide as the form where it is left out. `label` is for a
    form of another package that has none in Chinese. `one_of` several ways to say the same thing
    is not marked as optional: one of them is needed.
    """
    if label:
        bound.label = label
    widget = bound.field.widget
    # A placeholder repeats the label and vanishes when it is needed.
    widget.attrs.pop("placeholder", None)
    if width:
        widget.attrs["class"] = f"width-{width}"
    return {
        "field": bound,
        "is_choice": isinstance(widget, CheckboxInput),
        "is_group": widget.use_fieldset,
        "optional": not (bound.field.required or one_of),
    }


@register.inclusion_tag("workbench/parts/fields.html")
def fields(form: BaseForm) -> dict[str, Any]:
    """Every field of a form, in its order."""
    return {"form": form}


@register.inclusion_tag("workbench/parts/error_summary.html")
def error_summary(*forms: BaseForm) -> dict[str, Any]:
    """What is wrong, summed at the top; each line leads to its field."""
    lines: list[tuple[str, str]] = []
    for form in forms:
        # As the page goes down, whichever was found first; what is about no one field comes last.
        found = [(name, form.errors[name]) for name in form.fields if name in form.errors]
        found += [(name, e) for name, e in form.errors.items() if name not in form.fields]
        for name, errors in found:
            if name not in form.fields:
                lines += [("", str(error)) for error in errors]
                continue
            bound = form[name]
            target = bound.id_for_label or str(bound.auto_id)
            if bound.field.widget.use_fieldset:
                # The group has no id of its own; its first choice takes the focus.
                target = f"{bound.auto_id}_0"
            lines += [
                (target, gettext("{field}：{error}").format(field=bound.label, error=error))
                for error in errors
            ]
    return {"lines": lines}


# --- States and lists -----------------------------------------------------------------------------


@register.inclusion_tag("workbench/parts/badge.html")
def badge(tone: str, word: Message | str) -> dict[str, str]:
    """A state in a word, with its shape: running, done, soon, overdue, draft or waiting."""
    return {"tone": tone, "word": say(word)}


@register.inclusion_tag("workbench/parts/pages.html", takes_context=True)
def pages(context: Context, page: Page[Any]) -> dict[str, Any]:
    """The numbered pages of a list; the filters in the address are kept."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return {"page": page, "numbers": list(numbers), "request": context["request"]}


@register.inclusion_tag("workbench/parts/equation.html")
def equation(
    left: Sequence[tuple[str, Any]],
    sign: str,
    right: Sequence[tuple[str, Any]],
    message: Message | str = "",
) -> dict[str, Any]:
    """Both sides of a relation, each a sequence of (name, value); `sign` "=" where it holds."""
    return {
        "left": left,
        "right": right,
        "sign": sign,
        "holds": sign == "=",
        "message": say(message),
    }


@register.inclusion_tag("workbench/parts/clock_strip.html")
def clock_strip(
    days: Sequence[Any],
    sentence: Message | str,
    *,
    overdue: bool = False,
    told: bool = False,
    today: date | None = None,
) -> dict[str, Any]:
    """The clock as a strip of days, a row a week. A screen reader hears the sentence.

    `overdue` where the term ran out unanswered: only then is its last day red. `told` where the
    page says the sentence already, so that it is not seen twice. `today` where a day is pretended.

    Each day has `day` (a date) and `state`: received, counted, makeup (a working day made of a
    rest day), weekend, holiday, suspended; and may have `count` (the how-manieth working day),
    `note`, `is_today`, `is_due`. Attributes or keys, as the caller likes.
    """
    return {
        "months": _months(days),
        "weekdays": WEEKDAYS,
        "sentence": say(sentence),
        "today": today or localdate(),
        "overdue": overdue,
        "told": told,
    }


WEEKDAYS = (N_("一"), N_("二"), N_("三"), N_("四"), N_("五"), N_("六"), N_("日"))


def _months(days: Sequence[Any]) -> list[tuple[date, int, list[Any]]]:
    """The days by month: one of its days, the column (1 to 7) of the first entry, the entries."""
    months: list[tuple[date, int, list[Any]]] = []
    for entry in days:
        day: date = entry["day"] if isinstance(entry, dict) else entry.day
        if not months or (months[-1][0].year, months[-1][0].month) != (day.year, day.month):
            months.append((day, day.isoweekday(), []))
        months[-1][2].append(entry)
    return months


# --- Duties ---------------------------------------------------------------------------------------

SOON = 3
"""From how many working days left a duty is marked as due soon."""


@register.inclusion_tag("workbench/parts/duty.html")
def duty_line(duty: Duty, today: date, *, with_unit: bool = False) -> dict[str, Any]:
    """One line of the first screen."""
    tone, word = time_left(duty, today)
    return {"duty": duty, "tone": tone, "word": word, "with_unit": with_unit}


def time_left(duty: Duty, today: date) -> tuple[str, str]:
    """The tone of the badge and its words: how much time there is."""
    if duty.due is None:
        return "waiting", gettext("不限期")
    left = duty.working_days_left
    if left is None:
        left = _working_days(today, duty.due)
    if duty.is_overdue(today):
        if left is None or left >= 0:
            return "overdue", gettext("已逾期")
        days = -left
        return "overdue", ngettext("已逾期 {n} 个工作日", "已逾期 {n} 个工作日", days).format(
            n=days
        )
    if duty.due == today:
        return "soon", gettext("今天到期")
    if left is None:
        return "waiting", gettext("天数待定：该年工作日历未载入")
    tone = "soon" if left <= SOON else "waiting"
    return tone, ngettext("还剩 {n} 个工作日", "还剩 {n} 个工作日", left).format(n=left)


def _working_days(today: date, due: date) -> int | None:
    """Counted here for a duty that did not say; None where the calendar does not reach it."""
    calendar = current_calendar()
    first, last = sorted((today, due))
    return None if calendar.missing(first, last) else calendar.count(today, due)
