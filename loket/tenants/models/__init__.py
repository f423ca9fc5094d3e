"""Tables of the tenants app, and the base that every tenant-owned table of the house stands on."""

from .office import Office, PrintZone, ZoneKecamatan
from .opening import OpeningStep
from .scoped import TenantForeignKey, TenantModel, TenantOneToOneField
from .tenant import ClockRule, HandOverRule, Hostname, RegistrationProfile, Tenant
from .working_days import Holiday, WorkingHours

__all__ = [
    "ClockRule",
    "HandOverRule",
    "Holiday",
    "Hostname",
    "Office",
    "OpeningStep",
    "PrintZone",
    "RegistrationProfile",
    "Tenant",
    "TenantForeignKey",
    "TenantModel",
    "TenantOneToOneField",
    "WorkingHours",
    "ZoneKecamatan",
]
