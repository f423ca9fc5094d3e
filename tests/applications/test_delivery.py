"""Ways to receive a document are those of the service that this dinas offers too."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from loket.applications.surroundings import office_now
from loket.catalogue.loading import packaged
from loket.foundation.formkit.definition import FormDefinition
from loket.foundation.formkit.values import Reading, options
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant


@pytest.fixture
def in_surakarta(surakarta: Tenant) -> Iterator[Tenant]:
    """Inside Surakarta."""
    with in_tenant(surakarta):
        yield surakarta


def ways(code: str) -> list[str]:
    form = FormDefinition.from_data(packaged().definition(code))
    return [value for value, _label in options(form.by_slug["penyelesaian"], Reading({}, office_now()))]


def test_s3_35_buleleng_sends_by_pos(in_buleleng: Tenant) -> None:
    assert ways("ktp-hilang") == ["ambil_dinas", "ambil_kecamatan", "pos"]
    assert "pos" in ways("kk-baru")


def test_s4_21_pos_can_be_off(in_surakarta: Tenant) -> None:
    """Without Pos and without kecamatan offices a lost card is collected at the dinas, and nothing is asked."""
    assert ways("ktp-hilang") == ["ambil_dinas"]
    assert set(ways("kk-baru")) == {"ambil_dinas", "email"}
    form = FormDefinition.from_data(packaged().definition("ktp-hilang"))
    steps = form.steps({}, office=office_now())
    assert "cara-menerima" not in [step.key for step in steps]
    assert form.complete({"penyelesaian": "pos"}, office_now())["penyelesaian"] == "ambil_dinas"
    whole = FormDefinition.from_data(packaged().definition("kk-baru"))
    assert "penyelesaian" in whole.validate_all({"penyelesaian": "pos"}, office=office_now())


def test_the_office_may_switch_pos_off_later(in_buleleng: Tenant) -> None:
    in_buleleng.delivery_options = ["ambil_dinas"]
    in_buleleng.save(update_fields=["delivery_options"])
    assert ways("kk-baru") == ["ambil_dinas"]


def test_what_yields_no_document_needs_no_way(in_surakarta: Tenant) -> None:
    assert ways("konsolidasi-manual") == ["tanpa_dokumen"]
