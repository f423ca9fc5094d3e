"""What can differ in a service beside its questions and papers, and how it is said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loket.catalogue.comparing_rows import as_words
from loket.catalogue.condition_words import label_of
from loket.staff.labels import ROLES

Row = Mapping[str, Any]
#: Element, sentence, before, after.
Said = tuple[str, str, str, str]

#: Attributes and what they are called; the element is the form of the builder where they are changed.
_NAMES: Mapping[str, tuple[str, Promise]] = {
    "title_id": ("part:head", gettext_lazy("Nama layanan")),
    "title_en": ("part:head", gettext_lazy("Nama layanan dalam bahasa Inggris")),
    "name_id": ("part:head", gettext_lazy("Nama resmi")),
    "name_en": ("part:head", gettext_lazy("Nama resmi dalam bahasa Inggris")),
    "for_whom_id": ("part:head", gettext_lazy("Untuk siapa")),
    "for_whom_en": ("part:head", gettext_lazy("Untuk siapa, dalam bahasa Inggris")),
    "subject_id": ("part:head", gettext_lazy("Judul data pemilik dokumen")),
    "subject_en": ("part:head", gettext_lazy("Judul data pemilik dokumen dalam bahasa Inggris")),
    "category": ("part:head", gettext_lazy("Kategori")),
    "life_event": ("part:head", gettext_lazy("Peristiwa hidup")),
    "icon": ("part:head", gettext_lazy("Gambar kecil")),
    "legal_basis": ("part:head", gettext_lazy("Dasar hukum")),
    "presence": ("part:presence", gettext_lazy("Cara hadir")),
    "visit": ("part:presence", gettext_lazy("Kunjungan")),
    "delivery": ("part:delivery", gettext_lazy("Cara menerima dokumen")),
    "processed_by": ("part:processed_by", gettext_lazy("Siapa yang memeriksa dan mengerjakan")),
    "routing": ("part:processed_by", gettext_lazy("Ke kantor mana pekerjaan dikirim")),
    "sla": ("part:sla", gettext_lazy("Janji waktu")),
    "fee_idr": ("part:head", gettext_lazy("Biaya")),
    "surrender_on_handover": ("part:outputs", gettext_lazy("Yang diserahkan saat mengambil")),
    "physical_card": ("part:outputs", gettext_lazy("Kartu fisik")),
    "reasons": ("part:reasons", gettext_lazy("Alasan mengembalikan dan menolak")),
    "forms": ("part:head", gettext_lazy("Formulir resmi")),
    "topics": ("part:topics", gettext_lazy("Pengelompokan pertanyaan")),
}
_ROWS = frozenset({"code", "fields", "documents", "outputs", "steps"})


def service_parts(old: Row, new: Row) -> Iterator[Said]:
    """Named attributes, outputs and screens."""
    for key, (element, name) in _NAMES.items():
        if old.get(key) != new.get(key) and (old.get(key) or new.get(key)):
            before, after = (_told(key, row.get(key)) for row in (old, new))
            sentence = _("%(part)s diubah.") if before else _("%(part)s ditulis.")
            yield element, sentence % {"part": name}, before, after
    yield from _outputs(old, new)
    yield from _steps(old, new)


def _outputs(old: Row, new: Row) -> Iterator[Said]:
    before, after = ({one["slug"]: one for one in row.get("outputs") or ()} for row in (old, new))
    for slug, one in after.items():
        if slug not in before:
            yield (
                "part:outputs",
                _("Dokumen terbit “%(name)s” ditambah.") % {"name": label_of(one)},
                "",
                label_of(one),
            )
        elif before[slug] != one:
            sentence = _("Dokumen terbit “%(name)s” diubah.") % {"name": label_of(one)}
            yield "part:outputs", sentence, _told("", before[slug]), _told("", one)
    for slug, one in before.items():
        if slug not in after:
            sentence = _("Dokumen terbit “%(name)s” dihapus.") % {"name": label_of(one)}
            yield "part:outputs", sentence, label_of(one), ""
    if list(before) != list(after) and sorted(before) == sorted(after):
        yield "part:outputs", _("Urutan dokumen terbit diubah."), ", ".join(before), ", ".join(after)


def _steps(old: Row, new: Row) -> Iterator[Said]:
    before, after = ({one["key"]: one for one in row.get("steps") or ()} for row in (old, new))
    for key, step in after.items():
        if key not in before:
            sentence = _("Langkah “%(name)s” ditambah.") % {"name": label_of(step)}
            yield f"step:{key}", sentence, "", label_of(step)
        elif _head(before[key]) != _head(step):
            sentence = _("Judul langkah “%(name)s” diubah.") % {"name": label_of(before[key])}
            yield f"step:{key}", sentence, as_words(_head(before[key])), as_words(_head(step))
    for key, step in before.items():
        if key not in after:
            yield (
                f"step:{key}",
                _("Langkah “%(name)s” dihapus.") % {"name": label_of(step)},
                label_of(step),
                "",
            )
    ours, theirs = [one for one in before if one in after], [one for one in after if one in before]
    if ours != theirs:
        was = ", ".join(label_of(before[key]) for key in ours)
        now = ", ".join(label_of(after[key]) for key in theirs)
        yield "order:steps", _("Urutan langkah diubah."), was, now


def _head(step: Row) -> dict[str, Any]:
    return {key: value for key, value in step.items() if key != "fields"}


def rest(old: Row, new: Row) -> Iterator[Said]:
    """Attributes that have no name of their own here."""
    for key in sorted({*old, *new} - set(_NAMES) - _ROWS):
        if old.get(key) != new.get(key):
            before, after = as_words(old.get(key)), as_words(new.get(key))
            yield f"part:{key}", _("Bagian “%(part)s” diubah.") % {"part": key}, before, after


#: Words of the file inside those parts, as administrators know them.
_INSIDE: Mapping[str, Promise] = {
    "verify": gettext_lazy("memeriksa"),
    "process": gettext_lazy("mengerjakan"),
    "approve": gettext_lazy("menyetujui"),
    "sign": gettext_lazy("menandatangani"),
    "hand_over": gettext_lazy("menyerahkan"),
    "visit": gettext_lazy("menerima kunjungan"),
    "target": gettext_lazy("janji"),
    "legal_max": gettext_lazy("batas menurut aturan"),
    "clock_starts": gettext_lazy("dihitung sejak"),
    "basis": gettext_lazy("dasar"),
    "mode": gettext_lazy("cara"),
    "reason_id": gettext_lazy("alasan"),
    "reason_en": gettext_lazy("alasan dalam bahasa Inggris"),
    "what_id": gettext_lazy("untuk apa"),
    "what_en": gettext_lazy("untuk apa, dalam bahasa Inggris"),
    "role": gettext_lazy("petugas"),
    "label_id": gettext_lazy("nama"),
    "label_en": gettext_lazy("nama dalam bahasa Inggris"),
    "self_printable": gettext_lazy("bisa dicetak sendiri"),
}
_VALUES: Mapping[str, Promise] = {
    "minute": gettext_lazy("menit"),
    "working_hour": gettext_lazy("jam kerja"),
    "hour": gettext_lazy("jam"),
    "hours": gettext_lazy("jam"),
    "working_day": gettext_lazy("hari kerja"),
    "calendar_day": gettext_lazy("hari"),
    "online": gettext_lazy("sepenuhnya daring"),
    "online_visit": gettext_lazy("daring, lalu datang sekali"),
    "counter": gettext_lazy("di loket"),
    "berkas_lengkap": gettext_lazy("berkas lengkap"),
}


def _told(key: str, value: Any) -> str:
    """A value in words; mappings as "name: value" lines."""
    if isinstance(value, str) and (value in _VALUES or value in ROLES):
        return str(_VALUES.get(value) or ROLES[value])
    if isinstance(value, Mapping) and set(value) == {"value", "unit"}:
        return f"{value['value']} {_told('', value['unit'])}"
    if key == "topics":
        return str(_("%(count)d kelompok") % {"count": len(value or ())}) if value else ""
    if isinstance(value, Mapping):
        told = ((_INSIDE.get(name, name), _told("", one)) for name, one in sorted(value.items()))
        return "\n".join(f"{name}: {text}" for name, text in told if text)
    return as_words(value)
