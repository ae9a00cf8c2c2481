"""From the end of the five steps to the reply: its elements, and what must be sound (当不当)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tongming.applications.handling import queries
from tongming.applications.handling.models import Help
from tongming.applications.handling.record import Standing, standing
from tongming.applications.letters.models import Letter
from tongming.applications.models import Application, Form
from tongming.law import letters as law
from tongming.law.letters import LETTERS, REPLIES, Need
from tongming.law.outcomes import Outcome
from tongming.law.words import N_, Message, Refused, chinese_date, say

_REPLIES = [letter.id for letter in REPLIES]
_FROM_LETTERS = frozenset(("R21", "R22"))
"""Their elements are on record with the letters that were sent before."""


def reply_of(application: Application) -> Letter | None:
    """The reply that stands: drafted, signed or sent, and not discarded."""
    return (
        application.letters.filter(kind__in=_REPLIES)
        .exclude(state=Letter.State.DISCARDED)
        .order_by("-pk")
        .first()
    )


def agrees_with_answers(letter: law.Letter, application: Application, on: date) -> None:
    """Refuse a reply that says otherwise than the answers given; none given, none contradicted."""
    if not queries.answers_of(application):
        return
    ending = standing(application, on).way.ending
    if ending is None:
        raise Refused(say(N_("五步还没有走完，不能起草答复。")), "第三十六条")
    if ending.letter != letter.id:
        told = LETTERS.get(ending.letter)
        raise Refused(
            say(N_("五步的回答得出《{told}》，不是《{letter}》。要改，先改回答。"),
                told=say(told.title) if told else say(ending.outcome.label),
                letter=say(letter.title)),
            ending.article,
        )  # fmt: skip


def require_open(application: Application) -> None:
    """Refuse a change once the reply is signed: what it rests on stays as it was."""
    if not application.is_open:
        raise Refused(say(N_("这件申请没有在办理，不能改。")))
    reply = reply_of(application)
    if reply is not None and not reply.is_open:
        raise Refused(
            say(N_("答复已经签发（{number}），依据不能再改。要改，先作废这份答复。"),
                number=reply.number)
        )  # fmt: skip


def elements_for(here: Standing) -> dict[str, str]:
    """What the record says in the reply, by element; the rest the letters fill in themselves."""
    ending = here.way.ending
    if ending is None:
        raise Refused(say(N_("五步还没有走完，不能起草答复。")), "第三十六条")
    application = here.application
    told = dict(ending.elements)
    told.pop("note", None)
    match ending.letter:
        case "R12":
            told["search"] = search_words(application)
        case "R1":
            told["form"] = str(Form(application.form_wanted or Form.ELECTRONIC).label)
            told["attachment"] = _attachments(application)
        case "R3":
            parts = list(application.withheld.all())
            told["given"] = f"“{application.subject}”中除下列内容以外的部分"
            told["withheld"] = "；".join(part.place for part in parts)
            told["reasons"] = "\n".join(
                f"{place}. {part.place}：{part.reason}（{part.article}）"
                for place, part in enumerate(parts, start=1)
            )
            told["attachment"] = _attachments(application)
    return {key: text for key, text in told.items() if text.strip()}


def _attachments(application: Application) -> str:
    names = [one.provided.file.called for one in queries.provided_for(application)]
    return "、".join(f"《{name.rpartition('.')[0] or name}》" for name in names)


def search_words(application: Application) -> str:
    """The search record as the letter tells it; letters are Chinese in every interface language."""
    lines = []
    for search in application.searches.filter(struck_out_at=None):
        asked = f"，询问{search.asked}" if search.asked else ""
        period = f"（资料年份：{search.period}）" if search.period else ""
        lines.append(
            f"{chinese_date(search.on)}，在{search.place}{period}以“{search.keywords}”检索"
            f"{asked}，{search.result.rstrip('。')}"
        )
    return "；".join(lines)


@dataclass(frozen=True, slots=True)
class Check:
    """One line of 当不当: what must be so, whether it is, and where to see to it."""

    what: Message
    article: str
    ok: bool
    where: str = ""
    """The name of the page that mends it."""


def checks(here: Standing) -> list[Check]:
    """Whether letter, elements, files and colleagues are as they must be before the reply."""
    ending = here.way.ending
    if ending is None:
        return []
    application, letter = here.application, LETTERS.get(ending.letter)
    found: list[Check] = []
    if letter is not None and letter.id not in _FROM_LETTERS:
        told = elements_for(here)
        for element in letter.elements:
            if element.need is Need.ALWAYS:
                found.append(
                    Check(
                        say(N_("写明：{what}"), what=say(element.label)),
                        str(letter.basis[0]) if letter.basis else "",
                        bool(told.get(element.key)),
                        _MENDED.get(element.key, "path"),
                    )
                )
    files = queries.provided_for(application)
    if ending.outcome is Outcome.PARTLY_GRANTED and not files:
        found.append(Check(say(N_("附上可以公开的部分")), "第三十七条", False, "giving"))
    if letter is not None and letter.gives_information:
        for one in files:
            what = (
                say(N_("“{name}”：还有{n}处没有处理"), name=one.provided.file.called, n=one.open)
                if one.open
                else say(N_("“{name}”：检查过，没有待处理的内容"), name=one.provided.file.called)
                if one.scanned
                else say(N_("“{name}”：还没有检查"), name=one.provided.file.called)
            )
            found.append(Check(what, "第十五条、第十七条", one.ready, "giving"))
    waiting = queries.helps_of(application).filter(
        replied_at=None, taken_back_at=None, kind__in=[Help.Kind.SEARCH, Help.Kind.TOGETHER]
    )
    found += [
        Check(say(N_("等{unit}回复协办"), unit=help.unit.short_name), "", False, "helps")
        for help in waiting
    ]
    for kind in ending.also:
        sent = application.letters.filter(
            kind=kind, state__in=[Letter.State.SENT, Letter.State.RECEIVED]
        )
        found.append(
            Check(
                say(N_("另外发出{letter}"), letter=say(LETTERS[kind].title)),
                str(LETTERS[kind].basis[0]), sent.exists(), "application",
            )
        )  # fmt: skip
    return found


_MENDED = {
    "search": "searches", "given": "giving", "withheld": "giving", "reasons": "giving",
}  # fmt: skip
