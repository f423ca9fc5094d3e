"""What the actions on a resident's own application share: the lock, what may be edited, what is copied out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from loket.files.actions.erase import erase
from loket.files.models import StoredFile
from loket.foundation.kernel.errors import Refusal
from loket.residents.models import ResidentPaper
from loket.tenants.keys import lookup_hash
from loket.tenants.models import Office
from loket.tenants.one_row import is_locked, one_row

from .. import states
from ..models import Application, Attachment
from ..models.defect import DefectKind
from ..queries import faults_of_return
from ..surroundings import office_now

#: Answers that name the person the document is about, best first.
_NAME_SLUGS = ("subjek_nama", "anak_nama", "almarhum_nama", "suami_nama", "pemohon_nama")
#: Answers with the NIK of that person, best first.
_NIK_SLUGS = ("subjek_nik", "anak_nik", "suami_nik")
#: Levels of a region code "51.08.02.2001" that make the kecamatan's code.
_KECAMATAN_PARTS = 3
SELF = "diri_sendiri"
#: Rows beside an application that no save of it changes.
_AROUND = ("service", "service_version", "applicant")
#: What a save of answers writes.
SAVED = (
    "sealed_answers", "wrapped_key", "applicant_name", "subject_name", "subject_hash", "household_hash",
    "village_code", "kecamatan_code", "delivery", "pickup_office", "saved_at",
)  # fmt: skip


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
    """Erase a photo that nothing shows any more: no other paper of any application, no paper of an account."""
    if Attachment.objects.filter(file=file).exists() or ResidentPaper.objects.filter(file=file).exists():
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


def copy_facts(application: Application, answers: Mapping[str, Any]) -> None:
    """Copy out of the answers what lists, routing and the duplicate check need; the caller saves."""
    full = application.service_version.form.complete(answers, office_now())
    applicant = application.applicant
    application.applicant_name = applicant.name
    name = next((full[slug] for slug in _NAME_SLUGS if full.get(slug)), applicant.name)
    application.subject_name = str(name)
    application.subject_hash = _hash(_subject_of(full))
    application.household_hash = _hash(str(full.get("subjek_no_kk") or full.get("pemohon_no_kk") or ""))
    village = str(full.get("pemohon_wilayah") or applicant.village_code)
    application.village_code = village
    application.kecamatan_code = ".".join(village.split(".")[:_KECAMATAN_PARTS])
    application.delivery = str(full.get("penyelesaian") or "")
    application.pickup_office = _pickup(str(full.get("lokasi_ambil") or ""))


def _subject_of(answers: Mapping[str, Any]) -> str:
    """NIK of the person the document is about; a foreigner's passport number; empty for somebody with neither."""
    own = answers.get("pemohon_nik") if answers.get("peran_pemohon") == SELF else ""
    passport = "".join(str(answers.get("paspor_nomor") or "").split()).upper()
    named = next((answers[slug] for slug in _NIK_SLUGS if answers.get(slug)), "")
    return str(named or own or (passport and f"paspor {passport}"))


def _hash(digits: str) -> bytes | None:
    return lookup_hash(digits) if digits else None


def _pickup(slug: str) -> Office | None:
    return one_row(Office, slug=slug, is_pickup=True) if slug else None
