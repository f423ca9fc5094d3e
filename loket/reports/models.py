"""How this dinas lays out its recap."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from loket.tenants.models import TenantModel


class RecapLayout(TenantModel):
    """Columns, spelling and signature of the monthly recap; at most one of a dinas, absent means the default."""

    #: Columns in order: ``[{"label": "KIA", "services": ["kia-baru", …]}, …]``; empty for the office's headings.
    columns = models.JSONField(default=list, blank=True)
    #: Write "Nopember" as the older letters do (seed S3-42).
    spells_nopember = models.BooleanField(default=False)
    #: Where it is signed: "Singaraja".
    signed_at = models.CharField(max_length=60, blank=True)
    #: Title of who signs: "Kepala Dinas".
    signer_title = models.CharField(max_length=120, blank=True)
    #: Name of who signs.
    signer_name = models.CharField(max_length=120, blank=True)
    #: Staff number of who signs, 18 digits; may be empty.
    signer_nip = models.CharField(max_length=18, blank=True)

    class Meta:
        verbose_name = "bentuk rekap"
        verbose_name_plural = "bentuk rekap"
        constraints: ClassVar = [models.UniqueConstraint(fields=["tenant"], name="one_recap_layout")]

    def __str__(self) -> str:
        return f"recap of {self.tenant_id}"
