"""Tables of the tenants app, and the base that every tenant-owned table of the house stands on."""

from .office import Office, PrintZone, ZoneKecamatan
from .scoped import TenantForeignKey, TenantModel, TenantOneToOneField
from .tenant import Hostname, Tenant
from .working_days import Holiday, WorkingHours

__all__ = [
    "Holiday",
    "Hostname",
    "Office",
    "PrintZone",
    "Tenant",
    "TenantForeignKey",
    "TenantModel",
    "TenantOneToOneField",
    "WorkingHours",
    "ZoneKecamatan",
]
