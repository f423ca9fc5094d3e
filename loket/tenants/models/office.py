"""Places where a dinas serves people, and which place prints for which kecamatan."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from .scoped import TenantForeignKey, TenantModel


class Office(TenantModel):
    """A place of service: the dinas itself, a kecamatan office, a mall counter."""

    seen_at_setup: ClassVar[bool] = True

    #: Short name in addresses and forms: "kantor-kecamatan-seririt".
    slug = models.SlugField(max_length=80)
    #: Name as people say it: "Kantor Kecamatan Seririt".
    name = models.CharField(max_length=160)
    #: Street and town.
    address = models.CharField(max_length=200, blank=True)
    #: Telephone.
    phone = models.CharField(max_length=30, blank=True)
    #: Opening hours for people, e.g. "08.00-15.00"; the clock uses WorkingHours.
    hours = models.CharField(max_length=60, blank=True)
    #: The dinas itself, where everything unmapped goes.
    is_main = models.BooleanField(default=False)
    #: Cards are printed here.
    is_print_site = models.BooleanField(default=False)
    #: Finished documents can be collected here.
    is_pickup = models.BooleanField(default=False)
    #: Biometrics are recorded here.
    is_recording = models.BooleanField(default=False)
    #: The IKD app is activated here.
    is_ikd = models.BooleanField(default=False)

    class Meta:
        verbose_name = "kantor"
        verbose_name_plural = "kantor"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant", "slug"], name="office_slug_unique"),
            models.UniqueConstraint(
                fields=["tenant"], condition=models.Q(is_main=True), name="one_main_office_per_tenant"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def printed_hours(self) -> str:
        """Opening hours with the dash of print, for pages; an SMS has only the short one."""
        return self.hours.replace("-", "–")


class PrintZone(TenantModel):
    """A group of kecamatan whose cards are printed at one office (seeds S3-46 to S3-48)."""

    seen_at_setup: ClassVar[bool] = True

    #: Short name: "barat".
    slug = models.SlugField(max_length=40)
    #: Name: "Wilayah Barat".
    name = models.CharField(max_length=80)
    #: Where its cards are printed and handed over.
    office = TenantForeignKey(Office, related_name="zones")

    class Meta:
        verbose_name = "wilayah cetak"
        verbose_name_plural = "wilayah cetak"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant", "slug"], name="print_zone_slug_unique"),
        ]

    def __str__(self) -> str:
        return self.name


class ZoneKecamatan(TenantModel):
    """One kecamatan of a print zone; each kecamatan is mapped at most once."""

    seen_at_setup: ClassVar[bool] = True

    #: The zone.
    zone = TenantForeignKey(PrintZone, on_delete=models.CASCADE, related_name="kecamatan")
    #: Region code of the kecamatan: "51.08.02".
    kecamatan_code = models.CharField(max_length=8)

    class Meta:
        verbose_name = "kecamatan wilayah cetak"
        verbose_name_plural = "kecamatan wilayah cetak"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant", "kecamatan_code"], name="kecamatan_mapped_once"),
        ]

    def __str__(self) -> str:
        return self.kecamatan_code
