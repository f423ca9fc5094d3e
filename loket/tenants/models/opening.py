"""What a new dinas has ticked off by hand on its way to going public."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel import clock

from .scoped import TenantModel


class OpeningStep(TenantModel):
    """One point of the opening checklist that no row can prove: somebody says that it was done."""

    seen_at_setup: ClassVar[bool] = True

    class Key(models.TextChoices):
        """Which point."""

        TEXTS = "texts", _("Teks pemberitahuan sudah dibaca")
        BRAND = "brand", _("Nama, logo, dan warna sudah dilihat")
        TRYOUT = "tryout", _("Satu layanan sudah dicoba sebagai warga")

    #: Which point of the checklist.
    key = models.CharField(max_length=20, choices=Key)
    #: When it was ticked off.
    done_at = models.DateTimeField(default=clock.now)
    #: Name of the officer who did.
    by_name = models.CharField(max_length=160, blank=True)

    class Meta:
        verbose_name = "langkah pembukaan"
        verbose_name_plural = "langkah pembukaan"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant", "key"], name="opening_step_once"),
            models.CheckConstraint(
                condition=models.Q(key__in=["texts", "brand", "tryout"]), name="opening_step_known"
            ),
        ]

    def __str__(self) -> str:
        return self.key
