"""Two cases that belong together, as an officer said."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from loket.foundation.kernel import clock
from loket.tenants.models import TenantForeignKey, TenantModel

from .application import Application


class CaseLink(TenantModel):
    """A link without direction: ``first`` is the one with the smaller number. Taken back, it stays as a trace."""

    #: The case with the smaller number of its row.
    first = TenantForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    #: The other one.
    second = TenantForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    #: Why they belong together, in the officer's words, without data of persons.
    reason = models.CharField(max_length=120)
    #: Who linked them.
    linked_by = models.CharField(max_length=120)
    #: When.
    linked_at = models.DateTimeField(default=clock.now)
    #: Who took it back; empty while it holds.
    unlinked_by = models.CharField(max_length=120, blank=True)
    #: Why it was taken back.
    unlink_reason = models.CharField(max_length=120, blank=True)
    #: When it was taken back.
    unlinked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "tautan berkas"
        verbose_name_plural = "tautan berkas"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["tenant", "first", "second"],
                condition=Q(unlinked_at__isnull=True),
                name="one_link_per_pair",
            ),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="link_in_order"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["tenant", "second"], name="link_of_second"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} - {self.second_id}"
