"""A resident's applications in every state, for pages that a browser looks at."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from loket.accounts.sessions import SessionStore
from loket.applications import lifecycle
from loket.applications.actions.submit import submit
from loket.applications.models import Application
from loket.applications.rules import Fault
from loket.applications.states import Slot
from loket.complaints.actions.answer import answer
from loket.files.models import StoredFile
from loket.files.tasks import rebuild
from loket.foundation.kernel import clock
from loket.residents.models import Resident
from loket.tenants.models import Tenant
from loket.tenants.queries import main_office
from loket.tenants.scope import in_tenant
from tests.applications.apply import (
    LOST_ANSWERS,
    actor,
    add_papers,
    begin,
    fill,
    make_verified,
    make_version,
    ready_draft,
)
from tests.applications.cases import make_officer
from tests.complaints.filing import filed

_TO_READY = (
    ("claim", Slot.VERIFY),
    ("approve", Slot.VERIFY),
    ("take_into_process", Slot.PROCESS),
    ("start_production", Slot.PROCESS),
    ("mark_ready", Slot.PROCESS),
)


@dataclass(frozen=True)
class Cast:
    """Numbers of applications and of a complaint, and keys of sessions."""

    sari: str
    ketut: str
    running: str
    returned: str
    draft: str
    fresh: str
    ready: str
    complaint: str


def make_cast(tenant: Tenant) -> Cast:
    """Sari has one running, one returned, one nearly sent and one fresh; Ketut's is ready. Photos are rebuilt.

    Sari's complaint is answered."""
    with in_tenant(tenant):
        make_version()
        make_version("kia-baru")
        sari, ketut = make_verified(), make_verified("KETUT BAGUS ARTANA")
        running = _advance(_sent(ready_draft(sari)), 4)
        returned = _returned(_sent(_for(sari, "anak", "5108060101990002", "I KADEK BUDI")))
        draft = _for(sari, "orang_tua", "5108060101500002", "I NYOMAN TUA")
        fresh = begin(sari, "kia-baru")
        ready = _advance(_sent(ready_draft(ketut)), 5)
        complaint = filed(resident=sari, application=running)
        answer(complaint, "Besok bisa diambil.", by=make_officer("petugas_pengaduan"))
        keys = [_session(resident) for resident in (sari, ketut)]
        files = list(StoredFile.objects.values_list("pk", flat=True))
    for file in files:
        rebuild(tenant_id=tenant.pk, file_id=file)
    numbers = [one.reference for one in (running, returned, draft, fresh, ready, complaint)]
    return Cast(keys[0], keys[1], *numbers)


def _sent(draft: Application) -> Application:
    return submit(draft, submit_key=uuid.uuid4(), by=actor(draft.applicant))


def _for(resident: Resident, role: str, nik: str, name: str) -> Application:
    relative = {
        "peran_pemohon": role,
        "subjek_nik": nik,
        "subjek_nama": name,
        "subjek_no_kk": resident.nomor_kk,
    }
    draft = fill(begin(resident), {**LOST_ANSWERS, **relative})
    add_papers(draft)
    return draft


def _advance(case: Application, moves: int) -> Application:
    officer = make_officer("verifikator_layanan", "operator_ktp").actor
    for name, slot in _TO_READY[:moves]:
        place = {"pickup_office": main_office(), "ready_from": clock.now()} if name == "mark_ready" else None
        lifecycle.move(case, name, by=officer, slot=slot, changes=place)
    return case


def _returned(case: Application) -> Application:
    officer = make_officer("verifikator_layanan").actor
    lifecycle.move(case, "claim", by=officer, slot=Slot.VERIFY)
    sentence = "Foto Kartu Keluarga buram. Ambil foto sekali lagi di tempat terang."
    fault = Fault(kind="paper", item="kk_asli", reason_code="blurred", sentence=sentence)
    lifecycle.move(case, "return_for_correction", by=officer, slot=Slot.VERIFY, defects=[fault])
    return case


def _session(resident: Resident) -> str:
    session = SessionStore()
    session.begin(resident.account)
    return str(session.session_key)
