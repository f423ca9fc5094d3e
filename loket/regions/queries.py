"""What screens and rules ask about regions."""

from __future__ import annotations

from functools import lru_cache

from django.db.models import QuerySet

from .models import Region


def kecamatan_of(regency: str) -> QuerySet[Region]:
    """Every kecamatan of a kabupaten/kota (``regency`` is its code, "51.08"), by name."""
    return Region.objects.filter(parent_id=regency, level=Region.KECAMATAN).order_by("name")


def villages_of(kecamatan: str) -> QuerySet[Region]:
    """Every desa/kelurahan of a kecamatan ("51.08.06"), by name."""
    return Region.objects.filter(parent_id=kecamatan, level=Region.DESA_KELURAHAN).order_by("name")


@lru_cache(maxsize=4096)
def name_of(code: str) -> str:
    """The name of one region, or the code itself when it is not in today's list."""
    return Region.objects.filter(code=code).values_list("name", flat=True).first() or code


def path(code: str) -> list[str]:
    """Names from the region itself up to its province: ["Banyuning", "Buleleng", "Kabupaten Buleleng", "Bali"]."""
    parts = code.split(".")
    return [name_of(".".join(parts[:depth])) for depth in range(len(parts), 0, -1)]


@lru_cache(maxsize=1)
def kecamatan_prefixes() -> frozenset[str]:
    """Six-digit prefixes of every kecamatan of today, for the NIK warning "kode wilayah lama?"."""
    codes = Region.objects.filter(level=Region.KECAMATAN).values_list("code", flat=True)
    return frozenset(code.replace(".", "") for code in codes)
