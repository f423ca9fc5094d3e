"""The tenant scope: every read and write of a dinas happens inside ``in_tenant`` (ADR 4).

First lock: managers of tenant models raise ``TenantScopeMissing`` outside a scope. Second lock: the database
role sees only rows of the tenant set in the transaction (``set_config(..., true)``), so a pooled connection
never hands the next visitor the last visitor's tenant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from typing import TYPE_CHECKING, TypeVar

import psycopg
from django.db import connection, transaction
from psycopg.pq import ExecStatus, TransactionStatus

if TYPE_CHECKING:
    from django.http import HttpResponseBase

    from .models import Tenant

    ViewFunction = TypeVar("ViewFunction", bound=Callable[..., HttpResponseBase])

_current: ContextVar[Tenant | None] = ContextVar("current_tenant", default=None)
#: Key of the tenant that the open transaction already carries, so that nested scopes cost no query.
_told_database: ContextVar[int | None] = ContextVar("tenant_told_to_database", default=None)
#: A different object for each open transaction; rows locked in it may carry it (``one_row``).
_mark: ContextVar[object | None] = ContextVar("mark_of_transaction", default=None)


class TenantScopeMissing(RuntimeError):
    """Tenant data was asked for outside ``in_tenant``: an error in the program, never shown as data."""


class WrongTenant(RuntimeError):
    """Work for one tenant was started inside the scope of another."""


def current_tenant() -> Tenant:
    """The tenant of the present scope. Raises ``TenantScopeMissing`` when there is none."""
    tenant = _current.get()
    if tenant is None:
        raise TenantScopeMissing("tenant data asked for outside in_tenant(); see docs/decisions/0004")
    return tenant


def tenant_or_none() -> Tenant | None:
    """The tenant of the present scope, or None: for pages that exist without a dinas too."""
    return _current.get()


def mark_of_transaction() -> object | None:
    """The same object as long as one transaction of a scope lasts, another afterwards; None outside."""
    return _mark.get()


def is_open() -> bool:
    """True inside ``in_tenant``: the database knows the tenant, so work needs no further scope."""
    return _told_database.get() is not None


@contextmanager
def in_tenant(tenant: Tenant) -> Iterator[Tenant]:
    """Work for one tenant in one transaction; commits on leaving, rolls back on an error.

    Inside a scope of the same tenant it is only a savepoint. Raises ``WrongTenant`` inside another's scope.
    """
    outer = _current.get()
    if outer is not None and outer.pk != tenant.pk:
        raise WrongTenant(f"scope of {tenant.slug} inside scope of {outer.slug}")
    token, told = _current.set(tenant), _told_database.get()
    try:
        with transaction.atomic():
            if told != tenant.pk:
                _set_in_database(tenant.pk)
            inner, mark = _told_database.set(tenant.pk), _mark.set(object())
            try:
                yield tenant
            finally:
                _told_database.reset(inner)
                _mark.reset(mark)
    finally:
        _current.reset(token)


@contextmanager
def looking_at_setup(tenant: Tenant) -> Iterator[Tenant]:
    """As ``in_tenant`` for the platform's operator: the database shows how the dinas is set up, and no person.

    Row-level security keeps every table shut that is not marked ``seen_at_setup``. Raises ``WrongTenant`` as
    ``in_tenant`` does.
    """
    with in_tenant(tenant):
        _set_errand("setup")
        try:
            yield tenant
        finally:
            if not connection.needs_rollback:
                _set_errand("")


@contextmanager
def tenant_named(tenant: Tenant) -> Iterator[Tenant]:
    """Name the tenant without opening a transaction; database work inside still needs ``in_tenant``."""
    token = _current.set(tenant)
    try:
        yield tenant
    finally:
        _current.reset(token)


def present() -> AbstractContextManager[object]:
    """The open scope as it is, or one of its own for the tenant named: for what pages of both kinds call."""
    return nullcontext() if is_open() else in_tenant(current_tenant())


@contextmanager
def joined() -> Iterator[None]:
    """One transaction, without a savepoint inside one that is open: for actions that refuse before they write.

    An action that may refuse after its first write needs ``transaction.atomic()``.
    """
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        yield


def undo_so_far() -> None:
    """Forget all that was written in the open transaction; it goes on, clean, for the same tenant (ADR 14).

    Only for whoever opened it: inside a larger transaction (as in tests) it goes back to the last savepoint.
    """
    transaction.set_rollback(False)
    _mark.set(object())
    if connection.savepoint_ids:
        transaction.savepoint_rollback(connection.savepoint_ids[-1])
    else:
        connection.run_on_commit.clear()
        connection.connection.rollback()
    tenant_id = _told_database.get()
    if tenant_id is not None:
        _set_in_database(tenant_id)


def _set_in_database(tenant_id: int) -> None:
    if connection.connection.pgconn.transaction_status == TransactionStatus.IDLE:
        _begin_for(tenant_id)
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.tenant', %s, true)", [str(tenant_id)])


def _begin_for(tenant_id: int) -> None:
    """Open the transaction and name the tenant in one trip: every request begins with it (ADR 14)."""
    words = b"BEGIN; SELECT set_config('app.tenant', '%d', true)" % tenant_id
    with connection.wrap_database_errors:
        answer = connection.connection.pgconn.exec_(words)
        if answer.status != ExecStatus.TUPLES_OK:
            raise psycopg.OperationalError(answer.get_error_message())


def short_transactions(view: ViewFunction) -> ViewFunction:
    """Mark a view that opens its own ``in_tenant`` blocks, so that no transaction spans slow work (uploads)."""
    view.short_transactions = True  # type: ignore[attr-defined]  # read by TenantOfHost
    return view


def body_first(view: ViewFunction) -> ViewFunction:
    """Mark a view whose forms carry files: the whole body is read before the request's transaction opens."""
    view.body_first = True  # type: ignore[attr-defined]  # read by TenantOfHost
    return view


def _set_errand(errand: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.errand', %s, true)", [errand])
