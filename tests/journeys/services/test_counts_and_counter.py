"""With all 66 services open: what pages cost in queries, and what a counter-only service says instead of beginning."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from loket.applications.models import Application
from loket.catalogue.loading import packaged

from .conftest import Dinas
from .test_all_services_end_to_end import CODES, COUNTER_ONLY

PUBLIC = (
    "/",
    "/layanan/",
    "/layanan/?cari=hilang+ktp",
    "/layanan/pilih/",
    "/layanan/pilih/ktp/",
    "/layanan/kk-baru/",
)
#: Own questions of a service in the catalogue: few and many.
SHORT, LONG = "ktp-rusak", max(CODES, key=lambda code: len(packaged().services[code].get("fields") or ()))


def queries_of(dinas: Dinas, path: str, data: dict[str, str] | None = None) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        answer = dinas.phone.get(path) if data is None else dinas.phone.post(path, data)
        assert answer.status_code in {200, 302, 422}, (path, answer.status_code)
    return len(seen)


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_costs_the_same_with_all_services(dinas: Dinas, path: str) -> None:
    """Issue 3: query ceilings for the catalogue pages; the session of a signed-in resident included."""
    dinas.phone.get(path)
    assert queries_of(dinas, path) <= 14


def test_a_form_step_costs_the_same_for_many_questions_as_for_few(dinas: Dinas) -> None:
    """Issue 3: independent of the number of fields, to read and to save."""
    counts = {}
    for code in (SHORT, LONG):
        dinas.phone.post(f"/layanan/{code}/mulai/")
        draft = Application.objects.get(service__code=code)
        address = f"/permohonan/{draft.reference}/isi/untuk-siapa/"
        page = dinas.phone.get(address).content.decode()
        role = re.findall(r'name="peran_pemohon" value="([^"]+)"', page)[-1]
        dinas.phone.post(address, {"peran_pemohon": role, "edisi": draft.edition})  # both services known now
        draft.refresh_from_db()
        data = {"peran_pemohon": role, "edisi": draft.edition}
        counts[code] = (queries_of(dinas, address), queries_of(dinas, address, data))
    assert len(packaged().services[LONG]["fields"]) > 2 * len(packaged().services[SHORT]["fields"])
    # Where the step offers the family list, that is one question more; never more for more questions.
    assert all(many <= few for few, many in zip(counts[SHORT], counts[LONG], strict=True)), counts
    assert counts[LONG][0] <= 14, counts
    assert counts[LONG][1] <= 26, counts


@pytest.mark.parametrize("code", COUNTER_ONLY)
def test_a_counter_service_says_what_to_bring_and_where_and_is_not_begun(dinas: Dinas, code: str) -> None:
    """Issue 3: presence at the counter with its reason; such services inform but cannot be begun online."""
    page = dinas.phone.get(f"/layanan/{code}/").content.decode()
    assert "Yang dibawa" in page
    assert "Datang ke kantor" in page
    assert 'href="/kantor/"' in page
    assert packaged().services[code]["presence"]["reason_id"] in page
    assert f"/layanan/{code}/mulai/" not in page
    assert dinas.phone.post(f"/layanan/{code}/mulai/").status_code == 404
    assert not Application.objects.filter(service__code=code).exists()


@pytest.mark.parametrize("code", CODES)
def test_a_service_page_tells_presence_law_time_and_that_it_is_free(dinas: Dinas, code: str) -> None:
    """S2-11 (presence and its reason), S3-55, S4-24 (free), issue 3 (legal basis shown), in both languages."""
    row = packaged().services[code]
    for language, key in (("id", "reason_id"), ("en", "reason_en")):
        dinas.phone.cookies["bahasa"] = language
        page = re.sub(r"\s+", " ", dinas.phone.get(f"/layanan/{code}/").content.decode())
        assert row["presence"][key] in page or row["presence"][key].replace("'", "&#x27;") in page, language
        assert row["legal_basis"][0] in page
        assert language == "en" or "Gratis." in page
