"""Everything one revision of a document says: its text, its record, its attachments.

A revision is this, frozen, and nothing else; what the public sees, what reviewers read and what is
compared are all made from it. The rules that need only the content stand here too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, Self

from tongming.information.texts.markup import plain
from tongming.law.documents import Attribute, Stage
from tongming.law.exemptions import Exemption, still_wanting
from tongming.law.publication_terms import PublicationTerm, term
from tongming.law.words import N_, Message, say

SOURCE_RULE = "国办发〔2016〕80号"
"""公文公开属性源头认定: the attribute is fixed in the draft and approved with the document."""

BLANK = "【请补充】"
"""What a begun text leaves to be written; nothing that has one is reviewed."""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """An attachment as a revision names it; the content is the file's, by its hash."""

    pk: int
    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Content:
    """One revision's words. `replace` makes the next one."""

    title: str = ""
    body: str = ""
    """Clean markup."""
    attribute: str = ""
    ground: str = ""
    ground_kind: str = ""
    reason: str = ""
    """Why it is not disclosed, or only on request."""
    forbidding_law: str = ""
    reassess_on: date | None = None
    is_policy: bool = False
    """政策性文件: interpreted by its drafter; examined once more where it is not to be public."""
    is_normative: bool = False
    """行政规范性文件: counted in table 2 of the annual report."""
    document_number: str = ""
    formed_on: date | None = None
    summary: str = ""
    subject_words: tuple[str, ...] = ()
    publisher: str = ""
    joint_organs: tuple[str, ...] = ()
    """All makers of a joint document, the leading one first (第十条第三款)."""
    statutory_items: tuple[str, ...] = ()
    theme: str = ""
    stage: str = ""
    catalogue_row: str = ""
    column: str = "content"
    effective_on: date | None = None
    ends_on: date | None = None
    term: str = "general"
    triggered_on: date | None = None
    """The day the term counts from, where it is not 成文日期."""
    files: tuple[KeptFile, ...] = ()
    no_interpretation: str = ""
    """Why a policy document needs no interpretation."""

    @property
    def text(self) -> str:
        """The body without markup."""
        return plain(self.body)

    @property
    def attribute_kind(self) -> Attribute | None:
        """The attribute as the law knows it."""
        return Attribute(self.attribute) if self.attribute else None

    @property
    def exemption(self) -> Exemption | None:
        """The ground of Articles 14 to 16."""
        return Exemption(self.ground) if self.ground else None

    @property
    def stage_kind(self) -> Stage | None:
        """Of the five, the stage it belongs to."""
        return Stage(self.stage) if self.stage else None

    @property
    def term_kind(self) -> PublicationTerm:
        """The term it is published within."""
        return term(self.term)

    @property
    def counts_from(self) -> date | None:
        """The day the publication term starts with."""
        return self.triggered_on or self.formed_on

    @property
    def is_public(self) -> bool:
        """Whether it is meant for everybody."""
        return self.attribute == Attribute.PROACTIVE

    @property
    def leads(self) -> str:
        """The organ that leads a joint document; empty where one organ made it."""
        return self.joint_organs[0] if self.joint_organs else ""

    def to_data(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in asdict(self).items()
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Back from JSON; fields a later version added take their defaults."""
        kept = {field.name for field in fields(cls)} & set(data)
        values: dict[str, Any] = {name: data[name] for name in kept}
        for name in ("reassess_on", "formed_on", "effective_on", "ends_on", "triggered_on"):
            if values.get(name):
                values[name] = date.fromisoformat(values[name])
        for name in ("subject_words", "joint_organs", "statutory_items"):
            values[name] = tuple(values.get(name, ()))
        values["files"] = tuple(KeptFile(**one) for one in values.get("files", ()))
        return cls(**values)

    @property
    def digest(self) -> str:
        """What identifies the content."""
        text = json.dumps(self.to_data(), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2200, 12, 31)
"""What lies outside is a slip of the pen: no term can be counted from it."""


def misdated(content: Content) -> date | None:
    """A day no document of ours can bear; None where there is none."""
    for field in fields(content):
        value = getattr(content, field.name)
        if isinstance(value, date) and not FIRST_DAY <= value <= LAST_DAY:
            return value
    return None


def attribute_wanting(content: Content) -> tuple[Message, ...]:
    """What the attribute still lacks: each a reason to refuse the document (退文).

    国办发〔2016〕80号: without an attribute, or without a reason for not disclosing, the office may
    return it. The reasons of Articles 14 to 16 are `law.exemptions`'.
    """
    attribute = content.attribute_kind
    if attribute is None:
        return (say(N_("选择公开属性：主动公开、依申请公开或者不予公开")),)
    if attribute is Attribute.WITHHELD:
        ground = content.exemption
        if ground is None:
            return (say(N_("选择不予公开的法定情形（第十四条、第十五条或者第十六条）")),)
        return still_wanting(
            ground,
            reason=content.reason,
            kind=content.ground_kind,
            forbidding_law=content.forbidding_law,
        )
    if attribute is Attribute.ON_REQUEST and not content.reason.strip():
        # 依申请公开 is no ground of the law: why it is not published at once has to be said.
        return (say(N_("写明为什么不主动公开，只依申请公开")),)
    return ()


def record_wanting(content: Content) -> tuple[Message, ...]:
    """What the record still lacks before anybody reviews it (第十二条第三款; practice)."""
    wanting = []
    if not content.title.strip():
        wanting.append(say(N_("填写名称")))
    if not content.text and not content.files:
        wanting.append(say(N_("写正文，或者上传附件")))
    if count := content.text.count(BLANK):
        wanting.append(say(N_("补上正文里写着“{blank}”的{n}处"), blank=BLANK, n=count))
    if content.formed_on is None:
        wanting.append(say(N_("填写成文日期")))
    if content.is_public and content.column == "content" and not content.statutory_items:
        wanting.append(say(N_("选择法定主动公开事项（第二十条、第二十一条）")))
    if content.ends_on and content.effective_on and content.ends_on < content.effective_on:
        wanting.append(say(N_("终止日期不能早于施行日期")))
    return tuple(wanting)
