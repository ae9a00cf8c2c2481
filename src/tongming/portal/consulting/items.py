"""Consultations and their uptakes as public items; each leads to the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.html import escape
from django.utils.timezone import localdate

from tongming.engagement.consultations.figures import Told
from tongming.engagement.consultations.models import (
    PREFIX,
    UPTAKE_PREFIX,
    Consultation,
    Uptake,
)
from tongming.engagement.consultations.queries import ever_public, published_uptakes
from tongming.files.sniff import sniff
from tongming.law.decisions import COMMENT_DAYS
from tongming.law.words import chinese_date
from tongming.portal.institutions import paragraphs
from tongming.portal.visitors.items import number_of, rows_html
from tongming.publishing.item import Correction, PublicFile, PublicItem, Related

COLUMN = "interaction/consultations"


class ConsultationSource:
    """Every consultation that was opened (`publishing.item.ItemSource`)."""

    prefix = PREFIX

    def get(self, key: str) -> PublicItem | None:
        """The notice; one that is over, or was given up, says so and stays."""
        number = number_of(key, PREFIX)
        found = ever_public().filter(pk=number).first() if number else None
        return consultation_item(found) if found is not None else None

    def keys(self) -> Iterator[str]:
        for one in ever_public():
            yield one.key


class UptakeSource:
    """Every uptake that was published."""

    prefix = UPTAKE_PREFIX

    def get(self, key: str) -> PublicItem | None:
        """The report, as it was approved."""
        number = number_of(key, UPTAKE_PREFIX)
        found = published_uptakes().filter(consultation=number).first() if number else None
        return uptake_item(found) if found is not None else None

    def keys(self) -> Iterator[str]:
        for one in published_uptakes():
            yield one.key


def consultation_item(one: Consultation) -> PublicItem:
    """The notice as the public reads it now."""
    assert one.opened_at is not None
    assert one.opened_on is not None
    assert one.ends_on is not None
    uptake = one.uptake_or_none
    is_told = uptake is not None and uptake.state == Uptake.State.PUBLISHED
    period = f"{chinese_date(one.opened_on)}至{chinese_date(one.ends_on)}"
    changes = [
        Correction(step.on, f"征求意见延长到{chinese_date(step.after)}。理由：{step.reason}")
        for step in one.extensions.all()
    ]
    if one.withdrawn_on is not None:
        changes.append(Correction(one.withdrawn_on, f"提前终止。理由：{one.withdrawn_reason}"))
    body = _notice(one)
    return PublicItem(
        key=one.key,
        unit=one.unit.code,
        title=f"关于“{one.title}”公开征求意见的公告",
        published_at=one.opened_at,
        changed_at=one.opened_at,
        formed_on=one.opened_on,
        publisher=one.unit.name,
        summary=f"{one.unit.name}就“{one.title}”公开征求意见，{period}。",
        body_html=body,
        body_text="\n".join((one.explanation, one.text)),
        files=tuple(
            PublicFile(
                kept.file.name, kept.file.sha256, kept.file.size,
                sniff(kept.file.read(), kept.file.name).media,
            )
            for kept in one.attached.select_related("file")
        ),
        interpretations=(Related(uptake.key, uptake.title),) if uptake and is_told else (),
        corrections=tuple(changes),
        is_demo=one.unit.is_demo,
        columns=(COLUMN,),
        facts=(
            ("发布机构", one.unit.name),
            ("发布日期", one.opened_on.isoformat()),
            ("征求意见时间", period),
            ("状态", _state_of(one, is_told=is_told)),
        ),
    )  # fmt: skip


def _state_of(one: Consultation, *, is_told: bool) -> str:
    if one.state == Consultation.State.WITHDRAWN:
        return "提前终止"
    if is_told:
        return "已结束，采纳情况已公布"
    return "已结束" if one.is_over(localdate()) else "正在征求意见"


def _notice(one: Consultation) -> str:
    assert one.ends_on is not None
    parts = []
    if one.state == Consultation.State.WITHDRAWN:
        parts.append(f"本次征求意见已提前终止。理由：{one.withdrawn_reason}")
    elif one.is_over(localdate()):
        parts.append("征求意见已经结束，不再接收意见。")
    if one.days < COMMENT_DAYS:
        parts.append(f"本次征求意见{one.days}日，缩短期限的说明：{one.short_reason}")
    html = "".join(f"<p><strong>{escape(words)}</strong></p>\n" for words in parts)
    html += "<h2>起草说明</h2>\n" + paragraphs(one.explanation)
    if one.text:
        html += "\n<h2>草案正文</h2>\n" + paragraphs(one.text)
    if one.state == Consultation.State.OPEN and not one.is_over(localdate()):
        html += f"\n<h2>怎样提意见</h2>\n<p>截止日期：{chinese_date(one.ends_on)}。</p>\n"
        address = dynamic(reverse("consulting:comment", args=[one.pk]))
        html += (
            f'<p>网上：<a href="{escape(address)}">在网上提意见</a>，不用注册，不用留姓名。</p>\n'
        )
        html += paragraphs(one.ways)
    return html


def dynamic(path: str) -> str:
    """Where a page that needs an answer is, seen from the static site."""
    return settings.SITE_HOST["dynamic"].rstrip("/") + path


def uptake_item(uptake: Uptake) -> PublicItem:
    """What became of the opinions, as it was approved."""
    one = uptake.consultation
    assert uptake.published_at is not None
    assert uptake.frozen is not None
    told = Told.thawed(uptake.frozen)
    text = "\n".join((told.summary, told.closing))
    html = paragraphs(told.summary)
    if told.opinions:
        html += rows_html(
            ("序号", "意见", "采纳情况", "理由或者修改情况"),
            [
                (str(number), line.text, line.verdict, line.reason)
                for number, line in enumerate(told.opinions, start=1)
            ],
        )
    html += paragraphs(told.closing)
    return PublicItem(
        key=uptake.key,
        unit=one.unit.code,
        title=uptake.title,
        published_at=uptake.published_at,
        changed_at=uptake.published_at,
        formed_on=localdate(uptake.published_at),
        publisher=one.unit.name,
        summary=told.summary.split("\n")[0],
        body_html=html,
        body_text="\n".join((text, *(f"{a.text} {a.verdict} {a.reason}" for a in told.opinions))),
        interprets=(Related(one.key, one.title),),
        is_demo=one.unit.is_demo,
        columns=(COLUMN,),
        facts=(
            ("发布机构", one.unit.name),
            ("发布日期", localdate(uptake.published_at).isoformat()),
            *((label, value) for label, value in _counted(told)),
        ),
    )


def _counted(told: Told) -> Sequence[tuple[str, str]]:
    values = {one["key"]: one["value"] for one in told.figures}
    return (
        ("参与人数", f"{values['people']}人"),
        ("收到来稿", f"{values['comments']}件"),
        ("归纳意见", f"{values['opinions']}条"),
        ("采纳意见", f"{values['adopted'] + values['partly']}条"),
    )
