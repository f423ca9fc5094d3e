"""Short name and two colours; a picture for the logo."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loket.tenants.branding import ColourRefused, parse_colour, require_readable

from ..plain_forms import PlainForm


class BrandForm(PlainForm):
    """Name and colours; colours nobody can read on are refused with the figure."""

    short_name = forms.CharField(
        label=_("Nama pendek"), max_length=60, help_text=_("Di kepala halaman, di pesan, dan di layar HP")
    )
    colour_main = forms.CharField(
        label=_("Warna utama"),
        max_length=9,
        help_text=_("Kepala halaman, tombol, tautan"),
        widget=forms.TextInput({"type": "color", "data-kontras": "main"}),
    )
    colour_accent = forms.CharField(
        label=_("Warna aksen"),
        max_length=9,
        help_text=_("Yang perlu diperhatikan; hurufnya gelap"),
        widget=forms.TextInput({"type": "color", "data-kontras": "accent"}),
    )

    def clean(self) -> dict[str, Any]:
        """Both colours together."""
        values = super().clean()
        for name in ("colour_main", "colour_accent"):
            if name in values and name not in self.errors:
                try:
                    values[name] = parse_colour(values[name])
                except ColourRefused as refused:
                    self.add_error(name, str(refused))
        if not self.errors:
            try:
                require_readable(values["colour_main"], values["colour_accent"])
            except ColourRefused as refused:
                self.add_error(f"colour_{refused.code}", str(refused))
        return values


class LogoForm(forms.Form):
    """One picture; drawings in SVG are refused, because they can carry programs."""

    logo = forms.FileField(
        label=_("Gambar logo"),
        help_text=_("PNG atau JPG, paling besar 2 MB. Latar putih atau bening paling baik."),
        widget=forms.FileInput({"accept": "image/png,image/jpeg"}),
        error_messages={"required": _("Pilih gambarnya dulu."), "empty": _("Berkas ini kosong.")},
    )

    def clean_logo(self) -> Any:
        """Small enough; what it is shows when it is decoded."""
        given = self.cleaned_data["logo"]
        if given.size > 2 * 1024 * 1024:
            raise forms.ValidationError(_("Gambar lebih besar dari 2 MB. Pilih yang lebih kecil."))
        return given
