"""One person on one page: accounts, applications on every channel, messages, and who is alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404

from loket.applications.finding import cases_of
from loket.applications.models import Application
from loket.applications.policies import Officer
from loket.foundation.kernel import clock
from loket.foundation.kernel.names import normalised
from loket.notifications.kinds import kinds
from loket.notifications.queries import messages_of
from loket.notifications.states import LABELS
from loket.residents.models import Resident
from loket.residents.policies import RECOVERERS, VERIFIER
from loket.residents.queries import accounts_of, people_named, same_kk, same_phone

from ..desk.rows import rows_of

#: Who may see accounts themselves, not only cases.
KEEPERS = frozenset({
    "verifikator_user", "verifikator_layanan", "petugas_loket", "petugas_pengaduan", "administrator", "auditor",
})  # fmt: skip
_ALIKE = 20


@dataclass(frozen=True, slots=True)
class Alike:
    """How many other accounts share something with this person."""

    same_kk: int
    same_phone: int
    same_name: int

    @property
    def any(self) -> bool:
        """Whether there is anything to look at."""
        return bool(self.same_kk or self.same_phone or self.same_name)


def may_see_accounts(officer: Officer, resident: Resident) -> bool:
    """A keeper of accounts, within his zone."""
    is_here = officer.kecamatan is None or resident.kecamatan_code in officer.kecamatan
    return is_here and bool(officer.roles & KEEPERS)


def history_of(officer: Officer, *, nik_hash: bytes, name: str) -> dict[str, Any]:
    """Context of the page. Raises ``Http404`` when the officer may see nothing of this person."""
    every = accounts_of(nik_hash) if nik_hash else []
    accounts = [one for one in every if may_see_accounts(officer, one)]
    cases = cases_of(officer, subject=nik_hash, accounts=[one.pk for one in every])
    if not accounts and not cases:
        raise Http404
    return {
        "name": accounts[0].name if accounts else name,
        "accounts": accounts,
        "may_recover": not officer.roles.isdisjoint(RECOVERERS),
        "may_check": VERIFIER in officer.roles,
        "newest": accounts[0] if accounts else None,
        "rows": rows_of(cases, now=clock.now()),
        "messages": _messages(cases),
        "alike": _alike(accounts[0], officer) if accounts else None,
    }


def _messages(cases: list[Application]) -> list[dict[str, Any]]:
    refs = [f"{case.reference}/{version}" for case in cases[:20] for version in range(1, case.version + 1)]
    return [
        {
            "at": one.created_at,
            "kind": _about(one.kind),
            "channel": one.get_channel_display(),
            "state": LABELS[one.state],
        }
        for one in messages_of(refs)
    ]


def _about(key: str) -> str:
    kind = kinds.get(key)
    return str(kind.title) if kind and kind.title else key


def _alike(resident: Resident, officer: Officer) -> Alike:
    named = people_named(normalised(resident.name), officer.kecamatan, most=_ALIKE)
    return Alike(
        same_kk=same_kk(resident).count(),
        same_phone=same_phone(bytes(resident.phone_hash), besides=resident),
        same_name=sum(
            one.pk != resident.pk and normalised(one.name) == normalised(resident.name) for one in named
        ),
    )
