"""Two registrations with one passport at the same moment make one account (issue 3; as S0-18 for a NIK)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from loket.residents.actions.complete_registration import complete_registration
from loket.residents.actions.start_registration import save_answers, start_registration
from loket.residents.models import Registration, Resident
from loket.tenants.actions.create_from_profile import create_from_profile
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant

_ANSWERS = {"negara": "NLD", "paspor": "NX12B45C6", "paspor_sampai": "2031-05-01"}


def test_one_passport_one_account(real_commits: str) -> None:
    tenant = create_from_profile("surakarta_2017", "surakarta.localhost")
    with in_tenant(tenant):
        drafts = [start_registration() for _ in range(2)]
        for number, draft in enumerate(drafts):
            save_answers(draft, {**_ANSWERS, "no_wa": f"+62812345678{number}0"})
    barrier = Barrier(2)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda draft: _complete(tenant, draft, barrier), drafts))

    with in_tenant(tenant):
        assert Resident.objects.count() == 1
        assert Registration.objects.filter(completed_at__isnull=False).count() == 2  # both read the same page


def _complete(tenant: Tenant, draft: Registration, barrier: Barrier) -> None:
    try:
        with in_tenant(tenant):
            barrier.wait()
            complete_registration(draft, device_hash=b"d" * 32)
    finally:
        connection.close()
