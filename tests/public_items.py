"""A room with public items made up for tests, and the site in a folder of the test's own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from django.db import transaction

from tongming.files.actions import write_once
from tongming.files.models import place
from tongming.law.documents import Stage, Validity
from tongming.portal.site.renderer import SectionRenderer
from tongming.publishing.actions import publish_pending, request
from tongming.publishing.item import Correction, PublicFile, PublicItem, Related, Tombstone
from tongming.publishing.models import Entry, Listing, Published

PREFIX = "test-"
BODY = """<h2>一、总体要求</h2>
<p>根据《政府信息公开条例》，结合本镇实际，制定本办法。</p>
<h2>二、补助标准</h2>
<table><tr><th>类别</th><th>标准</th></tr><tr><td>甲类</td><td>每亩 120 元</td></tr></table>
<ul><li>按实际面积计算；</li><li><strong>不重复</strong>补助。</li></ul>"""
TEXT = "根据《政府信息公开条例》，结合本镇实际，制定本办法。每亩 120 元。"


def made_item(number: int, unit: str = "hongshilazi", **changes: object) -> PublicItem:
    """An item, different from others in what its number decides."""
    at = datetime(2026, 1, 5, 1, 30, tzinfo=UTC) + timedelta(hours=7 * number)
    item = PublicItem(
        key=f"{PREFIX}{number}",
        unit=unit,
        title=f"关于做好第{number}项惠农补助发放工作的通知",
        published_at=at,
        changed_at=at,
        index_number=f"11220282013604111X/2026-{number:05d}",
        summary=f"第{number}项惠农补助的对象、标准和办理办法。",
        subject_words=("惠农", "补助"),
        formed_on=date(2026, 1, 4),
        document_number=f"红政发〔2026〕{number}号",
        publisher="红石砬子镇人民政府",
        statutory_items=("20-11" if number % 2 else "20-1", "21-township-1"),
        theme="农业、林业、水利\\农业、畜牧业、渔业" if number % 3 else "综合政务\\政务公开",
        stage=Stage.EXECUTION,
        validity=Validity.IN_FORCE,
        effective_on=date(2026, 2, 1),
        body_html=BODY,
        body_text=TEXT,
    )
    return replace(item, **changes)  # type: ignore[arg-type]


def kept_file(name: str, content: bytes) -> PublicFile:
    """An attachment whose content is kept."""
    digest = hashlib.sha256(content).hexdigest()
    write_once(place(digest), content)
    return PublicFile(name, digest, len(content), "application/octet-stream")


@dataclass
class Room:
    """Keeps items in memory and publishes as rooms do: in the transaction, then after it."""

    prefix: str = PREFIX
    items: dict[str, PublicItem] = field(default_factory=dict)

    def get(self, key: str) -> PublicItem | None:
        return self.items.get(key)

    def keys(self) -> Iterator[str]:
        yield from sorted(self.items, key=lambda key: self.items[key].published_at)

    def publish(self, *items: PublicItem) -> None:
        """Publish or publish anew, and have the files written."""
        for item in items:
            self.items[item.key] = item
        self._ask(*(item.key for item in items))

    def withdraw(self, key: str, reason: str = "内容有误") -> None:
        """Withdraw an item; its tombstone stays."""
        item = self.items[key]
        self.publish(
            replace(
                item,
                body_html="",
                body_text="",
                summary="",
                files=(),
                tombstone=Tombstone(date(2026, 6, 1), reason),
                changed_at=datetime(2026, 6, 1, 2, tzinfo=UTC),
            )
        )

    def correct(self, key: str, **changes: object) -> None:
        """Publish a changed version."""
        item = self.items[key]
        changed = replace(item, **changes)  # type: ignore[arg-type]
        note = Correction(date(2026, 5, 1), "更正补助标准")
        self.publish(
            replace(
                changed,
                corrections=(*item.corrections, note),
                changed_at=datetime(2026, 5, 1, 2, tzinfo=UTC),
            )
        )

    def hide(self, key: str) -> None:
        """As if nothing of it had ever been public."""
        del self.items[key]
        self._ask(key)

    def _ask(self, *keys: str) -> None:
        with transaction.atomic():
            for key in keys:
                request(key)
        outcome = publish_pending()
        assert not outcome.failed, outcome.failed


def interpreted(policy: PublicItem, reading: PublicItem) -> tuple[PublicItem, PublicItem]:
    """The two linked both ways."""
    return (
        replace(policy, interpretations=(Related(reading.key, reading.title),)),
        replace(reading, interprets=(Related(policy.key, policy.title),)),
    )


def fill(number: int, unit: str) -> None:
    """A section with so many items, as if published: rows alone, without pages."""
    renderer = SectionRenderer()
    items = [made_item(n, unit) for n in range(1, number + 1)]
    published = Published.objects.bulk_create(
        (
            Published(key=item.key, unit=unit, state="public", line=renderer.line(item))
            for item in items
        ),
        batch_size=5000,
    )
    positions: dict[str, int] = {}
    titles_of: dict[str, str] = {}
    places = []
    for item, row in zip(items, published, strict=True):
        for stands in renderer.places(item):
            positions[stands.listing] = positions.get(stands.listing, 0) + 1
            titles_of[stands.listing] = stands.title
            places.append((stands.listing, positions[stands.listing], row))
    listings = {
        one.name: one
        for one in Listing.objects.bulk_create(
            Listing(name=name, title=titles_of[name], last=last, public=last)
            for name, last in positions.items()
        )
    }
    Entry.objects.bulk_create(
        (Entry(listing=listings[name], position=at, item=row) for name, at, row in places),
        batch_size=10_000,
    )
