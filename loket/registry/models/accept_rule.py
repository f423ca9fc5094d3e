"""Rules that accept clean applications without an officer, and the journal of what they decided."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from loket.audit.models import AppendOnly
from loket.foundation.kernel import clock
from loket.tenants.models import TenantModel


class AcceptRule(TenantModel):
    """One service's rule, off unless the office switches it on. Every change raises its version."""

    #: Code of the service in the catalogue.
    service_code = models.CharField(max_length=80)
    #: Switched on.
    is_on = models.BooleanField(default=False)
    #: Applications a day that it may accept, by the dinas' own day.
    daily_cap = models.PositiveIntegerField(default=20)
    #: Of a hundred clean ones so many go to a person all the same.
    sample_percent = models.PositiveSmallIntegerField(default=10)
    #: Counts the changes; written into each decision.
    version = models.PositiveIntegerField(default=1)
    #: When it was last changed.
    changed_at = models.DateTimeField(default=clock.now)
    #: Name of the administrator who did.
    changed_by = models.CharField(max_length=160, blank=True)

    class Meta:
        verbose_name = "aturan terima otomatis"
        verbose_name_plural = "aturan terima otomatis"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant", "service_code"], name="one_rule_per_service"),
            models.CheckConstraint(
                condition=models.Q(sample_percent__gte=1, sample_percent__lte=100),
                name="rule_sample_is_a_share",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service_code} v{self.version}"


class RuleDecision(AppendOnly):
    """One look of a rule at one application: what it saw, as yes and no, and how it ended."""

    #: When.
    at = models.DateTimeField(default=clock.now)
    #: Code of the service.
    service_code = models.CharField(max_length=80)
    #: Version of the rule.
    rule_version = models.PositiveIntegerField()
    #: Number of the application.
    reference = models.CharField(max_length=20)
    #: Key of ``labels.RULE_INPUTS`` → yes or no; nothing personal.
    inputs = models.JSONField(default=dict)
    #: Key of ``labels.OUTCOMES``.
    outcome = models.CharField(max_length=10)

    class Meta:
        verbose_name = "putusan aturan"
        verbose_name_plural = "putusan aturan"
        indexes: ClassVar = [
            models.Index(fields=["tenant", "service_code", "at"], name="rule_decision_by_day"),
            models.Index(fields=["tenant", "reference", "-id"], name="rule_decision_of_case"),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {self.reference}"
