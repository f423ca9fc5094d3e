"""The immutable versions of a service."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from loket.foundation.formkit.definition import FormDefinition
from loket.foundation.kernel import clock
from loket.tenants.models import TenantForeignKey, TenantModel

from .definition import DefinitionField
from .service import Service

#: Parsed forms by checksum: a definition never changes, so one parse per process is enough.
_forms: dict[str, FormDefinition] = {}
_MOST_FORMS = 512


class VersionIsImmutable(RuntimeError):
    """A version was to be changed after it was made: an error in the program (ADR 5)."""


class ServiceVersion(TenantModel):
    """What a service asked and needed at one time; never changed, applications keep theirs (ADR 5)."""

    seen_at_setup: ClassVar[bool] = True

    #: The service.
    service = TenantForeignKey(Service, related_name="versions")
    #: 1, 2, 3 …
    number = models.PositiveIntegerField()
    #: Complete definition: fields, papers, choice lists, texts, roles, routing, deadlines.
    definition = DefinitionField()
    #: The service as an administrator wrote it, references by name; the next draft begins from it. Empty for
    #: versions made before sources were kept (``sources.source_of`` then writes it back from the definition).
    source = DefinitionField(null=True, blank=True)
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
