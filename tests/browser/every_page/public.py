"""What the public sees: the first pages, the reports, the search, the finished files."""

from __future__ import annotations

from django.conf import settings

from tests.browser.every_page.visits import Visit, Visits, at
from tests.conftest import Cast
from tests.public_items import Room, interpreted, kept_file, made_item
from tests.published import publish
from tongming.law.documents import Validity
from tongming.law.figures import Cell
from tongming.law.forms import FORM_2019, FORM_2021, FORM_OWN
from tongming.publishing.actions import publish_pending
from tongming.reports.freezing import digest
from tongming.reports.sums import releasing
from tongming.reports.sums.actions import content_of, keep
from tongming.reports.sums.gathering import Basis, Scope, gather

FINISHED = (
    "guide/",
    "rules/",
    "content/",
    "content/1.html",
    "content/by-item.html",
    "content/by-year.html",
    "content/by-theme.html",
    "content/item/20-11/",
    "catalogue/",
    "catalogue/1.html",
    "reports/",
    "apply/",
    "items/2026/test-1/",
    "items/2026/test-2/",  # an interpretation
    "items/2026/test-3/",  # withdrawn
    "items/2026/test-4/",  # repealed
)
"""One of every kind of page a section has."""


def portal(cast: Cast) -> Visits:
    publish(cast.town, 2019, FORM_2019, {Cell("channels", "total", "items"): 146}, by=cast.clerk)
    publish(cast.town, 2019, FORM_OWN, by=cast.clerk)
    publish(cast.town, 2022, FORM_2021, by=cast.clerk)
    publish(cast.town, 2022, FORM_2021, by=cast.clerk, version=2, reason="漏计一件当面申请")
    code = cast.town.code
    return {
        **at("portal:home", ""),
        **at("api:docs", ""),
        **at("portal:guide", ""),
        **at("portal:rules", ""),
        **at("portal:apply", ""),
        "applying:new": [Visit("/apply/new/"), Visit(f"/apply/new/?unit={code}")],
        **at("applying:query", ""),
        **at("ratings", "handler"),
        "portal:reports": [Visit("/reports/"), Visit("/reports/?q=nothing")],
        "portal:report": [
            Visit(f"/reports/{code}/2019/"),
            Visit(f"/reports/{code}/2019/?form=none"),
            Visit(f"/reports/{code}/2022/"),
        ],
    }


def site(cast: Cast, room: Room) -> Visits:
    """A small section with one of everything."""
    fill(room)
    prefix = settings.SITE_PREFIX
    town = f"{prefix}{cast.town.code}/"
    return {
        "site:home": [Visit(prefix, is_finished=True)],
        "site:file": [
            *(Visit(town + path, is_finished=True) for path in ("", *FINISHED)),
            *(Visit(prefix + path, is_finished=True) for path in ("data/", _public_sum(cast))),
        ],
        "search:results": [
            Visit("/search/"),
            Visit("/search/?q=%E6%83%A0%E5%86%9C%E8%A1%A5%E5%8A%A9"),
            Visit("/search/?q=hnbz"),  # nothing, and what may have been meant
            Visit("/search/?q=nothing&sort=date"),
        ],
    }


def fill(room: Room) -> None:
    """Items of every kind: with a file, interpreted, corrected, withdrawn, repealed, a rule."""
    policy, reading = interpreted(
        made_item(1, files=(kept_file("补助对象名单.xlsx", b"workbook" * 300),)),
        made_item(2, title="《关于做好第1项惠农补助发放工作的通知》政策解读"),
    )
    room.publish(policy, reading)
    room.publish(*(made_item(n) for n in range(3, 6)))
    room.correct("test-1", summary="第1项惠农补助的对象、标准和办理办法，标准已更正。")
    room.withdraw("test-3", "附件含有个人信息")
    room.correct("test-4", validity=Validity.REPEALED)
    room.publish(made_item(40, title="政府信息公开保密审查制度", columns=("rules",)))
    publish_pending()


def _public_sum(cast: Cast) -> str:
    """Where the sum of what the county's towns have published for 2021 stands."""
    publish(cast.other_town, 2021, FORM_2021, by=cast.clerk)
    gathered = gather(cast.county, 2021, [Scope.TOWNSHIPS], Basis.PUBLISHED)
    assert gathered is not None
    kept = keep(gathered=gathered, shown=digest(content_of(gathered)), by=cast.supervisor)
    release = releasing.ask(kept=kept, reason="", by=cast.supervisor)
    # As the county's leader leaves it; none of the cast is one.
    release.state, release.number = release.State.PUBLIC, 1
    release.settled_by, release.settled_at = cast.leader, release.asked_at
    release.save()
    publish_pending()
    return f"{cast.county.code}/sums/2021/1/"
