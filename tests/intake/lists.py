"""Sheets for tests: rows of invented people, as an office would type them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook

HEADINGS = (
    "Timestamp", "NIK", "Nama Lengkap", "No KK", "No HP/WA", "Desa/Kelurahan", "Nomor surat kehilangan dari polisi",
    "Tanggal surat kehilangan", "Diterbitkan oleh Polsek/Polres",
)  # fmt: skip


def nik(number: int) -> str:
    """A well-formed NIK of nobody."""
    return f"510801{number % 28 + 1:02d}{number // 28 % 12 + 1:02d}{60 + number // 336 % 39:02d}{number % 8999 + 1:04d}"


def row(number: int, **changed: str) -> list[str]:
    """One lost card; ``changed`` by heading."""
    cells = {
        "Timestamp": "20/11/2026 09:15:00",
        "NIK": nik(number),
        "Nama Lengkap": f"Ni Luh Contoh {_letters(number)}",
        "No KK": f"5108012503{10 + number % 80:02d}{number % 8999 + 1:04d}",
        "No HP/WA": f"0812{30000000 + number}",
        "Desa/Kelurahan": "Banyuning",
        "Nomor surat kehilangan dari polisi": f"SKTLK/{number}/XI/2026",
        "Tanggal surat kehilangan": "19-11-2026",
        "Diterbitkan oleh Polsek/Polres": "Polsek Singaraja",
    } | changed
    return [cells[heading] for heading in HEADINGS]


def as_csv(rows: Iterable[Sequence[str]], *, delimiter: str = ";", encoding: str = "utf-8-sig") -> bytes:
    """The rows as a spreadsheet program saves them."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


def as_xlsx(rows: Iterable[Sequence[object]]) -> bytes:
    """The rows as a workbook."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Jawaban")
    for cells in rows:
        sheet.append(list(cells))
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _letters(number: int) -> str:
    found = ""
    while True:
        found = chr(ord("A") + number % 26) + found
        number //= 26
        if not number:
            return found
