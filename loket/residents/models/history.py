"""What happened to an account, and what is wrong with it."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from loket.foundation.kernel import clock
from loket.residents.labels import STEPS
from loket.tenants.models import TenantForeignKey, TenantModel

from .resident import Resident


class ResidentStep(TenantModel):
    """One move of an account's life, by whom and why."""

    #: Random public name; the undo bar and the message refer to it.
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    #: Whose.
    resident = TenantForeignKey(Resident, on_delete=models.CASCADE, related_name="steps")
    #: Name of the move in ``states.MOVES``; "undo" for one taken back.
    move = models.CharField(max_length=30)
    #: State before.
    from_state = models.CharField(max_length=24)
    #: State after.
    to_state = models.CharField(max_length=24)
    #: Version of the resident after the move.
    version = models.PositiveIntegerField()
    #: When.
    at = models.DateTimeField(default=clock.now)
    #: resident, officer or system.
    actor_kind = models.CharField(max_length=20)
    #: Public id of the acting account.
    actor_id = models.CharField(max_length=64, blank=True)
    #: The officer's name; empty for residents.
    actor_name = models.CharField(max_length=120, blank=True)
    #: Code of the reason, for returns and cancellations.
    reason = models.CharField(max_length=40, blank=True)
    #: Which item came back.
    item = models.CharField(max_length=40, blank=True)
    #: The officer's own words, shown to the resident on the page, never in a message.
    note = models.CharField(max_length=300, blank=True)
    #: Seconds the officer had the case open before deciding.
    seconds = models.PositiveIntegerField(null=True, blank=True)
    #: When the move was taken back.
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "langkah akun"
        verbose_name_plural = "langkah akun"
        indexes: ClassVar = [
            models.Index(fields=["tenant", "resident", "id"], name="resident_step_order"),
            models.Index(fields=["tenant", "actor_id", "at"], name="resident_step_by_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.move} {self.public_id}"

    @property
    def label(self) -> str:
        """What the move is called on screens."""
        return str(STEPS.get(self.move, self.move))


class ResidentDefect(TenantModel):
    """The one item that must be repaired; closed when the person sends it again."""

    #: Whose.
    resident = TenantForeignKey(Resident, on_delete=models.CASCADE, related_name="defects")
    #: The move that found it.
    step = TenantForeignKey(ResidentStep, on_delete=models.CASCADE, related_name="defects")
    #: Key of ``labels.ITEMS``.
    item = models.CharField(max_length=40)
    #: Code of ``labels.REPAIR_REASONS``.
    reason = models.CharField(max_length=40)
    #: The officer's own words, shown on the page.
    note = models.CharField(max_length=300, blank=True)
    #: When the person repaired it.
    repaired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "kekurangan akun"
        verbose_name_plural = "kekurangan akun"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["tenant", "resident"],
                condition=models.Q(repaired_at__isnull=True),
                name="one_open_defect_per_resident",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.reason}"
