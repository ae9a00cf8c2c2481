"""《信息公开保密审查表》: the recorded review of one version, to print and to file.

The fields are those of the forms offices use; what nobody has answered yet stays empty, never
filled in by the system.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field

from django.utils.timezone import localtime
from docx import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

from tongming.information.actions.review import QUESTIONS, Conclusion
from tongming.information.models import Document, Step
from tongming.information.states import StepKind
from tongming.law.words import chinese_date

TITLE = "信息公开保密审查表"
OPINIONS: tuple[tuple[StepKind, str], ...] = (
    (StepKind.SUBMITTED, "承办人意见"),
    (StepKind.OFFICE_PASSED, "科室（办公室）负责人意见"),
    (StepKind.ASSESSED, "公开工作机构意见"),
    (StepKind.SECRECY_PASSED, "保密审查机构意见"),
    (StepKind.SIGNED, "分管领导意见"),
)
AGREED = "同意"


@dataclass(frozen=True, slots=True)
class Opinion:
    """A box for an opinion: filled, or waiting to be."""

    label: str
    words: str = ""
    name: str = ""
    on: str = ""


@dataclass(frozen=True, slots=True)
class ReviewForm:
    """The form as rows of label and value, then the questions, then the opinions."""

    title: str
    unit: str
    number: int
    sha256: str
    rows: list[tuple[str, str]] = field(default_factory=list)
    questions: list[tuple[str, str]] = field(default_factory=list)
    opinions: list[Opinion] = field(default_factory=list)


def of(document: Document) -> ReviewForm:
    """The form of the newest version."""
    assert document.current is not None
    content = document.content
    steps = {
        step.step_kind: step
        for step in document.steps.filter(revision=document.current, voided_at=None)
        .select_related("by")
        .order_by("pk")
    }
    review = steps.get(StepKind.SECRECY_PASSED)
    attribute = content.attribute_kind
    ground = content.exemption
    rows = [
        ("拟公开信息单位", document.unit.name),
        ("信息名称", content.title),
        ("文号", content.document_number or "无"),
        ("成文日期", chinese_date(content.formed_on) if content.formed_on else ""),
        ("内容摘要", content.summary),
        ("附件", "、".join(one.name for one in content.files) or "无"),
        ("公开属性", attribute.label if attribute else ""),
        (
            "不公开的依据和理由",
            f"{ground.citation}：{content.reason}" if ground else content.reason,
        ),
        ("拟公开方式", "政府网站" if content.is_public else "不主动公开"),
        ("审查版本", f"第{document.current.number}版，指纹 {document.current.digest[:16]}"),
    ]
    questions = [
        (label, ("是" if review.answers.get(name) else "否") if review else "")
        for name, label in QUESTIONS.items()
    ]
    return ReviewForm(
        title=TITLE,
        unit=document.unit.name,
        number=document.current.number,
        sha256=document.current.digest,
        rows=[(label, value) for label, value in rows if value],
        questions=questions,
        opinions=[
            _opinion(label, kind, steps.get(kind))
            for kind, label in OPINIONS
            if kind is not StepKind.ASSESSED or (content.is_policy and not content.is_public)
        ],
    )


def _opinion(label: str, kind: StepKind, step: Step | None) -> Opinion:
    if step is None:
        return Opinion(label)
    words = step.opinion or AGREED
    if kind is StepKind.SECRECY_PASSED:
        conclusion = Conclusion(step.answers["conclusion"]).label
        words = f"{conclusion}。{step.opinion}" if step.opinion else conclusion
    return Opinion(label, words, str(step.by or ""), chinese_date(localtime(step.at).date()))


def docx(form: ReviewForm) -> bytes:
    """The form as a Word document."""
    word = WordDocument()
    word.styles["Normal"].font.name = "仿宋_GB2312"
    word.styles["Normal"].element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋_GB2312")
    word.styles["Normal"].font.size = Pt(12)
    heading = word.add_paragraph()
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = heading.add_run(form.title)
    run.bold, run.font.size = True, Pt(18)
    rows = [*form.rows, *((label, value) for label, value in form.questions)]
    table = word.add_table(rows=0, cols=2)
    table.style = "Table Grid"
    for label, value in rows:
        _row(table, label, value)
    for opinion in form.opinions:
        signed = (
            f"\n签名：{opinion.name}　　{opinion.on}"
            if opinion.name
            else "\n签名：　　　　　　年　月　日"
        )
        _row(table, opinion.label, opinion.words + signed)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _row(table: object, label: str, value: str) -> None:
    cells = table.add_row().cells  # type: ignore[attr-defined]
    cells[0].text, cells[1].text = label, value
    cells[0].width, cells[1].width = Pt(120), Pt(340)
