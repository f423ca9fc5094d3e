"""Tables of the tenants app, and the base that every tenant-owned table of the house stands on."""

from .notice import Announcement, Notice, Page, Words
from .office import Office, PrintZone, ZoneKecamatan
from .opening import OpeningStep
from .scoped import TenantForeignKey, TenantModel, TenantOneToOneField
from .tenant import ClockRule, HandOverRule, Hostname, RegistrationProfile, Tenant
from .working_days import Holiday, WorkingHours

__all__ = [
    "Announcement",
    "ClockRule",
    "HandOverRule",
    "Holiday",
    "Hostname",
    "Notice",
    "Office",
    "OpeningStep",
    "Page",
    "PrintZone",
    "RegistrationProfile",
    "Tenant",
    "TenantForeignKey",
    "TenantModel",
    "TenantOneToOneField",
    "Words",
    "WorkingHours",
    "ZoneKecamatan",
]
