"""The form of a page or an announcement."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loket.foundation.kernel.text import TextRefused, plain
from loket.foundation.ui.markup import bad_links

_LONGEST_TITLE, _LONGEST_BODY = 120, 20_000


def _date(label: Any, hint: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=hint, required=False, widget=widget)


def _body(label: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 12, "data-pratinjau": ""})
    return forms.CharField(label=label, max_length=_LONGEST_BODY, required=False, strip=False, widget=widget)


class NoticeForm(forms.Form):
    """Words in two languages, days, and whether residents see it."""

    judul = forms.CharField(label=gettext_lazy("Judul"), max_length=_LONGEST_TITLE)
    isi = _body(gettext_lazy("Isi"))
    judul_en = forms.CharField(
        label=gettext_lazy("Judul bahasa Inggris"), max_length=_LONGEST_TITLE, required=False
    )
    isi_en = _body(gettext_lazy("Isi bahasa Inggris"))
    mulai = _date(gettext_lazy("Tampil mulai"), gettext_lazy("Kosong: langsung."))
    sampai = _date(gettext_lazy("Tampil sampai"), gettext_lazy("Hari terakhir. Kosong: seterusnya."))
    tampil = forms.BooleanField(label=gettext_lazy("Tampilkan kepada warga"), required=False)
    dilihat = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Marks the language of each field for the reader's voice."""
        super().__init__(*args, **kwargs)
        for name in ("judul_en", "isi_en"):
            self.fields[name].widget.attrs["lang"] = "en"

    def clean_judul(self) -> str:
        """One honest line."""
        return self._line("judul")

    def clean_judul_en(self) -> str:
        """As the Indonesian one."""
        return self._line("judul_en")

    def clean_isi(self) -> str:
        """Paragraphs; links lead to the web, a mailbox, a telephone or a page of this portal."""
        return self._text("isi")

    def clean_isi_en(self) -> str:
        """As the Indonesian one."""
        return self._text("isi_en")

    def clean(self) -> dict[str, Any]:
        """The days in order; an English text only under an English title."""
        values: dict[str, Any] = super().clean() or {}
        begins, ends = values.get("mulai"), values.get("sampai")
        if begins and ends and ends < begins:
            self.add_error("sampai", _("Tanggal akhir lebih awal daripada tanggal mulai."))
        if values.get("isi_en") and not values.get("judul_en"):
            self.add_error("judul_en", _("Isi juga judul bahasa Inggris, supaya isinya tampil."))
        return values

    @property
    def columns(self) -> dict[str, Any]:
        """The values as columns of a notice; only when valid."""
        names = {"judul": "title", "isi": "body", "judul_en": "title_en", "isi_en": "body_en"}
        names |= {"mulai": "starts_on", "sampai": "ends_on", "tampil": "is_published"}
        return {column: self.cleaned_data[field] for field, column in names.items()}

    @property
    def seen(self) -> int:
        """The revision its author saw."""
        return int(self.cleaned_data.get("dilihat") or 0)

    def _line(self, name: str) -> str:
        try:
            return plain(self.cleaned_data[name], max_length=_LONGEST_TITLE)
        except TextRefused as fault:
            raise forms.ValidationError(str(fault)) from fault

    def _text(self, name: str) -> str:
        try:
            text = plain(self.cleaned_data[name], max_length=_LONGEST_BODY, multiline=True)
        except TextRefused as fault:
            raise forms.ValidationError(str(fault)) from fault
        bad = bad_links(text)
        if bad:
            said = _(
                "Tautan %(link)s tidak bisa dipakai. Mulai dengan https:// atau / untuk halaman portal ini."
            )
            raise forms.ValidationError(said % {"link": bad[0][:60]})
        return text
