"""Makers for tests of applying: real forms of the packaged catalogue, verified residents, small photos."""

from __future__ import annotations

from typing import Any

from loket.applications.actions.attach import attach
from loket.applications.actions.save_answers import save_answers
from loket.applications.actions.start_draft import start_draft
from loket.applications.models import Application, Attachment
from loket.audit.actor import Actor
from loket.catalogue.compiling import checksum
from loket.catalogue.loading import packaged
from loket.catalogue.models import Service, ServiceVersion
from loket.files.actions.receive import receive
from loket.files.models import StoredFile
from loket.foundation.kernel import clock
from loket.residents import lifecycle as residents
from loket.residents.models import Resident
from loket.tenants.scope import current_tenant
from tests.applications.cases import make_resident
from tests.files.samples import jpeg

LOST = "ktp-hilang"
#: What a resident types for a lost card of his own.
LOST_ANSWERS: dict[str, Any] = {
    "peran_pemohon": "diri_sendiri",
    "surat_polisi_nomor": "SKTLK/123/XI/2026",
    "surat_polisi_tgl": "2026-11-19",
    "surat_polisi_polsek": "Polsek Singaraja",
    "ada_perubahan_data": "tidak",
    "catatan": None,
    "penyelesaian": "ambil_dinas",
}
DECLARED = {"pernyataan_benar": True, "persetujuan_pdp": True}


def make_version(code: str = LOST) -> ServiceVersion:
    """The packaged service as this dinas offers it now."""
    definition = packaged().definition(code)
    service, _made = Service.objects.get_or_create(
        code=code, defaults={"category": definition["category"], "tenant": current_tenant()}
    )
    version, _made = ServiceVersion.objects.get_or_create(
        service=service,
        number=1,
        defaults={
            "tenant": current_tenant(),
            "definition": definition,
            "checksum": checksum(definition),
            "published_at": clock.now(),
        },
    )
    found: ServiceVersion = version
    return found


def make_verified(name: str = "NI LUH PUTU SARI", **given: Any) -> Resident:
    """A resident who may apply."""
    resident = make_resident(name, **given)
    residents.move(resident, "activate", by=actor(resident), slot="applicant")
    return resident


def actor(resident: Resident) -> Actor:
    """The resident as the door names him."""
    return Actor("resident", str(resident.account.public_id))


def begin(resident: Resident, code: str = LOST) -> Application:
    """A fresh draft."""
    return start_draft(make_version(code), resident=resident, by=actor(resident))


def photo(width: int = 640, height: int = 480) -> StoredFile:
    """A stored photo, waiting for its decoder."""
    return receive(jpeg(width, height), owner="account:test")


def fill(draft: Application, answers: dict[str, Any] | None = None) -> Application:
    """Save all answers at once, the two statements included."""
    return save_answers(draft, {**(answers or LOST_ANSWERS), **DECLARED}, edition=draft.edition)


def add_papers(draft: Application, *slugs: str) -> list[Attachment]:
    """One photo for each paper (default: what a lost card needs)."""
    return [attach(draft, slug, photo()) for slug in slugs or ("surat_polisi_hilang", "kk_asli")]


def ready_draft(resident: Resident | None = None, answers: dict[str, Any] | None = None) -> Application:
    """A draft that lacks nothing."""
    draft = fill(begin(resident or make_verified()), answers)
    add_papers(draft)
    return draft
