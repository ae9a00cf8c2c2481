"""The letters to a unit: an order to put right, and criticism for what was not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.timezone import localdate

from tongming.law.citation import REGULATION, Citation
from tongming.law.words import chinese_date
from tongming.supervision.inspection.models import Finding, Order
from tongming.supervision.inspection.rendering import docx, pdf
from tongming.supervision.inspection.rendering.model import Block, Paper, Text

BASIS = str(Citation(REGULATION, 47))


def order_letter(order: Order, findings: Sequence[Finding]) -> Paper:
    """整改通知."""
    blocks: list[Block] = [
        Text(f"经检查，你单位政府信息公开工作存在以下{len(findings)}项问题："),
        *(
            Text(f"{place}. {_sentence(one)}（{_mark(one)}）")
            for place, one in enumerate(findings, start=1)
        ),
        Text(f"根据{BASIS}，现要求如下：{order.requirement}"),
        Text(f"请于{chinese_date(order.due_on)}前完成整改，并报送整改情况和相关材料。"),
    ]
    return Paper(
        title=f"{order.issuer.name}关于政府信息公开问题的整改通知",
        organ=order.issuer.name,
        number=order.number,
        addressee=order.unit.name,
        blocks=tuple(blocks),
        signed_on=order.issued_on,
    )


def criticism_letter(order: Order, text: str, on: date) -> Paper:
    """通报批评."""
    words = [line.strip() for line in text.splitlines() if line.strip()]
    return Paper(
        title=f"{order.issuer.name}关于{order.unit.name}未按期整改政府信息公开问题的通报",
        organ=order.issuer.name,
        number="",
        addressee=order.unit.name,
        blocks=(
            *(Text(line) for line in words),
            Text(f"根据{BASIS}，现予以通报批评。"),
        ),
        signed_on=on,
    )


def files_of(paper: Paper) -> list[tuple[bytes, str]]:
    """A paper as Word and PDF, each with its name."""
    name = f"{paper.title}（{paper.number}）" if paper.number else paper.title
    return [(docx.render(paper), f"{name}.docx"), (pdf.render(paper), f"{name}.pdf")]


def _sentence(finding: Finding) -> str:
    return str(finding.message).rstrip("。")


def _mark(finding: Finding) -> str:
    found = chinese_date(localdate(finding.found_at))
    return f"{finding.severity_kind.label}，指标{finding.indicator}，{found}发现"
