"""Files spoilt at random: the material of the reader's fuzzing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

CORPUS = Path(__file__).parent.parent / "corpus"
_INTERESTING = (
    b"<table>", b"</table>", b"<td colspan=900>", b"<td rowspan=900>", b"<tr>", b"</td>", b"<!--",
    b"<script>", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\x81\x30", b"9" * 40, b"-1", b"1e309",
    "（七）总计".encode(), "自然人".encode(), "自然人".encode("gb18030"), "　".encode(), b"|",
    b"\t", b"\n", b"&#x10FFFF;", b"&#0;", b"<w:tbl>", b"<w:gridSpan w:val='999999'/>", b"endobj",
    b"stream", b"/Length 99999999", b"PK\x03\x04", b"%PDF-1.4", b"{", b"[", b'"',
    b"\xe2\x80\x8b",
)  # fmt: skip


def seeds() -> dict[str, bytes]:
    """Sound and messy reports of every format, by file name."""
    found = {}
    for folder in ("files", "handwritten"):
        for path in sorted((CORPUS / folder).iterdir()):
            found[path.name] = path.read_bytes()
    return found


def mutations(files: dict[str, bytes], seed: int) -> Iterator[tuple[str, bytes]]:
    """Spoilt files without end, each with the name of the file it was: the same for a seed."""
    random = Random(seed)
    names = sorted(files)
    while True:
        name = random.choice(names)
        data = files[name]
        if random.random() < 0.02:
            yield "random", random.randbytes(random.randint(0, 4000))
            continue
        if data[:2] == b"PK" and random.random() < 0.7:
            data = _within(data, random)
        else:
            for _ in range(random.choice((1, 1, 2, 5, 40))):
                data = _once(data, files[random.choice(names)], random)
        yield name, data


def _within(data: bytes, random: Random) -> bytes:
    """A package with the text of one of its parts spoilt, sound as a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    large = [name for name in sorted(parts) if len(parts[name]) > 200]
    name = random.choice(large)
    for _ in range(random.choice((1, 3, 20))):
        parts[name] = _once(parts[name], parts[random.choice(large)], random)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return stream.getvalue()


def _once(data: bytes, other: bytes, random: Random) -> bytes:
    """One thing changed."""
    size = len(data)
    at = random.randint(0, size)
    end = min(size, at + random.choice((1, 2, 8, 60, 700, 5000)))
    kind = random.randrange(8)
    if kind == 0:
        return data[:at] + data[end:]
    if kind == 1:
        return data[:at] + random.choice(_INTERESTING) * random.choice((1, 1, 3, 200)) + data[at:]
    if kind == 2:
        return data[:at] + random.randbytes(end - at) + data[end:]
    if kind == 3:
        return data[:end] + data[at:end] * random.choice((1, 2, 30)) + data[end:]
    if kind == 4 and random.random() < 0.3:
        return data[:at]
    if kind == 5 and other:
        start = random.randrange(len(other))
        return data[:at] + other[start : start + random.choice((20, 500, 8000))] + data[end:]
    if kind == 6 and size:
        changed = bytearray(data)
        for _ in range(random.choice((1, 4, 30))):
            changed[random.randrange(size)] ^= 1 << random.randrange(8)
        return bytes(changed)
    pieces = [data[:at], data[at:end], data[end:]]
    random.shuffle(pieces)
    return b"".join(pieces)
