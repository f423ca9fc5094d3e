"""The recap as a workbook (S3-45)."""

from __future__ import annotations

from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from .page import RecapPage


def workbook(page: RecapPage) -> bytes:
    """One sheet: title, the table with its sums as formulas, an empty Ket, the signature."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Rekap"
    sheet.append([page.title])
    sheet.append([page.office])
    sheet.append([])
    sheet.append(page.heads)
    first = sheet.max_row + 1
    for number, row in enumerate(page.rows, 1):
        sheet.append([number, row.label, row.users, *row.counts, ""])
    last = sheet.max_row
    sums = [
        f"=SUM({sheet.cell(first, place).coordinate}:{sheet.cell(last, place).coordinate})"
        for place in range(3, 4 + len(page.columns))
    ]
    sheet.append(["", page.sum_label, *sums, ""])
    _dress(sheet, first, sheet.max_row)
    sheet.append([])
    for line in page.signature:
        sheet.append(["", "", "", "", line])
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def _dress(sheet: object, first: int, last: int) -> None:
    bold, wrapped = Font(bold=True), Alignment(wrap_text=True, vertical="center", horizontal="center")
    for row in (1, first - 1, last):
        for cell in sheet[row]:  # type: ignore[index]  # openpyxl has no types
            cell.font = bold
    for cell in sheet[first - 1]:  # type: ignore[index]  # openpyxl has no types
        cell.alignment = wrapped
        sheet.column_dimensions[cell.column_letter].width = 18  # type: ignore[attr-defined]  # openpyxl has no types
    sheet.column_dimensions["A"].width = 6  # type: ignore[attr-defined]  # openpyxl has no types
    for cells in sheet.iter_rows(min_row=first, max_row=last, min_col=3):  # type: ignore[attr-defined]  # the same
        for cell in cells:
            cell.number_format = "#,##0"
