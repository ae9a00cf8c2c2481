"""What of the channels hangs on a person: the accounts on the platforms they look after."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from tongming.law.words import N_, Refused, say
from tongming.publishing.channels.kinds import Channel
from tongming.publishing.channels.queries import adapter_for
from tongming.units.belongings import Belonging, Kind
from tongming.units.models import Person
from tongming.units.rights import Right, units_for


def accounts_of(person: Person, today: date) -> Iterator[Belonging]:
    """A platform's own administrator and password are outside the system: they are handed over by
    hand, and somebody says to whom."""
    for unit in units_for(person, Right.CHANNEL_DELIVER, today=today).order_by("path"):
        for channel in (Channel.WECHAT, Channel.WEIBO):
            try:
                if adapter_for(unit, channel) is None:
                    continue
            except Refused:
                # The file of accounts is broken, so nobody knows which there are; the screen of
                # the channels says what is wrong with it.
                return
            yield Belonging(
                key=f"channel:{unit.pk}:{channel.value}",
                kind=Kind.ACCOUNT,
                what=say(
                    N_("{unit}的{channel}账号：管理员、密码和绑定的手机"),
                    unit=unit.short_name,
                    channel=say(channel.label),
                ),
                url=reverse("channels:list"),
                unit=unit,
                right=Right.CHANNEL_DELIVER,
            )
