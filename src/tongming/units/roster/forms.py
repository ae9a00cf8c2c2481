"""From when to when, and who takes turns."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongming.units.forms import DayField
from tongming.units.models import Person, Unit
from tongming.units.roster.actions import OnDuty

_BETWEEN = re.compile(r"[\s,，;；、:：]+")


class PlanForm(forms.Form):
    """People are written a line each: not everybody on a rota has an account."""

    first = DayField(label=_("开始日期"), initial=localdate)
    last = DayField(
        label=_("结束日期"), initial=localdate, help_text=_("这段日期里原来的安排会被代替")
    )
    people = forms.CharField(
        label=_("值班人员"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "一行一人：姓名、空格、电话，例如：王敏 0432-66112233。按行轮流，每人一天；"
            "有账号的人可以只写姓名"
        ),
    )

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit = unit

    def clean_people(self) -> list[OnDuty]:
        """A line each; a name of the unit's own staff is their account, and their number goes with
        it where the line has none."""
        found: list[OnDuty] = []
        problems: list[str] = []
        known = self._known()
        for number, line in enumerate(str(self.cleaned_data["people"]).splitlines(), 1):
            if not line.strip():
                continue
            name, *rest = _BETWEEN.split(line.strip(), maxsplit=1)
            phone = rest[0].strip() if rest else ""
            person = known.get(name)
            phone = phone or (person.phone if person else "")
            if not phone:
                problems.append(gettext("第{n}行没有电话：{name}").format(n=number, name=name))
            elif len(name) > 60 or len(phone) > 60:
                problems.append(gettext("第{n}行太长").format(n=number))
            else:
                found.append(OnDuty(name, phone, person))
        if problems:
            raise forms.ValidationError(problems)
        return found

    def _known(self) -> dict[str, Person]:
        """The unit's staff by name; two of one name are nobody's."""
        staff = Person.objects.filter(
            Q(unit=self.unit) | Q(appointments__unit=self.unit, appointments__until=None),
            is_active=True,
        ).distinct()
        found: dict[str, Person] = {}
        twice: set[str] = set()
        for person in staff:
            if person.full_name in found:
                twice.add(person.full_name)
            found[person.full_name] = person
        return {name: person for name, person in found.items() if name not in twice}
