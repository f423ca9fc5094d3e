"""What administrators are working on: one draft per service, and who changed what in it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from loket.accounts.models import Account
from loket.foundation.kernel import clock
from loket.tenants.models import TenantForeignKey, TenantModel, TenantOneToOneField

from ..labels import change_in_words
from .definition import DefinitionField
from .service import Service
from .version import ServiceVersion


class ServiceDraft(TenantModel):
    """The next version of a service while it is being made; residents never meet it. May be incomplete."""

    #: The service; one made from an empty page exists too, closed and without a version.
    service = TenantOneToOneField(Service, on_delete=models.CASCADE, related_name="draft")
    #: One entry of the catalogue file: shared questions, lists and papers by name, nothing resolved.
    source = models.JSONField()
    #: The version it began from; empty for a new service.
    based_on = TenantForeignKey(ServiceVersion, null=True, blank=True, related_name="+")
    #: Grows by one with every change; an edit says which one it was made on.
    revision = models.PositiveIntegerField(default=1)
    #: Who changed it last.
    updated_by = TenantForeignKey(Account, null=True, blank=True, related_name="+")
    #: When it was last changed.
    updated_at = models.DateTimeField(default=clock.now)
    #: Who asked a second administrator to publish it; taken back by the next change.
    asked_to_publish_by = TenantForeignKey(Account, null=True, blank=True, related_name="+")
    #: When that was asked.
    asked_to_publish_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "draf layanan"
        verbose_name_plural = "draf layanan"

    def __str__(self) -> str:
        return f"draft of {self.service_id} r{self.revision}"


class DraftChange(TenantModel):
    """One change of a draft, or of a shared part: for the second administrator, and to take it back."""

    #: The service whose draft was changed; empty for a shared part.
    service = TenantForeignKey(
        Service, on_delete=models.CASCADE, null=True, blank=True, related_name="changes"
    )
    #: Revision of the draft (or of the shared part) after this change.
    revision = models.PositiveIntegerField()
    #: What it was meant for: "field:alasan", "paper:kk_asli", "step:alasan", "part:sla", "choice_lists:agama".
    element = models.CharField(max_length=160)
    #: Kind of change, a key of ``labels.CHANGES``.
    what = models.CharField(max_length=40)
    #: The element as its administrator knows it, e.g. its question.
    label = models.CharField(max_length=300, blank=True)
    #: Every element it touched: ``{"field:alasan": [before, after]}``, null for "was not there".
    changes = models.JSONField(default=dict)
    #: Who made it.
    by = TenantForeignKey(Account, null=True, blank=True, related_name="+")
    #: When.
    at = models.DateTimeField(default=clock.now)
    #: It was taken back by a later change.
    undone = models.BooleanField(default=False)
    #: The version it was published with; empty until then.
    version = TenantForeignKey(ServiceVersion, null=True, blank=True, related_name="changes")

    class Meta:
        verbose_name = "perubahan draf"
        verbose_name_plural = "perubahan draf"
        indexes: ClassVar = [
            models.Index(fields=["service", "-revision"], name="draft_change_by_revision"),
            models.Index(fields=["tenant", "element"], name="draft_change_by_element"),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.element}"

    @property
    def sentence(self) -> str:
        """What was done, in the reader's language."""
        return change_in_words(self.what, self.label)


class Section(models.TextChoices):
    """Shared sections of the catalogue file, by their names there."""

    COMMON_FIELDS = "common_fields", _("Pertanyaan di semua layanan")
    SHARED_FIELDS = "shared_fields", _("Pertanyaan bersama")
    CHOICE_LISTS = "choice_lists", _("Daftar pilihan")
    DOCUMENTS = "documents", _("Jenis foto")
    OUTPUTS = "outputs", _("Dokumen terbit")
    PERSON_FIELDS = "person_item_fields", _("Isian tentang orang")
    TOPICS = "topics", _("Topik")
    CATEGORIES = "categories", _("Kategori")
    LIFE_EVENTS = "life_events", _("Peristiwa hidup")
    REASONS = "reasons", _("Alasan")


class SharedPart(TenantModel):
    """One entry of a shared section as this dinas has it, used by its services by name.

    Copied from the packaged catalogue when the dinas is opened, never overwritten by it afterwards. Published
    versions hold what they used (ADR 5): a change here reaches residents when a service is published again.
    """

    #: The section of the catalogue file.
    section = models.CharField(max_length=30, choices=Section)
    #: Its name there: "agama", "kk_asli", "pernyataan_benar".
    slug = models.CharField(max_length=60)
    #: Order in the file, smallest first.
    position = models.PositiveIntegerField(default=0)
    #: The entry as in the file, without its name.
    definition = DefinitionField()
    #: Grows by one with every change.
    revision = models.PositiveIntegerField(default=1)
    #: Not offered to services any more; those that use it keep it.
    retired = models.BooleanField(default=False)
    #: Who changed it last; empty while it is as the catalogue brought it.
    updated_by = TenantForeignKey(Account, null=True, blank=True, related_name="+")
    #: When it was last changed.
    updated_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "bagian bersama"
        verbose_name_plural = "bagian bersama"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant", "section", "slug"], name="shared_part_unique"),
            models.CheckConstraint(
                condition=models.Q(section__in=Section.values), name="shared_part_section_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section}:{self.slug}"
