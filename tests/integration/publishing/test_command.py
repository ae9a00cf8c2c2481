"""`tongming site …`: publish, rebuild, verify, heal, nginx; exit codes that say what was found."""

from __future__ import annotations

import json

import pytest
from django.conf import settings
from django.db import transaction

from tests.public_items import Room, made_item
from tongming.cli import main
from tongming.publishing.actions import request

PAGE = "hongshilazi/items/2026/test-1/index.html"


@pytest.fixture(autouse=True)
def ready(monkeypatch: pytest.MonkeyPatch) -> None:
    """Django runs already."""
    monkeypatch.setattr("tongming.cli.web.start_django", lambda: None)


def test_what_waits_is_published_and_told(room: Room, capsys: pytest.CaptureFixture[str]) -> None:
    room.items["test-1"] = made_item(1)
    with transaction.atomic():
        request("test-1")
    assert main(["site", "publish"]) == 0
    assert "已发布 1 项" in capsys.readouterr().out
    assert (settings.SITE / PAGE).exists()


def test_one_that_cannot_be_published_is_named(
    room: Room, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    room.items["test-1"] = made_item(1)

    def refuse(*_args: object) -> None:
        raise ValueError("缺字")

    monkeypatch.setattr("tongming.portal.site.renderer.SectionRenderer.line", refuse)
    with transaction.atomic():
        request("test-1")
    assert main(["site", "publish"]) == 1
    assert "没有发布：test-1（缺字）" in capsys.readouterr().err


def test_tampering_is_named_with_exit_code_1_and_healed(
    room: Room, capsys: pytest.CaptureFixture[str]
) -> None:
    room.publish(made_item(1))
    assert main(["site", "verify"]) == 0
    assert "站点完好：第 1 版" in capsys.readouterr().out
    (settings.SITE / PAGE).write_text("挂马", encoding="utf-8")
    (settings.SITE / "x.php").write_text("", encoding="utf-8")
    assert main(["site", "verify"]) == 1
    told = capsys.readouterr().out
    assert f"被改动 {PAGE}" in told
    assert "外来 x.php" in told
    assert main(["site", "verify", "--json"]) == 1
    assert len(json.loads(capsys.readouterr().out)["findings"]) == 2
    assert main(["site", "verify", "--heal"]) == 0
    told = capsys.readouterr().out
    assert f"已恢复：{PAGE}" in told
    assert "已移到隔离区：x.php" in told
    assert main(["site", "verify"]) == 0


def test_a_rebuild_tells_how_far_it_is(room: Room, capsys: pytest.CaptureFixture[str]) -> None:
    room.items |= {f"test-{n}": made_item(n) for n in range(1, 4)}
    assert main(["site", "rebuild"]) == 0
    told = capsys.readouterr()
    assert "整理信息 3/3 100%" in told.err
    assert "生成页面" in told.err
    assert (settings.SITE / PAGE).exists()
    assert main(["site", "rebuild"]) == 0
    assert "0 个文件有变化" in capsys.readouterr().out


def test_the_configuration_for_nginx_names_the_folder_and_the_prefix(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["site", "nginx", "--listen", "8080"]) == 0
    told = capsys.readouterr().out
    assert f"alias {settings.SITE}/;" in told
    assert f"location {settings.SITE_PREFIX} {{" in told
    assert "listen 8080;" in told
