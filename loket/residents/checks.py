"""What the system looks at before an officer does: hints, never decisions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel import clock
from loket.foundation.kernel.identifiers import Nik, nik_warnings
from loket.foundation.kernel.names import name_warnings
from loket.foundation.kernel.passports import until_remark
from loket.regions.queries import kecamatan_prefixes
from loket.tenants.scope import current_tenant

from .broker_signs import Sign, signs_about
from .lookalikes import Alike, Shared
from .models import Resident

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Check:
    """One line under "Diperiksa sistem"; ``people`` are other residents it points to, ``more`` as many besides."""

    ok: bool
    sentence: str | _StrPromise
    people: tuple[Resident, ...] = ()
    more: int = 0


#: As many look-alikes are named in one line; the rest stand on the page that lays them side by side.
_NAMED = 3
_COUNTED = {
    "nik": _("NIK ini ada di %(n)d akun lain:"),
    "passport": _("Nomor paspor ini ada di %(n)d akun lain:"),
    "kk": _("KK ini dipakai %(n)d akun lain:"),
}


def system_checks(resident: Resident, shared: Shared, alike: Iterable[Alike]) -> list[Check]:
    """The lines for one account: NIK, phone, what it shares with others, name.

    ``shared`` of ``lookalikes.shared_with``; ``alike`` those of them whom the officer may open, to be named.
    """
    people = list(alike)
    return [
        *(_nik_checks(resident) if resident.nik_hash else _passport_checks(resident)),
        _phone_check(resident),
        *[_shared(reason, shared[reason], people) for reason in _COUNTED if shared.get(reason)],
        *[_named(sign, people) for sign in signs_about(resident, shared)],
        *[Check(False, remark.message) for remark in name_warnings(resident.name)],
    ]


def _nik_checks(resident: Resident) -> list[Check]:
    nik = Nik(str(resident.nik), clock.now().date())
    remarks = nik_warnings(nik, known_regions=kecamatan_prefixes(), nomor_kk=resident.kk_value)
    lines = [Check(False, remark.message) for remark in remarks]
    if resident.nik_conflict:
        lines.append(Check(False, _("NIK yang baru diisi sudah dipakai akun lain. Periksa dengan teliti.")))
    if not lines:
        lines.append(Check(True, _nik_sentence(nik)))
    return lines


def _passport_checks(resident: Resident) -> list[Check]:
    """How long it lasts, and by which permit the person stays; the register knows nobody without a NIK."""
    until = resident.passport_until
    if until is None:
        return [Check(True, _("Belum punya NIK, mendaftar dengan paspor"))]
    remark = until_remark(until, today=clock.today(current_tenant().zone))
    if remark:
        return [Check(False, remark)]
    return [Check(True, _("Paspor berlaku sampai %(day)s") % {"day": f"{until:%d-%m-%Y}"})]


def _nik_sentence(nik: Nik) -> str:
    born = nik.birth_date(adult=True) or nik.birth_date()
    gender = _("perempuan") if nik.gender == "P" else _("laki-laki")
    if born is None:
        return _("NIK wajar: %(gender)s") % {"gender": gender}
    return _("NIK wajar: %(gender)s, lahir %(day)s") % {"gender": gender, "day": f"{born:%d-%m-%Y}"}


def _phone_check(resident: Resident) -> Check:
    if resident.phone_proved_at:
        return Check(True, _("Nomor WhatsApp sudah dibuktikan"))
    return Check(False, _("Nomor WhatsApp belum dibuktikan"))


def _shared(reason: str, others: set[int], people: list[Alike]) -> Check:
    return Check(False, _COUNTED[reason] % {"n": len(others)}, *_who(reason, people))


def _named(sign: Sign, people: list[Alike]) -> Check:
    return Check(not sign.is_strong, sign.sentence, *_who(sign.kind, people))


def _who(reason: str, people: list[Alike]) -> tuple[tuple[Resident, ...], int]:
    """The first few named for this reason, and how many more stand side by side with them."""
    found = [one.resident for one in people if reason in one.why]
    return tuple(found[:_NAMED]), max(0, len(found) - _NAMED)
