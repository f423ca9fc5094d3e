"""The talk inside a case: asked on the status page, read and answered at the desk (issue 4, R21)."""

from __future__ import annotations

import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from loket.applications.actions.ask_opinion import ask_opinion
from loket.applications.actions.note_down import note_down
from loket.applications.casework import asked_of, asked_pile
from loket.applications.models import Application
from loket.audit.models import Entry
from loket.conversations.actions.keep_reply import ReplyRefused, keep_reply
from loket.conversations.models import Post
from loket.conversations.queries import replies, unread, unread_count, unread_pile
from loket.notifications.models import Message
from loket.tenants.models import PrintZone, Tenant
from tests.applications.cases import CHILD_CARD, LOST_KTP, as_officer, make_membership, make_officer, sent
from tests.faces.portal.applications.people import signed_in
from tests.faces.workbench.desk import at_desk
from tests.faces.workbench.desk import url as desk_url
from tests.faces.workbench.desk_photos import drawn

ASKED = "Apa kartunya sudah jadi?"


@pytest.fixture
def case(in_buleleng: Tenant) -> Application:
    return sent()


def talk_url(case: Application) -> str:
    return f"/permohonan/{case.reference}/tanya/"


def test_a_resident_asks_the_desk_answers_and_one_message_says_so(case: Application) -> None:
    """Issue 4: thread with the resident inside the case; the words themselves leave in no message."""
    sari, member = signed_in(case.applicant), make_membership("verifikator_layanan")
    assert talk_url(case) in sari.get(f"/permohonan/{case.reference}/").content.decode()
    assert sari.post(talk_url(case), {"pesan": ASKED, "kunci": str(uuid.uuid4())}).status_code == 302
    made = at_desk(member)
    assert case.subject_name in made.get("/petugas/pesan/").content.decode()
    page = made.get(desk_url(case)).content.decode()
    assert ASKED in page
    assert "1 belum dibaca" in page
    answer = {"pesan": "Besok siang bisa diambil.", "kunci": str(uuid.uuid4()), "versi": case.version}
    for _twice in range(2):
        assert made.post(desk_url(case, "pesan"), answer).status_code == 302
    message = Message.objects.get(kind="conversations.written")
    assert "Besok" not in message.text
    assert case.reference in message.text
    assert unread_count(as_officer(member)) == 0
    status = sari.get(f"/permohonan/{case.reference}/").content.decode()
    assert "Petugas menulis kepada Anda" in status
    assert "Besok siang bisa diambil." in sari.get(talk_url(case)).content.decode()
    assert "Petugas menulis kepada Anda" not in sari.get(f"/permohonan/{case.reference}/").content.decode()
    actions = list(Entry.objects.values_list("action", flat=True))
    assert actions.count("conversations.asked") == actions.count("conversations.answered") == 1
    assert ASKED.encode() not in bytes(Post.objects.order_by("pk")[0].sealed_text)


def test_a_photo_goes_along_and_is_seen_through_the_case_s_door_alone(case: Application) -> None:
    """R21: photo allowed."""
    sari = signed_in(case.applicant)
    photo = SimpleUploadedFile("kk.jpg", drawn("KARTU KELUARGA"), content_type="image/jpeg")
    assert sari.post(talk_url(case), {"pesan": "", "foto": photo}).status_code == 302
    post = Post.objects.get()
    assert post.photo is not None
    assert (
        at_desk(make_membership("verifikator_layanan"))
        .get(desk_url(case, "pesan") + f"{post.pk}/foto/")
        .status_code
        == 409
    )
    assert (
        at_desk(make_membership("operator_kia")).get(desk_url(case, "pesan") + f"{post.pk}/foto/").status_code
        == 404
    )
    other = sent(CHILD_CARD)
    assert signed_in(other.applicant).get(talk_url(case)).status_code == 404


def test_bad_posts_are_refused_with_one_sentence_and_the_words_kept(case: Application) -> None:
    sari = signed_in(case.applicant)
    empty = sari.post(talk_url(case), {"pesan": " "})
    assert (empty.status_code, "Tulis pesan, atau pilih foto." in empty.content.decode()) == (422, True)
    long = sari.post(talk_url(case), {"pesan": "a" * 1001})
    assert long.status_code == 422
    assert "a" * 1001 in long.content.decode()
    no_photo = SimpleUploadedFile("a.jpg", b"tidak ada gambar", content_type="image/jpeg")
    assert sari.post(talk_url(case), {"pesan": "ini", "foto": no_photo}).status_code == 422
    for number in range(10):
        assert sari.post(talk_url(case), {"pesan": f"ke-{number}"}).status_code == 302
    eleventh = sari.post(talk_url(case), {"pesan": "lagi"})
    assert (eleventh.status_code, "Tunggu jawaban petugas" in eleventh.content.decode()) == (422, True)


def test_the_same_form_sent_twice_is_one_post(case: Application) -> None:
    sari, key = signed_in(case.applicant), str(uuid.uuid4())
    for _twice in range(2):
        assert sari.post(talk_url(case), {"pesan": ASKED, "kunci": key}).status_code == 302
    assert Post.objects.count() == 1


def test_residents_never_read_what_officers_note(case: Application) -> None:
    """Issue 4: internal notes never reach the resident."""
    note_down(case, "Curiga calo.", by=make_officer("verifikator_layanan"))
    sari = signed_in(case.applicant)
    for path in ("", "isi/", "tanya/"):
        answer = sari.get(f"/permohonan/{case.reference}/{path}")
        assert "calo" not in answer.content.decode()


def test_ready_replies_come_packaged_and_from_the_office(in_buleleng: Tenant) -> None:
    """Issue 4: canned replies, in both languages."""
    packaged = [one.title for one in replies()]
    assert "Bawa dokumen asli" in packaged
    assert all(one.text_en for one in replies())
    keep_reply("Bawa dokumen asli", "Bawa KTP saja.", "Bring your KTP only.")
    found = {one.title: one.text for one in replies()}
    assert (len(found), found["Bawa dokumen asli"]) == (len(packaged), "Bawa KTP saja.")
    with pytest.raises(ReplyRefused, match="sudah ada"):
        keep_reply("Bawa dokumen asli", "Lain.")


def test_an_officer_of_another_service_finds_no_talk(case: Application) -> None:
    """A foreign officer guessing numbers gets the same page as for a number that does not exist."""
    stranger: Client = at_desk(make_membership("operator_kia"))
    for path in ("", "pesan", "catatan", "lembar", "mirip", "banding"):
        answer = (
            stranger.get(desk_url(case, path))
            if path not in {"pesan", "catatan"}
            else stranger.post(desk_url(case, path))
        )
        assert answer.status_code == 404
        assert not re.search(case.subject_name, answer.content.decode())


def test_the_home_counts_what_the_lists_of_posts_and_questions_show(in_buleleng: Tenant) -> None:
    """Issue 4: live counters equal to the list; for every role and zone, by statements of their own."""
    zones = {slug: PrintZone.objects.get(slug=slug) for slug in ("barat", "timur")}
    for definition, kecamatan in ((LOST_KTP, "51.08.02"), (LOST_KTP, "51.08.08"), (CHILD_CARD, "51.08.02")):
        case = sent(definition, kecamatan=kecamatan)
        signed_in(case.applicant).post(talk_url(case), {"pesan": ASKED, "kunci": str(uuid.uuid4())})
        ask_opinion(case, "Apa boleh?", by=make_officer("verifikator_layanan"), role="kasi_dafduk")
    officers = [
        make_officer("verifikator_layanan"),
        make_officer("operator_kia"),
        make_officer("kasi_dafduk"),
        make_officer("pendamping"),
        *(make_officer("operator_ktp", "kasi_dafduk", zone=zone) for zone in zones.values()),
    ]
    seen = set()
    for officer in officers:
        written = unread(officer).order_by("at").values_list("at", flat=True)
        asked = asked_of(officer).values_list("asked_at", flat=True)
        assert unread_pile(officer) == (len(written), next(iter(written), None))
        assert asked_pile(officer) == (len(asked), next(iter(asked), None))
        seen |= {len(written), 10 + len(asked)}
    assert seen >= {0, 1, 3, 10, 13}, "the officers differ in what they see"
