"""What keeps abuse small without harming anybody: counts by address, and a question before a no."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from tongming.law.words import N_, Message, say
from tongming.portal.visitors import puzzle
from tongming.rates import Rate
from tongming.units.signin import client_address

MOST_MEGABYTES = 1000
"""Of uploads from one address in an hour."""
MOST_LOOKS = 120
"""Of the page that looks for public items, in ten minutes; beyond it looks for none."""
MOST_TRIES = 60
"""Of number and code from one address in ten minutes."""
MISSES_BEFORE_A_QUESTION = 5
MOST_ACTS = 30
"""Of one record in a day."""

TRAP = "website"
"""A field no person sees; who fills it in is asked the question."""


class Bounds:
    """The counts of one kind of form: what is sent there counts for it alone."""

    def __init__(self, name: str) -> None:
        self.sent = Rate(f"{name}-sent", 3600)
        self.acts = Rate(f"{name}-acts", 24 * 3600)
        self._megabytes = Rate(f"{name}-megabytes", 3600)
        self._looked = Rate(f"{name}-looked", 600)
        self._tried = Rate(f"{name}-tried", 600)
        self._missed = Rate(f"{name}-missed", 600)
        self._missed_number = Rate(f"{name}-missed-number", 600)

    def wait_before_sending(self, request: HttpRequest) -> int:
        """The seconds till another may be sent from here; 0 where it may now."""
        if self.sent.so_far(client_address(request)) < settings.APPLY_PER_HOUR:
            return 0
        return self.sent.left()

    def wait_before_uploading(self, request: HttpRequest, size: int) -> int:
        """The same for uploads, counting these."""
        megabytes = -(-size // 1_048_576)
        if self._megabytes.count(client_address(request), megabytes) <= MOST_MEGABYTES:
            return 0
        return self._megabytes.left()

    def wait_before_asking(self, request: HttpRequest) -> int:
        """The same for number and code, counting this try."""
        if self._tried.count(client_address(request)) <= MOST_TRIES:
            return 0
        return self._tried.left()

    def wait_before_acting(self, record: str) -> int:
        """The same for what is done to one record, counting this."""
        return 0 if self.acts.count(record) <= MOST_ACTS else self.acts.left()

    def may_look(self, request: HttpRequest) -> bool:
        """Whether public items are looked for once more for this address."""
        return self._looked.count(client_address(request)) <= MOST_LOOKS

    def count_sent(self, request: HttpRequest, times: int = 1) -> None:
        """So many were sent from here."""
        self.sent.count(client_address(request), times)

    def sending_needs_an_answer(self, request: HttpRequest) -> bool:
        """Whether a question is asked before this is taken in."""
        often = self.sent.so_far(client_address(request)) >= settings.APPLY_PUZZLE_FROM
        return often or bool(request.POST.get(TRAP))

    def asking_needs_an_answer(self, request: HttpRequest, number: str) -> bool:
        """Whether a question is asked before number and code are looked at: after misses from this
        address, or with this number, whether there is such a number or not."""
        missed = (self._missed.so_far(client_address(request)), self._missed_number.so_far(number))
        return max(missed) >= MISSES_BEFORE_A_QUESTION

    def missed(self, request: HttpRequest, number: str) -> None:
        """Number and code did not belong together."""
        self._missed.count(client_address(request))
        self._missed_number.count(number)


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
