"""How a form is drawn: label, help, what is missing beside the field and summed at the top."""

from __future__ import annotations

from django import forms
from django.template import engines
from django.test import RequestFactory


class Sample(forms.Form):
    title = forms.CharField(label="标题", help_text="写全称。")
    pages = forms.IntegerField(label="页数", required=False, min_value=0)
    channel = forms.ChoiceField(
        label="渠道", choices=[("a", "信函"), ("b", "网上")], widget=forms.RadioSelect
    )
    sure = forms.BooleanField(label="已核对")

    def clean(self) -> None:
        raise forms.ValidationError("两处日期前后颠倒。")


def drawn(form: forms.Form, source: str = "{% error_summary form %}{% fields form %}") -> str:
    template = engines["django"].from_string("{% load workbench %}" + source)
    return template.render({"form": form}, RequestFactory().get("/"))


def test_a_label_stands_above_each_field_and_help_is_tied_to_it() -> None:
    page = drawn(Sample())
    assert '<label for="id_title">标题</label>' in page
    assert 'id="id_title_helptext">写全称。' in page
    assert 'aria-describedby="id_title_helptext"' in page
    assert "（选填）" in page.split('for="id_pages"')[1].split("</label>")[0]
    assert "error-summary" not in page


def test_every_error_stands_beside_its_field_and_in_the_summary_which_leads_to_it() -> None:
    page = drawn(Sample({"title": "", "pages": "-1"}))
    assert "有 5 处需要改" in page
    assert '<a href="#id_title">标题：' in page
    assert '<a href="#id_pages">页数：' in page
    assert '<a href="#id_channel_0">渠道：' in page
    assert "<li>两处日期前后颠倒。</li>" in page
    assert 'id="id_title_error"' in page
    assert 'aria-invalid="true"' in page
    # Nothing typed is lost.
    assert 'value="-1"' in page


def test_the_summary_goes_down_the_page_whatever_was_found_first() -> None:
    form = Sample({"title": "", "pages": "3", "channel": "a", "sure": "on"})
    form.add_error("pages", "和目录不符。")
    form.add_error("channel", "这里不收。")
    form._errors = type(form.errors)(reversed(form.errors.items()))  # type: ignore[attr-defined]
    page = drawn(form, "{% error_summary form %}")
    places = [page.index(f"#id_{name}") for name in ("title", "pages", "channel_0")]
    assert places == sorted(places)
    assert page.index("两处日期前后颠倒") > places[-1]


def test_a_group_of_choices_is_one_question_and_a_single_box_has_its_words_beside_it() -> None:
    page = drawn(Sample())
    assert page.count("<fieldset") == 1
    assert "<legend>渠道</legend>" in page
    assert '<label class="choice" for="id_sure">' in page


def test_a_width_fits_the_answer() -> None:
    assert "width-number" in drawn(Sample(), '{% field form.pages width="number" %}')
    assert "width-number" not in drawn(Sample(), "{% field form.pages %}")


def test_what_a_person_typed_is_never_markup() -> None:
    page = drawn(Sample({"title": '"><script>alert(1)</script>'}))
    assert "<script>" not in page
