"""What a notice says: number, duty, day and link, in its reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from tongming.applications.notices.models import Digest, Notice
from tongming.applications.notices.planning import OVERDUE
from tongming.calendars.queries import current_calendar
from tongming.law.words import N_, Message, say, shown_date
from tongming.units.duties import Duty, duties_for


@dataclass(frozen=True, slots=True)
class Mail:
    """A letter by e-mail."""

    subject: str
    text: str


_FOOT = N_("这封邮件由通明自动发出。邮件里不写申请内容和申请人，请登录后查看。")


def notice_mail(notice: Notice, today: date) -> Mail:
    """That an application's last day is near, or past."""
    application = notice.application
    with translation.override(notice.person.language):
        lines = [
            _("{unit}：申请{number}").format(
                unit=application.unit.short_name, number=application.number
            ),
            _("要办的：在期限内答复申请人（《政府信息公开条例》第三十三条）"),
            _("期限届满之日：{day}").format(day=shown_date(notice.due_on, _)),
            _("去办理：{link}").format(link=address(application.get_absolute_url())),
        ]
        subject = _headline(notice, today).render(_)
        return Mail(subject, "\n".join((subject, "", *lines, "", _(_FOOT))) + "\n")


def notice_text(notice: Notice, today: date) -> str:
    """The same in the few words of a text message."""
    with translation.override(notice.person.language):
        return _("【通明】{unit}：{words}，期限{day}。").format(
            unit=notice.application.unit.short_name,
            words=_headline(notice, today).render(_),
            day=shown_date(notice.due_on, _),
        )


def _headline(notice: Notice, today: date) -> Message:
    number = notice.application.number
    if notice.threshold == OVERDUE:
        return say(N_("申请{number}已经超过答复期限"), number=number)
    left = current_calendar().count(today, notice.due_on)
    if left == 0:
        return say(N_("申请{number}的答复期限今天届满"), number=number)
    return say(N_("申请{number}的答复期限还有{n}个工作日"), number=number, n=left)


def digest_mail(digest: Digest) -> Mail | None:
    """Everything all rooms ask of a person today; None where there is nothing."""
    person, today = digest.person, digest.day
    duties = duties_for(person, today)
    if not len(duties):
        return None
    with translation.override(person.language):
        lines: list[str] = []
        for heading, group in (
            (_("已逾期"), duties.overdue),
            (_("今天和接下来"), duties.now),
            (_("在等别人"), duties.waiting),
        ):
            if group:
                lines += [f"{heading}（{len(group)}）", *map(_line, group), ""]
        subject = _("今天要办：{n}项（{day}）").format(
            n=len(duties.overdue) + len(duties.now), day=shown_date(today, _)
        )
        return Mail(subject, "\n".join((*lines, _(_FOOT))) + "\n")


def duty_words(duty: Duty) -> str:
    """A duty in words that may leave the house: what a button says, a number, an article."""
    words = duty.button.render(_)
    if duty.told:
        words = _("{act}：{record}").format(act=words, record=duty.told.render(_))
    if duty.article:
        words = _("{words}（{article}）").format(words=words, article=duty.article)
    return f"{duty.unit.short_name} {words}" if duty.unit else words


def _line(duty: Duty) -> str:
    due = _("最迟{day}").format(day=shown_date(duty.due, _)) if duty.due else _("不限期")
    return f"- {duty_words(duty)} · {due}\n  {address(duty.url)}"


def address(path: str) -> str:
    """A page of the workbench as somebody outside must write it."""
    return f"{settings.WORK_ADDRESS}{path}"
