"""A registration on its way: saved at every step, bound to one visitor's session."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from loket.files.models import StoredFile
from loket.foundation.kernel import clock
from loket.tenants.fields import SealedJSONField
from loket.tenants.models import TenantForeignKey, TenantModel


class Registration(TenantModel):
    """A draft. Its name is known to the session alone; it says nothing about whether the NIK has an account."""

    #: Random name, kept in the session.
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    #: Office profile it follows: "buleleng" or "surakarta".
    profile = models.CharField(max_length=20)
    #: What was typed, by field slug, sealed; never the password.
    answers = SealedJSONField()
    #: The password, hashed when it was typed.
    password_hash = models.CharField(max_length=128, blank=True)
    #: Whether the photo of the first paper is a KTP-el or a Surket: "ktp_asli" or "surket_rekam".
    identity_paper = models.CharField(max_length=40, default="ktp_asli")
    #: When the person declared that everything is right and sent it.
    sent_at = models.DateTimeField(null=True, blank=True)
    #: When a code proved the phone number typed.
    phone_proved_at = models.DateTimeField(null=True, blank=True)
    #: When it became an account, or would have (see ``actions.complete_registration``).
    completed_at = models.DateTimeField(null=True, blank=True)
    #: Number on the ticket of the waiting page; no key to anything.
    ticket = models.CharField(max_length=20, blank=True)
    #: Language of the visitor.
    language = models.CharField(max_length=2, default="id")
    #: When it was begun.
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "pendaftaran"
        verbose_name_plural = "pendaftaran"

    def __str__(self) -> str:
        return f"registration {self.public_id}"


class RegistrationPaper(TenantModel):
    """A photo of a draft."""

    #: The draft.
    registration = TenantForeignKey(Registration, on_delete=models.CASCADE, related_name="papers")
    #: Which paper: a key of ``labels.PAPERS``.
    slug = models.CharField(max_length=40)
    #: The bytes.
    file = TenantForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    #: When it was sent.
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "foto pendaftaran"
        verbose_name_plural = "foto pendaftaran"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant", "registration", "slug"], name="one_photo_per_paper"),
        ]

    def __str__(self) -> str:
        return f"{self.slug} {self.pk}"
