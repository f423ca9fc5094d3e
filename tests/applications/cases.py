"""Small makers for tests of cases: a service, people, papers, an application in a wanted state."""

from __future__ import annotations

import hashlib
import itertools
import uuid
from collections.abc import Mapping
from typing import Any

from loket.accounts.models import Account, Kind
from loket.applications import lifecycle, states
from loket.applications.models import Application, Attachment
from loket.applications.policies import Officer
from loket.applications.states import Slot
from loket.audit.actor import Actor
from loket.catalogue.models import Service, ServiceVersion
from loket.files.models import StoredFile
from loket.foundation.kernel import clock
from loket.foundation.kernel.reference import new_reference
from loket.residents.models import Resident
from loket.staff.labels import COVERS
from loket.staff.models import Membership
from loket.tenants import keys
from loket.tenants.models import PrintZone
from loket.tenants.queries import main_office
from loket.tenants.scope import current_tenant

_serial = itertools.count(1)

#: A lost KTP-el as in the catalogue, only as long as the tests of cases need it.
LOST_KTP: Mapping[str, Any] = {
    "code": "ktp-hilang",
    "name_id": "KTP-el pengganti karena hilang",
    "name_en": "Replacement KTP-el: lost",
    "outputs": ["ktp_el"],
    "physical_card": True,
    "processed_by": {
        "verify": "verifikator_layanan",
        "process": "operator_ktp",
        "hand_over": "petugas_pengambilan",
    },
    "routing": {"by_kecamatan": True, "rule": "wilayah_cetak_ktp"},
    "sla": {"target": {"value": 1, "unit": "working_day"}},
    "documents": [
        {
            "slug": "surat_polisi_hilang",
            "requirement": "mandatory",
            "label_id": "Surat keterangan kehilangan dari Kepolisian",
            "label_en": "Police report of the loss",
        },
        {
            "slug": "kk_asli",
            "requirement": "mandatory",
            "label_id": "Kartu Keluarga asli (foto/pindai)",
            "label_en": "Original family card (photo or scan)",
        },
    ],
    "fields": [
        {
            "slug": "subjek_nik",
            "label_id": "NIK pemilik dokumen",
            "label_en": "NIK of the document's owner",
            "type": "nik",
            "required": True,
        },
        {
            "slug": "subjek_nama",
            "label_id": "Nama lengkap pemilik dokumen",
            "label_en": "Full name of the document's owner",
            "type": "name",
            "required": True,
        },
    ],
}
RECORDING: Mapping[str, Any] = {
    **LOST_KTP,
    "code": "ktp-baru-pemula",
    "visit": {"role": "petugas_perekaman", "what": "biometric recording (perekaman)"},
}
NO_DOCUMENT: Mapping[str, Any] = {
    "code": "konsolidasi-manual",
    "name_id": "Konsolidasi manual",
    "outputs": ["pemberitahuan_konsolidasi"],
    "processed_by": {"verify": "verifikator_layanan", "process": "adb_konsolidasi", "hand_over": None},
    "sla": {"target": {"value": 1, "unit": "working_day"}},
    "documents": [],
    "fields": [],
}
CHILD_CARD: Mapping[str, Any] = {
    **LOST_KTP,
    "code": "kia-baru",
    "name_id": "KIA baru",
    "outputs": ["kia"],
    "processed_by": {**LOST_KTP["processed_by"], "process": "operator_kia"},
    "routing": {"by_kecamatan": False},
}
BUNDLE: Mapping[str, Any] = {
    **LOST_KTP,
    "code": "akta-perkawinan-tridatu",
    "name_id": "Tridatu akta perkawinan",
    "outputs": ["kutipan_akta_perkawinan", "kk", "ktp_el"],
    "processed_by": {
        "verify": "verifikator_layanan",
        "process": "operator_akta_perkawinan",
        "then": ["operator_kk", "operator_ktp"],
        "hand_over": "petugas_pengambilan",
    },
    "routing": {"by_kecamatan": False},
}


def make_service(definition: Mapping[str, Any] = LOST_KTP) -> ServiceVersion:
    """The published version of a service; made once per definition and database."""
    service, _made = Service.objects.get_or_create(
        code=definition["code"], defaults={"category": "pendaftaran_penduduk", "tenant": current_tenant()}
    )
    version: ServiceVersion | None = ServiceVersion.objects.filter(service=service).first()
    if version is None:
        digest = hashlib.sha256(definition["code"].encode()).hexdigest()
        version = ServiceVersion.objects.create(
            service=service,
            number=1,
            definition=dict(definition),
            checksum=digest,
            published_at=clock.now(),
        )
    return version


def make_resident(name: str = "NI LUH PUTU SARI", *, email: str = "") -> Resident:
    """A resident with an account; verified or not does not matter to a case."""
    number = next(_serial)
    nik = f"51080{number % 9 + 1}450187{number:04d}"
    account = Account.objects.create(
        kind=Kind.RESIDENT, login_hash=keys.lookup_hash(f"login {uuid.uuid4()}"), display_name=name
    )
    kk = f"510801010120{number:04d}"
    phone = f"+6281234{number:06d}"
    resident: Resident = Resident.objects.create(
        account=account,
        name=name,
        nik=nik,
        nik_hash=keys.lookup_hash(nik),
        nik_masked=f"{nik[:6]}••••••{nik[-4:]}",
        nomor_kk=kk,
        kk_hash=keys.lookup_hash(kk),
        phone=phone,
        phone_hash=keys.lookup_hash(phone),
        email=email,
        village_code="51.08.06.1001",
        kecamatan_code="51.08.06",
    )
    return resident


def make_membership(*roles: str, name: str = "Made Wirawan", zone: PrintZone | None = None) -> Membership:
    """An officer with these roles, not signed in."""
    account = Account.objects.create(
        kind=Kind.OFFICER, login_hash=keys.lookup_hash(f"officer {uuid.uuid4()}"), display_name=name
    )
    membership: Membership = Membership.objects.create(
        account=account, office=zone.office if zone else main_office(), zone=zone, roles=list(roles)
    )
    return membership


def as_officer(membership: Membership) -> Officer:
    """What the policies look at, as the workbench's gate makes it."""
    codes = membership.zone and frozenset(row.kecamatan_code for row in membership.zone.kecamatan.all())
    roles = frozenset(membership.roles).union(*(COVERS.get(role, ()) for role in membership.roles))
    return Officer(
        actor=Actor("officer", str(membership.account.public_id), membership.account.display_name),
        membership_id=membership.pk,
        roles=roles,
        kecamatan=codes or None,
        nik_hash=bytes(membership.nik_hash or b""),
        kk_hash=bytes(membership.kk_hash or b""),
    )


def make_officer(*roles: str, name: str = "Made Wirawan", zone: PrintZone | None = None) -> Officer:
    """An officer as the policies see him."""
    return as_officer(make_membership(*roles, name=name, zone=zone))


def make_draft(
    definition: Mapping[str, Any] = LOST_KTP,
    *,
    applicant: Resident | None = None,
    kecamatan: str = "51.08.06",
    answers: Mapping[str, Any] | None = None,
) -> Application:
    """A filled-in draft that could be sent."""
    version = make_service(definition)
    resident = applicant or make_resident()
    application = Application(
        reference=new_reference(current_tenant().reference_prefix, 26),
        service=version.service,
        service_version=version,
        applicant=resident,
        applicant_name=resident.name,
        subject_name=resident.name,
        subject_hash=resident.identity_hash,
        household_hash=bytes(resident.kk_hash or b"") or None,
        kecamatan_code=kecamatan,
        created_at=clock.now(),
    )
    application.write_answers(answers or {"subjek_nama": resident.name, "subjek_nik": resident.nik})
    application.save()
    return application


def make_paper(application: Application, slug: str = "kk_asli") -> Attachment:
    """A stored photo attached to the application (no bytes behind it)."""
    file = StoredFile.objects.create(media_type="image/jpeg", size=1000, wrapped_key=b"x")
    paper: Attachment = Attachment.objects.create(
        application=application, slug=slug, file=file, created_at=clock.now()
    )
    return paper


def resident_actor(application: Application) -> Actor:
    """The applicant as the record knows him."""
    return Actor("resident", str(application.applicant.account.public_id))


def sent(definition: Mapping[str, Any] = LOST_KTP, **given: Any) -> Application:
    """An application that waits in the queue."""
    application = make_draft(definition, **given)
    lifecycle.move(application, "submit", by=resident_actor(application), slot=Slot.APPLICANT)
    return application


def standing_in(state: str, definition: Mapping[str, Any] = LOST_KTP, **given: Any) -> Application:
    """An application in any state, inserted as such (no history): for truth tables only."""
    application = make_draft(definition, **given)
    copy = Application.objects.get(pk=application.pk)
    copy.pk = None
    copy._state.adding = True
    copy.reference = new_reference(current_tenant().reference_prefix, 26)
    copy.state = state
    if state != states.DRAFT:
        copy.submitted_at = clock.now()
    copy.sealed_answers = copy.wrapped_key = None
    with lifecycle.importing():
        copy.save()
    copy.write_answers(given.get("answers") or {"subjek_nama": "X"})
    copy.save()
    return copy
