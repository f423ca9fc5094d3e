"""A queue that an officer, or the office, keeps under a name: a filter and the columns it shows."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from loket.foundation.kernel import clock
from loket.tenants.models import TenantForeignKey, TenantModel


class SavedQueue(TenantModel):
    """One kept filter. It never widens what its reader may see: roles and zone are asked anew each time."""

    #: Random name in addresses.
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    #: What the officer calls it.
    name = models.CharField(max_length=40)
    #: Whose it is; for a shared one, who made it.
    owner = TenantForeignKey("staff.Membership", on_delete=models.CASCADE, related_name="+")
    #: Offered to every officer of the dinas.
    is_shared = models.BooleanField(default=False)
    #: The filter, as ``QueueFilter.as_data`` writes it.
    filter = models.JSONField(default=dict)
    #: Which columns the list shows, in order (``queue_filter.COLUMNS``).
    columns = models.JSONField(default=list)
    #: When it was kept.
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "antrean tersimpan"
        verbose_name_plural = "antrean tersimpan"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant", "owner", "name"], name="one_queue_per_name"),
            models.UniqueConstraint(
                fields=["tenant", "name"], condition=Q(is_shared=True), name="one_shared_queue_per_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name
