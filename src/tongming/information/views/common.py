"""What several screens show of a document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tongming.information.content import Content
from tongming.information.models import Document
from tongming.information.states import UNDER_WAY, State
from tongming.law.documents import Attribute
from tongming.law.statutory import items_for
from tongming.law.words import N_


@dataclass(frozen=True, slots=True)
class Station:
    """One station of the chain as the line of steps shows it."""

    label: str
    done: bool
    current: bool


ROAD: tuple[tuple[State, str], ...] = (
    (State.DRAFT, N_("起草")),
    (State.OFFICE, N_("办公室审核")),
    (State.ASSESS, N_("公开工作机构审查")),
    (State.SECRECY, N_("保密审查")),
    (State.SIGN, N_("签发")),
    (State.SIGNED, N_("发布")),
)


def chain_steps(document: Document) -> list[Station]:
    """The stations this document passes, and where it is."""
    content = document.content
    public = content.is_public or not content.attribute
    # A correction takes the shorter way.
    correcting = document.live_id is not None and document.state_kind in (State.DRAFT, *UNDER_WAY)
    road = [
        (state, label)
        for state, label in ROAD
        if not (state is State.ASSESS and (public or not content.is_policy))
        and not (state is State.OFFICE and correcting)
        and not (state is State.SIGNED and not public)
    ]
    states = [state for state, _label in road]
    here = document.state_kind
    if here is State.SCHEDULED:
        here = State.SIGNED
    at = states.index(here) if here in states else len(states)
    if here in (State.LEDGER, State.DROPPED):
        return []
    return [
        Station(_(label), number < at, number == at) for number, (_state, label) in enumerate(road)
    ]


def day(value: date | None) -> str:
    """A date in words, or nothing."""
    return date_format(value, "DATE_FORMAT") if value else ""


def registration_of(document: Document, content: Content) -> list[tuple[str, str]]:
    """The record beside the text, filled fields only: label and value."""
    items = {item.key: item for item in items_for(document.unit.level_kind)}
    attribute = content.attribute_kind
    ground = content.exemption
    facts = [
        (_("索引号"), document.index_number),
        (_("发文字号"), content.document_number),
        (_("成文日期"), day(content.formed_on)),
        (_("发布机构"), content.publisher),
        (_("联合制作的机关"), "、".join(content.joint_organs)),
        (_("公开属性"), _(attribute.label) if attribute else ""),
        (_("法定情形"), f"{_(ground.label)}（{ground.citation}）" if ground else ""),
        (_("属于哪一种"), _(content.ground_kind) if content.ground_kind else ""),
        (_("不公开的理由"), content.reason),
        (_("禁止公开的规定"), content.forbidding_law),
        (_("重新评估日期"), day(document.reassess_on or content.reassess_on)
         if attribute is Attribute.WITHHELD else ""),
        (_("法定主动公开事项"), "；".join(
            f"{items[key].number}{_(items[key].label)}" for key in content.statutory_items
            if key in items
        )),
        (_("主题分类"), content.theme),
        (_("五公开"), _(content.stage_kind.label) if content.stage_kind else ""),
        (_("标准目录事项"), content.catalogue_row),
        (_("施行日期"), day(content.effective_on)),
        (_("有效期至"), day(content.ends_on)),
        (_("内容概述"), content.summary),
        (_("主题词"), "、".join(content.subject_words)),
        (_("公开期限"), _(content.term_kind.label) if content.is_public else ""),
    ]  # fmt: skip
    return [(label, value) for label, value in facts if value]
