"""Shared questions, choice lists, photo kinds (A3) and reasons (A6)."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from loket.applications.reasons import reason_of, reasons_for
from loket.catalogue.draft_queries import SAMPLE_OWNER
from loket.catalogue.models import DraftChange, SharedPart
from loket.files.actions.rebuild import rebuild
from loket.files.actions.receive import receive
from loket.files.models import StoredFile
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant
from tests.catalogue.conftest import opened
from tests.files.samples import jpeg

from .rai import at_console, hire


@pytest.fixture
def house(buleleng: Tenant) -> Tenant:
    """Buleleng with its four services."""
    return opened(buleleng)


@pytest.fixture
def rai(house: Tenant) -> Client:
    """Ibu Rai at the console."""
    with in_tenant(house):
        membership = hire()
    return at_console(membership)


def change(browser: Client, section: str, slug: str, **typed: Any) -> HttpResponse:
    """Change a part as the open form would send it, with ``typed`` put over it."""
    address = reverse("console:shared:part", args=[section, slug])
    form = browser.get(address).context["form"]
    sent = {bound.name: bound.value() for bound in form if bound.value() not in (None, False)}
    return browser.post(address, sent | typed)  # type: ignore[return-value]


SECTIONS = ["shared_fields", "common_fields", "choice_lists", "documents", "outputs", "reasons"]


@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_has_its_page(rai: Client, section: str) -> None:
    assert rai.get(reverse("console:shared:list", args=[section])).status_code == 200


def test_a_photo_kind_says_where_it_is_used_and_is_not_put_aside(rai: Client) -> None:
    """Issue 3: deleting what is in use is refused with where it is used."""
    text = rai.get(reverse("console:shared:part", args=["documents", "kk_asli"])).content.decode()
    assert "KTP hilang" in text
    answer = rai.post(reverse("console:shared:retire", args=["documents", "kk_asli"]))
    assert answer.status_code == 422
    assert "masih dipakai: KTP hilang" in answer.content.decode()


def test_an_unused_photo_kind_is_put_aside_and_taken_back(rai: Client, house: Tenant) -> None:
    address = reverse("console:shared:retire", args=["documents", "f115"])
    for retired in (True, False):
        assert rai.post(address).status_code == 302
        with in_tenant(house):
            assert SharedPart.objects.get(section="documents", slug="f115").retired is retired


def test_a_choice_list_keeps_the_values_of_words_that_stay(rai: Client, house: Tenant) -> None:
    change(rai, "choice_lists", "jenis_kelamin", pilihan="Laki-laki | Male\nWanita | Female")
    with in_tenant(house):
        options = SharedPart.objects.get(section="choice_lists", slug="jenis_kelamin").definition["options"]
    assert [(one["value"], one["label_id"]) for one in options] == [("L", "Laki-laki"), ("P", "Wanita")]


def test_a_shared_question_is_added_and_used_by_a_service(rai: Client, house: Tenant) -> None:
    answer = rai.post(
        reverse("console:shared:add", args=["shared_fields"]), {"label_id": "Nama kapal", "jenis": "text"}
    )
    assert answer.status_code == 302
    rai.post(
        reverse("console:catalogue:save", args=["ktp-hilang", "add-shared:data-berubah"]),
        {"pertanyaan": "nama_kapal"},
    )
    text = rai.get(reverse("console:catalogue:builder", args=["ktp-hilang"])).content.decode()
    assert "pertanyaan bersama" in text
    refused = rai.post(reverse("console:shared:retire", args=["shared_fields", "nama_kapal"]))
    assert "masih dipakai: KTP hilang" in refused.content.decode()


def test_two_administrators_at_one_list(rai: Client, house: Tenant) -> None:
    """The second sees the first's words beside his own, and his saving again counts."""
    with in_tenant(house):
        membership = hire("wayan", "Pak Wayan")
    wayan = at_console(membership)
    address = reverse("console:shared:part", args=["documents", "kk_asli"])
    seen = wayan.get(address).context["form"]
    change(rai, "documents", "kk_asli", help_id="Semua halaman.")
    sent = {bound.name: bound.value() for bound in seen if bound.value() not in (None, False)}
    answer = wayan.post(address, sent | {"help_id": "Halaman depan."})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Semua halaman." in text
    assert "Halaman depan." in text
    again = {
        bound.name: bound.value() for bound in answer.context["form"] if bound.value() not in (None, False)
    }
    assert wayan.post(address, again).status_code == 302
    with in_tenant(house):
        assert (
            SharedPart.objects.get(section="documents", slug="kk_asli").definition["help_id"]
            == "Halaman depan."
        )
        assert DraftChange.objects.filter(element="documents:kk_asli").count() == 2


REASON = {
    "use": "paper", "key": "8", "label_id": "Terbalik",
    "resident_id": "Foto {item} terbalik. Putar lalu kirim lagi.",
    "resident_en": "The photo of {item} is upside down. Turn it and send it again.",
}  # fmt: skip


def test_an_own_reason_is_offered_to_officers(rai: Client, house: Tenant) -> None:
    """A6: the officer's words, the resident's sentence, the key."""
    assert rai.post(reverse("console:shared:add", args=["reasons"]), REASON).status_code == 302
    with in_tenant(house):
        offered = {reason.key: str(reason.officer_label) for reason in reasons_for("paper")}
        own = reason_of("paper", "terbalik")
        assert own is not None
        assert own.sentence(item="KK") == "Foto KK terbalik. Putar lalu kirim lagi."
    assert offered["8"] == "Terbalik"
    assert offered["1"] == "Foto buram"


def test_a_packaged_reason_is_worded_anew_and_put_aside(
    rai: Client, house: Tenant, surakarta: Tenant
) -> None:
    """That dinas alone."""
    change(rai, "reasons", "paper_blurred", resident_id="Foto {item} kabur. Ambil lagi.")
    rai.post(reverse("console:shared:retire", args=["reasons", "paper_photocopy"]))
    with in_tenant(house):
        blurred = reason_of("paper", "blurred")
        assert blurred is not None
        assert blurred.sentence(item="KK") == "Foto KK kabur. Ambil lagi."
        assert reason_of("paper", "photocopy") is None
    with in_tenant(surakarta):
        assert reason_of("paper", "photocopy") is not None


BAD = [
    ("reasons", REASON | {"key": "1"}, "Angka ini sudah dipakai"),
    ("reasons", REASON | {"key": "x"}, "Satu angka"),
    ("reasons", REASON | {"resident_id": "Halo {nama}"}, "Hanya {item}"),
    ("choice_lists", {"nama": "Warna", "pilihan": "Merah"}, "2 sampai 400"),
    ("choice_lists", {"nama": "Warna", "pilihan": "Merah\nMerah"}, "dua kali"),
    ("choice_lists", {"nama": "", "pilihan": "Merah\nBiru"}, "Beri nama daftar ini."),
    ("shared_fields", {"label_id": "", "jenis": "text"}, "Pertanyaan belum diisi."),
    ("shared_fields", {"label_id": "Warna", "jenis": "choice"}, "paling sedikit dua"),
]


@pytest.mark.parametrize(("section", "typed", "sentence"), BAD)
def test_bad_input_comes_back_with_a_sentence(
    rai: Client, section: str, typed: dict[str, str], sentence: str
) -> None:
    answer = rai.post(reverse("console:shared:add", args=[section]), typed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_an_own_sample_photo_is_shown_to_residents_and_nothing_else_is(
    rai: Client, house: Tenant, phone: Client, surakarta_phone: Client
) -> None:
    """Help with a sample photo: rebuilt like every file; no other file leaves by this door."""
    typed = {"revisi": "1", "label_id": "Kartu Keluarga asli", "sensitivity": "biasa"}
    address = reverse("console:shared:part", args=["documents", "kk_asli"])
    sent = rai.post(address, typed | {"foto": SimpleUploadedFile("kk.jpg", jpeg(640, 480), "image/jpeg")})
    assert sent.status_code == 302
    with in_tenant(house):
        name = SharedPart.objects.get(section="documents", slug="kk_asli").definition["sample"]
        stored = StoredFile.objects.get(owner=SAMPLE_OWNER)
        other = receive(jpeg(640, 480), owner="account:test")
    assert name == f"foto:{stored.public_id}"
    assert phone.get(f"/contoh-foto/{stored.public_id}/").status_code == 404, "not before it is rebuilt"
    rebuild(house, stored.pk)
    shown = phone.get(f"/contoh-foto/{stored.public_id}/")
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")
    assert phone.get(f"/contoh-foto/{other.public_id}/").status_code == 404
    assert surakarta_phone.get(f"/contoh-foto/{stored.public_id}/").status_code == 404


def test_a_sample_that_is_no_photo_is_refused_beside_the_field(rai: Client) -> None:
    typed = {"revisi": "1", "label_id": "Kartu Keluarga asli"}
    address = reverse("console:shared:part", args=["documents", "kk_asli"])
    answer = rai.post(address, typed | {"foto": SimpleUploadedFile("kk.jpg", b"bukan foto", "image/jpeg")})
    assert answer.status_code == 422
    assert "bukan foto" in answer.content.decode().lower()
