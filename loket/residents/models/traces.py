"""Where registrations came from, for signs of brokers; short-lived and by keyed hash alone."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from loket.foundation.kernel import clock
from loket.tenants.models import TenantForeignKey, TenantModel

from .resident import Resident


class ArrivalTrace(TenantModel):
    """From which network one account was registered; swept away after thirty days."""

    #: The account.
    resident = TenantForeignKey(Resident, on_delete=models.CASCADE, related_name="traces")
    #: Keyed hash of the network (the first three bytes of an IPv4 address, the first 48 bits of an IPv6 one).
    network_hash = models.BinaryField(max_length=32)
    #: When.
    at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "asal pendaftaran"
        verbose_name_plural = "asal pendaftaran"
        indexes: ClassVar = [models.Index(fields=["tenant", "network_hash", "at"], name="arrival_by_network")]

    def __str__(self) -> str:
        return f"arrival {self.pk}"
