"""Quota and opening window of a service, where residents begin and send (issue 3, the builder)."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, time

import pytest
from django.test import Client

from loket.applications.actions.submit import submit
from loket.applications.admission import ServiceShut
from loket.applications.models import Application
from loket.catalogue.models import Service
from loket.foundation.kernel import clock
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant
from tests.applications.apply import actor, begin, make_verified, make_version, ready_draft

#: Tuesday 24 November 2026, 10.00 in Buleleng (WITA).
TUESDAY = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


def limit(**values: object) -> None:
    make_version()
    Service.objects.update(**values)


def send(draft: Application) -> Application:
    return submit(draft, submit_key=uuid.uuid4(), by=actor(draft.applicant))


def test_the_last_place_goes_to_one_and_the_next_reads_when_it_opens_again(in_buleleng: Tenant) -> None:
    with clock.frozen(TUESDAY):
        first, second = ready_draft(make_verified()), ready_draft(make_verified("KADEK DUA"))
        limit(quota_day=1)
        assert send(first).submitted_at == TUESDAY
        second.refresh_from_db()
        with pytest.raises(ServiceShut) as refused:
            send(second)
        assert "hari ini sudah penuh. Buka lagi Rabu" in str(refused.value)
        assert Application.objects.get(pk=second.pk).submitted_at is None


def test_nothing_is_begun_when_the_week_is_full(in_buleleng: Tenant) -> None:
    with clock.frozen(TUESDAY):
        draft = ready_draft()
        limit(quota_week=1)
        send(draft)
        with pytest.raises(ServiceShut) as refused:
            begin(make_verified("KADEK DUA"))
        assert "minggu ini sudah penuh. Buka lagi Senin" in str(refused.value)


def test_outside_its_hours_nothing_is_begun(in_buleleng: Tenant) -> None:
    limit(opens_at=time(11), closes_at=time(12))
    with clock.frozen(TUESDAY), pytest.raises(ServiceShut) as refused:
        begin(make_verified())
    assert "sedang tutup" in str(refused.value)
    assert "11.00" in str(refused.value)
    with clock.frozen(TUESDAY.replace(hour=3)):
        assert begin(make_verified("KADEK DUA")).pk


def test_the_page_of_a_shut_service_says_when_it_opens_instead_of_offering_to_begin(
    buleleng: Tenant, phone: Client
) -> None:
    with in_tenant(buleleng):
        limit(opens_at=time(11), closes_at=time(12))
    with clock.frozen(TUESDAY):
        text = phone.get("/layanan/ktp-hilang/").content.decode()
    assert "Layanan ini sedang tutup. Buka lagi Selasa 24 November, 11.00 WITA." in text
    assert "/layanan/ktp-hilang/mulai/" not in text
    with clock.frozen(TUESDAY.replace(hour=3)):
        assert "/layanan/ktp-hilang/mulai/" in phone.get("/layanan/ktp-hilang/").content.decode()
