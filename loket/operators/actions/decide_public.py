"""Let residents in, close a dinas, open it again: by an operator."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loket.audit.actions.record import record
from loket.audit.actor import Actor, current_actor
from loket.foundation.kernel.errors import Refusal
from loket.tenants.actions.go_public import close_tenant, go_public, reopen_tenant
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant, looking_at_setup

from ..models import Operator
from ..queries import checklist
from .note import note


class NotReady(Refusal):
    """The checklist is not complete, and nobody gave a reason to go on all the same."""

    default_code = "not_ready"
    default_status = 422


@transaction.atomic
def let_public(tenant: Tenant, *, by: Operator | None, reason: str = "") -> None:
    """Residents may use ``tenant`` from now on.

    With points missing only for an operator with a ``reason``, which is kept with the names of the points.
    Raises ``NotReady`` otherwise, and ``Refusal`` (409) when it is public already.
    """
    row = Tenant.objects.select_for_update().get(pk=tenant.pk)
    if row.public_since is not None:
        raise Refusal(_("Dinas ini sudah dibuka untuk warga."), code="already_public", status=409)
    with looking_at_setup(row):
        missing = [point.key for point in checklist(row) if not point.is_done]
    if missing and (by is None or not reason):
        raise NotReady(_("Daftar periksa belum lengkap. Lengkapi dulu, atau tulis alasan membukanya."))
    go_public(row)
    detail = {"missing": missing, "reason": reason} if missing else {}
    if by is not None:
        note("go_public", by=by, tenant_slug=row.slug, detail=detail)
    _tell_the_dinas(row, "operators.go_public", by, detail)


@transaction.atomic
def close_dinas(tenant: Tenant, *, by: Operator, reason: str) -> None:
    """Everybody meets a plain page with ``reason`` from now on. Raises ``Refusal`` (409) when it is closed."""
    row = Tenant.objects.select_for_update().get(pk=tenant.pk)
    if not row.is_open:
        raise Refusal(_("Dinas ini sudah ditutup."), code="already_closed", status=409)
    close_tenant(row, note=reason)
    note("close", by=by, tenant_slug=row.slug, detail={"reason": reason})
    _tell_the_dinas(row, "operators.close", by, {"reason": reason})


@transaction.atomic
def reopen_dinas(tenant: Tenant, *, by: Operator) -> None:
    """As before the closing. Raises ``Refusal`` (409) when it is open."""
    row = Tenant.objects.select_for_update().get(pk=tenant.pk)
    if row.is_open:
        raise Refusal(_("Dinas ini sudah terbuka."), code="already_open", status=409)
    reopen_tenant(row)
    note("reopen", by=by, tenant_slug=row.slug)
    _tell_the_dinas(row, "operators.reopen", by, {})


def _tell_the_dinas(tenant: Tenant, action: str, by: Operator | None, detail: Mapping[str, object]) -> None:
    """The dinas' own record shows it too; the operator when there is one, else whoever acts here."""
    actor = Actor("operator", str(by.public_id), by.display_name) if by else current_actor()
    with in_tenant(tenant):
        record(action, actor=actor, obj_type="tenant", obj_ref=tenant.slug, detail=detail)
