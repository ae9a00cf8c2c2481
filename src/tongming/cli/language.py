"""The language of the command line: Chinese, or English where the environment or `--lang` says so.

The same catalogue as the screens', read with the standard library so that no command needs Django.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Sequence
from pathlib import Path

_LOCALES = Path(__file__).resolve().parent.parent / "locale"
_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_language = "zh"


def choose_language(argv: Sequence[str] = ()) -> str:
    """Set the language from `--lang`, else `TONGMING_LANG`, else the locale; Chinese by default."""
    global _catalogue, _language
    wanted = ""
    for position, word in enumerate(argv):
        if word == "--lang" and position + 1 < len(argv):
            wanted = argv[position + 1]
        elif word.startswith("--lang="):
            wanted = word.partition("=")[2]
    if not wanted:
        wanted = next(
            (
                value
                for name in ("TONGMING_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
                if (value := os.environ.get(name, ""))
            ),
            "",
        )
    _language = "en" if wanted.lower().startswith("en") else "zh"
    _catalogue = (
        gettext.translation("django", _LOCALES, languages=["en"], fallback=True)
        if _language == "en"
        else gettext.NullTranslations()
    )
    return _language


def language() -> str:
    """The chosen language: "zh" or "en"."""
    return _language


def _(text: str) -> str:
    """The sentence in the chosen language."""
    return _catalogue.gettext(text) if text else ""
