"""Lists of people: rows, the NIK-or-passport rule, more and fewer without a script."""

from __future__ import annotations

from typing import Any

from loket.foundation.formkit.forms import StepForm
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
    """The whole list on one page, as the page for mending shows it."""
    return StepForm(
        data, definition=definition, questions=definition.fields, answers=answers or {}, office=OFFICE
    )


def steps(definition: Any, people: list[dict[str, str]] | None = None) -> dict[str, Any]:
    return {step.key: step for step in definition.steps({"saksi": people or []}, office=OFFICE)}


def one(definition: Any, key: str, people: list[dict[str, str]], data: dict[str, str] | None = None) -> Any:
    """The screen of one person."""
    return steps(definition, people)[key].form(data, answers={"saksi": people})


def test_each_person_has_screens_of_three_inputs_at_most() -> None:
    """Experience rule 1; the nationality is asked before the number it decides."""
    shown = steps(witnesses())
    assert [(key, step.title) for key, step in shown.items()] == [
        ("saksi-1", "Isian saksi 1 dari 2"),
        ("saksi-1-b", "Isian saksi 1 dari 2 (lanjutan)"),
        ("saksi-2", "Isian saksi 2 dari 2"),
        ("saksi-2-b", "Isian saksi 2 dari 2 (lanjutan)"),
    ]
    assert [step.number for step in shown.values()] == [1, 2, 3, 4]
    assert list(one(witnesses(), "saksi-1", []).fields) == ["saksi-0-nama", "saksi-0-kewarganegaraan"]
    assert list(one(witnesses(), "saksi-2-b", []).fields) == ["saksi-1-nik", "saksi-1-no_kk"]


def test_a_foreigners_screen_asks_for_the_passport_alone() -> None:
    abroad = {"nama": "John Smith", "kewarganegaraan": "WNA"}
    assert list(one(witnesses(), "saksi-2-b", [SARI, abroad]).fields) == ["saksi-1-paspor_nomor"]
    shown = one(witnesses(), "saksi-2-b", [SARI, abroad], {"saksi-1-paspor_nomor": "X123456"})
    assert shown.is_valid(), shown.errors
    assert shown.cleaned_data == {"saksi": [SARI, JOHN]}


def test_a_change_of_nationality_drops_the_numbers_of_the_other() -> None:
    data = {"saksi-0-nama": "Ni Luh Sari", "saksi-0-kewarganegaraan": "WNA"}
    definition = witnesses()
    shown = one(definition, "saksi-1", [SARI, JOHN], data)
    assert shown.is_valid(), shown.errors
    people = shown.cleaned_data["saksi"]
    assert people == [{"nama": "Ni Luh Sari", "kewarganegaraan": "WNA"}, JOHN]
    gaps = [key for key, step in steps(definition, people).items() if step.has_gap({"saksi": people})]
    assert gaps == ["saksi-1-b"]
    assert definition.validate_all({"saksi": people}, office=OFFICE)


def test_one_screen_keeps_the_people_of_the_others_and_what_is_right() -> None:
    data = {"saksi-1-nik": "51", "saksi-1-no_kk": "5108061203150004"}
    begun = {"nama": "I Made Budi", "kewarganegaraan": "WNI"}
    shown = one(witnesses(), "saksi-2-b", [SARI, begun], data)
    assert shown.errors == {"saksi-1-nik": ["NIK harus 16 angka, ini baru 2."]}
    assert shown.cleaned_data == {"saksi": [SARI, {**begun, "no_kk": "5108061203150004"}]}
    assert shown["saksi-1-nik"].value() == "51"


def test_one_person_does_not_stand_twice_on_screens_of_their_own() -> None:
    begun = {"nama": "I Made Budi", "kewarganegaraan": "WNI"}
    data = {"saksi-1-nik": SARI["nik"], "saksi-1-no_kk": SARI["no_kk"]}
    shown = one(witnesses(), "saksi-2-b", [SARI, begun], data)
    assert shown.errors == {"saksi-1-nik": ["NIK ini sudah diisi untuk orang ke-1."]}
    assert "nik" not in shown.cleaned_data["saksi"][1]


def test_the_last_person_offers_one_more() -> None:
    """Works by a plain button; the new person has a screen, and the count is right at once."""
    definition = witnesses(1, 5)
    assert steps(definition)["saksi-1"].title == "Isian saksi 1"
    assert not one(definition, "saksi-1", [SARI]).person.may_add  # his numbers come first
    data = {"saksi-0-nik": SARI["nik"], "saksi-0-no_kk": SARI["no_kk"], "tambah": "saksi"}
    shown = one(definition, "saksi-1-b", [SARI], data)
    assert shown.is_valid(), shown.errors
    assert shown.adds
    people = shown.cleaned_data["saksi"]
    assert people == [SARI, {}]
    assert list(steps(definition, people)) == ["saksi-1", "saksi-1-b", "saksi-2"]
    assert steps(definition, people)["saksi-2"].title == "Isian saksi 2 dari 2"
    assert definition.validate_all({"saksi": people}, office=OFFICE) == {}
    assert len(definition.read_back({"saksi": people}, office=OFFICE)) == 1


def test_a_full_list_offers_no_more() -> None:
    rows = [{**SARI, "nik": nik(number)} for number in range(1, 6)]
    shown = one(witnesses(1, 5), "saksi-5-b", rows, {"tambah": "saksi"})
    assert not shown.person.may_add
    assert not shown.adds


def test_a_person_left_blank_goes_again() -> None:
    shown = one(witnesses(1, 5), "saksi-2", [SARI, {}], {"saksi-1-nama": " "})
    assert shown.is_valid(), shown.errors
    assert shown.cleaned_data == {"saksi": [SARI]}


def test_a_person_is_taken_off_by_a_button() -> None:
    second = {**SARI, "nama": "I Made Budi", "nik": nik(2)}
    shown = one(witnesses(1, 5), "saksi-1", [SARI, second], {"hapus": "saksi-0"})
    assert shown.removes
    assert shown.without_person() == {"saksi": [second]}


def test_two_witnesses_are_always_two() -> None:
    """No button asks for what would be refused, and a forged one does nothing."""
    people = [SARI, JOHN]
    keys = steps(witnesses(), people)
    assert len(keys) == 4, "two screens for each"
    for key in keys:
        shown = one(witnesses(), key, people, {"hapus": "saksi-0", "tambah": "saksi"})
        offered = [shown.person.may_add, shown.person.may_go, shown.adds, shown.removes]
        assert not any(offered)


def test_a_birth_date_of_a_person_comes_in_three_boxes() -> None:
    definition = form(
        row("anak", "person-list", min=1, max=3, items=[row("nama", "name"), row("lahir", "date")])
    )
    boxes = {"anak-0-nama": "Ketut", "anak-0-lahir_hari": "17", "anak-0-lahir_bulan": "8"}
    data = {**boxes, "anak-0-lahir_tahun": "2016"}
    step = definition.step("anak-1", {}, office=OFFICE)
    assert step is not None
    for shown in (step.form(data, answers={}), screen(definition, data)):
        assert shown.is_valid(), shown.errors
        assert shown.cleaned_data == {"anak": [{"nama": "Ketut", "lahir": "2016-08-17"}]}


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


def test_an_optional_list_may_stay_empty() -> None:
    definition = form(row("anak", "person-list", required=False, min=0, max=20, items=ITEMS[:2]))
    only = definition.steps({}, office=OFFICE)[0]
    assert (only.key, only.title) == ("anak-1", "Isian anak 1")
    shown = only.form({"anak-0-nama": "", "anak-0-nik": " "}, answers={})
    assert shown.is_valid(), shown.errors
    assert shown.is_optional
    assert shown.cleaned_data == {"anak": []}
    assert definition.validate_all({"anak": []}, office=OFFICE) == {}


def test_too_many_people_are_refused() -> None:
    rows = [{**SARI, "nik": nik(number)} for number in range(1, 4)]
    assert screen(witnesses(), post(*rows)).errors["saksi-0-nama"] == ["Paling banyak 2 orang."]


def test_people_are_read_back_one_by_one() -> None:
    told = witnesses().read_back({"saksi": [SARI, JOHN]}, office=OFFICE)
    assert told[0][0] == "Isian saksi 1"
    assert told[0][1].startswith("Ni Luh Sari; Isian nik 5108 0652 0390 0001")
    assert told[1] == ("Isian saksi 2", "John Smith; Pilihan WNA; Isian paspor_nomor X123456", "saksi-2")
