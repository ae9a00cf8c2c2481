"""A rebuild makes only what it must, by as many processes as it may, and always the same bytes."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from django.conf import settings

from tests.public_items import Room, interpreted, kept_file, made_item
from tongming.portal.pages import downloads, pdf
from tongming.publishing import rebuilding
from tongming.publishing.models import Listing, Published, SiteFile
from tongming.publishing.rebuilding import rebuild
from tongming.publishing.verifying import verify
from tongming.typesetting import pages, typefaces

FOLDER = "hongshilazi/items/2026/test-1"


def tree() -> dict[str, bytes]:
    """Every file of the site."""
    return {
        str(file.relative_to(settings.SITE)): file.read_bytes()
        for file in settings.SITE.rglob("*")
        if file.is_file() and file.name != ".lock"
    }


def from_nothing() -> None:
    """As if nothing had ever been published."""
    for model in (Published, Listing, SiteFile):
        model.objects.all().delete()
    for path in tree():
        (settings.SITE / path).unlink()


@pytest.fixture
def filled(room: Room) -> Room:
    """A room of every kind of item, none of them published yet."""
    room.items |= {f"test-{n}": made_item(n) for n in range(1, 14)}
    room.items["test-3"] = made_item(3, files=(kept_file("附件.pdf", b"%PDF-1.7"),))
    policy, reading = interpreted(made_item(30), made_item(31))
    room.items |= {"test-30": policy, "test-31": reading}
    return room


@pytest.fixture
def several(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Three processes for however little there is, chunk after chunk; those that were started."""
    monkeypatch.setattr(settings, "SITE_PROCESSES", 3)
    monkeypatch.setattr(rebuilding, "FEW", 0)
    monkeypatch.setattr(rebuilding, "CHUNK", 10)
    started: list[int] = []
    popen = subprocess.Popen

    def spy(*args: Any, **kwargs: Any) -> Any:
        process = popen(*args, **kwargs)
        started.append(process.pid)
        return process

    monkeypatch.setattr(subprocess, "Popen", spy)
    yield started
    assert not [pid for pid in started if psutil.pid_exists(pid)], "a process was left behind"


def test_several_processes_come_to_the_bytes_of_one(filled: Room, several: list[int]) -> None:
    rebuild()
    assert len(several) == 3
    by_three = tree()
    assert verify().is_clean
    from_nothing()
    settings.SITE_PROCESSES = 1
    rebuild()
    assert len(several) == 3, "a process was started where one is wanted"
    assert tree() == by_three
    assert f"{FOLDER}/test-1.pdf" in by_three


def test_killed_processes_are_replaced_and_what_they_had_in_hand_is_made_all_the_same(
    filled: Room, several: list[int]
) -> None:
    killed: list[int] = []

    def kill(step: str, done: int, total: int) -> None:
        if step == "pages" and done < total:
            for pid in several[-3:]:
                if pid not in killed:
                    psutil.Process(pid).kill()
                    killed.append(pid)

    rebuild(kill)
    assert len(killed) >= 3
    assert len(several) > 3, "none was replaced"
    cut = tree()
    assert verify().is_clean
    from_nothing()
    rebuild()
    assert tree() == cut


def test_what_a_process_cannot_make_fails_with_its_reason(
    filled: Room, several: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    filled.items["test-5"] = made_item(5, effective_on="not a day")
    with pytest.raises(AttributeError, match="isoformat"):
        rebuild()
    filled.items["test-5"] = made_item(5)
    rebuild()
    assert verify().is_clean


def never(*_args: object) -> bytes:
    raise AssertionError("made again")


def test_what_is_made_from_the_same_is_not_made_again(
    filled: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    rebuild()
    made = tree()
    monkeypatch.setattr("tongming.portal.pages.docx.render", never)
    monkeypatch.setattr("tongming.portal.pages.pdf.render", never)
    monkeypatch.setattr(downloads, "code", never)
    assert rebuild() == 0
    assert tree() == made


def test_what_is_published_one_by_one_is_not_made_again_by_a_rebuild(
    filled: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled.publish(made_item(1))
    monkeypatch.setattr("tongming.portal.pages.docx.render", never)
    filled.items = {"test-1": filled.items["test-1"]}
    assert rebuild() == 0


def test_a_changed_word_makes_the_downloads_again(filled: Room) -> None:
    rebuild()
    before = tree()
    filled.items["test-1"] = made_item(1, title="另一个标题")
    rebuild()
    changed = {path for path, content in tree().items() if before[path] != content}
    assert {f"{FOLDER}/test-1.docx", f"{FOLDER}/test-1.pdf"} <= changed
    assert f"{FOLDER}/code.svg" not in changed
    assert not {path for path in changed if "/test-2/" in path}


def test_a_changed_template_makes_every_pdf_again(
    filled: Room, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    rebuild()
    before = tree()
    root = tmp_path / "changed"
    for folder in ("typesetting", "portal/pages"):
        (root / folder).mkdir(parents=True)
    official = Path(pages.__file__).with_name("official.typ").read_text(encoding="utf-8")
    changed_page = official.replace("left: 28mm", "left: 30mm")
    assert changed_page != official
    (root / "typesetting/official.typ").write_text(changed_page, encoding="utf-8")
    template = root / "portal/pages/item.typ"
    template.write_bytes(pdf.TEMPLATE.read_bytes() + b"\n")
    monkeypatch.setattr(pages, "_ROOT", root)
    monkeypatch.setattr(pdf, "TEMPLATE", template)
    for known in (pdf.render, downloads.pdf_recipe):
        known.cache_clear()
    rebuild()
    changed = {path for path, content in tree().items() if before[path] != content}
    assert changed == {path for path in before if path.endswith(".pdf") and "/files/" not in path}
    pdf.render.cache_clear()
    downloads.pdf_recipe.cache_clear()


@pytest.mark.parametrize("what", ["program", "library", "fonts"])
def test_another_program_or_font_makes_them_again_though_the_bytes_be_the_same(
    filled: Room, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, what: str
) -> None:
    rebuild()
    set_again: list[str] = []
    render = pdf.render

    def counted(item: Any, *args: Any) -> bytes | None:
        set_again.append(item.key)
        return render(item, *args)

    monkeypatch.setattr("tongming.portal.pages.pdf.render", counted)
    assert rebuild() == 0
    assert set_again == []
    if what == "program":
        monkeypatch.setattr("tongming.__version__", "99.0")
    elif what == "library":
        monkeypatch.setattr(downloads, "version", lambda _package: "99.0")
    else:
        (tmp_path / "own").mkdir()
        (tmp_path / "own" / "new.ttf").write_bytes(b"not a font, but a file that was not there")
        monkeypatch.setenv("TONGMING_FONTS", str(tmp_path / "own"))
    downloads.pdf_recipe.cache_clear()
    typefaces.fonts.cache_clear()
    rebuild()
    assert len(set_again) == len(filled.items)
    set_again.clear()
    rebuild()
    assert set_again == [], "what came out the same is known to be made from the new from now on"
    downloads.pdf_recipe.cache_clear()
    typefaces.fonts.cache_clear()


@pytest.mark.parametrize("how", ["changed", "gone", "linked"])
def test_a_download_that_is_not_what_was_made_is_made_again(
    filled: Room, tmp_path: Path, how: str
) -> None:
    rebuild()
    made = tree()
    place = settings.SITE / FOLDER / "test-1.docx"
    if how == "changed":
        place.write_bytes(place.read_bytes()[:-1] + b"!")
    else:
        place.unlink()
    if how == "linked":
        (tmp_path / "same").write_bytes(made[f"{FOLDER}/test-1.docx"])
        place.symlink_to(tmp_path / "same")
    rebuild()
    assert not place.is_symlink()
    assert tree() == made
    assert verify().is_clean


def test_a_manifest_that_vouches_for_a_forged_file_is_not_believed(filled: Room) -> None:
    """Whoever can write files and rows, but has not the key of the installation."""
    rebuild()
    made = tree()
    path = f"{FOLDER}/test-1.pdf"
    forged = b"%PDF-1.7 forged"
    (settings.SITE / path).write_bytes(forged)
    other = SiteFile.objects.get(path=f"{FOLDER}/test-1.docx")
    sha256 = hashlib.sha256(forged).hexdigest()
    for seal in (SiteFile.objects.get(path=path).seal, other.seal, "0" * 64, ""):
        SiteFile.objects.filter(path=path).update(sha256=sha256, size=len(forged), seal=seal)
        (settings.SITE / path).write_bytes(forged)
        rebuild()
        assert tree() == made
