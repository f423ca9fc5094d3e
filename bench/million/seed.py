"""Inside a fresh installation: thirty dinas, their people and their applications. Prints JSON about the officers."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

import django
import django.utils.timezone

django.setup()

import psycopg  # noqa: E402 - after setup
from psycopg import sql  # noqa: E402 - after setup

from loket.accounts.sessions import SessionStore  # noqa: E402 - after setup
from loket.catalogue.actions.import_catalogue import import_catalogue  # noqa: E402 - after setup
from loket.catalogue.loading import packaged  # noqa: E402 - after setup
from loket.catalogue.models import ServiceVersion  # noqa: E402 - after setup
from loket.files.actions.rebuild import rebuild  # noqa: E402 - after setup
from loket.files.actions.receive import receive  # noqa: E402 - after setup
from loket.files.models import StoredFile  # noqa: E402 - after setup
from loket.regions.models import Region  # noqa: E402 - after setup
from loket.staff.actions.add_officer import add_officer  # noqa: E402 - after setup
from loket.staff.labels import ROLES  # noqa: E402 - after setup
from loket.tenants.actions.create_from_profile import create_from_profile  # noqa: E402 - after setup
from loket.tenants.models import Office, Tenant  # noqa: E402 - after setup
from loket.tenants.scope import in_tenant  # noqa: E402 - after setup
from tests.files import samples  # noqa: E402 - after setup

from ..machine import HOST  # noqa: E402 - after setup
from . import filling, parts  # noqa: E402 - after setup

HOUSES = 30
#: The first dinas is three times as busy as any other.
_BUSY = 3
_SERVICES = [
    "ktp-hilang",
    "ktp-rusak",
    "ktp-perubahan-data",
    "kia-baru",
    "kk-perubahan-data",
    "konsolidasi-manual",
]
_TABLES = (
    *("accounts_account", "residents_resident", "applications_application", "applications_step"),
    *("applications_attachment", "issuing_output"),
)
_FIRST = 10_000


def main() -> None:
    """``python -m bench.million.seed <rows>``, with the superuser's address in BENCH_SUPERUSER."""
    rows, began = int(sys.argv[1]), time.monotonic()
    tenants = [_open(number) for number in range(HOUSES)]
    officers = _officers(tenants[0])
    _told(began, "thirty dinas opened")
    with _superuser() as database:
        dropped = _drop_indexes(database)
        houses = _houses(tenants, rows)
        with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
            list(pool.map(_fill, houses))
        _told(began, "applications written")
        parts.write(database)
        _told(began, "steps, papers and outputs written")
        _restore_indexes(database, dropped)
        _told(began, "indexes built")
        for table in _TABLES:
            database.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"
            )
    with _superuser(quiet=False) as database:
        database.execute("VACUUM (ANALYZE)")
    _told(began, "statistics taken")
    print(json.dumps({"officers": officers}))


def _open(number: int) -> Tenant:
    regencies = Region.objects.filter(code__regex=r"^\d\d\.\d\d$").exclude(code="51.08").order_by("code")
    own: dict[str, Any] = {}
    if number:
        region = regencies[number * 13]
        own = {
            "slug": f"dinas{number:02d}", "name": f"Dinas Dukcapil {region.name}", "short_name": region.name[:40],
            "reference_prefix": "D" + "ABCDEFGHJK"[number // 10] + "ABCDEFGHJK"[number % 10], "region": region.code,
        }  # fmt: skip
    tenant = create_from_profile("buleleng", HOST if not number else f"dinas{number:02d}.localhost", own=own)
    with in_tenant(tenant):
        import_catalogue(packaged(), codes=_SERVICES, by=None)
        files = [receive(samples.jpeg(640, 480, quality=70 + one), owner="bench").pk for one in range(6)]
    for key in files:
        rebuild(tenant, key)
    with in_tenant(tenant):
        StoredFile.objects.update(claimed_at=django.utils.timezone.now())
    return tenant


def _officers(tenant: Tenant) -> list[str]:
    with in_tenant(tenant):
        return [_officer(number) for number in range(8)]


def _officer(number: int) -> str:
    roles = [role for role in ROLES if role not in ("administrator", "auditor")]
    made = add_officer(
        f"ukur{number}", f"Petugas Ukur {number}", roles=roles, password="sandi-ukur-7731-panjang"
    )
    store = SessionStore()
    store.begin(made.account, second_factor=True)
    store.save()
    return str(store.session_key)


def _houses(tenants: list[Tenant], rows: int) -> list[filling.House]:
    share, first, houses = rows // (HOUSES - 1 + _BUSY), _FIRST, []
    for number, tenant in enumerate(tenants):
        count = share if number else rows - share * (HOUSES - 1)
        with in_tenant(tenant):
            versions = ServiceVersion.objects.filter(published_at__isnull=False).order_by("pk")
            services: list[tuple[int, int, Mapping[str, Any]]] = [
                (one.service_id, one.pk, dict(one.definition)) for one in versions
            ]
            office = Office.objects.order_by("-is_main", "pk").values_list("pk", flat=True)[0]
        villages = Region.objects.filter(code__startswith=f"{tenant.regency_id}.", code__regex=r"^.{13}$")
        codes = list(villages.order_by("code").values_list("code", flat=True))
        houses.append(filling.House(tenant, number, count, first, services, codes, office))
        first += count + 10
    return houses


def _fill(house: filling.House) -> None:
    with _superuser() as database:
        filling.fill(house, database)


def _superuser(*, quiet: bool = True) -> psycopg.Connection[Any]:
    """As superuser with triggers and foreign keys at rest: what is written is known to fit."""
    database = psycopg.connect(os.environ["BENCH_SUPERUSER"], autocommit=True)
    if quiet:
        database.execute("SET session_replication_role = replica")
        database.execute("SET synchronous_commit = off")
        database.execute("SET maintenance_work_mem = '512MB'")
    return database


def _drop_indexes(database: psycopg.Connection[Any]) -> list[str]:
    rows = database.execute(
        "SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i"
        " WHERE i.indrelid::regclass::text = ANY (%s)"
        " AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)",
        [list(_TABLES)],
    ).fetchall()
    for name, _definition in rows:
        database.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
    return [definition for _name, definition in rows]


def _restore_indexes(database: psycopg.Connection[Any], definitions: list[str]) -> None:
    for definition in definitions:
        database.execute(definition)


def _told(began: float, what: str) -> None:
    print(f"{time.monotonic() - began:7.1f} s  {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
