"""An office file as a zip of XML parts: bounded when read, written back with only what changed."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from tongming.files.extraction.limits import MAX_ENTRIES, MAX_UNPACKED, MAX_XML
from tongming.guarding import Fault

Node = Any

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def name_of(node: Node) -> str:
    """The name of an XML node without its namespace; empty for comments and the like."""
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(node: Node, name: str) -> str:
    """An attribute whatever its namespace."""
    found = node.get(name)
    if found is not None:
        return str(found)
    for key, value in node.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A reference from one part to another or to the outside."""

    id: str
    kind: str
    """The last word of its type: slide, comments, hyperlink …"""
    target: str
    """The entry it leads to; for the outside the address itself."""
    external: bool
    node: Node


class Entry:
    """One part of a package that was taken apart."""

    def __init__(self, package: Package, name: str, root: Node) -> None:
        self.package, self.name, self.root = package, name, root
        self.changed = False

    def touch(self) -> None:
        """It is written anew."""
        self.changed = True


class Package:
    """The zip, its parts taken apart when asked for, and the packages inside it."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = ZipFile(BytesIO(content))
        except (BadZipFile, ValueError, NotImplementedError):
            raise Fault("damaged") from None
        entries = self._zip.infolist()
        if len(entries) > MAX_ENTRIES or sum(e.file_size for e in entries) > MAX_UNPACKED:
            raise Fault("bomb")
        if any(entry.flag_bits & 1 for entry in entries):
            raise Fault("locked")
        self.names = [entry.filename for entry in entries if not entry.is_dir()]
        self._known = set(self.names)
        self._entries: dict[str, Entry] = {}
        self._replaced: dict[str, bytes] = {}
        self.dropped: set[str] = set()
        self.inner: dict[str, Any] = {}
        """Documents inside this one, by the name of their part."""

    def __contains__(self, name: str) -> bool:
        return name in self._known and name not in self.dropped

    def read(self, name: str) -> bytes:
        """The bytes of a part."""
        info = self._zip.getinfo(name)
        if info.file_size > MAX_UNPACKED:
            raise Fault("bomb")
        try:
            return self._zip.read(name)
        except (BadZipFile, NotImplementedError, OSError, EOFError):
            raise Fault("damaged") from None

    def entry(self, name: str) -> Entry | None:
        """A part as XML; None where it is missing or no XML."""
        if name in self._entries:
            return self._entries[name]
        if name not in self:
            return None
        if self._zip.getinfo(name).file_size > MAX_XML:
            raise Fault("too_large")
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
        )
        try:
            root = etree.fromstring(self.read(name), parser)
        except (etree.XMLSyntaxError, ValueError):
            return None
        entry = Entry(self, name, root)
        self._entries[name] = entry
        return entry

    def relations(self, name: str) -> list[Relation]:
        """What a part refers to."""
        folder, _, own = name.rpartition("/")
        entry = self.entry(f"{folder}/_rels/{own}.rels" if folder else f"_rels/{own}.rels")
        if entry is None:
            return []
        found = []
        for node in entry.root.iter(_RELATION):
            target, external = node.get("Target", ""), node.get("TargetMode") == "External"
            if not external:
                target = (
                    target.lstrip("/")
                    if target.startswith("/")
                    else posixpath.normpath(posixpath.join(folder, target))
                )
            kind = node.get("Type", "").rpartition("/")[2]
            found.append(Relation(node.get("Id", ""), kind, target, external, node))
        return found

    def replace(self, name: str, content: bytes) -> None:
        """Put other bytes in place of a part."""
        self._replaced[name] = content

    def drop(self, name: str) -> None:
        """Take a part out, with what it refers to by itself and its line in the table of types."""
        self.dropped.add(name)
        folder, _, own = name.rpartition("/")
        self.dropped.add(f"{folder}/_rels/{own}.rels")
        types = self.entry("[Content_Types].xml")
        if types is not None:
            for node in list(types.root):
                if node.get("PartName") == f"/{name}":
                    types.root.remove(node)
                    types.touch()

    @property
    def changed(self) -> bool:
        """Whether anything in it, or in what stands inside it, is other than it was read."""
        return bool(
            self._replaced
            or self.dropped
            or any(entry.changed for entry in self._entries.values())
            or any(inner.changed for inner in self.inner.values())
        )

    def save(self) -> bytes:
        """The package with what was changed; parts nobody touched keep their bytes."""
        out = BytesIO()
        with ZipFile(out, "w", ZIP_DEFLATED) as target:
            for info in self._zip.infolist():
                name = info.filename
                if name in self.dropped or info.is_dir():
                    continue
                # No time, system or extra field of the first writer travels along.
                fresh = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                fresh.compress_type = ZIP_DEFLATED
                target.writestr(fresh, self._content(name))
        return out.getvalue()

    def _content(self, name: str) -> bytes:
        inner = self.inner.get(name)
        if inner is not None and inner.changed:
            content: bytes = inner.save()
            return content
        if name in self._replaced:
            return self._replaced[name]
        entry = self._entries.get(name)
        if entry is not None and entry.changed:
            written: bytes = etree.tostring(
                entry.root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True
            )
            return written
        return self.read(name)
