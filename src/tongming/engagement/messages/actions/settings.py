"""A unit sets its own terms."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from tongming.engagement.messages.actions.common import reasoned, settings_of
from tongming.engagement.messages.kinds import Kind
from tongming.engagement.messages.models import MessageSettings
from tongming.law.words import N_, Refused, say
from tongming.ledger.actions import record
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, require

MOST_DAYS = 60


@transaction.atomic
def change_settings(
    *,
    unit: Unit,
    terms: Mapping[str, int],
    extension_days: int,
    keep_years: int,
    petition_channel: str,
    by: Person,
) -> MessageSettings:
    """Terms by kind in working days, the extension, how long it is kept, where petitions go.

    Messages that are in keep the term they were told.
    """
    require(by, Right.MESSAGE_MANAGE, unit)
    for kind in Kind:
        if not 1 <= terms.get(kind.value, 0) <= MOST_DAYS:
            raise Refused(
                say(N_("“{kind}”的期限要在1到{most}个工作日之间。"),
                    kind=say(kind.label), most=MOST_DAYS)
            )  # fmt: skip
    if not 0 <= extension_days <= MOST_DAYS:
        raise Refused(say(N_("延长的天数要在0到{most}个工作日之间。"), most=MOST_DAYS))
    if not 1 <= keep_years <= 100:
        raise Refused(say(N_("保存年限要在1到100年之间。")))
    chosen = settings_of(unit)
    chosen.terms = {kind.value: int(terms[kind.value]) for kind in Kind}
    chosen.extension_days, chosen.keep_years = extension_days, keep_years
    chosen.petition_channel = reasoned(petition_channel, say(N_("请填写信访渠道。")))
    chosen.save()
    record(
        "messages.settings_changed", unit=unit, by=by, subject=chosen, terms=chosen.terms,
        extension_days=extension_days, keep_years=keep_years,
    )  # fmt: skip
    return chosen
