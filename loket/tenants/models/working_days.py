"""When a dinas works: weekly hours, national holidays, cuti bersama and local free days."""

from __future__ import annotations

from datetime import date, time
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from .scoped import TenantModel


class WorkingHours(TenantModel):
    """Opening and closing of one weekday; a weekday without a row is free."""

    seen_at_setup: ClassVar[bool] = True

    #: 0 Monday … 6 Sunday.
    weekday = models.PositiveSmallIntegerField()
    #: Work begins (local time).
    opens = models.TimeField()
    #: Work ends (local time).
    closes = models.TimeField()
    #: The break begins; empty for no break.
    break_starts = models.TimeField(null=True, blank=True)
    #: The break ends.
    break_ends = models.TimeField(null=True, blank=True)

    class Meta:
        verbose_name = "jam kerja"
        verbose_name_plural = "jam kerja"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant", "weekday"], name="working_hours_once_a_weekday"),
            models.CheckConstraint(condition=models.Q(weekday__lte=6), name="weekday_known"),
            models.CheckConstraint(
                condition=models.Q(closes__gt=models.F("opens")), name="closes_after_opening"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens}-{self.closes}"


class Holiday(TenantModel):
    """A free day. National days are proposed from packaged data; an office may add its own."""

    seen_at_setup: ClassVar[bool] = True

    class Kind(models.TextChoices):
        """Where the day comes from."""

        NATIONAL = "national", _("Libur nasional")
        CUTI_BERSAMA = "cuti_bersama", _("Cuti bersama")
        LOCAL = "local", _("Libur daerah")

    #: The free day, in the tenant's zone.
    day = models.DateField()
    #: Its name.
    name = models.CharField(max_length=160)
    #: National, cuti bersama or local.
    kind = models.CharField(max_length=20, choices=Kind)
    #: The packaged source marks the date as an estimate.
    is_estimate = models.BooleanField(default=False)

    class Meta:
        verbose_name = "hari libur"
        verbose_name_plural = "hari libur"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant", "day", "kind"], name="holiday_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


def weekly_spans() -> dict[int, list[tuple[time, time]]]:
    """Opening spans of the present tenant by weekday (0 Monday), the break being the gap between two spans."""
    spans: dict[int, list[tuple[time, time]]] = {}
    for row in WorkingHours.objects.all():
        if row.break_starts and row.break_ends:
            spans[row.weekday] = [(row.opens, row.break_starts), (row.break_ends, row.closes)]
        else:
            spans[row.weekday] = [(row.opens, row.closes)]
    return spans


def free_days() -> frozenset[date]:
    """Every free day of the present tenant."""
    return frozenset(Holiday.objects.values_list("day", flat=True))
