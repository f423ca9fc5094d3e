"""Inside a fresh installation: one dinas, one list of ``ROWS`` rows, every step timed. Prints JSON."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from typing import Any

import django

django.setup()

from loket.applications.models import Application  # noqa: E402 - after setup
from loket.audit.actor import Actor  # noqa: E402 - after setup
from loket.catalogue.actions.import_catalogue import import_catalogue  # noqa: E402 - after setup
from loket.catalogue.loading import packaged  # noqa: E402 - after setup
from loket.catalogue.models import Service  # noqa: E402 - after setup
from loket.intake import import_queries  # noqa: E402 - after setup
from loket.intake.actions.begin_import import begin_import  # noqa: E402 - after setup
from loket.intake.actions.bring_in import bring_in  # noqa: E402 - after setup
from loket.intake.actions.check_import import check_import  # noqa: E402 - after setup
from loket.intake.actions.map_columns import map_columns  # noqa: E402 - after setup
from loket.intake.actions.read_import import read_import  # noqa: E402 - after setup
from loket.intake.actions.start_bringing_in import start_bringing_in  # noqa: E402 - after setup
from loket.intake.actions.start_check import start_check  # noqa: E402 - after setup
from loket.intake.actions.undo_import import undo_import  # noqa: E402 - after setup
from loket.intake.import_plans import Plan  # noqa: E402 - after setup
from loket.intake.models import Import  # noqa: E402 - after setup
from loket.intake.sheets.column_guessing import guess_columns  # noqa: E402 - after setup
from loket.staff.actions.add_officer import add_officer  # noqa: E402 - after setup
from loket.tenants.actions.create_from_profile import create_from_profile  # noqa: E402 - after setup
from loket.tenants.models import Tenant  # noqa: E402 - after setup
from loket.tenants.scope import in_tenant  # noqa: E402 - after setup
from tests.intake import lists  # noqa: E402 - after setup

from .machine import HOST  # noqa: E402 - after setup

_SERVICE = "ktp-hilang"
_FIXED = {"peran_pemohon": "diri_sendiri", "penyelesaian": "ambil_dinas", "ada_perubahan_data": "tidak"}


def main() -> None:
    """``python -m bench.importing_work ROWS``."""
    tenant, found = create_from_profile("buleleng", HOST), dict[str, Any]()
    with in_tenant(tenant):
        import_catalogue(packaged(), codes=[_SERVICE], by=None)
        officer = add_officer(
            "ukur", "Petugas Ukur", roles=["petugas_loket"], password="sandi-ukur-7731-panjang"
        )
        by = Actor("officer", str(officer.account.public_id), officer.account.display_name)
        service = Service.objects.get(code=_SERVICE)
        batch = begin_import(
            _sheet(int(sys.argv[1])), origin="paper", service=service, membership=officer, by=by
        )
    found["read"] = _timed(lambda: read_import(tenant, batch.pk))
    with in_tenant(tenant):
        batch = _again(batch)
        fields = import_queries.fields_of(import_queries.versions_for(batch).values())
        columns = guess_columns(batch.outline["headings"], import_queries.meanings(batch, fields))
        map_columns(batch, Plan(columns, {}, _FIXED))
        start_check(batch, by=by)
    found["check"] = _timed(lambda: check_import(tenant, batch.pk))
    with in_tenant(tenant):
        batch = _again(batch)
        found |= {"good": batch.good, "bad": batch.bad}
        start_bringing_in(batch, by=by, leaves_out_bad=True, tells_people=False)
    found["bring_in"] = _timed(lambda: bring_in(tenant, batch.pk))
    found["cases"] = _cases(tenant)
    with in_tenant(tenant):
        batch = _again(batch)
    found["undo"] = _timed(lambda: _undo(tenant, batch, by))
    found["left"] = _cases(tenant)
    found["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(found))


def _sheet(rows: int) -> bytes:
    """Every hundredth, and the two after it, have something to mend."""
    bad = {"NIK": "510801"}
    cells = (lists.row(number, **(bad if number % 100 < 3 else {})) for number in range(1, rows + 1))
    return lists.as_xlsx([lists.HEADINGS, *cells])


def _undo(tenant: Tenant, batch: Import, by: Actor) -> None:
    with in_tenant(tenant):
        undo_import(batch, by=by)


def _again(batch: Import) -> Import:
    found: Import = Import.objects.select_related("service").get(pk=batch.pk)
    return found


def _cases(tenant: Tenant) -> int:
    with in_tenant(tenant):
        return int(Application.objects.count())


def _timed(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


main()
