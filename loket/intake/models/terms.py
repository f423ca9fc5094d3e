"""What a helper may do: which services, how many a day."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel import clock
from loket.tenants.models import TenantModel


class HelperKind(models.TextChoices):
    """Where helpers sit."""

    VILLAGE = "village", _("Desa atau kelurahan")
    RT = "rt", _("RT atau RW")
    HOSPITAL = "hospital", _("Rumah sakit atau bidan")
    OTHER = "other", _("Pendamping lain")


class HelperTerms(TenantModel):
    """The terms of one helper, known by user name: they stand before the invitation is taken up."""

    #: User name of the helper's log in.
    username = models.CharField(max_length=60)
    #: Where the helper sits.
    kind = models.CharField(max_length=10, choices=HelperKind)
    #: Name of that place: "Kantor Desa Lokapaksa".
    place = models.CharField(max_length=80)
    #: Most applications begun in one day of the office's calendar.
    daily_limit = models.PositiveSmallIntegerField(default=20)
    #: Codes of the services allowed; empty: every service that residents may apply for on the web.
    services = models.JSONField(default=list, blank=True)
    #: When they were agreed.
    created_at = models.DateTimeField(default=clock.now)
    #: Since when nothing may be typed until further notice; empty while all is well.
    suspended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "ketentuan pendamping"
        verbose_name_plural = "ketentuan pendamping"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant", "username"], name="one_terms_per_helper"),
            models.CheckConstraint(condition=models.Q(kind__in=HelperKind.values), name="helper_kind_known"),
            models.CheckConstraint(
                condition=models.Q(daily_limit__gte=1, daily_limit__lte=200), name="helper_limit_sane"
            ),
        ]

    def __str__(self) -> str:
        return f"terms {self.pk}"
