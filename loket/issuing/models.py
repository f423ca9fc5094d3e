"""Tables of the issuing app: outputs and their hand-over."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loket.applications.models import Application
from loket.tenants.models import Office, TenantForeignKey, TenantModel, TenantOneToOneField

from . import labels, states


class Output(TenantModel):
    """One piece that an application yields; a bundle ("tridatu") yields several (S3-70)."""

    #: The application.
    application = TenantForeignKey(Application, related_name="outputs")
    #: What it is: "ktp_el" (see ``labels.OUTPUT_KINDS``).
    kind = models.CharField(max_length=40)
    #: Order of production, from 0.
    position = models.PositiveSmallIntegerField(default=0)
    #: Role slug of those who make it.
    role = models.CharField(max_length=40)
    #: How far it has come; written only by ``lifecycle``.
    state = models.CharField(max_length=16, default=states.PLANNED, editable=False)
    #: Counts the moves.
    version = models.PositiveIntegerField(default=0, editable=False)
    #: Number that SIAK gave to it, free text (domain: the numbering differs from year to year).
    number = models.CharField(max_length=60, blank=True)
    #: Where it waits to be collected.
    office = TenantForeignKey(Office, null=True, blank=True, related_name="+")
    #: Tracking number of the post.
    tracking = models.CharField(max_length=40, blank=True)
    #: How often its making failed.
    failures = models.PositiveSmallIntegerField(default=0)
    #: Since when it stands in its present state.
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = "dokumen terbit"
        verbose_name_plural = "dokumen terbit"
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state__in=sorted(states.LABELS)), name="output_state_known"
            ),
            models.UniqueConstraint(
                fields=["tenant", "application", "position"], name="one_output_per_position"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["tenant", "state", "entered_at", "id"], name="output_queue"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"

    @property
    def name(self) -> str:
        """Its name in the active language."""
        return labels.output_name(self.kind)

    @property
    def is_unmade(self) -> bool:
        """It is still to be made."""
        return self.state in states.UNMADE

    @property
    def resident_label(self) -> Promise:
        """The residents' word for its state."""
        return states.RESIDENT_LABELS[self.state]

    @property
    def label(self) -> Promise:
        """The officers' word for its state."""
        return states.LABELS[self.state]


class HandOver(TenantModel):
    """One output passed over the counter; at most once each (security rule 10)."""

    #: What was handed over.
    output = TenantOneToOneField(Output, related_name="hand_over")
    #: When.
    at = models.DateTimeField()
    #: Public id of the officer's account.
    officer_id = models.CharField(max_length=40)
    #: Name of the officer.
    officer_name = models.CharField(max_length=120)
    #: Name of the person who took it.
    collector_name = models.CharField(max_length=120)
    #: Who that person is: "self", "family", "proxy" (see ``labels.RELATIONS``).
    collector_relation = models.CharField(max_length=8, choices=list(labels.RELATIONS.items()))
    #: Slugs of the originals that were seen.
    originals_seen = models.JSONField(default=list)
    #: Slugs of the originals that were missing.
    originals_missing = models.JSONField(default=list)
    #: Why it was handed over all the same (S0-35).
    missing_reason = models.CharField(max_length=300, blank=True)
    #: The message with the number or the code was shown (S0-34).
    message_shown = models.BooleanField(default=False)
    #: What became of the old card: "received", "lost", "not_applicable" (S1-4).
    old_card = models.CharField(max_length=16, choices=list(labels.OLD_CARD.items()))

    class Meta:
        verbose_name = _("serah terima")
        verbose_name_plural = _("serah terima")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(originals_missing=[]) | ~models.Q(missing_reason=""),
                name="missing_originals_have_a_reason",
                violation_error_message=_("Tulis alasan mengapa asli yang kurang tetap dilayani."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.output_id} {self.collector_relation}"
