"""Fresh sessions of the eight officers, and people and cases to look for; printed as JSON."""

from __future__ import annotations

import json

import django

django.setup()

from loket.accounts.models import Account  # noqa: E402 - after setup
from loket.accounts.sessions import SessionStore  # noqa: E402 - after setup
from loket.applications.actions.release_idle import release_idle  # noqa: E402 - after setup
from loket.applications.models import Application  # noqa: E402 - after setup
from loket.regions.models import Region  # noqa: E402 - after setup
from loket.tenants.models import Tenant  # noqa: E402 - after setup
from loket.tenants.scope import in_tenant  # noqa: E402 - after setup

from .people import People  # noqa: E402 - after setup

_SOUGHT = 60


def main() -> None:
    """Sign in, pick at random but always the same.

    What officers of an earlier run left open goes back first, as the worker sees to it every minute: else the
    desk of a seed that was measured often is fuller than that of a fresh one.
    """
    tenant = Tenant.objects.get(slug="buleleng")
    villages = Region.objects.filter(code__startswith=f"{tenant.regency_id}.", code__regex=r"^.{13}$")
    people = People(list(villages.order_by("code").values_list("code", flat=True)), house=0)
    with in_tenant(tenant):
        release_idle()
    with in_tenant(tenant):
        officers = [_session(f"ukur{number}") for number in range(8)]
        count = Application.objects.values("applicant").distinct().count()
        sought = [people.person(number * 7919 % count) for number in range(_SOUGHT)]
        cases = Application.objects.filter(state="completed").order_by("pk")
        references = [cases[number * 11].reference for number in range(_SOUGHT)]
        waiting = Application.objects.filter(state="submitted").order_by("submitted_at")
        print(
            json.dumps({
                "officers": officers,
                "niks": [one.nik for one in sought],
                "names": [_mistyped(one.name) for one in sought],
                "references": references,
                "waiting": list(waiting.values_list("reference", flat=True)[:_SOUGHT]),
            })
        )  # fmt: skip


def _session(username: str) -> str:
    account = Account.objects.get(username=username)
    store = SessionStore()
    store.begin(account, second_factor=True)
    store.save()
    return str(store.session_key)


def _mistyped(name: str) -> str:
    """A letter left out of the longest word."""
    word = max(name.split(), key=len)
    return name.replace(word, word[:3] + word[4:])


if __name__ == "__main__":
    main()
