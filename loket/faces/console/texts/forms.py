"""The editor's form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loket.notifications.own_texts import LONGEST_SUBJECT, LONGEST_TEXT, Place


class TextForm(forms.Form):
    """One wording; ``dilihat`` is the number of the last change the editor showed."""

    judul = forms.CharField(label=_("Judul e-mail"), max_length=LONGEST_SUBJECT, required=False)
    teks = forms.CharField(
        label=_("Teks pesan"),
        max_length=LONGEST_TEXT,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "true", "data-pratinjau": ""}),
    )
    dilihat = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        """``place``: which wording; only letters have a subject."""
        super().__init__(*args, **kwargs)
        self.fields["teks"].widget.attrs["lang"] = place.language
        if place.channel == "email":
            self.fields["judul"].widget.attrs |= {"lang": place.language, "data-pratinjau": ""}
        else:
            del self.fields["judul"]

    @property
    def typed(self) -> tuple[str, str]:
        """Subject and text as they were typed, whatever is wrong with them."""
        return str(self.data.get("judul", "")), str(self.data.get("teks", ""))

    @property
    def seen(self) -> int:
        """The number of the last change its author knew; 0 when it came without one."""
        return int(self.cleaned_data.get("dilihat") or 0)
