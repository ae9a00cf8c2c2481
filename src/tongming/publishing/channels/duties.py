"""What the channels ask of a person today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tongming.law.words import N_, say
from tongming.publishing.channels.queries import waiting_for_a_person
from tongming.units.duties import Duty
from tongming.units.models import Person
from tongming.units.rights import Right, units_for


def channel_duties(person: Person, today: date) -> Iterator[Duty]:
    """Deliveries that go no further by themselves, in the units where the person sees to them."""
    for delivery in waiting_for_a_person(units_for(person, Right.CHANNEL_DELIVER)):
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
