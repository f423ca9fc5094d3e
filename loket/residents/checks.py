"""What the system looks at before an officer does: hints, never decisions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from loket.accounts.queries import accounts_on_devices_of
from loket.foundation.kernel.identifiers import Nik, nik_warnings
from loket.foundation.kernel.names import name_warnings
from loket.regions.queries import kecamatan_prefixes

from .models import Resident
from .queries import same_kk, same_phone
from .rules import PHONE_CAP

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Check:
    """One line under "Diperiksa sistem"; ``people`` are other residents it points to."""

    ok: bool
    sentence: str | _StrPromise
    people: tuple[Resident, ...] = ()


def system_checks(resident: Resident) -> list[Check]:
    """The lines for one account: NIK, phone, KK, device, name. About six short queries."""
    return [
        *_nik_checks(resident),
        _phone_check(resident),
        *_shared_phone(resident),
        *_shared_kk(resident),
        *_shared_device(resident),
        *[Check(False, remark.message) for remark in name_warnings(resident.name)],
    ]


def _nik_checks(resident: Resident) -> list[Check]:
    nik = resident.nik_value
    remarks = nik_warnings(nik, known_regions=kecamatan_prefixes(), nomor_kk=resident.kk_value)
    lines = [Check(False, remark.message) for remark in remarks]
    if resident.nik_conflict:
        lines.append(Check(False, _("NIK yang baru diisi sudah dipakai akun lain. Periksa dengan teliti.")))
    if not lines:
        lines.append(Check(True, _nik_sentence(nik)))
    return lines


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


def _shared_phone(resident: Resident) -> list[Check]:
    others = same_phone(bytes(resident.phone_hash), besides=resident)
    if not others:
        return []
    if others >= PHONE_CAP:
        return [Check(False, _("Nomor ini dipakai %(n)d akun lain, lebih dari batas 5") % {"n": others})]
    return [Check(False, _("Nomor ini dipakai %(n)d akun lain") % {"n": others})]


def _shared_kk(resident: Resident) -> list[Check]:
    others = list(same_kk(resident)[:6])
    if not others:
        return []
    return [Check(False, _("KK ini dipakai %(n)d akun lain:") % {"n": len(others)}, tuple(others[:3]))]


def _shared_device(resident: Resident) -> list[Check]:
    others = accounts_on_devices_of(resident.account)
    return [Check(False, _("HP ini dipakai %(n)d akun lain") % {"n": others})] if others else []
