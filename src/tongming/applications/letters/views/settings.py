"""What a unit's letters share, and the words of each kind."""

from __future__ import annotations

from dataclasses import asdict

from django.conf import settings as conf
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongming.applications.letters import actions
from tongming.applications.letters.composing import template_of
from tongming.applications.letters.contents import LetterText
from tongming.applications.letters.merging import filled, paragraphs
from tongming.applications.letters.models import LetterTemplate
from tongming.applications.letters.places import places_of, settings_of
from tongming.applications.letters.record import you
from tongming.applications.letters.settings_forms import SettingsForm, TemplateForm
from tongming.applications.letters.views.sheet import Sheet
from tongming.applications.letters.wording import WORDS, known_places
from tongming.law import letters as law
from tongming.law.numbering import letter_number
from tongming.law.words import N_, Refused
from tongming.units.models import Unit
from tongming.units.queries import get_unit
from tongming.units.rights import Right, units_for
from tongming.units.staff import StaffRequest, done, staff

_FREE = {
    "organ": N_("本机关的名称"),
    "you": N_("对收件人的称呼：您、你单位、贵方"),
    "application_number": N_("申请编号"),
    "matter": N_("申请事项"),
}


@require_safe
@staff
def units(request: StaffRequest) -> HttpResponse:
    """Whose letters; straight on where there is one."""
    mine = units_for(request.user, Right.LETTER_MANAGE)
    if not mine.exists():
        raise Http404("letters.settings")
    if mine.count() == 1:
        return redirect("applications:letters:settings", mine.get().pk)
    return render(request, "letters/units.html", {"units": mine})


@staff
def shared(request: StaffRequest, unit_pk: int) -> HttpResponse:
    """Number, contact, remedies, seal; and the list of templates."""
    unit = get_unit(request.user, Right.LETTER_MANAGE, unit_pk)
    posted = request.method == "POST"
    chosen = settings_of(unit)
    worked_out = places_of(unit, chosen)
    form = SettingsForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        instance=chosen,
        worked_out={
            name: value
            for name, value in asdict(worked_out).items()
            if name in ("organ_code", "contact", "review_body", "court")
        },
    )
    if posted and form.is_valid() and done(form, lambda: _save(request, unit, form)):
        messages.success(request, _("已保存。"))
        return redirect("applications:letters:settings", unit.pk)
    changed = set(LetterTemplate.objects.filter(unit=unit).values_list("kind", flat=True))
    kept = places_of(unit)
    return render(
        request,
        "letters/settings.html",
        {
            "unit": unit,
            "form": form,
            "example": letter_number(
                kept.pattern, code=kept.organ_code, year=localdate().year, serial=12
            ),
            "no_mail_server": conf.MAIL_SERVER is None,
            "has_seal": settings_of(unit).seal_id is not None,
            "kinds": [(kind, kind.id in changed) for kind in law.LETTERS.values()],
        },
        status=400 if form.errors else 200,
    )


def _save(request: StaffRequest, unit: Unit, form: SettingsForm) -> None:
    given = dict(form.cleaned_data)
    image, remove = given.pop("seal_image"), given.pop("remove_seal")
    today = localdate()
    if image:
        actions.change_seal(unit=unit, image=image.read(), by=request.user, today=today)
    elif remove:
        actions.change_seal(unit=unit, image=None, by=request.user, today=today)
    actions.change_settings(unit=unit, by=request.user, today=today, **given)


@require_safe
@staff
def seal(request: StaffRequest, unit_pk: int) -> HttpResponse:
    """The picture of the seal, for the page of settings alone."""
    unit = get_unit(request.user, Right.LETTER_MANAGE, unit_pk)
    picture = settings_of(unit).seal
    if picture is None:
        raise Http404("letters.seal")
    response = HttpResponse(picture.read(), content_type="image/png")
    response["Cache-Control"] = "private, no-store"
    return response


@staff
def template(request: StaffRequest, unit_pk: int, kind: str) -> HttpResponse:
    """The words of a kind of letter, with the page as they make it beside them."""
    unit = get_unit(request.user, Right.LETTER_MANAGE, unit_pk)
    letter = _kind(kind)
    title, body = template_of(unit, kind)
    posted = request.method == "POST"
    form = TemplateForm(request.POST if posted else None, initial={"title": title, "body": body})
    if posted and form.is_valid():
        title, body = form.cleaned_data["title"], form.cleaned_data["body"]
        if "look" not in request.POST and done(
            form,
            lambda: actions.change_template(
                unit=unit, kind=kind, title=title, body=body, by=request.user, today=localdate()
            ),
        ):
            messages.success(request, _("已保存，以后起草的文书用这个模板。"))
            return redirect("applications:letters:template", unit.pk, kind)
    labels = {element.key: element.label for element in law.elements(letter)}
    return render(
        request,
        "letters/template.html",
        {
            "unit": unit,
            "kind": letter,
            "form": form,
            "is_own": LetterTemplate.objects.filter(unit=unit, kind=kind).exists(),
            "places": [
                (f"{{{key}}}", _FREE.get(key) or labels[key])
                for key in sorted(known_places(letter), key=lambda key: (key in _FREE, key))
            ],
            "sheet": _sample(unit, letter, title, body),
        },
        status=400 if form.errors and "look" not in request.POST else 200,
    )


@require_POST
@staff
def look(request: StaffRequest, unit_pk: int, kind: str) -> HttpResponse:
    """The page the words in the form make."""
    unit = get_unit(request.user, Right.LETTER_MANAGE, unit_pk)
    sheet = _sample(unit, _kind(kind), request.POST.get("title", ""), request.POST.get("body", ""))
    return render(request, "letters/_sheet.html", {"sheet": sheet})


@require_POST
@staff
def reset(request: StaffRequest, unit_pk: int, kind: str) -> HttpResponse:
    """Back to the product's words."""
    unit = get_unit(request.user, Right.LETTER_MANAGE, unit_pk)
    _kind(kind)
    actions.reset_template(unit=unit, kind=kind, by=request.user, today=localdate())
    messages.success(request, _("已恢复默认模板。"))
    return redirect("applications:letters:template", unit.pk, kind)


def _kind(kind: str) -> law.Letter:
    if kind not in law.LETTERS:
        raise Http404("letters.kind")
    return law.LETTERS[kind]


def _sample(unit: Unit, letter: law.Letter, title: str, body: str) -> Sheet:
    """A letter of the kind in which every element stands under its own name."""
    words, places = WORDS[letter.id], places_of(unit)
    free = {
        "organ": unit.name,
        "you": you(letter, person=True),
        "application_number": "2026-1",
        "matter": "（申请事项）",
    }
    values = {one.key: f"〔{one.label}〕" for one in law.elements(letter)} | free
    values |= {key: filled(text, free) for key, text in {**words.presets, **words.fixed}.items()}
    values["contact"] = places.contact or values["contact"]
    try:
        made = tuple(paragraphs(body, values))
    except Refused:
        made = (body,)
    return Sheet(
        LetterText(
            title=filled(title, values),
            organ=unit.name,
            number=letter_number(
                places.pattern, code=places.organ_code, year=localdate().year, serial=1
            ),
            addressee="×××",
            paragraphs=made,
            attachments=(),
            signed_on=localdate(),
        )
    )
