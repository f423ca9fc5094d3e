"""Tables for spreadsheets, written row by row: CSV and XLSX (ECMA-376, words in the cells), never a formula.

A cell that begins like a formula is put behind an apostrophe: a name typed by a stranger must not run on an
officer's computer.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import IO
from xml.sax.saxutils import escape

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
#: What XML 1.0 cannot hold.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_SCHEMA = "http://schemas.openxmlformats.org"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_SCHEMA}/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
    f'ContentType="{_TYPES}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" '
    f'ContentType="{_TYPES}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_SCHEMA}/package/2006/relationships"><Relationship Id="rId1" '
    f'Type="{_SCHEMA}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_SCHEMA}/spreadsheetml/2006/main" '
    f'xmlns:r="{_SCHEMA}/officeDocument/2006/relationships"><sheets><sheet name="Loket" sheetId="1" r:id="rId1"/>'
    "</sheets></workbook>",
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_SCHEMA}/package/2006/relationships"><Relationship '
    f'Id="rId1" Type="{_SCHEMA}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>'
    "</Relationships>",
}


def harmless(cell: object) -> str:
    """The cell as words for every spreadsheet program."""
    words = str(cell)
    return f"'{words}" if words.startswith(_FORMULA) else words


def write_csv(rows: Iterable[Sequence[object]], file: IO[bytes]) -> int:
    """Write ``rows`` as UTF-8 with a mark that Excel knows; returns how many."""
    text = io.TextIOWrapper(file, "utf-8-sig", newline="", write_through=True)
    writer, count = csv.writer(text), 0
    for row in rows:
        writer.writerow([harmless(cell) for cell in row])
        count += 1
    text.detach()
    return count


def write_xlsx(rows: Iterable[Sequence[object]], file: IO[bytes]) -> int:
    """Write ``rows`` as the one sheet of a workbook, one row in memory at a time; returns how many."""
    count = 0
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in _PARTS.items():
            book.writestr(name, _HEAD + content)
        with book.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(f'{_HEAD}<worksheet xmlns="{_SCHEMA}/spreadsheetml/2006/main"><sheetData>'.encode())
            for row in rows:
                sheet.write(f"<row>{''.join(_cell(cell) for cell in row)}</row>".encode())
                count += 1
            sheet.write(b"</sheetData></worksheet>")
    return count


def _cell(cell: object) -> str:
    words = escape(_UNWRITABLE.sub("", harmless(cell)))
    return f'<c t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>'
