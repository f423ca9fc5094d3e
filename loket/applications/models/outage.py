"""When a central system is down: what it holds up, since when, and which cases waited for it."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel import clock
from loket.tenants.models import TenantForeignKey, TenantModel

from .application import Application


class System(models.TextChoices):
    """What officers cannot work without, and the office does not run itself."""

    SIAK = "siak", _("SIAK")
    TTE = "tte", _("Tanda tangan elektronik (TTE)")


class Outage(TenantModel):
    """One time that a system was down; at most one is open for each system."""

    #: Random name in addresses.
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    #: What is down.
    system = models.CharField(max_length=8, choices=System)
    #: Slots whose work stands still: "verify", "process".
    slots = ArrayField(models.CharField(max_length=12))
    #: Residents of the cases held are told, once each.
    tells_hold = models.BooleanField(default=True)
    #: They are told again when it is over.
    tells_release = models.BooleanField(default=False)
    #: Since when it is down, as the office saw it.
    started_at = models.DateTimeField()
    #: Who declared it, by account and by name.
    declared_by_id = models.CharField(max_length=40)
    #: … by name.
    declared_by = models.CharField(max_length=120)
    #: When it was declared.
    declared_at = models.DateTimeField(default=clock.now)
    #: Since when it works again; empty while it is down.
    ended_at = models.DateTimeField(null=True, blank=True)
    #: Who said so.
    ended_by = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = "gangguan"
        verbose_name_plural = "gangguan"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["tenant", "system"], condition=Q(ended_at__isnull=True), name="one_open_outage"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")), name="outage_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.system} {self.started_at:%Y-%m-%d}"

    @property
    def is_over(self) -> bool:
        """Whether the system works again."""
        return self.ended_at is not None


class Hold(TenantModel):
    """One case that waited for one outage."""

    #: What it waited for.
    outage = TenantForeignKey(Outage, on_delete=models.CASCADE, related_name="holds")
    #: The case.
    application = TenantForeignKey(Application, on_delete=models.CASCADE, related_name="holds")
    #: Since when it waited; never before the outage began, nor before the case came to the slot.
    held_at = models.DateTimeField()
    #: Until when; empty while it waits.
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "penahanan"
        verbose_name_plural = "penahanan"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["tenant", "outage", "application"],
                condition=Q(released_at__isnull=True),
                name="held_once_by_an_outage",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["tenant", "application", "held_at"], name="hold_of_application"),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.held_at:%Y-%m-%d}"
