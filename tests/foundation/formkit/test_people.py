"""Lists of people: rows, the NIK-or-passport rule, more and fewer without a script."""

from __future__ import annotations

from typing import Any

from tests.foundation.formkit.forms import form, options, row
from tests.foundation.formkit.sampling import OFFICE, nik

ITEMS = [
    row("nama", "name"),
    row("nik", "nik"),
    row("no_kk", "kk_number"),
    row("kewarganegaraan", "choice", choices=options("WNI", "WNA")),
    row("paspor_nomor", "text"),
]
SARI = {"nama": "Ni Luh Sari", "nik": nik(1), "no_kk": "5108061203150004", "kewarganegaraan": "WNI"}
JOHN = {"nama": "John Smith", "kewarganegaraan": "WNA", "paspor_nomor": "X123456"}


def witnesses(least: int = 2, most: int = 2) -> Any:
    return form(row("saksi", "person-list", min=least, max=most, items=ITEMS))


def post(*rows: dict[str, str], **more: str) -> dict[str, str]:
    data = {f"saksi-{number}-{slug}": value for number, one in enumerate(rows) for slug, value in one.items()}
    return {**data, **more}


def screen(definition: Any, data: dict[str, str] | None, answers: dict[str, Any] | None = None) -> Any:
    return definition.steps({}, office=OFFICE)[0].form(data, answers=answers or {})


def test_two_witnesses_are_kept_as_rows() -> None:
    shown = screen(witnesses(), post(SARI, {**SARI, "nik": nik(2)}))
    assert shown.is_valid(), shown.errors
    assert shown.cleaned_data == {"saksi": [SARI, {**SARI, "nik": nik(2)}]}


def test_a_foreigner_shows_a_passport_instead_of_a_nik() -> None:
    shown = screen(witnesses(), post(SARI, JOHN))
    assert shown.is_valid(), shown.errors
    assert shown.cleaned_data["saksi"][1] == JOHN


def test_a_foreigner_without_a_passport_number_is_asked_for_it() -> None:
    shown = screen(witnesses(), post(SARI, {**JOHN, "paspor_nomor": "", "nik": "123"}))
    assert list(shown.errors) == ["saksi-1-paspor_nomor"]


def test_a_missing_witness_is_asked_for_beside_the_empty_row() -> None:
    shown = screen(witnesses(), post(SARI))
    assert shown.errors == {"saksi-1-nama": ["Isi data 2 orang."]}


def test_each_mistake_stands_beside_its_input_and_the_rest_is_kept() -> None:
    shown = screen(witnesses(), post(SARI, {**SARI, "nik": "51", "nama": ""}))
    assert shown.errors["saksi-1-nik"] == ["NIK harus 16 angka, ini baru 2."]
    assert shown.errors["saksi-1-nama"] == ["“Isian nama” belum diisi."]
    assert shown["saksi-0-nama"].value() == "Ni Luh Sari"


def test_one_person_does_not_stand_twice() -> None:
    shown = screen(witnesses(), post(SARI, SARI))
    assert shown.errors["saksi-1-nik"] == ["NIK ini sudah diisi untuk orang ke-1."]


def test_more_rows_come_by_a_button_and_nothing_typed_is_lost() -> None:
    shown = screen(witnesses(1, 5), post(SARI, tambah="saksi"))
    assert shown.wants_rows
    assert not shown.is_bound
    assert [len(one["inputs"]) for one in shown.people()] == [5, 5]
    assert shown["saksi-0-nama"].value() == "Ni Luh Sari"


def test_two_witnesses_are_always_two() -> None:
    """No button asks for what would be refused."""
    assert [one["removable"] for one in screen(witnesses(), None).people()] == [False, False]
    assert [one["removable"] for one in screen(witnesses(1, 5), None).people()] == [True]


def test_a_row_goes_by_a_button() -> None:
    second = {**SARI, "nama": "I Made Budi"}
    shown = screen(witnesses(1, 5), post(SARI, second, hapus="saksi-0"))
    assert shown.wants_rows
    assert shown["saksi-0-nama"].value() == "I Made Budi"
    assert "saksi-1-nama" not in shown.fields


def test_an_optional_list_may_stay_empty() -> None:
    definition = form(row("anak", "person-list", required=False, min=0, max=20, items=ITEMS[:2]))
    shown = definition.steps({}, office=OFFICE)[0].form({"anak-0-nama": "", "anak-0-nik": " "}, answers={})
    assert shown.is_valid(), shown.errors
    assert definition.validate_all({"anak": []}, office=OFFICE) == {}


def test_too_many_people_are_refused() -> None:
    rows = [{**SARI, "nik": nik(number)} for number in range(1, 4)]
    assert screen(witnesses(), post(*rows)).errors["saksi-0-nama"] == ["Paling banyak 2 orang."]


def test_people_are_read_back_one_by_one() -> None:
    told = witnesses().read_back({"saksi": [SARI, JOHN]}, office=OFFICE)
    assert told[0][0] == "Isian saksi 1"
    assert told[0][1].startswith("Ni Luh Sari; Isian nik 5108 0652 0390 0001")
    assert told[1] == ("Isian saksi 2", "John Smith; Pilihan WNA; Isian paspor_nomor X123456", "saksi")
