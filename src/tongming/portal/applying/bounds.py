"""What keeps abuse small without harming anybody: counts by address, and a question before a no."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from tongming.law.words import N_, Message, say
from tongming.portal.applying import puzzle
from tongming.rates import Rate
from tongming.units.signin import client_address

SENT = Rate("applying-sent", 3600)
MEGABYTES = Rate("applying-megabytes", 3600)
LOOKED = Rate("applying-looked", 600)
TRIED = Rate("applying-tried", 600)
MISSED = Rate("applying-missed", 600)
MISSED_NUMBER = Rate("applying-missed-number", 600)
ACTS = Rate("applying-acts", 24 * 3600)

MOST_MEGABYTES = 1000
"""Of uploads from one address in an hour."""
MOST_LOOKS = 120
"""Of the page that looks for public items, in ten minutes; beyond it looks for none."""
MOST_TRIES = 60
"""Of number and code from one address in ten minutes."""
MISSES_BEFORE_A_QUESTION = 5
MOST_ACTS = 30
"""Of one application in a day."""

TRAP = "website"
"""A field no person sees; who fills it in is asked the question."""


def wait_before_sending(request: HttpRequest) -> int:
    """The seconds till another application may come from here; 0 where it may now."""
    if SENT.so_far(client_address(request)) < settings.APPLY_PER_HOUR:
        return 0
    return SENT.left()


def wait_before_uploading(request: HttpRequest, size: int) -> int:
    """The same for uploads, counting these."""
    megabytes = -(-size // 1_048_576)
    if MEGABYTES.count(client_address(request), megabytes) <= MOST_MEGABYTES:
        return 0
    return MEGABYTES.left()


def wait_before_asking(request: HttpRequest) -> int:
    """The same for number and code, counting this try."""
    return 0 if TRIED.count(client_address(request)) <= MOST_TRIES else TRIED.left()


def may_look(request: HttpRequest) -> bool:
    """Whether public items are looked for once more for this address."""
    return LOOKED.count(client_address(request)) <= MOST_LOOKS


def sending_needs_an_answer(request: HttpRequest) -> bool:
    """Whether a question is asked before this application is taken in."""
    often = SENT.so_far(client_address(request)) >= settings.APPLY_PUZZLE_FROM
    return often or bool(request.POST.get(TRAP))


def asking_needs_an_answer(request: HttpRequest, number: str) -> bool:
    """Whether a question is asked before number and code are looked at: after misses from this
    address, or with this number, whether there is such a number or not."""
    missed = (MISSED.so_far(client_address(request)), MISSED_NUMBER.so_far(number))
    return max(missed) >= MISSES_BEFORE_A_QUESTION


def missed(request: HttpRequest, number: str) -> None:
    """Number and code did not belong together."""
    MISSED.count(client_address(request))
    MISSED_NUMBER.count(number)


def has_answered(request: HttpRequest) -> bool:
    """Whether the question that came with the form is answered."""
    return puzzle.is_answered(
        request.POST.get("question", "")[:1000], request.POST.get("answer", "")
    )


def wait_words(seconds: int) -> Message:
    """How long to wait, in plain words."""
    return say(
        N_("从您这个网络地址来的请求太多，请过{minutes}分钟再试。填好的内容都还在。"),
        minutes=-(-seconds // 60),
    )
