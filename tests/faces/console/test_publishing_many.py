"""Many services at once: what a changed shared part has not reached, and every draft on one page (script off)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from loket.accounts.models import Account
from loket.catalogue.actions.change_draft import change_draft
from loket.catalogue.actions.change_shared import change_shared
from loket.catalogue.actions.open_draft import open_draft
from loket.catalogue.actions.take_over_file import take_over_file
from loket.catalogue.loading import read
from loket.catalogue.models import Section, Service, ServiceDraft, ServiceVersion, SharedPart
from loket.catalogue.queries import published
from loket.catalogue.shared_queries import services_behind
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant
from tests.catalogue.administrators import SMALL, fresh, with_label

from .rai import at_console, hire

MANY = reverse("console:publishing:many")
DECIDE = reverse("console:publishing:decide_many")
AGAIN = reverse("console:publishing:again")
CODES = ("surat-kecil", "surat-lain", "surat-lagi")
WORDS = "Bawa KK asli, bukan salinan."


@pytest.fixture
def people(buleleng: Tenant) -> tuple[Client, Client]:
    """Ibu Rai and Pak Wayan, with three small services published that ask for the same paper."""
    service = SMALL[SMALL.index("- code") :]
    text = SMALL + "".join(service.replace("surat-kecil", code) for code in CODES[1:])
    with in_tenant(buleleng):
        pair = hire(), hire("wayan", "Pak Wayan")
        take_over_file(read(text.encode()), codes=CODES, by=None, publishes=True)
    return at_console(pair[0]), at_console(pair[1])


@pytest.fixture
def reworded(people: tuple[Client, Client], buleleng: Tenant) -> tuple[Client, Client]:
    """Ibu Rai changed what stands at the paper they all ask for."""
    with in_tenant(buleleng):
        say(WORDS)
    return people


def say(words: str) -> None:
    part = SharedPart.objects.get(section=Section.DOCUMENTS, slug="kk_asli")
    rai = Account.objects.get(display_name="Ibu Rai")
    made = {**part.definition, "help_id": words, "help_en": "Bring the original."}
    change_shared(Section.DOCUMENTS, "kk_asli", made, revision=part.revision, by=rai, label="KK")


def edited(code: str, label: str = "Untuk keperluan apa?") -> ServiceDraft:
    rai = Account.objects.get(display_name="Ibu Rai")
    draft = open_draft(Service.objects.get(code=code), by=rai)
    change_draft(draft, with_label("alasan", label), revision=draft.revision, by=rai)
    return fresh(draft)


def numbers(tenant: Tenant) -> dict[str, int]:
    with in_tenant(tenant):
        rows = ServiceVersion.objects.order_by("number").values_list("service__code", "number")
        return dict(rows)


def values(page: Any) -> list[str]:
    return [row.value for row in page.context["rows"]]


def test_services_that_still_say_the_old_words_are_flagged(
    reworded: tuple[Client, Client], buleleng: Tenant
) -> None:
    """On the list of services, on the list of parts and on the part's own page; gone when it is changed back."""
    rai, _wayan = reworded
    listed = rai.get(reverse("console:catalogue:list")).content.decode()
    assert "3 layanan terbit masih memakai bunyi lama" in listed
    assert listed.count(">bunyi lama<") == 3
    assert "3 masih bunyi lama" in rai.get(reverse("console:shared:photos")).content.decode()
    part = reverse("console:shared:part", args=["documents", "kk_asli"])
    assert "3 layanan terbit masih memakai bunyi lama." in rai.get(part).content.decode()
    other = reverse("console:shared:part", args=["documents", "surat_rt"])
    assert "bunyi lama" not in rai.get(other).content.decode()
    with in_tenant(buleleng):
        part_row = SharedPart.objects.get(slug="kk_asli")
        words = {
            key: value for key, value in part_row.definition.items() if key not in ("help_id", "help_en")
        }
        rai_ = Account.objects.get(display_name="Ibu Rai")
        change_shared(Section.DOCUMENTS, "kk_asli", words, revision=part_row.revision, by=rai_, label="KK")
        assert services_behind() == []


def test_one_button_asks_for_all_that_use_it_and_another_publishes_them(
    reworded: tuple[Client, Client], buleleng: Tenant
) -> None:
    """Who changed the part asks; the second administrator sees what changes and publishes all at once."""
    rai, wayan = reworded
    sent = {"bagian": "documents", "nama": "kk_asli"}
    asked = rai.post(AGAIN, sent, follow=True)
    assert "3 layanan dimintakan" in asked.content.decode()
    assert rai.post(DECIDE, {"draf": values(asked), "cara": "terbit"}).status_code == 409
    assert set(numbers(buleleng).values()) == {1}
    shown = wayan.get(MANY + "?pilih=semua")
    text = shown.content.decode()
    assert text.count(WORDS) == 3
    assert text.count(" checked") == 3
    done = wayan.post(DECIDE, {"draf": values(shown), "cara": "terbit"}, follow=True)
    assert "3 layanan diterbitkan." in done.content.decode()
    assert set(numbers(buleleng).values()) == {2}
    with in_tenant(buleleng):
        assert services_behind() == []
        Service.objects.update(is_active=True)
        version = published("surat-lagi")
        assert version is not None
        assert version.definition["documents"][0]["help_id"] == WORDS


def test_a_service_somebody_is_working_on_is_left_to_its_draft(
    reworded: tuple[Client, Client], buleleng: Tenant
) -> None:
    """Half a change of somebody else is not put before anybody by the button."""
    rai, _wayan = reworded
    with in_tenant(buleleng):
        edited("surat-lain")
    rai.post(AGAIN)
    with in_tenant(buleleng):
        asked = dict(ServiceDraft.objects.values_list("service__code", "asked_to_publish_at"))
    assert asked["surat-lain"] is None
    assert asked["surat-kecil"] is not None
    assert asked["surat-lagi"] is not None


def test_one_refused_draft_stands_beside_its_reason_and_the_others_are_published(
    people: tuple[Client, Client], buleleng: Tenant
) -> None:
    rai, wayan = people
    with in_tenant(buleleng):
        for code in CODES:
            edited(code)
    asked = rai.post(DECIDE, {"draf": values(rai.get(MANY)), "cara": "minta"}, follow=True)
    shown = values(asked)
    with in_tenant(buleleng):
        edited("surat-lain", "Berubah lagi?")
    mixed = wayan.post(DECIDE, {"draf": shown, "cara": "terbit"})
    assert mixed.status_code == 409
    text = mixed.content.decode()
    assert "Draf ini baru saja diubah oleh Ibu Rai." in text
    assert "2 draf lain sudah." in text
    assert numbers(buleleng) == {"surat-kecil": 2, "surat-lain": 1, "surat-lagi": 2}
    assert [row.is_chosen for row in mixed.context["rows"]] == [True]


@pytest.mark.parametrize("sent", [[], ["tidak-ada:1"], ["x"], [":"], ["surat-kecil"]])
def test_nothing_chosen_and_nonsense_are_refused(people: tuple[Client, Client], sent: list[str]) -> None:
    refused = people[0].post(DECIDE, {"draf": sent, "cara": "terbit"})
    assert refused.status_code == 422
    assert "Pilih paling sedikit satu draf." in refused.content.decode()


def test_a_file_with_many_services_leads_to_the_page_of_all_drafts(
    people: tuple[Client, Client], buleleng: Tenant
) -> None:
    """Import, ask for all, the second person publishes all and opens the new ones."""
    rai, wayan = people
    new = SMALL[SMALL.index("- code") :]
    text = SMALL + "".join(new.replace("surat-kecil", f"surat-{n}") for n in range(5))
    with in_tenant(buleleng):
        catalogue = read(text.encode())
        take_over_file(
            catalogue, codes=[f"surat-{n}" for n in range(5)], by=Account.objects.get(display_name="Ibu Rai"),
            publishes=False,
        )  # fmt: skip
    rai.post(DECIDE, {"draf": values(rai.get(MANY)), "cara": "minta"})
    shown = wayan.get(MANY)
    assert "Buka juga layanan yang baru" in shown.content.decode()
    wayan.post(DECIDE, {"draf": values(shown), "cara": "terbit", "buka": "ya"})
    with in_tenant(buleleng):
        assert Service.objects.filter(code__startswith="surat-", is_active=True).count() == 5


def test_the_page_costs_as_many_queries_whatever_the_number_of_drafts(
    people: tuple[Client, Client], buleleng: Tenant, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    rai, _wayan = people
    with in_tenant(buleleng):
        edited("surat-kecil")
    with django_assert_max_num_queries(15):
        rai.get(MANY)
    with in_tenant(buleleng):
        edited("surat-lain")
        edited("surat-lagi")
    with django_assert_max_num_queries(15):
        rai.get(MANY)
