"""What the record already knows of an answer, offered ready to be changed.

Letters are Chinese in every interface language, and so is what is offered for them.
"""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from tongming.applications.handling import public_items
from tongming.applications.handling.forms import QuestionForm
from tongming.applications.handling.queries import answered_before, other_units
from tongming.applications.handling.record import Standing
from tongming.applications.handling.replying import reply_of
from tongming.applications.letters.wording import WORDS
from tongming.applications.models import Application
from tongming.law.path import Given, Question
from tongming.law.words import chinese_date
from tongming.units.models import Unit


def filled_for(
    here: Standing, question: Question, given: Given | None, item: str
) -> dict[str, str]:
    """Notes offered ready, by "answer-element"; what was written before goes before them."""
    filled: dict[str, str] = {}
    for answer in question.answers:
        letter = answer.letter or (answer.ground.outcome.letters[0] if answer.ground else "")
        words = WORDS.get(letter)
        for ask in answer.asks:
            ready = (words.checked | words.presets).get(ask.key, "") if words else ""
            # What names a place of the letter is the letter's to fill in.
            if ready and "{" not in ready:
                filled[f"{answer.key}-{ask.key}"] = ready
    if question.key == "public" and (route := public_items.route(item)):
        filled |= {"answer": "already", "already-route": route}
    return filled


def helpers_for(here: Standing, question: Question) -> dict[str, dict[str, forms.Field]]:
    """Choices from the record that write an answer's notes by themselves."""
    if question.key == "exists":
        return {
            "not_ours": {
                "unit": forms.ModelChoiceField(
                    label=gettext_lazy("系统里负责公开的单位"),
                    queryset=other_units(here.application),
                    required=False,
                    help_text=gettext_lazy("选了就自动写上名称和联系方式。"),
                )
            }
        }
    if question.key == "proper" and here.record.answered_before:
        earlier = answered_before(here.application)
        return {
            "repeated": {
                "earlier": forms.ChoiceField(
                    label=gettext_lazy("先前的申请"),
                    choices=[("", "—"), *((str(one.pk), _earlier(one)) for one in earlier)],
                    required=False,
                    help_text=gettext_lazy("选了就自动写上先前答复的文号和日期。"),
                )
            }
        }
    return {}


def with_helpers(here: Standing, question: Question, form: QuestionForm) -> Given | None:
    """What was answered, with what a choice from the record writes where nothing was written."""
    given = form.given()
    if given is None:
        return None
    notes = dict(given.notes)
    unit = form.cleaned_data.get("not_ours-unit")
    if given.answer == "not_ours" and isinstance(unit, Unit):
        notes["other_organ"] = notes.get("other_organ", "").strip() or contact_of(unit)
    if given.answer == "repeated" and (chosen := notes.pop("earlier", "")):
        earlier = next(
            (one for one in answered_before(here.application) if str(one.pk) == chosen), None
        )
        if earlier is not None:
            number, on = _reply(earlier)
            notes["earlier_number"] = notes.get("earlier_number", "").strip() or number
            notes["earlier_date"] = notes.get("earlier_date", "").strip() or on
    return Given(given.answer, notes)


def contact_of(unit: Unit) -> str:
    """The name and contact of an organ, as the reply tells them (第三十六条第五项)."""
    told = [unit.name]
    if unit.office:
        told.append(f"联系部门：{unit.office}")
    if unit.phone:
        told.append(f"电话：{unit.phone}")
    if unit.address:
        told.append(f"地址：{unit.address}")
    return "，".join(told)


def _earlier(application: Application) -> str:
    return f"{application.number} {application.subject[:30]}"


def _reply(application: Application) -> tuple[str, str]:
    letter = reply_of(application)
    number = letter.number if letter is not None and letter.number else application.number
    assert application.closed_on is not None
    return number, chinese_date(application.closed_on)
