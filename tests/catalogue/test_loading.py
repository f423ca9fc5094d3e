"""A catalogue file is refused with its line and one plain sentence, whatever is wrong with it."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.catalogue import commands
from loket.catalogue.loading import packaged_file, read
from loket.catalogue.problems import CatalogueRefused
from loket.catalogue.queries import latest_versions
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant

GOOD = """\
choice_lists:
  ya_tidak:
    options:
    - {value: ya, label_id: Ya}
    - {value: tidak, label_id: Tidak}
person_item_fields:
  nama: {type: name, required: true, label_id: Nama}
documents:
  kk_asli: {label_id: Kartu Keluarga}
services:
- code: contoh
  name_id: Contoh
  documents:
  - {slug: kk_asli, requirement: mandatory}
  fields:
  - {slug: ada, type: choice, required: true, label_id: Ada?, choices_ref: ya_tidak}
  - {slug: nomor, type: text, required: true, label_id: Nomor, show_if: {field: ada, in: [ya]}}
  - {slug: orang, type: person-list, required: true, label_id: Orang, item_fields: [nama], min: 1, max: 2}
"""


def problems(text: str) -> list[str]:
    with pytest.raises(CatalogueRefused) as caught:
        read(io.StringIO(text), "berkas.yaml")
    return str(caught.value).splitlines()


def spoiled(old: str, new: str) -> list[str]:
    assert old in GOOD
    return problems(GOOD.replace(old, new))


def test_a_small_good_file_is_taken() -> None:
    assert list(read(io.StringIO(GOOD)).services) == ["contoh"]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("slug: nomor", "slug: ada", "17: Isian “ada” tertulis dua kali."),
        ("field: ada", "field: tiada", "17: Syarat menyebut isian “tiada” yang tidak ada."),
        ("in: [ya]}", "in: [mungkin]}", "17: Syarat menyebut pilihan “mungkin” yang tidak ada."),
        ("type: text", "type: telepati", "17: Jenis isian “telepati” tidak dikenal."),
        ("choices_ref: ya_tidak", "choices_ref: entah", "16: Daftar pilihan “entah” tidak ada."),
        (
            "label_id: Nomor,",
            "label_id: Nomor, format: 'int:9-1',",
            "17: Bentuk isian “int:9-1” tidak dikenal.",
        ),
        ("item_fields: [nama]", "item_fields: [nama, sepatu]", "18: Isian orang “sepatu” tidak ada."),
        ("min: 1, max: 2", "min: 3, max: 2", "18: Jumlah orang (min, max) tidak masuk akal."),
        (
            "slug: kk_asli, requirement",
            "slug: kk_palsu, requirement",
            "14: Persyaratan “kk_palsu” tidak ada di daftar.",
        ),
        (
            "code: contoh",
            "code: Contoh Salah",
            "11: Kode layanan hanya huruf kecil, angka, dan tanda hubung.",
        ),
        (
            "name_id: Contoh",
            "name_id: Contoh\n  fee_idr: 5000",
            "13: Layanan ini gratis menurut undang-undang; fee_idr harus 0.",
        ),
        (
            "show_if: {field: ada, in: [ya]}",
            "show_if: ya",
            "17: Syarat harus berbentuk {field, in: [...]} atau {any: [...]}.",
        ),
        ("value: tidak", "value: ya", "5: Pilihan “ya” tertulis dua kali."),
        ("  fields:", "  fields: 7\n  isian:", "15: “fields” harus berupa daftar."),
        (
            "required: true, label_id: Ada?",
            "required: true",
            "16: Isian “ada” tanpa pertanyaan (label_id) yang wajar.",
        ),
    ],
)
def test_a_mistake_is_named_with_its_line(old: str, new: str, problem: str) -> None:
    assert f"berkas.yaml:{problem}" in spoiled(old, new)


def test_the_same_service_twice_is_refused() -> None:
    twice = GOOD + GOOD[GOOD.index("- code") :]
    assert problems(twice) == ["berkas.yaml:19: Layanan “contoh” tertulis dua kali."]


def test_conditions_in_a_circle_are_refused() -> None:
    circle = spoiled("choices_ref: ya_tidak}", "choices_ref: ya_tidak, show_if: {field: nomor, in: [x]}}")
    assert "berkas.yaml:16: Syarat isian “ada” berputar kembali ke dirinya sendiri." in circle


def test_ten_thousand_fields_are_refused() -> None:
    many = "".join(f"  - {{slug: f{n}, type: text, required: true, label_id: F}}\n" for n in range(10_000))
    assert problems(GOOD + many) == ["berkas.yaml:15: Terlalu banyak isian; paling banyak 120."]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: &a [x]\nservices: [*a]", "1: Jangkar dan alias YAML (& dan *) tidak dipakai di sini."),
        ("services: !!python/object/apply:os.system [ls]", "1: Tanda jenis YAML (!) tidak dipakai di sini."),
        ("services: [" * 50, "1: Berkas terlalu dalam atau terlalu banyak isinya."),
        ("a: 1\na: 2\nservices: []", "2: “a” tertulis dua kali."),
        ("a: [1, 2\nb: }", "2: Susunan YAML salah di sini."),
        ("", "1: Berkas ini bukan katalog: daftar “services” tidak ada."),
        ("services: {}", "1: Berkas ini bukan katalog: daftar “services” tidak ada."),
        ("[1, 2]", "1: Berkas ini bukan katalog: daftar “services” tidak ada."),
        ("services: []\n---\nservices: []", "2: Berkas terlalu dalam atau terlalu banyak isinya."),
        ("services: [7]", "1: Layanan tanpa “code”."),
    ],
)
def test_bombs_and_nonsense_are_refused(text: str, problem: str) -> None:
    assert problems(text) == [f"berkas.yaml:{problem}"]


def test_a_bomb_of_aliases_costs_nothing() -> None:
    """Nine lines that would become a billion words."""
    lines = ["a0: &a0 [lol, lol]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]" for n in range(1, 30)]
    assert problems("\n".join(lines))[0].startswith("berkas.yaml:1:")


def test_yes_and_no_stay_words() -> None:
    """YAML's own traps: no is not False, 08 is not a number, a date stays text."""
    text = GOOD.replace("value: tidak", "value: no").replace("label_id: Tidak", "label_id: 2020-07-01")
    listed = read(io.StringIO(text)).definition("contoh")["fields"][0]["choices"]
    assert listed[1] == {"value": "no", "label_id": "2020-07-01"}


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    with contextlib.suppress(CatalogueRefused):
        read(io.StringIO(text))


@given(st.data())
def test_no_single_change_to_a_good_file_breaks_the_reader(data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(GOOD) - 1))
    piece = data.draw(
        st.sampled_from(["", "x", ":", "[", "{", "- ", "\n", "null", "7", "'", "&", "!", "\t", "\x00"])
    )
    with contextlib.suppress(CatalogueRefused):
        read(io.StringIO(GOOD[:place] + piece + GOOD[place + 1 :]))


def test_check_says_good_and_bad(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 0 done, 1 refused."""
    assert commands.check(packaged_file()) == 0
    assert capsys.readouterr().out == "Katalog baik: 66 layanan.\n"
    bad = tmp_path / "rusak.yaml"
    bad.write_text(GOOD.replace("type: text", "type: telepati"), encoding="utf-8")
    assert commands.check(bad) == 1
    assert capsys.readouterr().err == "rusak.yaml:17: Jenis isian “telepati” tidak dikenal.\n"
    assert commands.check(tmp_path / "tidak-ada.yaml") == 1
    (tmp_path / "biner.yaml").write_bytes(b"\xff\xfe\x00")
    assert commands.check(tmp_path / "biner.yaml") == 1


def test_import_and_export_by_the_command_line(
    open_buleleng: Tenant, surakarta: Tenant, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What one dinas exports another can import; services new there stay closed."""
    assert commands.export_file(tmp_path / "katalog.yaml", open_buleleng) == 0
    assert commands.import_file(tmp_path / "katalog.yaml", surakarta) == 0
    assert "6 versi layanan baru." in capsys.readouterr().out
    with in_tenant(surakarta):
        assert latest_versions().count() == 6
        assert not any(version.service.is_active for version in latest_versions().select_related("service"))
