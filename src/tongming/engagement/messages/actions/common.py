"""What the verbs share: the message locked, the state asked for, the accused kept away."""

from __future__ import annotations

from datetime import date

from tongming.calendars.queries import current_calendar
from tongming.engagement.messages.kinds import Kind, State
from tongming.engagement.messages.models import Message, MessageSettings
from tongming.law.words import N_, Refused, say
from tongming.law.words import Message as Words
from tongming.units.models import Person, Unit
from tongming.units.rights import NotPermitted, Right, require

ACCUSED = N_("投诉、举报不能由被投诉的单位或者人办理。")


def settings_of(unit: Unit) -> MessageSettings:
    """What a unit has set, or the defaults."""
    return MessageSettings.objects.filter(unit=unit).first() or MessageSettings(unit=unit)


def due(unit: Unit, kind: Kind, sent_on: date) -> date:
    """The last day of a unit's own term, in working days after the day it was sent."""
    return current_calendar().after(sent_on, settings_of(unit).days(kind)).on


def locked(message: Message, by: Person, right: Right, *states: State) -> Message:
    """The message as it stands, nobody else's until the act is done; in one of these states.

    Its own row alone is locked (see `applications.actions.locked`).
    """
    found = (
        Message.objects.select_for_update(of=("self",))
        .select_related("unit", "complained_unit", "complained_person")
        .get(pk=message.pk)
    )
    require(by, right, found.unit)
    if found.complained_person_id == by.pk:
        raise NotPermitted(say(ACCUSED))
    if states and found.state_of not in states:
        raise Refused(say(N_("这条留言的状态是“{state}”，现在不能这样办。"),
                          state=say(found.state_of.label)))  # fmt: skip
    return found


def is_accused(message: Message, unit: Unit) -> bool:
    """Whether a unit, or one it stands beneath, is complained of."""
    accused = message.complained_unit
    return accused is not None and unit.path.startswith(accused.path)


def refuse_accused(message: Message, unit: Unit) -> None:
    """Refused where a unit would handle a complaint about itself. At the top of the tree nobody
    else is there: it is handled, by somebody else than the person complained of."""
    if is_accused(message, unit) and unit.parent_id is not None:
        raise Refused(
            say(
                N_("被投诉的是“{unit}”，不能由它办理。请转给上级单位或者有权处理的单位。"),
                unit=message.complained_unit.name if message.complained_unit else "",
            )
        )


def reasoned(reason: str, problem: Words) -> str:
    """A reason that says something."""
    if not reason.strip():
        raise Refused(problem)
    return reason.strip()
