"""A routed case of a kecamatan that no print zone holds says so on the desk (seed S3-48)."""

from __future__ import annotations

from loket.tenants.models import Tenant, ZoneKecamatan
from loket.tenants.queries import forget_hosts

from ....applications.cases import make_membership, sent
from ..desk import at_desk, url

ALARM = "belum masuk wilayah cetak"


def test_the_case_page_raises_the_alarm_for_affected_cases_only(in_buleleng: Tenant) -> None:
    desk = at_desk(make_membership("verifikator_layanan"))
    case, other = sent(kecamatan="51.08.02"), sent(kecamatan="51.08.09")
    assert case.is_routed
    assert ALARM not in desk.get(url(case)).content.decode()
    ZoneKecamatan.objects.filter(kecamatan_code="51.08.02").delete()
    forget_hosts()
    assert ALARM in desk.get(url(case)).content.decode()
    assert ALARM not in desk.get(url(other)).content.decode()
