"""A worker reads an uploaded sheet into sealed portions and destroys the file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from loket.audit.actor import SYSTEM
from loket.foundation.kernel.names import normalised
from loket.tenants.keys import lookup_hash
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant

from .. import import_states, lifecycle
from ..models import Import, ImportPage, ImportUpload
from ..sheets.cell_reading import writes_month_first
from ..sheets.column_guessing import TO_MEND
from ..sheets.sheet_reading import Row, SheetRefused, read_sheet

#: Rows of one portion: what one transaction of the check works on.
PORTION = 500
#: Of a column with at most so many different short words, all are kept, to be matched with choices.
_MOST_WORDS, _LONGEST_WORD = 40, 80
_EXAMPLES, _LONGEST_EXAMPLE, _DATES_LOOKED_AT = 3, 40, 2_000


def read_import(tenant: Tenant, batch_id: int) -> None:
    """Read the sheet of this list; called again, or after a kill at any moment, it does no harm.

    One transaction: either the whole sheet is there in portions and the upload is gone, or nothing happened.
    """
    with in_tenant(tenant):
        batch = Import.objects.select_for_update(of=("self",)).get(pk=batch_id)
        upload = ImportUpload.objects.filter(batch=batch).first()
        if batch.state != import_states.READING or upload is None:
            return
        content = batch.unseal(upload.sealed, "upload")
        ImportPage.objects.filter(batch=batch).delete()
        try:
            outline, rows = _portions(batch, read_sheet(content))
        except SheetRefused as refused:
            ImportPage.objects.filter(batch=batch).delete()
            lifecycle.move_import(
                batch, "give_up", by=SYSTEM, changes={"problem": refused.code}, detail={"why": refused.code}
            )
        else:
            words = "|".join(normalised(one) for one in outline.headings)
            changes = {
                "outline": outline.as_data(),
                "rows": rows,
                "signature": lookup_hash("headings:" + words),
            }
            lifecycle.move_import(batch, "understand", by=SYSTEM, changes=changes, detail={"rows": rows})
        upload.delete()


def _portions(batch: Import, sheet: Iterator[Row]) -> tuple[_Outline, int]:
    outline, count, number = _Outline(next(sheet)[1]), 0, 0
    while portion := list(islice(sheet, PORTION)):
        for _row, cells in portion:
            outline.look_at(cells)
        ImportPage.objects.create(
            batch=batch, number=number, sealed_rows=batch.seal(portion, f"rows/{number}")
        )
        count, number = count + len(portion), number + 1
    return outline, count


class _Outline:
    """What the screens need to know of the columns without opening the rows."""

    def __init__(self, headings: list[str]) -> None:
        self.headings = [
            "" if normalised(heading) == normalised(TO_MEND) else heading[:120] for heading in headings
        ]
        self.words: list[dict[str, None] | None] = [{} for _heading in headings]
        self.examples: list[list[str]] = [[] for _heading in headings]
        self.dates: list[list[str]] = [[] for _heading in headings]

    def look_at(self, cells: list[str]) -> None:
        for column in range(min(len(cells), len(self.headings))):
            cell = cells[column]
            if not cell:
                continue
            if len(self.examples[column]) < _EXAMPLES:
                self.examples[column].append(cell[:_LONGEST_EXAMPLE])
            if len(self.dates[column]) < _DATES_LOOKED_AT:
                self.dates[column].append(cell)
            words = self.words[column]
            if words is not None and cell not in words:
                words[cell] = None
                if len(words) > _MOST_WORDS or len(cell) > _LONGEST_WORD:
                    self.words[column] = None

    def as_data(self) -> dict[str, object]:
        return {
            "headings": self.headings,
            "words": [None if words is None else list(words) for words in self.words],
            "examples": self.examples,
            "month_first": [column for column, cells in enumerate(self.dates) if writes_month_first(cells)],
        }
