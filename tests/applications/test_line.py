"""Place in line: as many as the officers' list shows before it, told honestly, only while it waits for checking."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from loket.applications import line
from loket.applications.actions.claim import claim
from loket.applications.models import Application
from loket.applications.queue_filter import QueueFilter
from loket.applications.queues import QUEUES
from loket.catalogue.models import Service
from loket.foundation.kernel import clock
from loket.tenants.models import PrintZone, Tenant
from tests.applications.cases import as_officer, make_membership, sent
from tests.faces.portal.applications.people import signed_in


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    line.forget_zones()


@pytest.fixture
def cases(in_buleleng: Tenant) -> list[Application]:
    """Four cases of one service, in the order in which they were sent."""
    return [sent() for _number in range(4)]


def _ahead(case: Application) -> int | None:
    return line.ahead_of(Application.objects.get(pk=case.pk))


def test_it_is_the_place_in_the_officers_own_list(cases: list[Application]) -> None:
    by = as_officer(make_membership("verifikator_layanan"))
    narrowed = QueueFilter(states=QUEUES[0].states, slot=QUEUES[0].slot, services=(cases[0].service_id,))
    listed = [row.pk for row in narrowed.rows(by, at=clock.now())]
    assert listed == [case.pk for case in cases]
    assert [_ahead(case) for case in cases] == [0, 1, 2, 3]


def test_what_an_officer_has_taken_up_stands_no_longer_before_it(cases: list[Application]) -> None:
    claim(cases[0], by=as_officer(make_membership("verifikator_layanan")))
    assert _ahead(cases[3]) == 2
    assert _ahead(cases[0]) is None, "it is being checked: no place in line is told"


def test_another_service_is_another_line(cases: list[Application]) -> None:
    Application.objects.filter(pk__in=[cases[0].pk, cases[1].pk]).update(service=_other_service(cases[0]))
    assert _ahead(cases[3]) == 1


def test_the_zone_is_the_line_only_where_all_who_check_have_one(cases: list[Application]) -> None:
    west, east = PrintZone.objects.filter(slug__in=("barat", "timur")).order_by("slug")
    here, there = (zone.kecamatan.first().kecamatan_code for zone in (west, east))
    Application.objects.update(is_routed=True, kecamatan_code=here)
    Application.objects.filter(pk=cases[1].pk).update(kecamatan_code=there)
    make_membership("verifikator_layanan", zone=west)
    assert _ahead(cases[3]) == 2
    make_membership("verifikator_layanan")
    line.forget_zones()
    assert _ahead(cases[3]) == 3, "somebody sees all of them in one list"


@pytest.mark.parametrize(("ahead", "said"), [(0, 0), (12, 12), (20, 20), (21, 30), (100, 100), (101, 150)])
def test_the_number_is_rounded_up(ahead: int, said: int) -> None:
    assert line.told(ahead) == said


def test_the_resident_reads_it_beside_the_usual_day_for_one_statement(cases: list[Application]) -> None:
    last = Application.objects.select_related("applicant__account").get(pk=cases[3].pk)
    client, address = signed_in(last.applicant), f"/permohonan/{last.reference}/"
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        page = client.get(address).content.decode()
    assert "± 3 berkas di depan Anda." in page
    assert "Biasanya selesai diperiksa" in page
    assert sum("AS line" in query["sql"] for query in asked.captured_queries) == 1
    assert not any("staff_membership" in query["sql"] for query in asked.captured_queries)


def _other_service(case: Application) -> int:
    made, _is_new = Service.objects.get_or_create(code="lain", defaults={"category": case.service.category})
    return int(made.pk)
