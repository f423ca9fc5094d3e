"""Questions to the register: those on their way, and the journal of those that were asked."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from loket.audit.models import AppendOnly
from loket.foundation.kernel import clock
from loket.tenants.fields import SealedJSONField
from loket.tenants.models import TenantModel


class PendingLookup(TenantModel):
    """A question that a worker will ask; gone, with what it asks, as soon as there is an outcome."""

    #: The idempotency key sent along.
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    #: What it is about: "resident" or "application".
    obj_type = models.CharField(max_length=20)
    #: Public name of that.
    obj_ref = models.CharField(max_length=64)
    #: NIK and fields as typed, sealed; destroyed with the row.
    question = SealedJSONField()
    #: Key of ``labels.PURPOSES``.
    purpose = models.CharField(max_length=20)
    #: Who asked: resident (by sending), officer or system.
    actor_kind = models.CharField(max_length=20)
    #: Public id of the asking account.
    actor_id = models.CharField(max_length=64, blank=True)
    #: Name of the job that wants to know the outcome; gets ``obj_ref``.
    then = models.CharField(max_length=60, blank=True)
    #: When it was asked for.
    asked_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "pertanyaan SIAK"
        verbose_name_plural = "pertanyaan SIAK"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant", "obj_type", "obj_ref"], name="one_question_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.obj_type} {self.obj_ref}"


class RegistryLookup(AppendOnly):
    """One question that was asked, or tried. Names the person by keyed hash alone; holds no value."""

    #: When it was asked.
    at = models.DateTimeField(default=clock.now)
    #: What it was about: "resident" or "application".
    obj_type = models.CharField(max_length=20)
    #: Public name of that.
    obj_ref = models.CharField(max_length=64)
    #: Keyed hash of the NIK asked about.
    nik_hash = models.BinaryField(max_length=32)
    #: Key of ``labels.PURPOSES``: why personal data was looked up.
    purpose = models.CharField(max_length=20)
    #: The law or agreement in force at that moment.
    legal_basis = models.CharField(max_length=200)
    #: Which register was asked.
    adapter = models.CharField(max_length=10)
    #: Who asked: resident (by sending), officer or system.
    actor_kind = models.CharField(max_length=20)
    #: Public id of the asking account.
    actor_id = models.CharField(max_length=64, blank=True)
    #: answered, unknown (no such NIK), silent (outage), fault (our setting) or limit.
    outcome = models.CharField(max_length=10)
    #: Short reason when there was no answer.
    code = models.CharField(max_length=40, blank=True)
    #: Fields asked about.
    asked = ArrayField(models.CharField(max_length=20), default=list)
    #: Of these, the ones the register calls the same.
    same = ArrayField(models.CharField(max_length=20), default=list)
    #: Of these, the ones it calls different.
    different = ArrayField(models.CharField(max_length=20), default=list)
    #: How long the register took, in milliseconds.
    milliseconds = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "tanya SIAK"
        verbose_name_plural = "tanya SIAK"
        indexes: ClassVar = [
            models.Index(fields=["tenant", "obj_type", "obj_ref", "-id"], name="lookup_of_object"),
            models.Index(fields=["tenant", "at"], name="lookup_by_day"),
            models.Index(
                fields=["tenant", "-id"],
                condition=models.Q(outcome__in=["answered", "unknown"]),
                name="lookup_answered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {self.pk}"

    @property
    def is_all_same(self) -> bool:
        """The register called every field asked the same."""
        return self.outcome == "answered" and bool(self.asked) and set(self.same) == set(self.asked)
