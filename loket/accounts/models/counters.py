"""Counters behind the limits: counted first, compared second (security rule 32)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from loket.tenants.models import TenantModel


class RateCounter(TenantModel):
    """Events of one subject in one bucket of time, at one dinas."""

    #: Limit and subject, e.g. "sign-in-account:9f…" (a keyed hash, never a NIK).
    name = models.CharField(max_length=160)
    #: Number of the bucket: seconds since 1970 divided by the bucket's length.
    bucket = models.BigIntegerField()
    #: Events so far.
    count = models.PositiveIntegerField(default=1)
    #: When the row may be swept away.
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "penghitung"
        verbose_name_plural = "penghitung"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant", "name", "bucket"], name="rate_counter_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.count}"


class GlobalCounter(models.Model):
    """Events over all dinas together; names a limit only, never a person, so it has no tenant."""

    #: The limit's name.
    name = models.CharField(max_length=60)
    #: Number of the bucket.
    bucket = models.BigIntegerField()
    #: Events so far.
    count = models.PositiveIntegerField(default=1)
    #: When the row may be swept away.
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "penghitung bersama"
        verbose_name_plural = "penghitung bersama"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["name", "bucket"], name="global_counter_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.count}"
