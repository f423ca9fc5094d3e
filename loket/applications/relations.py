"""The rows a case names, brought one by one by their keys.

One statement that joins all eight takes the database 15 to 30 ms to plan and a tenth of one to answer (measured
at 1,000,000 applications, ``make bench ONLY=desk``); by their keys they cost half a millisecond together.
"""

from __future__ import annotations

from typing import Any

from loket.catalogue.queries import version_of
from loket.tenants.models import TenantModel
from loket.tenants.one_row import one_row

from .models import Application


def bring(application: Application, *names: str) -> None:
    """Fill these relations of the case; ``"applicant__account"`` brings the applicant and his account."""
    for name in names:
        row: TenantModel | None = application
        for step in name.split("__"):
            row = _brought(row, step) if row is not None else None


def _brought(row: TenantModel, name: str) -> Any:
    """The related row, read unless it is there already."""
    field: Any = row._meta.get_field(name)
    if not field.is_cached(row):
        setattr(row, name, _read(field.related_model, name, getattr(row, field.attname)))
    return getattr(row, name)


def _read(model: type[TenantModel], name: str, key: int | None) -> TenantModel | None:
    if key is None:
        return None
    return version_of(key) if name == "service_version" else one_row(model, id=key)
