"""One-time codes sent to a phone, and the recovery codes of a second factor."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from loket.foundation.kernel import clock
from loket.tenants.models import TenantForeignKey, TenantModel

from .account import Account


class OneTimeCode(TenantModel):
    """A code that was sent; hashed, bound to session, purpose, phone and tenant (security rule 33)."""

    #: What the code proves: "register", "recover".
    purpose = models.CharField(max_length=20)
    #: Hash of the session that asked for it.
    session_hash = models.BinaryField(max_length=32)
    #: Keyed hash of the phone (or of what stands for it when there is none).
    phone_hash = models.BinaryField(max_length=32)
    #: Keyed hash over purpose, session, phone and the six digits.
    code_hash = models.BinaryField(max_length=32)
    #: Comparisons made; sending again does not set it back.
    tries = models.PositiveSmallIntegerField(default=0)
    #: When it was last sent.
    sent_at = models.DateTimeField(default=clock.now)
    #: After this moment it is worth nothing.
    expires_at = models.DateTimeField()

    class Meta:
        verbose_name = "kode sekali pakai"
        verbose_name_plural = "kode sekali pakai"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["tenant", "purpose", "session_hash"], name="one_code_per_purpose"
            ),
        ]

    def __str__(self) -> str:
        return f"code {self.purpose}"


class RecoveryCode(TenantModel):
    """One unused recovery code of an officer; deleted when used."""

    #: The officer.
    account = TenantForeignKey(Account, on_delete=models.CASCADE, related_name="recovery_codes")
    #: Keyed hash of the code.
    code_hash = models.BinaryField(max_length=32)
    #: When the set was made.
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "kode pemulihan"
        verbose_name_plural = "kode pemulihan"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant", "account", "code_hash"], name="recovery_code_unique"),
        ]

    def __str__(self) -> str:
        return f"recovery code {self.pk}"
