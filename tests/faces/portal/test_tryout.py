"""Trying a service out as a resident: the real screens to the sample receipt, and no trace of it."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from loket.catalogue.models import Service, ServiceDraft
from loket.foundation.formkit.definition import FormDefinition
from loket.tenants.models import Tenant, TenantModel
from loket.tenants.scope import in_tenant
from tests.catalogue.administrators import small_service
from tests.catalogue.conftest import opened
from tests.faces.console.rai import at_console, hire
from tests.files import samples
from tests.foundation.formkit.sampling import filled, posted


@pytest.fixture
def rai(buleleng: Tenant) -> Client:
    """Ibu Rai, with the small service and those of Buleleng."""
    with in_tenant(buleleng):
        membership = hire()
        small_service()
    return at_console(membership)


def begin(browser: Client, code: str = "surat-kecil") -> str:
    """The address of the try-out."""
    answer = browser.get(reverse("console:publishing:try_out", args=[code]))
    assert answer.status_code == 302
    return str(answer["Location"])


def trail(html: str) -> str:
    found = re.search(r'name="jejak" value="([^"]*)"', html)
    assert found is not None
    return found[1]


def action(html: str) -> str:
    found = re.search(r'<form class="wadah tumpuk"[^>]* action="([^"]+)"', html)
    assert found is not None, html[:2000]
    return found[1]


def rows(tenant: Tenant) -> dict[str, int]:
    """How many rows every table of the dinas has."""
    with in_tenant(tenant):
        return {
            model._meta.label: model.objects.count()  # type: ignore[attr-defined]  # every TenantModel has it
            for model in apps.get_models()
            if issubclass(model, TenantModel)
        }


def files() -> set[str]:
    folder = Path(settings.LOKET_DATA)
    return {str(Path(at, name)) for at, _folders, names in os.walk(folder) for name in names}


def walk(browser: Client, code: str = "surat-kecil") -> str:
    """Fill every screen and send; the last page."""
    html = browser.get(begin(browser, code)).content.decode()
    for _ in range(40):
        assert "tidak disimpan" in html
        if 'class="nomor-tiket"' in html:
            return html
        data: dict[str, Any] = {"jejak": trail(html)}
        if "Periksa lalu kirim</h1>" in html:
            data |= {"pernyataan_benar": "on", "persetujuan_pdp": "on"}
        elif 'type="file"' in html:
            slug = re.search(r'data-foto="([^"]+)"', html)
            assert slug is not None
            data[slug[1]] = SimpleUploadedFile("kk.jpg", samples.jpeg(), "image/jpeg")
            data |= {f"{slug[1]}__ada": "ya", f"{slug[1]}__jenis": slug[1]}
        else:
            data |= answers(browser, code, html)
        answer = browser.post(action(html), data)
        assert answer.status_code == 200, re.findall(
            r'class="galat"[^>]*>.*?</p>', answer.content.decode(), re.S
        )
        html = answer.content.decode()
    pytest.fail("no end")


def answers(browser: Client, code: str, html: str) -> dict[str, Any]:
    """Made-up answers for the screen."""
    key = action(html).rstrip("/").rsplit("/", 1)[-1]
    from loket.tenants.queries import tenant_of_host

    tenant = tenant_of_host("buleleng.localhost")
    assert tenant is not None
    with in_tenant(tenant):
        from loket.applications.surroundings import office_now

        version = Service.objects.get(code=code).versions.order_by("-number").first()
        form: FormDefinition = version.form
        office = office_now()
        given = filled(form)
        step = next(one for one in form.steps(given, office=office) if one.key == key)
        return {name: value for name, value in posted(step.fields, given).items() if value not in (None, [])}


def test_the_whole_form_to_the_sample_receipt_without_a_trace(rai: Client, buleleng: Tenant) -> None:
    """No row and no file is more than before: not in any table, not in the data folder."""
    before = rows(buleleng), files()
    receipt = walk(rai)
    assert "Ini bukti contoh." in receipt
    assert "BLL-" in receipt
    assert (rows(buleleng), files()) == before


def test_a_real_service_can_be_tried_out_too(rai: Client, buleleng: Tenant) -> None:
    opened(buleleng)
    before = rows(buleleng)
    first = rai.get(begin(rai, "ktp-hilang")).content.decode()
    assert "Untuk siapa?" in first
    assert rows(buleleng) == before


def test_wrong_answers_are_refused_as_for_residents(rai: Client) -> None:
    html = rai.get(begin(rai)).content.decode()
    refused = rai.post(action(html), {"jejak": trail(html)})
    assert refused.status_code == 422
    assert "galat" in refused.content.decode()


def test_a_missing_photo_is_said(rai: Client) -> None:
    html = rai.get(begin(rai)).content.decode()
    html = rai.post(action(html), {"jejak": trail(html), "alasan": "lain"}).content.decode()
    refused = rai.post(action(html), {"jejak": trail(html)})
    assert refused.status_code == 422
    assert "belum ada. Ambil foto" in refused.content.decode()
    good = rai.post(action(html), {"jejak": trail(html), "foto_contoh": "1"})
    assert good.status_code == 200


@pytest.mark.parametrize("sent", ["", "x", "a:b:c", "é" * 300])
def test_a_forged_trail_is_no_answer(rai: Client, sent: str) -> None:
    html = rai.get(begin(rai)).content.decode()
    answer = rai.post(action(html), {"jejak": sent, "alasan": "lain"})
    assert answer.status_code == 200


def test_a_draft_is_shown_as_it_stands_and_may_be_framed_by_the_builder(
    rai: Client, buleleng: Tenant
) -> None:
    """Live preview: the next look shows what was saved just now; only our own pages may frame it."""
    address = rai.get(reverse("console:publishing:preview", args=["surat-kecil"]))["Location"]
    assert "Untuk apa?" in rai.get(address).content.decode()
    mark = rai.get(address + "tanda/").json()["tanda"]
    with in_tenant(buleleng):
        service = Service.objects.get(code="surat-kecil")
        source = dict(service.versions.get().source)
        source["fields"] = [
            {**row, "label_id": "Buat apa?"} if row["slug"] == "alasan" else row for row in source["fields"]
        ]
        ServiceDraft.objects.create(service=service, source=source)
    answer = rai.get(address)
    assert "Buat apa?" in answer.content.decode()
    assert rai.get(address + "tanda/").json()["tanda"] != mark
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]


def test_a_broken_draft_is_said_and_never_an_error(rai: Client, buleleng: Tenant) -> None:
    with in_tenant(buleleng):
        service = Service.objects.get(code="surat-kecil")
        ServiceDraft.objects.create(
            service=service, source={"code": "surat-kecil", "fields": [{"slug": "x"}]}
        )
    answer = rai.get(begin(rai))
    assert answer.status_code == 200
    assert "Belum bisa dicoba" in answer.content.decode()


def test_nobody_else_opens_it(rai: Client, buleleng: Tenant, surakarta: Tenant) -> None:
    """Not a visitor, not another administrator, not the same address in another dinas, not a made-up one."""
    address = begin(rai)
    with in_tenant(buleleng):
        other = at_console(hire("wayan", "Pak Wayan"))
        half = at_console(hire("made", "Made"), second_factor=False)
    with in_tenant(surakarta):
        far = at_console(hire("joko", "Joko"))
    for browser in (Client(headers={"host": "buleleng.localhost"}), other, half, far):
        assert browser.get(address).status_code == 404
    assert rai.get("/coba/abc/").status_code == 404


def test_a_dinas_that_is_not_public_yet_can_try_its_services_out(rai: Client, buleleng: Tenant) -> None:
    """Before residents may come is when trying out matters most."""
    Tenant.objects.filter(pk=buleleng.pk).update(public_since=None)
    assert "Untuk apa?" in rai.get(begin(rai)).content.decode()
