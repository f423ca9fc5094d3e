"""One thing that is wrong with an application, said about one paper or one question."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from loket.tenants.models import TenantForeignKey, TenantModel

from .application import Application
from .step import Step


class DefectKind(models.TextChoices):
    """What the defect is about."""

    FIELD = "field", _("Isian")
    PAPER = "paper", _("Berkas")


class Defect(TenantModel):
    """What the resident must mend, item by item; everything else stays as it was."""

    #: The application.
    application = TenantForeignKey(Application, on_delete=models.CASCADE, related_name="defects")
    #: The return that named it.
    step = TenantForeignKey(Step, on_delete=models.CASCADE, related_name="defects")
    #: Slug of the paper or of the question.
    item = models.CharField(max_length=60)
    #: Paper or question.
    kind = models.CharField(max_length=5, choices=DefectKind)
    #: Code of the packaged reason.
    reason_code = models.CharField(max_length=30)
    #: The whole sentence the resident reads.
    sentence = models.CharField(max_length=300)
    #: Not mended yet.
    open = models.BooleanField(default=True)

    class Meta:
        verbose_name = "kekurangan"
        verbose_name_plural = "kekurangan"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["tenant", "application", "kind", "item"],
                condition=models.Q(open=True),
                name="one_open_defect_per_item",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.item}: {self.reason_code}"
