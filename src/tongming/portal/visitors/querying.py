"""Following what was sent, with its number and query code: the page that asks for them, and how
long a browser that has shown them is believed."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from tongming.portal.visitors import puzzle
from tongming.portal.visitors.bounds import Bounds, has_answered
from tongming.portal.visitors.pages import Pages
from tongming.sealing.codes import plain_number

SECONDS = 60 * 60
"""After so long without a page the number and the code are asked for again."""

Record = TypeVar("Record")
Found = TypeVar("Found", covariant=True)


class Find(Protocol[Found]):
    """A look-up that takes the same way whatever does not fit."""

    def __call__(self, *, number: str, code: str) -> Found | None: ...


@dataclass(frozen=True, slots=True)
class Query(Generic[Record]):
    """A page that asks for number and code. Whatever does not fit gets the one answer."""

    template: str
    bounds: Bounds
    pages: Pages
    find: Find[Record]
    plain: Callable[[str], str] = plain_number
    """How a number is written, whatever was typed."""

    def look(self, request: HttpRequest) -> Record | HttpResponse:
        """What fits, or the page that asks, again or for the first time."""
        if request.method != "POST":
            return self._page(request)
        if wait := self.bounds.wait_before_asking(request):
            return self.pages.please_wait(request, wait)
        number = self.plain(request.POST.get("number", "")[:40])
        if self.bounds.asking_needs_an_answer(request, number) and not has_answered(request):
            return self._page(request, gettext("请先回答下面的小问题。"), ask=True)
        found = self.find(number=number, code=request.POST.get("code", ""))
        if found is None:
            self.bounds.missed(request, number)
            return self._page(request, gettext("编号和查询码对不上。请对照回执再输一次。"))
        return found

    def _page(self, request: HttpRequest, problem: str = "", *, ask: bool = False) -> HttpResponse:
        number = request.POST.get("number", "")[:40]
        needs = self.bounds.asking_needs_an_answer
        ask = ask or (bool(problem) and needs(request, self.plain(number)))
        return render(
            request,
            self.template,
            {
                "number": number,
                "code": request.POST.get("code", "")[:60],
                "problem": problem,
                "puzzle": puzzle.make() if ask else None,
            },
            status=400 if problem else 200,
        )


@dataclass(frozen=True, slots=True)
class Following:
    """What a browser has shown number and code of, in its session under this name."""

    name: str

    def begin(self, request: HttpRequest, pk: int) -> None:
        """From here on this browser is believed; under another session than before."""
        request.session.cycle_key()
        request.session[self.name] = [pk, int(time.time())]

    def current(self, request: HttpRequest) -> int | None:
        """The key of what it follows; each page begins the time anew."""
        pk, at = request.session.get(self.name, (0, 0))
        if not pk or time.time() - at > SECONDS:
            request.session.pop(self.name, None)
            return None
        request.session[self.name] = [pk, int(time.time())]
        return int(pk)

    def end(self, request: HttpRequest) -> int | None:
        """Forget it; answers with what it was."""
        pk: int = request.session.pop(self.name, (0, 0))[0]
        return pk or None
