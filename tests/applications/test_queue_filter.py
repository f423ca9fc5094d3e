"""One filter, one truth: the counter is the list's length for whoever looks (issue 4, Queues)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from loket.applications import queue_filter, states
from loket.applications.actions.withdraw import withdraw
from loket.applications.finding import case_numbered, cases_found, cases_of, wanted
from loket.applications.models import Application
from loket.applications.policies import may_see
from loket.applications.queries import visible_to
from loket.applications.queue_filter import Place, QueueFilter, heights
from loket.applications.rules import Officer
from loket.applications.states import Slot
from loket.audit.actor import Actor
from loket.foundation.kernel import clock
from loket.tenants.models import PrintZone, Tenant
from loket.tenants.scope import in_tenant

from .cases import CHILD_CARD, LOST_KTP, NO_DOCUMENT, make_officer, make_resident, sent, standing_in

BARAT, TIMUR = "51.08.02", "51.08.08"


@pytest.fixture
def cases(in_buleleng: Tenant) -> list[Application]:
    """Of three services, two zones, several states and channels."""
    found = [
        standing_in(state, definition, kecamatan=kecamatan)
        for state in ("submitted", "approved", "in_process", "ready", "returned", "completed", "draft")
        for definition in (LOST_KTP, CHILD_CARD, NO_DOCUMENT)
        for kecamatan in (BARAT, TIMUR)
    ]
    late, counter = found[0], found[1]
    Application.objects.filter(pk=late.pk).update(due_at=clock.now() - timedelta(hours=1), resubmissions=1)
    Application.objects.filter(pk=counter.pk).update(
        channel="counter", submitted_at=clock.now() - timedelta(days=9)
    )
    return found


@pytest.fixture
def officers(in_buleleng: Tenant) -> dict[str, Officer]:
    zone = PrintZone.objects.get(slug="barat")
    return {
        "verifier": make_officer("verifikator_layanan"),
        "seririt": make_officer("operator_ktp", "petugas_pengambilan", zone=zone),
        "kia": make_officer("operator_kia"),
        "adb": make_officer("adb_konsolidasi"),
        "nobody": make_officer("pendamping"),
    }


FILTERS = {
    "standing": QueueFilter(),
    "checking": QueueFilter(states=(states.SUBMITTED,), slot=Slot.VERIFY),
    "printing": QueueFilter(states=(states.APPROVED, states.IN_PROCESS), slot=Slot.PROCESS),
    "ended": QueueFilter(states=tuple(sorted(states.ENDED))),
    "late": QueueFilter(late=True),
    "resent": QueueFilter(resent=True),
    "assisted": QueueFilter(assisted=True),
    "web": QueueFilter(channels=("web",)),
    "old": QueueFilter(older_than=7),
    "east": QueueFilter(kecamatan=(TIMUR,)),
    "late in checking": QueueFilter(states=(states.SUBMITTED,), slot=Slot.VERIFY, late=True),
    "late in the west": QueueFilter(kecamatan=(BARAT,), late=True),
    "of a role": QueueFilter(roles=("operator_kia",)),
    "both": QueueFilter(kecamatan=(BARAT,), late=True, resent=True),
}


def test_every_counter_equals_its_list_for_every_officer(
    cases: list[Application], officers: dict[str, Officer]
) -> None:
    at = clock.now()
    seen = 0
    for officer in officers.values():
        counted = heights(FILTERS, officer, at=at)
        for name, one in FILTERS.items():
            listed = one.page(officer, at=at, size=500)
            assert counted[name].count == len(listed) == one.height(officer, at=at).count, name
            if one.is_exact:
                assert counted[name].oldest == min((case.submitted_at for case in listed), default=None)
            seen += len(listed)
    assert seen > 50


def test_pages_by_deadline_show_every_case_once_also_those_whose_clock_rests(
    cases: list[Application], officers: dict[str, Officer]
) -> None:
    """Forwards, and back again from the end: those without a deadline stand last and are not lost."""
    Application.objects.filter(pk__in=[cases[3].pk, cases[7].pk]).update(due_at=None)
    by_deadline, officer, at = QueueFilter(order="late"), officers["verifier"], clock.now()
    whole = [case.pk for case in by_deadline.page(officer, at=at, size=500)]
    assert len(whole) == 30
    resting = set(Application.objects.filter(pk__in=whole, due_at=None).values_list("pk", flat=True))
    assert {cases[3].pk, cases[7].pk} <= resting == set(whole[-len(resting) :])
    for size in (1, 4, 29):
        walked, rows, after = list[int](), list[Application](), None
        while not walked or len(rows) > size:
            rows = by_deadline.page(officer, at=at, after=after, size=size)
            walked += [case.pk for case in rows[:size]]
            after = by_deadline.place_of(rows[min(size, len(rows)) - 1])
        assert walked == whole
        back = by_deadline.page(officer, at=at, before=after, size=500)
        assert [case.pk for case in back] == whole[:-1]


def test_a_draft_that_was_given_up_stays_the_residents_own(
    in_buleleng: Tenant, officers: dict[str, Officer]
) -> None:
    """Not in the list of ended cases, not in its counter, not under its number, not on the person's page."""
    draft = standing_in("draft", LOST_KTP)
    withdraw(draft, by=Actor("resident", "sari"))
    draft, officer, at = Application.objects.get(pk=draft.pk), officers["verifier"], clock.now()
    assert (draft.state, draft.submitted_at) == ("cancelled", None)
    ended = FILTERS["ended"]
    assert ended.page(officer, at=at) == []
    assert ended.height(officer, at=at).count == 0
    assert case_numbered(officer, draft.reference) is None
    assert cases_of(officer, subject=b"", accounts=[draft.applicant_id]) == []
    assert not visible_to(officer).filter(pk=draft.pk).exists()
    assert not may_see(officer, draft)


def test_each_filter_narrows_to_what_it_says(cases: list[Application], officers: dict[str, Officer]) -> None:
    verifier, at = officers["verifier"], clock.now()

    def found(name: str) -> list[Application]:
        return FILTERS[name].page(verifier, at=at, size=500)

    assert [case.pk for case in found("late")] == [case.pk for case in found("resent")] == [cases[0].pk]
    assert [case.pk for case in found("assisted")] == [case.pk for case in found("old")] == [cases[1].pk]
    assert {case.kecamatan_code for case in found("east")} == {TIMUR}
    assert {case.service.code for case in found("of a role")} == {"kia-baru"}
    assert len(found("standing")) == 30
    zone = PrintZone.objects.get(slug="timur")
    assert {c.pk for c in QueueFilter(zone=zone.pk).page(verifier, at=at, size=500)} == {
        c.pk for c in found("east")
    }


def test_seririt_never_sees_timur_and_single_operators_see_only_theirs(
    cases: list[Application], officers: dict[str, Officer]
) -> None:
    """S3-49, S3-38, S3-39."""
    for one in FILTERS.values():
        at = clock.now()
        routed = [case for case in one.page(officers["seririt"], at=at, size=500) if case.is_routed]
        assert all(case.kecamatan_code == BARAT for case in routed)
        assert {case.service.code for case in one.page(officers["kia"], at=at, size=500)} <= {"kia-baru"}
        assert {case.service.code for case in one.page(officers["adb"], at=at, size=500)} <= {
            "konsolidasi-manual"
        }
        assert not one.page(officers["nobody"], at=at, size=500)


@pytest.mark.parametrize("order", ["oldest", "newest"])
def test_pages_forward_and_back_hold_every_case_once(
    cases: list[Application], officers: dict[str, Officer], order: str
) -> None:
    one, at, officer = QueueFilter(order=order), clock.now(), officers["verifier"]
    whole = [case.pk for case in one.page(officer, at=at, size=500)]
    pages, after = [], None
    while True:
        found = one.page(officer, at=at, after=after, size=4)
        pages.append([case.pk for case in found[:4]])
        if len(found) <= 4:
            break
        after = Place(found[3].submitted_at, found[3].pk)
    assert [pk for page in pages for pk in page] == whole
    first = Application.objects.get(pk=pages[2][0])
    back = one.page(officer, at=at, before=Place(first.submitted_at, first.pk), size=4)
    assert [case.pk for case in back[-4:]] == pages[1]


def test_a_kept_filter_comes_back_without_the_words_looked_for() -> None:
    one = QueueFilter(states=(states.READY,), services=(3, 4), late=True, older_than=7, words="NI LUH")
    data = one.as_data()
    assert "NI LUH" not in str(data)
    assert QueueFilter.from_data(data) == QueueFilter(
        states=(states.READY,), services=(3, 4), late=True, older_than=7
    )
    assert QueueFilter.from_data({"states": ["gone", "ready"], "order": "?", "x": 1}).states == (
        states.READY,
    )


def test_beyond_ten_thousand_ended_cases_are_not_counted(
    cases: list[Application], officers: dict[str, Officer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue_filter, "MOST_COUNTED", 3)
    ended = QueueFilter(states=(states.COMPLETED,)).height(officers["verifier"], at=clock.now())
    assert (ended.count, ended.more) == (3, True)
    standing = QueueFilter().height(officers["verifier"], at=clock.now())
    assert (standing.count, standing.more) == (30, False)
    with CaptureQueriesContext(connection) as asked:
        again = QueueFilter(states=(states.COMPLETED,)).height(officers["verifier"], at=clock.now())
    assert again == ended, "ten thousand ended cases are believed to be there for ten minutes"
    assert not list(asked)


def test_a_row_of_a_list_fetches_what_the_list_left_out(
    cases: list[Application], officers: dict[str, Officer]
) -> None:
    shown = QueueFilter().page(officers["verifier"], at=clock.now())
    told = {case.pk: case.delivery for case in cases}
    assert [case.delivery for case in shown] == [told[case.pk] for case in shown]
    assert not shown[0]._state.adding


@pytest.mark.parametrize(
    ("typed", "kind"),
    [("", "nothing"), ("ab", "nothing"), ("12345", "nothing"), ("siti rahma", "name"), ("0812 3456 7890", "phone")],
)  # fmt: skip
def test_one_box_understands(in_buleleng: Tenant, typed: str, kind: str) -> None:
    assert wanted(typed).kind == kind


@pytest.mark.parametrize("typed", ["siti rahmwati", "SITI RAHMAWATI", "rahmawatii", "siti  rachmawati"])
def test_a_name_is_found_with_typing_mistakes(in_buleleng: Tenant, typed: str) -> None:
    """Issue 4, "One person, all channels"."""
    right = sent(applicant=make_resident("SITI RAHMAWATI"))
    sent(applicant=make_resident("I WAYAN SUDARMA"))
    verifier = make_officer("verifikator_layanan")
    assert [case.pk for case in cases_found(verifier, wanted(typed))] == [right.pk]
    assert [c.pk for c in QueueFilter(words=typed).page(verifier, at=clock.now())] == [right.pk]


def test_names_keep_to_roles_and_zones(in_buleleng: Tenant) -> None:
    """S3-49, S3-38 for the search too."""
    person = make_resident("NI LUH PUTU SARI")
    east = sent(applicant=person, kecamatan=TIMUR)
    putu = make_officer("operator_ktp", zone=PrintZone.objects.get(slug="barat"))
    assert not cases_found(putu, wanted("luh putu sari"))
    assert not cases_found(make_officer("operator_kia"), wanted("luh putu sari"))
    assert cases_found(make_officer("verifikator_layanan"), wanted("luh putu sari"))[0].pk == east.pk


def test_names_of_another_dinas_do_not_exist(buleleng: Tenant, surakarta: Tenant) -> None:
    """Security rule 1, for the function that may use the index."""
    with in_tenant(buleleng):
        sent(applicant=make_resident("NI LUH PUTU SARI"))
    with in_tenant(surakarta):
        assert not cases_found(make_officer("verifikator_layanan"), wanted("luh putu sari"))
