"""What the actions on a resident's own application share: the lock, what may be edited, what is copied out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from loket.files.actions.erase import erase
from loket.files.models import StoredFile
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.residents.models import LockerPaper, ResidentPaper
from loket.tenants.models import Office
from loket.tenants.one_row import is_locked, one_row
from loket.tenants.scope import mark_of_transaction

from .. import facts, states
from ..models import Application, Attachment
from ..models.defect import DefectKind
from ..queries import faults_of_return
from ..surroundings import office_now

SELF = facts.SELF
#: Levels of a region code "51.08.02.2001" that make the kecamatan's code.
_KECAMATAN_PARTS = 3
#: Rows beside an application that no save of it changes.
_AROUND = ("service", "service_version", "applicant")


class NotEditable(Refusal):
    """The application was sent in or has ended: its answers and papers stand."""

    default_code = "not_editable"
    default_status = 409

    def __init__(self) -> None:
        super().__init__(_("Permohonan ini sudah dikirim. Isian dan foto tidak bisa diubah lagi."))


class NotToMend(Refusal):
    """While a returned application is mended, only what the officer named may change."""

    default_code = "not_to_mend"
    default_status = 409

    def __init__(self) -> None:
        super().__init__(_("Bagian ini sudah benar dan tidak perlu diubah. Perbaiki yang diminta saja."))


def locked(application: Application) -> Application:
    """The row again, locked until the transaction ends, with what the caller's copy has loaded around it.

    An object that was read under the lock in this very transaction is that row already.
    """
    if is_locked(application):
        return application
    found = one_row(Application, lock=True, id=application.pk)
    if found is None:
        raise Application.DoesNotExist
    known = application._state.fields_cache
    for name in _AROUND:
        if name in known:
            setattr(found, name, known[name])
    return found


def let_go(file: StoredFile) -> None:
    """Erase a photo that nothing shows any more: no paper of any application, of an account or of a locker."""
    if any(table.objects.filter(file=file).exists() for table in (Attachment, ResidentPaper, LockerPaper)):
        return
    erase(file)


def check_editable(application: Application, slugs: Iterable[str], *, kind: DefectKind) -> None:
    """Raise ``NotEditable`` or ``NotToMend`` unless these questions or papers may change now."""
    if application.state == states.DRAFT:
        return
    if application.state != states.RETURNED:
        raise NotEditable
    named = faults_of_return(application).filter(kind=kind).values_list("item", flat=True)
    if not set(slugs) <= set(named):
        raise NotToMend


def mark(application: Application, slugs: Iterable[str], *, kind: DefectKind, mended: bool) -> None:
    """Note that the resident has mended these items of a returned application, or has not after all."""
    if application.state == states.RETURNED:
        faults_of_return(application).filter(kind=kind, item__in=list(slugs)).update(open=not mended)


#: What saving a draft may change: the answers and what ``copy_facts`` takes out of them.
SAVED = (
    *("sealed_answers", "wrapped_key", "saved_at", "applicant_name", "subject_name", "subject_hash"),
    *("household_hash", "village_code", "kecamatan_code", "delivery", "pickup_office"),
)


def note_answers(application: Application) -> None:
    """Write the answers, what was copied out of them, and when."""
    application.saved_at, application.saved_in = clock.now(), mark_of_transaction()
    application.save(update_fields=SAVED)


def note_photos(application: Application) -> None:
    """Write when the photos changed; nothing when the answers sent with them were written a moment ago."""
    if application.saved_in is None or application.saved_in is not mark_of_transaction():
        application.saved_at = clock.now()
        application.save(update_fields=["saved_at"])


def copy_facts(application: Application, answers: Mapping[str, Any]) -> None:
    """Copy out of the answers what lists, routing and the duplicate check need; the caller saves."""
    full = application.service_version.form.complete(answers, office_now())
    copy_from_whole(application, full)
    application.pickup_office = _pickup(str(full.get("lokasi_ambil") or ""))


def copy_from_whole(application: Application, full: Mapping[str, Any]) -> None:
    """As ``copy_facts`` from answers that are whole already, without the place where it is fetched. No query."""
    applicant = application.applicant
    application.applicant_name = applicant.name
    application.subject_name = facts.name_of_subject(full, applicant=applicant.name)
    application.subject_hash = facts.hash_of(facts.subject_of(full))
    application.household_hash = facts.hash_of(facts.household_of(full))
    village = str(full.get("pemohon_wilayah") or applicant.village_code)
    application.village_code = village
    application.kecamatan_code = ".".join(village.split(".")[:_KECAMATAN_PARTS])
    application.delivery = str(full.get("penyelesaian") or "")


def _pickup(slug: str) -> Office | None:
    return one_row(Office, slug=slug, is_pickup=True) if slug else None
