"""A section with forty planted faults is crawled: all are found, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.db.models import F
from django.utils.timezone import localdate
from pytest_django.fixtures import Settings

from tests.conftest import Cast
from tests.standins.town import ROOT, town
from tests.standins.web import Server, the_rest_of_the_world
from tongming.supervision.crawling import actions
from tongming.supervision.crawling.fetching.network import networks
from tongming.supervision.crawling.models import Crawl, CrawlFault, Outside, Section
from tongming.supervision.crawling.running import work
from tongming.supervision.inspection.models import Finding

TABLE: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[2] / "vectors" / "planted_faults.yaml").read_text()
)


@pytest.fixture
def served(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    settings.CRAWL_PRIVATE = networks("127.0.0.0/8")
    the_rest_of_the_world(monkeypatch)
    with town(localdate()) as server:
        yield server


def section_of(cast: Cast, server: Server, **given: Any) -> Section:
    return actions.set_up(
        unit=cast.town, by=cast.clerk, name="白沙镇专栏", address=f"{server.url}{ROOT}", pause=0,
        **given,
    )  # fmt: skip


def crawled(section: Section) -> Crawl:
    crawl = actions.begin(section=section, by=None)
    work(sleep=lambda seconds: None)
    crawl.refresh_from_db()
    return crawl


def planted(server: Server, rows: list[dict[str, Any]]) -> set[tuple[str, str]]:
    def place(where: str) -> str:
        if where.startswith("/"):
            return server.url + where
        return f"{server.url}{ROOT}{where}" if where == "" or where.endswith("html") else where

    return {(row["kind"], place(row["where"])) for row in rows}


def told(crawl: Crawl) -> set[tuple[str, str]]:
    return {(one.kind, one.subject) for one in crawl.faults.all()}


def test_all_forty_planted_faults_are_found_and_none_is_invented(
    cast: Cast, served: Server
) -> None:
    assert len(TABLE["faults"]) == 40
    assert len({row["kind"] for row in TABLE["faults"]}) >= 14
    section = section_of(cast, served)

    first = crawled(section)

    assert (first.state, first.complete) == (Crawl.State.DONE, True), first.left_out
    assert first.addresses.filter(kind="page").count() > 120
    assert told(first) == planted(served, TABLE["faults"] + TABLE["hints"])
    later = planted(served, [row for row in TABLE["faults"] if row.get("another_day")])
    assert {(one.kind, one.subject) for one in first.faults.filter(suspected=True)} == later
    assert Finding.objects.filter(source="crawl").count() == 39

    # The day after, the link of another host fails again, and counts.
    Outside.objects.update(first_failed_on=F("first_failed_on") - timedelta(days=1))
    second = crawled(section)
    assert not second.faults.filter(suspected=True).exists()
    assert {(one.indicator, one.subject) for one in Finding.objects.filter(gone_at=None)} == (
        planted(served, TABLE["faults"])
    )


def test_nothing_personal_is_kept_unmasked(cast: Cast, served: Server) -> None:
    from tests.standins.town import ID_NUMBER

    crawled(section_of(cast, served))

    kept = [str(one) for one in CrawlFault.objects.values_list("evidence", "said")]
    kept += [str(one) for one in Crawl.objects.get().addresses.values_list("page", "result")]
    kept += [str(one) for one in Finding.objects.values_list("evidence", "said")]
    assert not [one for one in kept if ID_NUMBER in one or "13987654321" in one]
    assert any("139****4321" in one for one in kept)


def test_a_finding_is_looked_at_again_at_once(cast: Cast, served: Server) -> None:
    from tongming.supervision.crawling.rechecking import look_again

    section = section_of(cast, served)
    crawled(section)

    def finding(indicator: str, path: str) -> Finding:
        return Finding.objects.get(indicator=indicator, subject=f"{served.url}{path}")

    today = localdate()
    wording = finding("C21", f"{ROOT}zcdt/content_20.html")
    assert len(list(look_again(wording, today) or [])) == 1
    served.answers[f"{ROOT}zcdt/content_20.html"] = served.answers[f"{ROOT}zcdt/content_1.html"]
    assert look_again(wording, today) == []
    picture = finding("C25", "/upload/xc2.jpg")
    assert len(list(look_again(picture, today) or [])) == 1
    served.answers["/upload/xc2.jpg"] = served.answers["/images/xc1.png"]
    assert look_again(picture, today) == []
    blank = finding("C05", f"{ROOT}aqsc/index.html")
    served.answers[f"{ROOT}aqsc/index.html"] = served.answers[f"{ROOT}tzgg/index.html"]
    assert look_again(blank, today) == []
    # While the page does not answer, nobody can say that it was put right.
    stale = finding("C01", f"{ROOT}gzdt/index.html")
    served.answers[f"{ROOT}gzdt/index.html"].status = 503
    assert look_again(stale, today) is None
