"""One answer that an officer put right, with what stood there before."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from loket.audit.models import AppendOnly
from loket.foundation.kernel import clock
from loket.tenants.models import TenantForeignKey

from .application import Application


class Correction(AppendOnly):
    """Before and after stay, sealed with the application's key; the resident was told."""

    #: The application.
    application = TenantForeignKey(Application, on_delete=models.PROTECT, related_name="corrections")
    #: Slug of the question.
    item = models.CharField(max_length=60)
    #: The answer before, as JSON, sealed.
    sealed_before = models.BinaryField()
    #: The answer after, as JSON, sealed.
    sealed_after = models.BinaryField()
    #: Why: a key of ``labels.CORRECTION_REASONS``.
    reason_code = models.CharField(max_length=30)
    #: Public id of the officer's account.
    actor_id = models.CharField(max_length=40)
    #: His name at the time.
    actor_name = models.CharField(max_length=120)
    #: When it was put right.
    at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "pembetulan"
        verbose_name_plural = "pembetulan"
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(fields=["tenant", "application", "id"], name="correction_of_application")
        ]

    def __str__(self) -> str:
        return f"correction {self.pk} {self.item}"
