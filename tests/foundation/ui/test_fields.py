"""Any Django field becomes one readable, labelled field with its error beside it (interaction rule 4, X-11)."""

from __future__ import annotations

from django import forms
from django.template import Context, Template

from loket.foundation.ui.widgets import DateParts


class Person(forms.Form):
    nik = forms.CharField(label="NIK", help_text="16 angka")
    lahir = forms.DateField(label="Tanggal lahir", widget=DateParts)
    kelamin = forms.ChoiceField(label="Jenis kelamin", choices=[("L", "Laki-laki")], widget=forms.RadioSelect)
    sandi = forms.CharField(label="Kata sandi", widget=forms.PasswordInput)


def _drawn(source: str, **context: object) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


def test_a_number_field_opens_the_numeric_keypad_and_counts() -> None:
    html = _drawn("{% field form.nik %}", form=Person())
    assert 'inputmode="numeric"' in html
    assert 'data-hitung="16"' in html
    assert '<label for="id_nik">NIK</label>' in html
    assert 'aria-describedby="id_nik-p"' in html


def test_an_empty_field_is_named_in_its_error_and_in_the_summary() -> None:
    form = Person({"nik": ""})
    assert "NIK belum diisi." in _drawn("{% field form.nik %}", form=form)
    summary = _drawn("{% error_summary form %}", form=form)
    assert '<a href="#id_nik">NIK belum diisi.</a>' in summary
    assert '<a href="#id_kelamin_0">Jenis kelamin belum diisi.</a>' in summary
    assert "Ada 4 yang perlu diperbaiki" in summary


def test_a_good_form_has_no_summary_and_a_sentence_alone_has_no_link() -> None:
    assert _drawn("{% error_summary form %}", form=Person()).strip() == ""
    summary = _drawn("{% error_summary form sentence %}", form=Person(), sentence="Kode sudah lewat.")
    assert "<p>Kode sudah lewat.</p>" in summary


def test_a_date_is_typed_in_three_boxes_and_kept_when_wrong() -> None:
    form = Person({"lahir_hari": "31", "lahir_bulan": "2", "lahir_tahun": "1990"})
    assert "lahir" in form.errors
    html = _drawn("{% field form.lahir %}", form=form)
    assert 'value="31"' in html
    assert 'value="1990"' in html
    assert html.count('inputmode="numeric"') == 3


def test_a_date_may_also_come_as_one_value() -> None:
    form = Person({"lahir": "1990-02-01"})
    form.is_valid()
    assert str(form.cleaned_data["lahir"]) == "1990-02-01"


def test_what_a_person_typed_is_never_markup() -> None:
    """Security rule 28."""
    form = Person({"nik": '"><script>alert(1)</script>'})
    html = _drawn("{% field form.nik %}{% error_summary form %}", form=form)
    assert "<script>" not in html


def test_a_password_is_never_sent_back() -> None:
    assert "rahasia" not in _drawn("{% field form.sandi %}", form=Person({"sandi": "rahasia123"}))
