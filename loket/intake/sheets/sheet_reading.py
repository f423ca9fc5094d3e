"""A sheet of an office (CSV or XLSX) → rows of plain words. Nothing is evaluated, nothing is trusted.

A formula is its own text; numbers become digits; days become ``2026-11-22``. Limits hold before anything large
is unpacked. What cannot be read is refused with one sentence, never with an error.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook

from loket.foundation.kernel.errors import Refusal

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

#: Largest file, in bytes; most rows below the headings, columns, letters of a cell.
MAX_BYTES = 25 * 1024 * 1024
MAX_ROWS = 100_000
MAX_COLUMNS = 200
MAX_CELL = 2_000
#: Most bytes an XLSX may unpack to, all parts together, and its list of shared words alone.
MAX_UNPACKED = 250 * 1024 * 1024
MAX_WORDS = 80 * 1024 * 1024
#: Put before digits that a spreadsheet has rounded: their last one is not what was typed.
ROUNDED = "\ue000"
#: Headings stand within the first lines.
_HEADING_WITHIN = 10
#: From here on a spreadsheet's numbers are no longer exact.
_EXACT = 2**53
_XLSX, _XLS = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_DELIMITERS = (";", ",", "\t", "|")
_FORMULA = ("=", "+", "-", "@")
#: Excel shows long numbers so when it saves them as text: "5,10803E+15".
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?[eE]\+\d{2}")

Row = tuple[int, list[str]]


class SheetRefused(Refusal):
    """The file cannot be taken as a sheet; the sentence says what to do."""

    default_code = "sheet"

    def __init__(self, message: str | _StrPromise, code: str) -> None:
        super().__init__(message, code=code, field="sheet")


REFUSALS: dict[str, _StrPromise] = {
    "empty": _("Berkas ini kosong. Pilih daftar yang ada judul kolom dan isinya."),
    "too_big": _("Berkas lebih dari 25 MB. Bagi daftarnya menjadi beberapa berkas."),
    "too_many_rows": _("Daftar lebih dari 100.000 baris. Bagi menjadi beberapa berkas."),
    "too_many_columns": _("Daftar lebih dari 200 kolom. Hapus kolom yang tidak dipakai."),
    "bomb": _("Isi berkas ini terlalu besar setelah dibuka. Simpan ulang sebagai CSV."),
    "old_excel": _("Ini berkas Excel lama. Simpan dulu sebagai XLSX atau CSV."),
    "unreadable": _("Berkas ini tidak terbaca sebagai CSV atau XLSX. Simpan ulang, lalu coba lagi."),
    "no_rows": _("Belum ada baris di bawah judul kolom."),
}


def refuse(code: str) -> SheetRefused:
    """The refusal with its sentence."""
    return SheetRefused(REFUSALS[code], code)


def check_size(content: bytes) -> None:
    """What can be said without opening the file. Raises ``SheetRefused``."""
    if not content.strip():
        raise refuse("empty")
    if len(content) > MAX_BYTES:
        raise refuse("too_big")
    if content.startswith(_XLS):
        raise refuse("old_excel")


def read_sheet(content: bytes) -> Iterator[Row]:
    """The headings, then every row that holds something, each with its number in the sheet (from 1).

    Raises ``SheetRefused``, also in the middle of the reading.
    """
    check_size(content)
    rows = _workbook_rows(content) if content.startswith(_XLSX) else _text_rows(content)
    yield from _limited(_from_headings(rows))


def _limited(rows: Iterator[Row]) -> Iterator[Row]:
    found = 0
    for number, cells in rows:
        if len(cells) > MAX_COLUMNS:
            raise refuse("too_many_columns")
        if found > MAX_ROWS:
            raise refuse("too_many_rows")
        found += 1
        yield number, cells
    if found < 2:
        raise refuse("no_rows" if found else "empty")


def _from_headings(rows: Iterator[Row]) -> Iterator[Row]:
    """Without titles above the table: headings are the first line with two filled cells, else the first line."""
    above: list[Row] = []
    for number, cells in rows:
        if sum(bool(cell) for cell in cells) > 1 or number > _HEADING_WITHIN:
            if number > _HEADING_WITHIN:
                yield from above
            yield number, cells
            yield from rows
            return
        above.append((number, cells))
    yield from above


def _text_rows(content: bytes) -> Iterator[Row]:
    text = _decoded(content)
    first = text.split("\n", 1)[0].strip().lower()
    if first.startswith("sep=") and len(first) == 5:
        delimiter, text = first[4], text.split("\n", 1)[-1]
    else:
        delimiter = _delimiter(text)
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter), 1):
            yield from _filled(number, [_cell_of_text(cell) for cell in cells])
    except csv.Error:
        raise refuse("unreadable") from None


def _decoded(content: bytes) -> str:
    encodings = ["utf-8-sig", "cp1252"]
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\x00" in content[:200]:
        if content[:200].count(b"\x00") < len(content[:200]) * 0.4:
            raise refuse("unreadable")
        encodings = ["utf-16-le" if content[1:2] == b"\x00" else "utf-16-be"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _looks_typed(text[:4000]):
            break
        return text.replace("\r\n", "\n").replace("\r", "\n")
    raise refuse("unreadable")


def _looks_typed(text: str) -> bool:
    """People's sheets hold no control characters; pictures and programs do."""
    return not any(char < " " and char not in "\n\r\t" for char in text)


def _delimiter(text: str) -> str:
    """The sign by which the first lines fall into the most columns, evenly."""
    lines = [line for line in text[:20_000].split("\n")[:20] if line.strip()][:10]

    def columns(sign: str) -> tuple[int, int]:
        try:
            counts = [len(cells) for cells in csv.reader(lines, delimiter=sign)]
        except csv.Error:
            return 0, 0
        usual = max(set(counts), key=counts.count) if counts else 0
        return (counts.count(usual) if usual > 1 else 0), usual

    return max(_DELIMITERS, key=columns)


def _cell_of_text(cell: str) -> str:
    return _plain(cell, rounded=_SCIENTIFIC.fullmatch(cell.strip()) is not None)


def _workbook_rows(content: bytes) -> Iterator[Row]:
    _check_unpacked(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        sheet: Any = next(one for one in book.worksheets if one.sheet_state == "visible")
        sheet.reset_dimensions()
        for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
            yield from _filled(number, [_cell(cell) for cell in _trimmed(cells)])
    except SheetRefused:
        raise
    except (
        Exception
    ):  # a hostile or broken workbook breaks the reader in a hundred ways: one sentence for all
        raise refuse("unreadable") from None


def _check_unpacked(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            parts = book.infolist()
            told = sum(part.file_size for part in parts)
            words = sum(
                part.file_size for part in parts if part.filename.lower().endswith("sharedstrings.xml")
            )
            if told > MAX_UNPACKED or words > MAX_WORDS:
                raise refuse("bomb")
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
        raise refuse("unreadable") from None


def _trimmed(cells: tuple[Any, ...]) -> tuple[Any, ...]:
    """Without the empty end; too wide a row is refused before its cells are looked at."""
    end = len(cells)
    while end and cells[end - 1] in (None, ""):
        end -= 1
    if end > MAX_COLUMNS:
        raise refuse("too_many_columns")
    return cells[:end]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, date | time | timedelta):
        return _moment(value)
    return _plain(str(value))


def _moment(value: date | time | timedelta) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if value.time() == time() else f"{value:%Y-%m-%d %H:%M:%S}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    minutes = int(value.total_seconds()) // 60
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _number(value: float) -> str:
    """Digits as typed. Spreadsheets keep fifteen: a longer number that ends in 0 has lost its last digit."""
    if isinstance(value, float) and not value.is_integer():
        return repr(value) if abs(value) < _EXACT else str(value)
    digits = str(int(value))
    lost = len(digits) > 15 and (digits.endswith("0") or abs(int(value)) > _EXACT)
    return ROUNDED + digits if lost else digits


def _plain(text: str, *, rounded: bool = False) -> str:
    text = text.replace(ROUNDED, "").replace("\x00", "").strip()[: MAX_CELL + 1]
    if text[:1] == "'" and text[1:2] in _FORMULA:
        text = text[1:]  # our own exports put the apostrophe there
    return ROUNDED + text if rounded else text


def _filled(number: int, cells: list[str]) -> Iterator[Row]:
    while cells and not cells[-1]:
        cells.pop()
    if cells:
        yield number, cells
