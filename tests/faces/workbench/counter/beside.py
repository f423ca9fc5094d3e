"""Words for somebody who sits beside a resident."""

from __future__ import annotations

from typing import Any

from django.test import Client

from loket.accounts.models import Account, Kind
from loket.intake.actions.set_terms import set_terms
from loket.staff.models import Membership
from loket.tenants import keys
from loket.tenants.queries import main_office

NIK = "5108064107450003"
KK = "5108062203070011"
ALL_SEEN = ["ktp_asli", "kk_asli", "wajah"]
#: What is typed for Men Rempeg, who is 81 and has no phone of her own.
PERSON: dict[str, Any] = {
    "nik": NIK,
    "no_kk": KK,
    "nama": "Ni Ketut Rempeg",
    "desa": "51.08.06.2001",
    "hp": "relative",
    "no_wa": "0812 3499 8877",
    "hubungan": "anak",
    "pemilik": "Wayan Suta",
    "asli": ALL_SEEN,
}


def make_helper(username: str = "desa.lokapaksa", role: str = "operator_desa", **terms: Any) -> Membership:
    """A helper with terms, not signed in."""
    account = Account.objects.create(
        kind=Kind.OFFICER,
        username=username,
        login_hash=keys.lookup_hash(f"officer {username}"),
        display_name="Ni Wayan Sri",
    )
    set_terms(
        username, **{"kind": "village", "place": "Desa Lokapaksa", "daily_limit": 20, "services": [], **terms}
    )
    membership: Membership = Membership.objects.create(account=account, office=main_office(), roles=[role])
    return membership


def found(client: Client, nik: str = NIK) -> str:
    """The page after a NIK was entered."""
    return client.post("/petugas/loket/cari/", {"nik": nik}).content.decode()


def begun(client: Client, resident: Any, asli: list[str] | None = None) -> str:
    """The address of the sitting at the counter."""
    answer = client.post(
        f"/petugas/loket/orang/{resident.public_id}/mulai/", {"asli": ALL_SEEN if asli is None else asli}
    )
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])
