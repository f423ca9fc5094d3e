"""Bad files: each refused with file, line and one sentence, in bounded time, whatever is wrong; never a traceback."""

from __future__ import annotations

import contextlib
import copy
import random
import time
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from loket.catalogue import commands
from loket.catalogue.actions.take_over_file import take_over_file
from loket.catalogue.comparing import compare
from loket.catalogue.exporting import HEADER, as_text
from loket.catalogue.loading import Catalogue, packaged, read
from loket.catalogue.models import Service, ServiceDraft, ServiceVersion, SharedPart
from loket.catalogue.problems import CatalogueRefused
from loket.catalogue.queries import _read_card
from loket.catalogue.yaml_writing import write_yaml
from loket.foundation.formkit.definition import FormDefinition
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant
from tests.catalogue.administrators import SMALL

#: Seconds that no bad file of the largest size may take (2 cores, other work beside it).
LONGEST = 8.0


def refused(content: bytes | str, name: str = "berkas.yaml") -> list[str]:
    """The sentences with which a file is refused, within the time allowed."""
    began = time.perf_counter()
    with pytest.raises(CatalogueRefused) as caught:
        read(content.encode() if isinstance(content, str) else content, name)
    assert time.perf_counter() - began < LONGEST
    return str(caught.value).splitlines()


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def spoiled(old: str, new: str) -> list[str]:
    """The small good file with one thing wrong."""
    assert old in SMALL
    return refused(SMALL.replace(old, new, 1))


FIELD = "{slug: lain, type: text, required: false, label_id: Keterangan, label_en: Remark}"
PAPER = "{slug: kk_asli, requirement: mandatory}"


@pytest.mark.parametrize(
    ("old", "new", "at", "sentence"),
    [
        (FIELD, FIELD.replace("lain", "alasan", 1), FIELD, "Isian “alasan” tertulis dua kali."),
        (
            FIELD,
            FIELD.replace("}", ", show_if: {field: tiada, in: [x]}}"),
            FIELD,
            "Syarat menyebut isian “tiada” yang tidak ada.",
        ),
        (
            PAPER,
            "{slug: kk_asli, requirement: conditional, when: {field: alasan, in: [kerja]}}",
            PAPER,
            "Syarat menyebut pilihan “kerja” yang tidak ada.",
        ),
        (
            FIELD,
            FIELD.replace("}", ", show_if: {field: lain, in: [x]}}"),
            FIELD,
            "Syarat isian “lain” berputar kembali ke dirinya sendiri.",
        ),
        (FIELD, FIELD.replace("type: text", "type: telepati"), FIELD, "Jenis isian “telepati” tidak dikenal."),
        (FIELD, FIELD.replace("required: false", "required: mungkin"), FIELD, "“required” harus true atau false."),
        (FIELD, FIELD.replace("Keterangan", "[a, b]"), FIELD, "“label_id” harus berupa tulisan."),
        ("legal_basis: [UU 24/2013]", "legal_basis: UU", "legal_basis", "“legal_basis” harus berupa daftar kata."),
        ("presence: {mode: online,", "presence: [online]\n  x: {", "presence", "“presence” harus berupa pasangan"),
        ("fee_idr: 0", "fee_idr: 5000", "fee_idr", "Layanan ini gratis menurut undang-undang"),
        ("title_id: Surat kecil", "title_id: \"a\\0b\"", "title_id: Surat", "Ada tanda yang tidak bisa dibaca"),
        ("title_id: Surat kecil", "title_id: \"a\\u202eb\"", "title_id: Surat", "Ada tanda yang tidak bisa dibaca"),
        ("title_id: Surat kecil", "<<: {x: 1}", "title_id: Surat", "Gabungan YAML (<<) tidak dipakai di sini."),
        ("title_id: Surat kecil", "title_id: !!str x", "title_id: Surat", "Tanda jenis YAML (!) tidak dipakai"),
        ("title_id: Surat kecil", "title_id: &a x", "title_id: Surat", "Jangkar dan alias YAML"),
        ("title_id: Surat kecil", "code: lagi", "title_id: Surat", "“code” tertulis dua kali."),
        ("title_id: Surat kecil", "title_id: [1, 2", "title_id: Surat", "Susunan YAML salah di sini."),
        ("title_id: Surat kecil", f"{'n' * 201}: x", "title_id: Surat", "Nama isian terlalu panjang"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_file_line_and_one_sentence(
    old: str, new: str, at: str, sentence: str
) -> None:
    line = line_of(SMALL, at)
    found = spoiled(old, new)
    near = [one for one in found if sentence in one]
    assert near, found
    assert near[0].startswith(tuple(f"berkas.yaml:{line + more}: " for more in (0, 1)))
    with override("en"):
        assert spoiled(old, new)  # said in English too, or in Indonesian until somebody translates it


def test_a_paper_required_by_nobody_is_refused() -> None:
    """Its condition hangs on an answer that can never be given: the question that leads there is never asked."""
    text = SMALL.replace(
        PAPER, "{slug: kk_asli, requirement: conditional, when: {field: kerja, in: [tetap]}}"
    )
    text += """\
  - {slug: kerja, type: choice, required: true, label_id: Kerja, label_en: Work, choices_ref: kerja,
     show_if: {field: negeri, in: [ln]}}
  - {slug: negeri, type: choice, required: true, label_id: Negeri, label_en: Country, choices_ref: negeri, only: [id]}
"""
    text = text.replace(
        "services:",
        "  kerja: {options: [{value: tetap, label_id: Tetap}]}\n"
        "  negeri: {options: [{value: id, label_id: Indonesia}, {value: ln, label_id: Luar}]}\nservices:",
    )
    assert any("Persyaratan “kk_asli” tidak pernah diminta dari siapa pun" in one for one in refused(text))
    assert any("Isian “kerja” tidak pernah ditanyakan" in one for one in refused(text))
    assert read(text.replace(", only: [id]", "").encode())


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("  surat_rt:", f"  {'s' * 61}:", "hanya huruf kecil, angka, dan garis"),
        ("  surat_rt:", "  Surat RT:", "hanya huruf kecil, angka, dan garis"),
        ("common_fields:", f"common_fields:\n- {FIELD}\n- {FIELD}", "“lain” tertulis dua kali."),
        (
            "common_fields:",
            "topics:\n- {key: a, fields: []}\n- {key: a, fields: []}\ncommon_fields:",
            "“a” tertulis",
        ),
    ],
)
def test_names_of_shared_parts_stand_once_and_are_short(old: str, new: str, sentence: str) -> None:
    """What could not be kept is refused with its line, not by the database."""
    assert any(sentence in one for one in spoiled(old, new))


def test_a_long_circle_of_conditions_is_refused() -> None:
    """A looks at B, B at C … and the last at A."""
    rows = "".join(
        f"  - {{slug: k{n}, type: choice, required: true, label_id: K, choices: [{{value: ya, label_id: Ya}}],"
        f" show_if: {{field: k{(n + 1) % 40}, in: [ya]}}}}\n"
        for n in range(40)
    )
    found = refused(SMALL + rows)
    assert sum("berputar kembali" in one for one in found) == 40


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xff\xfe\x00\x01", "1: Ini bukan berkas teks UTF-8."),
        (b"services:\n- code: \xe9", "2: Ini bukan berkas teks UTF-8."),
        (b"a: b\n\x00", "2: Ini bukan berkas teks UTF-8."),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "Ini bukan berkas teks UTF-8."),
        (b"PK\x03\x04" + b"\x00" * 100, "Ini bukan berkas teks UTF-8."),
        (b"", "daftar “services” tidak ada"),
        (b"7", "daftar “services” tidak ada"),
        (b"[1, 2]", "daftar “services” tidak ada"),
        (b"services: [[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]", "terlalu dalam"),
        (b"? [a, b]\n: x\nservices: []", "Nama isian harus satu kata."),
        (b"%YAML 9.9\n---\nservices: []", "Susunan YAML salah"),
        (b"--- a\n--- b", "terlalu dalam atau terlalu banyak isinya"),
    ],
)
def test_what_is_no_catalogue_is_refused(content: bytes, sentence: str) -> None:
    assert any(sentence in one for one in refused(content)), refused(content)


BIG = 4_000_000


@pytest.mark.parametrize(
    "content",
    [
        b"[" * BIG,
        b"{" * BIG,
        b"- " * (BIG // 2),
        b"a: " + b"x" * (BIG + 1),
        b"a: '" + b"x" * (BIG - 10) + b"'\n",
        b"? " * (BIG // 2),
        b"a: |\n" + b" x\n" * (BIG // 3),
        b"\n" * BIG,
        b"#" * BIG,
        b"{a: " * (BIG // 4),
        b"a: &a [" + b"*a," * 100_000,
        b"".join(b"k%d: 1\n" % n for n in range(300_000)),
        b"services: [" + b"{}," * 90_000 + b"]",
        b"services: [" + b"{code: x}," * 40_000 + b"]",
        b'a: "' + b"\\u0041" * 600_000 + b'"',
        b"!" * BIG,
        b"&" * BIG,
        b"\t" * BIG,
    ],
    ids=lambda content: repr(content[:12]),
)
def test_a_huge_file_is_refused_in_bounded_time(content: bytes) -> None:
    """Bombs of the largest size that is read at all."""
    assert refused(content)


def test_ten_thousand_fields_are_refused_in_bounded_time() -> None:
    rows = "".join(f"  - {{slug: f{n}, type: text, required: true, label_id: F}}\n" for n in range(10_000))
    assert any("Terlalu banyak isian; paling banyak" in one for one in refused(SMALL + rows))


def usable(catalogue: Catalogue) -> None:
    """What the product does with a file that was let through."""
    for code in catalogue.services:
        definition = catalogue.definition(code)
        form = FormDefinition.from_data(definition)
        _read_card(definition, form.paper_list)
        form.steps({})
        compare(None, definition)
        as_text([(catalogue.services[code], definition)], catalogue.data)


def places(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in plain data."""
    found = [path] if path else []
    if isinstance(data, dict):
        return found + [one for key, value in data.items() for one in places(value, (*path, key))]
    if isinstance(data, list):
        return found + [one for number, value in enumerate(data) for one in places(value, (*path, number))]
    return found


DATA = {**read(SMALL.encode()).data}
EVERYWHERE = places(DATA)
_SCALARS = [None, True, False, 0, -1, 7, 10**15, 1.5, "", "x", "a" * 3000, "alasan", "kk_asli"]
_LISTS = [[], [1], ["x"], [[]], [{}], [None], [{"slug": "x"}], [{"value": "x", "label_id": "X"}]]
_MAPPINGS = [
    {}, {"x": 1}, {"field": "alasan", "in": ["x"]}, {"field": 7, "in": 7}, {"any": []}, {"any": [7]}, {"id": {}},
]  # fmt: skip
WRONG = st.sampled_from([*_SCALARS, *_LISTS, *_MAPPINGS])


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(EVERYWHERE), WRONG)
def test_a_wrong_kind_anywhere_is_refused_or_harmless(place: tuple[Any, ...], wrong: Any) -> None:
    """Never a traceback: the file is refused with a sentence, or everything that is done with it works."""
    data = copy.deepcopy(DATA)
    spot: Any = data
    for step in place[:-1]:
        spot = spot[step]
    spot[place[-1]] = wrong
    with contextlib.suppress(CatalogueRefused):
        usable(read((HEADER + write_yaml(data)).encode()))


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_a_name_out_of_place_is_refused_or_harmless(data: st.DataObject) -> None:
    """Attributes of one row put on another."""
    made = copy.deepcopy(DATA)
    names = sorted(
        {str(path[-1]) for path in EVERYWHERE if isinstance(path[-1], str)} | {"items", "retired", "visit"}
    )
    spots = [place for place in EVERYWHERE if isinstance(at(made, place), dict)]
    spot = at(made, data.draw(st.sampled_from(spots)))
    spot[data.draw(st.sampled_from(names))] = copy.deepcopy(
        at(made, data.draw(st.sampled_from(EVERYWHERE))) if data.draw(st.booleans()) else data.draw(WRONG)
    )
    with contextlib.suppress(CatalogueRefused):
        usable(read((HEADER + write_yaml(made)).encode()))


def at(data: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        data = data[step]
    return data


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(content: bytes) -> None:
    with contextlib.suppress(CatalogueRefused):
        read(content)


def test_what_is_let_through_can_be_kept(open_buleleng: Tenant) -> None:
    """The database never has to refuse what the check has let through."""
    chance, kept = random.Random(7), 0
    wrong = [*_SCALARS, *_LISTS, *_MAPPINGS]
    with in_tenant(open_buleleng):
        for _ in range(250):
            data = copy.deepcopy(DATA)
            place = chance.choice(EVERYWHERE)
            at(data, place[:-1])[place[-1]] = chance.choice(wrong)
            with contextlib.suppress(CatalogueRefused), transaction.atomic():
                found = read((HEADER + write_yaml(data)).encode())
                kept += len(
                    take_over_file(found, codes=list(found.services), by=None, publishes=True).published
                )
                transaction.set_rollback(True)
    assert kept > 10


def test_a_refused_file_changes_nothing_at_all(open_buleleng: Tenant, tmp_path: Path) -> None:
    """The published catalogue is never half-changed: one wrong service keeps the good one out too."""
    good, bad = SMALL[SMALL.index("- code") :], "- code: Salah Sekali\n  documents: []\n  fields: []\n"
    assert good
    (tmp_path / "campur.yaml").write_text(SMALL + bad, encoding="utf-8")
    with in_tenant(open_buleleng):
        before = counts()
    assert commands.import_file(tmp_path / "campur.yaml", open_buleleng) == 1
    with in_tenant(open_buleleng):
        assert counts() == before


def test_a_failure_in_the_middle_of_taking_over_changes_nothing(
    open_buleleng: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One transaction."""
    from loket.catalogue.actions import take_over_file as module

    real, calls = module.make_version, []

    def fails_late(*args: Any, **more: Any) -> ServiceVersion:
        calls.append(1)
        if len(calls) > 3:
            raise RuntimeError
        return real(*args, **more)

    monkeypatch.setattr(module, "make_version", fails_late)
    with in_tenant(open_buleleng):
        before = counts()
        with pytest.raises(RuntimeError):
            module.take_over_file(packaged(), codes=list(packaged().services), by=None, publishes=True)
        assert counts() == before


def counts() -> list[int]:
    return [model.objects.count() for model in (Service, ServiceVersion, ServiceDraft, SharedPart)]
