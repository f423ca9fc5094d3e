""" "Siapa yang membuka berkas saya?": every look of an officer, by role, newest first, for its owner alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from loket.applications.models import Application
from loket.audit.actions.record import record
from loket.audit.actor import Actor
from loket.faces.portal.looks import rows
from loket.foundation.kernel import clock
from loket.staff.models import Membership
from loket.tenants.actions.change_settings import change_settings
from loket.tenants.models import Tenant
from tests.applications.apply import make_verified
from tests.applications.cases import make_membership, sent
from tests.faces.portal.applications.people import signed_in
from tests.faces.workbench.desk import at_desk

#: Tuesday, 09.30 in Buleleng.
AT = datetime(2026, 11, 17, 1, 30, tzinfo=UTC)


@pytest.fixture
def case(in_buleleng: Tenant) -> Application:
    """A case in the queue, of a resident with an account."""
    return sent(applicant=make_verified("NI LUH SARI"))


@pytest.fixture
def made(in_buleleng: Tenant) -> Membership:
    """The officer who looks."""
    return make_membership("verifikator_layanan", "verifikator_user", name="Made Wirawan")


def _look(made: Membership, action: str, obj_type: str, obj_ref: str, *, minutes: int = 0) -> None:
    actor = Actor("officer", str(made.account.public_id), made.account.display_name)
    with clock.frozen(AT + timedelta(minutes=minutes)):
        record(action, actor=actor, obj_type=obj_type, obj_ref=obj_ref, purpose="pelayanan")


def test_looking_at_the_desk_is_read_by_the_resident(case: Application, made: Membership) -> None:
    at_desk(made).get(f"/petugas/permohonan/{case.reference}/")
    page = signed_in(case.applicant).get(f"/permohonan/{case.reference}/dibuka/").content.decode()
    assert "Verifikator layanan" in page
    assert "data" in page
    assert "Made" not in page, "the role, not the name"


def test_an_hour_of_one_officer_is_one_line_with_all_he_saw(case: Application, made: Membership) -> None:
    for minutes, action in enumerate(("viewed", "paper_viewed", "paper_viewed", "paper_downloaded")):
        _look(made, f"applications.{action}", "application", case.reference, minutes=minutes)
    _look(made, "applications.viewed", "application", case.reference, minutes=60)
    page = rows.page_of(rows.OF_CASE, "application", case.reference, before=None)
    assert [sorted(look.what) for look in page.looks] == [["data"], ["data", "foto", "foto diunduh"]]
    shown = signed_in(case.applicant).get(f"/permohonan/{case.reference}/dibuka/").content.decode()
    assert "Selasa 17 November, sekitar pukul 09.00" in shown


def test_the_name_is_read_where_the_dinas_says_so(
    case: Application, made: Membership, in_buleleng: Tenant
) -> None:
    _look(made, "applications.viewed", "application", case.reference)
    change_settings({"names_officers": True})
    in_buleleng.refresh_from_db()
    page = signed_in(case.applicant).get(f"/permohonan/{case.reference}/dibuka/").content.decode()
    assert "Made Wirawan (Verifikator layanan" in page


def test_older_ones_follow_page_by_page_for_the_same_few_queries(
    case: Application, made: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "READ", 3)
    for hour in range(5):
        _look(made, "applications.viewed", "application", case.reference, minutes=60 * hour)
    first = rows.page_of(rows.OF_CASE, "application", case.reference, before=None)
    with CaptureQueriesContext(connection) as asked:
        rest = rows.page_of(rows.OF_CASE, "application", case.reference, before=first.older)
    assert (len(first.looks), len(rest.looks), rest.older) == (3, 2, None)
    assert len(asked) <= 2
    assert first.looks[-1].at > rest.looks[0].at
    page = signed_in(case.applicant).get(f"/permohonan/{case.reference}/dibuka/").content.decode()
    assert "Lihat yang lebih lama" in page


def test_looks_at_the_account_and_its_photos_stand_there_too(made: Membership) -> None:
    resident = make_verified()
    _look(made, "residents.view_paper", "resident", str(resident.public_id))
    page = signed_in(resident).get("/akun/dibuka/").content.decode()
    assert "Verifikator akun" in page
    assert "foto" in page
    assert "/akun/dibuka/" in signed_in(resident).get("/akun/").content.decode()


def test_nobody_elses_list_opens_and_nothing_opened_is_said(case: Application, in_buleleng: Tenant) -> None:
    stranger = signed_in(make_verified("I MADE ORANG LAIN"))
    assert stranger.get(f"/permohonan/{case.reference}/dibuka/").status_code == 404
    page = signed_in(case.applicant).get(f"/permohonan/{case.reference}/dibuka/?sebelum=x").content.decode()
    assert "Belum ada petugas yang membukanya." in page
