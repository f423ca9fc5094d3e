"""Roles, zones and the command that makes officers (seeds S3-37, S3-38, S3-49)."""

from __future__ import annotations

import pytest

from loket.accounts.queries import officer_account
from loket.foundation.kernel.errors import Refusal
from loket.staff import commands
from loket.staff.actions.add_officer import UnknownRole, UsernameTaken
from loket.staff.labels import ROLES
from loket.staff.models import Membership
from loket.staff.policies import has_any_role, has_role, sees_zone
from loket.staff.queries import membership_of, officers_with
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant
from tests.staff.people import officer


def test_roles_can_be_held_by_one_person_or_by_two(buleleng: Tenant) -> None:
    """S3-37."""
    both = officer(buleleng, "made", roles=["verifikator_user", "verifikator_layanan"])
    one = officer(buleleng, "putu", roles=["verifikator_user"])

    assert has_role(both, "verifikator_layanan")
    assert has_role(one, "verifikator_user")
    assert not has_role(one, "verifikator_layanan")
    with in_tenant(buleleng):
        assert [m.account.username for m in officers_with("verifikator_user")] == ["made", "putu"]


@pytest.mark.parametrize(
    ("own", "asked", "answer"),
    [
        ("operator_kia", "operator_kia", True),
        ("operator_kia", "operator_ktp", False),
        ("operator_siak", "operator_kia", True),
        ("operator_siak", "verifikator_user", False),
        ("operator_kecamatan", "petugas_pengambilan", True),
        ("administrator", "verifikator_user", False),
    ],
)
def test_what_a_role_covers(own: str, asked: str, answer: bool) -> None:
    """S3-38: an officer with only operator_kia holds nothing else."""
    assert has_role(Membership(roles=[own], active=True), asked) is answer
    assert has_any_role(Membership(roles=[own], active=False), asked) is False
    assert has_role(None, asked) is False


def test_a_zone_sees_its_own_kecamatan_only(buleleng: Tenant) -> None:
    """S3-49."""
    putu = officer(buleleng, "putu", roles=["operator_kecamatan"], zone="barat")
    made = officer(buleleng, "made")

    with in_tenant(buleleng):
        assert sees_zone(putu, "51.08.02")
        assert not sees_zone(putu, "51.08.09")
        assert not sees_zone(putu, "")
        assert sees_zone(made, "51.08.09")


def test_createstaff_makes_an_account_that_must_enrol(
    buleleng: Tenant, capsys: pytest.CaptureFixture[str]
) -> None:
    code = commands.createstaff(
        buleleng, username="rai", name="Ibu Rai", roles=["administrator", "verifikator_user"]
    )

    printed = capsys.readouterr().out
    assert code == 0
    assert "Kata sandi pertama:" in printed
    with in_tenant(buleleng):
        account = officer_account("RAI")
        assert account is not None
        assert not account.has_second_factor
        membership = membership_of(account)
        assert membership is not None
        assert membership.roles == ["administrator", "verifikator_user"]


def test_createstaff_says_in_one_sentence_what_is_wrong(
    buleleng: Tenant, capsys: pytest.CaptureFixture[str]
) -> None:
    assert commands.createstaff(buleleng, username="a", name="A", roles=["raja"]) == 1
    assert "Peran ini tidak dikenal: raja." in capsys.readouterr().err
    assert commands.createstaff(buleleng, username="a", name="A", roles=["auditor"], zone="utara") == 1
    assert "Wilayah cetak utara tidak ada" in capsys.readouterr().err
    assert commands.createstaff(buleleng, username="a", name="A", roles=["auditor"]) == 0
    assert commands.createstaff(buleleng, username="A", name="A", roles=["auditor"]) == 1
    assert "Nama pengguna ini sudah dipakai" in capsys.readouterr().err


def test_officers_need_known_roles_and_their_own_name(buleleng: Tenant) -> None:
    officer(buleleng, "made")

    with pytest.raises(UsernameTaken):
        officer(buleleng, "Made")
    with pytest.raises(UnknownRole):
        officer(buleleng, "putu", roles=[])
    assert issubclass(UnknownRole, Refusal)
    assert len(ROLES) == 28
