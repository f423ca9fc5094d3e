"""Forms whose texts are plain: NFC, trimmed, no invisible signs (security rule 27)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.text import plain

_LONGEST = 400


class PlainForm(forms.Form):
    """A form that refuses control, direction and invisible signs beside the field that holds them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.ChoiceField):
                field.error_messages["invalid_choice"] = _("Pilihan ini tidak ada lagi. Pilih dari daftar.")

    def clean(self) -> dict[str, Any]:
        """Every text made plain."""
        values = super().clean() or self.cleaned_data
        for name, value in list(values.items()):
            if isinstance(value, str):
                try:
                    values[name] = plain(value, max_length=_LONGEST)
                except Refusal as refusal:
                    self.add_error(name, str(refusal))
        return values
