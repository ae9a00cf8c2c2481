"""The one lawful thing to do next about an application: by when, why, and what missing it means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from tongming.applications.clocks import correction_told_by
from tongming.applications.handling.record import Standing
from tongming.applications.handling.replying import reply_of
from tongming.applications.kinds import Kind
from tongming.applications.letters.models import Letter
from tongming.applications.letters.queries import unsent
from tongming.calendars.queries import current_calendar
from tongming.law.clock import Ground, State
from tongming.law.letters import LETTERS
from tongming.law.outcomes import Step
from tongming.law.path import LIMBS
from tongming.law.words import N_, Message, say

_LATE_REPLY = say(
    N_("逾期不答复属于不履行法定职责，申请人可以依法申请行政复议或者提起行政诉讼（第五十一条）。")
)
_ABANDONED = say(N_("逾期没有做到的，视为放弃申请，可以告知不再处理。"))


@dataclass(frozen=True, slots=True)
class NextThing:
    """What to do, where, until when, on what article, and what follows if it is not done."""

    what: Message
    article: str
    url: str = ""
    button: Message | None = None
    by: date | None = None
    left: int | None = None
    """Working days until then; negative once it has passed."""
    consequence: Message | None = None
    waiting: bool = False
    """Somebody else's turn."""


def next_thing(here: Standing) -> NextThing | None:
    """The next thing; None once the application is closed."""
    if not here.application.is_open:
        return None
    if here.state.state is State.AWAITING_APPLICANT:
        return _awaiting(here)
    way = here.way
    if way.ending is not None:
        return _reply(here)
    if way.waits_for is not None:
        act = way.waits_for.act
        what = (
            say(N_("起草并发出《{letter}》"), letter=say(LETTERS[act].title))
            if act
            else say(way.waits_for.act_words)
        )
        if not act:
            return _until_due(here, what, way.waits_for.article, "", None)
        if letter := unsent(here.application, act):
            return _until_due(
                here, _standing_of(letter), way.waits_for.article,
                letter.get_absolute_url(), say(N_("打开")),
            )  # fmt: skip
        page = reverse("applications:letters:new", args=[here.application.pk, act])
        thing = _until_due(here, what, way.waits_for.article, page, say(N_("去起草")))
        return _with_correction_term(here, thing) if act == "P2" else thing
    if here.state.state is State.SUSPENDED and here.record.third_party_open:
        return _suspended(here)
    assert way.question is not None
    asked = way.question.step.question if way.question.key in LIMBS else way.question.text
    what = say(N_("{step}：{question}"), step=say(way.question.step.label), question=say(asked))
    url = reverse("applications:handling:path", args=[here.application.pk])
    thing = _until_due(here, what, way.question.article, url, say(N_("接着办")))
    if way.question.step is Step.COMPLETE and not here.record.correction_notified:
        return _with_correction_term(here, thing)
    return thing


def _until_due(
    here: Standing, what: Message, article: str, url: str, button: Message | None
) -> NextThing:
    if here.state.state is State.ABANDONED:
        # The day that passed was the applicant's; none is set for telling them.
        return NextThing(what, article, url, button)
    due = here.state.due
    return NextThing(
        what, article, url, button, due, _left(here.today, due),
        _LATE_REPLY if due else None,
    )  # fmt: skip


def _with_correction_term(here: Standing, thing: NextThing) -> NextThing:
    """Until the seventh working day a correction may still be asked for (第三十条)."""
    last = correction_told_by(here.state.received_on, here.today)
    if last is None:
        return thing
    return NextThing(
        thing.what, "第三十条", thing.url, thing.button, last, _left(here.today, last),
        say(N_("需要补正的，过了这一天再告知，答复期限不会重新计算。")),
    )  # fmt: skip


def _reply(here: Standing) -> NextThing:
    ending = here.way.ending
    assert ending is not None
    page = reverse("applications:handling:sound", args=[here.application.pk])
    if not ending.letter:
        return NextThing(
            say(N_("登记申请人撤回，办结")), "第二十七条",
            reverse("applications:step", args=[here.application.pk, "withdrawn"]),
            say(N_("登记撤回")),
        )  # fmt: skip
    title = say(LETTERS[ending.letter].title)
    article = ending.article or "国办公开办函〔2021〕30号"
    letter = reply_of(here.application)
    if letter is None:
        return _until_due(
            here, say(N_("当不当：核对后起草《{letter}》"), letter=title), article, page,
            say(N_("核对并起草")),
        )  # fmt: skip
    return _until_due(
        here, _standing_of(letter), article, letter.get_absolute_url(), say(N_("打开"))
    )


def _standing_of(letter: Letter) -> Message:
    """What is next about a letter begun already."""
    what = {
        Letter.State.DRAFT: N_("把《{letter}》送签"),
        Letter.State.SUBMITTED: N_("《{letter}》等待签发"),
        Letter.State.SIGNED: N_("发出《{letter}》"),
    }.get(Letter.State(letter.state), N_("《{letter}》已经发出"))
    return say(what, letter=say(letter.law.title))


def _awaiting(here: Standing) -> NextThing:
    paying = here.state.running and here.state.running[-1].term == "D7"
    return NextThing(
        say(N_("等申请人缴费")) if paying else say(N_("等申请人补正")),
        here.state.running[-1].article if here.state.running else "第三十条",
        reverse(
            "applications:step",
            args=[here.application.pk, (Kind.FEE_PAID if paying else Kind.CORRECTED).value],
        ),
        say(N_("登记缴费")) if paying else say(N_("登记收到的补正")),
        by=here.state.due,
        left=_left(here.today, here.state.due),
        consequence=_ABANDONED,
        waiting=True,
    )


def _suspended(here: Standing) -> NextThing:
    third = any(
        one.ground is Ground.THIRD_PARTY and (one.until is None or one.until >= here.today)
        for one in here.state.suspensions
    )
    kind = Kind.THIRD_PARTY_ANSWERED if third else Kind.ORGAN_ANSWERED
    ends = max((one.until for one in here.state.suspensions if one.until), default=None)
    by = ends if ends is not None and ends >= here.today else None
    return NextThing(
        say(N_("等第三方的意见")) if third else say(N_("等其他机关的意见")),
        "第三十二条" if third else "第三十四条",
        reverse("applications:step", args=[here.application.pk, kind.value]),
        say(N_("登记收到的意见")),
        by,
        _left(here.today, by),
        consequence=say(N_("逾期没有提出意见的，由本机关决定是否公开。")) if third
        else say(N_("共同制作机关逾期没有提出意见的，视为同意公开。")),
        waiting=True,
    )  # fmt: skip


def _left(today: date, day: date | None) -> int | None:
    return None if day is None else current_calendar().count(today, day)
