"""How the list of events is narrowed."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.timezone import make_aware
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongming.ledger.models import EventQuerySet
from tongming.ledger.words import kind_label, kinds
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, units_for


def _kind_choices() -> list[tuple[str, str]]:
    return [("", gettext("全部")), *sorted((kind, kind_label(kind)) for kind in kinds())]


class Filters(forms.Form):
    """Unit, kind, person, days; each may be left open."""

    unit = forms.ModelChoiceField(
        label=_("单位"), queryset=Unit.objects.none(), required=False, empty_label=_("全部")
    )
    kind = forms.ChoiceField(label=_("事项"), choices=_kind_choices, required=False)
    person = forms.CharField(label=_("经办人"), max_length=60, required=False)
    since = forms.DateField(
        label=_("自"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=_("至"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args: Any, reader: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        assert isinstance(unit, forms.ModelChoiceField)
        unit.queryset = units_for(reader, Right.LEDGER_READ)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("since") and given.get("until") and given["until"] < given["since"]:
            self.add_error("until", _("要不早于起始日期。"))
        return given

    def narrow(self, events: EventQuerySet) -> EventQuerySet:
        """The events that fit; days are those of the record, both included."""
        given = self.cleaned_data
        if given.get("unit"):
            events = events.filter(unit=given["unit"])
        if given.get("kind"):
            events = events.filter(kind=given["kind"])
        if given.get("person"):
            name = given["person"].strip()
            events = events.filter(Q(by__full_name=name) | Q(by__username=name.lower()))
        if given.get("since"):
            events = events.filter(at__gte=make_aware(datetime.combine(given["since"], time.min)))
        if given.get("until"):
            after = given["until"] + timedelta(days=1)
            events = events.filter(at__lt=make_aware(datetime.combine(after, time.min)))
        return events
