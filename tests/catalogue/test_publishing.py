"""From draft to version: a second person, at once or later, never twice; back to an earlier one."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connections

from loket.accounts.models import Account
from loket.audit.models import Entry
from loket.catalogue import queries
from loket.catalogue.actions._publishing import AlreadyPublished, ChangedSince
from loket.catalogue.actions.ask_to_publish import NotReady, ask_to_publish, withdraw_request
from loket.catalogue.actions.change_draft import change_draft
from loket.catalogue.actions.merge_newer import merge_newer
from loket.catalogue.actions.open_draft import open_draft
from loket.catalogue.actions.publish_draft import BasedOnOlder, NotAllowed, publish_draft
from loket.catalogue.actions.restore_version import restore_version
from loket.catalogue.actions.set_publishing_rule import set_publishing_rule
from loket.catalogue.models import DraftChange, Publication, Service, ServiceDraft, ServiceVersion
from loket.catalogue.policies import may_publish
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.tenants.actions.create_from_profile import create_from_profile
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant
from tests.catalogue.administrators import fresh, small_service, two, with_label


@pytest.fixture
def service(in_buleleng: Tenant) -> Service:
    """The small service, version 1 published."""
    return small_service()


@pytest.fixture
def pair(service: Service) -> tuple[Account, Account]:
    """Ibu Rai and Pak Wayan."""
    return two()


def edited(service: Service, by: Account, label: str = "Untuk keperluan apa?") -> ServiceDraft:
    draft = open_draft(service, by=by)
    change_draft(draft, with_label("alasan", label), revision=draft.revision, by=by)
    return fresh(draft)


def asked(service: Service, by: Account, **more: object) -> ServiceDraft:
    draft = edited(service, by)
    return ask_to_publish(draft, revision=draft.revision, by=by, **more)  # type: ignore[arg-type]  # note, wanted_from


def test_a_second_person_publishes(service: Service, pair: tuple[Account, Account]) -> None:
    """Four eyes: asked by one with a note, published by the other; the record names both."""
    rai, wayan = pair
    draft = asked(service, rai, note="Lebih jelas bagi warga.")
    version = publish_draft(draft, revision=draft.revision, by=wayan)
    assert (version.number, str(version.form.by_slug["alasan"].label)) == (2, "Untuk keperluan apa?")
    kept = Publication.objects.get(version=version)
    assert (kept.asked_by, kept.published_by, kept.note) == (rai, wayan, "Lebih jelas bagi warga.")
    assert not ServiceDraft.objects.filter(service=service).exists()
    assert Entry.objects.get(action="catalogue.publish").detail["alone"] is False
    assert DraftChange.objects.get(what="field_changed").version == version


def test_who_asked_does_not_publish(service: Service, pair: tuple[Account, Account]) -> None:
    rai, _wayan = pair
    draft = asked(service, rai)
    with pytest.raises(NotAllowed, match="Administrator lain"):
        publish_draft(draft, revision=draft.revision, by=rai)
    assert service.versions.count() == 1


def test_nothing_is_published_that_nobody_asked_for(service: Service, pair: tuple[Account, Account]) -> None:
    rai, wayan = pair
    draft = edited(service, rai)
    with pytest.raises(NotAllowed, match="Minta dulu"):
        publish_draft(draft, revision=draft.revision, by=wayan)


def test_a_change_takes_the_request_back(service: Service, pair: tuple[Account, Account]) -> None:
    """What the second person saw is what is published, or nothing."""
    rai, wayan = pair
    draft = asked(service, rai)
    change_draft(fresh(draft), with_label("lain", "Catatan"), revision=draft.revision, by=rai)
    with pytest.raises(ChangedSince) as refused:
        publish_draft(draft, revision=draft.revision, by=wayan)
    assert [change.sentence for change in refused.value.changes] == ["Pertanyaan “Catatan” diubah"]
    assert "Ibu Rai" in str(refused.value)
    assert fresh(draft).asked_to_publish_by is None


def test_the_only_administrator_may_be_allowed_to_publish_alone(service: Service) -> None:
    """Small offices: a setting, kept in the record; it ends with the second administrator."""
    from tests.faces.console.rai import hire

    rai = hire("rai", "Ibu Rai").account
    draft = asked(service, rai)
    with pytest.raises(NotAllowed, match="Undang administrator kedua"):
        publish_draft(draft, revision=draft.revision, by=rai)
    set_publishing_rule(alone_allowed=True, by=rai)
    version = publish_draft(draft, revision=draft.revision, by=rai)
    assert Entry.objects.get(action="catalogue.publish").detail["alone"] is True
    assert version.number == 2
    hire("wayan", "Pak Wayan")
    again = ask_to_publish(second := edited(service, rai, "Lagi"), revision=second.revision, by=rai)
    with pytest.raises(NotAllowed):
        publish_draft(again, revision=again.revision, by=rai)


@pytest.mark.parametrize(
    ("publisher", "asked_by", "alone", "count", "allowed"),
    [
        (1, 2, False, 2, True), (1, 2, False, 9, True), (1, 1, False, 2, False), (1, 1, True, 2, False),
        (1, 1, False, 1, False), (1, 1, True, 1, True), (1, None, True, 1, False), (1, None, False, 2, False),
    ],
)  # fmt: skip
def test_who_may_publish(
    publisher: int, asked_by: int | None, alone: bool, count: int, allowed: bool
) -> None:
    reason = may_publish(publisher=publisher, asked_by=asked_by, alone_allowed=alone, administrators=count)
    assert (reason is None) is allowed


def test_a_version_may_begin_later(service: Service, pair: tuple[Account, Account]) -> None:
    """Residents get the old one until then."""
    rai, wayan = pair
    draft = asked(service, rai)
    service.is_active = True
    service.save()
    begins = clock.now() + timedelta(days=3)
    version = publish_draft(draft, revision=draft.revision, by=wayan, since=begins)
    assert version.published_at == begins
    now = queries.published("surat-kecil")
    assert now is not None
    assert now.number == 1
    with clock.frozen(begins + timedelta(minutes=1)):
        later = queries.published("surat-kecil")
        assert later is not None
        assert later.number == 2


def test_an_unfinished_draft_is_not_put_before_anybody(
    service: Service, pair: tuple[Account, Account]
) -> None:
    draft = open_draft(service, by=pair[0])
    draft.source = {**draft.source, "outputs": [], "title_id": ""}
    draft.save()
    with pytest.raises(NotReady) as refused:
        ask_to_publish(draft, revision=draft.revision, by=pair[0])
    assert "Pilih dokumen yang terbit dari layanan ini." in [one.sentence for one in refused.value.problems]


def test_a_draft_like_the_published_version_makes_no_version(
    service: Service, pair: tuple[Account, Account]
) -> None:
    rai, wayan = pair
    draft = open_draft(service, by=rai)
    ask_to_publish(draft, revision=draft.revision, by=rai)
    with pytest.raises(Refusal, match="Tidak ada yang berbeda"):
        publish_draft(draft, revision=draft.revision, by=wayan)


def test_a_request_can_be_taken_back(service: Service, pair: tuple[Account, Account]) -> None:
    draft = asked(service, pair[0])
    withdraw_request(draft, revision=draft.revision)
    with pytest.raises(NotAllowed):
        publish_draft(draft, revision=draft.revision, by=pair[1])


def test_going_back_makes_a_version_equal_to_the_old_one(
    service: Service, pair: tuple[Account, Account]
) -> None:
    """Undo: the third version says what the first said; nothing of the history goes away."""
    rai, wayan = pair
    draft = asked(service, rai)
    publish_draft(draft, revision=draft.revision, by=wayan)
    first = service.versions.get(number=1)
    third = restore_version(first, by=rai, note="Banyak warga salah paham.")
    assert (third.number, third.checksum, third.definition) == (3, first.checksum, first.definition)
    assert Publication.objects.get(version=third).restored_from == 1
    assert [one.number for one in service.versions.order_by("number")] == [1, 2, 3]
    with pytest.raises(Refusal, match="Tidak ada yang berbeda"):
        restore_version(first, by=rai)


def test_a_draft_begun_before_another_version_is_brought_up_to_date_first(
    service: Service, pair: tuple[Account, Account]
) -> None:
    """Nothing of what was published meanwhile is lost by publishing the older draft."""
    rai, wayan = pair
    draft = asked(service, rai)
    publish_draft(draft, revision=draft.revision, by=wayan)
    late = open_draft(service, by=rai)
    change_draft(late, with_label("lain", "Catatan"), revision=late.revision, by=rai)
    restore_version(service.versions.get(number=1), by=wayan, note="Kembali.")
    late = fresh(late)
    ask_to_publish(late, revision=late.revision, by=rai)
    with pytest.raises(BasedOnOlder):
        publish_draft(late, revision=late.revision, by=wayan)
    merge_newer(late, revision=late.revision, by=rai)
    late = fresh(late)
    ask_to_publish(late, revision=late.revision, by=rai)
    version = publish_draft(late, revision=late.revision, by=wayan)
    said = {slug: str(field.label) for slug, field in version.form.by_slug.items()}
    assert (said["alasan"], said["lain"]) == ("Untuk apa?", "Catatan")


@pytest.fixture
def committed(real_commits: str) -> tuple[Tenant, ServiceDraft, Account, Account]:
    """A draft that was asked for, seen by other connections too."""
    tenant = create_from_profile("buleleng", "buleleng.localhost")
    with in_tenant(tenant):
        service = small_service()
        rai, wayan = two()
        draft = asked(service, rai)
    return tenant, draft, rai, wayan


def at_once(tenant: Tenant, *deeds: Callable[[], object]) -> list[object]:
    """Every deed in a connection of its own, begun together; what came of each."""
    begin, found = threading.Barrier(len(deeds)), []

    def do(deed: Callable[[], object]) -> None:
        try:
            begin.wait(10)
            with in_tenant(tenant):
                found.append(deed())
        except Exception as refused:
            found.append(refused)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=do, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return found


def test_two_who_publish_at_the_same_time_make_one_version(
    committed: tuple[Tenant, ServiceDraft, Account, Account],
) -> None:
    tenant, draft, _rai, wayan = committed
    found = at_once(tenant, *[lambda: publish_draft(draft, revision=draft.revision, by=wayan)] * 4)
    assert len(found) == 4
    assert sum(isinstance(one, ServiceVersion) for one in found) == 1
    assert sum(isinstance(one, AlreadyPublished) for one in found) == 3
    with in_tenant(tenant):
        assert list(ServiceVersion.objects.values_list("number", flat=True).order_by("number")) == [1, 2]


def test_publishing_while_somebody_edits_publishes_what_was_seen_or_nothing(
    committed: tuple[Tenant, ServiceDraft, Account, Account],
) -> None:
    """Either the edit came first, and the publisher is told; or the version holds exactly what was reviewed."""
    tenant, draft, rai, wayan = committed
    shown = draft.revision  # what both pages show; an edit counts its draft on

    def edit() -> object:
        return change_draft(draft, with_label("lain", "Catatan"), revision=shown, by=rai)

    def publish() -> object:
        return publish_draft(draft, revision=shown, by=wayan)

    found = at_once(tenant, edit, publish)
    with in_tenant(tenant):
        newest = ServiceVersion.objects.order_by("-number").first()
        assert newest is not None
        if newest.number == 2:
            assert str(newest.form.by_slug["lain"].label) == "Keterangan"
        else:
            assert any(isinstance(one, ChangedSince) for one in found), found
