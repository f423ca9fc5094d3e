"""An account and those that look like it, side by side: why, the data, the photos (issue 4)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from loket.audit.actions.record import record
from loket.faces.workbench.accounts.case import resident_here
from loket.faces.workbench.desk.frame import frame
from loket.faces.workbench.gate import officer_required, the_membership
from loket.regions.queries import path
from loket.residents.broker_signs import signs_about
from loket.residents.labels import PAPERS
from loket.residents.lookalikes import Alike, alike_accounts, alike_by_name, born_on, shared_with
from loket.residents.models import Resident, ResidentPaper
from loket.residents.policies import VERIFIER, may_see
from loket.residents.queries import current_papers
from loket.staff.queries import kecamatan_of

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

#: The photos that are laid beside each other, one row each.
_PHOTOS = (
    ("ktp_asli", "surket_rekam", "dok_perjalanan"),
    ("selfie_ktp", "selfie_paspor"),
    ("kk_asli",),
    ("itas", "itap"),
    ("foto_ttd",),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing known of both accounts."""

    name: str | _StrPromise
    here: str
    there: str

    @property
    def is_same(self) -> bool:
        """Both say the same."""
        return bool(self.here) and self.here == self.there


@dataclass(frozen=True, slots=True)
class Photo:
    """One photo here or there; without address when there is none to show."""

    label: str | _StrPromise
    url: str
    is_image: bool


@never_cache
@require_safe
@officer_required(VERIFIER)
def beside(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Everybody alike, and one of them (``dengan``, else the first) laid beside; looking is on record for both."""
    resident, membership = resident_here(request, str(public_id)), the_membership(request)
    shared = shared_with(resident)
    zone = kecamatan_of(membership) if membership.zone_id is not None else None
    shared["name"] = alike_by_name(resident, zone)
    found = alike_accounts(shared)
    shown = [one for one in found if may_see(membership, one.resident)]
    other = _chosen(shown, request.GET.get("dengan", ""))
    _note(resident, other, shown=len(shown))
    context = {
        **frame(request, "akun"),
        "resident": resident,
        "signs": signs_about(resident, shared),
        "alike": shown,
        "hidden": len(found) - len(shown),
        "other": other,
        "lines": _lines(resident, other.resident) if other else [],
        "photos": _photos(resident, other.resident) if other else [],
    }
    return render(request, "workbench/accounts/beside.html", context)


def _chosen(shown: list[Alike], named: str) -> Alike | None:
    wanted = next((one for one in shown if str(one.resident.public_id) == named), None)
    return wanted or (shown[0] if shown else None)


def _note(resident: Resident, other: Alike | None, *, shown: int) -> None:
    record(
        "residents.view_beside",
        obj_type="resident",
        obj_ref=str(resident.public_id),
        purpose="verification",
        detail={"shown": shown},
    )
    if other is not None:
        record(
            "residents.view",
            obj_type="resident",
            obj_ref=str(other.resident.public_id),
            purpose="verification",
        )


def _lines(one: Resident, other: Resident) -> list[Line]:
    return [
        Line(_("Nama"), one.name, other.name),
        Line("NIK", _nik(one), _nik(other)),
        Line(_("Paspor"), _passport(one), _passport(other)),
        Line(_("Nomor KK"), _kk(one), _kk(other)),
        Line(_("Tanggal lahir menurut NIK"), _born(one), _born(other)),
        Line(_("Nomor HP"), _phone(one), _phone(other)),
        Line(_("Desa/kelurahan"), _village(one), _village(other)),
    ]


def _nik(resident: Resident) -> str:
    return resident.nik_value.grouped if resident.nik_value else ""


def _passport(resident: Resident) -> str:
    return resident.passport_value.shown if resident.passport_value else ""


def _kk(resident: Resident) -> str:
    return resident.kk_value.grouped if resident.kk_value else ""


def _born(resident: Resident) -> str:
    day = born_on(resident)
    return f"{day:%d-%m-%Y}" if day else ""


def _phone(resident: Resident) -> str:
    return resident.phone_value.local if resident.phone else ""


def _village(resident: Resident) -> str:
    return ", ".join(path(resident.village_code)[:2]) if resident.village_code else ""


def _photos(one: Resident, other: Resident) -> list[tuple[Photo, Photo]]:
    """Photos by kind, here and there; a kind that neither has is left out."""
    here, there = current_papers(one), current_papers(other)
    pairs = [(_photo(one, here, slugs), _photo(other, there, slugs)) for slugs in _PHOTOS]
    return [pair for pair in pairs if pair[0].url or pair[1].url]


def _photo(resident: Resident, papers: dict[str, ResidentPaper], slugs: tuple[str, ...]) -> Photo:
    slug = next((one for one in slugs if one in papers), slugs[0])
    paper = papers.get(slug)
    if paper is None or not paper.file.is_ready:
        return Photo(PAPERS[slug], "", is_image=False)
    url = reverse("workbench:accounts:paper", args=[resident.public_id, slug])
    return Photo(PAPERS[slug], url, is_image=paper.file.is_image)
