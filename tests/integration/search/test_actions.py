"""The index follows what is public."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import Cast
from tests.integration.search.conftest import Items
from tests.unit.search.corpus import simple, withdrawn
from tongming.cli import main
from tongming.law.organs import Level
from tongming.search import actions, queries
from tongming.search.index.query import Query
from tongming.search.index.reading import Reader
from tongming.units.actions import change_unit, create_unit

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """`run("rebuild")` gives the exit code and what was printed."""

    def command(*words: str) -> tuple[int, str, str]:
        code = main(["search", *words])
        return code, *capsys.readouterr()

    return command


def total(text: str, **asked: str) -> int:
    return queries.find(Query(text, **asked)).total  # type: ignore[arg-type]


def test_a_filter_by_the_county_finds_what_its_towns_publish(public: Items) -> None:
    assert total("低保", unit="huadian") == 2
    assert total("低保", unit="hongshilazi") == 1
    assert total("低保", unit="nobody") == 0


def test_what_was_written_is_followed_and_twice_does_no_harm(public: Items) -> None:
    follower = actions.Follower()
    new = simple("t-2", "防汛预案")
    gone = withdrawn(public["o-1"])
    for _ in range(2):
        follower.follow([("t-2", new), ("o-1", gone), ("t-1", None)])
        assert total("防汛预案", unit="huadian") == 1
        assert total("低保") == 0
        assert total("工作要点") == 0


def test_rebuilding_writes_what_is_public_and_nothing_else(public: Items, run: Run) -> None:
    public["t-2"] = simple("t-2", "防汛预案")
    public["o-1"] = withdrawn(public["o-1"])
    code, out, _err = run("rebuild")
    assert (code, out.strip()) == (0, "索引已重建：共 2 条。")
    assert total("防汛预案") == 1
    assert total("八道河子镇低保公示") == 0


def test_repairing_names_what_differed(public: Items, run: Run) -> None:
    assert run("repair")[:2] == (0, "")
    public["t-1"] = simple("t-1", "改过的标题")
    del public["o-1"]
    assert run("repair")[1].split() == ["o-1", "t-1"]
    assert total("改过的标题") == 1
    assert total("低保") == 0


def test_a_moved_unit_is_found_in_its_new_branch_after_a_repair(cast: Cast, public: Items) -> None:
    since = date(2015, 1, 1)
    other = create_unit(
        name="磐石市人民政府",
        short_name="磐石市",
        level=Level.COUNTY,
        code="panshi",
        joined_on=since,
    )
    town = cast.other_town
    change_unit(
        town,
        name=town.name,
        short_name=town.short_name,
        level=Level.TOWNSHIP,
        parent=other,
        since=date(2026, 1, 1),
        reason="区划调整",
        by=None,
    )
    assert actions.repair() == ["o-1"]
    assert total("低保", unit="panshi") == 1
    assert total("低保", unit="huadian") == 1


def test_the_command_answers_questions(public: Items, run: Run) -> None:
    code, out, _err = run("query", "红政发[2026]5", "--json")
    assert code == 0
    assert json.loads(out)["items"][0]["key"] == "t-1"
    code, out, _err = run("query", "zwgk")
    assert code == 1
    assert "您是不是要找：政务公开" in out
    code, out, _err = run("query", "低保", "--unit", "badaohezi", "--by-date")
    assert code == 0
    assert "/badaohezi/o-1.html" in out
    assert run("query", "字" * 101)[0] == 2


def test_the_command_copies_the_index_and_says_where_it_cannot(
    public: Items, run: Run, tmp_path: Path
) -> None:
    assert run("copy", str(tmp_path / "there"))[0] == 0
    assert Reader(tmp_path / "there").find(Query("低保")).total == 2
    (tmp_path / "file").touch()
    code, _out, err = run("copy", str(tmp_path / "file"))
    assert code == 2
    assert "写不了" in err
