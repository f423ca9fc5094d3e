"""A hundred equal requests at the same moment: one wins (goals R08, R09)."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pyotp
from django.contrib.auth.hashers import make_password
from django.db import connection

from loket.accounts.actions.check_code import check_code
from loket.accounts.actions.check_totp import check_totp
from loket.accounts.actions.create_account import create_account
from loket.accounts.actions.issue_code import issue_code
from loket.accounts.models import Kind, OneTimeCode, RateCounter
from loket.accounts.rules import SECOND_FACTOR, Limit
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.tenants.actions.create_from_profile import create_from_profile
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant, tenant_named

AT_ONCE = 25
ROUNDS = 4


def together(tenant: Tenant, deed: Callable[[], None]) -> int:
    """Run ``deed`` in AT_ONCE threads that start together; how many were not refused."""
    barrier = Barrier(AT_ONCE)

    def one() -> bool:
        try:
            with tenant_named(tenant):
                barrier.wait()
                deed()
        except Refusal:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return sum(pool.map(lambda _number: one(), range(AT_ONCE)))


def test_the_same_code_of_the_app_opens_once(real_commits: str, monkeypatch: object) -> None:
    """R09: 100 parallel tries with the same code, one log in (limits lifted to let all compare)."""
    tenant = create_from_profile("buleleng", "buleleng.localhost")
    _lift(monkeypatch)
    with in_tenant(tenant):
        account = create_account(Kind.OFFICER, "made", password_hash=make_password("x" * 12))
        account.totp_secret, account.totp_confirmed_at = pyotp.random_base32(), clock.now()
        account.save()
    code = pyotp.TOTP(str(account.totp_secret)).generate_otp(int(clock.now().timestamp()) // 30)

    accepted = sum(together(tenant, lambda: check_totp(account, code)) for _round in range(ROUNDS))

    assert accepted == 1


def _lift(monkeypatch: object) -> None:
    from loket.accounts.actions import check_code as code_module
    from loket.accounts.actions import check_totp as totp_module

    many = Limit("lifted", 10_000, 720)
    monkeypatch.setattr(totp_module, "SECOND_FACTOR", many)  # type: ignore[attr-defined]
    monkeypatch.setattr(code_module, "CHECK_HOUR", many)  # type: ignore[attr-defined]
    monkeypatch.setattr(code_module, "CHECK_DAY", many)  # type: ignore[attr-defined]


def test_the_same_sms_code_is_used_once(real_commits: str, monkeypatch: object) -> None:
    """R08: parallel right codes, one accepted."""
    tenant = create_from_profile("buleleng", "buleleng.localhost")
    _lift(monkeypatch)
    bound = {"binding": b"s" * 32, "phone_hash": b"p" * 32}
    with in_tenant(tenant):
        code = issue_code("register", **bound)

    accepted = together(tenant, lambda: check_code("register", code, subject="p", **bound))

    assert accepted == 1


def test_two_hundred_guesses_are_at_most_five_comparisons(real_commits: str, monkeypatch: object) -> None:
    """R08: guesses beyond the fifth are not compared, however many come at once."""
    tenant = create_from_profile("buleleng", "buleleng.localhost")
    _lift(monkeypatch)
    bound = {"binding": b"s" * 32, "phone_hash": b"p" * 32}
    with in_tenant(tenant):
        code = issue_code("register", **bound)
    wrong = f"{(int(code) + 1) % 10**6:06d}"

    for _round in range(8):
        together(tenant, lambda: check_code("register", wrong, subject="p", **bound))

    with in_tenant(tenant):
        assert OneTimeCode.objects.get().tries == 5
    assert together(tenant, lambda: check_code("register", code, subject="p", **bound)) == 0


def test_limits_count_every_parallel_try(real_commits: str) -> None:
    """Security rule 32: counted first; of a hundred at once no more than ten pass."""
    from loket.accounts import limits

    tenant = create_from_profile("buleleng", "buleleng.localhost")

    passed = sum(together(tenant, lambda: limits.count((SECOND_FACTOR, "x"))) for _round in range(ROUNDS))

    assert passed == SECOND_FACTOR.most
    with in_tenant(tenant):
        assert sum(RateCounter.objects.values_list("count", flat=True)) == AT_ONCE * ROUNDS
