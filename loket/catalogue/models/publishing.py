"""How drafts become versions here, and where the dinas stands towards the packaged catalogue."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from loket.accounts.models import Account
from loket.foundation.kernel import clock
from loket.tenants.models import TenantForeignKey, TenantModel, TenantOneToOneField

from .definition import DefinitionField
from .draft import ServiceDraft
from .service import Service
from .version import ServiceVersion


class PublicationRequest(TenantModel):
    """What was said when a second administrator was asked to publish a draft (who and when: the draft itself)."""

    #: The draft; goes with it.
    draft = TenantOneToOneField(ServiceDraft, on_delete=models.CASCADE, related_name="request")
    #: What the second administrator should know, in one or two sentences.
    note = models.CharField(max_length=500, blank=True)
    #: From when residents should get it; empty for at once.
    wanted_from = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "permintaan terbit"
        verbose_name_plural = "permintaan terbit"

    def __str__(self) -> str:
        return f"request for {self.draft_id}"


class Publication(TenantModel):
    """Who asked for a version and who published it; versions made by an import from the command line have none."""

    #: The version.
    version = TenantOneToOneField(ServiceVersion, on_delete=models.PROTECT, related_name="publication")
    #: Who asked for it.
    asked_by = TenantForeignKey(Account, null=True, blank=True, related_name="+")
    #: Who published it; the same person only where the dinas allows it (``PublishingRule``).
    published_by = TenantForeignKey(Account, null=True, blank=True, related_name="+")
    #: What was said about it.
    note = models.CharField(max_length=500, blank=True)
    #: Number of the earlier version it repeats; empty for a new one.
    restored_from = models.PositiveIntegerField(null=True, blank=True)
    #: When it was made; the version itself says from when residents get it.
    at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "penerbitan"
        verbose_name_plural = "penerbitan"

    def __str__(self) -> str:
        return f"publication of {self.version_id}"


class PublishingRule(TenantModel):
    """Whether a single administrator may publish what she asked for herself; no row means: never alone."""

    #: Allowed while the dinas has only one administrator; said on every page that it concerns.
    alone_allowed = models.BooleanField(default=False)
    #: Who set it last.
    set_by = TenantForeignKey(Account, null=True, blank=True, related_name="+")
    #: When it was set.
    set_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "aturan penerbitan"
        verbose_name_plural = "aturan penerbitan"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant"], name="one_publishing_rule_per_tenant")
        ]

    def __str__(self) -> str:
        return f"alone: {self.alone_allowed}"


class StarterBase(TenantModel):
    """What the packaged catalogue said of a service when the dinas last took it over or declined it."""

    #: The service.
    service = TenantOneToOneField(Service, on_delete=models.CASCADE, related_name="starter_base")
    #: Its complete definition in the packaged catalogue then; own changes are told from later updates by it.
    definition = DefinitionField()
    #: SHA-256 of that definition; a packaged service with another one is a new offer.
    checksum = models.CharField(max_length=64)
    #: It was looked at and not taken.
    declined = models.BooleanField(default=False)
    #: Who decided; empty at the opening of the dinas.
    by = TenantForeignKey(Account, null=True, blank=True, related_name="+")
    #: When.
    at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "pijakan katalog bawaan"
        verbose_name_plural = "pijakan katalog bawaan"

    def __str__(self) -> str:
        return f"{self.service_id} {self.checksum[:8]}"
