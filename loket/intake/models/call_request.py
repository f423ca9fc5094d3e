""" "Telepon saya": somebody wants to be called instead of typing."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from loket.foundation.kernel import clock
from loket.residents.models import Resident
from loket.staff.models import Membership
from loket.tenants.fields import SealedTextField
from loket.tenants.models import TenantForeignKey, TenantModel

from .. import states


class CallRequest(TenantModel):
    """One wish to be called; ``state`` is written by ``lifecycle`` alone (ADR 3)."""

    #: Random public name, for the officers' links.
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    #: Where it stands.
    state = models.CharField(max_length=12, default=states.WAITING, editable=False)
    #: Counts the moves; a move made on an older version is refused.
    version = models.PositiveIntegerField(default=0, editable=False)
    #: Number of the request for the person: "T-7KQ4"; opens nothing.
    ticket = models.CharField(max_length=10)
    #: Name as given, sealed.
    name = SealedTextField()
    #: Number to call, +62…, sealed; shown to the officer who opens it, and that is on record.
    phone = SealedTextField()
    #: Keyed hash of the number: one waiting request for each.
    phone_hash = models.BinaryField(max_length=32)
    #: What about: a key of ``labels.TOPICS``.
    topic = models.CharField(max_length=20)
    #: Language to be spoken: "id" or "en".
    language = models.CharField(max_length=2, default="id")
    #: The account of whoever asked logged in; empty for anybody else.
    resident = TenantForeignKey(Resident, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    #: When it was asked for.
    created_at = models.DateTimeField(default=clock.now)
    #: When the person should have been called, on the office's calendar; empty where it never opens.
    due_at = models.DateTimeField(null=True, blank=True)
    #: How often it was tried.
    tries = models.PositiveSmallIntegerField(default=0)
    #: The officer who calls or called.
    officer = TenantForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    #: When it came to its present state.
    entered_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "permintaan telepon"
        verbose_name_plural = "permintaan telepon"
        indexes: ClassVar = [
            models.Index(fields=["tenant", "state", "due_at", "id"], name="call_queue"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state__in=sorted(states.LABELS)), name="call_state_known"
            ),
            models.UniqueConstraint(
                fields=["tenant", "phone_hash"],
                condition=models.Q(state__in=sorted(states.OPEN)),
                name="one_open_call_per_number",
            ),
        ]

    def __str__(self) -> str:
        return self.ticket
