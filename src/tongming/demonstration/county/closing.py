"""The year of an office closed: compiled, told, signed, published, handed up, and judged.

What a person writes here is what no register knows. Figures, names and what became of last year's
problems are in the draft already; `answers` has nothing of them.
"""

from __future__ import annotations

from tongming.demonstration.county.people import County, Staff
from tongming.demonstration.county.volumes import turn
from tongming.law.forms import Form
from tongming.reports.actions import (
    open_report,
    publish_report,
    sign_report,
    submit_report,
    write_section,
)
from tongming.reports.actions.signing import fingerprint
from tongming.reports.compiling.year import compile_year, forms_for
from tongming.reports.models import FrozenReport, Report
from tongming.reports.queries import texts_of
from tongming.reports.submissions.actions import clear, mark, send_back, submit_up
from tongming.reports.submissions.models import Submission

_MARK = "【请补充："
NOTHING_ELSE = "没有其他需要报告的事项。"
NOT_WRITTEN = "按规定办理。"
"""Where a draft asks for something nobody of this county has thought of."""


AT_LENGTH = (
    "林场职工和外来承包户常年住在山上，公开栏张贴的内容他们看不到，微信群里转发的通知又常常"
    "缺少附件和联系方式，打电话来问的人多，重复解释占去窗口不少时间"
)
"""Told by one office in words of its own; another that tells the same has copied it."""


def answers(staff: Staff, year: int, cause: str = "") -> dict[str, str]:
    """What the clerk says where the draft asks for it: by a word the draft asks with."""
    topics = staff.office.work.topics
    now, then = turn(topics, year), turn(topics, year + 1)
    cause = cause or turn(_CAUSES, year + len(staff.unit.short_name))
    return {
        "制作、获取、保存": f"{now}文件随办随归档，拟稿时同步确定公开属性。",
        "公开平台": f"公开专栏新增{now}栏目，由专人维护。",
        "监督检查": f"明确专人，{then}公开情况列入科室考核；没有收到投诉。",
        "主动公开的主要内容": f"围绕{now}公开政策和办理结果。",
        "被纠正的原因": f"{then}答复前没有核对档案；今后答复前由承办科室和档案室共同核对。",
        "主要问题": f"存在的主要问题：{now}信息更新慢，{cause}。",
        "改进措施": f"下一步改进措施：{turn(_MEASURES, year + len(staff.unit.code))}，"
        f"把{now}列为重点栏目。",
        "其他需要报告的事项": NOTHING_ELSE,
        "整改": f"上年度所列问题已经改正，{then}栏目恢复更新。",
    }  # fmt: skip


_CAUSES = (
    "承办人多为兼职", "科室报送不及时", "窗口人员变动多", "解读材料写得不够通俗",
)  # fmt: skip
_MEASURES = (
    "按月核对公开栏目", "逐个岗位培训承办人", "重要政策配图解读", "科室确定固定联络人",
)  # fmt: skip


def answered(text: str, said: dict[str, str]) -> str:
    """A draft with every blank answered."""
    lines = (_line(line, said) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def _line(line: str, said: dict[str, str]) -> str:
    while _MARK in line:
        before, _mark, rest = line.partition(_MARK)
        asked, _end, behind = rest.partition("】")
        words = next((told for word, told in said.items() if word in asked), NOT_WRITTEN)
        line = before + words + behind.removeprefix("。")
    return line.strip()


def compiled_and_told(staff: Staff, year: int, form: Form, cause: str) -> Report:
    """The clerk's part: one act compiles, the blanks are answered, the rest stands."""
    report = open_report(unit=staff.unit, year=year, form=form, by=staff.clerk)
    said = answers(staff, year, cause)
    for section in form.sections:
        text = texts_of(report, section.key).first()
        if text is not None and (told := answered(text.text, said)) != text.text:
            write_section(
                report=report, key=section.key, text=told, by=staff.clerk, based_on=text.pk
            )
    return report


def signed(staff: Staff, report: Report) -> FrozenReport:
    """Handed to the leader, who signs what is shown."""
    submit_report(report=report, by=staff.clerk)
    shown = fingerprint(compile_year(staff.unit, report.year, report.form_kind))
    return sign_report(report=report, by=staff.leader, shown=shown)


def closed(staff: Staff, year: int, cause: str = "") -> Submission | None:
    """From the first act to the county's table; None for the county itself, which has nobody above
    it here. `cause`: what the office says of its main problem, where it has words of its own."""
    (form, *_others) = forms_for(year)
    frozen = signed(staff, compiled_and_told(staff, year, form, cause))
    publish_report(frozen=frozen, by=staff.head)
    return submit_up(frozen=frozen, by=staff.head) if staff.unit.parent_id else None


def cleared(county: County, submission: Submission) -> None:
    """The county has read it and agrees."""
    clear(submission=submission, words="", by=county.supervisor)


def marked_and_returned(county: County, submission: Submission) -> None:
    """A cell and a part are marked; the town has to answer both."""
    mark(
        submission=submission, where="proactive/licences/decisions", by=county.supervisor,
        words="与便民服务中心的台账不一致，请核对12月的数。",
    )  # fmt: skip
    mark(
        submission=submission, where="problems", by=county.supervisor,
        words="改进措施请写明完成时间。",
    )  # fmt: skip
    send_back(submission=submission, words="核对后重新报送。", by=county.supervisor)
