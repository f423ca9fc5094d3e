"""How soon an office finishes: for residents (S4-25), and on its own clock (S2-7, S2-9)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from loket.applications.actions.approve import approve
from loket.applications.actions.claim import claim
from loket.applications.actions.take_into_process import take_into_process
from loket.applications.models import Application
from loket.foundation.kernel import clock
from loket.foundation.kernel.working_time import STANDARD_HOURS, WorkingCalendar
from loket.issuing.actions.conclude import conclude
from loket.issuing.actions.start_production import start_production
from loket.reports import queries
from loket.reports.rules import Month, OpenTime, Span
from loket.tenants.models import Tenant
from loket.tenants.queries import forget_hosts
from tests.applications.cases import NO_DOCUMENT, make_membership, make_officer, sent
from tests.faces.workbench.desk import at_desk


@pytest.fixture
def finished(in_buleleng: Tenant) -> Client:
    """Three cases of Tuesday 24 November 2026, done after two working hours, after three, and on Wednesday."""
    made = make_officer("verifikator_layanan", "operator_kk", "adb_konsolidasi")
    for sent_hour, done in ((8, time(10)), (8, time(11)), (20, time(8, 30))):
        day = date(2026, 11, 24)
        with clock.frozen(datetime.combine(day, time(sent_hour), in_buleleng.zone)):
            case = sent(NO_DOCUMENT)
        approved = case.processing_starts_at
        with clock.frozen(approved):
            claim(case, by=made)
            approve(case, by=made)
        day = day if sent_hour == 8 else day + timedelta(days=1)
        with clock.frozen(datetime.combine(day, done, in_buleleng.zone)):
            take_into_process(case, by=made)
            case = Application.objects.get(pk=case.pk)
            start_production(case, by=made)
            conclude(case, by=made)
    return at_desk(make_membership("kepala_dinas"))


def test_s2_7_s2_9_how_soon_cases_are_finished_on_the_offices_own_clock(
    finished: Client, in_buleleng: Tenant
) -> None:
    """Same day two of three, by the first working day all; half of them within two working hours."""
    prompt = queries.promptness(Span(Month(2026, 11), Month(2026, 11)))
    assert prompt.finished == 3
    assert (round(prompt.same_day or 0, 3), prompt.first_working_day) == (0.667, 1.0)
    assert prompt.working_time == timedelta(hours=2)
    page = finished.get("/petugas/rekap/?dari=2026-11&sampai=2026-11").content.decode()
    assert "66,7% selesai pada hari pengajuan dan 100,0% paling lambat pada hari kerja pertama" in page
    assert "separuhnya dalam 2,0 jam kerja sesudah berkas lengkap" in page
    assert "Sasaran kantor: hari yang sama." not in page
    Tenant.objects.filter(pk=in_buleleng.pk).update(same_day_target=True)
    forget_hosts()
    page = finished.get("/petugas/rekap/?dari=2026-11&sampai=2026-11").content.decode()
    assert "Sasaran kantor: hari yang sama." in page


def test_s2_9_working_time_is_that_of_the_calendar() -> None:
    """A Friday afternoon to a Monday morning, over the prayer's break and a free day."""
    zone = ZoneInfo("Asia/Makassar")
    calendar = WorkingCalendar(zone, STANDARD_HOURS, frozenset({date(2026, 11, 30)}))
    begin, end = datetime(2026, 11, 26, 9, 17, tzinfo=zone), datetime(2026, 12, 2, 10, 5, tzinfo=zone)
    open_time = OpenTime(calendar, begin, end)
    for hours in range(0, 140, 7):
        at = begin + timedelta(hours=hours)
        assert open_time.between(begin, at) == calendar.worked(begin, at)
        assert open_time.between(at, end) == calendar.worked(at, end)


def test_s4_25_from_the_report_of_changed_data_to_its_end_is_measured(finished: Client) -> None:
    """Two hours, three, and a night of twelve and a half: half of the residents waited less than three."""
    page = finished.get("/petugas/rekap/?dari=2026-11&sampai=2026-11").content.decode()
    assert "<dt>Waktu sampai selesai</dt><dd><b>3 j 00 m</b>" in page
