"""The first lock of the tenant wall: managers that raise when the scope was forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db import models

from .one_save import insert_all
from .scope import current_tenant

M = TypeVar("M", bound=models.Model)


class TenantManager(models.Manager[M]):
    """Sees the rows of the present tenant only; raises ``TenantScopeMissing`` outside a scope."""

    def get_queryset(self) -> models.QuerySet[M]:
        return super().get_queryset().filter(tenant_id=current_tenant().pk)

    def create(self, **values: Any) -> M:
        """Make and save a row; the tenant is the scope's, so no query needs to be prepared for it."""
        row = self.model(**values)
        row.save(force_insert=True)
        return row

    def create_all(self, rows: Sequence[M]) -> Sequence[M]:
        """Save new rows in one statement and give them their keys. For plain rows, whose ``save`` does no more."""
        tenant = current_tenant()
        for row in rows:
            row.tenant = tenant  # type: ignore[attr-defined]  # a TenantModel
            row._prepare_related_fields_for_save("save")  # type: ignore[attr-defined]  # as Django's own save does
        if rows and not insert_all(rows):
            raise TypeError("expressions are saved row by row")
        return rows

    @classmethod
    def of(cls, queryset_class: type[models.QuerySet[Any]]) -> Any:
        """A tenant manager that also speaks the vocabulary of ``queryset_class``."""
        return cls.from_queryset(queryset_class)()
