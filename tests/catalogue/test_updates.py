"""A later packaged catalogue: offered service by service, merged beside the dinas' own changes, never forced."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from loket.accounts.models import Account
from loket.catalogue.actions.change_draft import change_draft
from loket.catalogue.actions.open_draft import open_draft
from loket.catalogue.actions.take_update import decline_update, take_new, take_update
from loket.catalogue.compiling import compile_service
from loket.catalogue.draft_queries import shared_data
from loket.catalogue.loading import Catalogue, packaged
from loket.catalogue.merging import merge
from loket.catalogue.models import Service, ServiceDraft, ServiceVersion
from loket.catalogue.starter_queries import sides, updates
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant
from tests.catalogue.administrators import fresh, with_label
from tests.faces.console.rai import hire


def later(*changes: Callable[[dict[str, Any]], object]) -> Catalogue:
    """A later packaged catalogue in which the lost card reads differently."""
    services = copy.deepcopy(dict(packaged().services))
    for change in changes:
        change(services["ktp-hilang"])  # type: ignore[arg-type]  # a copy of our own
    return Catalogue("baru.yaml", packaged().data, services)


def question(row: dict[str, Any], slug: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in row["fields"] if one["slug"] == slug)
    return found


def new_help(row: dict[str, Any]) -> None:
    question(row, "surat_polisi_nomor")["help_id"] = "Ada di pojok kanan atas."


def new_question(row: dict[str, Any]) -> None:
    row["fields"].insert(
        5, {"slug": "polsek_telepon", "type": "phone", "required": False, "label_id": "Telepon Polsek"}
    )


@pytest.fixture
def inside(open_buleleng: Tenant) -> Iterator[Tenant]:
    """Inside the opened Buleleng."""
    with in_tenant(open_buleleng):
        yield open_buleleng


@pytest.fixture
def rai(inside: Tenant) -> Account:
    """Ibu Rai."""
    account: Account = hire().account
    return account


def lost() -> Service:
    found: Service = Service.objects.get(code="ktp-hilang")
    return found


def asked(draft: ServiceDraft) -> dict[str, dict[str, Any]]:
    made = compile_service(fresh(draft).source, shared_data())
    return {row["slug"]: row for row in made["fields"]}


def offered(catalogue: Catalogue) -> list[str]:
    return [one.code for one in updates(catalogue) if one.service is not None]


@pytest.mark.usefixtures("inside")
def test_the_same_catalogue_offers_nothing_of_what_the_dinas_has() -> None:
    assert offered(packaged()) == []
    assert len(updates(packaged())) == 66 - Service.objects.count()


@pytest.mark.usefixtures("inside")
def test_a_changed_service_is_offered_alone() -> None:
    assert offered(later(new_help)) == ["ktp-hilang"]


def test_nothing_changes_for_residents_until_it_is_published(rai: Account) -> None:
    before = ServiceVersion.objects.count()
    draft = take_update(lost(), catalogue=later(new_help), by=rai)
    assert asked(draft)["surat_polisi_nomor"]["help_id"] == "Ada di pojok kanan atas."
    assert ServiceVersion.objects.count() == before
    assert offered(later(new_help)) == []


def test_own_changes_stay_beside_what_is_taken(rai: Account) -> None:
    """The dinas renamed one question; the catalogue adds another and words a third anew."""
    draft = open_draft(lost(), by=rai)
    change_draft(draft, with_label("catatan", "Pesan untuk petugas"), revision=draft.revision, by=rai)
    take_update(lost(), catalogue=later(new_help, new_question), by=rai)
    fields = asked(draft)
    assert fields["catatan"]["label_id"] == "Pesan untuk petugas"
    assert fields["surat_polisi_nomor"]["help_id"] == "Ada di pojok kanan atas."
    assert fields["polsek_telepon"]["label_id"] == "Telepon Polsek"
    order = list(fields)
    assert order[5] == "polsek_telepon", "where the catalogue has it"


def test_where_both_changed_the_same_the_dinas_decides(rai: Account) -> None:
    """A collision is shown; the own words stay unless the catalogue's are chosen."""
    draft = open_draft(lost(), by=rai)
    change_draft(draft, with_label("surat_polisi_nomor", "Nomor SKTLK"), revision=draft.revision, by=rai)
    catalogue = later(new_help)
    merged = sides(lost(), catalogue).merged()
    assert list(merged.collisions) == ["field:surat_polisi_nomor"]
    take_update(lost(), catalogue=catalogue, by=rai)
    assert asked(draft)["surat_polisi_nomor"]["label_id"] == "Nomor SKTLK"


def test_the_catalogues_words_are_taken_where_chosen(rai: Account) -> None:
    draft = open_draft(lost(), by=rai)
    change_draft(draft, with_label("surat_polisi_nomor", "Nomor SKTLK"), revision=draft.revision, by=rai)
    take_update(lost(), catalogue=later(new_help), by=rai, take=["field:surat_polisi_nomor"])
    assert asked(draft)["surat_polisi_nomor"]["label_id"] == "Nomor surat kehilangan"


def test_a_declined_update_is_not_offered_again_until_there_is_another(rai: Account) -> None:
    decline_update(lost(), catalogue=later(new_help), by=rai)
    assert offered(later(new_help)) == []
    assert not ServiceDraft.objects.exists()
    assert offered(later(new_help, new_question)) == ["ktp-hilang"]


def test_a_service_the_dinas_does_not_have_comes_closed_and_as_a_draft(rai: Account) -> None:
    code = next(one.code for one in updates(packaged()) if one.service is None)
    take_new(code, catalogue=packaged(), by=rai)
    service = Service.objects.get(code=code)
    assert (service.is_active, service.versions.count()) == (False, 0)
    made = compile_service(ServiceDraft.objects.get(service=service).source, shared_data())
    assert made == packaged().definition(code)


@pytest.mark.parametrize("code", list(packaged().services))
def test_merging_what_nobody_changed_changes_nothing(code: str) -> None:
    definition = packaged().definition(code)
    merged = merge(definition, definition, definition)
    assert merged.definition == definition
    assert not merged.taken
    assert not merged.collisions


@pytest.mark.parametrize("code", list(packaged().services)[:20])
def test_merging_takes_all_of_what_only_one_side_changed(code: str) -> None:
    """Either side untouched: the other side's definition comes out."""
    before = packaged().definition(code)
    after = copy.deepcopy(before)
    after["fields"][0]["label_id"] = "Lain"
    after["fields"] = [after["fields"][1], after["fields"][0], *after["fields"][2:]]
    after["documents"] = after["documents"][1:]
    after["title_id"] = "Judul lain"
    assert merge(before, before, after).definition == after
    assert merge(before, after, before).definition == after
