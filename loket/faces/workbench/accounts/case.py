"""What the account queue shows: the list, the four photos, the system's checks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from loket.accounts.models import Account
from loket.faces.workbench.desk.frame import frame
from loket.faces.workbench.gate import the_membership, the_officer
from loket.faces.workbench.registry_hint import hint_panel
from loket.foundation.kernel import clock
from loket.foundation.kernel.passports import country_name
from loket.residents.checks import Check, system_checks
from loket.residents.labels import ITEMS, PAPERS, reasons_for
from loket.residents.lookalikes import alike_accounts, shared_with
from loket.residents.models import Resident, StayPermit
from loket.residents.policies import knows_himself, may_see
from loket.residents.queries import (
    after,
    current_papers,
    decided_today,
    free_for,
    held_by,
    history,
    last_freeze,
    undoable_step,
    waiting,
)
from loket.residents.rules import HELD_FOR, UNDO_FOR
from loket.residents.states import ResidentState
from loket.staff.models import Membership
from loket.staff.queries import kecamatan_of

PAGE = 40
#: The five things an officer compares; all must be ticked before approving.
TICKS = {
    "wajah": _("Wajah sama"),
    "nik": _("NIK sama"),
    "nama": _("Nama sama"),
    "kk": _("Nomor KK sama"),
    "ttd": _("Tanda tangan"),
}
#: The same of somebody with a passport; nothing to compare a nomor KK with, but a permit that may have ended.
TICKS_FOREIGNER = {
    "wajah": _("Wajah sama"),
    "paspor": _("Paspor sama"),
    "nama": _("Nama sama"),
    "izin": _("Masih berlaku"),
    "ttd": _("Tanda tangan"),
}
_WALL = (("ktp_asli", "surket_rekam"), ("selfie_ktp",), ("kk_asli",), ("foto_ttd",))
_WALL_FOREIGNER = (("dok_perjalanan",), ("selfie_paspor",), ("itas", "itap"), ("foto_ttd",))


def ticks_for(resident: Resident) -> dict[str, Any]:
    """What the officer compares: with KTP and KK, or with the passport."""
    return dict(TICKS if resident.nik_hash else TICKS_FOREIGNER)


def queue_of(membership: Membership) -> QuerySet[Resident]:
    """The accounts this officer may check, oldest first."""
    zone = kecamatan_of(membership) if membership.zone_id is not None else None
    return waiting(zone).select_related("opened_by")


def resident_here(request: HttpRequest, public_id: str) -> Resident:
    """The account with this name if the officer may see it; otherwise 404, whatever the reason (rule 6)."""
    found: Resident | None = (
        Resident.objects.select_related("account", "opened_by").filter(public_id=public_id).first()
    )
    if found is None or not may_see(the_membership(request), found):
        raise Http404
    return found


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list."""

    public_id: str
    name: str
    nik: str
    waited: timedelta
    late: bool
    resent: bool
    held_by: str


def list_context(request: HttpRequest) -> dict[str, Any]:
    """The left column, the tabs, the bottom line and the undo bar."""
    membership, officer = the_membership(request), the_officer(request)
    rows = queue_of(membership)
    which = request.GET.get("saring", "")
    shown = {"ulang": rows.filter(is_resent=True), "saya": held_by(rows, officer)}.get(which, rows)
    place = _place(request.GET.get("sesudah", ""))
    page = list((after(shown, *place) if place else shown)[: PAGE + 1])
    resent = Count("pk", filter=Q(is_resent=True))
    pile = rows.order_by().aggregate(count=Count("pk"), resent=resent, oldest=Min("waiting_since"))
    now = clock.now()
    return {
        "listed": [] if which or place else page[:PAGE],
        "rows": [_row(one, officer, now) for one in page[:PAGE]],
        "following": _cursor(page[PAGE - 1]) if len(page) > PAGE else "",
        "which": which,
        "count": pile["count"],
        "resent_count": pile["resent"],
        "oldest": now - pile["oldest"] if pile["oldest"] else None,
        "today": decided_today(str(officer.public_id)),
        **frame(request, "akun", account_count=pile["count"]),
        "undo": _undo(request, officer),
    }


def first_free(request: HttpRequest) -> Resident | None:
    """The oldest account no other officer has open."""
    officer = the_officer(request)
    rows = free_for(queue_of(the_membership(request)), officer)
    which = request.GET.get("saring", "")
    if which == "ulang":
        rows = rows.filter(is_resent=True)
    elif which == "saya":
        rows = held_by(rows, officer)
    found: Resident | None = rows.select_related("account", "opened_by").first()
    return found


def case_context(request: HttpRequest, resident: Resident, listed: Sequence[Resident]) -> dict[str, Any]:
    """The photo wall and the right column; ``listed``: the whole queue's first accounts, where they are known."""
    papers = current_papers(resident)
    wall = []
    for number, slugs in enumerate(_wall(resident), start=1):
        slug = next((one for one in slugs if one in papers), slugs[0])
        paper = papers.get(slug)
        wall.append(
            {
                "number": number,
                "slug": slug,
                "item": slug if slug in ITEMS else slugs[0],
                "label": PAPERS[slug],
                "paper": paper,
                "url": reverse("workbench:accounts:paper", args=[resident.public_id, slug]) if paper else "",
            }
        )
    decidable = resident.state == ResidentState.AWAITING_VERIFICATION
    return {
        "resident": resident,
        "wall": wall,
        "phone": resident.phone_value.local,
        "numbers": _numbers(resident),
        "checks": _checks(request, resident),
        "registry": hint_panel("resident", str(resident.public_id)),
        "registry_url": reverse("workbench:accounts:ask_register", args=[resident.public_id]),
        "knows_himself": knows_himself(the_membership(request)),
        "frozen_by_me": _frozen_by(resident, the_officer(request)),
        "ticks": ticks_for(resident),
        "reasons": reasons_for(is_foreigner=not resident.nik_hash),
        "decidable": decidable,
        "steps": [] if decidable and not resident.is_resent else list(history(resident)),
        "items": ITEMS,
        "next": _next(request, resident, listed) if decidable else None,
    }


def _wall(resident: Resident) -> tuple[tuple[str, ...], ...]:
    """The photos in their places; a visitor has no card of a stay permit."""
    if resident.nik_hash:
        return _WALL
    has_card = resident.stay_permit in {StayPermit.ITAS, StayPermit.ITAP}
    return tuple(slugs for slugs in _WALL_FOREIGNER if has_card or "itas" not in slugs)


def _numbers(resident: Resident) -> list[tuple[Any, str]]:
    """What the officer compares with the photos, whole."""
    rows: list[tuple[Any, str]] = []
    if resident.nik_value is not None:
        rows += [("NIK", resident.nik_value.grouped)]
        rows += [(_("Nomor KK"), resident.kk_value.grouped if resident.kk_value else "–")]
    passport = resident.passport_value
    if passport is not None:
        until = resident.passport_until
        rows += [(_("Paspor"), passport.shown), (_("Negara penerbit"), country_name(passport.country))]
        rows += [(_("Berlaku sampai"), f"{until:%d-%m-%Y}" if until else "–")]
    if passport is not None and not resident.nik_hash and resident.stay_permit:
        rows += [(_("Izin tinggal"), resident.get_stay_permit_display())]
    return rows


def _checks(request: HttpRequest, resident: Resident) -> list[Check]:
    """The system's lines; only accounts that the officer may open are named."""
    shared = shared_with(resident)
    membership = the_membership(request)
    alike = [one for one in alike_accounts(shared) if may_see(membership, one.resident)]
    return system_checks(resident, shared, alike)


def _frozen_by(resident: Resident, officer: Account) -> bool:
    if resident.state != ResidentState.FROZEN:
        return False
    step = last_freeze(resident)
    return step is not None and step.actor_id == str(officer.public_id)


def _next(request: HttpRequest, resident: Resident, listed: Sequence[Resident]) -> Resident | None:
    """The account that opens after this one: of those in the list, else asked for."""
    officer, now = the_officer(request), clock.now()
    others = (one for one in listed if one.pk != resident.pk and not _is_held(one, officer, now))
    following = next(others, None)
    if following is not None:
        return following
    rows = free_for(queue_of(the_membership(request)), the_officer(request)).exclude(pk=resident.pk)
    found: Resident | None = rows.first()
    return found


def _row(one: Resident, officer: Account, now: datetime) -> Row:
    other = one.opened_by if _is_held(one, officer, now) else None
    return Row(
        public_id=str(one.public_id),
        name=one.name,
        nik=one.identity_masked,
        waited=now - (one.waiting_since or now),
        late=one.check_due is not None and now > one.check_due,
        resent=one.is_resent,
        held_by=other.display_name if other is not None else "",
    )


def _is_held(one: Resident, officer: Account, now: datetime) -> bool:
    """Whether another officer has it open."""
    others = one.opened_by is not None and one.opened_by_id != officer.pk
    return others and one.opened_seen_at is not None and now - one.opened_seen_at < HELD_FOR


def _undo(request: HttpRequest, officer: Account) -> dict[str, Any] | None:
    named = request.GET.get("selesai", "")
    step = undoable_step(named, actor_id=str(officer.public_id)) if _is_uuid(named) else None
    if step is None:
        return None
    sentences = {
        "verify": _("Akun %(name)s disetujui."),
        "return_for_repair": _("Akun %(name)s diminta diperbaiki."),
        "cancel": _("Akun %(name)s ditolak."),
    }
    left = UNDO_FOR - (clock.now() - step.at)
    return {
        "url": reverse("workbench:accounts:undo", args=[step.public_id]),
        "sentence": sentences[step.move] % {"name": step.resident.name},
        "seconds": max(1, int(left.total_seconds())),
    }


def _is_uuid(text: str) -> bool:
    return len(text) == 36 and text.count("-") == 4 and all(c in "0123456789abcdef-" for c in text)


def _cursor(row: Resident) -> str:
    return f"{row.waiting_since.isoformat()}~{row.pk}" if row.waiting_since else ""


def _place(cursor: str) -> tuple[datetime, int] | None:
    moment, _tilde, number = cursor.replace(" ", "+").partition("~")
    try:
        at = parse_datetime(moment)
        return (at, int(number)) if at is not None and at.tzinfo else None
    except ValueError:
        return None
