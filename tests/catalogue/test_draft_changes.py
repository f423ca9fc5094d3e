"""The one action that changes a draft: revisions, the history, and what the second administrator is told."""

from __future__ import annotations

from functools import partial

import pytest

from loket.accounts.models import Account
from loket.audit.models import Entry
from loket.catalogue.actions.change_draft import ChangedMeanwhile, change_draft
from loket.catalogue.actions.open_draft import open_draft
from loket.catalogue.actions.take_back_change import take_back_change
from loket.catalogue.draft_queries import latest_changes
from loket.catalogue.editing_fields import add_field, change_field
from loket.catalogue.editing_steps import add_step
from loket.catalogue.models import DraftChange, Service, ServiceDraft
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant
from tests.catalogue.conftest import opened
from tests.faces.console.rai import hire


@pytest.fixture
def rai(in_buleleng: Tenant) -> Account:
    """Ibu Rai."""
    opened(in_buleleng)
    account: Account = hire().account
    return account


@pytest.fixture
def wayan(rai: Account) -> Account:
    """Pak Wayan."""
    account: Account = hire("wayan", "Pak Wayan").account
    return account


def lost(by: Account) -> ServiceDraft:
    return open_draft(Service.objects.get(code="ktp-hilang"), by=by)


def test_every_change_is_kept_with_who_and_what(rai: Account) -> None:
    draft = lost(rai)
    change = change_draft(draft, partial(add_step, title="Saksi"), revision=draft.revision, by=rai)
    assert change is not None
    assert (change.sentence, change.by) == ("Langkah “Saksi” ditambahkan", rai)
    assert ServiceDraft.objects.get(pk=draft.pk).revision == change.revision
    assert Entry.objects.filter(action="catalogue.draft.change", obj_ref="ktp-hilang").count() == 1


def test_nothing_typed_is_no_change(rai: Account) -> None:
    draft = lost(rai)
    same = partial(change_field, slug="catatan", values={})
    assert change_draft(draft, same, revision=draft.revision, by=rai) is None
    assert not DraftChange.objects.exists()


def test_a_stale_edit_of_another_element_lands(rai: Account, wayan: Account) -> None:
    draft = lost(rai)
    seen = draft.revision
    change_draft(
        draft, partial(change_field, slug="catatan", values={"label_id": "Catatan"}), revision=seen, by=rai
    )
    other = partial(change_field, slug="surat_polisi_nomor", values={"label_id": "Nomor"})
    assert change_draft(draft, other, revision=seen, by=wayan) is not None
    labels = {row["slug"]: row["label_id"] for row in ServiceDraft.objects.get(pk=draft.pk).source["fields"]}
    assert (labels["catatan"], labels["surat_polisi_nomor"]) == ("Catatan", "Nomor")


def test_a_stale_edit_of_the_same_element_names_the_other(rai: Account, wayan: Account) -> None:
    draft = lost(rai)
    seen = draft.revision
    change_draft(
        draft, partial(change_field, slug="catatan", values={"label_id": "Catatan"}), revision=seen, by=rai
    )
    mine = partial(change_field, slug="catatan", values={"label_id": "Keterangan"})
    with pytest.raises(ChangedMeanwhile) as refused:
        change_draft(draft, mine, revision=seen, by=wayan)
    assert [change.by for change in refused.value.changes] == [rai]
    assert "Ibu Rai" in str(refused.value)


def test_adding_never_collides(rai: Account, wayan: Account) -> None:
    draft = lost(rai)
    seen = draft.revision
    for account in (rai, wayan):
        change_draft(draft, partial(add_field, label="Saksi", kind="name"), revision=seen, by=account)
    slugs = [row["slug"] for row in ServiceDraft.objects.get(pk=draft.pk).source["fields"]]
    assert slugs[-2:] == ["saksi", "saksi_2"]


def test_revisions_go_on_after_a_draft_was_given_up(rai: Account) -> None:
    """A page of the old draft that is still open is stale to the new one."""
    draft = lost(rai)
    change_draft(draft, partial(add_step, title="Saksi"), revision=draft.revision, by=rai)
    last = ServiceDraft.objects.get(pk=draft.pk).revision
    ServiceDraft.objects.all().delete()
    assert lost(rai).revision > last


def test_a_change_taken_back_is_marked_and_not_taken_back_twice(rai: Account) -> None:
    draft = lost(rai)
    change = change_draft(draft, partial(add_step, title="Saksi"), revision=draft.revision, by=rai)
    assert change is not None
    take_back_change(draft, change, by=rai)
    assert [one.undone for one in latest_changes(draft.service)] == [False, True]
    assert "Saksi" not in str(ServiceDraft.objects.get(pk=draft.pk).source)


def test_drafts_stay_within_their_dinas(buleleng: Tenant, surakarta: Tenant) -> None:
    with in_tenant(buleleng):
        opened(buleleng)
        lost(hire().account)
    with in_tenant(surakarta):
        assert not ServiceDraft.objects.exists()
        assert not DraftChange.objects.exists()
