"""What the system points out beside the answers: hints, never gates."""

from __future__ import annotations

import pytest
from django.test import Client

from loket.foundation.kernel import clock
from loket.residents.models import Resident
from loket.tenants.models import Tenant

from ....applications.cases import CHILD_CARD, make_membership, make_resident, sent
from ..desk import at_desk, url


@pytest.fixture
def desk(in_buleleng: Tenant) -> Client:
    return at_desk(make_membership("verifikator_layanan"))


def test_a_nik_that_fits_is_said_to_fit(desk: Client) -> None:
    case = sent()
    assert "NIK cocok dengan isian" in desk.get(url(case)).content.decode()


def test_an_old_region_code_is_a_hint(desk: Client) -> None:
    """Domain (b): a prefix that is not in today's list is a warning."""
    case = sent(answers={"subjek_nama": "NI LUH SARI", "subjek_nik": "9901024107870003"})
    page = desk.get(url(case)).content.decode()
    assert "NIK cocok dengan isian" not in page
    assert 'class="awas"' in page


def test_the_phone_the_household_and_the_address_are_looked_at(desk: Client) -> None:
    """S4-14, S4-24: many applications of one family card, an address outside the office's area."""
    resident = make_resident()
    sent(CHILD_CARD, applicant=resident)
    case = sent(applicant=resident, kecamatan="51.71.01")
    page = desk.get(url(case)).content.decode()
    assert "KK ini punya 1 permohonan lain dalam 30 hari" in page
    assert "Alamat KK di luar wilayah kantor ini" in page
    assert "Nomor telepon belum dibuktikan" in page
    Resident.objects.filter(pk=resident.pk).update(phone_proved_at=clock.now())
    assert "Nomor telepon sudah dibuktikan" in desk.get(url(case)).content.decode()
