"""The pages people see when something cannot be done; each names its request."""

from __future__ import annotations

import logging

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.validators import slug_re
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.translation import gettext as _

from tongming.law.words import N_, Refused, say
from tongming.tracing import request_id

log = logging.getLogger(__name__)


def page(request: HttpRequest, status: int, **context: object) -> HttpResponse:
    """The error page of a status."""
    if is_api(request):
        return problem(status)
    told = {"request_id": request_id(), "status": status, **context}
    if is_kiosk(request):
        return _at_kiosk(request, told, status)
    return render(request, f"errors/{status}.html", told, status=status)


def is_kiosk(request: HttpRequest) -> bool:
    """Whether the page is shown at a kiosk, from which nothing may lead away."""
    return request.path.startswith("/kiosk/")


def is_api(request: HttpRequest) -> bool:
    """Whether a program asks, and is answered in JSON."""
    return request.path.startswith("/api/") and not request.path.endswith("/docs")


SAID = {
    400: ("bad_request", N_("请求的格式不对。")),
    401: ("unauthorized", N_("令牌无效、已经停用或者过期。请换新的令牌。")),
    403: ("forbidden", N_("没有这项权限。")),
    404: ("not_found", N_("没有这项内容。")),
    405: ("method_not_allowed", N_("这个地址不支持这种请求方法。")),
    409: ("conflict", N_("同一个幂等键已经用于另一个请求。请换一个。")),
    413: ("too_large", N_("提交的内容太大。")),
    422: ("invalid", N_("提交的内容不合要求。")),
    429: ("too_often", N_("请求太多了。请过一会儿再试。")),
    500: ("server_error", N_("这次操作没有完成，已有的数据没有受影响。请过几分钟再试。")),
}
"""What a program is told of a status: a code that never changes, and a sentence."""


def problem(
    status: int, message: str = "", *, code: str = "", article: str = "", field: str = ""
) -> HttpResponse:
    """An error as the API tells it (docs/api.md)."""
    usual, words = SAID.get(status, SAID[400])
    told = {
        "code": code or usual,
        "message": message or _(words),
        "article": article,
        "field": field,
        "request_id": request_id(),
    }
    return JsonResponse(told, status=status, json_dumps_params={"ensure_ascii": False})


def _at_kiosk(request: HttpRequest, told: dict[str, object], status: int) -> HttpResponse:
    code = request.path.removeprefix("/kiosk/").partition("/")[0]
    home = f"/kiosk/{code}/" if status != 404 and slug_re.fullmatch(code) else ""
    return render(request, "kiosk/trouble.html", {**told, "home": home}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400; 413 where the text of a form, files aside, is longer than any form of ours."""
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    return page(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403"""
    return page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404"""
    return page(request, 404)


def not_allowed(request: HttpRequest, *, allowed: str) -> HttpResponse:
    """405: the address of a form was opened as a page."""
    response = page(request, 405)
    response["Allow"] = allowed
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500

    What broke one page may break this one too (the database is away, say); then a few plain words.
    """
    if is_api(request):
        return problem(500)
    try:
        return page(request, 500)
    except Exception:
        log.exception("the page for errors could not be shown")
        return HttpResponse(
            format_html(
                '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>{0}</title>'
                "<h1>{0}</h1><p>{1}</p><p>{2} {3}</p></html>",
                _("系统出错了"),
                _("这次操作没有完成，已有的数据没有受影响。请过几分钟再试。"),
                _("请求编号"),
                request_id(),
            ),
            status=500,
        )


def refused(request: HttpRequest, refusal: Refused, *, status: int) -> HttpResponse:
    """The reason the law, or a right, gives, with its article."""
    if is_api(request):
        words = refusal.message.render(_)
        code = "" if status in (403, 413) else "refused"
        return problem(status, words, code=code, article=refusal.article)
    told = {
        "reason": refusal.message.render(_),
        "article": refusal.article,
        "request_id": request_id(),
        "status": status,
    }
    if is_kiosk(request):
        return _at_kiosk(request, told, status)
    return render(request, "errors/refused.html", told, status=status)


def most_bytes(request: HttpRequest) -> int:
    """How large a request may be: less where anybody may send one."""
    if is_api(request):
        return settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    return settings.APPLY_REQUEST_BYTES if _is_public(request) else settings.MAX_REQUEST_BYTES


PUBLIC_FORMS = ("/apply/", "/messages/", "/consultations/", "/assessment/", "/kiosk/")
"""Where anybody may send something, signed in or not."""


def _is_public(request: HttpRequest) -> bool:
    return request.path.startswith(PUBLIC_FORMS)


def too_large(request: HttpRequest) -> HttpResponse:
    """413"""
    each = settings.APPLY_FILE_BYTES if _is_public(request) else settings.MAX_FILE_BYTES
    words = say(
        N_("提交的内容太大：一次最多 {most} MB，每个文件最多 {each} MB。请分几次提交。"),
        most=most_bytes(request) // 1_048_576,
        each=each // 1_048_576,
    )
    return refused(request, Refused(words), status=413)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was kept open too long, or did not come from here."""
    return page(request, 403, form_expired=True)
