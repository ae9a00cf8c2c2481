"""Reads over deliveries: what waits for a person, what counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Min, Q
from django.http import Http404

from tongming.law.figures import Cell
from tongming.publishing.channels import accounts
from tongming.publishing.channels.kinds import Channel, Next, State
from tongming.publishing.channels.models import Delivery, DeliveryQuerySet
from tongming.publishing.channels.post import Adapter
from tongming.units.models import Person, Unit
from tongming.units.queries import guard
from tongming.units.rights import Right


def get_delivery(person: Person | AnonymousUser, right: Right, pk: int) -> Delivery:
    """A delivery in a unit where a person means to do something."""
    found = Delivery.objects.select_related("unit", "by").filter(pk=pk).first()
    if found is None:
        raise Http404("channels.delivery")
    guard(person, right, found.unit, seen_with=Right.UNIT_VIEW, subject=Delivery)
    return found


def deliveries_of(key: str) -> list[Delivery]:
    """Where an item stands, channel by channel in the order of the statistics."""
    order = {channel.value: place for place, channel in enumerate(Channel)}
    found = Delivery.objects.filter(key=key).select_related("unit", "by")
    return sorted(found, key=lambda one: (order[one.channel], one.means))


def waiting_for_a_person(units: Iterable[Unit]) -> list[Delivery]:
    """What goes no further by itself, the oldest first."""
    open_ones = Delivery.objects.filter(unit__in=units).filter(
        Q(to_withdraw=True)
        | Q(again_at=None) & ~Q(state__in=[State.PUBLISHED.value, State.WITHDRAWN.value])
    )
    found = open_ones.select_related("unit").order_by("asked_at", "pk")
    return [one for one in found if one.needs_a_person]


def adapter_for(unit: Unit, channel: Channel) -> Adapter | None:
    """The unit's account on a platform; None where it has none."""
    path = settings.CHANNEL_ACCOUNTS
    changed = Path(path).stat().st_mtime_ns if path and Path(path).is_file() else 0
    return _adapters(path, changed).get((unit.code, channel))


@lru_cache(maxsize=4)
def _adapters(path: str, changed: int) -> Mapping[tuple[str, Channel], Adapter]:
    """Kept, so that one token serves many calls; read anew when the file has changed."""
    return accounts.load(path)


# --- Statistics -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ChannelCounts:
    """主动公开政府信息数 of a unit in a span of days.

    In `total` an item counts once, however many channels carried it; on each channel once, however
    often it stood there (国办发〔2014〕32号 附表). So the channels sum to the total or more,
    and no channel is above it.
    """

    total: int
    channels: Mapping[Channel, int]

    def cells(self) -> dict[Cell, int]:
        """The figures by the places they have in the annual report."""
        return {
            Cell("channels", "total", "items"): self.total,
            **{
                Cell("channels", channel.value, "items"): count
                for channel, count in self.channels.items()
            },
        }


def channel_counts(
    unit: Unit, since: date, until: date, at: datetime | None = None
) -> ChannelCounts:
    """The figures for publications from a day to a day, both counted, as known at a moment.

    What was withdrawn later was published all the same.
    """
    found = channel_evidence(unit, since, until, at=at).order_by()
    total = found.aggregate(total=Count("key", distinct=True))["total"]
    by_channel = dict(found.values_list("channel").annotate(items=Count("key", distinct=True)))
    return ChannelCounts(total, {channel: by_channel.get(channel.value, 0) for channel in Channel})


def channel_evidence(
    unit: Unit,
    since: date,
    until: date,
    channel: Channel | None = None,
    at: datetime | None = None,
) -> DeliveryQuerySet:
    """The publications a figure counts, as known at a moment; `None` is now."""
    found = _known(unit, at).filter(published_on__gte=since, published_on__lte=until)
    return found.filter(channel=channel.value) if channel else found


def counted_items(
    unit: Unit, since: date, until: date, channel: Channel | None, at: datetime | None
) -> DeliveryQuerySet:
    """The same, each item once with its first publication: as many as the figure says."""
    found = channel_evidence(unit, since, until, channel, at)
    first = found.order_by().values("key").annotate(first=Min("pk")).values("first")
    return Delivery.objects.filter(pk__in=first).order_by("published_on", "pk")


def first_year(unit: Unit, at: datetime | None) -> int | None:
    """The year from which publications are known; None before there are any."""
    first: date | None = _known(unit, at).aggregate(first=Min("published_on"))["first"]
    return first.year if first else None


def _known(unit: Unit, at: datetime | None) -> DeliveryQuerySet:
    found = Delivery.objects.published().filter(unit=unit)
    return found if at is None else found.filter(known_since__lte=at)


def can_be_asked_again(delivery: Delivery) -> bool:
    """Whether a person may have a platform try again."""
    problem = delivery.problem
    return (
        delivery.channel_kind.is_automatic
        and delivery.state_kind in (State.WAITING, State.FAILED, State.SENDING)
        and (problem is None or problem.next is not Next.REPORT)
    )
