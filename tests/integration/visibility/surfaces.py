"""Everything the public can reach: files, addresses, answers of the search; each with its text."""

from __future__ import annotations

import re
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator
from functools import partial
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tongming.files.extraction import extract
from tongming.information.models import Document
from tongming.portal.pages.model import item_folder

_PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")
_NAMED = re.compile(r"\(\?P<(\w+)>[^)]*\)")
_WORDS = {
    "what": "meetings",
    "code": "hongshilazi", "form": "2021-30", "kind": "html", "digest": "0" * 64,
    "table": "proactive", "row": "normative_documents", "column": "issued", "key": "overview",
    "slug": "publish", "path": "", "channel": "website", "instance": "second",
    "size": "a4", "deed": "unlock", "act": "add", "secret": "0" * 43, "question": "clear",
    "name": "pdf", "step": "draft", "number": "2026-1", "year": "2026",
    "inside": "content", "how": "settled",
}  # fmt: skip
"""What a parameter of an address is tried with; for a new name the test says that it is missing."""


# --- Files ----------------------------------------------------------------------------------------


def files(root: Path) -> Iterator[tuple[str, str]]:
    """Every file under a folder, hidden ones too: its name, and all that can be read in it."""
    for path in sorted(root.rglob("*")):
        if path.is_file():
            name = str(path.relative_to(root))
            yield name, f"{name}\n{read(path.read_bytes(), path.name)}"


def read(content: bytes, name: str) -> str:
    """The bytes as text, and what an unpacked file says besides."""
    said = [content.decode("utf-8", "ignore")]
    if content.startswith((b"PK", b"%PDF")):
        said += [part.text for part in extract(content, name).parts]
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as packed:
            said += [packed.read(one).decode("utf-8", "ignore") for one in packed.namelist()]
    if content.startswith(b"SQLite format 3"):
        said.append("\n".join(_dumped(content)))
    text = "\n".join(said)
    # JSON and addresses may spell a character by its number.
    return f"{text}\n{_unescaped(text)}"


def _dumped(content: bytes) -> Iterator[str]:
    with sqlite3.connect(":memory:") as database:
        database.deserialize(content)
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_schema")]
        for name in names:
            try:
                rows = database.execute(f'SELECT * FROM "{name}"').fetchall()
            except sqlite3.DatabaseError:
                continue  # an index, no table
            yield repr(rows)
    database.close()


def _unescaped(text: str) -> str:
    plain = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)
    plain = re.sub(r"&#(\d{4,6});", lambda found: chr(int(found[1])), plain)
    return unquote(plain)


# --- Addresses ------------------------------------------------------------------------------------


def patterns(resolver: URLResolver | None = None, before: str = "/") -> Iterator[str]:
    """Every address of the product, its parameters still open."""
    for entry in (resolver or get_resolver()).url_patterns:
        # A pattern that is a regular expression has its parameters written otherwise.
        here = before + _NAMED.sub(r"<\1>", str(entry.pattern)).strip("^$")
        if isinstance(entry, URLResolver):
            yield from patterns(entry, here)
        elif isinstance(entry, URLPattern):
            yield here


def paths(documents: Iterable[Document]) -> Iterator[str]:
    """Every address, tried with the numbers of these documents and of their attachments."""
    numbers = sorted(
        {one.pk for one in documents}
        | {file.pk for one in documents for r in one.revisions.all() for file in r.content.files}
    )
    for pattern in patterns():
        for number in numbers if re.search(r"<int:|<pk>", pattern) else [0]:
            yield _PARAMETER.sub(partial(_value, number), pattern)


def _value(number: int, found: re.Match[str]) -> str:
    kind, name = found.groups()
    if kind == "int" or name == "pk":
        return str(number)
    return _WORDS[name]


def would_be(document: Document) -> Iterator[str]:
    """The addresses a document would have on the site, guessed by somebody who knows how."""
    folder = settings.SITE_PREFIX + item_folder(
        document.unit.code, document.key, document.created_at
    )
    yield from (folder, f"{folder}index.html", f"{folder}code.svg")
    yield from (f"{folder}{document.key}.{kind}" for kind in ("docx", "pdf"))
    for revision in document.revisions.all():
        for file in revision.content.files:
            for name in (f"{file.sha256[:16]}.txt", f"{file.sha256}.txt", file.name):
                yield f"{folder}files/{name}"
                yield f"{settings.SITE_PREFIX}files/{name}"
            yield f"/files/{file.sha256}"
            yield f"/work/files/{file.pk}/"


def answer(client: Client, path: str, query: dict[str, str] | None = None) -> tuple[int, str]:
    """What is answered: the status, and everything that can be read in it and around it.

    An answer may repeat the address it was asked under: that was known.
    """
    response = client.get(path, query or {})
    streaming = getattr(response, "streaming", False)
    content = b"".join(response) if streaming else response.content
    response.close()
    headers = "\n".join(f"{name}: {value}" for name, value in response.items())
    text = read(content, path.rstrip("/")) + _unescaped(headers)
    return response.status_code, text.replace(path, "")
