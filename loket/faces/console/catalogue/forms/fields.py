"""The forms of questions."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loket.catalogue import editing_fields as editing
from loket.catalogue.compiling import timing_of
from loket.catalogue.editing import Edit
from loket.catalogue.editing_kinds import KIND_NAMES, KINDS, kind_of
from loket.catalogue.editing_steps import screens

from ..bench import Bench
from .element import LONGEST, ElementForm, english, words

_OWN = "sendiri"
_MOST_LINES = 400


def _at_screen(bench: Bench, key: str) -> Mapping[str, Any]:
    """Nothing to begin with; raises KeyError for a screen that is not there."""
    if key not in {one["key"] for one in screens(bench.source, bench.shared)}:
        raise KeyError(key)
    return {}


class AddFieldForm(ElementForm):
    """A new question at the end of a step; ``slug`` is the step's key."""

    heading = _("Pertanyaan baru")

    label = words(_("Pertanyaan"))
    jenis = forms.ChoiceField(label=_("Jenis"), choices=[(key, KIND_NAMES[key]) for key in KINDS])
    pilihan = forms.CharField(
        label=_("Pilihan, satu di tiap baris"),
        required=False,
        max_length=20000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Hanya untuk jenis “Pilih”. Contoh: Hilang"),
    )
    wajib = forms.BooleanField(label=_("Harus dijawab"), required=False, initial=True)

    def first(self, bench: Bench, slug: str) -> Mapping[str, Any]:
        return _at_screen(bench, slug)

    def clean(self) -> dict[str, Any]:
        """A choice needs options."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("jenis") in ("choice", "choices") and not given.get("pilihan", "").strip():
            self.add_error("pilihan", _("Tulis paling sedikit dua pilihan, satu di tiap baris."))
        return given

    def edit(self) -> Edit:
        given = self.cleaned_data
        return partial(
            editing.add_field,
            label=given["label"],
            kind=given["jenis"],
            step=self.slug,
            choices=given["pilihan"],
            required=given["wajib"],
        )


class UseSharedForm(ElementForm):
    """A shared question at the end of a step."""

    heading = _("Pakai pertanyaan bersama")

    pertanyaan = forms.ChoiceField(label=_("Pertanyaan bersama"))

    def first(self, bench: Bench, slug: str) -> Mapping[str, Any]:
        return _at_screen(bench, slug)

    def shape(self) -> None:
        used = set(self.bench.fields)
        rows = self.bench.shared.get("shared_fields") or ()
        used |= {slug for section, slug in self.bench.put_aside if section == "shared_fields"}
        options = [(row["slug"], row.get("label_id", "")) for row in rows if row["slug"] not in used]
        self.fields["pertanyaan"].choices = options  # type: ignore[attr-defined]  # a choice field

    def edit(self) -> Edit:
        return partial(editing.use_shared_question, slug=self.cleaned_data["pertanyaan"], step=self.slug)


class FieldForm(ElementForm):
    """A question of this service."""

    heading = _("Ubah pertanyaan")
    folded = ("label_en", "help_en", "example_id", "example_en", "item_fields", "person_id", "person_en")

    label_id = words(_("Pertanyaan"))
    jenis = forms.ChoiceField(label=_("Jenis"))
    required = forms.BooleanField(label=_("Harus dijawab"), required=False)
    help_id = words(_("Bantuan di bawah pertanyaan"), required=False)
    daftar = forms.ChoiceField(label=_("Pilihan dari"), required=False)
    pilihan = forms.CharField(
        label=_("Pilihan, satu di tiap baris"),
        required=False,
        max_length=20000,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Bahasa Inggris di belakang garis tegak: Hilang | Lost"),
    )
    timing = forms.ChoiceField(
        label=_("Tanggal yang boleh"),
        choices=[
            ("past", _("Hari ini atau yang lalu")),
            ("coming", _("Hari ini atau yang akan datang")),
            ("any", _("Kapan saja")),
        ],
    )
    scope = forms.ChoiceField(
        label=_("Wilayah"),
        choices=[("office", _("Di kabupaten atau kota ini")), ("nation", _("Seluruh Indonesia"))],
    )
    minimum = forms.IntegerField(label=_("Paling kecil"), min_value=0, max_value=999999)
    maximum = forms.IntegerField(label=_("Paling besar"), min_value=0, max_value=999999)
    panjang = forms.IntegerField(label=_("Banyak angka"), min_value=1, max_value=99)
    min = forms.IntegerField(label=_("Paling sedikit, orang"), min_value=0, max_value=20)
    max = forms.IntegerField(label=_("Paling banyak, orang"), min_value=1, max_value=20)
    item_fields = forms.MultipleChoiceField(
        label=_("Yang ditanyakan tentang tiap orang"), widget=forms.CheckboxSelectMultiple
    )
    person_id = words(_("Kata untuk satu orang, misalnya Saksi"), required=False)
    person_en = english(_("Kata itu dalam bahasa Inggris"))
    example_id = words(_("Contoh jawaban"), required=False)
    label_en = english(_("Pertanyaan dalam bahasa Inggris"))
    help_en = english(_("Bantuan dalam bahasa Inggris"))
    example_en = english(_("Contoh dalam bahasa Inggris"))

    _OF_KIND: Mapping[str, tuple[str, ...]] = {
        "choice": ("daftar", "pilihan"),
        "choices": ("daftar", "pilihan"),
        "date": ("timing",),
        "region": ("scope",),
        "number": ("minimum", "maximum"),
        "digits": ("panjang",),
        "people": ("min", "max", "item_fields", "person_id", "person_en"),
    }

    def first(self, bench: Bench, slug: str) -> Mapping[str, Any]:
        row = bench.fields[slug]
        form, _colon, detail = str(row.get("format") or "").partition(":")
        low, _dash, high = detail.partition("-")
        return {
            **row,
            "jenis": kind_of(row),
            "pilihan": editing.lines_of(row.get("choices") or ()),
            "daftar": row.get("choices_ref") or _OWN,
            "minimum": low if form == "int" else "",
            "maximum": high if form == "int" else "",
            "panjang": detail if form == "digits" else "",
            "item_fields": [name.rstrip("?") for name in row.get("item_fields") or ()],
            "timing": row.get("timing") or timing_of(slug),
            "scope": row.get("scope", "office"),
        }

    def shape(self) -> None:
        row = self.bench.fields[self.slug]
        kind = kind_of(row)
        wanted = {
            "label_id",
            "label_en",
            "jenis",
            "required",
            "help_id",
            "help_en",
            "example_id",
            "example_en",
        }
        if row.get("shared"):
            wanted = {"required"}
        wanted |= set(self._OF_KIND.get(kind, ())) if not row.get("shared") else set()
        if row.get("choices_source"):
            wanted -= {"daftar", "pilihan"}
        for name in [name for name in self.fields if name not in wanted | {"revisi"}]:
            del self.fields[name]
        self._offer(kind)

    def _offer(self, kind: str) -> None:
        shared = self.bench.shared
        kinds = [(key, KIND_NAMES[key]) for key in KINDS]
        offered: dict[str, list[tuple[str, Any]]] = {
            "jenis": [*([(kind, KIND_NAMES["other"])] if kind not in KINDS else []), *kinds],
            "daftar": [
                (_OWN, _("Pilihan sendiri")),
                *((name, name.replace("_", " ")) for name in shared.get("choice_lists") or {}),
            ],
            "item_fields": [
                (name, row["label_id"])
                for name, row in (shared.get("person_item_fields") or {}).items()
                if isinstance(row, Mapping)
            ],
        }
        for name, options in offered.items():
            if name in self.fields:
                self.fields[name].choices = options  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        """Options where options are needed; a range that is one."""
        given: dict[str, Any] = super().clean() or {}
        lines = [line for line in given.get("pilihan", "").splitlines() if line.strip()]
        if given.get("daftar") == _OWN and given.get("jenis") in ("choice", "choices") and len(lines) < 2:
            self.add_error("pilihan", _("Tulis paling sedikit dua pilihan, satu di tiap baris."))
        if len(lines) > _MOST_LINES or any(len(line) > LONGEST for line in lines):
            self.add_error("pilihan", _("Pilihan terlalu banyak, atau satu di antaranya terlalu panjang."))
        for low, high in (("minimum", "maximum"), ("min", "max")):
            if given.get(low) is not None and given.get(high) is not None and given[low] > given[high]:
                self.add_error(high, _("Harus sama dengan yang paling kecil atau lebih."))
        return given

    def edit(self) -> Edit:
        given, row = self.cleaned_data, self.bench.fields[self.slug]
        values: dict[str, Any] = {}
        if given.get("jenis"):
            values |= editing.change_kind(row, given["jenis"])
        plain = ("label_id", "label_en", "required", "help_id", "help_en", "example_id", "example_en", "timing",
                 "scope", "min", "max", "person_id", "person_en")  # fmt: skip
        shown = self.first(self.bench, self.slug)
        values |= {
            key: given[key] for key in plain if key in given and (key in row or given[key] != shown.get(key))
        }
        values |= self._format(given) | self._options(given, row) | self._items(given, row)
        return partial(editing.change_field, slug=self.slug, values=values)

    def _same_kind(self, *kinds: str) -> bool:
        return self.cleaned_data.get("jenis") in kinds

    def _format(self, given: Mapping[str, Any]) -> dict[str, Any]:
        if "panjang" in given and self._same_kind("digits"):
            return {"format": f"digits:{given['panjang']}"}
        if "maximum" in given and self._same_kind("number"):
            return {"format": f"int:{given['minimum']}-{given['maximum']}"}
        return {}

    def _options(self, given: Mapping[str, Any], row: Mapping[str, Any]) -> dict[str, Any]:
        if "daftar" not in given or not self._same_kind("choice", "choices"):
            return {}
        if given["daftar"] != _OWN:
            kept = row.get("choices_ref") == given["daftar"]
            narrowed = {key: row.get(key) if kept else None for key in ("only", "exclude")}
            return {"choices_ref": given["daftar"], "choices": None, **narrowed}
        known = row.get("choices") or ()
        return {
            "choices": editing.choices_from(given["pilihan"], known),
            "choices_ref": None,
            "only": None,
            "exclude": None,
        }

    def _items(self, given: Mapping[str, Any], row: Mapping[str, Any]) -> dict[str, Any]:
        if "item_fields" not in given or not self._same_kind("people"):
            return {}
        before = {name.rstrip("?"): name for name in row.get("item_fields") or ()}
        return {"item_fields": [before.get(name, name) for name in given["item_fields"]]}
