"""The look keeps its word: values in one file, enough contrast, no style or script in a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[3] / "src" / "tongming"
TEMPLATES = sorted(PACKAGE.glob("**/templates/**/*.html"))
STYLES = sorted(PACKAGE.glob("**/static/**/*.css"))
TOKENS = PACKAGE / "workbench" / "static" / "tongming" / "tokens.css"
# Paper is measured in millimetres and points; a screen is not.
ELSEWHERE = [style for style in STYLES if style.name not in ("tokens.css", "print.css")]

COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(")
# 1px and -1px are the two halves of the way to hide a text from the eye alone.
LENGTH = re.compile(r"(?<![\w.-])(?!-?1px)-?\d*\.?\d+(?:px|rem|pt|mm)\b")


def rules(style: Path) -> Iterator[str]:
    """The declarations of a style sheet, but for media queries, which cannot name values."""
    text = re.sub(r"/\*.*?\*/", "", style.read_text(encoding="utf-8"), flags=re.S)
    for line in text.splitlines():
        if ":" in line and not line.lstrip().startswith("@"):
            yield line.strip()


@pytest.mark.parametrize("style", ELSEWHERE, ids=lambda style: style.name)
def test_no_style_sheet_but_the_tokens_has_a_colour_of_its_own(style: Path) -> None:
    assert [line for line in rules(style) if COLOUR.search(line)] == []


@pytest.mark.parametrize("style", ELSEWHERE, ids=lambda style: style.name)
def test_no_style_sheet_but_the_tokens_has_a_length_of_its_own(style: Path) -> None:
    # A column that is at least so wide is a shape of one component, not a value of the look.
    found = [line for line in rules(style) if LENGTH.search(line) and "minmax(" not in line]
    assert found == []


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
def test_every_value_a_style_sheet_names_is_among_the_tokens(style: Path) -> None:
    known = set(re.findall(r"(--[\w-]+):", TOKENS.read_text(encoding="utf-8")))
    named = set(re.findall(r"var\((--[\w-]+)", style.read_text(encoding="utf-8")))
    assert named - known == set()


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
def test_a_style_sheet_asks_no_host_for_anything(style: Path) -> None:
    assert re.findall(r"url\(|@import", style.read_text(encoding="utf-8")) == []


# --- Contrast -------------------------------------------------------------------------------------


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.1 defines it."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def themes() -> dict[str, dict[str, str]]:
    """The colours of each theme, with what it inherits from those before it."""
    text = TOKENS.read_text(encoding="utf-8")
    usual, contrasted, dark, both, chosen = (
        dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{6});", part))
        for part in re.split(r"@media \(|:is\(\.contrast", text)
    )
    return {
        "light": usual,
        "light, more contrast": {**usual, **contrasted},
        "more contrast, as chosen by a reader": {**usual, **chosen},
        "dark": {**usual, **dark},
        "dark, more contrast": {**usual, **contrasted, **dark, **both},
    }


TEXT = [
    ("--ink", "--paper"), ("--ink", "--mist"), ("--ink-soft", "--paper"), ("--ink-soft", "--mist"),
    ("--accent", "--paper"), ("--accent", "--mist"), ("--accent", "--accent-wash"),
    ("--accent-strong", "--accent-wash"), ("--on-accent", "--accent"),
    ("--on-accent", "--accent-strong"), ("--on-overdue", "--overdue"),
    ("--overdue", "--paper"), ("--overdue", "--overdue-wash"), ("--ink", "--overdue-wash"),
    ("--soon", "--paper"), ("--soon", "--soon-wash"), ("--ink", "--soon-wash"),
    ("--done", "--paper"), ("--done", "--done-wash"), ("--ink", "--done-wash"),
]  # fmt: skip


def test_there_are_five_themes_and_they_differ() -> None:
    assert len({tuple(sorted(theme.items())) for theme in themes().values()}) == 5


@pytest.mark.parametrize("theme", themes())
@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_stands_out_from_its_ground(theme: str, text: str, ground: str) -> None:
    colours = themes()[theme]
    least = 7 if "more contrast" in theme else 4.5
    assert contrast(colours[text], colours[ground]) >= least


@pytest.mark.parametrize("theme", themes())
def test_the_edge_of_a_field_can_be_seen(theme: str) -> None:
    colours = themes()[theme]
    assert contrast(colours["--line-strong"], colours["--paper"]) >= 3
    assert contrast(colours["--focus-ring"], colours["--paper"]) >= 3


def test_contrast_is_measured_as_the_standard_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


# --- Templates ------------------------------------------------------------------------------------


def name_of(template: Path) -> str:
    return str(template.relative_to(PACKAGE))


@pytest.mark.parametrize("template", TEMPLATES, ids=name_of)
def test_no_page_has_a_style_or_a_script_of_its_own(template: Path) -> None:
    page = template.read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=", page)
    assert not re.search(r"\son[a-z]+=", page)
    for opening in re.findall(r"<script[^>]*>", page):
        assert "src=" in opening or 'type="application/json"' in opening


@pytest.mark.parametrize("template", TEMPLATES, ids=name_of)
def test_every_class_of_a_page_is_known_to_a_style_sheet(template: Path) -> None:
    known = set[str]()
    for style in STYLES:
        known |= set(re.findall(r"\.([a-zA-Z][\w-]*)", style.read_text(encoding="utf-8")))
    used = set[str]()
    page = re.sub(r"\{[#%].*?[#%]\}", " ", template.read_text(encoding="utf-8"))
    # A class made from a value (badge-{{ tone }}) is the business of the code that gives the value.
    page = re.sub(r"\{\{.*?\}\}", "{}", page)
    for value in re.findall(r'class="([^"]*)"', page):
        used |= {word for word in value.split() if "{}" not in word}
    assert used - known == set()
