"""Words in scans: found by the real program where it is installed, a person's to look for where
it is not."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from tongming.files.checking import check
from tongming.files.checking.model import Kind
from tongming.files.extraction import recognising
from tongming.files.extraction.pdf import read_pdf
from tongming.files.extraction.picture import read_picture
from tongming.files.extraction.reading import open_file
from tongming.files.sniff import Kind as FileKind

NUMBER = "11010519491231002X"
installed = pytest.mark.skipif(
    shutil.which(recognising.PROGRAM) is None,
    reason="tesseract is not installed (apt install tesseract-ocr tesseract-ocr-chi-sim)",
)


def scan(words: str, kind: str = "PNG") -> bytes:
    """A page as a scanner gives it: a picture of words."""
    page = Image.new("RGB", (1654, 800), "white")
    font = ImageFont.load_default(size=56)
    ImageDraw.Draw(page).text((120, 200), words, fill="black", font=font)
    held = BytesIO()
    page.save(held, kind, resolution=200)
    return held.getvalue()


@installed
@pytest.mark.parametrize(("kind", "ending"), [("PNG", FileKind.PNG), ("PDF", FileKind.PDF)])
def test_an_identity_number_in_a_scan_is_found_and_a_person_is_still_asked_to_look(
    kind: str, ending: FileKind
) -> None:
    extraction = open_file(scan(f"ID {NUMBER}", kind), ending).extraction()
    assert Kind.ID_CARD in {finding.kind for finding in check(extraction)}
    assert any("请人工查看" in str(caution) for caution in extraction.cautions)
    assert any("识别" in str(caution) for caution in extraction.cautions)


@installed
def test_a_picture_without_words_says_that_it_could_not_be_read() -> None:
    _parts, cautions = read_picture(scan(""))
    assert [str(one) for one in cautions] == ["图片里的文字系统读不出，请人工查看。"]
    found = read_pdf(scan("", "PDF"))
    assert [str(one) for one in found.cautions] == ["第1页只有图片，读不出文字，请人工查看。"]


@pytest.mark.parametrize("broken", ["absent", "failing", "endless"])
def test_without_the_program_nothing_is_refused_and_a_person_must_look(
    broken: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "tesseract"
    if broken != "absent":
        does = {"failing": "exit 1", "endless": "sleep 30"}[broken]
        program.write_text(
            f'#!/bin/sh\n[ "$1" = --list-langs ] && echo eng && exit 0\n{does}\n', "ascii"
        )
        program.chmod(0o755)
    monkeypatch.setattr(recognising, "PROGRAM", str(program))
    monkeypatch.setattr(recognising, "SECONDS", 1.0)
    recognising._languages.cache_clear()
    try:
        _parts, cautions = read_picture(scan(f"ID {NUMBER}"))
        assert [str(one) for one in cautions] == ["图片里的文字系统读不出，请人工查看。"]
        found = read_pdf(scan(f"ID {NUMBER}", "PDF"))
        assert [str(one) for one in found.cautions] == ["第1页只有图片，读不出文字，请人工查看。"]
    finally:
        recognising._languages.cache_clear()
