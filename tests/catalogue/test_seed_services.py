"""What single rows of the sources ask of a service's papers, questions and outputs."""

from __future__ import annotations

from typing import Any

import pytest

from loket.catalogue.loading import packaged
from loket.catalogue.models import ServiceVersion
from loket.residents.labels import CANCEL_REASONS
from loket.residents.rules import papers_of_profile

BY_EMAIL = [code for code, row in packaged().services.items() if "email" in (row.get("delivery") or ())]
KTP = ("ktp-baru-pemula", "ktp-hilang", "ktp-rusak", "ktp-perubahan-data")


def definition(code: str) -> dict[str, Any]:
    return packaged().definition(code)


def form(code: str) -> Any:
    return ServiceVersion(definition=definition(code), checksum=f"seed-{code}").form


def outputs(code: str) -> list[str]:
    return [row["slug"] for row in definition(code)["outputs"]]


def wanted(code: str, **answers: Any) -> set[str]:
    """Slugs of the papers these answers call for."""
    return {paper.slug for paper in form(code).papers(answers)}


def fields(code: str) -> dict[str, dict[str, Any]]:
    return {row["slug"]: row for row in definition(code)["fields"]}


@pytest.mark.parametrize(
    ("code", "three"),
    [
        ("akta-perkawinan-tridatu", ["kutipan_akta_perkawinan", "kk", "ktp_el"]),
        ("akta-perceraian-tridatu", ["kutipan_akta_perceraian", "kk", "ktp_el"]),
        ("akta-kelahiran-tridatu-khusus", ["kutipan_akta_kelahiran", "kk", "kia"]),
    ],
)
def test_a_tridatu_is_three_outputs(code: str, three: list[str]) -> None:
    """S3-57, S3-58, S3-60, S3-70."""
    assert outputs(code) == three


def test_the_police_report_is_for_lost_certificates_only() -> None:
    """S3-59."""
    assert "surat_polisi_hilang" in wanted("kutipan-akta-hilang-rusak", sebab="hilang")
    for cause in ("rusak", "dalam_sengketa"):
        assert "surat_polisi_hilang" not in wanted("kutipan-akta-hilang-rusak", sebab=cause)


def test_the_childs_nik_is_asked_only_when_it_exists() -> None:
    """S3-60."""
    asked = fields("akta-kelahiran-tridatu-khusus")["anak_nik"]
    assert asked["show_if"] == {"field": "status_nik_anak", "in": ["sudah_ada"]}
    mistakes = form("akta-kelahiran-tridatu-khusus").validate_all({"status_nik_anak": "belum"})
    assert "anak_nik" not in mistakes


def test_a_mothers_child_has_no_father() -> None:
    """S3-61."""
    assert not [slug for slug in fields("akta-kelahiran-anak-ibu") if slug.startswith("ayah_")]


def test_a_foundling_has_a_police_record_or_a_sworn_statement() -> None:
    """S3-62."""
    assert "ba_polisi" in wanted("akta-kelahiran-tanpa-asal-usul", dasar="berita_acara")
    sworn = wanted("akta-kelahiran-tanpa-asal-usul", dasar="sptjm")
    assert "ba_polisi" not in sworn


@pytest.mark.parametrize(
    ("code", "output"),
    [
        ("pengesahan-anak", "kutipan_akta_pengesahan_anak"),
        ("pembetulan-akta-kelahiran", None),
        ("pembetulan-akta-kematian", None),
        ("pembetulan-akta-perkawinan", None),
    ],
)
def test_legitimation_and_corrections_are_services_of_their_own(code: str, output: str | None) -> None:
    """S3-64, S3-65, S3-66, S3-67; that each submits is proved with all 66."""
    assert output is None or output in outputs(code)
    assert outputs(code)


def test_events_abroad_are_birth_marriage_divorce_and_death() -> None:
    """S3-68."""
    choices = {row["value"] for row in fields("pelaporan-luar-negeri")["jenis_peristiwa"]["choices"]}
    assert choices >= {"kelahiran", "perkawinan", "perceraian", "kematian"}


def test_a_foreigners_death_needs_no_nik() -> None:
    """S3-69."""
    assert fields("kematian-wna")["subjek_nik"]["required"] is False


def test_the_mothers_name_is_asked_for_the_interim_letter() -> None:
    """S0-36."""
    assert fields("ktp-suket")["ibu_nama"]["required"] is True


@pytest.mark.parametrize("code", BY_EMAIL)
def test_delivery_by_email_needs_an_address(code: str) -> None:
    """S1-21, X-6: refused without an address wherever e-mail can be chosen."""
    assert "pemohon_email" in form(code).validate_all({"penyelesaian": "email"})
    assert "pemohon_email" not in form(code).validate_all({"penyelesaian": "ambil_dinas"})


def test_certificate_and_photo_are_asked_of_first_timers_where_the_office_wants_them() -> None:
    """S4-8, S4-10: off unless switched on; either certificate or birth letter will do."""
    papers = {row["slug"]: row for row in definition("ktp-baru-pemula")["documents"]}
    for slug in ("pas_foto", "kutipan_lahir"):
        assert papers[slug].get("optional_by_office") or papers[slug].get("if_applicable")
    born = papers["kutipan_lahir"]["alternatives"]
    assert [row["slug"] if isinstance(row, dict) else row for row in born] == ["surat_lahir"]


@pytest.mark.parametrize("code", KTP)
def test_what_the_account_knows_is_filled_in(code: str) -> None:
    """S4-16, S0-19."""
    known = {slug for slug, row in fields(code).items() if row.get("prefill") == "account"}
    assert known >= {"pemohon_nik", "pemohon_nama", "pemohon_no_kk", "pemohon_hp"}


def test_registration_photos_and_why_one_is_cancelled() -> None:
    """S3-20 (KK fotokopi), S3-22 (memakai masker), S3-26."""
    assert papers_of_profile(verifies_accounts=True) == ("ktp_asli", "kk_asli", "foto_ttd", "selfie_ktp")
    told = {str(reason.officer) for reason in CANCEL_REASONS}
    assert {"KK fotokopi", "Swafoto memakai masker"} <= told
