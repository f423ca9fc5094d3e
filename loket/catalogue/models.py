"""Services of a dinas and their immutable versions."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from loket.foundation.formkit.definition import FormDefinition
from loket.foundation.kernel import clock
from loket.tenants.models import TenantForeignKey, TenantModel

#: Parsed forms by checksum: a definition never changes, so one parse per process is enough.
_forms: dict[str, FormDefinition] = {}
_MOST_FORMS = 512


class VersionIsImmutable(RuntimeError):
    """A version was to be changed after it was made: an error in the program (ADR 5)."""


class Presence(models.TextChoices):
    """Whether the resident must come (seeds S2-11, X-1 to X-3)."""

    ONLINE = "online", _("Sepenuhnya daring")
    ONLINE_VISIT = "online_visit", _("Daring, lalu satu kali datang")
    COUNTER = "counter", _("Di loket")


class Service(TenantModel):
    """One layanan as this dinas offers it; what it asks and needs stands in its versions."""

    #: Code of the catalogue: "ktp-hilang".
    code = models.SlugField(max_length=60)
    #: "pendaftaran_penduduk", "pencatatan_sipil" or "pemutakhiran_lainnya".
    category = models.CharField(max_length=40)
    #: Heading under which the dinas lists it, e.g. "KTP-el hilang/rusak"; empty for none (seed S3-15).
    group_name = models.CharField(max_length=80, blank=True)
    #: Order in lists, smallest first.
    position = models.PositiveIntegerField(default=0)
    #: Residents see it.
    is_active = models.BooleanField(default=True)
    #: It can be applied for on the web here.
    channel_web = models.BooleanField(default=True)
    #: Hidden from residents before this day (seed S3-14); empty for always.
    available_from = models.DateField(null=True, blank=True)
    #: Online, online with a visit, or at the counter; an office setting (seed X-1).
    presence = models.CharField(max_length=20, choices=Presence, default=Presence.ONLINE)

    class Meta:
        verbose_name = "layanan"
        verbose_name_plural = "layanan"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant", "code"], name="service_code_unique"),
        ]

    def __str__(self) -> str:
        return self.code


class ServiceVersion(TenantModel):
    """What a service asked and needed at one time; never changed, applications keep theirs (ADR 5)."""

    #: The service.
    service = TenantForeignKey(Service, related_name="versions")
    #: 1, 2, 3 …
    number = models.PositiveIntegerField()
    #: Complete definition: fields, papers, choice lists, texts, roles, routing, deadlines.
    definition = models.JSONField()
    #: SHA-256 of the definition, hexadecimal; the key under which parsed forms are kept.
    checksum = models.CharField(max_length=64)
    #: From when residents get this version; empty for a draft.
    published_at = models.DateTimeField(null=True, blank=True)
    #: When the version was made.
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "versi layanan"
        verbose_name_plural = "versi layanan"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["service", "number"], name="service_version_number_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.service_id} v{self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Only a new version, or its publication. Raises VersionIsImmutable."""
        if self.pk is not None and set(kwargs.get("update_fields") or {"all"}) != {"published_at"}:
            raise VersionIsImmutable("a version of a service cannot be changed; make the next one")
        super().save(*args, **kwargs)

    @property
    def form(self) -> FormDefinition:
        """The form of this version, parsed once per process."""
        found = _forms.get(self.checksum)
        if found is None:
            if len(_forms) >= _MOST_FORMS:
                _forms.clear()
            found = _forms[self.checksum] = FormDefinition.from_data(self.definition)
        return found
