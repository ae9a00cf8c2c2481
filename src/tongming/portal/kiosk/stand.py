"""Which kiosk a page is shown at, and what every answer of it has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from tongming.engagement.reading.models import IDLE_SECONDS, Kiosk
from tongming.engagement.reading.queries import kiosk_of
from tongming.engagement.reading.visits import count_visit
from tongming.portal.pages.model import Section
from tongming.portal.site.reading import section_of
from tongming.units.models import Unit

DEVICE = "tongming-kiosk"
"""The cookie a device is known by: the secret it was given when it was started."""
VISIT = "tongming-kiosk-visit"
"""Set while a visitor who has been counted is at the device."""
TYPE = "tongming-kiosk-type"
LANGUAGE = "tongming-kiosk-language"
OF_THE_VISITOR = (VISIT, TYPE, LANGUAGE)
VISIT_LASTS = 1800
PATH = "/kiosk/"
LANGUAGES = ("zh-hans", "en")

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Stand:
    """A unit's section as one device shows it."""

    unit: Unit
    section: Section
    device: Kiosk | None
    """None where nobody has started the device: everything can be read, nothing is counted."""

    @property
    def home(self) -> str:
        """The first page here."""
        return reverse("kiosk:home", args=[self.unit.code])

    @property
    def end(self) -> str:
        """Where a visit ends."""
        return reverse("kiosk:end", args=[self.unit.code])

    @property
    def idle_seconds(self) -> int:
        """How long nobody may touch it before it is reset."""
        return self.device.point.idle_seconds if self.device else IDLE_SECONDS

    @property
    def own_unit(self) -> Unit:
        """Whose device it is: after a look at another unit's section it goes back there."""
        return self.device.point.unit if self.device else self.unit


class KioskRequest(HttpRequest):
    """A request at a kiosk."""

    stand: Stand


def stand_of(request: HttpRequest, code: str) -> Stand:
    """The kiosk of a unit; a 404 where there is no such unit."""
    unit = Unit.objects.filter(code=code, left_on=None).first()
    section = section_of(code) if unit else None
    if unit is None or section is None:
        raise Http404("kiosk.unit")
    return Stand(unit, section, kiosk_of(request.COOKIES.get(DEVICE, "")))


def at_kiosk(
    view: Callable[Concatenate[KioskRequest, P], HttpResponse],
) -> Callable[..., HttpResponse]:
    """A page of a kiosk: read only, in the language chosen there, kept in no browser's store."""

    @wraps(view)
    def shown(request: HttpRequest, code: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        request.stand = stand_of(request, code)  # type: ignore[attr-defined]
        chosen = request.COOKIES.get(LANGUAGE, "")
        language = chosen if chosen in LANGUAGES else translation.get_language() or LANGUAGES[0]
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = view(request, *args, **kwargs)  # type: ignore[arg-type]
        response.setdefault("Cache-Control", "no-store")
        response["X-Robots-Tag"] = "noindex"
        return response

    return require_safe(shown)


def counted(request: KioskRequest, response: HttpResponse) -> HttpResponse:
    """Something was opened: the visitor before the device is counted once."""
    device = request.stand.device
    if device is not None and request.COOKIES.get(VISIT) != "1":
        count_visit(kiosk=device, today=localdate())
        response.set_cookie(
            VISIT, "1", max_age=VISIT_LASTS, path=PATH, httponly=True, samesite="Strict",
            secure=request.is_secure(),
        )  # fmt: skip
    return response
