"""What was being sent when a session ended: kept an hour, for the same person only."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from loket.foundation.kernel import clock
from loket.tenants.fields import SealedJSONField
from loket.tenants.models import TenantForeignKey, TenantModel

from .account import Account


class KeptForm(TenantModel):
    """One form posted too late, offered again after log in (experience.md, interaction rule 24)."""

    #: Whose session had ended.
    account = TenantForeignKey(Account, on_delete=models.CASCADE, related_name="kept_forms")
    #: Path of the page it was sent to.
    path = models.CharField(max_length=300)
    #: Names and values as they were typed, sealed; no passwords, no files.
    fields = SealedJSONField()
    #: When it was sent.
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "isian tersimpan"
        verbose_name_plural = "isian tersimpan"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant", "account"], name="one_kept_form_per_account"),
        ]

    def __str__(self) -> str:
        return f"kept form {self.pk}"
