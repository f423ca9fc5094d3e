"""Sheets as offices save them, and as nobody should: every one is read or refused with a sentence."""

from __future__ import annotations

import io
import random
import zipfile
from datetime import date, datetime, time

import pytest
from openpyxl import Workbook

from loket.intake.sheets import sheet_reading
from loket.intake.sheets.cell_reading import masked, read_moment, writes_month_first
from loket.intake.sheets.column_guessing import guess_columns, guess_value
from loket.intake.sheets.sheet_reading import ROUNDED, SheetRefused, read_sheet
from tests.intake import lists

ROWS = [["NIK", "Nama"], ["5108026512840001", "Ni Lúh"], ["2", "B;C"]]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_every_usual_spelling_of_csv_is_read(delimiter: str, encoding: str) -> None:
    content = lists.as_csv(ROWS, delimiter=delimiter, encoding=encoding)
    assert list(read_sheet(content)) == [(number, cells) for number, cells in enumerate(ROWS, 1)]


def test_excels_own_first_line_and_titles_above_the_table_are_passed_over() -> None:
    assert next(read_sheet(b"sep=|\nNIK|Nama\n1|A\n"))[1] == ["NIK", "Nama"]
    titled = lists.as_csv([["REKAP BERKAS MASUK"], [""], *ROWS])
    assert [number for number, _cells in read_sheet(titled)] == [3, 4, 5]


def test_a_workbook_gives_words_and_formulas_are_never_evaluated() -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(["NIK", "Nama", "Tanggal", "HP", "Ya"])
    sheet.append(
        [5108026512840000, "=1+1", datetime.combine(date(2026, 11, 2), time(8, 30)), 81234567890, True]
    )
    sheet.append([5108026512840013, "'=x", date(2026, 11, 2), 1.5, None])
    held = io.BytesIO()
    book.save(held)
    assert [cells for _row, cells in read_sheet(held.getvalue())][1:] == [
        [f"{ROUNDED}5108026512840000", "=1+1", "2026-11-02 08:30:00", "81234567890", "ya"],
        ["5108026512840013", "=x", "2026-11-02", "1.5"],
    ]


def test_numbers_that_excel_has_rounded_are_marked() -> None:
    rows = list(read_sheet(lists.as_csv([["NIK", "Nama"], ["5,10803E+15", "A"]])))
    assert rows[1][1][0].startswith(ROUNDED)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"  \n ", "empty"),
        (b"NIK;Nama\n", "no_rows"),
        (b"\xd0\xcf\x11\xe0rest", "old_excel"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "unreadable"),
        (b"%PDF-1.7\n\x00\x01\x02", "unreadable"),
        (b"PK\x03\x04 no archive", "unreadable"),
        (b'NIK;Nama\n"' + b"x" * 200_000, "unreadable"),
        (b";".join([b"x"] * 201) + b"\n1", "too_many_columns"),
        (b"a;b\n" + b"1;2\n" * 100_001, "too_many_rows"),
    ],
)
def test_what_is_no_sheet_is_refused_with_its_sentence(content: bytes, code: str) -> None:
    with pytest.raises(SheetRefused) as refused:
        list(read_sheet(content))
    assert refused.value.code == code
    assert str(refused.value).endswith(".")


def test_archives_that_unpack_to_too_much_are_refused_before_they_are_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sheet_reading, "MAX_UNPACKED", 1_000_000)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/worksheets/sheet1.xml", b"0" * 2_000_000)
    with pytest.raises(SheetRefused) as refused:
        list(read_sheet(held.getvalue()))
    assert refused.value.code == "bomb"


def test_entities_and_far_away_cells_do_no_harm() -> None:
    sound = lists.as_xlsx([["NIK", "Nama"], ["1", "A"]])
    laughs = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    far = b'<row r="3"><c r="XFD3" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    for part, old, new in (
        ("xl/worksheets/sheet1.xml", b"<worksheet", laughs + b"<worksheet"),
        ("xl/worksheets/sheet1.xml", b"</sheetData>", far),
    ):
        with pytest.raises(SheetRefused):
            list(read_sheet(_changed(sound, part, old, new)))


def test_nothing_that_is_thrown_at_the_reader_is_more_than_refused() -> None:
    """Issue 4, bad input: sound sheets with bytes changed, cut and doubled."""
    chance = random.Random(20261122)
    seeds = [lists.as_csv(ROWS), lists.as_csv(ROWS, encoding="utf-16"), lists.as_xlsx(ROWS)]
    for turn in range(400):
        content = bytearray(seeds[turn % len(seeds)])
        for _change in range(chance.randrange(1, 12)):
            place = chance.randrange(len(content))
            content[place : place + chance.randrange(3)] = chance.randbytes(chance.randrange(4))
        if turn % 5 == 0:
            del content[chance.randrange(len(content)) :]
        try:
            for _number, cells in read_sheet(bytes(content)):
                assert all(isinstance(cell, str) for cell in cells)
        except SheetRefused:
            continue


def test_headings_of_everyday_are_understood() -> None:
    labels = {
        "_diterima": "Tanggal diterima", "pemohon_nik": "NIK pemohon", "pemohon_nama": "Nama pemohon",
        "pemohon_no_kk": "Nomor KK pemohon", "pemohon_hp": "Nomor HP/WhatsApp", "tgl_lahir": "Tanggal lahir",
        "pemohon_wilayah": "Desa/kelurahan domisili", "surat_polisi_nomor": "Nomor surat kehilangan dari polisi",
    }  # fmt: skip
    headings = ["Timestamp", "NIK (16 angka)", "Nama Lengkap sesuai KTP", "No. KK", "No. HP/WA aktif"]
    headings += ["Tgl. Lahir", "Desa / Kelurahan", "Yang perlu diperbaiki", "Suka duka"]
    assert guess_columns(headings, labels) == {
        0: "_diterima",
        1: "pemohon_nik",
        2: "pemohon_nama",
        3: "pemohon_no_kk",
        4: "pemohon_hp",
        5: "tgl_lahir",
        6: "pemohon_wilayah",
    }


@pytest.mark.parametrize(
    ("words", "value"), [("Laki-laki", "L"), ("lk", "L"), ("PEREMPUAN", "P"), ("wanita", "P"), ("?", "")]
)
def test_words_of_everyday_mean_a_choice(words: str, value: str) -> None:
    assert guess_value(words, [("L", "Laki-laki"), ("P", "Perempuan")]) == value


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("17-8-2026", "2026-08-17"),
        ("17/08/2026 09:15:00", "2026-08-17"),
        ("2026-08-17T09:15", "2026-08-17"),
        ("17 Agustus 2026", "2026-08-17"),
        ("1 Nopember 2026", "2026-11-01"),
        ("17/8/26", None),
        ("31-2-2026", None),
        ("kemarin", None),
    ],
)
def test_days_are_read_in_every_usual_spelling(text: str, day: str | None) -> None:
    found = read_moment(text)
    assert (found[0].isoformat() if found else None) == day


def test_a_column_of_an_american_form_is_read_month_first() -> None:
    assert writes_month_first(["11/7/2026 8:00:01", "11/22/2026 8:00:01"])
    assert not writes_month_first(["22/11/2026", "11/7/2026"])
    assert not writes_month_first(["11/7/2026"])


def test_values_are_shown_masked() -> None:
    assert masked("5108026512840001") == "5108••••••••"
    assert masked("Ni Luh Sari") == "Ni ••••••••"


def _changed(book: bytes, part: str, old: bytes, new: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as source, zipfile.ZipFile(held, "w") as target:
        for one in source.infolist():
            content = source.read(one)
            target.writestr(one, content.replace(old, new) if one.filename == part else content)
    return held.getvalue()
