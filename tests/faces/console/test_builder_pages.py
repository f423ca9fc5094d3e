"""The builder's pages (A1, A2): what an administrator can do there, and what is refused with one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from loket.accounts.models import Account
from loket.catalogue.models import DraftChange, Service, ServiceDraft
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant
from tests.catalogue.conftest import opened

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


@pytest.fixture
def wayan(house: Tenant) -> Client:
    """The second administrator."""
    with in_tenant(house):
        membership = hire("wayan", "Pak Wayan")
    return at_console(membership)


@pytest.fixture
def inside(house: Tenant) -> Iterator[Tenant]:
    """The scope of Buleleng, for looking at rows afterwards."""
    with in_tenant(house):
        yield house


def page(code: str) -> str:
    return reverse("console:catalogue:builder", args=[code])


def save(browser: Client, element: str, code: str = "ktp-hilang", **typed: Any) -> HttpResponse:
    return browser.post(reverse("console:catalogue:save", args=[code, element]), typed)  # type: ignore[return-value]


def press(browser: Client, words: str, code: str = "ktp-hilang", **more: Any) -> HttpResponse:
    return browser.post(reverse("console:catalogue:act", args=[code]), {"tindak": words, **more})  # type: ignore[return-value]


def source(house: Tenant, code: str = "ktp-hilang") -> dict[str, Any]:
    with in_tenant(house):
        found: dict[str, Any] = ServiceDraft.objects.get(service__code=code).source
    return found


def typed_from(browser: Client, element: str, code: str = "ktp-hilang") -> dict[str, Any]:
    """What the open form holds, as a browser would send it."""
    answer = browser.get(page(code), {"buka": element})
    for part in (*answer.context["parts"], *answer.context["papers"]):
        if part.element == element:
            form = part.form
    for screen in answer.context["screens"]:
        for row in screen.rows:
            if row.element == element:
                form = row.form
    sent = {}
    for bound in form:
        value = bound.value()
        if value is not None and value is not False:
            sent[bound.name] = value
    return sent


def test_the_list_shows_every_service_with_its_state(rai: Client) -> None:
    text = rai.get(reverse("console:catalogue:list")).content.decode()
    assert "KTP hilang" in text
    assert "versi 1" in text


def test_a_published_service_opens_without_beginning_a_draft(rai: Client, house: Tenant) -> None:
    answer = rai.get(page("ktp-hilang"))
    assert answer.status_code == 200
    assert "Nomor surat" in answer.content.decode()
    with in_tenant(house):
        assert not ServiceDraft.objects.exists()


def test_a_new_service_begins_empty_and_closed(rai: Client, house: Tenant) -> None:
    answer = rai.post(reverse("console:catalogue:create"), {"nama": "Izin tari sakral"})
    assert answer.status_code == 302
    assert "Beri judul" not in rai.get(answer["Location"]).content.decode()
    with in_tenant(house):
        service = Service.objects.get(code="izin-tari-sakral")
        assert not service.is_active


def test_a_service_without_a_name_is_refused_beside_the_field(rai: Client) -> None:
    answer = rai.post(reverse("console:catalogue:create"), {"nama": " "})
    assert answer.status_code == 422
    assert "Tulis nama layanan" in answer.content.decode()


def test_a_copy_takes_everything_but_the_name(rai: Client, house: Tenant) -> None:
    rai.post(reverse("console:catalogue:copy", args=["ktp-hilang"]))
    copied = source(house, "ktp-hilang-2")
    assert copied["title_id"] == "KTP hilang (2)"
    assert copied["documents"][0]["slug"] == "surat_polisi_hilang"


def test_a_question_is_added_changed_moved_and_put_aside(rai: Client, house: Tenant) -> None:
    answer = save(rai, "add-field:data-berubah", label="Di mana hilangnya?", jenis="text", wajib="on")
    assert answer.status_code == 302
    assert source(house)["fields"][-1]["label_id"] == "Di mana hilangnya?"
    typed = typed_from(rai, "field:di_mana_hilangnya") | {"help_id": "Sebut tempatnya", "jenis": "long_text"}
    assert save(rai, "field:di_mana_hilangnya", **typed).status_code == 302
    row = source(house)["fields"][-1]
    assert (row["help_id"], row["multiline"]) == ("Sebut tempatnya", True)
    press(rai, "field-up di_mana_hilangnya")
    press(rai, "field-retire di_mana_hilangnya")
    assert [row["slug"] for row in source(house)["retired"]["fields"]] == ["di_mana_hilangnya"]
    press(rai, "field-restore di_mana_hilangnya")
    assert source(house)["fields"][-1]["slug"] == "di_mana_hilangnya"


def test_every_form_of_the_page_opens_and_saves_what_it_shows(rai: Client, house: Tenant) -> None:
    """Opening and saving without typing changes nothing: no form loses what it does not show."""
    first = rai.get(page("ktp-hilang"))
    elements = [part.element for part in (*first.context["parts"], *first.context["papers"])]
    elements += [row.element for screen in first.context["screens"] for row in screen.rows]
    for element in elements:
        typed = typed_from(rai, element)
        assert save(rai, element, **typed).status_code == 302, element
    with in_tenant(house):
        changes = {change.element: change.changes for change in DraftChange.objects.all()}
    assert changes == {}


def test_a_condition_is_built_from_a_list_and_read_as_a_sentence(rai: Client, house: Tenant) -> None:
    answer = rai.get(page("ktp-hilang"), {"buka": "paper:kk_asli"})
    row = next(row for row in answer.context["papers"] if row.element == "paper:kk_asli")
    groups = row.clause_form.fields["syarat"].choices
    value = next(key for _name, options in groups[1:] for key, words in options if "kuasa" in words)
    save(rai, "when:paper:kk_asli", syarat=value)
    text = rai.get(page("ktp-hilang")).content.decode()
    assert "Tampil bila “Anda mengajukan sebagai” adalah “Penerima kuasa (F-1.07)”" in text
    press(rai, "clause-remove paper:kk_asli 0")
    assert "when" not in next(row for row in source(house)["documents"] if row["slug"] == "kk_asli")


def test_what_is_in_use_is_not_put_aside(rai: Client) -> None:
    """Issue 3: refused with where it is used."""
    answer = press(rai, "field-retire peran_pemohon")
    assert answer.status_code == 422
    assert "masih dipakai: syarat “Surat kuasa (F-1.07)”" in answer.content.decode()


BAD: list[tuple[str, dict[str, Any], str]] = [
    ("add-field:data-berubah", {"label": "", "jenis": "text"}, "Pertanyaan belum diisi."),
    ("add-field:data-berubah", {"label": "A" * 301, "jenis": "text"}, "300"),
    (
        "add-field:data-berubah",
        {"label": "Sebab", "jenis": "choice", "pilihan": ""},
        "paling sedikit dua pilihan",
    ),
    ("add-field:data-berubah", {"label": "Sebab", "jenis": "roket"}, "jenis"),
    ("part:sla", {"value": "0", "unit": "working_day"}, "Selesai dalam"),
    ("part:outputs", {}, "Pilih paling sedikit satu dokumen."),
    ("add-paper", {}, "Pilih jenis foto"),
    ("part:presence", {"mode": "online_visit"}, "Tulis apa yang dilakukan"),
    ("when:paper:kk_asli", {}, "Pilih pertanyaan"),
    ("add-step", {"judul": ""}, "Judul langkah belum diisi."),
]


@pytest.mark.parametrize(("element", "typed", "sentence"), BAD)
def test_bad_input_comes_back_with_a_sentence(
    rai: Client, element: str, typed: dict[str, Any], sentence: str
) -> None:
    """422, the values kept, one sentence beside the field."""
    answer = save(rai, element, **typed)
    assert answer.status_code == 422
    assert sentence.lower() in answer.content.decode().lower()


@pytest.mark.parametrize("element", ["field:tidak_ada", "step:tidak-ada", "roket:x", "part:roket"])
def test_an_element_that_is_gone_keeps_what_was_typed(rai: Client, element: str) -> None:
    answer = save(rai, element, label_id="Kata-kata saya")
    assert answer.status_code == 409
    assert "Kata-kata saya" in answer.content.decode()


@pytest.mark.parametrize(
    "words", ["", "roket x", "field-up", "clause-remove paper:kk_asli 99", "clause-remove x"]
)
def test_a_button_that_is_none_changes_nothing(rai: Client, words: str) -> None:
    assert press(rai, words).status_code in (409, 422)


def test_two_administrators_at_different_elements_both_land(
    rai: Client, wayan: Client, house: Tenant
) -> None:
    """Issue 3: the second sees the first's change and loses nothing."""
    one, two = typed_from(rai, "part:head"), typed_from(wayan, "part:sla")
    save(rai, "part:head", **(one | {"title_id": "KTP lenyap"}))
    assert save(wayan, "part:sla", **(two | {"value": 3})).status_code == 302
    assert source(house)["title_id"] == "KTP lenyap"
    assert source(house)["sla"]["target"]["value"] == 3
    assert "KTP lenyap" in wayan.get(page("ktp-hilang")).content.decode()


def test_the_same_element_changed_meanwhile_is_shown_beside_what_was_typed(
    rai: Client, wayan: Client, house: Tenant
) -> None:
    """Issue 3: 409 with both, and sending again lets the own one count."""
    save(rai, "part:sla", **(typed_from(rai, "part:sla") | {"value": 2}))
    one, two = typed_from(rai, "part:head"), typed_from(wayan, "part:head")
    save(rai, "part:head", **(one | {"title_id": "KTP lenyap"}))
    answer = save(wayan, "part:head", **(two | {"title_id": "KTP raib"}))
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "KTP lenyap" in text
    assert "KTP raib" in text
    assert "Ibu Rai" in text
    assert source(house)["title_id"] == "KTP lenyap"
    again = {bound.name: bound.value() for bound in answer.context["form"] if bound.value()}
    assert save(wayan, "part:head", **again).status_code == 302
    assert source(house)["title_id"] == "KTP raib"


def test_one_change_is_taken_back(rai: Client, house: Tenant) -> None:
    save(rai, "part:sla", **(typed_from(rai, "part:sla") | {"value": 9}))
    with in_tenant(house):
        change = DraftChange.objects.get()
    rai.post(reverse("console:catalogue:take_back", args=["ktp-hilang", change.pk]))
    assert source(house)["sla"]["target"]["value"] == 1
    assert "sudah diurungkan" in rai.get(page("ktp-hilang")).content.decode()
    again = rai.post(reverse("console:catalogue:take_back", args=["ktp-hilang", change.pk]))
    assert again.status_code == 422


def test_the_other_dinas_sees_nothing(rai: Client, surakarta: Tenant) -> None:
    rai.post(reverse("console:catalogue:create"), {"nama": "Izin tari sakral"})
    with in_tenant(surakarta):
        membership = hire("ratih", "Ratih")
    joko = at_console(membership)
    assert joko.get(page("izin-tari-sakral")).status_code == 404
    assert save(joko, "part:sla", "izin-tari-sakral", value=1).status_code == 404


def test_officers_who_are_no_administrators_stay_outside(house: Tenant) -> None:
    with in_tenant(house):
        made = hire("made", "Made", roles=("verifikator_layanan",))
    assert at_console(made).get(page("ktp-hilang")).status_code == 403
    with in_tenant(house):
        assert Account.objects.filter(username="made").exists()


def test_the_flow_names_states_people_and_messages(rai: Client) -> None:
    """A4: who moves a case of this service, what residents read, which message leaves."""
    text = rai.get(reverse("console:catalogue:flow", args=["ktp-hilang"])).content.decode()
    assert "Diverifikasi" in text
    assert "Verifikator layanan" in text
    assert "Menunggu kunjungan" not in text


def test_quota_and_hours_are_set_at_once(rai: Client, house: Tenant) -> None:
    address = reverse("console:catalogue:admission", args=["ktp-hilang"])
    assert rai.post(address, {"quota_day": "2", "opens_at": "08.00", "closes_at": "12.00"}).status_code == 302
    with in_tenant(house):
        service = Service.objects.get(code="ktp-hilang")
    assert (service.quota_day, service.opens_at.hour, service.closes_at.hour) == (2, 8, 12)
    wrong = rai.post(address, {"opens_at": "8 pagi"})
    assert wrong.status_code == 422
    assert "Tulis jam seperti 08.00." in wrong.content.decode()
    assert 'value="8 pagi"' in wrong.content.decode()


def test_the_phone_beside_shows_the_step_that_is_open(rai: Client) -> None:
    """The live preview follows; a step that is not open yet shows the first instead of an error."""
    address = rai.get(page("ktp-hilang"), {"buka": "field:catatan"}).context["preview_url"]
    assert address.endswith("?langkah=data-berubah")
    shown = rai.get(address, follow=True)
    assert shown.status_code == 200
