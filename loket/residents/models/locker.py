"""The locker of a resident: papers that an officer checked and answers given once, for the next application."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from loket.files.models import StoredFile
from loket.tenants.fields import SealedJSONField
from loket.tenants.models import TenantForeignKey, TenantModel

from .resident import Resident


class LockerPaper(TenantModel):
    """One photo of one checked paper. A paper of several photos has several rows of one ``checked_at``."""

    #: Random name in addresses; opens nothing for anybody else.
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    #: Who sent it, and who alone is offered it again.
    resident = TenantForeignKey(Resident, on_delete=models.CASCADE, related_name="locker")
    #: Which paper: a key of ``locker_rules.KINDS``.
    slug = models.CharField(max_length=60)
    #: Keyed hash of the NIK of the person it is about, or of the nomor KK for a paper of the household.
    about = models.BinaryField(max_length=32)
    #: The bytes.
    file = TenantForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    #: Order among the photos of the same paper.
    position = models.PositiveSmallIntegerField(default=0)
    #: When it was photographed.
    taken_at = models.DateTimeField()
    #: When an officer found it right.
    checked_at = models.DateTimeField()
    #: Number of the application it was checked with; empty when it was checked with the account.
    origin = models.CharField(max_length=20, blank=True)

    class Meta:
        verbose_name = "berkas tersimpan"
        verbose_name_plural = "berkas tersimpan"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["tenant", "resident", "slug", "about", "file"], name="locker_paper_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["tenant", "resident", "-checked_at"], name="locker_of_resident"),
            models.Index(fields=["tenant", "file"], name="locker_of_file"),
        ]

    def __str__(self) -> str:
        return f"{self.slug} {self.public_id}"


class LockerAnswers(TenantModel):
    """What one approved application said that stays true for the same person: address, parents, religion."""

    #: Random name in addresses.
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    #: Who gave them, and who alone is offered them again.
    resident = TenantForeignKey(Resident, on_delete=models.CASCADE, related_name="known_answers")
    #: Keyed hash of the NIK of the person they are about.
    about = models.BinaryField(max_length=32)
    #: Answers by slug, sealed.
    answers = SealedJSONField()
    #: When the application was approved.
    checked_at = models.DateTimeField()
    #: Number of that application.
    origin = models.CharField(max_length=20)

    class Meta:
        verbose_name = "jawaban tersimpan"
        verbose_name_plural = "jawaban tersimpan"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant", "resident", "origin"], name="locker_answers_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["tenant", "resident", "-checked_at"], name="locker_answers_of"),
        ]

    def __str__(self) -> str:
        return f"answers {self.public_id}"
