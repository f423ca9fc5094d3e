"""Many cases done by one order of an officer: what is to be done, and what became of each."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from loket.foundation.kernel import clock
from loket.tenants.fields import SealedJSONField
from loket.tenants.models import TenantForeignKey, TenantModel

from .application import Application


class Batch(TenantModel):
    """One order over at most ``rules.BATCH_LIMIT`` cases; the worker carries it out one by one."""

    #: Random name in addresses.
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    #: What is done to each: a key of ``deeds``.
    deed = models.CharField(max_length=30)
    #: What the deed needs besides: reason, sentence, colleague, place. Sealed: a sentence may name somebody.
    choices = SealedJSONField(default=dict)
    #: Who ordered it; asked anew for each case what he may.
    officer = TenantForeignKey("staff.Membership", on_delete=models.PROTECT, related_name="+")
    #: Language in which failures are told.
    language = models.CharField(max_length=5, default="id")
    #: How many cases.
    total = models.PositiveSmallIntegerField()
    #: When it was ordered.
    created_at = models.DateTimeField(default=clock.now)
    #: It does not begin before this moment: until then it can be undone as a whole.
    starts_at = models.DateTimeField(default=clock.now)
    #: When the officer stopped it; what was done stays done.
    stopped_at = models.DateTimeField(null=True, blank=True)
    #: When nothing was left to do.
    ended_at = models.DateTimeField(null=True, blank=True)
    #: Minted with the form; the same form sent twice is the same order.
    order_key = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        verbose_name = "pengerjaan sekaligus"
        verbose_name_plural = "pengerjaan sekaligus"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant", "order_key"], name="batch_ordered_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["tenant", "officer", "-created_at"], name="batch_of_officer"),
            models.Index(
                fields=["tenant", "created_at"],
                condition=models.Q(ended_at__isnull=True),
                name="batch_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deed} {self.public_id}"


class BatchItem(TenantModel):
    """One case of the order."""

    class Fate(models.TextChoices):
        """What became of it."""

        WAITING = "waiting"
        DONE = "done"
        FAILED = "failed"

    #: The order.
    batch = TenantForeignKey(Batch, on_delete=models.CASCADE, related_name="items")
    #: The case.
    application = TenantForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    #: Its version when the order was given; a case moved meanwhile is left alone.
    version = models.PositiveIntegerField()
    #: Order of the work, from 0.
    position = models.PositiveSmallIntegerField()
    #: Waiting, done or failed.
    fate = models.CharField(max_length=8, choices=Fate, default=Fate.WAITING)
    #: Why it failed, one sentence in the officer's language.
    why = models.CharField(max_length=300, blank=True)
    #: When it was done or failed.
    at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "bagian pengerjaan"
        verbose_name_plural = "bagian pengerjaan"
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant", "batch", "application"], name="once_in_a_batch"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["tenant", "batch", "fate", "position"], name="batch_progress"),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.fate}"
