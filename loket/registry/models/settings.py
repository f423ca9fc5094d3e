"""Whether and how a dinas asks the population register."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from loket.foundation.kernel import clock
from loket.registry.labels import LEGAL_BASIS
from loket.tenants.models import TenantModel


class RegistrySettings(TenantModel):
    """One row per dinas; no row means "none"."""

    seen_at_setup: ClassVar[bool] = True

    #: Key of ``labels.CHOICES``.
    adapter = models.CharField(max_length=10, default="none")
    #: New accounts and applications are asked about when they arrive, before an officer opens them.
    asks_on_arrival = models.BooleanField(default=True)
    #: Look-ups a day at most, by the dinas' own day.
    daily_limit = models.PositiveIntegerField(default=1000)
    #: The law or agreement that allows it; copied into each row of the journal.
    legal_basis = models.CharField(max_length=200, default=LEGAL_BASIS)
    #: When it was last changed.
    changed_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "pengaturan SIAK"
        verbose_name_plural = "pengaturan SIAK"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant"], name="one_registry_setting"),
            models.CheckConstraint(
                condition=models.Q(adapter__in=["none", "stub", "web"]), name="registry_adapter_known"
            ),
        ]

    def __str__(self) -> str:
        return self.adapter
