"""A list that is brought in: the sheet, what its columns mean, what was found, and the cases it became.

The words of the sheet are sealed with the list's own key; destroying the key destroys them.
"""

from __future__ import annotations

import json
import uuid
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from loket.applications.models import Application
from loket.catalogue.models import Service
from loket.foundation.kernel import clock, envelope
from loket.staff.models import Membership
from loket.tenants import keys
from loket.tenants.fields import SealedJSONField
from loket.tenants.models import TenantForeignKey, TenantModel, TenantOneToOneField

from .. import import_states


class Origin(models.TextChoices):
    """Where a list comes from; the same words as ``applications.Channel``."""

    PAPER = "paper", _("Berkas kertas")
    FORM = "form", _("Formulir lama")


class Import(TenantModel):
    """One uploaded sheet from its arrival to its cases. Its file name is not kept: it may name a person."""

    #: Random public name, for links.
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    #: Where it stands; written by ``lifecycle`` alone.
    state = models.CharField(max_length=12, default=import_states.READING, editable=False)
    #: Paper files entered afterwards, or the response sheet of an earlier online form.
    origin = models.CharField(max_length=8, choices=Origin)
    #: The service of every row; empty when a column says it.
    service = TenantForeignKey(Service, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    #: Keyed hash of the file's bytes; with the row number the key of each row.
    sheet_hash = models.BinaryField(max_length=32)
    #: Keyed hash of the headings, by which a kept mapping is found again.
    signature = models.BinaryField(max_length=32, null=True, blank=True)
    #: Key of the sealed words, wrapped by the tenant's; destroyed with them.
    wrapped_key = models.BinaryField(null=True, blank=True)
    #: Headings, some examples, and the different words of short columns.
    outline = SealedJSONField()
    #: What each column means, which word means which choice, and what holds for every row.
    mapping = SealedJSONField()
    #: Rows below the headings.
    rows = models.PositiveIntegerField(default=0)
    #: Rows looked at by the running check.
    checked = models.PositiveIntegerField(default=0)
    #: Rows that may come in.
    good = models.PositiveIntegerField(default=0)
    #: Rows with something to mend.
    bad = models.PositiveIntegerField(default=0)
    #: Cases that were made of it.
    brought_in = models.PositiveIntegerField(default=0)
    #: Messages of receipt sent for them.
    told = models.PositiveIntegerField(default=0)
    #: Whether the people are told that their case was entered.
    tells_people = models.BooleanField(default=False)
    #: Key of ``sheet_reading.REFUSALS`` or of ``labels.IMPORT_PROBLEMS``: why it went no further.
    problem = models.CharField(max_length=30, blank=True)
    #: The officer who brought it.
    brought_by = TenantForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    #: That officer's account, by public id, and name: what the history of the cases says.
    actor_id = models.CharField(max_length=40)
    #: The name beside the cases.
    actor_name = models.CharField(max_length=120)
    #: When it was uploaded.
    created_at = models.DateTimeField(default=clock.now)
    #: When its cases appeared.
    finished_at = models.DateTimeField(null=True, blank=True)
    #: When they were taken back.
    undone_at = models.DateTimeField(null=True, blank=True)
    #: When the sealed words were destroyed.
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "daftar masuk"
        verbose_name_plural = "daftar masuk"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state__in=sorted(import_states.LABELS)), name="import_state_known"
            ),
            models.CheckConstraint(condition=models.Q(origin__in=Origin.values), name="import_origin_known"),
        ]
        indexes: ClassVar = [models.Index(fields=["tenant", "-created_at"], name="import_by_time")]

    def __str__(self) -> str:
        return f"import {self.public_id}"

    @property
    def is_working(self) -> bool:
        """A worker is busy with it."""
        return self.state in import_states.WORKING

    @property
    def label(self) -> str:
        """The officers' word for where it stands."""
        return str(import_states.LABELS[self.state])

    def new_key(self) -> None:
        """Give the list its own key; the caller saves."""
        self.wrapped_key = keys.wrap(envelope.new_key())

    def row_key(self, row: int) -> uuid.UUID:
        """The key of one row of one sheet, the same whenever that very sheet is handed in."""
        return uuid.UUID(bytes=keys.lookup_hash(f"row:{bytes(self.sheet_hash).hex()}:{row}")[:16])

    def seal(self, value: Any, place: str) -> bytes:
        """A JSON value or bytes, sealed for one place of this list."""
        plain = (
            value
            if isinstance(value, bytes)
            else json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        )
        return envelope.seal(keys.unwrap(bytes(self.wrapped_key or b"")), plain, self._context(place))

    def unseal(self, sealed: bytes | memoryview, place: str) -> bytes:
        """What ``seal`` sealed. Raises ``envelope.Tampered``, also once the key is destroyed."""
        return envelope.unseal(
            keys.unwrap(bytes(self.wrapped_key or b"")), bytes(sealed), self._context(place)
        )

    def unseal_json(self, sealed: bytes | memoryview | None, place: str) -> Any:
        """The JSON value again; None for nothing."""
        return json.loads(self.unseal(sealed, place)) if sealed is not None else None

    def _context(self, place: str) -> bytes:
        return f"import/{self.public_id}/{place}".encode()


class ImportUpload(TenantModel):
    """The bytes of a sheet until a worker has read them; then the row is gone."""

    #: The list.
    batch = TenantOneToOneField(Import, on_delete=models.CASCADE, related_name="upload")
    #: The file, sealed.
    sealed = models.BinaryField()

    class Meta:
        verbose_name = "unggahan daftar"
        verbose_name_plural = "unggahan daftar"

    def __str__(self) -> str:
        return f"upload of {self.batch_id}"


class ImportPage(TenantModel):
    """Some hundred rows of a list, and what the check found in them: the portion one transaction works on."""

    #: The list.
    batch = TenantForeignKey(Import, on_delete=models.CASCADE, related_name="pages")
    #: Order, from 0.
    number = models.PositiveIntegerField()
    #: The rows with their numbers in the sheet, sealed.
    sealed_rows = models.BinaryField()
    #: Answers of the good rows and mistakes of the bad ones, sealed; empty until checked.
    sealed_findings = models.BinaryField(null=True, blank=True)
    #: Rows that may come in.
    good = models.PositiveIntegerField(default=0)
    #: Rows with something to mend.
    bad = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "halaman daftar"
        verbose_name_plural = "halaman daftar"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant", "batch", "number"], name="import_page_once"),
        ]

    def __str__(self) -> str:
        return f"page {self.number} of {self.batch_id}"


class ImportCase(TenantModel):
    """Which row became which case."""

    #: The list.
    batch = TenantForeignKey(Import, on_delete=models.CASCADE, related_name="cases")
    #: Number of the row in the sheet.
    row = models.PositiveIntegerField()
    #: The case.
    application = TenantOneToOneField(Application, on_delete=models.PROTECT, related_name="+")
    #: The applicant was unknown and was entered with this row.
    made_applicant = models.BooleanField(default=False)
    #: The receipt was promised.
    told = models.BooleanField(default=False)

    class Meta:
        verbose_name = "berkas dari daftar"
        verbose_name_plural = "berkas dari daftar"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant", "batch", "row"], name="import_row_once"),
        ]

    def __str__(self) -> str:
        return f"row {self.row} of {self.batch_id}"


class ImportMapping(TenantModel):
    """What the columns of a sheet with these headings meant the last time, offered again."""

    #: Keyed hash of the headings.
    signature = models.BinaryField(max_length=32)
    #: The service it was for; empty for a sheet with a column for it.
    service = TenantForeignKey(Service, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    #: The mapping.
    mapping = SealedJSONField()
    #: When it was last used.
    saved_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "pasangan kolom"
        verbose_name_plural = "pasangan kolom"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["tenant", "signature", "service"], name="one_mapping_per_sheet", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return f"mapping {self.pk}"
