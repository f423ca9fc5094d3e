"""Send an application in: the one moment that makes it an application of the office."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from loket.audit.actor import Actor
from loket.catalogue.models import Service
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.residents.models import Resident
from loket.tenants.models import Office, Tenant
from loket.tenants.one_row import one_row
from loket.tenants.queries import main_office, print_office_for
from loket.tenants.scope import current_tenant, joined

from .. import admission, completeness, lifecycle, states
from ..consulting import consult_on_arrival
from ..models import Application
from ..queries import other_open
from ..surroundings import office_now
from . import _draft
from .save_answers import StaleForm
from .start_draft import VERIFIED, NotVerified

#: The privacy notice shown beside the tick; raised whenever its text changes (UU 27/2022: recorded, no consent).
NOTICE_VERSION = "2026-11"


class AlreadyRunning(Refusal):
    """The same service for the same person is open already (S3-6)."""

    default_code = "already_running"
    default_status = 409

    def __init__(self, reference: str) -> None:
        self.reference = reference
        known = _(
            "Permohonan yang sama sedang berjalan, nomor {reference}. Tunggu sampai selesai, atau batalkan dulu."
        )
        unknown = _(
            "Permohonan yang sama untuk orang ini sedang berjalan. Tanyakan kepada kantor bila Anda ragu."
        )
        super().__init__(format_lazy(known, reference=reference) if reference else unknown)


class IntakeClosed(Refusal):
    """The dinas takes applications at certain hours only, and it is not one of them (S2-4)."""

    default_code = "intake_closed"
    default_status = 409

    def __init__(self, tenant: Tenant) -> None:
        hours = f"{tenant.intake_opens:%H.%M}–{tenant.intake_closes:%H.%M} {tenant.zone_label}"
        said = _("Permohonan diterima pukul {hours}. Isian Anda sudah tersimpan. Kirim lagi pada jam itu.")
        super().__init__(format_lazy(said, hours=hours))


class NotDeclared(Refusal):
    """The two statements at the end were not ticked."""

    default_code = "not_declared"

    def __init__(self) -> None:
        super().__init__(_("Beri tanda centang pada dua pernyataan, lalu kirim."), field="pernyataan_benar")


def submit(
    application: Application,
    *,
    submit_key: uuid.UUID,
    by: Actor,
    declared: Mapping[str, Any] | None = None,
    edition: str | None = None,
) -> Application:
    """Send ``application`` in and return it as it is now.

    ``declared`` are the last answers (the two statements), kept only if it is sent; ``edition`` as in
    ``save_answers``. Everything is asked before anything is written, and the row is written once.
    Idempotent: the second tap, the request sent again, the second tab find the application that was sent and
    change nothing (security rule 12). Sets when processing starts and the first decision is due, the print
    site, and the version of the privacy notice, and makes the one move with its history, audit and message.
    Raises ``NotVerified``, ``IntakeClosed``, ``ServiceShut`` (window and quota of the service), ``NotDeclared``,
    ``StaleForm``, ``RequirementsIncomplete``, ``AlreadyRunning``, ``NotEditable``.
    """
    with joined():  # refuses before it writes; the move is atomic in itself
        current = _draft.locked(application)
        if current.submitted_at is not None:
            return current
        if current.state != states.DRAFT:
            raise _draft.NotEditable
        if edition is not None and edition != current.edition:
            raise StaleForm
        if one_row(Resident, id=current.applicant_id, state=VERIFIED) is None:
            raise NotVerified
        if not current_tenant().takes_applications(clock.now()):
            raise IntakeClosed(current_tenant())
        current.service = one_row(Service, id=current.service_id)
        admission.check_open(current.service, sending=True)
        _settle_answers(current, declared or {})
        completeness.check(current)
        check_alone(current)
        _send(current, submit_key, by)
    return current


def _settle_answers(application: Application, declared: Mapping[str, Any]) -> None:
    """Keep what belongs to open questions only, with what follows from it; the move that sends it writes it."""
    given = application.read_answers() | dict(declared)
    answers = application.service_version.form.complete(given, office_now())
    if not (answers.get("pernyataan_benar") and answers.get("persetujuan_pdp")):
        raise NotDeclared
    application.write_answers(answers)
    _draft.copy_facts(application, answers)
    application.saved_at = clock.now()


def check_alone(application: Application) -> None:
    """Raise ``AlreadyRunning`` when the same service is open for the same person.

    The other number is told only to its own applicant and to the same family.
    """
    other = other_open(application)
    if other is not None:
        raise AlreadyRunning(other.reference if _may_know(application, other) else "")


def _may_know(application: Application, other: Application) -> bool:
    if other.applicant_id == application.applicant_id:
        return True
    family: Resident = application.applicant
    return bool(other.household_hash) and bytes(other.household_hash or b"") == bytes(family.kk_hash or b"")


def _send(application: Application, submit_key: uuid.UUID, by: Actor) -> None:
    changes: dict[str, Any] = {
        **{name: getattr(application, name) for name in _draft.SAVED},
        "submit_key": submit_key,
        "notice_version": NOTICE_VERSION,
        "office": _print_site(application),
    }
    try:
        lifecycle.move(application, "submit", by=by, slot=states.Slot.APPLICANT, changes=changes)
        consult_on_arrival(application, by=by)
    except lifecycle.AlreadyOpen:
        check_alone(application)
        raise


def _print_site(application: Application) -> Office:
    """The office that prints for the subject's kecamatan; an unmapped one goes to the dinas (S3-46 to S3-48).

    Where the dinas has switched zones off, all of them do.
    """
    is_zoned = application.is_routed and current_tenant().routes_by_zone
    found = print_office_for(application.kecamatan_code) if is_zoned else None
    return found or main_office()
