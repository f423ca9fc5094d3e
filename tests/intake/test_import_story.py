"""Issue 4: "paper files entered afterwards in bulk (row-by-row errors, dry run, and nothing half-imported)"."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from loket.applications import states
from loket.applications.actions.claim import claim
from loket.applications.models import Application, Step
from loket.applications.policies import Officer
from loket.applications.queue_filter import QueueFilter
from loket.foundation.kernel import clock
from loket.intake import import_queries, import_states
from loket.intake.actions.check_import import check_import
from loket.intake.actions.start_bringing_in import BadRowsNotLeftOut, start_bringing_in
from loket.intake.actions.sweep_imports import sweep_imports
from loket.intake.actions.tell_people import tell_people
from loket.intake.actions.undo_import import ImportBegun, undo_import
from loket.intake.models import Import, ImportPage
from loket.notifications.models import Message
from loket.residents.actions.take_over_people import PaperPerson, take_over_people
from loket.residents.models import Resident
from loket.staff.models import Membership
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant
from tests.intake import lists
from tests.intake.walking import as_it_is, bring_all_in, by_of, check, read, sheet
from tests.staff.people import officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def rai(buleleng: Tenant) -> Membership:
    return officer(buleleng, "rai", roles=("petugas_loket",))


def test_good_rows_become_cases_and_bad_ones_are_told_row_by_row(buleleng: Tenant, rai: Membership) -> None:
    content = sheet(
        lists.row(1),
        lists.row(2, NIK="5108"),
        lists.row(3),
        lists.row(4, **{"No HP/WA": "0361-22333", "Nomor surat kehilangan dari polisi": ""}),
    )
    batch = check(buleleng, read(buleleng, content, rai), rai)
    with in_tenant(buleleng):
        assert (batch.rows, batch.good, batch.bad) == (4, 2, 2)
        found = import_queries.mistakes(batch, "id", first=0, most=50)
        assert [(one.row, one.heading) for one in found] == [
            (3, "NIK"),
            (5, "No HP/WA"),
            (5, "Nomor surat kehilangan dari polisi"),
        ]
        assert found[0].sentence == "NIK harus 16 angka, ini baru 4."
        assert "22333" not in found[1].value
        assert Application.objects.count() == 0, "a dry run writes nothing"
        with pytest.raises(BadRowsNotLeftOut):
            start_bringing_in(batch, by=by_of(rai), leaves_out_bad=False, tells_people=False)
    batch = bring_all_in(buleleng, batch, rai)
    with in_tenant(buleleng):
        case = Application.objects.select_related("applicant").order_by("pk").first()
        assert (batch.state, batch.brought_in) == (import_states.DONE, 2)
        assert case is not None
        assert (case.state, case.channel, case.version) == (states.SUBMITTED, "paper", 1)
        assert case.submitted_at.astimezone(buleleng.zone).isoformat()[:16] == "2026-11-20T09:15"
        assert case.subject_name == "Ni Luh Contoh B"
        assert case.applicant.state == "awaiting_activation"
        assert not case.applicant.account.has_usable_password()
        step = Step.objects.get(application=case)
        assert (step.actor_kind, step.actor_name) == ("officer", "Rai Contoh")
        assert Message.objects.count() == 0, "paper tells nobody unless the officer wants it"


def test_the_sheet_of_faulty_rows_comes_back_mended(buleleng: Tenant, rai: Membership) -> None:
    batch = check(buleleng, read(buleleng, sheet(lists.row(1), lists.row(2, NIK="=1+1")), rai), rai)
    with in_tenant(buleleng):
        (bad,) = import_queries.bad_rows(batch, "id")
    assert bad[1] == "=1+1"
    assert "NIK hanya berisi angka" in bad[-1]
    bad[1] = lists.nik(2)
    again = lists.as_xlsx([[*lists.HEADINGS, "Yang perlu diperbaiki"], bad])
    batch = check(buleleng, read(buleleng, again, rai), rai)
    assert (batch.good, batch.bad) == (1, 0)


def test_a_check_goes_on_where_it_was_killed(
    buleleng: Tenant, rai: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    from loket.intake.actions import check_import as checking

    rows = [lists.row(number) for number in range(1, 900)]
    batch = read(buleleng, sheet(*rows, lists.row(5)), rai)
    real, calls = checking._look_around, []

    def dies(*args: Any) -> None:
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        real(*args)

    monkeypatch.setattr(checking, "_look_around", dies)
    with pytest.raises(KeyboardInterrupt):
        check(buleleng, batch, rai)
    assert as_it_is(buleleng, batch).checked == 500
    monkeypatch.setattr(checking, "_look_around", real)
    check_import(buleleng, batch.pk)
    batch = as_it_is(buleleng, batch)
    assert (batch.checked, batch.good, batch.bad) == (900, 899, 1), (
        "the twin of row 6 is found after a restart"
    )
    with in_tenant(buleleng):
        (twin,) = import_queries.mistakes(batch, "id", first=0, most=5)
    assert twin.sentence == "Permohonan yang sama sudah ada di baris 6."


def test_what_runs_already_is_a_mistake_that_names_the_number(buleleng: Tenant, rai: Membership) -> None:
    content = sheet(lists.row(1), lists.row(2))
    bring_all_in(buleleng, check(buleleng, read(buleleng, content, rai), rai), rai)
    again = check(buleleng, read(buleleng, content, rai), rai)
    other = check(buleleng, read(buleleng, sheet(lists.row(2, Timestamp="21/11/2026")), rai), rai)
    with in_tenant(buleleng):
        numbers = set(Application.objects.values_list("reference", flat=True))
        first = import_queries.mistakes(again, "id", first=0, most=5)
        assert (again.good, len(first)) == (0, 2)
        assert all(any(number in one.sentence for number in numbers) for one in first)
        (second,) = import_queries.mistakes(other, "id", first=0, most=5)
        assert second.sentence.startswith("Permohonan yang sama sedang berjalan, nomor BLL-")


def test_a_case_that_came_another_way_meanwhile_stops_all_of_it(buleleng: Tenant, rai: Membership) -> None:
    content = sheet(*[lists.row(number) for number in range(1, 4)])
    first = check(buleleng, read(buleleng, content, rai), rai)
    second = check(buleleng, read(buleleng, content + b"\r\n", rai), rai)
    bring_all_in(buleleng, first, rai)
    second = bring_all_in(buleleng, second, rai)
    assert (second.state, second.problem, second.brought_in) == (import_states.CHECKED, "overtaken", 0)
    with in_tenant(buleleng):
        assert Application.objects.count() == 3


def test_a_list_is_taken_back_whole_while_nobody_worked_on_it(buleleng: Tenant, rai: Membership) -> None:
    with in_tenant(buleleng):
        person = PaperPerson(nik=lists.nik(1), name="NI LUH CONTOH LAMA")
        now = clock.now()
        (known,) = take_over_people([person], by=by_of(rai), registered_at=now, assisted_by=rai.pk)
    content = sheet(*[lists.row(number) for number in range(1, 4)])
    batch = bring_all_in(buleleng, check(buleleng, read(buleleng, content, rai), rai), rai)
    with in_tenant(buleleng):
        assert Application.objects.filter(applicant=known).count() == 1
        undo_import(batch, by=by_of(rai))
        assert Application.objects.count() == 0
        assert list(Resident.objects.values_list("pk", flat=True)) == [known.pk]
    again = bring_all_in(buleleng, check(buleleng, read(buleleng, content, rai), rai), rai)
    assert again.brought_in == 3
    verifier = officer(buleleng, "made", roles=("verifikator_layanan",))
    with in_tenant(buleleng):
        case = Application.objects.order_by("pk").first()
        assert case is not None
        claim(case, by=Officer(by_of(verifier), verifier.pk, frozenset(verifier.roles)))
        with pytest.raises(ImportBegun):
            undo_import(again, by=by_of(rai))
        assert Application.objects.count() == 3


def test_cases_appear_in_queues_in_one_moment(buleleng: Tenant, rai: Membership) -> None:
    verifier = officer(buleleng, "made", roles=("verifikator_layanan",))
    batch = check(buleleng, read(buleleng, sheet(lists.row(1), lists.row(2)), rai), rai)
    looking = Officer(by_of(verifier), verifier.pk, frozenset(verifier.roles))
    with in_tenant(buleleng):
        assert QueueFilter().height(looking, at=clock.now()).count == 0
    bring_all_in(buleleng, batch, rai)
    with in_tenant(buleleng):
        assert QueueFilter(channels=("paper",)).height(looking, at=clock.now()).count == 2


def test_people_are_told_once_when_the_officer_wants_it(buleleng: Tenant, rai: Membership) -> None:
    content = sheet(lists.row(1), lists.row(2, **{"No HP/WA": ""}))
    batch = bring_all_in(buleleng, check(buleleng, read(buleleng, content, rai), rai), rai, tells=True)
    for _twice in range(2):
        tell_people(buleleng, batch.pk)
    with in_tenant(buleleng):
        assert Message.objects.filter(kind="applications.submitted").count() == 1
        assert Import.objects.get(pk=batch.pk).told == 1
        with pytest.raises(ImportBegun):
            undo_import(as_it_is(buleleng, batch), by=by_of(rai))


def test_the_words_of_a_list_are_destroyed_when_it_is_done(buleleng: Tenant, rai: Membership) -> None:
    batch = read(buleleng, sheet(lists.row(1)), rai)
    with in_tenant(buleleng):
        assert not hasattr(batch, "upload") or batch.upload is None
    batch = bring_all_in(buleleng, check(buleleng, batch, rai), rai)
    with in_tenant(buleleng):
        assert sweep_imports() == 1
        batch = as_it_is(buleleng, batch)
        assert (batch.wrapped_key, batch.outline, batch.mapping) == (None, {}, {})
        assert not ImportPage.objects.filter(batch=batch).exists()


def test_the_mapping_is_offered_again_for_the_same_headings(buleleng: Tenant, rai: Membership) -> None:
    first = check(buleleng, read(buleleng, sheet(lists.row(1)), rai), rai)
    second = read(buleleng, sheet(lists.row(2)), rai)
    with in_tenant(buleleng):
        assert import_queries.kept_mapping(second) == first.mapping


def test_two_thousand_rows_with_three_in_a_hundred_bad(buleleng: Tenant, rai: Membership) -> None:
    """The small twin of the 50,000 rows of ``make bench ONLY=import``; statements do not grow with the rows."""
    rows = [lists.row(number, **({"NIK": "510801"} if number % 100 < 3 else {})) for number in range(1, 2001)]
    small = read(buleleng, sheet(*rows[:500]), rai)
    large = read(buleleng, sheet(*rows), rai)
    with CaptureQueriesContext(connection) as few:
        check(buleleng, small, rai)
    with CaptureQueriesContext(connection) as many:
        large = check(buleleng, large, rai)
    assert (large.good, large.bad) == (1940, 60)
    assert len(many) - len(few) <= 3 * 14, "a portion of 500 rows costs a fixed number of statements"
    with CaptureQueriesContext(connection) as spent:
        large = bring_all_in(buleleng, large, rai)
    assert large.brought_in == 1940
    assert len(spent) <= 30 + 4 * 22
