"""A worker writes a table: a thousand rows at a time, the bytes sealed as they come, nothing whole in memory."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import IO, TYPE_CHECKING, cast

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from loket.audit.actions.record import record
from loket.catalogue.queries import service_titles
from loket.foundation.kernel import clock
from loket.foundation.kernel.sheets import write_csv, write_xlsx
from loket.regions.queries import kecamatan_of
from loket.staff.models import Membership
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant

from ..models import Export, ExportPiece
from ..officers import officer_of
from ..queue_filter import COLUMNS, Place, QueueFilter
from ..table_cells import cell_of

if TYPE_CHECKING:
    from typing_extensions import Buffer

#: Rows of one transaction.
BATCH = 1000
#: Bytes sealed at once.
PIECE_BYTES = 512 * 1024
_WRITERS = {"csv": write_csv, "xlsx": write_xlsx}


class _Stopped(Exception):
    """Another worker began it anew, or the officer may not have it any more."""


def write_export(tenant: Tenant, export_id: int) -> int:
    """Write the whole table; returns its rows, 0 when there was nothing to do.

    A worker that dies leaves a beginning which the next one throws away. An officer who is active no more gets
    nothing; one who lost a role or a zone gets what he may see when each thousand rows are read.
    """
    with in_tenant(tenant):
        export = _begun(export_id)
    if export is None:
        return 0
    sink = _Sink(tenant, export)
    try:
        with override(export.language):
            count = (
                _WRITERS[export.kind](chain([_heading(export)], _rows(tenant, export)), cast(IO[bytes], sink))
                - 1
            )
        sink.end()
        with in_tenant(tenant):
            _finish(export, count)
    except _Stopped:
        return 0
    return count


def _begun(export_id: int) -> Export | None:
    found: Export | None = Export.objects.select_for_update().filter(pk=export_id).first()
    if found is None or not found.is_working:
        return None
    ExportPiece.objects.filter(export=found).delete()
    found.attempt, found.rows, found.touched_at = found.attempt + 1, 0, clock.now()
    found.save(update_fields=["attempt", "rows", "touched_at"])
    return found


def _heading(export: Export) -> list[str]:
    return [_("Nama"), *(str(COLUMNS[one]) for one in export.columns)]


def _rows(tenant: Tenant, export: Export) -> Iterator[list[str]]:
    """Every row, by key; each thousand read with the officer's rights of that moment."""
    wanted, after, written = QueueFilter.from_data(export.filter), None, 0
    with in_tenant(tenant):
        services = service_titles()
        places = dict(kecamatan_of(tenant.regency_id).values_list("code", "name"))
    while True:
        with in_tenant(tenant):
            rows, after = _page(export, wanted, after, names=(services, places))
            written += len(rows)
            _touch(export, written)
        yield from rows
        if after is None:
            return


def _page(
    export: Export,
    wanted: QueueFilter,
    after: Place | None,
    *,
    names: tuple[Mapping[int, str], Mapping[str, str]],
) -> tuple[list[list[str]], Place | None]:
    member = _officer(export)
    if not member.active:
        _give_up(export)
        return [], None
    found = wanted.page(officer_of(member), at=export.created_at, after=after, size=BATCH)
    services, places = names
    rows = [
        [
            case.subject_name or case.applicant_name,
            *(
                cell_of(
                    case,
                    column,
                    service=services.get(case.service_id, ""),
                    kecamatan=places.get(case.kecamatan_code, ""),
                )
                for column in export.columns
            ),
        ]
        for case in found[:BATCH]
    ]
    return rows, wanted.place_of(found[BATCH - 1]) if len(found) > BATCH else None


def _officer(export: Export) -> Membership:
    """As he is now: roles and zone may have changed since the order."""
    member: Membership = Membership.objects.select_related("account", "zone").get(pk=export.officer_id)
    return member


def _touch(export: Export, rows: int) -> None:
    changed = _mine(export).update(rows=rows, touched_at=clock.now())
    if not changed:
        raise _Stopped


def _give_up(export: Export) -> None:
    _mine(export).update(failed_at=clock.now())


def _finish(export: Export, count: int) -> None:
    if not _mine(export).filter(failed_at=None).update(rows=count, ready_at=clock.now()):
        raise _Stopped
    record(
        "applications.exported",
        actor=officer_of(_officer(export)).actor,
        obj_type="export",
        obj_ref=str(export.public_id),
        purpose=export.purpose,
        detail={"rows": count, "columns": export.columns, "queue": export.queue},
    )


def _mine(export: Export) -> QuerySet[Export]:
    """The row, as long as no other worker began it anew and nobody destroyed it."""
    rows: QuerySet[Export] = Export.objects.filter(
        pk=export.pk, attempt=export.attempt, ready_at=None, erased_at=None
    )
    return rows


class _Sink(io.RawIOBase):
    """A file one can only write to: every ``PIECE_BYTES`` it keeps a sealed piece."""

    def __init__(self, tenant: Tenant, export: Export) -> None:
        super().__init__()
        self._tenant, self._export, self._number, self._waiting = tenant, export, 0, bytearray()

    def writable(self) -> bool:
        """It takes bytes."""
        return True

    def write(self, data: Buffer, /) -> int:
        """Take the bytes; a full piece is kept at once."""
        taken = bytes(data)
        self._waiting += taken
        while len(self._waiting) >= PIECE_BYTES:
            self._keep(bytes(self._waiting[:PIECE_BYTES]))
            del self._waiting[:PIECE_BYTES]
        return len(taken)

    def end(self) -> None:
        """Keep what is left."""
        if self._waiting:
            self._keep(bytes(self._waiting))
            self._waiting.clear()

    def _keep(self, piece: bytes) -> None:
        with in_tenant(self._tenant):
            if not _mine(self._export).select_for_update().exists():
                raise _Stopped
            ExportPiece.objects.create(
                export=self._export, number=self._number, sealed=self._export.seal(piece, self._number)
            )
        self._number += 1
