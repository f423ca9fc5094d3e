"""The regions of the country, one table for four levels."""

from __future__ import annotations

from django.db import models


class Region(models.Model):
    """One region; reference data shared by every tenant, replaced only by ``import_regions``."""

    PROVINSI, KABUPATEN_KOTA, KECAMATAN, DESA_KELURAHAN = 1, 2, 3, 4

    #: Dotted national code, e.g. "51.08.06.1001".
    code = models.CharField(max_length=13, primary_key=True)
    #: Name as printed in Kepmendagri 300.2.2-2138/2025.
    name = models.CharField(max_length=100)
    #: 1 provinsi, 2 kabupaten/kota, 3 kecamatan, 4 desa/kelurahan.
    level = models.PositiveSmallIntegerField()
    #: The region it lies in; empty for a province.
    parent = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="children", db_constraint=False
    )

    class Meta:
        verbose_name = "wilayah"
        verbose_name_plural = "wilayah"
        constraints = (
            models.CheckConstraint(condition=models.Q(level__gte=1, level__lte=4), name="region_level_known"),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
