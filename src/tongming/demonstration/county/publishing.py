"""What an office publishes: documents by the whole way, posts elsewhere, monthly tallies."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from tongming.demonstration.county.people import Staff
from tongming.demonstration.county.playing import Story, working
from tongming.demonstration.county.volumes import about, chance, days_in, spread, turn
from tongming.demonstration.information import MARK
from tongming.information import actions
from tongming.information.actions.common import shown_of
from tongming.information.actions.review import QUESTIONS, Conclusion
from tongming.information.content import Content
from tongming.information.models import Document
from tongming.information.texts.suggestions import subject_words, summary
from tongming.law.administrative import Tallied
from tongming.law.documents import Attribute
from tongming.law.documents import Stage as Disclosed
from tongming.publishing.channels.elsewhere import Posted, note_elsewhere
from tongming.publishing.channels.kinds import Channel, Means
from tongming.registers.tallies.actions import enter

KINDS = (
    ("{topic}管理办法", "为规范{topic}工作，明确办理的条件、程序和责任，制定本办法。", True),
    ("{topic}办事指南", "办理{topic}事项，请到窗口提交材料；材料齐全的，窗口当场受理。", False),
    ("关于做好{topic}工作的通知", "各有关单位要把{topic}工作列入日程，明确专人，按时反馈。", False),
    ("{topic}工作进展情况", "本期{topic}工作按计划推进，办理结果在公开专栏逐项公布。", False),
)
"""Title, text, whether it is a normative document."""
LASTS = 2
"""After so many years a normative document is replaced and repealed, in some offices."""


def documents(staff: Staff, year: int) -> Story:
    """Drafted, reviewed, signed and published, one after another over the year."""
    draw = chance(staff.office, year, "documents")
    number = max(1, about(draw, staff.office.work.documents))
    repealed = False
    for n, day in enumerate(days_in(draw, year, number, (2, 10), (12, 10))):
        today = yield day
        publish(staff, _content(staff, year, n, today), today)
        if not repealed and n and draw.random() < 0.5:
            repealed = True
            _repeal_oldest(staff, year, today)


def _content(staff: Staff, year: int, n: int, today: date) -> Content:
    work = staff.office.work
    topic = turn(work.topics, n + year)
    pattern, words, normative = turn(KINDS, n + n // len(KINDS))
    title = f"{staff.unit.short_name}{year}年{pattern.format(topic=topic)}"
    text = words.format(topic=topic)
    return Content(
        title=title,
        body=f"<p>{text}</p>{MARK}",
        attribute=Attribute.PROACTIVE.value,
        document_number=f"{staff.unit.short_name.removeprefix('桦甸市')[:2]}发〔{year}〕{n + 3}号"
        if normative else "",
        statutory_items=("20-1",) if normative else ("20-5",),
        theme="综合政务\\政务公开",
        stage=(Disclosed.DECISION if normative else Disclosed.SERVICE).value,
        is_normative=normative,
        formed_on=today,
        summary=summary(text),
        subject_words=subject_words(title, text, staff.unit.name),
    )  # fmt: skip


def publish(staff: Staff, content: Content, today: date) -> Document:
    """From the draft to the public, through the three who have a part in it."""
    document = actions.create_document(
        unit=staff.unit, by=staff.clerk, content=content, is_demo=True
    )

    def shown() -> str:
        return shown_of(Document.objects.select_related("current").get(pk=document.pk))

    actions.submit(document=document, by=staff.clerk)
    actions.pass_office(document=document, by=staff.head, shown=shown())
    actions.pass_secrecy(
        document=document, by=staff.head, shown=shown(), conclusion=Conclusion.MAY_BE_PUBLIC,
        answers=dict.fromkeys(QUESTIONS, False),
    )  # fmt: skip
    actions.sign(document=document, by=staff.leader, shown=shown(), today=today)
    actions.publish(document=document, by=staff.clerk)
    return document


def _repeal_oldest(staff: Staff, year: int, today: date) -> None:
    """What a newer document replaces."""
    old = (
        Document.objects.filter(
            unit=staff.unit, is_normative=True,
            formed_on__year__lte=year - LASTS, validity="in_force",
        )
        .order_by("formed_on")
        .first()
    )  # fmt: skip
    if old is not None:
        actions.repeal(
            document=old, on=today, reason="由新的管理办法替代（演示）", by=staff.head, today=today
        )


def posts(staff: Staff, year: int) -> Story:
    """What stands on WeChat and the notice board alone, written down every quarter."""
    draw = chance(staff.office, year, "posts")
    work = staff.office.work
    number = about(draw, work.posts)
    for quarter, some in enumerate(spread(draw, number, 4)):
        ended = date(year, 3 * quarter + 3, 28)
        today = yield working(ended)
        if not some:
            continue
        on_board = some // 5
        days = [today - timedelta(days=1 + draw.randrange(70)) for _each in range(some)]
        days = [max(day, date(year, 1, 1)) for day in days]
        told = [
            Posted(
                day, f"{turn(work.topics, n)}工作动态（{year}年第{quarter * 1000 + n + 1}条）",
                f"https://mp.weixin.qq.com/s/{staff.unit.code}-{year}-{quarter}-{n}",
            )
            for n, day in enumerate(days)
        ]  # fmt: skip
        note_elsewhere(
            unit=staff.unit, channel=Channel.WECHAT, posts=told[on_board:], by=staff.clerk,
            today=today,
        )  # fmt: skip
        if on_board:
            note_elsewhere(
                unit=staff.unit, channel=Channel.OTHER, means=Means.NOTICE_BOARD,
                posts=[Posted(one.on, one.title) for one in told[:on_board]],
                note="办公楼一楼政务公开栏", by=staff.clerk, today=today,
            )  # fmt: skip


def administration(staff: Staff, year: int) -> Story:
    """The months of permits, penalties, coercion, fees and procurement, in the month after each;
    December's before the year is over."""
    draw = chance(staff.office, year, "administration")
    work = staff.office.work
    yearly = {
        Tallied.LICENCES: work.licences, Tallied.PENALTIES: work.penalties,
        Tallied.COERCION: work.coercion, Tallied.PROCUREMENTS: work.procurements,
    }  # fmt: skip
    months = {kind: spread(draw, about(draw, number), 12) for kind, number in yearly.items()}
    fees = [100 * one for one in spread(draw, about(draw, work.fees_yuan) // 100, 12)]
    for month in range(1, 13):
        entered = date(year, month, 26) if month == 12 else date(year, month + 1, 4)
        today = yield working(entered)
        values = {kind: Decimal(numbers[month - 1]) for kind, numbers in months.items()}
        values[Tallied.FEES] = Decimal(fees[month - 1])
        values[Tallied.PROCUREMENT] = 18_000 * values[Tallied.PROCUREMENTS]
        enter(
            unit=staff.unit, department=staff.unit.office, month=date(year, month, 1),
            values=values, by=staff.clerk, today=today,
        )  # fmt: skip
