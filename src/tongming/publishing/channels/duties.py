"""What the channels ask of a person today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse

from tongming.calendars.queries import current_calendar
from tongming.law.words import N_, Refused, say
from tongming.publishing.channels.kinds import Channel
from tongming.publishing.channels.queries import adapter_for, waiting_for_a_person
from tongming.units.duties import Duty
from tongming.units.models import Person, Unit
from tongming.units.rights import Right, units_for

_REMINDED = timedelta(days=2)


def channel_duties(person: Person, today: date) -> Iterator[Duty]:
    """Deliveries that go no further by themselves, in the units where the person sees to them."""
    units = list(units_for(person, Right.CHANNEL_DELIVER))
    for unit in units:
        yield from _authorisation(unit, today)
    for delivery in waiting_for_a_person(units):
        what, button = (
            (N_("从{channel}撤下：{title}"), N_("撤下"))
            if delivery.to_withdraw
            else (N_("在{channel}发布：{title}"), N_("办理"))
        )
        yield Duty(
            what=say(what, channel=say(delivery.channel_kind.label), title=delivery.title[:40]),
            url=delivery.get_absolute_url(),
            button=say(button),
            article="国办发〔2018〕123号",
            unit=delivery.unit,
        )


def _authorisation(unit: Unit, today: date) -> Iterator[Duty]:
    """An authorisation on Weibo lasts days, and only a person can renew it."""
    try:
        adapter = adapter_for(unit, Channel.WEIBO)
    except Refused:
        # The file of accounts is broken: whoever publishes is told, and the administrator sees to
        # it. The first screen must open all the same.
        return
    if adapter is not None and adapter.ends_on and adapter.ends_on <= today + _REMINDED:
        yield Duty(
            what=say(N_("微博的授权{day}到期，请账号管理员重新授权。"), day=adapter.ends_on),
            url=reverse("channels:list"),
            button=say(N_("查看")),
            due=adapter.ends_on,
            working_days_left=current_calendar().count(today, adapter.ends_on),
            unit=unit,
        )
