"""A long list as a table for a spreadsheet, written by a worker for the officer who asked.

The table is sealed with the export's own key, piece by piece; destroying key and pieces destroys the table.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from loket.foundation.kernel import clock, envelope
from loket.tenants import keys
from loket.tenants.models import TenantForeignKey, TenantModel


class Export(TenantModel):
    """One table from the order to its destruction; only the officer who ordered it may fetch it."""

    class Kind(models.TextChoices):
        """What a spreadsheet program opens."""

        CSV = "csv", "CSV"
        XLSX = "xlsx", "Excel (XLSX)"

    #: Random name in addresses.
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    #: Who ordered it; asked anew for every thousand rows what he may see.
    officer = TenantForeignKey("staff.Membership", on_delete=models.PROTECT, related_name="+")
    #: Which cases, as ``QueueFilter.as_data`` writes it.
    filter = models.JSONField(default=dict)
    #: Slug of the queue it was ordered from, for its name.
    queue = models.CharField(max_length=20)
    #: Which columns, in order (``queue_filter.COLUMNS``).
    columns = models.JSONField(default=list)
    #: CSV or workbook.
    kind = models.CharField(max_length=4, choices=Kind)
    #: What it is for, a key of the desk's purposes.
    purpose = models.CharField(max_length=20)
    #: Language of its headings.
    language = models.CharField(max_length=5, default="id")
    #: How many rows the list had when it was ordered; counting stops at ``queue_filter.MOST_COUNTED`` for ended ones.
    expected = models.PositiveIntegerField(default=0)
    #: Rows written so far.
    rows = models.PositiveIntegerField(default=0)
    #: Counts the workers that began it: a newer one leaves an older nothing to finish.
    attempt = models.PositiveSmallIntegerField(default=0)
    #: Key of the pieces, wrapped by the tenant's; None once it is destroyed.
    wrapped_key = models.BinaryField(null=True, blank=True)
    #: When it was ordered.
    created_at = models.DateTimeField(default=clock.now)
    #: When a worker last wrote something.
    touched_at = models.DateTimeField(default=clock.now)
    #: When it was whole.
    ready_at = models.DateTimeField(null=True, blank=True)
    #: When it was given up: the officer is active no more.
    failed_at = models.DateTimeField(null=True, blank=True)
    #: When key and pieces were destroyed.
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "unduhan tabel"
        verbose_name_plural = "unduhan tabel"
        indexes: ClassVar = [
            models.Index(fields=["tenant", "officer", "-created_at"], name="export_of_officer"),
            models.Index(
                fields=["tenant", "created_at"],
                condition=models.Q(erased_at__isnull=True),
                name="export_kept",
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(kind__in=["csv", "xlsx"]), name="export_kind_known"),
        ]

    def __str__(self) -> str:
        return f"export {self.public_id}"

    @property
    def is_working(self) -> bool:
        """A worker is busy with it, or will be."""
        return self.ready_at is None and self.failed_at is None and self.erased_at is None

    @property
    def can_be_fetched(self) -> bool:
        """Whole, and not destroyed yet."""
        return self.ready_at is not None and self.erased_at is None

    def new_key(self) -> None:
        """Give the table its own key; the caller saves."""
        self.wrapped_key = keys.wrap(envelope.new_key())

    def seal(self, piece: bytes, number: int) -> bytes:
        """A piece, sealed for its place."""
        return envelope.seal(self._key(), piece, self._context(number))

    def unseal(self, sealed: bytes | memoryview, number: int) -> bytes:
        """What ``seal`` sealed. Raises ``envelope.Tampered``, also once the key is destroyed."""
        return envelope.unseal(self._key(), bytes(sealed), self._context(number))

    def _key(self) -> bytes:
        return keys.unwrap(bytes(self.wrapped_key or b""))

    def _context(self, number: int) -> bytes:
        return f"export/{self.public_id}/{self.attempt}/{number}".encode()


class ExportPiece(TenantModel):
    """Some hundred kilobytes of a table."""

    #: The table.
    export = TenantForeignKey(Export, on_delete=models.CASCADE, related_name="pieces")
    #: Order, from 0.
    number = models.PositiveIntegerField()
    #: The bytes, sealed with the table's key for this place.
    sealed = models.BinaryField()

    class Meta:
        verbose_name = "bagian tabel"
        verbose_name_plural = "bagian tabel"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant", "export", "number"], name="export_piece_once"),
        ]

    def __str__(self) -> str:
        return f"piece {self.number} of {self.export_id}"
