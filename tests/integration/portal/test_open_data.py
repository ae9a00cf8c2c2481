"""Open data on the static section: addresses that stay, files that keep to their schema, a year in
one file, sums signed for the public, the same bytes from a rebuild."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from referencing import Registry, Resource

from tests.conftest import Cast, SignIn
from tests.published import publish
from tongming.law.figures import Cell, Gap
from tongming.law.forms import FORM_2019, FORM_2021
from tongming.law.words import Refused
from tongming.ledger.chain import verify
from tongming.ledger.models import Event
from tongming.portal.pages.open_data import SCHEMAS
from tongming.publishing.actions import publish_pending
from tongming.publishing.models import SiteFile
from tongming.publishing.rebuilding import rebuild
from tongming.publishing.verifying import verify as verify_site
from tongming.reports.freezing import digest
from tongming.reports.models import FrozenReport
from tongming.reports.sums import releasing
from tongming.reports.sums.actions import content_of, keep
from tongming.reports.sums.gathering import Basis, Scope, gather
from tongming.reports.sums.models import Release, Sum
from tongming.units.actions import appoint
from tongming.units.models import Unit
from tongming.units.rights import NotPermitted
from tongming.units.roles import Role

ISSUED = Cell.parse("proactive/normative_documents/issued")
YEAR = 2022
AT = f"hongshilazi/reports/{YEAR}/2021-30"


def content(path: str) -> bytes:
    return (Path(settings.SITE) / path).read_bytes()


def data(path: str) -> Any:
    return json.loads(content(path))


def keeps_to_schema(path: str) -> Any:
    """What a served file holds, once the served schemas have found it right."""
    schemas = [data(schema) for schema in SCHEMAS]
    resources = [(schema["$id"], Resource.from_contents(schema)) for schema in schemas]
    found = data(path)
    jsonschema.Draft202012Validator(
        schemas[0], registry=Registry().with_resources(resources)
    ).validate(found)
    return found


def rows(path: str) -> list[dict[str, str]]:
    text = content(path).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture
def town(cast: Cast) -> Unit:
    return cast.town


@pytest.fixture
def first(cast: Cast, town: Unit) -> FrozenReport:
    gap = Cell.parse("requests/1/nat")
    frozen = publish(town, YEAR, FORM_2021, {ISSUED: 3, gap: Gap.NOT_REPORTED}, by=cast.leader)
    publish_pending()
    return frozen


def test_a_published_report_is_json_and_csv_that_keep_to_the_served_schema(
    first: FrozenReport,
) -> None:
    found = keeps_to_schema(f"{AT}.json")
    assert (found["version"], found["sha256"]) == (1, first.sha256)
    assert [one["version"] for one in found["versions"]] == [1]
    assert found["report"]["proactive"]["normative_documents"]["issued"] == 3
    by_cell = {(row["表"], row["行"], row["列"]): row for row in rows(f"{AT}.csv")}
    issued = by_cell[ISSUED.table, ISSUED.row, ISSUED.column]
    assert issued["官方名称"] == "第二十条第（一）项 / 行政规范性文件 / 本年制发件数"
    assert (issued["数值"], issued["空缺原因"], issued["计量单位"]) == ("3", "", "件")
    gap = by_cell["requests", "1", "nat"]
    assert (gap["数值"], gap["空缺原因"]) == ("", "未报告")
    suits = by_cell["remedies", "direct", "total"]
    assert suits["官方名称"] == "行政诉讼 / 未经复议直接起诉 / 总计"


def test_a_correction_has_its_own_address_and_the_earlier_version_keeps_its_bytes(
    cast: Cast, first: FrozenReport
) -> None:
    before = content(f"{AT}/1.json"), content(f"{AT}/1.csv")
    publish(cast.town, YEAR, FORM_2021, {ISSUED: 4}, by=cast.leader, version=2, reason="漏计一件")
    publish_pending()
    assert (content(f"{AT}/1.json"), content(f"{AT}/1.csv")) == before
    latest = keeps_to_schema(f"{AT}.json")
    assert (latest["version"], latest["reason"]) == (2, "漏计一件")
    assert [one["reason"] for one in latest["versions"]] == ["", "漏计一件"]
    assert keeps_to_schema(f"{AT}/2.json")["report"] == latest["report"]
    page = Client().get(f"/reports/hongshilazi/{YEAR}/").content.decode()
    assert f'href="{settings.SITE_PREFIX}{AT}/1.csv"' in page
    assert f'href="{settings.SITE_PREFIX}{AT}.json"' in page


def test_a_year_is_one_file_of_each_kind_and_the_catalogue_names_it(
    cast: Cast, first: FrozenReport
) -> None:
    publish(cast.other_town, YEAR, FORM_2021, {ISSUED: 9}, by=cast.leader)
    publish_pending()
    stem = f"data/reports/{YEAR}"
    lines = [json.loads(line) for line in content(f"{stem}.jsonl").splitlines()]
    assert [line["unit"]["code"] for line in lines] == [cast.town.code, cast.other_town.code]
    issued = [row["数值"] for row in rows(f"{stem}.csv") if row["行"] == ISSUED.row
              and row["列"] == ISSUED.column]  # fmt: skip
    assert issued == ["3", "9"]
    assert len(keeps_to_schema(f"{stem}.json")["reports"]) == 2
    (year,) = keeps_to_schema("data/index.json")["years"]
    assert (year["year"], year["reports"]) == (YEAR, 2)
    assert f"reports/{YEAR}.jsonl" in content("data/index.html").decode()
    served = Client().get(f"{settings.SITE_PREFIX}{stem}.jsonl")
    assert served.headers["Content-Type"].startswith("application/jsonl")
    assert served.getvalue() == content(f"{stem}.jsonl")


def test_what_one_publication_writes_does_not_grow_with_what_was_published_before(
    cast: Cast, first: FrozenReport
) -> None:
    def written(year: int) -> int:
        publish(cast.town, year, FORM_2021, by=cast.leader)
        publish_pending()
        editions = Event.objects.filter(kind="publishing.edition").order_by("-seq")
        return sum(event.data["written"] for event in editions[:2])

    assert written(2023) == written(2024) < 25


def test_no_text_of_the_csv_is_a_formula_and_a_negative_number_stays_one(
    cast: Cast, town: Unit
) -> None:
    Unit.objects.filter(pk=town.pk).update(name='=HYPERLINK("x")')
    town.refresh_from_db()
    change = Cell.parse("proactive/licences/change")
    assert change in set(FORM_2019.cells())
    publish(town, 2020, FORM_2019, {change: -2}, by=cast.leader)
    publish_pending()
    found = rows("hongshilazi/reports/2020/2019-60.csv")
    assert {row["单位"] for row in found} == {'\'=HYPERLINK("x")'}
    assert [row["数值"] for row in found if row["列"] == "change" and row["行"] == "licences"] == [
        "-2"
    ]


def test_a_rebuild_gives_the_same_bytes(cast: Cast, first: FrozenReport) -> None:
    publish(cast.town, YEAR, FORM_2021, {ISSUED: 4}, by=cast.leader, version=2, reason="更正")
    publish_pending()
    paths = list(SiteFile.objects.values_list("path", flat=True))
    before = {path: content(path) for path in paths}
    rebuild()
    after = set(SiteFile.objects.values_list("path", flat=True))
    assert {path: content(path) for path in paths} == before
    assert after >= set(paths)
    assert verify_site().is_clean


def test_the_served_schema_is_the_documented_one(first: FrozenReport) -> None:
    documented = Path(__file__).parents[3] / "docs" / "open-data.schema.json"
    assert data(SCHEMAS[0]) == json.loads(documented.read_text(encoding="utf-8"))
    columns = data(SCHEMAS[0])["$defs"]["row"]["properties"]
    assert list(rows(f"{AT}.csv")[0]) == [column["title"] for column in columns.values()]


# --- Sums -----------------------------------------------------------------------------------------


def kept_sum(cast: Cast, basis: Basis = Basis.PUBLISHED) -> Sum:
    gathered = gather(cast.county, YEAR, [Scope.TOWNSHIPS], basis)
    assert gathered is not None
    return keep(gathered=gathered, shown=digest(content_of(gathered)), by=cast.supervisor)


@pytest.fixture
def county_leader(cast: Cast, first: FrozenReport) -> Cast:
    appoint(person=cast.leader, unit=cast.county, role=Role.LEADER, since=first.known_at.date())
    return cast


def test_a_kept_sum_is_asked_for_signed_and_public_with_scope_missing_units_and_parts(
    cast: Cast, county_leader: Cast, sign_in: SignIn
) -> None:
    kept = kept_sum(cast)
    at = f"/work/sums/{cast.county.code}/{YEAR}/kept/{kept.pk}/"
    office, leader = sign_in(cast.supervisor), sign_in(cast.leader)
    assert office.post(f"{at}ask/").status_code == 302
    assert office.post(f"{at}sign/").status_code == 302
    assert not Release.objects.filter(state=Release.State.PUBLIC).exists()
    assert "签发并公布" in leader.get(at).content.decode()
    leader.post(f"{at}sign/")
    publish_pending()
    release = Release.objects.get()
    assert (release.number, release.settled_by) == (1, cast.leader)
    folder = f"{cast.county.code}/sums/{YEAR}/1"
    found = keeps_to_schema(f"{folder}/sum.json")
    assert found["scope"] == ["乡镇、街道"]
    assert [one["name"] for one in found["missing"]] == [cast.other_town.name]
    assert found["parts"][0]["json"].endswith(f"/{AT}/1.json")
    page = content(f"{folder}/index.html").decode()
    assert f"/reports/{cast.town.code}/{YEAR}/" in page
    assert cast.other_town.name in page
    (listed,) = keeps_to_schema("data/index.json")["sums"]
    assert listed["number"] == 1
    assert f"sums/{YEAR}/1/" in content(f"{cast.county.code}/reports/index.html").decode()
    assert Event.objects.filter(kind="sums.published").count() == 1
    assert verify() is None


def test_a_sum_of_what_is_not_public_is_not_asked_for(cast: Cast, county_leader: Cast) -> None:
    kept = kept_sum(cast)
    assert releasing.unpublished(kept) == []
    body = kept.content.replace('"sha256":"', '"sha256":"0', 1)
    other = Sum.objects.create(
        **{
            field: getattr(kept, field)
            for field in ("unit", "year", "form", "scope", "basis", "reports", "missing",
                          "made_by", "made_at", "event")
        },
        content=body,
        sha256=digest(body),
    )  # fmt: skip
    with pytest.raises(Refused, match="还没有公布"):
        releasing.ask(kept=other, reason="", by=cast.supervisor)
    with pytest.raises(NotPermitted):
        releasing.ask(kept=kept, reason="", by=cast.clerk)


def test_a_sum_is_replaced_with_a_reason_and_the_older_page_says_so(
    cast: Cast, county_leader: Cast
) -> None:
    one = kept_sum(cast)
    releasing.sign(
        release=releasing.ask(kept=one, reason="", by=cast.supervisor), by=cast.leader
    )  # fmt: skip
    publish(cast.other_town, YEAR, FORM_2021, by=cast.leader)
    two = kept_sum(cast)
    with pytest.raises(Refused, match="替代的理由"):
        releasing.ask(kept=two, reason=" ", by=cast.supervisor)
    release = releasing.ask(kept=two, reason="补入一个镇的报告", by=cast.supervisor)
    releasing.sign(release=release, by=cast.leader)
    publish_pending()
    top = f"{cast.county.code}/sums/{YEAR}"
    assert data(f"{top}/1/sum.json")["replaced_by"] == 2
    assert "../2/" in content(f"{top}/1/index.html").decode()
    assert data(f"{top}/2/sum.json")["reason"] == "补入一个镇的报告"
    before = content(f"{top}/1/index.html")
    rebuild()
    assert content(f"{top}/1/index.html") == before


def test_a_leader_returns_a_sum_and_the_office_is_told(
    cast: Cast, county_leader: Cast, sign_in: SignIn
) -> None:
    kept = kept_sum(cast)
    releasing.ask(kept=kept, reason="", by=cast.supervisor)
    at = f"/work/sums/{cast.county.code}/{YEAR}/kept/{kept.pk}/"
    leader = sign_in(cast.leader)
    assert leader.post(f"{at}return/", {"words": " "}).status_code == 400
    assert leader.post(f"{at}return/", {"words": "范围不对"}).status_code == 302
    assert "范围不对" in sign_in(cast.supervisor).get(at).content.decode()
    with transaction.atomic(), pytest.raises(Refused, match="已经处理过"):
        releasing.sign(release=Release.objects.get(), by=cast.leader)
    releasing.ask(kept=kept, reason="", by=cast.supervisor)
    assert Release.objects.get().state == Release.State.ASKED


def test_nobody_signs_a_sum_they_kept_themselves(cast: Cast, county_leader: Cast) -> None:
    appoint(
        person=cast.supervisor, unit=cast.county, role=Role.LEADER,
        since=cast.county.joined_on,
    )  # fmt: skip
    release = releasing.ask(kept=kept_sum(cast), reason="", by=cast.supervisor)
    with pytest.raises(Refused, match="不能由您签发"):
        releasing.sign(release=release, by=cast.supervisor)
