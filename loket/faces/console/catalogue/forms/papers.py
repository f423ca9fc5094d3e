"""The forms of papers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loket.catalogue import editing_papers as editing
from loket.catalogue.editing import Edit
from loket.catalogue.editing_uses import named

from ..bench import Bench
from .element import LONGEST, ElementForm, english, words

#: Sample pictures that come with the program, and their names.
SAMPLES = (
    ("", _("Tanpa contoh")),
    ("surat", _("Surat")),
    ("ktp", _("KTP")),
    ("kk", _("Kartu Keluarga")),
    ("selfie", _("Wajah dengan KTP")),
    ("ttd", _("Tanda tangan")),
)
DEMANDS = (
    ("always", _("Selalu diminta")),
    ("when", _("Diminta bila syaratnya terpenuhi")),
    ("asks", _("Ditanyakan dulu: punya atau tidak")),
    ("office", _("Hanya bila kantor memintanya")),
)


class AddPaperForm(ElementForm):
    """A paper from the photo kinds of the dinas, or one of this service alone."""

    heading = _("Persyaratan baru")

    jenis = forms.ChoiceField(label=_("Jenis foto"), required=False)
    label = words(_("Atau beri nama sendiri"), required=False)

    def shape(self) -> None:
        used = set(self.bench.papers)
        used |= {slug for section, slug in self.bench.put_aside if section == "documents"}
        known = self.bench.shared.get("documents") or {}
        options = sorted((named(row), slug) for slug, row in known.items() if slug not in used)
        choices = [("", _("Pilih…")), *((slug, label) for label, slug in options)]
        self.fields["jenis"].choices = choices  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        given: dict[str, Any] = super().clean() or {}
        if not given.get("jenis") and not given.get("label") and not self.errors:
            self.add_error("jenis", _("Pilih jenis foto, atau tulis nama persyaratan."))
        return given

    def edit(self) -> Edit:
        given = self.cleaned_data
        label = "" if given["jenis"] else given["label"]
        return partial(editing.add_paper, slug=given["jenis"], label=label)


class PaperForm(ElementForm):
    """A paper of this service."""

    heading = _("Ubah persyaratan")
    folded = ("label_en", "help_en", "condition_en", "question_en", "alternatives")

    label_id = words(_("Nama persyaratan"))
    help_id = words(_("Yang harus terlihat di foto"), required=False)
    diminta = forms.ChoiceField(label=_("Kapan diminta"), choices=DEMANDS)
    condition_id = words(_("Alasan, seperti dibaca warga"), required=False)
    question_id = words(_("Pertanyaannya, bila ditanyakan dulu"), required=False)
    sample = forms.ChoiceField(label=_("Gambar contoh"), choices=SAMPLES, required=False)
    most = forms.IntegerField(label=_("Foto paling banyak"), min_value=1, max_value=20)
    alternatives = forms.MultipleChoiceField(
        label=_("Boleh diganti dengan"), required=False, widget=forms.SelectMultiple({"size": 6})
    )
    label_en = english(_("Nama dalam bahasa Inggris"))
    help_en = english(_("Bantuan dalam bahasa Inggris"))
    condition_en = english(_("Alasan dalam bahasa Inggris"))
    question_en = english(_("Pertanyaannya dalam bahasa Inggris"))

    def first(self, bench: Bench, slug: str) -> Mapping[str, Any]:
        row = bench.papers[slug]
        return {"most": 4, **row, "diminta": editing.demand_of(row)}

    def shape(self) -> None:
        known = self.bench.shared.get("documents") or {}
        options = sorted((named(row)[:LONGEST], slug) for slug, row in known.items() if slug != self.slug)
        self.fields["alternatives"].choices = [(slug, label) for label, slug in options]  # type: ignore[attr-defined]  # a choice field
        own = self.bench.papers[self.slug].get("sample")
        if own and own not in dict(SAMPLES):
            self.fields["sample"].choices = [*SAMPLES, (own, _("Contoh kantor ini"))]  # type: ignore[attr-defined]  # a choice field

    def edit(self) -> Edit:
        given = {key: value for key, value in self.cleaned_data.items() if key not in ("revisi", "diminta")}
        if given["most"] == 4 and "most" not in self.bench.papers[self.slug]:
            del given["most"]
        return partial(
            editing.change_paper, slug=self.slug, values=given, demand=self.cleaned_data["diminta"]
        )
