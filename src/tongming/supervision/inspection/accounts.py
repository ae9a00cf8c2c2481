"""The register of 政务新媒体 accounts (国办发〔2018〕123号): entered, changed, seen, closed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.supervision.inspection.models import Account
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, require

FIELDS = ("platform", "name", "platform_id", "owner", "phone", "filed_on", "opened_on")


@transaction.atomic
def enter_account(*, unit: Unit, values: Mapping[str, Any], today: date, by: Person) -> Account:
    """An account the unit keeps."""
    require(by, Right.INSPECTION_ANSWER, unit)
    account = Account(unit=unit, **{key: values[key] for key in FIELDS if key in values})
    _checked(account, today)
    account.save()
    _told("inspection.account_entered", account, by)
    return account


@transaction.atomic
def change_account(
    *, account: Account, values: Mapping[str, Any], today: date, by: Person
) -> Account:
    """What is filed of it has changed, or was missing."""
    account = _locked(account, by)
    for key in FIELDS:
        if key in values:
            setattr(account, key, values[key])
    _checked(account, today)
    account.save()
    _told("inspection.account_changed", account, by)
    return account


@transaction.atomic
def saw_post(*, account: Account, on: date, today: date, by: Person) -> Account:
    """The day of the newest post, as somebody saw it on the platform."""
    account = _locked(account, by)
    if on > today or on < account.opened_on:
        raise Refused(say(N_("日期要在开通日期和今天之间。")))
    if account.last_post_on is not None and on < account.last_post_on:
        raise Refused(say(N_("已经登记了更近的发布日期。")))
    account.last_post_on = on
    account.save(update_fields=["last_post_on"])
    record(
        "inspection.account_seen", unit=account.unit, by=by, subject=account, on=on,
        name=account.name,
    )  # fmt: skip
    return account


@transaction.atomic
def close_account(*, account: Account, on: date, today: date, by: Person) -> Account:
    """It is given up on the platform, with a notice there."""
    account = _locked(account, by)
    if on > today or on < account.opened_on:
        raise Refused(say(N_("日期要在开通日期和今天之间。")))
    account.closed_on = on
    account.save(update_fields=["closed_on"])
    record(
        "inspection.account_closed", unit=account.unit, by=by, subject=account, on=on,
        name=account.name,
    )  # fmt: skip
    return account


def _checked(account: Account, today: date) -> None:
    account.full_clean()
    for day in (account.opened_on, account.filed_on):
        if day is not None and day > today:
            raise Refused(say(N_("日期不能晚于今天。")))


def _locked(account: Account, by: Person) -> Account:
    found = (
        Account.objects.select_for_update(of=("self",)).select_related("unit").get(pk=account.pk)
    )
    require(by, Right.INSPECTION_ANSWER, found.unit)
    if found.closed_on is not None:
        raise Refused(say(N_("这个账号已经注销。")))
    return found


def _told(kind: str, account: Account, by: Person) -> None:
    record(
        kind, unit=account.unit, by=by, subject=account, name=account.name,
        platform=account.platform, platform_id=account.platform_id, owner=account.owner,
        filed_on=account.filed_on,
    )  # fmt: skip
