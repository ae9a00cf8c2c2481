"""An item at a kiosk: its text, its files as pictures of their pages, codes for a telephone."""

from __future__ import annotations

import logging

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.timezone import localdate
from django.utils.translation import gettext

from tongming.engagement.reading.kinds import Wanted
from tongming.engagement.reading.visits import count_wanted
from tongming.errors import page as error_page
from tongming.files.models import place
from tongming.files.redaction import REDACTABLE, pages, picture_of_page
from tongming.files.sniff import ending_of, kind_of
from tongming.law.words import Refused
from tongming.portal import host as hosts
from tongming.portal.kiosk.codes import picture
from tongming.portal.kiosk.stand import KioskRequest, at_kiosk, counted
from tongming.portal.kiosk.texts import without_links
from tongming.portal.kiosk.views.pages import shown
from tongming.portal.pages.item import facts_of, reachable
from tongming.portal.pages.model import item_folder
from tongming.portal.site.reading import line_of
from tongming.publishing import queries, sources
from tongming.publishing.item import PublicFile, PublicItem
from tongming.rates import Rate
from tongming.units.models import Unit
from tongming.units.signin import client_address

log = logging.getLogger(__name__)

MOST_SHEETS = 100
SHEETS = Rate("kiosk-sheets", 60)
SHEETS_A_MINUTE = 120
"""Pictures of pages from one address that is no started device."""


@at_kiosk
def item(request: KioskRequest, key: str) -> HttpResponse:
    """One item, its links as words."""
    found = _item(request, key)
    body, links = without_links(found.body_html)
    related = queries.rows_of([one.key for one in (*found.interpretations, *found.interprets)])
    device = request.stand.device
    if device is not None and not found.tombstone:
        count_wanted(point=device.point, kind=Wanted.OPENED, what=key, today=localdate())
    response = shown(
        request,
        "item",
        item=found,
        # Sanitised when it was kept.
        body=mark_safe(reachable(body)),
        pictures=mark_safe(found.pictures_html),
        facts=facts_of(found, gettext),
        links=links,
        files=list(enumerate(found.files, 1)),
        related=[line_of(row) for row in related.values() if not row.withdrawn],
        address=_address(found),
        back=_back(request),
    )
    return counted(request, response)


@at_kiosk
def item_code(request: KioskRequest, key: str) -> HttpResponse:
    """The item's address on the Internet."""
    return picture(_address(_item(request, key)))


@at_kiosk
def link_code(request: KioskRequest, key: str, number: int) -> HttpResponse:
    """Where one of its links leads."""
    _body, links = without_links(_item(request, key).body_html)
    if not 1 <= number <= len(links):
        raise Http404("kiosk.link")
    return picture(links[number - 1].address)


@at_kiosk
def attachment(request: KioskRequest, key: str, number: int) -> HttpResponse:
    """A file read here: its pages as pictures, or its words; nothing is saved on the device."""
    found = _item(request, key)
    file = _file(found, number)
    content = _drawable(file)
    sheets = 0
    if content is not None:
        try:
            sheets = len(pages(content, file.name))
        except Refused as error:
            log.warning("no pages of %s to show: %s", file.name, error)
    return shown(
        request,
        "file",
        item=found,
        file=file,
        number=number,
        sheets=range(1, min(sheets, MOST_SHEETS) + 1),
        more=max(0, sheets - MOST_SHEETS),
        words=[line for line in file.text.splitlines() if line.strip()] if not sheets else [],
        address=_address(found),
        back=reverse("kiosk:item", args=[request.stand.unit.code, key]),
    )


@at_kiosk
def sheet(request: KioskRequest, key: str, number: int, sheet: int) -> HttpResponse:
    """A page of a file as a picture."""
    file = _file(_item(request, key), number)
    if not 1 <= sheet <= MOST_SHEETS or (content := _drawable(file)) is None:
        raise Http404("kiosk.sheet")
    if request.stand.device is None and SHEETS.count(client_address(request)) > SHEETS_A_MINUTE:
        return error_page(request, 429)
    try:
        drawn = picture_of_page(content, file.name, sheet - 1)
    except Refused:
        raise Http404("kiosk.sheet") from None
    response = HttpResponse(drawn, content_type="image/png")
    # The same content is always the same picture, and it is public.
    response["Cache-Control"] = "private, max-age=600"
    return response


def _item(request: KioskRequest, key: str) -> PublicItem:
    """A public item of this unit or of one beneath it."""
    row = queries.rows_of([key]).get(key)
    found = sources.get(key) if row is not None else None
    if found is None:
        raise Http404("kiosk.item")
    beneath = Unit.objects.filter(code=found.unit, path__startswith=request.stand.unit.path)
    if not beneath.exists():
        raise Http404("kiosk.item")
    return found


def _file(found: PublicItem, number: int) -> PublicFile:
    if not 1 <= number <= len(found.files):
        raise Http404("kiosk.file")
    return found.files[number - 1]


def _drawable(file: PublicFile) -> bytes | None:
    """The content of a file whose pages can be drawn: PDF and pictures."""
    try:
        content = place(file.sha256).read_bytes()
    except OSError as error:
        log.warning("the content of %s is not there: %s", file.name, error)
        return None
    return content if kind_of(content, ending_of(file.name)) in REDACTABLE else None


def _address(found: PublicItem) -> str:
    return f"{hosts.host().address}/{item_folder(found.unit, found.key, found.published_at)}"


def _back(request: KioskRequest) -> str:
    """The list or the results somebody came from, if it is a page of this kiosk."""
    asked = request.GET.get("back", "")
    return asked if asked.startswith(request.stand.home) and "//" not in asked else ""
