"""The words of a report: the parts in the form's order, one part's editor, its versions."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tongming.law.words import Refused
from tongming.reports.actions import redraft_section, write_section
from tongming.reports.actions.drafts import section_keys
from tongming.reports.compiling.year import Compiled, compile_year
from tongming.reports.document import AnnualReport
from tongming.reports.doubts import said_otherwise
from tongming.reports.drafting import fill, open_points, unbound_numbers
from tongming.reports.drafting.tracking import Revision, Span, merge, track
from tongming.reports.forms import SectionForm
from tongming.reports.models import Report, SectionText
from tongming.reports.queries import get_report, texts_of
from tongming.reports.rendering.wording import Paragraph, paragraphs
from tongming.reports.screens.differences import Piece, heading_of, pieces
from tongming.reports.screens.editing import from_editor, to_editor
from tongming.reports.screens.tracking import against_draft, filled
from tongming.reports.views.common import act, act_and_return, person_of, place_of, posted
from tongming.units.models import Person
from tongming.units.rights import Right, why_not


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the report, as its list and its editor show it."""

    key: str
    heading: str
    paragraphs: tuple[Paragraph, ...]
    text: SectionText | None
    open_points: tuple[str, ...]
    unbound: tuple[str, ...]
    """Quantities written by hand, which nothing keeps in step with the tables."""
    wanted: tuple[str, ...]
    """The points the form asks this part to cover."""


@login_required
@require_GET
def parts(request: HttpRequest, code: str, year: int, form: str) -> HttpResponse:
    """Every part in the form's order, with what each still asks for."""
    person = person_of(request)
    report = get_report(person, Right.REPORT_VIEW, code, year, form)
    compiled = compile_year(report.unit, report.year, report.form_kind)
    listed = [_part(report, compiled, key) for key in section_keys(report.form_kind)]
    return render(
        request,
        "reports/words.html",
        {
            "place": place_of(report),
            "unit": report.unit,
            "report": report,
            "parts": listed,
            "open": sum(len(part.open_points) for part in listed),
            "why_not": why_not(person, Right.REPORT_EDIT, report.unit),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def part(request: HttpRequest, code: str, year: int, form: str, key: str) -> HttpResponse:
    """Write one part. A new version is kept; the earlier ones stay."""
    person = person_of(request)
    report = get_report(person, Right.REPORT_EDIT, code, year, form)
    _require_key(report, key)
    compiled = compile_year(report.unit, report.year, report.form_kind)
    shown = _part(report, compiled, key)
    current = shown.text
    words = SectionForm(
        posted(request),
        initial={
            "text": to_editor(current.text, compiled.report, _before(compiled)) if current else "",
            "based_on": current.pk if current else None,
        },
    )
    theirs: tuple[Span, ...] = ()
    if request.method == "POST" and words.is_valid():
        started = _text_of(report, key, words)
        if act(words, lambda: _write(report, key, words, started, person)):
            messages.success(request, _("已保存新的一版。"))
            return redirect(place_of(report).url("words"))
        if current and current.pk != words.cleaned_data["based_on"]:
            theirs = _theirs(compiled, started, current)
            words = _merged(words, compiled, started, current)
    compared = against_draft(report, compiled, key, current.text) if current else []
    return render(
        request,
        "reports/part.html",
        {
            "place": place_of(report),
            "unit": report.unit,
            "report": report,
            "part": shown,
            "form": words,
            "theirs": theirs,
            "theirs_by": current.written_by if current else None,
            "hunks": compared,
            "facts_changed": any(one.facts_changed for one in compared),
            "otherwise": said_otherwise(compiled, key, filled(current.text, compiled))
            if current and shown.unbound
            else [],
        },
        status=400 if words.errors else 200,
    )


def _write(report: Report, key: str, words: SectionForm, started: str, person: Person) -> None:
    """Keep what was written, its blocks bound as they were numbered."""
    numbered = words.cleaned_data["numbering"] or started
    write_section(
        report=report,
        key=key,
        text=from_editor(words.cleaned_data["text"], numbered),
        by=person,
        based_on=words.cleaned_data["based_on"],
    )


def _theirs(compiled: Compiled, started: str, current: SectionText) -> tuple[Span, ...]:
    """What somebody else changed meanwhile."""
    revision = Revision(filled(current.text, compiled))
    return tuple(track(filled(started, compiled), [revision]))


def _merged(
    words: SectionForm, compiled: Compiled, started: str, current: SectionText
) -> SectionForm:
    """The form again, with both people's changes in it, ready to be looked at and saved. Where a
    block cannot be bound, what was typed stays as it was."""
    numbered = words.cleaned_data["numbering"] or started
    with suppress(Refused):
        mine = "\n".join(from_editor(words.cleaned_data["text"], numbered).splitlines())
        both = merge(started, mine, current.text)
        assert isinstance(words.data, QueryDict)
        data = words.data.copy()
        data["text"] = to_editor(both, compiled.report, _before(compiled))
        data["numbering"], data["based_on"] = both, str(current.pk)
        words.data = data
    return words


@login_required
@require_POST
def redraft(request: HttpRequest, code: str, year: int, form: str, key: str) -> HttpResponse:
    """Draft one part anew from the figures."""
    person = person_of(request)
    report = get_report(person, Right.REPORT_EDIT, code, year, form)
    _require_key(report, key)
    return act_and_return(
        request,
        lambda: redraft_section(report=report, key=key, by=person),
        _("已按现有数字重新起草。原来的文字仍在历次版本里。"),
        place_of(report).url("part", key),
    )


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a part, against the one before it."""

    text: SectionText
    pieces: tuple[Piece, ...]


@login_required
@require_GET
def history(request: HttpRequest, code: str, year: int, form: str, key: str) -> HttpResponse:
    """The versions of one part: who wrote what, when."""
    person = person_of(request)
    report = get_report(person, Right.REPORT_VIEW, code, year, form)
    _require_key(report, key)
    texts = list(texts_of(report, key))
    earlier = [*(text.text for text in texts[1:]), ""]
    versions = [
        Version(text, tuple(pieces(before, text.text)))
        for text, before in zip(texts, earlier, strict=False)
    ]
    return render(
        request,
        "reports/part_history.html",
        {
            "place": place_of(report),
            "unit": report.unit,
            "heading": heading_of(report.form_kind, key),
            "key": key,
            "versions": versions,
        },
    )


def _text_of(report: Report, key: str, words: SectionForm) -> str:
    """The version the person started from, whose figures their blocks stand for."""
    started = texts_of(report, key).filter(pk=words.cleaned_data["based_on"]).first()
    return started.text if started else ""


def _before(compiled: Compiled) -> AnnualReport | None:
    return compiled.previous.report if compiled.previous else None


def _require_key(report: Report, key: str) -> None:
    if key not in section_keys(report.form_kind):
        raise Http404("reports.section")


def _part(report: Report, compiled: Compiled, key: str) -> Part:
    text = texts_of(report, key).first()
    stored = text.text if text else ""
    filled = fill(stored, compiled.report, _before(compiled))
    section = next((s for s in report.form_kind.sections if s.key == key), None)
    return Part(
        key,
        heading_of(report.form_kind, key),
        tuple(paragraphs(filled)),
        text,
        tuple(open_points(filled)),
        tuple(unbound_numbers(stored)),
        section.parts if section else (),
    )
