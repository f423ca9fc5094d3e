"""The field for six digits from a message or an authenticator app."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

#: Blanks and marks people put between the digits.
_BETWEEN = re.compile(r"[\s.\-]")


class SixDigits(forms.CharField):
    """Cleans to six digits; anything else is named at once, so that it never counts as a try."""

    def __init__(self, **kwargs: Any) -> None:
        box = {"inputmode": "numeric", "autocomplete": "one-time-code", "maxlength": 9, "class": "nomor"}
        kwargs = {"label": _("Kode 6 angka"), "max_length": 12, "widget": forms.TextInput(box), **kwargs}
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        """The digits."""
        digits = _BETWEEN.sub("", str(super().clean(value)))
        if not re.fullmatch(r"[0-9]{6}", digits):
            raise forms.ValidationError(_("Kode terdiri dari 6 angka."), code="shape")
        return digits
