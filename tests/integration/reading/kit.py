"""A town with items on the site, a reading point and its keeper; no page is rendered for it."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.timezone import localdate

from tests.conftest import PASSWORD, Cast
from tests.public_items import made_item
from tongming.engagement.reading import places, transfers
from tongming.engagement.reading.models import Point, Receiver
from tongming.law.reading import PointKind, ReceiverKind
from tongming.portal.site.parts import line
from tongming.publishing.item import PublicItem
from tongming.publishing.models import Entry, Listing, Published
from tongming.units.actions import appoint, create_person
from tongming.units.models import Person
from tongming.units.roles import Role

TODAY = localdate()
LONG_AGO = TODAY - timedelta(days=100)


def keeper_of(cast: Cast) -> Person:
    """韩梅 keeps the town's reading room and is nothing else."""
    person = create_person(username="hanmei", full_name="韩梅", unit=cast.town, password=PASSWORD)
    appoint(person=person, unit=cast.town, role=Role.READING_ROOM_KEEPER, since=LONG_AGO)
    return person


def point_of(cast: Cast, by: Person | None = None, **changes: object) -> Point:
    """The town's reading room."""
    given: dict[str, object] = {
        "name": "查阅服务中心", "kind": PointKind.READING_ROOM, "address": "中心街12号",
        "hours": "工作日 8:30—16:30", "since": LONG_AGO,
    }  # fmt: skip
    return places.open_point(unit=cast.town, by=by or cast.clerk, **{**given, **changes})  # type: ignore[arg-type]


def receiver_of(cast: Cast, *, months: int = 3, since: date = LONG_AGO) -> Receiver:
    """The county's archive."""
    return transfers.name_receiver(
        unit=cast.town, kind=ReceiverKind.ARCHIVE, name="桦甸市档案馆", every_months=months,
        since=since, by=cast.clerk,
    )  # fmt: skip


def put(*numbers: int) -> None:
    """Items on the town's site, as lists know them."""
    for number in numbers:
        place(made_item(number))


def place(item: PublicItem, state: str = Published.State.PUBLIC) -> None:
    """An item in the town's catalogue, or put right where it stands."""
    listing, _new = Listing.objects.get_or_create(name=f"{item.unit}/catalogue")
    row, new = Published.objects.update_or_create(
        key=item.key, defaults={"unit": item.unit, "state": state, "line": line(item)}
    )
    if new:
        listing.last += 1
        listing.save()
        Entry.objects.create(listing=listing, position=listing.last, item=row)
