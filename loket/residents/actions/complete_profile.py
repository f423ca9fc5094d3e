"""Give what is still missing before the first application."""

from __future__ import annotations

from loket.audit.actions.record import record
from loket.foundation.kernel import clock
from loket.foundation.kernel.identifiers import NomorKk
from loket.foundation.kernel.names import search_form
from loket.residents.models import Resident
from loket.tenants.keys import lookup_hash


def complete_profile(
    resident: Resident, *, village_code: str, name: str = "", nomor_kk: NomorKk | None = None
) -> None:
    """Keep desa/kelurahan, and name and nomor KK where they are not known yet (settled: accounts).

    ``village_code`` is a national code of level four, checked by the caller. What an officer has verified is
    not changed here.
    """
    given = ["village_code"]
    resident.village_code = village_code
    resident.kecamatan_code = village_code[:8]
    if name and not resident.name:
        resident.name, resident.name_search = name, search_form(name)
        resident.account.display_name = name
        resident.account.save(update_fields=["display_name"])
        given.append("name")
    if nomor_kk and not resident.kk_hash:
        resident.nomor_kk, resident.kk_hash = nomor_kk.digits, lookup_hash(nomor_kk.digits)
        resident.kk_given_at = clock.now()
        given.append("nomor_kk")
    resident.save(
        update_fields=[
            "village_code",
            "kecamatan_code",
            "name",
            "name_search",
            "nomor_kk",
            "kk_hash",
            "kk_given_at",
        ]
    )
    record(
        "residents.complete_profile",
        obj_type="resident",
        obj_ref=str(resident.public_id),
        detail={"given": given},
    )
