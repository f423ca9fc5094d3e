"""Residents apply: draft, answers, photos, sending; the same actions as on the pages."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from loket.applications.actions.attach import attach
from loket.applications.actions.reuse_papers import reuse_papers
from loket.applications.actions.save_answers import save_answers
from loket.applications.actions.start_draft import start_draft
from loket.applications.actions.submit import submit
from loket.applications.completeness import what_is_missing
from loket.applications.models import Application
from loket.applications.queries import current_papers
from loket.applications.surroundings import office_now
from loket.audit.actor import Actor
from loket.catalogue.queries import applicable
from loket.files.actions.receive import receive
from loket.residents.models import Resident

from . import past, pictures
from .people import Person
from .registrations import PhotoOf

Answers = Mapping[str, Any]
OWN = {"peran_pemohon": "diri_sendiri"}
DECLARED = {"pernyataan_benar": True, "persetujuan_pdp": True}
FETCHED = {"penyelesaian": "ambil_dinas"}


def answers_for(code: str, person: Person, *, day: str) -> dict[str, Any]:
    """What this person answers to the service ``code``; ``day`` (ISO) is when it happened."""
    books: dict[str, dict[str, Any]] = {
        "ktp-hilang": {
            **OWN,
            "surat_polisi_nomor": "STPLK/118/XI/2026",
            "surat_polisi_tgl": day,
            "surat_polisi_polsek": "Polsek setempat",
            "ada_perubahan_data": "tidak",
        },
        "ktp-rusak": {
            **OWN,
            "uraian_kerusakan": "Kartu patah dan foto terkelupas",
            "setuju_serah_ktp_lama": True,
        },
        "ktp-perubahan-data": {
            **OWN,
            "elemen_berubah": ["pekerjaan"],
            "nilai_semula": "Belum bekerja",
            "nilai_menjadi": "Karyawan swasta",
            "dasar_perubahan": "Surat keterangan kerja",
            "f106__ada": "tidak",
            "kk_sudah_berubah": True,
            "setuju_serah_ktp_lama": True,
        },
        "ktp-suket": {**OWN, "alasan": "rusak", "ibu_nama": "SITI AMINAH", "hp_pemberitahuan": person.phone},
        "kia-baru": {
            **_child(person),
            "tempat_lahir": "Singaraja",
            **_birth(person),
        },
        "kk-perubahan-data": {
            **OWN,
            "no_kk_lama": person.nomor_kk,
            "anggota_nik": person.nik,
            "anggota_nama": person.name,
            "elemen_berubah": ["pekerjaan"],
            "nilai_semula": "Belum bekerja",
            "nilai_menjadi": "Karyawan swasta",
            "dasar_perubahan": "Surat keterangan kerja",
        },
        "konsolidasi-manual": {
            **OWN,
            "lembaga_pengguna": "bpjs_kesehatan",
            "penyelesaian": "tanpa_dokumen",
            "bukti_lembaga_pengguna__ada": "tidak",
        },
    }
    return {**FETCHED, **books[code], **DECLARED}


def _child(person: Person) -> dict[str, str]:
    born = date(2020, 5, 17) + timedelta(days=person.serial // 60)
    name = f"ANAK {person.name.split()[-1]}"
    child = Person(name, "P", born, person.kecamatan, (person.serial + 40) % 100)
    return {
        "peran_pemohon": "orang_tua",
        "subjek_nik": child.nik,
        "subjek_nama": child.name,
        "subjek_no_kk": person.nomor_kk,
        "tgl_lahir": born.isoformat(),
    }


def _birth(person: Person) -> dict[str, str]:
    return {"akta_nomor": f"5108-LT-17052020-00{person.serial:02d}", "ortu_nama": person.name}


def draft(code: str, resident: Resident, person: Person, moment: datetime) -> Application:
    """The resident fills everything in and takes the photos, but has not sent it."""
    with past.at(moment, actor_of(resident)):
        return filled(code, resident, person, day=f"{moment:%Y-%m-%d}")


def filled(
    code: str, resident: Resident, person: Person, *, day: str, photo_of: PhotoOf = pictures.paper
) -> Application:
    """A draft with every answer and photo, made now. Raises LookupError for a service that is not open."""
    version = applicable(code)
    if version is None:
        raise LookupError(f"{code} is not open here")
    begun = start_draft(version, resident=resident, by=actor_of(resident))
    case = save_answers(begun, answers_for(code, person, day=day), edition=begun.edition)
    reuse_papers(case)
    _photograph(case, person, photo_of)
    return case


def _photograph(application: Application, person: Person, photo_of: PhotoOf) -> None:
    form = application.service_version.form
    answers = form.complete(application.read_answers(), office_now())
    present = set(current_papers(application).values_list("slug", flat=True))
    for wanted in form.papers(answers):
        if wanted.slug not in present:
            photo = photo_of(wanted.slug, person)
            attach(
                application,
                wanted.slug,
                receive(photo, owner=f"account:{application.applicant.account.public_id}"),
            )


def send(application: Application, moment: datetime) -> Application:
    """The resident sends it in."""
    by = actor_of(application.applicant)
    with past.at(moment, by):
        missing = [one.slug for one in what_is_missing(application)]
        if missing:
            raise LookupError(f"{application.service.code} asks for more than the story gives: {missing}")
        return submit(application, submit_key=uuid.uuid4(), by=by)


def actor_of(resident: Resident) -> Actor:
    """The resident as the door names her."""
    return Actor("resident", str(resident.account.public_id))
