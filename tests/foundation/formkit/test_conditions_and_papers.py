"""Conditions, derived answers, papers with questions and alternatives, delivery, and what is odd but allowed."""

from __future__ import annotations

import time
from typing import Any

from loket.catalogue.loading import packaged
from loket.foundation.formkit.definition import FormDefinition
from tests.foundation.formkit.forms import form, options, row
from tests.foundation.formkit.sampling import ACCOUNT, OFFICE, TODAY, filled


def service(code: str) -> FormDefinition:
    return FormDefinition.from_data(packaged().definition(code))


def keys(definition: FormDefinition, answers: dict[str, Any]) -> list[str]:
    return [step.key for step in definition.steps(answers, office=OFFICE)]


def test_a_closed_question_is_not_asked_and_its_old_answer_does_not_count() -> None:
    definition = form(
        row("alasan", "choice", choices=options("hilang", "rusak")),
        row("nomor", "text", show_if={"field": "alasan", "in": ["hilang"]}),
        row("tanggal", "date", show_if={"field": "nomor", "in": ["7"]}),
    )
    assert "nomor" in definition.validate_all({"alasan": "hilang"}, office=OFFICE)
    stale = {"alasan": "rusak", "nomor": "7", "tanggal": "2020-01-01"}
    assert definition.validate_all(stale, office=OFFICE) == {}
    assert definition.complete(stale, OFFICE) == {"alasan": "rusak"}
    assert [label for label, _text, _key in definition.read_back(stale, office=OFFICE)] == ["Isian alasan"]


def test_a_question_never_shares_a_screen_with_the_one_that_opens_it() -> None:
    """Without a script nothing on the screen can appear or disappear."""
    definition = service("konsolidasi-manual")
    answers = filled(definition)
    assert "lembaga-lain" not in keys(definition, answers)
    assert "lembaga-lain" in keys(definition, answers | {"lembaga_pengguna": "lainnya"})


def test_a_topic_over_several_screens_counts_only_the_screens_that_are_shown() -> None:
    """ "(1/2)" promises a second screen: one that these answers skip is not counted."""
    answers = {"alasan": "hilang"}
    rows = [row(f"data_{number}", "text") for number in range(1, 5)]
    rows += [
        row(f"data_{number}", "text", show_if={"field": "alasan", "in": ["rusak"]}) for number in (5, 6, 7)
    ]
    topics = [{"key": "data", "label_id": "Data Anda", "fields": ["data_*"]}]
    definition = form(row("alasan", "choice", choices=options("hilang", "rusak")), *rows, topics=topics)

    def titles(**more: str) -> list[str]:
        return [step.title for step in definition.steps(answers | more, office=OFFICE)][1:]

    assert titles() == ["Data Anda (1/2)", "Data Anda (2/2)"]
    assert titles(alasan="rusak") == ["Data Anda (1/3)", "Data Anda (2/3)", "Data Anda (3/3)"]


def test_any_of_several_conditions_opens_a_paper() -> None:
    definition = service("akta-kelahiran")
    answers = filled(definition)

    def slugs(**more: str) -> list[str]:
        return [wanted.slug for wanted in definition.papers(answers | more)]

    assert "dok_perjalanan" not in slugs(ayah_kewarganegaraan="WNI", ibu_kewarganegaraan="WNI")
    assert "dok_perjalanan" in slugs(ayah_kewarganegaraan="WNA", ibu_kewarganegaraan="WNI")
    assert "dok_perjalanan" in slugs(ayah_kewarganegaraan="WNI", ibu_kewarganegaraan="WNA")


def test_a_ticked_box_among_several_opens_a_paper() -> None:
    definition = service("kk-perubahan-data")
    answers = filled(definition) | {"elemen_berubah": ["nama", "pendidikan"]}
    assert "ijazah" in [wanted.slug for wanted in definition.papers(answers)]


def test_the_age_group_follows_from_the_birth_date() -> None:
    """A KIA shows a photo from 5 on; at 17 the child needs a KTP (Permendagri 2/2016)."""
    definition = service("kia-baru")
    answers = filled(definition)
    for born, group, photo in (
        ("2022-11-22", "0_5", False),
        ("2021-11-21", "5_17", True),
        ("2009-11-22", "5_17", True),
    ):
        answers["tgl_lahir"] = born
        assert definition.complete(answers, OFFICE)["kelompok_usia"] == group
        assert (
            "foto_kia" in [one.slug for one in definition.papers(definition.complete(answers, OFFICE))]
        ) is photo
    step = definition.step("kelahiran-anak", answers, office=OFFICE)
    assert step is not None
    assert "kelompok_usia" not in [field.slug for field in step.fields]
    screen = step.form({"tempat_lahir": "Singaraja", "tgl_lahir": "21-11-2009"}, answers=answers)
    assert "KTP baru" in screen.errors["tgl_lahir"][0]


def test_the_kind_of_a_move_follows_from_two_places() -> None:
    definition = service("pindah-keluar")
    answers = filled(definition)
    for destination, kind in (
        ("52.71.01.1001", "antar_provinsi"),
        ("51.08.02.2001", "antar_kecamatan"),
        ("51.08.06.1001", "antar_desa"),
        ("51.08.06.2002", "dalam_satu_desa"),
    ):
        moved = answers | {"asal_wilayah": "51.08.06.2002", "tujuan_wilayah": destination}
        assert definition.complete(moved, OFFICE)["klasifikasi_pindah"] == kind


def test_a_paper_that_may_not_exist_is_asked_about_first() -> None:
    definition = service("konsolidasi-manual")
    answers = {slug: value for slug, value in filled(definition).items() if not slug.endswith("__ada")}
    assert "bukti_lembaga_pengguna__ada" in definition.validate_all(answers, office=OFFICE)

    def paper(answer: str | None) -> list[tuple[bool, bool]]:
        given = answers | {"bukti_lembaga_pengguna__ada": answer}
        papers = definition.papers(given)
        return [(one.required, one.undecided) for one in papers if one.slug == "bukti_lembaga_pengguna"]

    assert paper(None) == [(False, True)]
    assert paper("ya") == [(True, False)]
    assert paper("tidak") == []
    step = definition.step("kertas-bukti-lembaga-pengguna", answers, office=OFFICE)
    assert step is not None
    assert not step.form({}, answers=answers).is_valid()
    assert step.form({"bukti_lembaga_pengguna__ada": "tidak"}, answers=answers).is_valid()


def test_an_optional_paper_of_the_office_appears_when_switched_on() -> None:
    """S4-8, S4-11: off by default; the switch adds it; either of two papers satisfies it."""
    definition = service("ktp-baru-pemula")
    answers = filled(definition)
    assert {"pengantar_rtrw", "kutipan_lahir"}.isdisjoint(one.slug for one in definition.papers(answers))
    on = definition.papers(answers, switched_on={"pengantar_rtrw", "kutipan_lahir"})
    assert {"pengantar_rtrw", "kutipan_lahir"} <= {one.slug for one in on}
    birth = next(one for one in on if one.slug == "kutipan_lahir")
    assert birth.accepted_slugs == ("kutipan_lahir", "surat_lahir")
    step = definition.step("kertas-kutipan-lahir", answers, office=OFFICE, switched_on={"kutipan_lahir"})
    assert step is not None
    assert step.form({"kutipan_lahir__jenis": "surat_lahir"}, answers=answers).is_valid()
    assert not step.form({"kutipan_lahir__jenis": "ktp_asli"}, answers=answers).is_valid()


def test_a_form_the_answers_make_is_not_asked_for() -> None:
    assert "f115" not in [one.slug for one in service("nonpermanen").papers({})]


def test_the_way_home_of_the_document_asks_only_what_is_open() -> None:
    """One pick-up place leaves nothing to choose; post needs an address; e-mail needs an e-mail."""
    definition = service("kk-baru")
    answers = {slug: value for slug, value in filled(definition).items() if slug != "pemohon_email"}
    answers["_dari_akun"] = [slug for slug in ACCOUNT if slug != "pemohon_email"]

    def late(way: str) -> list[str]:
        opened = keys(definition, answers | {"penyelesaian": way})
        return opened[opened.index("cara-menerima") + 1 :]

    assert late("ambil_dinas") == []
    assert definition.complete(answers | {"penyelesaian": "ambil_dinas"}, OFFICE)["lokasi_ambil"] == "dinas"
    assert late("ambil_kecamatan") == ["tempat-ambil"]
    assert late("pos") == ["alamat-kirim"]
    assert late("email") == ["data-anda-2"]
    assert "pemohon_email" in definition.validate_all(answers | {"penyelesaian": "email"}, office=OFFICE)


def test_a_foreigners_passport_stands_for_the_nik() -> None:
    """S3-52: a foreigner without NIK can apply."""
    definition = service("sktt-baru")
    known = {slug: value for slug, value in ACCOUNT.items() if slug != "pemohon_nik"} | {
        "pemohon_paspor": "X123"
    }
    asked = [
        field.slug
        for step in definition.steps(definition.begin(known), office=OFFICE)
        for field in step.fields
    ]
    assert "pemohon_nik" not in asked


def test_the_declarations_stand_on_the_check_page_and_must_be_ticked() -> None:
    definition = service("ktp-hilang")
    assert list(definition.check_form({}).errors) == ["pernyataan_benar", "persetujuan_pdp"]
    assert definition.check_form({"pernyataan_benar": "on", "persetujuan_pdp": "on"}).is_valid()
    asked = {field.slug for step in definition.steps({}, office=OFFICE) for field in step.fields}
    assert asked.isdisjoint({"pernyataan_benar", "persetujuan_pdp"})


def test_what_is_odd_is_remarked_and_does_not_stop() -> None:
    """Warnings are kept apart from errors."""
    definition = service("ktp-baru-pemula")
    answers = filled(definition) | {"tgl_lahir": "2009-01-01", "jenis_kelamin": "L", "subjek_nama": "Suharto"}
    assert definition.validate_all(answers, office=OFFICE) == {}
    remarks = definition.warnings(answers, today=TODAY, known_regions=frozenset())
    codes = {(slug, remark.code) for slug, remark in remarks}
    assert {
        ("subjek_nik", "nik_region"),
        ("subjek_nik", "nik_birth_date"),
        ("subjek_nik", "nik_gender"),
        ("subjek_nama", "name_one_word"),
    } <= codes


def test_a_screen_is_made_judged_and_drawn_in_ten_milliseconds() -> None:
    """One screen costs little beside the rest of a request; generous here, measured in the bench."""
    definition = service("akta-kelahiran")
    answers = filled(definition)
    took = []
    for _count in range(20):
        begin = time.process_time()
        step = definition.step("anak", answers, office=OFFICE)
        assert step is not None
        screen = step.form({"anak_nama": "x"}, answers=answers)
        screen.is_valid()
        str(screen["anak_tgl_lahir"])
        took.append(time.process_time() - begin)
    assert sorted(took)[10] < 0.02


def test_inputs_escape_what_people_type() -> None:
    definition = form(row("t", "text"), row("desa", "region"))
    screen = definition.steps({}, office=OFFICE)[0].form(
        {"t": '"><script>', "desa": '"><script>'}, answers={}
    )
    assert "<script>" not in f"{screen['t']}{screen['desa']}{screen.errors}"


def test_the_villages_stand_in_one_list_by_kecamatan() -> None:
    """Kecamatan, then desa/kelurahan, without a script."""
    definition = form(row("desa", "region"))
    drawn = str(definition.steps({}, office=OFFICE)[0].form(answers={"desa": "51.08.06.1001"})["desa"])
    assert '<optgroup label="Buleleng">' in drawn
    assert '<option value="51.08.06.1001" selected>Banyuning</option>' in drawn


def test_a_place_anywhere_is_chosen_level_by_level() -> None:
    definition = form(row("asal", "region", scope="nation"))
    step = definition.steps({}, office=OFFICE)[0]
    first = step.form({"asal_1": "52"}, answers={})
    assert not first.is_valid()
    assert "Kota Mataram" in str(first["asal"])
    assert "Ampenan" not in str(first["asal"])
    done = step.form(
        {"asal_1": "52", "asal_2": "52.71", "asal_3": "52.71.01", "asal": "52.71.01.1001"}, answers={}
    )
    assert done.is_valid()
    changed = step.form({"asal_1": "51", "asal_2": "52.71", "asal_3": "", "asal": ""}, answers={})
    assert not changed.is_valid()
    assert "Kabupaten Buleleng" in str(changed["asal"])


def test_a_paper_is_asked_for_by_its_own_question_or_a_plain_one() -> None:
    """Never a condition in brackets: without a question of its own, the reason stands below a plain one."""
    paper = {"slug": "surat", "label_id": "Surat", "if_applicable": True, "condition_id": "bila menumpang"}
    plain = form(papers=(paper,)).steps({}, office=OFFICE)[0].fields[0]
    assert (str(plain.label), str(plain.help)) == ("Apakah Anda punya ini?", "Bila menumpang.")
    own = (
        form(papers=({**paper, "question_id": "Apakah Anda menumpang?"},))
        .steps({}, office=OFFICE)[0]
        .fields[0]
    )
    assert (str(own.label), str(own.help)) == ("Apakah Anda menumpang?", "")
