"""The way of a list, step by step: handed in, read, matched, judged, brought in."""

from __future__ import annotations

from typing import Any

from loket.audit.actor import Actor
from loket.intake import import_queries
from loket.intake.actions.begin_import import begin_import
from loket.intake.actions.bring_in import bring_in
from loket.intake.actions.check_import import check_import
from loket.intake.actions.map_columns import map_columns
from loket.intake.actions.read_import import read_import
from loket.intake.actions.start_bringing_in import start_bringing_in
from loket.intake.actions.start_check import start_check
from loket.intake.import_plans import Plan
from loket.intake.models import Import
from loket.intake.sheets.column_guessing import guess_columns
from loket.staff.models import Membership
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant
from tests.applications.apply import make_version
from tests.intake import lists


def by_of(membership: Membership) -> Actor:
    """The officer as the record knows him."""
    return Actor("officer", str(membership.account.public_id), membership.account.display_name)


def read(tenant: Tenant, content: bytes, by: Membership) -> Import:
    """A list handed in and read."""
    with in_tenant(tenant):
        service = make_version().service
        batch = begin_import(content, origin="paper", service=service, membership=by, by=by_of(by))
    read_import(tenant, batch.pk)
    return as_it_is(tenant, batch)


def as_it_is(tenant: Tenant, batch: Import) -> Import:
    """The list as it stands now."""
    with in_tenant(tenant):
        return Import.objects.select_related("service").get(pk=batch.pk)


def check(tenant: Tenant, batch: Import, by: Membership, **changed: Any) -> Import:
    """Its columns matched and every row judged."""
    order_check(tenant, batch, by, **changed)
    check_import(tenant, batch.pk)
    return as_it_is(tenant, batch)


def order_check(tenant: Tenant, batch: Import, by: Membership, **changed: Any) -> None:
    """Its columns matched; a worker is asked to judge the rows."""
    with in_tenant(tenant):
        fields = import_queries.fields_of(import_queries.versions_for(batch).values())
        columns = guess_columns(batch.outline["headings"], import_queries.meanings(batch, fields))
        fixed = {
            "peran_pemohon": "diri_sendiri",
            "penyelesaian": "ambil_dinas",
            "ada_perubahan_data": "tidak",
        }
        map_columns(batch, Plan(**{"columns": columns, "fixed": fixed} | changed))
        start_check(batch, by=by_of(by))


def bring_all_in(tenant: Tenant, batch: Import, by: Membership, *, tells: bool = False) -> Import:
    """Every good row a case."""
    with in_tenant(tenant):
        start_bringing_in(batch, by=by_of(by), leaves_out_bad=True, tells_people=tells)
    bring_in(tenant, batch.pk)
    return as_it_is(tenant, batch)


def sheet(*rows: list[str]) -> bytes:
    """A list as a file, headings first."""
    return lists.as_csv([list(lists.HEADINGS), *rows])
