"""A lost phone: the number that takes its place, who saw the person, and a day to take it back."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import ClassVar

from django.db import models

from loket.foundation.kernel import clock
from loket.foundation.kernel.identifiers import Phone
from loket.tenants.fields import SealedTextField
from loket.tenants.models import TenantForeignKey, TenantModel

from .resident import PhoneOwner, Resident

#: So long the old number is kept, so that a change nobody asked for can be taken back.
NOTICE = timedelta(hours=24)


class PhoneChange(TenantModel):
    """One change of a number at the counter. The old number is erased when the day of notice is over."""

    #: Random public name, for links.
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    #: Whose.
    resident = TenantForeignKey(Resident, on_delete=models.CASCADE, related_name="phone_changes")
    #: The new number, sealed.
    phone = SealedTextField()
    #: The number before, sealed; empty once the notice is over.
    old_phone = SealedTextField(blank=True)
    #: Whose the number before was.
    old_owner = models.CharField(max_length=10, choices=PhoneOwner, default=PhoneOwner.OWN)
    #: The officer who compared face, KTP and registered photo.
    begun_by = TenantForeignKey("staff.Membership", on_delete=models.PROTECT, related_name="+")
    #: When the officer did.
    begun_at = models.DateTimeField(default=clock.now)
    #: When a code proved that the person holds the new number.
    proved_at = models.DateTimeField(null=True, blank=True)
    #: The second officer, where the office wants two.
    confirmed_by = TenantForeignKey(
        "staff.Membership", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    #: When the new number came into force.
    done_at = models.DateTimeField(null=True, blank=True)
    #: When it was given up or taken back.
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "penggantian nomor"
        verbose_name_plural = "penggantian nomor"
        indexes: ClassVar = [models.Index(fields=["tenant", "done_at"], name="phone_change_done")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["tenant", "resident"],
                condition=models.Q(done_at__isnull=True, ended_at__isnull=True),
                name="one_phone_change_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"phone change {self.public_id}"

    @property
    def phone_value(self) -> Phone:
        """The new number as a value."""
        return Phone.parse(str(self.phone))

    @property
    def may_be_taken_back(self) -> bool:
        """In force for less than a day, and the old number is still known."""
        if self.done_at is None or self.ended_at is not None or not self.old_phone:
            return False
        return clock.now() - self.done_at < NOTICE
