"""Accounts that look like this one: same NIK, family card, phone, browser, photo or network, or named and born alike.

Hints for an officer, never a decision. By keyed hashes and indexed parts of the photos' hashes; the name, which
costs most, is asked on the page that lays accounts side by side alone (as for cases).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel.names import search_form

from .broker_signs import sharing
from .models import Resident
from .queries import people_named_like, same_kk, same_nik

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

#: As many stand beside one account; a broker's phone may have hundreds.
MOST = 24
#: As many of the closest names are compared by birth date: a common name has thousands.
_MOST_NAMED = 200
#: Shortest name that tells people apart.
_SHORTEST_NAME = 3
REASONS: dict[str, _StrPromise] = {
    "nik": _("NIK sama"),
    "passport": _("Nomor paspor sama"),
    "kk": _("Nomor KK sama"),
    "photo": _("Foto sama"),
    "name": _("Nama mirip dan tanggal lahir sama"),
    "phone": _("Nomor HP sama"),
    "device": _("HP atau peramban sama"),
    "network": _("Jaringan sama, waktu berdekatan"),
}

#: Numbers of other accounts, by the reason they are named for.
Shared = Mapping[str, set[int]]


@dataclass(slots=True)
class Alike:
    """Another account and why it stands beside this one."""

    resident: Resident
    why: list[str] = field(default_factory=list)

    @property
    def reasons(self) -> list[_StrPromise]:
        """The reasons in words."""
        return [REASONS[reason] for reason in self.why]


def shared_with(resident: Resident) -> dict[str, set[int]]:
    """Other accounts by what they share with this one, the name apart; at most eight short queries."""
    return {
        "nik" if resident.nik_hash else "passport": set(
            same_nik(resident).values_list("pk", flat=True)[:MOST]
        ),
        "kk": set(same_kk(resident).values_list("pk", flat=True)[:MOST]),
        **sharing(resident),
    }


def alike_by_name(resident: Resident, kecamatan: Iterable[str] | None) -> set[int]:
    """Accounts named alike, typing mistakes included, whose NIK tells the same birth date; none without one.

    ``kecamatan``: the officer's, or None when he sees all.
    """
    words, born = search_form(resident.name), born_on(resident)
    if born is None or len(words) < _SHORTEST_NAME:
        return set()
    found = people_named_like(resident, words, kecamatan, most=_MOST_NAMED)
    return {one.pk for one in found if born_on(one) == born}


def alike_accounts(shared: Shared) -> list[Alike]:
    """The accounts behind the reasons: the one with the weightiest reason first, then the newest; one query."""
    why: dict[int, list[str]] = {}
    for reason in REASONS:
        for pk in shared.get(reason, ()):
            why.setdefault(pk, []).append(reason)
    rows = Resident.objects.filter(pk__in=list(why)).select_related("account")
    found = [Alike(row, why[row.pk]) for row in rows.order_by("-registered_at", "-id")]
    weight = {reason: place for place, reason in enumerate(REASONS)}
    return sorted(found, key=lambda one: weight[one.why[0]])[:MOST]


def born_on(resident: Resident) -> date | None:
    """The birth date that the NIK tells, of an adult where both readings are possible; None without a NIK."""
    nik = resident.nik_value
    return nik.birth_date(adult=True) or nik.birth_date() if nik else None
