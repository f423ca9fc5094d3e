"""The family a resident keeps for himself: people he applies for. None of them sees it, nor does anyone else."""

from __future__ import annotations

import uuid
from datetime import date
from typing import ClassVar

from django.db import models

from loket.foundation.kernel import clock
from loket.foundation.kernel.identifiers import Nik
from loket.tenants.fields import SealedTextField
from loket.tenants.models import TenantForeignKey, TenantModel

from .resident import Resident


class FamilyMember(TenantModel):
    """Somebody of the family, as the resident told it; everything that names a person is sealed."""

    #: Random name in addresses and buttons; opens nothing for anybody else.
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    #: Who keeps it.
    resident = TenantForeignKey(Resident, on_delete=models.CASCADE, related_name="family")
    #: Full name as on the KK, sealed.
    name = SealedTextField()
    #: NIK, sealed; empty for a newborn who has none yet.
    nik = SealedTextField(blank=True)
    #: Keyed hash of the NIK's digits; empty without one.
    nik_hash = models.BinaryField(max_length=32, null=True, blank=True)
    #: What this person is to the resident: a key of ``labels.FAMILY``.
    relation = models.CharField(max_length=20)
    #: Day of birth "2019-03-04", sealed; empty when it was not told.
    birth_date = SealedTextField(blank=True)
    #: Whether the person stands on the resident's own family card.
    same_kk = models.BooleanField(default=True)
    #: When the entry was made.
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "anggota keluarga"
        verbose_name_plural = "anggota keluarga"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["tenant", "resident", "nik_hash"],
                condition=models.Q(nik_hash__isnull=False),
                name="family_member_once",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["tenant", "resident", "id"], name="family_of_resident")]

    def __str__(self) -> str:
        return f"family member {self.public_id}"

    @property
    def nik_masked(self) -> str:
        """The NIK as lists show it; empty without one."""
        return Nik(str(self.nik), clock.now().date()).masked if self.nik else ""

    @property
    def born(self) -> date | None:
        """The day of birth, or None."""
        return date.fromisoformat(str(self.birth_date)) if self.birth_date else None
