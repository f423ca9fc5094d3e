"""`loket migrate`: tables, reference data and the tenant wall, as the owner of the database."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

from django.core.management import call_command
from django.db import connection

from loket.regions.actions.import_regions import import_regions
from loket.regions.models import Region
from loket.tenants import row_security

from . import environment


def migrate() -> int:
    """Bring the database up to this version; running it again changes nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '2s'")
    call_command("migrate", interactive=False, verbosity=0)
    if not Region.objects.exists() or os.environ.get("LOKET_IMPORT_REGIONS"):
        import_regions()
    row_security.secure(_application_role())
    return 0


def _application_role() -> str:
    """The role of ``LOKET_DATABASE_URL``, which serves requests and owns nothing."""
    os.environ["LOKET_CONNECT_AS"] = "application"
    try:
        role = urlsplit(environment.database_url()).username
    finally:
        os.environ["LOKET_CONNECT_AS"] = "owner"
    if not role:
        raise environment.MisconfiguredEnvironment(
            "LOKET_DATABASE_URL belum berisi nama pengguna basis data."
        )
    return role
