"""What officers write to each other about a case; residents never see it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from loket.audit.models import AppendOnly
from loket.foundation.kernel import clock
from loket.tenants.models import TenantForeignKey

from .application import Application


class Note(AppendOnly):
    """One internal note; never changed, never taken back."""

    #: The application.
    application = TenantForeignKey(Application, on_delete=models.PROTECT, related_name="notes")
    #: The words, sealed with the application's key.
    sealed_text = models.BinaryField()
    #: Public id of the writing officer's account.
    author_id = models.CharField(max_length=40)
    #: His name at the time.
    author_name = models.CharField(max_length=120)
    #: When it was written.
    at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "catatan dalam"
        verbose_name_plural = "catatan dalam"
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["tenant", "application", "id"], name="note_of_application")]

    def __str__(self) -> str:
        return f"note {self.pk}"
