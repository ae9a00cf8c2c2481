"""Reads: the door to an account, what it is compared with, when it is due, what is missing."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.http import Http404
from django.utils.timezone import localdate

from tongming.calendars.queries import current_calendar
from tongming.law.budget_tables import WORDS
from tongming.law.publication_terms import term
from tongming.law.words import N_, Message, say
from tongming.registers.budgets.models import Account, Comparison
from tongming.units.models import Person
from tongming.units.queries import guard
from tongming.units.rights import Right, units_for

TERM = "budget"


def accounts_for(person: Person) -> QuerySet[Account]:
    """Every account a person may see."""
    return Account.objects.select_related("unit", "document").filter(
        unit__in=units_for(person, Right.REGISTER_VIEW)
    )


def get_account(person: Person, right: Right, pk: int) -> Account:
    """An account in which a person means to do something."""
    found = Account.objects.select_related("unit", "document__live").filter(pk=pk).first()
    if found is None:
        raise Http404("registers_budgets.account")
    guard(person, right, found.unit, seen_with=Right.REGISTER_VIEW, subject=Account)
    return found


def get_comparison(person: Person, right: Right, pk: int) -> Comparison:
    """A figure held against another."""
    found = Comparison.objects.select_related("account__unit").filter(pk=pk).first()
    if found is None:
        raise Http404("registers_budgets.comparison")
    guard(person, right, found.account.unit, seen_with=Right.REGISTER_VIEW, subject=Comparison)
    return found


def due_of(account: Account) -> date:
    """《预算法》第十四条: 20 calendar days after approval; the day of approval is not counted."""
    return term(TERM).due(account.approved_on, current_calendar()).on


def published_on(account: Account) -> date | None:
    """The day it became public."""
    document = account.document
    if document is None or document.published_at is None:
        return None
    return localdate(document.published_at)


def wanting(account: Account) -> list[Message]:
    """What is missing before it can go on to be public."""
    missing = []
    if not account.tables:
        missing.append(say(N_("导入各张表")))
    for key, label, required in WORDS[account.kind_of.is_government]:
        if required and not account.words.get(key, "").strip():
            missing.append(say(N_("写“{label}”（预算法第十四条要求说明）"), label=say(label)))
    for one in account.comparisons.all():
        if one.wants_words:
            missing.append(
                say(
                    N_("说明{figure}比{basis}增减的原因"),
                    figure=say(one.label),
                    basis=say(str(one.get_basis_display())),
                )
            )
    return missing
