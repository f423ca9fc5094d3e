"""What can differ in one question or one paper, attribute by attribute, and how it is said."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loket.catalogue.condition_words import condition_words, label_of, question_of
from loket.foundation.formkit.words import Words

Row = Mapping[str, Any]
Fields = Mapping[str, Row]
#: Sentence, before, after.
Said = tuple[str, str, str]

TYPES: Mapping[str, Promise] = {
    "nik": gettext_lazy("NIK"),
    "kk_number": gettext_lazy("nomor KK"),
    "name": gettext_lazy("nama orang"),
    "date": gettext_lazy("tanggal"),
    "place": gettext_lazy("nama tempat"),
    "region": gettext_lazy("wilayah"),
    "text": gettext_lazy("teks"),
    "choice": gettext_lazy("pilihan"),
    "phone": gettext_lazy("nomor HP"),
    "email": gettext_lazy("alamat e-mail"),
    "money": gettext_lazy("jumlah rupiah"),
    "file": gettext_lazy("berkas"),
    "boolean": gettext_lazy("ya atau tidak"),
    "person-list": gettext_lazy("daftar orang"),
}
_ASKED = {
    "mandatory": gettext_lazy("wajib"),
    "conditional": gettext_lazy("bersyarat"),
    "optional": gettext_lazy("boleh tidak ada"),
}


@dataclass(frozen=True)
class Attribute:
    """How rows of one kind are told: ``word`` names their elements, ``told`` sums a row up."""

    word: str
    told: Callable[[Row, Fields], str]
    differences: Callable[[Row, Row, tuple[Fields, Fields]], Iterator[Said]]


def told_field(row: Row, fields: Fields) -> str:
    """A question in a few lines: what it asks, how, and when."""
    lines = [question_of(row), _required(row)]
    if row.get("type") in TYPES:
        lines[1] = f"{TYPES[row['type']]}, {lines[1]}"
    if row.get("choices"):
        lines.append(_options(row))
    when = condition_words(row.get("show_if"), fields)
    if when:
        lines.append(_("Ditanyakan bila %(when)s.") % {"when": when})
    return "\n".join(lines)


def told_paper(row: Row, fields: Fields) -> str:
    """A paper in a few lines."""
    lines = [label_of(row), str(_ASKED.get(str(row.get("requirement")), ""))]
    when = condition_words(row.get("when"), fields) or str(Words.read(row, "condition"))
    if when:
        lines.append(_("Diminta bila %(when)s.") % {"when": when})
    return "\n".join(line for line in lines if line)


def _required(row: Row) -> str:
    needed = row.get("required") and not row.get("optional_when_shown")
    return _("wajib diisi") if needed else _("boleh dikosongkan")


def _options(row: Row) -> str:
    return ", ".join(str(Words.read(one, "label")) for one in row.get("choices") or ())


def field_differences(old: Row, new: Row, sides: tuple[Fields, Fields]) -> Iterator[Said]:
    """Everything that differs in one question."""
    name = question_of(new)
    done = {
        "slug",
        "label_id",
        "required",
        "optional_when_shown",
        "type",
        "show_if",
        "required_if",
        "choices",
    }
    if old.get("label_id") != new.get("label_id"):
        sentence = _("Pertanyaan “%(old)s” sekarang berbunyi “%(new)s”.")
        yield sentence % {"old": question_of(old), "new": name}, question_of(old), name
    if old.get("type") != new.get("type"):
        kinds = [str(TYPES.get(str(row.get("type")), row.get("type"))) for row in (old, new)]
        sentence = _("Jawaban “%(name)s” sekarang berupa %(kind)s.")
        yield sentence % {"name": name, "kind": kinds[1]}, kinds[0], kinds[1]
    if _required(old) != _required(new):
        sentence = _("Pertanyaan “%(name)s” sekarang %(need)s.")
        yield sentence % {"name": name, "need": _required(new)}, _required(old), _required(new)
    yield from _conditions(old, new, sides, name)
    yield from _choices(old.get("choices") or [], new.get("choices") or [], name)
    yield from _items(old, new, sides, name)
    yield from _others(old, new, done | {"items", "item_fields"}, _("Pertanyaan “%(name)s”") % {"name": name})


def _conditions(old: Row, new: Row, sides: tuple[Fields, Fields], name: str) -> Iterator[Said]:
    for key, always, only in (
        (
            "show_if",
            _("Pertanyaan “%(name)s” sekarang selalu ditanyakan."),
            _("Pertanyaan “%(name)s” sekarang hanya ditanyakan bila %(when)s."),
        ),
        (
            "required_if",
            _("Pertanyaan “%(name)s” tidak lagi wajib dalam keadaan tertentu."),
            _("Pertanyaan “%(name)s” sekarang wajib bila %(when)s."),
        ),
    ):
        if old.get(key) != new.get(key):
            before, after = (
                condition_words(row.get(key), side) for row, side in zip((old, new), sides, strict=True)
            )
            yield (only if after else always) % {"name": name, "when": after}, before, after


def _choices(old: list[Row], new: list[Row], name: str) -> Iterator[Said]:
    before, after = ({str(one["value"]): one for one in rows} for rows in (old, new))
    for value, one in after.items():
        label = str(Words.read(one, "label"))
        if value not in before:
            yield (
                _("Pilihan “%(choice)s” ditambah pada “%(name)s”.") % {"choice": label, "name": name},
                "",
                label,
            )
        elif before[value] != one:
            was = str(Words.read(before[value], "label"))
            yield (
                _("Pilihan “%(choice)s” pada “%(name)s” diubah.") % {"choice": was, "name": name},
                _all(before[value]),
                _all(one),
            )
    for value, one in before.items():
        if value not in after:
            label = str(Words.read(one, "label"))
            yield (
                _("Pilihan “%(choice)s” dihapus dari “%(name)s”.") % {"choice": label, "name": name},
                label,
                "",
            )
    if [one for one in before if one in after] != [one for one in after if one in before]:
        listed = [", ".join(str(Words.read(one, "label")) for one in rows) for rows in (old, new)]
        yield _("Urutan pilihan “%(name)s” diubah.") % {"name": name}, listed[0], listed[1]


def _items(old: Row, new: Row, sides: tuple[Fields, Fields], name: str) -> Iterator[Said]:
    before, after = ({one["slug"]: one for one in row.get("items") or ()} for row in (old, new))
    for slug, item in after.items():
        words = {"item": question_of(item), "name": name}
        if slug not in before:
            yield _("Isian “%(item)s” ditambah pada “%(name)s”.") % words, "", told_field(item, sides[1])
        elif before[slug] != item:
            for sentence, was, now in field_differences(before[slug], item, sides):
                yield f"{name}: {sentence}", was, now
    for slug, item in before.items():
        if slug not in after:
            words = {"item": question_of(item), "name": name}
            yield _("Isian “%(item)s” dihapus dari “%(name)s”.") % words, told_field(item, sides[0]), ""
    if [one for one in before if one in after] != [one for one in after if one in before]:
        yield _("Urutan isian pada “%(name)s” diubah.") % {"name": name}, ", ".join(before), ", ".join(after)


def paper_differences(old: Row, new: Row, sides: tuple[Fields, Fields]) -> Iterator[Said]:
    """Everything that differs in one paper."""
    name = label_of(new)
    if old.get("label_id") != new.get("label_id") or old.get("title_id") != new.get("title_id"):
        sentence = _("Persyaratan “%(old)s” sekarang bernama “%(new)s”.")
        yield sentence % {"old": label_of(old), "new": name}, label_of(old), name
    if old.get("requirement") != new.get("requirement"):
        said = [str(_ASKED.get(str(row.get("requirement")), "")) for row in (old, new)]
        sentence = _("Persyaratan “%(name)s” sekarang %(need)s.")
        yield sentence % {"name": name, "need": said[1] or "–"}, said[0], said[1]
    if old.get("when") != new.get("when"):
        before, after = (
            condition_words(row.get("when"), side) for row, side in zip((old, new), sides, strict=True)
        )
        only = _("Persyaratan “%(name)s” sekarang hanya diminta bila %(when)s.")
        always = _("Persyaratan “%(name)s” tidak lagi bergantung pada jawaban.")
        yield (only if after else always) % {"name": name, "when": after}, before, after
    done = {"slug", "label_id", "title_id", "requirement", "when"}
    yield from _others(old, new, done, _("Persyaratan “%(name)s”") % {"name": name})


#: What an attribute is called where it has no sentence of its own.
NAMES: Mapping[str, Promise] = {
    "help_id": gettext_lazy("bantuan"),
    "help_en": gettext_lazy("bantuan dalam bahasa Inggris"),
    "label_en": gettext_lazy("teks bahasa Inggris"),
    "title_en": gettext_lazy("judul bahasa Inggris"),
    "person_id": gettext_lazy("sebutan orang"),
    "person_en": gettext_lazy("sebutan orang dalam bahasa Inggris"),
    "format": gettext_lazy("bentuk jawaban"),
    "timing": gettext_lazy("waktu tanggal"),
    "multiline": gettext_lazy("jawaban beberapa baris"),
    "multiple": gettext_lazy("boleh memilih beberapa"),
    "min": gettext_lazy("jumlah orang paling sedikit"),
    "max": gettext_lazy("jumlah orang paling banyak"),
    "most": gettext_lazy("jumlah foto paling banyak"),
    "sample": gettext_lazy("gambar contoh"),
    "alternatives": gettext_lazy("pengganti"),
    "condition_id": gettext_lazy("keterangan syarat"),
    "condition_en": gettext_lazy("keterangan syarat dalam bahasa Inggris"),
    "question_id": gettext_lazy("pertanyaan sebelum foto"),
    "question_en": gettext_lazy("pertanyaan sebelum foto dalam bahasa Inggris"),
    "if_applicable": gettext_lazy("ditanyakan dulu apakah ada"),
    "officer_decides": gettext_lazy("petugas yang menentukan"),
    "optional_by_office": gettext_lazy("hanya bila kantor memintanya"),
    "scope": gettext_lazy("cakupan wilayah"),
    "level": gettext_lazy("tingkat wilayah"),
}


def _others(old: Row, new: Row, done: set[str], name: str) -> Iterator[Said]:
    for key in sorted({*old, *new} - done):
        if old.get(key) != new.get(key):
            words = {"thing": name, "part": NAMES.get(key, key)}
            yield _("%(thing)s: %(part)s diubah.") % words, _all(old.get(key)), _all(new.get(key))


def _all(value: Any) -> str:
    """Any value as text for the columns before and after."""
    if value is None or value in ("", []):
        return ""
    if isinstance(value, bool):
        return _("Ya") if value else _("Tidak")
    if isinstance(value, Mapping) and ("label_id" in value or "title_id" in value):
        words = Words.read(value, "label") or Words.read(value, "title")
        more = [str(Words.read(value, "stop"))] if "stop_id" in value else []
        return " · ".join([*(one for one in (words.id, words.en) if one), *more])
    if isinstance(value, list | tuple):
        return ", ".join(_all(one) for one in value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)


as_words = _all
FIELD = Attribute("field", told_field, field_differences)
PAPER = Attribute("paper", told_paper, paper_differences)
