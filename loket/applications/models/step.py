"""The history of an application: one row for each move, never changed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from loket.tenants.models import TenantForeignKey, TenantModel

from .application import Application


class Step(TenantModel):
    """One move that was made; reports and the resident's timeline come from here."""

    #: The application.
    application = TenantForeignKey(Application, on_delete=models.CASCADE, related_name="steps")
    #: Name of the move: "approve".
    move = models.CharField(max_length=30)
    #: State before.
    from_state = models.CharField(max_length=20)
    #: State after.
    to_state = models.CharField(max_length=20)
    #: The application's version after the move: at most one step each (security rule 9).
    version = models.PositiveIntegerField()
    #: When it was made.
    at = models.DateTimeField()
    #: Slot in which the mover acted.
    slot = models.CharField(max_length=12)
    #: Kind of the mover: resident, officer or system.
    actor_kind = models.CharField(max_length=12)
    #: Public id of the mover's account.
    actor_id = models.CharField(max_length=40, blank=True)
    #: Name of the mover, for officers' eyes.
    actor_name = models.CharField(max_length=120, blank=True)
    #: Code of the packaged reason, if any.
    reason_code = models.CharField(max_length=30, blank=True)
    #: What the resident is told, whole sentence.
    sentence = models.CharField(max_length=300, blank=True)
    #: The officer's own note; never shown to residents.
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = "langkah"
        verbose_name_plural = "langkah"
        ordering: ClassVar = ["version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant", "application", "version"], name="one_step_per_version"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["tenant", "actor_id", "at"], name="step_of_actor"),
            models.Index(fields=["tenant", "to_state", "at"], name="step_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.move}"
