"""Inputs of the settings' forms: lines of plain text, days, times, several choices."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.text import plain

_CHOOSE = {"required": _("Pilih salah satu."), "invalid_choice": _("Pilih salah satu dari daftar.")}


class Line(forms.CharField):
    """One sentence, without line breaks and without signs that deceive an eye; may be empty."""

    def __init__(self, *, longest: int = 300, rows: int = 2, **options: Any) -> None:
        options.setdefault("required", False)
        options.setdefault("widget", forms.Textarea({"rows": rows, "maxlength": longest}))
        super().__init__(strip=False, **options)
        self.longest = longest

    def clean(self, value: Any) -> str:
        """The sentence as it is kept, or what is wrong with it."""
        try:
            return plain(str(super().clean(value) or ""), max_length=self.longest)
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal), code=refusal.code) from None


class Day(forms.DateField):
    """A day of the office's calendar; may be empty."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        super().__init__(
            input_formats=["%Y-%m-%d"],
            widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            error_messages={"invalid": _("Tanggal ini tidak ada. Contoh: 2026-11-30.")},
            **options,
        )


class Clock(forms.TimeField):
    """A time of the office's day; may be empty."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        super().__init__(
            input_formats=["%H:%M", "%H:%M:%S", "%H.%M"],
            widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
            error_messages={"invalid": _("Jam ini tidak ada. Contoh: 08:00.")},
            **options,
        )


def one_of(choices: Any, **options: Any) -> forms.ChoiceField:
    """Radio buttons."""
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, error_messages=_CHOOSE, **options)


def some_of(choices: Any, **options: Any) -> forms.MultipleChoiceField:
    """Boxes to tick; none is fine."""
    return forms.MultipleChoiceField(
        choices=choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Pilih dari daftar.")},
        **options,
    )
