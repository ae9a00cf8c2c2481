"""What the rooms did, in sentences: only what happened, each number bound to its figure.

A figure of 0 gets no sentence, except where the form asks for it by name (责任追究).
"""

from __future__ import annotations

from collections.abc import Sequence

from tongming.law.figures import Cell
from tongming.reports.drafting.clauses import Figures, counts, of


def stated(*rows: str) -> tuple[Cell, ...]:
    """The cells of figures told beside the tables."""
    return tuple(Cell("stated", row, "value") for row in rows)


def _said(figures: Figures, *clauses: tuple[str, str, str]) -> str:
    """Clauses of (row, words before the number, unit) as one sentence; "" where nothing happened.

    The first clause carries the sentence: where it did not happen, the others are not told either.
    """
    first = stated(clauses[0][0])[0]
    if not figures.some(first):
        return ""
    told = [
        words + of(cell, unit)
        for row, words, unit in clauses
        if figures.some(cell := stated(row)[0])
    ]
    return "，".join(told) + "。"


def explained(figures: Figures) -> str:
    """主动公开: interpretations of policy, answers to what people asked about, consultations."""
    held, comments, adopted = stated(
        "consultations", "consultation_comments", "consultation_adopted"
    )
    text = _said(figures, ("interpretations", "公开政策解读", "篇"))
    text += _said(figures, ("hot_topics", "回应公众关注热点和重大舆情", "次"))
    if not figures.some(held):
        return text
    text += f"就决策草案公开征求意见{of(held, '次')}"
    if figures.some(comments) and figures.known(adopted):
        text += f"，收到来稿{of(comments, '件')}，采纳和部分采纳意见{of(adopted, '条')}"
    return text + "。"


def managed(figures: Figures) -> str:
    """政府信息管理: attributes, reviews before publication, changes, rules of work."""
    attributes: Sequence[tuple[str, Cell]] = [
        (label, stated(row)[0])
        for label, row in (
            ("主动公开", "documents_public"),
            ("依申请公开", "documents_on_request"),
            ("不予公开", "documents_withheld"),
        )
    ]
    listed = counts(attributes, "件", only_some=figures)
    text = f"公文和信息签发时确定公开属性，{listed}。" if listed else ""
    text += _said(figures, ("secrecy_reviews", "公开前进行保密和隐私审查", "次"))
    changed = counts(
        [("更正", stated("corrections")[0]), ("撤回", stated("withdrawals")[0])],
        "次",
        only_some=figures,
    )
    text += f"对已公开信息动态调整，{changed}。" if changed else ""
    text += _said(figures, ("cleanups", "清理行政规范性文件", "次"))
    return text + _said(figures, ("institutions_made", "制定和修订信息公开工作制度", "项"))


def kept_up(figures: Figures) -> str:
    """平台建设: accounts, what citizens wrote, who came to read."""
    received, answered, public = stated(
        "messages_received", "messages_answered", "messages_published"
    )
    points, visits = stated("reading_points", "reading_visits")
    text = _said(figures, ("accounts", "登记在用的政务新媒体账号", "个"))
    if figures.has(received) and figures.known(received, answered, public):
        text += f"收到群众留言{of(received, '条')}，答复{of(answered, '条')}，"
        text += f"公开答复{of(public, '条')}。"
    if figures.has(points) and figures.known(points, visits):
        text += f"设政府信息查阅点{of(points, '个')}，全年接待查阅{of(visits, '人次')}。"
    return text


def trained(figures: Figures) -> str:
    """监督保障: meetings and training; "" where nothing of it is recorded."""
    meetings, trainings, trainees = stated("meetings", "trainings", "trainees")
    if not (figures.has(trainings) and figures.known(meetings, trainings, trainees)):
        return ""
    return (
        f"全年召开政府信息公开工作会议和专题会议{of(meetings, '次')}，"
        f"举办培训{of(trainings, '次')}、参训{of(trainees, '人次')}。"
    )


def accounted(figures: Figures) -> str:
    """责任追究, also where there was none: the law asks for it (第五十条第一款第四项)."""
    cases, people = stated("accountability_cases", "accountability_people")
    if not figures.known(cases, people):
        return ""
    return f"作出责任追究{of(cases, '次')}，涉及{of(people, '人')}。"


def evaluated(figures: Figures) -> str:
    """社会评议, where a result was published."""
    held, sheets, score = stated("assessments", "assessment_sheets", "assessment_score")
    if not (figures.some(held) and figures.known(sheets, score)):
        return ""
    return f"开展社会评议{of(held, '次')}，收回问卷{of(sheets, '份')}，综合得分{of(score, '分')}。"


def inspected(figures: Figures) -> str:
    """监督检查: orders received and issued, checks in the villages, supervised matters."""
    text = _said(
        figures, ("orders_received", "收到整改通知", "件"), ("orders_closed", "经复查办结", "件")
    )
    text += _said(figures, ("orders_issued", "对所属单位发出整改通知", "件"))
    text += _said(figures, ("village_checks", "检查村务公开", "次"))
    text += _said(figures, ("matters_closed", "办结督办事项", "件"))
    return text + _said(figures, ("matters_told", "公开督办事项办理情况", "件"))
