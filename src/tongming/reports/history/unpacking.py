"""An archive of reports taken apart in a guarded process: bounded, and under names that are safe.

Nothing is written to a disk here and no name is ever used as a path: a member's name is only shown,
and its last part names the kept file. Run as `python -m tongming.reports.history.unpacking`.
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

from tongming.guarding import Fault, Guard, Head, serve
from tongming.law.words import N_, Message, say
from tongming.reports.reading.limits import MAX_FILE

MEMBERS = 2_000
"""Files of one archive, those of archives inside it too."""
UNPACKED = 200 * 1024 * 1024
"""Bytes of all of them."""
DEPTH = 2
"""An archive, and archives in it."""
RATIO = 200
"""A report is not packed tighter than this; a bomb is."""
SECONDS = 60.0
_MEMORY = 900 * 1024 * 1024
_LONGEST_NAME = 300
_BESIDE = ("__MACOSX/", "Thumbs.db", "desktop.ini")

LEFT_OUT = {
    "locked": N_("压缩包设了密码，取不出来。请解密后再交。"),
    "bomb": N_("解开后大得不像正常文件，没有取出。"),
    "too_large": N_("文件太大，没有取出。"),
    "too_many": N_("压缩包里的文件太多或太大，没有全部取出。请分成几个压缩包。"),
    "too_deep": N_("压缩包里套了太多层压缩包，没有再解开。"),
    "damaged": N_("压缩包损坏，取不出来。"),
    "too_slow": N_("解开压缩包用的时间太长，没有取出。请分成几个压缩包。"),
    "died": N_("解开压缩包时中断了。请分成几个压缩包。"),
}

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OFFICE = {"[Content_Types].xml", "mimetype"}

_guard = Guard("tongming.reports.history.unpacking", largest=UNPACKED + 4 * 1024 * 1024)


def unpack(content: bytes) -> list[tuple[str, bytes | Message]] | None:
    """Each file of an archive by its name, or why it was left there; `None`: it is no archive.

    An office document is a ZIP as well, and no archive.
    """
    if not content.startswith(_ZIP):
        return None
    try:
        head, bodies = _guard.ask({}, content, seconds=SECONDS)
    except Fault as fault:
        return [("", say(LEFT_OUT.get(str(fault), LEFT_OUT["damaged"])))]
    if head["office"]:
        return None
    found: list[tuple[str, bytes | Message]] = []
    at = 0
    for name, length, left in head["members"]:
        if left:
            found.append((name, say(LEFT_OUT[left])))
        else:
            found.append((name, bodies[at : at + length]))
            at += length
    return found


# --- The process ----------------------------------------------------------------------------------


class _Taken:
    """What was taken out so far."""

    def __init__(self) -> None:
        self.members: list[tuple[str, int, str]] = []
        self.bodies = bytearray()

    def left(self, name: str, fault: str) -> None:
        self.members.append((name, 0, fault))

    def room(self) -> int:
        return UNPACKED - len(self.bodies)


def handle(_head: Head, data: bytes) -> tuple[Head, bytes]:
    """The members of one archive, those that were left with the reason."""
    taken = _Taken()
    archive = _opened(data)
    if archive is None:
        taken.left("", "damaged")
    elif _is_office(archive):
        return {"office": True}, b""
    else:
        _take(archive, "", 1, taken)
    answer: dict[str, Any] = {"office": False, "members": taken.members}
    return answer, bytes(taken.bodies)


def _opened(data: bytes) -> zipfile.ZipFile | None:
    try:
        return zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return None


def _is_office(archive: zipfile.ZipFile) -> bool:
    return not _OFFICE.isdisjoint(archive.namelist())


def _take(archive: zipfile.ZipFile, above: str, depth: int, taken: _Taken) -> None:
    for info in archive.infolist():
        name = safe_name(info)
        if info.is_dir() or _is_beside(name):
            continue
        if len(taken.members) >= MEMBERS or taken.room() <= 0:
            taken.left(above.rstrip("/"), "too_many")
            return
        _take_one(archive, info, above + name, depth, taken)


def _take_one(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, depth: int, taken: _Taken
) -> None:
    if info.flag_bits & 1:
        return taken.left(name, "locked")
    if info.file_size > RATIO * max(info.compress_size, 4096):
        return taken.left(name, "bomb")
    if info.file_size > MAX_FILE:
        return taken.left(name, "too_large")
    try:
        # What the directory says of the size may be a lie: no more than that is ever read.
        with archive.open(info) as stream:
            content = stream.read(min(MAX_FILE, taken.room()) + 1)
    except Exception:
        return taken.left(name, "damaged")
    if len(content) > min(MAX_FILE, taken.room()):
        return taken.left(name, "too_large" if len(content) > MAX_FILE else "too_many")
    inner = _opened(content) if content.startswith(_ZIP) else None
    if inner is None or _is_office(inner):
        taken.members.append((name, len(content), ""))
        taken.bodies += content
        return None
    if depth >= DEPTH:
        return taken.left(name, "too_deep")
    return _take(inner, f"{name}/", depth + 1, taken)


def safe_name(info: zipfile.ZipInfo) -> str:
    """A member's name for people: Chinese as it was meant, without a way out of any folder."""
    name = info.filename
    if not info.flag_bits & 0x800:
        # Without the mark of UTF-8 the library reads code page 437; Chinese systems wrote GBK.
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    parts = [
        "".join(c for c in part if c.isprintable()).strip()
        for part in name.replace("\\", "/").split("/")
    ]
    kept = [part for part in parts if part not in ("", ".", "..") and not part.endswith(":")]
    return "/".join(kept)[-_LONGEST_NAME:] or "?"


def _is_beside(name: str) -> bool:
    """What systems put into archives, and the folder a browser keeps beside a saved page."""
    parts = name.split("/")
    return (
        name.startswith(_BESIDE[0])
        or parts[-1] in _BESIDE
        or any(part.startswith(".") for part in parts)
        or any(part.endswith(("_files", ".files")) for part in parts[:-1])
    )


if __name__ == "__main__":
    serve(handle, memory=_MEMORY)
