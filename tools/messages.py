"""The English catalogue: collect the sentences of the code, check that none lacks its English.

    python tools/messages.py update    collect into django.po (needs GNU gettext), compile django.mo
    python tools/messages.py check     fail where a sentence has no English or the .mo is not the
    .po's

Both catalogues are committed, so that nobody who installs the product needs gettext.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from string import Formatter

import polib

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "tongming"
CATALOGUE = Path("locale/en/LC_MESSAGES/django.po")
PLAINER = Path("locale/zh_Hans/LC_MESSAGES/django.po")
"""What Django says of a form, in plainer Chinese; written by hand."""


def collect(package: Path) -> None:
    """Bring the catalogue of a copy of the package up to date with its code and templates."""
    import django
    from django.core.management.commands import makemessages

    class Collect(makemessages.Command):
        def __init__(self) -> None:
            super().__init__()
            # `N_` marks sentences where nothing is translated yet: in law, and in the plain half
            # of reports.
            self.xgettext_options = [*self.xgettext_options, "--keyword=N_"]

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongming.settings")
    django.setup()
    here = Path.cwd()
    os.chdir(package)
    try:
        Collect().run_from_argv(
            ["messages", "makemessages", "-l", "en", "--no-wrap", "--no-obsolete",
             "--add-location", "file", "-e", "py,html,txt"]
        )  # fmt: skip
    finally:
        os.chdir(here)


def places(text: str) -> set[str]:
    """The named places of a sentence, in either spelling: {n} and %(n)s."""
    try:
        braces = {name for _, name, _, _ in Formatter().parse(text) if name}
    except ValueError:
        braces = set()
    percents = {part.split(")")[0] for part in text.split("%(")[1:]}
    return braces | percents


def faults(catalogue: polib.POFile) -> list[str]:
    """What is wrong with the English of a catalogue, a line each."""
    found = []
    for entry in catalogue:
        if entry.obsolete:
            continue
        english = [*entry.msgstr_plural.values()] if entry.msgid_plural else [entry.msgstr]
        if not all(english):
            found.append(f"no English: {entry.msgid}")
        elif entry.fuzzy:
            found.append(f"not confirmed (fuzzy): {entry.msgid}")
        elif any(places(text) != places(entry.msgid) for text in english):
            found.append(f"other places than the Chinese: {entry.msgid} → {entry.msgstr}")
    return found


def check() -> int:
    po = polib.pofile(str(PACKAGE / CATALOGUE))
    problems = faults(po)
    compiled = PACKAGE / CATALOGUE.with_suffix(".mo")
    with tempfile.TemporaryDirectory() as scratch:
        fresh = Path(scratch) / "django.mo"
        po.save_as_mofile(str(fresh))
        if not compiled.exists() or compiled.read_bytes() != fresh.read_bytes():
            problems.append("django.mo is not made from django.po: make messages")
        if shutil.which("xgettext"):
            copy = Path(scratch) / "tongming"
            shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
            collect(copy)
            known = {(e.msgctxt, e.msgid) for e in po if not e.obsolete}
            needed = {(e.msgctxt, e.msgid) for e in polib.pofile(str(copy / CATALOGUE))}
            problems += [
                f"not in the catalogue: {msgid}" for _, msgid in sorted(needed - known, key=str)
            ]
            problems += [
                f"nobody says it any more: {msgid}" for _, msgid in sorted(known - needed, key=str)
            ]
        elif os.environ.get("CI"):
            problems.append("GNU gettext is missing, so the sentences cannot be collected")
        else:
            print("GNU gettext is missing: only the committed catalogue was checked.")
    for problem in problems:
        print(problem)
    print(f"{len(po)} sentences, {len(problems)} problems.")
    return 1 if problems else 0


def update() -> int:
    if not shutil.which("xgettext"):
        print("GNU gettext is missing. Debian: apt install gettext")
        return 2
    (PACKAGE / CATALOGUE).parent.mkdir(parents=True, exist_ok=True)
    collect(PACKAGE)
    po = polib.pofile(str(PACKAGE / CATALOGUE))
    # A date of extraction would make every run a change.
    for key in ("POT-Creation-Date", "PO-Revision-Date"):
        po.metadata.pop(key, None)
    po.save()
    po.save_as_mofile(str(PACKAGE / CATALOGUE.with_suffix(".mo")))
    plainer = PACKAGE / PLAINER
    polib.pofile(str(plainer)).save_as_mofile(str(plainer.with_suffix(".mo")))
    remaining = faults(po)
    print(f"{len(po)} sentences, {len(remaining)} still to do.")
    return 0


if __name__ == "__main__":
    actions = {"check": check, "update": update}
    if len(sys.argv) != 2 or sys.argv[1] not in actions:
        print(__doc__)
        sys.exit(2)
    sys.exit(actions[sys.argv[1]]())
