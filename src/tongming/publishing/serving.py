"""The finished files from this process, where no web server stands in front.

What a web server does for files: types, a condition on what the browser has, a part of a file; and
never a file that is not the site's.
"""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import IO

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, HttpResponseRedirect
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_safe

from tongming.publishing.site import UnsafePath, checked

TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml; charset=utf-8",
    "xml": "application/xml; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "jsonl": "application/jsonl; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "zip": "application/zip",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "ofd": "application/ofd",
}
BY_NAME = {"feed.xml": "application/atom+xml; charset=utf-8",
           "feed.json": "application/feed+json; charset=utf-8"}  # fmt: skip
UNKNOWN = "application/octet-stream"
ATTACHMENTS = "files"
"""Folders of this name hold what others have made: always saved, never shown as a page of ours."""
FRESH = "no-cache"
"""Asked for again each time, and answered with 304 while it is the same: a withdrawal is seen at
once."""


@require_safe
def serve(request: HttpRequest, path: str = "") -> HttpResponseBase:
    """A file of the site, or the first page of a folder."""
    place = _place(path)
    if place.is_dir():
        if path and not path.endswith("/"):
            return HttpResponseRedirect(f"{request.path}/")
        place = place / "index.html"
    elif path.endswith("/"):
        raise Http404("site.file")
    try:
        # A link in the site is not ours, and is not followed.
        file = os.fdopen(os.open(place, os.O_RDONLY | os.O_NOFOLLOW), "rb")
    except OSError as error:
        raise Http404("site.file") from error
    state = os.fstat(file.fileno())
    if not stat.S_ISREG(state.st_mode):
        file.close()
        raise Http404("site.file")
    etag = quote_etag(f"{state.st_mtime_ns:x}-{state.st_size:x}")
    unchanged = get_conditional_response(request, etag, int(state.st_mtime), None)
    if unchanged is not None:
        file.close()
        response: HttpResponseBase = unchanged
    else:
        response = _whole_or_part(request, file, state.st_size, etag)
        response["Content-Type"] = type_of(place)
    response["ETag"] = etag
    response["Last-Modified"] = http_date(state.st_mtime)
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = FRESH
    response["X-Content-Type-Options"] = "nosniff"
    if place.parent.name == ATTACHMENTS:
        response["Content-Disposition"] = "attachment"
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def type_of(place: Path) -> str:
    """The type of a file, by its name; an unknown one is only bytes."""
    return BY_NAME.get(place.name) or TYPES.get(place.suffix.removeprefix("."), UNKNOWN)


def _place(path: str) -> Path:
    """Where an address leads; a 404 unless every part is plain and no folder on the way a link."""
    inside = path.removesuffix("/")
    root = Path(settings.SITE)
    if not inside:
        return root
    try:
        place = root / checked(inside)
    except UnsafePath as error:
        raise Http404("site.file") from error
    here = root
    for part in inside.split("/")[:-1]:
        here = here / part
        if here.is_symlink():
            raise Http404("site.file")
    if place.is_symlink():
        raise Http404("site.file")
    return place


_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")


def _whole_or_part(request: HttpRequest, file: IO[bytes], size: int, etag: str) -> HttpResponseBase:
    """The file, or the one part asked for (RFC 9110, 14): a broken download goes on."""
    asked = _RANGE.fullmatch(request.headers.get("Range", "").strip())
    condition = request.headers.get("If-Range", "").strip()
    if not asked or not (asked[1] or asked[2]) or (condition and condition != etag):
        response = FileResponse(file)
        response["Content-Length"] = str(size)
        return response
    if asked[1]:
        first = int(asked[1])
        last = min(int(asked[2]), size - 1) if asked[2] else size - 1
    else:
        first, last = max(0, size - int(asked[2])), size - 1
    if first > last or first >= size:
        file.close()
        refused = HttpResponse(status=416)
        refused["Content-Range"] = f"bytes */{size}"
        return refused
    file.seek(first)
    part = FileResponse(_Part(file, last - first + 1), status=206)
    part["Content-Length"] = str(last - first + 1)
    part["Content-Range"] = f"bytes {first}-{last}/{size}"
    return part


class _Part:
    """So many bytes of a file from where it stands."""

    def __init__(self, file: IO[bytes], left: int) -> None:
        self._file, self._left = file, left

    def read(self, size: int = -1) -> bytes:
        size = self._left if size < 0 else min(size, self._left)
        data = self._file.read(size)
        self._left -= len(data)
        return data

    def close(self) -> None:
        self._file.close()
