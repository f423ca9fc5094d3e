"""A question that one officer asks another, or those above, about a case."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from loket.foundation.kernel import clock
from loket.tenants.models import TenantForeignKey, TenantModel

from .application import Application


class Opinion(TenantModel):
    """Asked of one role or of one officer; open until it is answered or taken back."""

    #: Random name in addresses.
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    #: The application.
    application = TenantForeignKey(Application, on_delete=models.CASCADE, related_name="opinions")
    #: The question, sealed with the application's key.
    sealed_question = models.BinaryField()
    #: Role that is asked ("kasi_dafduk"); empty when one officer is.
    role = models.CharField(max_length=40, blank=True)
    #: The officer who is asked; None when a role is.
    officer = TenantForeignKey("staff.Membership", null=True, blank=True, related_name="+")
    #: Who asks, by public id of the account.
    asked_by_id = models.CharField(max_length=40)
    #: His name.
    asked_by = models.CharField(max_length=120)
    #: When.
    asked_at = models.DateTimeField(default=clock.now)
    #: The answer, sealed; None while it is open or when it was taken back.
    sealed_answer = models.BinaryField(null=True, blank=True)
    #: Who answered, or took it back.
    closed_by = models.CharField(max_length=120, blank=True)
    #: When it was answered or taken back; None while it waits.
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "permintaan pendapat"
        verbose_name_plural = "permintaan pendapat"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(role="") | Q(officer__isnull=False), name="opinion_asked_of_somebody"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["tenant", "application", "id"], name="opinion_of_application"),
            models.Index(
                fields=["tenant", "asked_at"], condition=Q(closed_at__isnull=True), name="opinion_open"
            ),
        ]

    def __str__(self) -> str:
        return f"opinion {self.public_id}"
