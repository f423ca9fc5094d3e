"""The forms of everything else a service says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loket.catalogue import editing_parts as editing
from loket.catalogue.editing import Edit
from loket.catalogue.labels import LIFE_EVENTS
from loket.catalogue.models import Presence
from loket.staff.labels import ROLES

from ..bench import Bench
from .element import ElementForm, english, words

ICONS = ("file-text", "id-card", "users", "baby", "heart-handshake", "heart-crack", "truck", "map-pin", "globe",
         "cross", "calendar", "badge-check", "home", "printer", "stamp", "pencil")  # fmt: skip
UNITS = (
    ("minute", _("menit")),
    ("working_hour", _("jam kerja")),
    ("hour", _("jam")),
    ("working_day", _("hari kerja")),
    ("calendar_day", _("hari kalender")),
)
_NOBODY = [("", _("Tidak ada"))]


class PartForm(ElementForm):
    """A form of top-level words: the names of its inputs are the names in the source."""

    part = ""

    def first(self, bench: Bench, slug: str) -> Mapping[str, Any]:
        return dict(bench.source)

    def values(self) -> dict[str, Any]:
        """What is set in the source."""
        return {key: value for key, value in self.cleaned_data.items() if key != "revisi"}

    def edit(self) -> Edit:
        return partial(editing.change_part, part=self.part, values=self.values(), label=str(self.heading))


class HeadForm(PartForm):
    """What it is called, and for whom it is."""

    part = "head"
    heading = _("Nama dan keterangan")
    folded = ("title_en", "name_id", "name_en", "for_whom_en", "icon", "category", "subject_id", "subject_en")

    title_id = words(_("Nama, seperti warga menyebutnya"))
    for_whom_id = words(_("Untuk siapa"), required=False, long=True)
    life_event = forms.ChoiceField(label=_("Ditemukan di bawah"), choices=list(LIFE_EVENTS.items()))
    name_id = words(_("Nama resmi"))
    category = forms.ChoiceField(label=_("Kategori"))
    icon = forms.ChoiceField(label=_("Gambar kecil"), choices=[(name, name) for name in ICONS])
    subject_id = words(_("Judul layar tentang pemilik dokumen"), required=False)
    title_en = english(_("Nama dalam bahasa Inggris"))
    name_en = english(_("Nama resmi dalam bahasa Inggris"))
    for_whom_en = english(_("Untuk siapa, dalam bahasa Inggris"), long=True)
    subject_en = english(_("Judul layar itu dalam bahasa Inggris"))

    def shape(self) -> None:
        known = self.bench.shared.get("categories") or {}
        listed = [(key, row.get("label_id", key)) for key, row in known.items()]
        self.fields["category"].choices = listed  # type: ignore[attr-defined]  # a choice field
        own = self.bench.source.get("icon") or ""
        if own and own not in ICONS:
            self.fields["icon"].choices = [(own, own), *((name, name) for name in ICONS)]  # type: ignore[attr-defined]  # a choice field


class DeliveryForm(PartForm):
    """How the document comes to the resident."""

    part = "delivery"
    heading = _("Cara menerima dokumen")
    delivery = forms.MultipleChoiceField(
        label=_("Warga boleh memilih"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pilih paling sedikit satu cara.")},
    )

    def shape(self) -> None:
        ways = (self.bench.shared.get("choice_lists") or {}).get("penyelesaian") or {"options": []}
        self.fields["delivery"].choices = [  # type: ignore[attr-defined]  # a choice field
            (one["value"], one["label_id"]) for one in ways["options"]
        ]


class PresenceForm(PartForm):
    """Whether the resident must come, and why."""

    part = "presence"
    heading = _("Datang ke kantor")
    mode = forms.ChoiceField(label=_("Perlu datang"), choices=Presence.choices)
    reason_id = words(_("Alasannya, seperti dibaca warga"), required=False)
    what_id = words(_("Yang dilakukan saat datang"), required=False)
    role = forms.ChoiceField(label=_("Petugas yang menerima"), required=False)
    reason_en = english(_("Alasan dalam bahasa Inggris"))
    what_en = english(_("Yang dilakukan, dalam bahasa Inggris"))
    folded = ("reason_en", "what_en")

    def first(self, bench: Bench, slug: str) -> Mapping[str, Any]:
        return {**(bench.source.get("presence") or {}), **(bench.source.get("visit") or {})}

    def shape(self) -> None:
        self.fields["role"].choices = [*_NOBODY, *ROLES.items()]  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        """A visit needs its purpose and somebody who receives."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("mode") == Presence.ONLINE_VISIT:
            if not given.get("what_id"):
                self.add_error("what_id", _("Tulis apa yang dilakukan warga saat datang."))
            if not given.get("role"):
                self.add_error("role", _("Pilih petugas yang menerima warga."))
        return given

    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        presence = {key: given[key] for key in ("mode", "reason_id", "reason_en") if given[key]}
        visit = {**(self.bench.source.get("visit") or {})}
        visit |= {key: given[key] for key in ("role", "what_id", "what_en")}
        keeps = given["mode"] == Presence.ONLINE_VISIT
        return {"presence": presence, "visit": {k: v for k, v in visit.items() if v} if keeps else {}}


class PeopleForm(PartForm):
    """Who works on an application."""

    part = "processed_by"
    heading = _("Siapa yang mengerjakan")
    verify = forms.ChoiceField(label=_("Memeriksa"), choices=list(ROLES.items()))
    process = forms.ChoiceField(label=_("Mengerjakan"), choices=list(ROLES.items()))
    hand_over = forms.ChoiceField(label=_("Menyerahkan"), choices=[*_NOBODY, *ROLES.items()], required=False)
    approve = forms.ChoiceField(
        label=_("Menyetujui di SIAK"), choices=[*_NOBODY, *ROLES.items()], required=False
    )
    by_kecamatan = forms.BooleanField(label=_("Dicetak di wilayah kecamatan pemilik dokumen"), required=False)
    folded = ("approve",)

    def first(self, bench: Bench, slug: str) -> Mapping[str, Any]:
        return {**(bench.source.get("processed_by") or {}), **(bench.source.get("routing") or {})}

    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        people = {**(self.bench.source.get("processed_by") or {})}
        people |= {key: given[key] for key in ("verify", "process", "hand_over", "approve")}
        routing = {**(self.bench.source.get("routing") or {}), "by_kecamatan": True}
        return {
            "processed_by": {key: value for key, value in people.items() if value},
            "routing": routing if given["by_kecamatan"] else {},
        }


class PromiseForm(PartForm):
    """The time promised, and the law behind it."""

    part = "sla"
    heading = _("Janji waktu dan dasar hukum")
    value = forms.IntegerField(label=_("Selesai dalam"), min_value=1, max_value=999)
    unit = forms.ChoiceField(label=_("Satuan"), choices=UNITS)
    legal_basis = forms.CharField(
        label=_("Dasar hukum, satu di tiap baris"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 4}),
    )

    def first(self, bench: Bench, slug: str) -> Mapping[str, Any]:
        target = (bench.source.get("sla") or {}).get("target") or {"value": 1, "unit": "working_day"}
        unit = "hour" if target["unit"] == "hours" else target["unit"]
        return {**target, "unit": unit, "legal_basis": "\n".join(bench.source.get("legal_basis") or ())}

    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        sla = {"clock_starts": "berkas_lengkap", **(self.bench.source.get("sla") or {})}
        lines = [line.strip()[:300] for line in given["legal_basis"].splitlines() if line.strip()]
        return {
            "sla": {**sla, "target": {"value": given["value"], "unit": given["unit"]}},
            "legal_basis": lines,
        }


class CommonForm(ElementForm):
    """Which of the questions common to all services this one asks."""

    part = "common_fields_exclude"
    heading = _("Pertanyaan yang sama di semua layanan")
    dipakai = forms.MultipleChoiceField(
        label=_("Ditanyakan atau diketahui dari akun"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def first(self, bench: Bench, slug: str) -> Mapping[str, Any]:
        left_out = set(bench.source.get("common_fields_exclude") or ())
        return {"dipakai": [one for one, _label in _common(bench) if one not in left_out]}

    def shape(self) -> None:
        self.fields["dipakai"].choices = _common(self.bench)  # type: ignore[attr-defined]  # a choice field

    def edit(self) -> Edit:
        used = set(self.cleaned_data["dipakai"])
        left_out = [slug for slug, _label in _common(self.bench) if slug not in used]
        return partial(editing.leave_out, slugs=left_out, label=str(self.heading))


def _common(bench: Bench) -> list[tuple[str, str]]:
    rows = bench.shared.get("common_fields") or ()
    return [(row["slug"], row["label_id"]) for row in rows if row["slug"] not in editing.NEVER_LEFT_OUT]
