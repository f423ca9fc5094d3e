"""What changed between two versions, in sentences an administrator understands; nothing is left unsaid."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loket.catalogue.comparing import compare
from loket.catalogue.compiling import compile_service
from loket.catalogue.loading import packaged, read
from tests.catalogue.administrators import SMALL
from tests.catalogue.generated import SHARED, services

Definition = dict[str, Any]


def small() -> Definition:
    return copy.deepcopy(read(SMALL.encode()).definition("surat-kecil"))


def said(change: Callable[[Definition], object]) -> list[str]:
    after = small()
    change(after)
    return [one.sentence for one in compare(small(), after)]


def field(made: Definition, slug: str) -> Definition:
    found: Definition = next(row for row in made["fields"] if row["slug"] == slug)
    return found


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            lambda made: (
                made["fields"].insert(
                    2, {"slug": "baru", "type": "text", "required": True, "label_id": "Alamat"}
                ),
                made["steps"][0]["fields"].append("baru"),
            ),
            "Pertanyaan “Alamat” ditambah pada langkah 1 (Alasan).",
        ),
        (
            lambda made: (made["fields"].pop(1), made["steps"][0]["fields"].remove("lain")),
            "Pertanyaan “Keterangan” dihapus dari langkah 1 (Alasan).",
        ),
        (
            lambda made: field(made, "lain").update(label_id="Catatan"),
            "Pertanyaan “Keterangan” sekarang berbunyi “Catatan”.",
        ),
        (
            lambda made: field(made, "lain").update(required=True),
            "Pertanyaan “Keterangan” sekarang wajib diisi.",
        ),
        (
            lambda made: field(made, "lain").update(type="date"),
            "Jawaban “Keterangan” sekarang berupa tanggal.",
        ),
        (
            lambda made: field(made, "lain").update(show_if={"field": "alasan", "in": ["lain"]}),
            "Pertanyaan “Keterangan” sekarang hanya ditanyakan bila “Untuk apa?” dijawab “Lain”.",
        ),
        (
            lambda made: field(made, "alasan")["choices"].append({"value": "kerja", "label_id": "Kerja"}),
            "Pilihan “Kerja” ditambah pada “Untuk apa?”.",
        ),
        (lambda made: field(made, "alasan")["choices"].pop(), "Pilihan “Lain” dihapus dari “Untuk apa?”."),
        (
            lambda made: field(made, "alasan")["choices"].reverse(),
            "Urutan pilihan “Untuk apa?” diubah.",
        ),
        (
            lambda made: made["documents"].append(
                {"slug": "rt", "requirement": "mandatory", "label_id": "Surat RT"}
            ),
            "Persyaratan “Surat RT” ditambah.",
        ),
        (lambda made: made["documents"].clear(), "Persyaratan “Foto KK” dihapus."),
        (
            lambda made: made["documents"][0].update(when={"field": "alasan", "in": ["sekolah"]}),
            "Persyaratan “Foto KK” sekarang hanya diminta bila “Untuk apa?” dijawab “Sekolah”.",
        ),
        (lambda made: made.update(title_id="Surat mini"), "Nama layanan diubah."),
        (lambda made: made["steps"][0].update(title_id="Sebab"), "Judul langkah “Alasan” diubah."),
        (lambda made: made["fields"].reverse(), "Urutan pertanyaan diubah."),
        (lambda made: made["outputs"].clear(), "Dokumen terbit “Surat” dihapus."),
        (lambda made: made["sla"]["target"].update(value=3), "Janji waktu diubah."),
        (lambda made: made.update(sesuatu=7), "Bagian “sesuatu” diubah."),
    ],
)
def test_a_change_is_said_in_one_sentence(change: Callable[[Definition], object], sentence: str) -> None:
    assert sentence in said(change)


def test_what_is_the_same_says_nothing() -> None:
    assert compare(small(), small()) == []


def test_a_question_on_another_screen_has_moved() -> None:
    after = small()
    after["steps"] = [
        {"key": "alasan", "title_id": "Alasan", "fields": ["alasan"]},
        {"key": "lagi", "title_id": "Lagi", "fields": ["lain"]},
    ]
    moved = [one for one in compare(small(), after) if one.kind == "moved"]
    assert [one.sentence for one in moved] == ["Pertanyaan “Keterangan” pindah ke langkah 2 (Lagi)."]
    assert (moved[0].before, moved[0].after) == ("langkah 1 (Alasan)", "langkah 2 (Lagi)")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(services(), services())
def test_two_different_services_are_never_called_the_same(one: Definition, other: Definition) -> None:
    """And no pair of services breaks the comparison."""
    before, after = compile_service(one, SHARED), compile_service(other, SHARED)
    changes = compare(before, after)
    assert bool(changes) is (before != after)
    assert all(change.sentence for change in changes)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_single_change_of_a_packaged_service_is_said(data: st.DataObject) -> None:
    before = packaged().definition(data.draw(st.sampled_from(list(packaged().services)[:20])))
    after = copy.deepcopy(before)
    place: Any = after
    for _ in range(6):
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        if not keys:
            break
        key = data.draw(st.sampled_from(keys))
        if not isinstance(place[key], dict | list) or not place[key]:
            if isinstance(place[key], str) and key not in {"slug", "code", "key", "value", "type", "field"}:
                place[key] = "Lain sama sekali"
            break
        place = place[key]
    assert bool(compare(before, after)) is (before != after)


def test_every_packaged_service_against_every_next_one_makes_sentences() -> None:
    codes = list(packaged().services)
    for one, other in itertools.pairwise(codes):
        assert compare(packaged().definition(one), packaged().definition(other))
    assert compare(None, packaged().definition(codes[0]))
