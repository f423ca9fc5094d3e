"""Every field type: what is kept, what is refused, and in which words."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from loket.foundation.formkit.questions import TYPES
from tests.foundation.formkit.forms import form, options, row
from tests.foundation.formkit.sampling import OFFICE


def kept(field: dict[str, Any], typed: Any) -> Any:
    """The answer one screen with this field keeps, or its sentence of refusal."""
    definition = form(field)
    step = definition.steps({}, office=OFFICE)[0]
    data = typed if isinstance(typed, dict) else {field["slug"]: typed}
    screen = step.form(data, answers={})
    if screen.is_valid():
        assert definition.validate_all(screen.cleaned_data, office=OFFICE) == {}
        return screen.cleaned_data[field["slug"]]
    return screen.errors[field["slug"]][0]


@pytest.mark.parametrize(
    ("field", "typed", "answer"),
    [
        (row("x_nik", "nik"), "5108 0652 0390 0002", "5108065203900002"),
        (row("no_kk", "kk_number"), "5108-0612-0315-0004", "5108061203150004"),
        (row("nama", "name"), "  Ni  Luh Sari ", "Ni Luh Sari"),
        (row("tgl", "date"), "2020-02-29", "2020-02-29"),
        (row("tgl", "date"), "29-2-2020", "2020-02-29"),
        (row("tgl", "date"), "17/8/1990", "1990-08-17"),
        (row("tgl", "date"), {"tgl_hari": "17", "tgl_bulan": "8", "tgl_tahun": "1990"}, "1990-08-17"),
        (row("tempat", "place"), "Singaraja", "Singaraja"),
        (row("desa", "region"), "51.08.06.1001", "51.08.06.1001"),
        (row("desa", "region", scope="nation"), "52.71.01.1001", "52.71.01.1001"),
        (row("kab", "region", scope="nation", level=2), "52.71", "52.71"),
        (row("t", "text"), "apa saja", "apa saja"),
        (row("t", "text", multiline=True), "satu\r\ndua", "satu\ndua"),
        (row("rt", "text", format="digits:3"), "5", "005"),
        (row("pos", "text", format="digits:5"), "81 119", "81119"),
        (row("ke", "text", format="int:1-20"), "02", "2"),
        (row("kg", "text", format="decimal:0.3-8"), "3,25", "3.25"),
        (row("jam", "text", format="time"), "8.30", "08:30"),
        (row("jam", "text", format="time"), "21:05", "21:05"),
        (row("sesi", "text", format="time-slot"), "8.00 - 10.00", "08:00-10:00"),
        (row("hp", "phone"), "0812-3456-7890", "+6281234567890"),
        (row("surel", "email"), "sari@contoh.id", "sari@contoh.id"),
        (row("uang", "money"), "Rp 1.500.000", 1500000),
        (row("berkas", "file"), "kunci-unggah", "kunci-unggah"),
        (row("setuju", "boolean"), "on", True),
        (row("tanya", "boolean", question=True), "tidak", False),
        (row("pilih", "choice", choices=options("a", "b")), "b", "b"),
        (row("pilih", "choice", choices=options("a", "b"), multiple=True), {"pilih": ["b", "a"]}, ["b", "a"]),
        (row("lokasi", "choice", choices_source="office.ikd_points"), "seririt", "seririt"),
    ],
)
def test_a_good_answer_is_kept_in_one_form(field: dict[str, Any], typed: Any, answer: Any) -> None:
    from django.utils.datastructures import MultiValueDict

    if isinstance(typed, dict) and isinstance(typed.get("pilih"), list):
        typed = MultiValueDict(typed)
    assert kept(field, typed) == answer


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        (row("x_nik", "nik"), "510806520390000", "NIK harus 16 angka, ini baru 15."),
        (row("tgl", "date"), "31-02-2020", "Tanggal ini tidak ada di kalender. Periksa lagi."),
        (row("tgl", "date"), "22-11-2026", "Tanggal ini belum terjadi. Periksa lagi tanggalnya."),
        (row("tgl", "date"), "1-1-1899", "Tahun ini terlalu lama. Periksa lagi tahunnya."),
        (row("tgl", "date"), "1-1-90", "Tulis tahun dengan empat angka, misalnya 1990."),
        (
            row("tgl", "date"),
            {"tgl_hari": "17", "tgl_bulan": "", "tgl_tahun": "1990"},
            "Tanggal belum lengkap. Isi tanggal, bulan, dan tahun dengan angka.",
        ),
        (
            row("tgl", "date", timing="coming"),
            "20-11-2026",
            "Tanggal ini sudah lewat. Pilih hari ini atau sesudahnya.",
        ),
        (row("tgl", "date", timing="any"), "1-1-2187", "Tahun ini terlalu jauh. Periksa lagi tahunnya."),
        (row("tempat", "place"), "12345", "Tulis nama tempatnya, misalnya Singaraja."),
        (row("desa", "region"), "52.71.01.1001", "Pilih desa atau kelurahan di wilayah layanan ini."),
        (row("desa", "region"), "51.08", "Pilih wilayah dari daftar."),
        (row("desa", "region"), "99.99.99.9999", "Pilih wilayah dari daftar."),
        (row("rt", "text", format="digits:3"), "1234", "Isi dengan 3 angka."),
        (row("ke", "text", format="int:1-20"), "21", "Isi angka dari 1 sampai 20."),
        (row("kg", "text", format="decimal:0.3-8"), "30", "Isi angka dari 0,3 sampai 8, misalnya 3,2."),
        (row("jam", "text", format="time"), "25.00", "Tulis jam seperti 08.30 atau 21.15."),
        (row("sesi", "text", format="time-slot"), "10.00-08.00", "Jam selesai harus sesudah jam mulai."),
        (row("surel", "email"), "sari@", "Alamat e-mail belum benar. Contoh: nama@contoh.id."),
        (row("uang", "money"), "banyak", "Isi jumlah rupiah dengan angka, misalnya 15000."),
        (row("setuju", "boolean"), "", "Beri tanda centang pada “Isian setuju”."),
        (row("tanya", "boolean", question=True), "", "Pilih jawaban untuk “Isian tanya”."),
        (row("tanya", "boolean", question=True), "mungkin", "Pilih Ya atau Tidak."),
        (row("pilih", "choice", choices=options("a", "b")), "c", "Pilih salah satu jawaban dari daftar."),
        (row("pilih", "choice", choices=options("a")), "", "Pilih jawaban untuk “Isian pilih”."),
        (row("t", "text"), "   ", "“Isian t” belum diisi."),
        (row("t", "text"), "a\u202eb", "Ada tanda yang tidak bisa dibaca. Hapus, lalu ketik ulang."),
        (
            row("nama", "name", rules="permendagri_73_2022"),
            "A" * 61,
            "Nama paling banyak 60 huruf termasuk spasi, ini 61.",
        ),
    ],
)
def test_a_bad_answer_is_refused_in_plain_words(field: dict[str, Any], typed: Any, sentence: str) -> None:
    """Bad input: future and impossible dates, malformed numbers, unknown choices."""
    assert kept(field, typed) == sentence


def test_every_type_is_tested_above() -> None:
    """A new field type needs its rows."""
    table = test_a_good_answer_is_kept_in_one_form.pytestmark[0].args[1]  # type: ignore[attr-defined]  # pytest's mark
    assert {field["type"] for field, _typed, _answer in table} == TYPES - {"person-list"}


def test_an_optional_answer_may_stay_empty() -> None:
    for type_ in TYPES - {"person-list", "choice"}:
        assert not kept(row("x", type_, required=False), "")


def test_a_choice_that_belongs_to_another_service_says_so() -> None:
    choices = [*options("tidak"), {"value": "ya", "label_id": "Ya", "stop_id": "Pakai layanan lain."}]
    assert kept(row("berubah", "choice", choices=choices), "ya") == "Pakai layanan lain."


def test_a_kk_number_must_not_be_the_nik() -> None:
    """The common slip, found beside the NIK of the same screen."""
    definition = form(row("subjek_nik", "nik"), row("subjek_no_kk", "kk_number"))
    screen = definition.steps({}, office=OFFICE)[0].form(
        {"subjek_nik": "5108065203900002", "subjek_no_kk": "5108 0652 0390 0002"}, answers={}
    )
    assert screen.errors["subjek_no_kk"] == [
        "Nomor KK sama dengan NIK. Nomor KK ada di bagian atas Kartu Keluarga."
    ]


def test_somebody_elses_paper_is_not_asked_with_ones_own_nik() -> None:
    definition = form(
        row("peran_pemohon", "choice", choices=options("diri_sendiri", "anak")), row("subjek_nik", "nik")
    )
    answers = {"pemohon_nik": "5108065203900002", "peran_pemohon": "anak"}
    step = definition.step("pemilik", answers, office=OFFICE)
    assert step is not None
    screen = step.form({"subjek_nik": "5108065203900002"}, answers=answers)
    assert screen.errors["subjek_nik"][0].startswith("Ini NIK Anda sendiri.")


def test_sentences_speak_english_to_english_readers() -> None:
    with override("en"):
        field = row("pilih", "choice", choices=options("a", "b"), label_en="Your choice")
        told = form(field).read_back({"pilih": "b"}, office=OFFICE)
        assert told == [("Your choice", "Option b", "keterangan")]


@given(st.text(max_size=30), st.sampled_from(sorted(TYPES - {"person-list", "choice"})))
def test_nothing_typed_breaks_a_field(typed: str, type_: str) -> None:
    kept(row("x", type_), typed)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5), st.lists, max_leaves=5))
def test_answers_of_another_version_never_break_the_check(answer: Any) -> None:
    """Stored answers may have any shape; they are refused, not raised."""
    for type_ in TYPES - {"choice"}:
        items = [row("nama", "name")] if type_ == "person-list" else []
        definition = form(row("x", type_, items=items))
        definition.validate_all({"x": answer}, office=OFFICE)
