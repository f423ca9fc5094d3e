"""Officers come, change and go (issue 3: invitation, two-factor reset, hand-over of cases)."""

from __future__ import annotations

import re
import threading

import pytest
from django.db import connection
from django.test import Client

from loket.accounts.queries import officer_account, recovery_codes_left
from loket.applications import states
from loket.applications.actions.claim import claim
from loket.applications.models import Application
from loket.applications.policies import Officer
from loket.audit.actor import Actor
from loket.audit.models import Entry
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.notifications.models import Message
from loket.staff.actions.deactivate_officer import deactivate_officer
from loket.staff.actions.set_roles import set_roles
from loket.staff.models import Invitation, Membership
from loket.tenants.actions.create_from_profile import create_from_profile
from loket.tenants.models import PrintZone, Tenant
from loket.tenants.scope import in_tenant
from tests.applications.cases import sent
from tests.staff.people import officer

from .rai import at_console, hire, rai
from .test_offices import edition


@pytest.fixture
def desk(buleleng: Tenant) -> Client:
    """Ibu Rai's browser."""
    return rai(buleleng)


def invitation(**other: object) -> dict[str, object]:
    """A filled-in invitation."""
    return {
        "name": "Wayan Contoh",
        "username": "wayan",
        "phone": "0812 9999 0004",
        "email": "",
        "office": "kecamatan-seririt",
        "zone": "barat",
        "roles": ["operator_kecamatan"],
        **other,
    }


def link(tenant: Tenant) -> str:
    """The path in the newest invitation's message."""
    with in_tenant(tenant):
        text = Message.objects.filter(kind="staff.invited").order_by("-pk").first().text
    return re.search(r"(/petugas/undangan/[^/\s]+/)", text).group(1)


def test_an_invited_officer_gets_a_link_and_comes_in_with_role_office_and_zone(
    desk: Client, buleleng: Tenant
) -> None:
    assert desk.post("/kelola/petugas/undang/", invitation()).status_code == 302
    with in_tenant(buleleng):
        row = Invitation.objects.get()
        message = Message.objects.get(kind="staff.invited")
        assert message.to == "+6281299990004"
        assert message.text.count("petugas/undangan") == 1
        assert str(row.token_hash) not in message.text
    browser = Client(headers={"host": "buleleng.localhost"})
    path = link(buleleng)
    entered = browser.post(path, {"username": "wayan", "password": "lumbung padi di kaki bukit"})
    assert entered.status_code == 302
    with in_tenant(buleleng):
        member = Membership.objects.get(account__username="wayan")
        assert (member.office.slug, member.zone.slug) == ("kecamatan-seririt", "barat")
        assert not member.account.has_second_factor
        actions = list(Entry.objects.values_list("action", flat=True))
    assert {"staff.invite", "staff.accept_invitation", "staff.add_officer"} <= set(actions)
    assert browser.get("/petugas/").headers["Location"] == "/petugas/masuk/kode/"


def test_a_link_sent_again_makes_the_old_one_worthless_and_one_taken_back_opens_nothing(
    desk: Client, buleleng: Tenant
) -> None:
    desk.post("/kelola/petugas/undang/", invitation())
    stranger = Client(headers={"host": "buleleng.localhost"})
    first = link(buleleng)
    with in_tenant(buleleng):
        row = Invitation.objects.get()
    assert desk.post(f"/kelola/petugas/undangan/{row.public_id}/ulang/").status_code == 302
    second = link(buleleng)
    assert first != second
    assert stranger.get(first).status_code == 404
    assert stranger.get(second).status_code == 200
    assert desk.post(f"/kelola/petugas/undangan/{row.public_id}/batal/").status_code == 302
    assert stranger.get(second).status_code == 404
    assert desk.post(f"/kelola/petugas/undangan/{row.public_id}/batal/").status_code == 409


def test_a_link_runs_out_after_three_days(desk: Client, buleleng: Tenant) -> None:
    from datetime import timedelta

    desk.post("/kelola/petugas/undang/", invitation())
    path = link(buleleng)
    with clock.frozen(clock.now() + timedelta(days=3, minutes=1)):
        assert Client(headers={"host": "buleleng.localhost"}).get(path).status_code == 404


def test_a_link_of_one_dinas_opens_nothing_at_another(
    desk: Client, buleleng: Tenant, surakarta: Tenant
) -> None:
    desk.post("/kelola/petugas/undang/", invitation())
    assert Client(headers={"host": "surakarta.localhost"}).get(link(buleleng)).status_code == 404


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("username", "rai", "sudah dipakai"),
        ("username", "a b", "huruf kecil"),
        ("roles", [], "Pilih paling sedikit satu peran"),
        ("roles", ["raja"], "Pilih"),
        ("phone", "12", "id_phone-g"),
        ("phone", "", "Isi nomor WhatsApp atau alamat e-mail"),
        ("office", "lain", "Pilih"),
        ("name", "", "belum diisi"),
    ],
)
def test_a_bad_invitation_is_refused_with_what_was_typed(
    desk: Client, buleleng: Tenant, field: str, value: object, sentence: str
) -> None:
    answer = desk.post("/kelola/petugas/undang/", invitation(**{field: value}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert 'value="Wayan Contoh"' in page or field == "name"
    with in_tenant(buleleng):
        assert not Invitation.objects.exists()


def place(**other: object) -> dict[str, object]:
    """What the form of an officer sends."""
    return {
        "office": "dinas",
        "zone": "",
        "phone": "",
        "email": "",
        "roles": ["verifikator_layanan"],
        **other,
    }


def test_changed_roles_hold_at_once(desk: Client, buleleng: Tenant) -> None:
    """R11: the officer's session ends, and the new role opens what the old one did not."""
    with in_tenant(buleleng):
        made = hire("made", "Made Contoh", ["administrator"])
    browser = at_console(made)
    assert browser.get("/kelola/").status_code == 200
    path = f"/kelola/petugas/{made.public_id}/"
    assert desk.post(path, place(edisi=edition(desk, path))).status_code == 302
    assert browser.get("/kelola/").status_code == 302
    made.refresh_from_db()
    assert made.roles == ["verifikator_layanan"]


def test_the_last_administrator_stays_one(desk: Client, buleleng: Tenant) -> None:
    with in_tenant(buleleng):
        me = Membership.objects.get()
    path = f"/kelola/petugas/{me.public_id}/"
    answer = desk.post(path, place(edisi=edition(desk, path)))
    assert answer.status_code == 422
    assert "administrator terakhir" in answer.content.decode()
    assert desk.post(f"{path}keluar/", {"penerima": ""}).status_code == 422
    with in_tenant(buleleng):
        with pytest.raises(Refusal):
            set_roles(me, roles=["auditor"])
        with pytest.raises(Refusal):
            deactivate_officer(me)
        assert Membership.objects.get().active


def test_two_administrators_who_remove_each_other_at_one_moment_leave_one(real_commits: str) -> None:
    tenant = create_from_profile("buleleng", "buleleng.localhost")
    both = [officer(tenant, name, roles=["administrator"]) for name in ("rai", "made")]
    ready = threading.Barrier(2)

    def remove(membership: Membership) -> None:
        try:
            ready.wait()
            with in_tenant(tenant):
                deactivate_officer(membership)
        except Refusal:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=remove, args=(one,)) for one in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with in_tenant(tenant):
        assert Membership.objects.filter(active=True).count() == 1


def test_a_second_administrator_takes_a_lost_second_factor_away_and_the_officer_is_told(
    desk: Client, buleleng: Tenant
) -> None:
    made = officer(buleleng, "made")
    with in_tenant(buleleng):
        made.phone = "+6281299990005"
        made.save()
    path = f"/kelola/petugas/{made.public_id}/autentikator/"
    assert desk.get(path).status_code == 200
    assert desk.post(path)["Location"].endswith("?kabar=lepas")
    with in_tenant(buleleng):
        account = officer_account("made")
        assert account is not None
        assert not account.has_second_factor
        assert recovery_codes_left(account) == 0
        assert Message.objects.get(kind="staff.second_factor_reset").to == "+6281299990005"
        entry = Entry.objects.get(action="staff.reset_factor")
        assert entry.actor_name == "Ibu Rai"


def test_nobody_takes_his_own_second_factor_away(desk: Client, buleleng: Tenant) -> None:
    with in_tenant(buleleng):
        me = Membership.objects.get()
    answer = desk.post(f"/kelola/petugas/{me.public_id}/autentikator/")
    assert answer.status_code == 422
    assert "administrator lain" in answer.content.decode()


def test_an_officer_without_address_is_to_be_told_in_person(desk: Client, buleleng: Tenant) -> None:
    made = officer(buleleng, "made")
    answer = desk.post(f"/kelola/petugas/{made.public_id}/autentikator/", follow=True)
    assert "Beri tahu petugasnya langsung" in answer.content.decode()


def _opened_by(tenant: Tenant, member: Membership) -> Application:
    with in_tenant(tenant):
        case = sent()
        claim(
            case,
            by=Officer(Actor("officer", str(member.account.public_id)), member.pk, frozenset(member.roles)),
        )
        return case


@pytest.mark.parametrize("named", [True, False])
def test_open_cases_of_somebody_who_leaves_go_to_a_colleague_or_the_queue(
    desk: Client, buleleng: Tenant, named: bool
) -> None:
    made = officer(buleleng, "made", roles=["verifikator_layanan"])
    ketut = officer(buleleng, "ketut", roles=["verifikator_layanan"])
    case = _opened_by(buleleng, made)
    path = f"/kelola/petugas/{made.public_id}/keluar/"
    assert "1 permohonan" in desk.get(path).content.decode()
    assert desk.post(path, {"penerima": str(ketut.public_id) if named else ""}).status_code == 302
    with in_tenant(buleleng):
        case.refresh_from_db()
        expected = (states.IN_VERIFICATION, ketut.pk) if named else (states.SUBMITTED, None)
        assert (case.state, case.assignee_id) == expected
        assert not Membership.objects.get(pk=made.pk).active
        account = officer_account("made")
        assert account is not None
        assert not account.is_active
    assert desk.post(f"/kelola/petugas/{made.public_id}/kembali/").status_code == 302
    with in_tenant(buleleng):
        assert Membership.objects.get(pk=made.pk).active


def test_a_colleague_without_the_role_gets_nothing(desk: Client, buleleng: Tenant) -> None:
    made = officer(buleleng, "made", roles=["verifikator_layanan"])
    luh = officer(buleleng, "luh", roles=["auditor"])
    case = _opened_by(buleleng, made)
    desk.post(f"/kelola/petugas/{made.public_id}/keluar/", {"penerima": str(luh.public_id)})
    with in_tenant(buleleng):
        case.refresh_from_db()
    assert (case.state, case.assignee_id) == (states.SUBMITTED, None)


def test_access_and_cases_go_together_or_not_at_all(
    desk: Client, buleleng: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    from loket.faces.console.staff import leaving

    made = officer(buleleng, "made", roles=["verifikator_layanan"])
    case = _opened_by(buleleng, made)

    def broken(*_args: object, **_more: object) -> None:
        raise Refusal("tidak bisa", code="planted", status=409)

    monkeypatch.setattr(leaving, "pass_on", broken)
    assert desk.post(f"/kelola/petugas/{made.public_id}/keluar/", {"penerima": ""}).status_code == 409
    with in_tenant(buleleng):
        assert Membership.objects.get(pk=made.pk).active
        case.refresh_from_db()
    assert case.assignee_id == made.pk


def test_officers_of_another_dinas_are_not_there(desk: Client, surakarta: Tenant) -> None:
    joko = officer(surakarta, "joko")
    for path in ("", "keluar/", "kembali/", "autentikator/"):
        assert desk.post(f"/kelola/petugas/{joko.public_id}/{path}").status_code == 404


def test_a_zone_change_ends_the_sessions(desk: Client, buleleng: Tenant) -> None:
    with in_tenant(buleleng):
        made = hire("made", "Made Contoh", ["verifikator_layanan"])
        assert PrintZone.objects.filter(slug="barat").exists()
    browser = at_console(made)
    assert browser.get("/petugas/").status_code == 200
    path = f"/kelola/petugas/{made.public_id}/"
    desk.post(path, place(zone="barat", edisi=edition(desk, path)))
    assert browser.get("/petugas/").status_code == 302
