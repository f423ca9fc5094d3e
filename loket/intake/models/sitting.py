"""Somebody sits beside a resident: an officer at the counter, or a helper of a village, an RT or a hospital."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from loket.files.models import StoredFile
from loket.foundation.kernel import clock
from loket.residents.models import Resident
from loket.staff.models import Membership
from loket.tenants.models import TenantForeignKey, TenantModel


class Place(models.TextChoices):
    """Where the two sit."""

    COUNTER = "counter", _("Loket")
    HELPER = "helper", _("Pendamping")


class Consent(models.TextChoices):
    """How the person agreed that somebody else types."""

    PRESENT = "present", _("Orangnya datang, surat asli dicocokkan")
    CODE = "code", _("Kode yang dikirim ke HP")
    FORM = "form", _("Foto formulir persetujuan yang ditandatangani")


class Sitting(TenantModel):
    """One resident lets one officer or helper type for him, for a while; he may end it whenever he likes."""

    #: Random public name; the helper's session remembers it.
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    #: Who types.
    membership = TenantForeignKey(Membership, on_delete=models.PROTECT, related_name="sittings")
    #: Who applies, and to whom everything belongs.
    resident = TenantForeignKey(Resident, on_delete=models.CASCADE, related_name="sittings")
    #: At the counter, or with a helper.
    place = models.CharField(max_length=10, choices=Place)
    #: How the person agreed.
    consent = models.CharField(max_length=10, choices=Consent)
    #: Photo of the signed form, where there was no phone for a code.
    consent_photo = TenantForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    #: Originals the officer held in his hands, keys of ``residents.labels.ORIGINALS``.
    originals_seen = models.JSONField(default=list, blank=True)
    #: The name beside what is done: "Kantor Desa Lokapaksa · Ni Wayan Sri".
    name = models.CharField(max_length=160)
    #: When it began.
    began_at = models.DateTimeField(default=clock.now)
    #: After this moment nothing can be typed any more.
    ends_at = models.DateTimeField()
    #: When it was ended before its time.
    revoked_at = models.DateTimeField(null=True, blank=True)
    #: "resident" who took the consent back, or "officer" who finished.
    revoked_by = models.CharField(max_length=10, blank=True)

    class Meta:
        verbose_name = "pendampingan"
        verbose_name_plural = "pendampingan"
        indexes: ClassVar = [
            models.Index(fields=["tenant", "membership", "-began_at"], name="sitting_of_helper"),
            models.Index(fields=["tenant", "resident", "-began_at"], name="sitting_of_resident"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(place__in=Place.values), name="sitting_place_known"),
            models.CheckConstraint(
                condition=models.Q(consent__in=Consent.values), name="sitting_consent_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(consent="form") | models.Q(consent_photo__isnull=False),
                name="signed_form_has_photo",
            ),
        ]

    def __str__(self) -> str:
        return f"sitting {self.public_id}"

    @property
    def is_helper(self) -> bool:
        """With a helper outside the office."""
        return self.place == Place.HELPER

    def is_live(self, at: datetime) -> bool:
        """Whether something may still be typed."""
        return self.revoked_at is None and at < self.ends_at
