"""What the system looks at before an officer does: hints, never decisions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel.identifiers import Nik, nik_warnings
from loket.foundation.kernel.names import name_warnings
from loket.regions.queries import kecamatan_prefixes

from .broker_signs import signs_about
from .models import Resident
from .queries import same_kk

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Check:
    """One line under "Diperiksa sistem"; ``people`` are other residents it points to."""

    ok: bool
    sentence: str | _StrPromise
    people: tuple[Resident, ...] = ()


def system_checks(resident: Resident) -> list[Check]:
    """The lines for one account: NIK, phone, KK, signs of brokers, name. About nine short queries."""
    return [
        *_nik_checks(resident),
        _phone_check(resident),
        *_shared_kk(resident),
        *[Check(not sign.is_strong, sign.sentence) for sign in signs_about(resident)],
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


def _shared_kk(resident: Resident) -> list[Check]:
    others = list(same_kk(resident)[:6])
    if not others:
        return []
    return [Check(False, _("KK ini dipakai %(n)d akun lain:") % {"n": len(others)}, tuple(others[:3]))]
