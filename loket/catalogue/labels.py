"""Headings under which residents look for a service: what happened to them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

#: Life events of the catalogue file, in the order of the list of all services.
LIFE_EVENTS = {
    "ktp": _("KTP"),
    "hilang": _("Hilang atau rusak"),
    "keluarga": _("Kartu Keluarga"),
    "lahir": _("Lahir dan anak"),
    "menikah": _("Menikah dan bercerai"),
    "pindah": _("Pindah"),
    "meninggal": _("Meninggal"),
    "perbaiki": _("Perbaiki data"),
    "wna": _("Orang asing"),
    "lainnya": _("Lainnya"),
}

#: What the history says was done to a draft; ``{label}`` is the element's own words.
CHANGES = {
    "created": _("Layanan dibuat"),
    "field_added": _("Pertanyaan “{label}” ditambahkan"),
    "field_changed": _("Pertanyaan “{label}” diubah"),
    "field_moved": _("Pertanyaan “{label}” dipindahkan"),
    "field_copied": _("Pertanyaan “{label}” disalin"),
    "field_retired": _("Pertanyaan “{label}” disisihkan"),
    "field_restored": _("Pertanyaan “{label}” dipakai lagi"),
    "step_added": _("Langkah “{label}” ditambahkan"),
    "step_changed": _("Langkah “{label}” diubah"),
    "step_moved": _("Langkah “{label}” dipindahkan"),
    "step_removed": _("Langkah “{label}” dihapus"),
    "paper_added": _("Persyaratan “{label}” ditambahkan"),
    "paper_changed": _("Persyaratan “{label}” diubah"),
    "paper_moved": _("Persyaratan “{label}” dipindahkan"),
    "paper_copied": _("Persyaratan “{label}” disalin"),
    "paper_retired": _("Persyaratan “{label}” disisihkan"),
    "paper_restored": _("Persyaratan “{label}” dipakai lagi"),
    "condition_changed": _("Syarat “{label}” diubah"),
    "part_changed": _("{label} diubah"),
    "imported": _("Diambil dari berkas “{label}”"),
    "updated": _("Pembaruan katalog bawaan diambil: {label}"),
    "merged": _("Versi terbaru digabungkan: {label}"),
    "undone": _("Perubahan pada “{label}” diurungkan"),
    "shared_added": _("“{label}” ditambahkan"),
    "shared_changed": _("“{label}” diubah"),
    "shared_retired": _("“{label}” disisihkan"),
    "shared_restored": _("“{label}” dipakai lagi"),
}


def change_in_words(what: str, label: str) -> str:
    """One change of a draft as a sentence."""
    return str(CHANGES.get(what, CHANGES["part_changed"])).replace("{label}", label)
