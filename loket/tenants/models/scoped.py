"""The base of every tenant-owned table, and the keys between them (security rules 1 and 2)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from .. import one_save
from ..managers import TenantManager
from ..scope import WrongTenant, current_tenant

#: The one database, named or not.
_ALIASES = (None, "default")


class TenantModel(models.Model):
    """A row of one dinas. ``loket migrate`` puts row-level security on every table that inherits this."""

    #: The application role may only insert and read (audit); read by ``row_security``.
    append_only: ClassVar[bool] = False
    #: The platform's operator may see it inside ``scope.looking_at_setup``; never a table of residents or cases.
    seen_at_setup: ClassVar[bool] = False
    #: Mark of the transaction that this object was read and locked in (``one_row.the_locked``); no column.
    locked_in: object | None = None

    #: The dinas this row belongs to; filled from the scope, never from input.
    tenant = models.ForeignKey("tenants.Tenant", on_delete=models.PROTECT, related_name="+", editable=False)

    objects: ClassVar[TenantManager[Any]] = TenantManager()
    all_tenants: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        scope = current_tenant()
        if not self.tenant_id:
            self.tenant = scope
        elif self.tenant_id != scope.pk:
            raise WrongTenant("a row of another tenant cannot be saved in this scope")
        if not args and self._is_saved_by_hand(kwargs):
            return
        super().save(*args, **kwargs)

    def _is_saved_by_hand(self, wanted: dict[str, Any]) -> bool:
        """Try the short way (``one_save``): a new row, or named columns of a known one."""
        names = wanted.get("update_fields")
        if set(wanted) - {"force_insert", "using", "update_fields"} or wanted.get("using") not in _ALIASES:
            return False
        if self._state.adding and self.pk is None and names is None:
            self._prepare_related_fields_for_save("save")  # type: ignore[attr-defined]  # as Django's own save does
            return one_save.insert(self)
        if names and not self._state.adding and not wanted.get("force_insert"):
            one_save.update(self, list(names))
            return True
        return False


class TenantForeignKey(models.ForeignKey):  # type: ignore[type-arg]
    """A relation between two tables of the same dinas.

    The plain constraint is left out; ``row_security`` makes the composite one, (tenant_id, column) to
    (tenant_id, id), so that no row can ever point into another dinas.
    """

    def __init__(self, to: Any, on_delete: Any = models.PROTECT, **kwargs: Any) -> None:
        kwargs["db_constraint"] = False
        super().__init__(to, on_delete, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("db_constraint", None)
        return name, path, args, kwargs


class TenantOneToOneField(models.OneToOneField):  # type: ignore[type-arg]
    """As ``TenantForeignKey``, at most one row on this side."""

    def __init__(self, to: Any, on_delete: Any = models.PROTECT, **kwargs: Any) -> None:
        kwargs["db_constraint"] = False
        super().__init__(to, on_delete, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("db_constraint", None)
        return name, path, args, kwargs
