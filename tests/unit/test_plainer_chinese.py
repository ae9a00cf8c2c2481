"""What Django says of a form is said in plainer Chinese; an upgrade that words it anew is seen."""

from __future__ import annotations

from pathlib import Path

import django
import polib
from django.utils import translation
from django.utils.translation import gettext

import tongming

OURS = Path(tongming.__file__).parent / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
DJANGOS = Path(django.__file__).parent / "conf" / "locale" / "en" / "LC_MESSAGES" / "django.po"


def test_every_sentence_is_one_django_says() -> None:
    said = {(entry.msgid, entry.msgid_plural) for entry in polib.pofile(str(DJANGOS))}
    ours = {(entry.msgid, entry.msgid_plural) for entry in polib.pofile(str(OURS))}
    assert ours - said == set()


def test_what_is_compiled_is_what_is_written(tmp_path: Path) -> None:
    polib.pofile(str(OURS)).save_as_mofile(str(tmp_path / "django.mo"))
    assert OURS.with_suffix(".mo").read_bytes() == (tmp_path / "django.mo").read_bytes()


def test_what_is_missing_is_asked_for_in_few_words() -> None:
    with translation.override("zh-hans"):
        assert gettext("This field is required.") == "请填写。"
        assert gettext("今天要办") == "今天要办"
    with translation.override("en"):
        assert gettext("This field is required.") == "This field is required."
