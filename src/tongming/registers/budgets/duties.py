"""《预算法》第十四条: public within 20 days of approval."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Q

from tongming.calendars.queries import current_calendar
from tongming.information.states import State
from tongming.law.words import N_, say
from tongming.registers.budgets.models import Account
from tongming.registers.budgets.queries import due_of
from tongming.units.duties import Duty
from tongming.units.models import Person
from tongming.units.rights import Right, units_for


def budget_duties(person: Person, today: date) -> Iterator[Duty]:
    """Accounts not handed over yet; from then on the document says what is due."""
    calendar = current_calendar()
    waiting = Account.objects.select_related("unit").filter(
        Q(document=None) | Q(document__state=State.DROPPED),
        unit__in=units_for(person, Right.REGISTER_KEEP),
    )
    for account in waiting:
        due = due_of(account)
        yield Duty(
            what=say(N_("公开{account}"), account=str(account)),
            url=account.get_absolute_url(),
            button=say(N_("办理") if account.tables else N_("导入表格")),
            due=due,
            working_days_left=calendar.count(today, due),
            article=account.kind_of.paragraph,
            unit=account.unit,
        )
