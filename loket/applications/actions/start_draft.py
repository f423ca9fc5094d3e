"""Begin an application."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from loket.audit.actions.record import record
from loket.audit.actor import Actor
from loket.catalogue.models import ServiceVersion
from loket.catalogue.queries import version_of
from loket.catalogue.rules import takes_passports
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.reference import new_reference
from loket.residents.models import Resident
from loket.staff.models import Membership
from loket.tenants.one_row import one_row, some_rows
from loket.tenants.scope import current_tenant, joined

from .. import admission, states
from ..models import Application
from ..models.application import Channel
from . import _draft, _prefill

#: Drafts one resident may keep at a time: a family's worth, not a robot's.
MAX_DRAFTS = 20
VERIFIED = "verified"
NIK_NEEDED = _(
    "Layanan ini perlu NIK. Dengan paspor Anda bisa mengurus layanan orang asing, misalnya SKTT; "
    "sesudah punya NIK, minta kantor mencatatnya di akun Anda."
)


class NotVerified(Refusal):
    """The account is not verified yet, or no longer (S3-27)."""

    default_code = "not_verified"
    default_status = 403

    def __init__(self) -> None:
        super().__init__(
            _("Akun Anda belum selesai diperiksa. Setelah disetujui, Anda bisa mulai mengajukan.")
        )


class NikNeeded(Refusal):
    """The service is for people with a NIK, and the applicant has none (yet)."""

    default_code = "nik_needed"
    default_status = 409

    def __init__(self) -> None:
        super().__init__(NIK_NEEDED)


class TooManyDrafts(Refusal):
    """The resident keeps more unsent applications than anybody needs."""

    default_code = "too_many_drafts"

    def __init__(self) -> None:
        super().__init__(
            _("Anda punya banyak permohonan yang belum dikirim. Kirim atau batalkan salah satu dulu.")
        )


@dataclass(frozen=True, slots=True)
class Assistance:
    """Who types for the applicant, how it comes in, and the name the history shows."""

    by: Membership
    channel: str
    name: str


def start_draft(
    version: ServiceVersion,
    *,
    resident: Resident,
    by: Actor,
    copy_of: Application | None = None,
    assistance: Assistance | None = None,
) -> Application:
    """Begin an application of ``version`` for ``resident``, with what the account already knows filled in.

    ``copy_of`` takes over the answers and papers of an ended application of the same service (S3-32). A
    double tap finds the draft just begun. ``assistance``: somebody else types (seed S1-20).
    Raises ``NotVerified``, ``NikNeeded``, ``ServiceShut`` and
    ``TooManyDrafts``.
    """
    if resident.state != VERIFIED:
        raise NotVerified
    if not resident.nik_hash and not takes_passports(version.definition):
        raise NikNeeded
    admission.check_open(version.service)
    with joined():  # refuses before it writes
        one_row(Resident, lock=True, id=resident.pk)  # the second tap waits here for the first
        drafts = some_rows(Application, applicant_id=resident.pk, state=states.DRAFT)
        typist = assistance.by.pk if assistance else None
        for untouched in drafts if copy_of is None else ():
            is_same = untouched.service_version_id == version.pk and untouched.assisted_by_id == typist
            if is_same and untouched.saved_at is None:
                untouched.service_version, untouched.applicant = version_of(version.pk), resident
                return untouched
        if len(drafts) >= MAX_DRAFTS:
            raise TooManyDrafts
        draft = _begin(version, resident, assistance)
        if copy_of is not None:
            _prefill.copy_from(copy_of, draft)
        record("applications.start", actor=by, obj_type="application", obj_ref=draft.reference)
    return draft


def _begin(version: ServiceVersion, resident: Resident, assistance: Assistance | None) -> Application:
    now = clock.now()
    tenant = current_tenant()
    draft = Application(
        reference=new_reference(tenant.reference_prefix, now.astimezone(tenant.zone).year),
        service=version.service,
        service_version=version_of(version.pk),
        applicant=resident,
        created_at=now,
    )
    if assistance is not None:
        draft.assisted_by, draft.assisted_name = assistance.by, assistance.name
        draft.channel = assistance.channel
        if assistance.channel == Channel.COUNTER:
            draft.counter_minutes = version.service.counter_minutes
    answers = version.form.begin(_prefill.account_answers(resident))
    draft.write_answers(answers)
    _draft.copy_facts(draft, answers)
    draft.save()
    return draft
