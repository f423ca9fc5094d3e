"""What web and worker check before they serve anyone (security rules 2 and 15)."""

from __future__ import annotations

from django.conf import settings
from django.db import connection

from .environment import MisconfiguredEnvironment

_DURABLE = ("fsync", "full_page_writes", "synchronous_commit", "data_checksums")


def refuse_unsafe_database() -> None:
    """Raise ``MisconfiguredEnvironment`` when the database role or its durability would break a promise."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT r.rolsuper OR r.rolbypassrls, EXISTS (SELECT 1 FROM pg_class c WHERE c.relowner = r.oid "
            "AND c.relkind = 'r') FROM pg_roles r WHERE r.rolname = current_user"
        )
        row = cursor.fetchone()
        too_mighty, owner = row if row else (True, True)
        if too_mighty or owner:
            raise MisconfiguredEnvironment(
                "Pengguna basis data di LOKET_DATABASE_URL terlalu berkuasa (pemilik tabel, superuser atau BYPASSRLS)."
            )
        if settings.TESTING:
            return
        for name in _DURABLE:
            cursor.execute("SELECT current_setting(%s)", [name])
            value = cursor.fetchone()
            if value is None or value[0] not in ("on", "remote_write", "remote_apply"):
                raise MisconfiguredEnvironment(f"Basis data tidak aman: {name} harus menyala.")
