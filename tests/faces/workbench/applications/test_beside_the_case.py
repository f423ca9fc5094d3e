"""The desk's pages around one case, as an officer uses them without script (issue 4)."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
from django.test import Client

from loket.applications.actions.approve import approve
from loket.applications.actions.claim import claim
from loket.applications.actions.release_idle import release_idle
from loket.applications.actions.take_into_process import take_into_process
from loket.applications.models import Application, Correction, Opinion
from loket.audit.models import Entry
from loket.foundation.kernel import clock
from loket.staff.models import Membership
from loket.tenants.models import PrintZone, Tenant
from tests.applications.apply import ready_draft
from tests.applications.cases import as_officer, make_membership, make_paper, sent
from tests.faces.workbench.desk import at_desk, url

VERIFIER = "verifikator_layanan"


@pytest.fixture
def made(in_buleleng: Tenant) -> Membership:
    return make_membership(VERIFIER, "operator_ktp")


@pytest.fixture
def desk(made: Membership) -> Client:
    return at_desk(made)


def opened(made: Membership) -> Application:
    case = sent()
    claim(case, by=as_officer(made))
    return case


def test_a_note_a_link_and_a_question_are_left_by_plain_forms(desk: Client, made: Membership) -> None:
    """Notes, linked cases, passing upward; refusals keep what was typed."""
    case, other = opened(made), sent()
    kasi = make_membership("kasi_dafduk", name="Nyoman Kasi")
    posts = {
        "catatan": {"catatan": "Menunggu telepon."},
        "tautan": {"nomor": other.reference.lower(), "sebab": "Satu keluarga"},
        "pendapat": {"kepada": "kasi_dafduk", "pertanyaan": "Cukupkah surat ini?"},
    }
    for verb, fields in posts.items():
        assert desk.post(url(case, verb), fields).status_code == 302, verb
    page = desk.get(url(case)).content.decode()
    for words in ("Menunggu telepon.", other.reference, "Satu keluarga", "Cukupkah surat ini?"):
        assert words in page
    refused = desk.post(url(case, "tautan"), {"nomor": "BLL-26-XXXX", "sebab": "ini sebabnya"})
    assert (refused.status_code, "ini sebabnya" in refused.content.decode()) == (422, True)
    above = at_desk(kasi)
    assert "Diminta pendapat" in above.get("/petugas/").content.decode()
    assert case.subject_name in above.get("/petugas/permohonan/pendapat/").content.decode()
    assert "Cukupkah surat ini?" in above.get(url(case)).content.decode()
    assert above.post(url(case, "setujui"), {"versi": case.version}).status_code == 403
    asked = Opinion.objects.get()
    assert (
        above.post(url(case, f"pendapat/{asked.public_id}/jawab"), {"pendapat": "Cukup."}).status_code == 302
    )
    assert "Cukup." in desk.get(url(case)).content.decode()
    assert case.subject_name not in above.get("/petugas/permohonan/pendapat/").content.decode()


def test_a_colleague_is_asked_by_name_and_one_of_another_zone_is_not_offered(
    desk: Client, made: Membership
) -> None:
    """Issue 4: second opinion of a named colleague, not of a role only."""
    case = opened(made)
    ketut = make_membership("operator_kk", name="Ketut Rekan")
    helper = make_membership("operator_desa", name="Kadek Desa")
    page = desk.get(url(case)).content.decode()
    assert f'value="petugas:{ketut.public_id}"' in page
    assert str(made.public_id) not in page
    assert str(helper.public_id) not in page
    given = {"kepada": f"petugas:{ketut.public_id}", "pertanyaan": "Pernah lihat orang ini?"}
    assert desk.post(url(case, "pendapat"), given).status_code == 302
    assert case.subject_name in at_desk(ketut).get("/petugas/permohonan/pendapat/").content.decode()


def test_an_answer_is_corrected_on_a_page_of_its_own(desk: Client, made: Membership) -> None:
    """Correction with trace and reason; a wrong value is refused beside the field and kept."""
    from loket.applications.actions.submit import submit
    from tests.applications.apply import actor

    case = ready_draft()
    submit(case, by=actor(case.applicant), submit_key=uuid.uuid4())
    case = Application.objects.get(pk=case.pk)
    claim(case, by=as_officer(made))
    page = desk.get(url(case, "betulkan") + "?isian=surat_polisi_nomor").content.decode()
    edition = re.search(r'name="edisi" value="([^"]+)"', page)
    assert edition
    fields = {"versi": case.version, "edisi": edition.group(1), "isian": "surat_polisi_nomor"}
    bad = desk.post(url(case, "betulkan"), {**fields, "surat_polisi_nomor": "", "sebab": "typing"})
    assert bad.status_code == 422
    no_reason = desk.post(url(case, "betulkan"), {**fields, "surat_polisi_nomor": "SK/9/2026"})
    assert (no_reason.status_code, "SK/9/2026" in no_reason.content.decode()) == (422, True)
    good = desk.post(url(case, "betulkan"), {**fields, "surat_polisi_nomor": "SK/9/2026", "sebab": "typing"})
    assert good.status_code == 302
    assert Correction.objects.get().item == "surat_polisi_nomor"
    shown = desk.get(url(case)).content.decode()
    assert "Data dibetulkan" in shown
    assert "SK/9/2026" in shown


def test_siaks_sheet_has_its_order_and_the_look_is_on_record(desk: Client, made: Membership) -> None:
    """Printable work sheet and copy buttons in SIAK's field order; SIAK's number."""
    case = opened(made)
    page = desk.get(url(case, "lembar")).content.decode()
    nik = case.read_answers()["subjek_nik"]
    assert page.index("NIK pemilik dokumen") < page.index("Nama lengkap pemilik dokumen")
    assert f'data-salin="{nik}"' in page
    assert Entry.objects.filter(action="applications.sheet_printed", obj_ref=case.reference).count() == 1
    approve(case, by=as_officer(made))
    take_into_process(case, by=as_officer(made))
    assert (
        desk.post(url(case, "nomor-siak"), {"versi": case.version, "nomor_siak": "5108-0001"}).status_code
        == 302
    )
    assert "5108-0001" in desk.get(url(case)).content.decode()


def test_papers_are_judged_with_a_reason_that_the_return_starts_from(desk: Client, made: Membership) -> None:
    """S4-18: per-paper verdicts with coded reasons and the resident's sentence."""
    case = opened(made)
    paper = make_paper(case)
    judged = desk.post(
        url(case, f"berkas/{paper.file.public_id}/tanda"), {"versi": case.version, "tanda": "bad:blurred"}
    )
    assert judged.status_code == 302
    page = desk.get(url(case, "perbaikan")).content.decode()
    assert re.search(r'<option value="blurred" selected>', page)
    bad = desk.post(
        url(case, f"berkas/{paper.file.public_id}/tanda"), {"versi": case.version, "tanda": "bad:nonsense"}
    )
    assert bad.status_code == 422


def test_two_papers_lie_side_by_side_turned_without_script(desk: Client, made: Membership) -> None:
    """Papers: zoom, turn, original, compare two side by side."""
    case = opened(made)
    for slug in ("kk_asli", "surat_polisi_hilang"):
        paper = make_paper(case, slug)
        type(paper.file).objects.filter(pk=paper.file_id).update(state="rebuilt", rebuilt_name="x")
    page = desk.get(url(case, "banding") + "?putar_kiri=90").content.decode()
    assert page.count("<figure") == 2
    assert 'data-putar="90"' in page
    wall = desk.get(url(case) + "?besar=2&putar=2-180").content.decode()
    assert "perbesar" in wall
    assert 'data-putar="180"' in wall
    assert "?unduh=1" in wall


@pytest.mark.parametrize("verb", ["setujui", "perbaikan", "tolak", "batalkan", "lepas", "bagi", "betulkan"])
def test_a_stale_page_is_told_what_happened_and_changes_nothing(
    desk: Client, made: Membership, verb: str
) -> None:
    """Bad input and races: a stale page."""
    case = opened(made)
    stale = desk.post(
        url(case, verb), {"versi": case.version - 1, "hal": "paper:kk_asli", "alasan": "blurred"}
    )
    assert stale.status_code == 409
    assert "sudah berubah" in stale.content.decode()
    assert Application.objects.get(pk=case.pk).state == "in_verification"


def test_a_lock_lost_after_four_idle_minutes_is_said_plainly(desk: Client, made: Membership) -> None:
    """Experience rule 17: released after four idle minutes; a colleague has it; the first one is told."""
    case = opened(made)
    Application.objects.filter(pk=case.pk).update(
        assignee_seen_at=clock.now() - timedelta(minutes=4, seconds=1)
    )
    assert release_idle() == 1
    colleague = make_membership(VERIFIER, name="Ketut Arta")
    claim(Application.objects.get(pk=case.pk), by=as_officer(colleague))
    late = desk.post(url(case, "setujui"), {"versi": case.version})
    assert (late.status_code, "Ketut Arta" in late.content.decode()) == (409, True)
    assert "Sedang dibuka oleh Ketut Arta" in desk.get(url(case)).content.decode()


def test_three_minutes_of_quiet_release_nothing(in_buleleng: Tenant, made: Membership) -> None:
    case = opened(made)
    Application.objects.filter(pk=case.pk).update(
        assignee_seen_at=clock.now() - timedelta(minutes=3, seconds=50)
    )
    assert release_idle() == 0


def test_a_role_taken_away_in_mid_work_ends_the_work(desk: Client, made: Membership) -> None:
    """Bad input and races: a role removed in mid-work; the case is no longer his to see."""
    case = opened(made)
    assert desk.get(url(case)).status_code == 200
    Membership.objects.filter(pk=made.pk).update(roles=["petugas_pengaduan"])
    assert desk.post(url(case, "setujui"), {"versi": case.version}).status_code == 404
    Membership.objects.filter(pk=made.pk).update(roles=["operator_ktp"])
    refused = desk.post(url(case, "setujui"), {"versi": case.version})
    assert (refused.status_code, "bukan tugas peran Anda" in refused.content.decode()) == (403, True)
    assert Application.objects.get(pk=case.pk).state == "in_verification"


def test_numbers_guessed_from_another_zone_or_dinas_find_nothing(buleleng: Tenant, surakarta: Tenant) -> None:
    """Bad input and races: an officer of another dinas or zone guessing references (S3-49)."""
    from loket.tenants.scope import in_tenant

    with in_tenant(buleleng):
        case = sent(kecamatan="51.08.06")
        zone = PrintZone.objects.exclude(kecamatan__kecamatan_code="51.08.06").first()
        neighbour = at_desk(make_membership("operator_ktp", VERIFIER, zone=zone))
    with in_tenant(surakarta):
        joko = at_desk(make_membership(VERIFIER, "operator_ktp"), host="surakarta.localhost")
    for stranger in (neighbour, joko):
        for verb in ("", "lembar", "mirip", "banding", "berkas"):
            assert stranger.get(url(case, verb)).status_code == 404, verb
        for verb in ("setujui", "catatan", "pendapat", "tautan", "nomor-siak", "bagi", "pesan"):
            answer = stranger.post(url(case, verb), {"versi": case.version})
            assert answer.status_code == 404, verb
            assert case.subject_name not in answer.content.decode()


def test_look_alikes_stand_among_the_checks_with_links(desk: Client, made: Membership) -> None:
    """S3-6: duplicates are flagged with the existing number; reasons and links on the case page."""
    case = opened(made)
    sister = sent()
    Application.objects.filter(pk=sister.pk).update(household_hash=case.household_hash)
    page = desk.get(url(case)).content.decode()
    assert "Nomor KK sama, 1 permohonan:" in page
    assert sister.reference in page
    beside = desk.get(url(case, "mirip")).content.decode()
    assert "Nomor KK sama" in beside
    assert sister.reference in beside


def test_a_head_hands_the_case_on_and_the_list_names_colleagues_only(made: Membership) -> None:
    """Take, assign, hand back."""
    case, colleague = sent(), make_membership(VERIFIER, name="Ketut Arta")
    head = at_desk(make_membership("kasi_dafduk", VERIFIER, name="Kepala Seksi"))
    assert "Ketut Arta" in head.get(url(case)).content.decode()
    given = {"versi": case.version, "kepada": str(colleague.public_id)}
    assert head.post(url(case, "bagi"), given).status_code == 302
    assert Application.objects.get(pk=case.pk).assignee_id == colleague.pk
    nobody = head.post(url(case, "bagi"), {"versi": case.version + 1, "kepada": "x"})
    assert nobody.status_code == 422
