"""Write a message, get number and code, follow it with them, say how the answer was."""

from __future__ import annotations

from typing import Any

from django.contrib import messages as notes
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongming.engagement.messages.actions import rate as rate_answer
from tongming.engagement.messages.actions import submit
from tongming.engagement.messages.forms import taking_part
from tongming.engagement.messages.kinds import Kind, Redirect, Satisfaction, State
from tongming.engagement.messages.models import Message
from tongming.engagement.messages.original import original_of
from tongming.engagement.messages.queries import find
from tongming.engagement.topics.topic_queries import response_to
from tongming.law.words import N_, Refused, say
from tongming.portal.applying import drafts
from tongming.portal.applying.models import Draft
from tongming.portal.applying.views.common import hold_uploads
from tongming.portal.messaging.forms import RateForm, WriteForm
from tongming.portal.section import interaction_address
from tongming.portal.visitors import puzzle
from tongming.portal.visitors.bounds import TRAP, Bounds, has_answered
from tongming.portal.visitors.pages import Pages, plain, sentence, told_beside, upload_size
from tongming.portal.visitors.querying import Following, Query
from tongming.portal.visitors.uploads import MATERIAL

bounds = Bounds("messaging")
_PAGES = Pages("messaging/refused.html")
private = _PAGES.private
PURPOSE = "message"
_FOLLOWING = Following("messaging_followed")
_QUERY = Query("messaging/query.html", bounds, _PAGES, find)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What one can do here."""
    return render(
        request,
        "messaging/index.html",
        {"answers": interaction_address(), "unit": request.GET.get("unit", "")[:60]},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@private
def new(request: HttpRequest) -> HttpResponse:
    """One page, and it is sent."""
    units = taking_part()
    if not units:
        raise Refused(say(N_("这里还没有可以留言的单位。请当面、写信或者打电话。")))
    draft = drafts.draft_of(request.session, PURPOSE)
    if draft is not None and draft.sent_at is not None:
        draft = None
    if request.method != "POST":
        told = drafts.filled_in(draft) if draft else {}
        # A section's own link wins: it says which office is meant.
        chosen = {"unit": request.GET["unit"]} if request.GET.get("unit") else {}
        # Whether it may be published is for the writer to say: 《个人信息保护法》第十四条.
        first = {"kind": Kind.QUESTION.value}
        return _write_page(request, WriteForm(units, initial={**first, **told, **chosen}), draft)
    if wait := bounds.wait_before_uploading(request, upload_size(request, "papers")):
        return _PAGES.please_wait(request, wait)
    draft = draft or drafts.begin(request.session, PURPOSE)
    form = WriteForm(units, request.POST)
    drafts.keep(draft, {**plain(request, form), "may_publish": "may_publish" in request.POST})
    if drop := request.POST.get("drop", ""):
        if drop.isascii() and drop.isdecimal() and len(drop) <= 18:
            drafts.drop_file(draft, int(drop))
        return HttpResponseRedirect(reverse("messaging:new") + "#id_papers")
    unit = next((one for one in units if one.code == request.POST.get("unit")), units[0])
    told_beside(form, "papers", hold_uploads(request, draft, "papers", MATERIAL, unit))
    if form.errors:
        return _write_page(request, form, draft, status=400)
    return _send(request, draft, form)


def _send(request: HttpRequest, draft: Draft, form: WriteForm) -> HttpResponse:
    if wait := bounds.wait_before_sending(request):
        return _PAGES.please_wait(request, wait)
    if bounds.sending_needs_an_answer(request) and not has_answered(request):
        problem = gettext("请先回答下面的小问题，再提交。")
        return _write_page(request, form, draft, problem=problem, status=400)

    def act(attachments: list[tuple[str, bytes]]) -> list[tuple[int, str]]:
        message, code = submit(
            unit=form.cleaned_data["unit"], written=form.written(), attachments=attachments,
            now=timezone.now(),
        )  # fmt: skip
        return [(message.pk, code)]

    if drafts.send_in(draft, act):
        bounds.count_sent(request)
    return redirect("messaging:receipt")


def _write_page(
    request: HttpRequest, form: WriteForm, draft: Draft | None, *, problem: str = "",
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    return render(
        request,
        "messaging/new.html",
        {
            "form": form,
            "held": draft.files.select_related("file") if draft else [],
            "started": draft is not None,
            "problem": problem,
            "puzzle": puzzle.make() if bounds.sending_needs_an_answer(request) else None,
            "trap": TRAP,
            "accuses": bool(
                {"complained_of", "complained_unit"} & set(form.errors)
                or form["complained_of"].value()
                or form["complained_unit"].value()
            ),
            "reachable": any(form[name].value() for name in ("name", "phone", "email"))
            or "email" in form.errors,
        },
        status=status,
    )


@require_POST
@private
def clear(request: HttpRequest) -> HttpResponse:
    """Forget what was filled in, or a receipt that has been written down."""
    drafts.leave(request.session, PURPOSE)
    return redirect("messaging:index")


@require_safe
@private
def receipt(request: HttpRequest) -> HttpResponse:
    """Number and code: for half an hour, to this browser alone."""
    draft = drafts.draft_of(request.session, PURPOSE)
    told = drafts.codes_of(draft) if draft and draft.sent_at else []
    if not told:
        return redirect("messaging:query")
    ((pk, code),) = told
    message = Message.objects.select_related("unit").get(pk=pk)
    return render(
        request,
        "messaging/receipt.html",
        {
            "message": message,
            "code": code,
            "minutes": int(drafts.SHOWN.total_seconds() // 60),
            "query_address": request.build_absolute_uri(reverse("messaging:query")),
        },
    )


def followed(request: HttpRequest) -> Message | None:
    """The message whose number and code this browser has shown."""
    pk = _FOLLOWING.current(request)
    return Message.objects.select_related("unit").filter(pk=pk).first() if pk else None


@require_http_methods(["GET", "HEAD", "POST"])
@private
def query(request: HttpRequest) -> HttpResponse:
    """Number and query code."""
    found = _QUERY.look(request)
    if isinstance(found, HttpResponse):
        return found
    _FOLLOWING.begin(request, found.pk)
    return redirect("messaging:status")


@require_safe
@private
def status(request: HttpRequest) -> HttpResponse:
    """Where it stands, until when, what became of it."""
    message = followed(request)
    if message is None:
        return redirect("messaging:query")
    return render(request, "messaging/status.html", {"message": message, **_standing(message)})


def _standing(message: Message) -> dict[str, Any]:
    """A draft that waits for a colleague is nobody's business but the house's."""
    original = original_of(message)
    answered = message.state_of is State.ANSWERED
    is_open = message.is_open
    return {
        "original": original,
        "unit": message.unit,
        "forwards": message.forwards.select_related("to_unit"),
        "state_word": gettext(
            State.HANDLING.label if message.state_of is State.APPROVAL else message.state_of.label
        ),
        "tone": "running" if is_open else "done" if message.state != "dismissed" else "draft",
        "is_late": is_open and localdate() > message.due_on,
        "answer": message.answer if answered else "",
        "response": response_to(message),
        "rate": RateForm() if answered and not message.satisfaction else None,
        "may_carry": message.redirect == Redirect.APPLICATION.value and original is not None,
    }


@require_POST
@private
def rate(request: HttpRequest) -> HttpResponse:
    """满意, 基本满意, 不满意: once."""
    message = followed(request)
    if message is None:
        return redirect("messaging:query")
    form = RateForm(request.POST)
    if form.is_valid():
        try:
            rate_answer(
                message=message, satisfaction=Satisfaction(form.cleaned_data["satisfaction"]),
                today=localdate(),
            )  # fmt: skip
        except Refused as refusal:
            notes.warning(request, sentence(refusal.message))
        else:
            notes.success(request, gettext("谢谢您的评价。"))
    else:
        notes.warning(request, gettext("请选满意、基本满意或者不满意。"))
    return HttpResponseRedirect(reverse("messaging:status") + "#rate")


@require_POST
@private
def carry(request: HttpRequest) -> HttpResponse:
    """What was really an application goes into the form of one, every word of it: the writer adds
    name and proof (第二十九条) and sends it. Nothing is sent for them."""
    message = followed(request)
    if message is None:
        return redirect("messaging:query")
    original = original_of(message)
    if message.redirect != Redirect.APPLICATION.value or original is None:
        raise Refused(say(N_("这条留言没有可以带过去的内容。")))
    draft = drafts.begin(request.session)
    drafts.keep(
        draft,
        {
            "unit": message.unit.code,
            "subject": original.title,
            "features": original.text,
            "name": original.name,
            "phone": original.phone,
            "email": original.email,
            "address": original.address,
        },
    )
    return redirect("applying:new")


@require_POST
@private
def leave(request: HttpRequest) -> HttpResponse:
    """Done here: the next person at this machine sees nothing."""
    _FOLLOWING.end(request)
    return redirect("messaging:query")
