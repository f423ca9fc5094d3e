"""A service that an administrator has invented runs like the packaged ones: from the empty page to the hand-over."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from loket.applications import states
from loket.catalogue.models import Service, ServiceDraft
from tests.faces.console.rai import at_console, hire

from .conftest import Dinas
from .office import Work
from .test_all_services_end_to_end import answer_every_branch, begin, finish

CODE = "izin-tari-sakral"
#: Every small form in its order, as the builder's page sends it: three steps, one condition, two papers.
FORMS: list[tuple[str, dict[str, Any]]] = [
    ("add-step", {"judul": "Alasan"}),
    (
        "add-field:alasan",
        {"label": "Alasan mengajukan", "jenis": "choice", "pilihan": "Baru\nIzin lama hilang", "wajib": "on"},
    ),
    ("add-step", {"judul": "Tarian"}),
    ("add-field:tarian", {"label": "Nama tarian", "jenis": "text", "wajib": "on"}),
    ("add-field:tarian", {"label": "Di mana izin lama hilang?", "jenis": "text", "wajib": "on"}),
    ("add-step", {"judul": "Pentas"}),
    ("add-field:pentas", {"label": "Tanggal pentas terakhir", "jenis": "date", "wajib": "on"}),
    ("when:field:di_mana_izin_lama_hilang", {"syarat": "alasan_mengajukan=1"}),
    ("add-paper", {"jenis": "kk_asli"}),
    ("add-paper", {"label": "Foto topeng"}),
    ("part:outputs", {"outputs": ["biodata"]}),
]
HEAD = {
    "title_id": "Izin tari sakral",
    "name_id": "Izin tari sakral",
    "for_whom_id": "Untuk sanggar tari di kabupaten ini.",
    "life_event": "lainnya",
    "category": "pendaftaran_penduduk",
    "icon": "file-text",
}


def build(browser: Client) -> None:
    """The whole service by the builder's own forms."""
    assert browser.post(reverse("console:catalogue:create"), {"nama": "Izin tari sakral"}).status_code == 302
    for element, typed in [*FORMS, ("part:head", HEAD)]:
        answer = browser.post(reverse("console:catalogue:save", args=[CODE, element]), typed)
        assert answer.status_code == 302, (element, answer.content.decode()[-800:])


def publish(first: Client, second: Client) -> None:
    """One asks, the other publishes and opens it."""
    draft = ServiceDraft.objects.get(service__code=CODE)
    asked = first.post(reverse("console:publishing:ask", args=[CODE]), {"revisi": str(draft.revision)})
    assert asked.status_code == 302, asked.content.decode()[-800:]
    draft.refresh_from_db()
    typed = {"revisi": str(draft.revision), "buka": "on"}
    done = second.post(reverse("console:publishing:publish", args=[CODE]), typed)
    assert done.status_code == 302, done.content.decode()[-800:]
    assert Service.objects.get(code=CODE).is_active


def test_an_invented_service_runs_from_the_empty_page_to_the_hand_over(dinas: Dinas) -> None:
    """Issue 3: an administrator, not a programmer, makes the service."""
    rai, wayan = at_console(hire()), at_console(hire("wayan", "Pak Wayan"))
    build(rai)
    publish(rai, wayan)
    applicant = begin(dinas, CODE)
    applicant.walk(applicant.start)
    answer_every_branch(applicant)
    sent = applicant.send()
    assert sent.status_code == 302, sent.content.decode()[-2000:]
    work = Work(dinas.staff, applicant.application.reference)
    work.verify()
    work.take()
    work.produce()
    finish(work, applicant)
    assert work.case.state == states.COMPLETED
    assert "Selesai" in applicant.status_page()
