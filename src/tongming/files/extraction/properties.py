"""What an office file says about who made it, and the parts that only travel along."""

from __future__ import annotations

import re

from tongming.files.extraction.live import Live, NodeAttribute, NodeText
from tongming.files.extraction.model import Layer
from tongming.files.extraction.package import Entry, Package, attribute, name_of
from tongming.law.words import N_, say

LABELS = {
    "author": N_("作者"),
    "last_modified_by": N_("最后保存者"),
    "company": N_("单位"),
    "manager": N_("经理"),
    "template": N_("模板路径"),
    "title": N_("标题"),
    "subject": N_("主题"),
    "keywords": N_("关键词"),
    "description": N_("备注"),
    "category": N_("类别"),
    "people": N_("审阅人名单"),
    "custom": N_("自定义属性"),
    "hyperlink_base": N_("链接基础"),
    "creator_tool": N_("制作软件"),
    "location": N_("拍摄位置"),
    "device": N_("拍摄设备"),
    "producer": N_("生成软件"),
}
"""What each property is called."""

_CORE = {
    "creator": "author",
    "lastModifiedBy": "last_modified_by",
    "title": "title",
    "subject": "subject",
    "keywords": "keywords",
    "description": "description",
    "category": "category",
}
_APP = {
    "Company": "company",
    "Manager": "manager",
    "HyperlinkBase": "hyperlink_base",
    "Template": "template",
}
_QUIET = re.compile(
    r"(?:^|/)(?:styles|stylesWithEffects|theme\d*|fontTable|webSettings|numbering|tableStyles|"
    r"presProps|viewProps|calcChain|metadata|styles\d*|colors\d*|printerSettings\d*)\.(?:xml|bin)$"
    r"|(?:^|/)theme/|slideMasters/|slideLayouts/|notesMasters/|handoutMasters/|_rels/|"
    r"^\[Content_Types\]\.xml$|^docProps/",
)


def property_live(key: str, entry: Entry | None) -> Live:
    """A property being read."""
    return Live(say(N_("文档属性：{name}"), name=say(LABELS[key])), Layer.PROPERTY, key,
                source=entry)  # fmt: skip


def read_properties(package: Package) -> list[Live]:
    """docProps of a package, the template it was made from, and its list of reviewers."""
    found: list[Live] = []
    for name, table in (("docProps/core.xml", _CORE), ("docProps/app.xml", _APP)):
        entry = package.entry(name)
        if entry is None:
            continue
        for node in entry.root:
            key = table.get(name_of(node))
            if key and node.text and node.text.strip():
                # A bare "Normal.dotm" is everybody's; only a path tells of a machine and a person.
                if key == "template" and not re.search(r"[\\/]", node.text):
                    continue
                live = property_live(key, entry)
                live.add(node.text, NodeText(node))
                found.append(live)
    custom = package.entry("docProps/custom.xml")
    if custom is not None:
        for node in custom.root:
            text = "".join(node.itertext())
            if text.strip():
                live = property_live("custom", custom)
                live.add(f"{node.get('name', '')}=")
                for leaf in node.iter():
                    if leaf.text and leaf.text.strip():
                        live.add(leaf.text, NodeText(leaf))
                found.append(live)
    return found


def read_links(package: Package) -> list[Live]:
    """Addresses in links, and the path of an attached template."""
    links: list[Live] = []
    for name in package.names:
        if not name.endswith(".rels") or name == "_rels/.rels":
            continue
        entry = package.entry(name)
        if entry is None:
            continue
        for node in entry.root:
            if not isinstance(node.tag, str) or node.get("TargetMode") != "External":
                continue
            if node.get("Type", "").endswith("/attachedTemplate"):
                live = property_live("template", entry)
            else:
                live = Live(say(N_("链接地址")), Layer.ASIDE, source=entry)
            live.add(node.get("Target", ""), NodeAttribute(node, "Target"))
            links.append(live)
    return links


def read_people(package: Package, name: str) -> list[Live]:
    """Names of reviewers that a file keeps for itself."""
    entry = package.entry(name)
    if entry is None:
        return []
    found = []
    for node in entry.root.iter():
        for wanted in ("author", "displayName", "name"):
            for key in node.attrib:
                if key.rpartition("}")[2] == wanted and node.get(key).strip():
                    live = property_live("people", entry)
                    live.add(node.get(key), NodeAttribute(node, key))
                    found.append(live)
    return found


def sweep(package: Package, read: set[str]) -> list[Live]:
    """The text of XML parts nothing else has read: diagrams, charts, caches, building blocks."""
    found = []
    for name in package.names:
        if name in read or _QUIET.search(name) or not name.endswith((".xml", ".vml")):
            continue
        entry = package.entry(name)
        if entry is None:
            continue
        live = Live(say(N_("内部部件 {name}"), name=name), Layer.ASIDE, source=entry)
        for node in entry.root.iter():
            if not isinstance(node.tag, str):
                continue
            if node.text and node.text.strip():
                live.add(node.text, NodeText(node))
                live.add("\n")
            # The caches of pivot tables keep the rows of a source that may be long deleted.
            if name_of(node) in ("s", "n", "d") and attribute(node, "v"):
                live.add(node.get("v"), NodeAttribute(node, "v"))
                live.add("\n")
        if live.length:
            found.append(live)
    return found
