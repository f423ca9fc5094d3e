"""The demo's complaints: some wait, one is late and lies with the head, some were answered."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime, timedelta

from loket.applications.models import Application
from loket.applications.policies import Officer
from loket.audit.actor import VISITOR, Actor
from loket.complaints.actions.answer import answer
from loket.complaints.actions.file_complaint import Filing, file_complaint
from loket.complaints.actions.pass_on import pass_on
from loket.complaints.actions.rate import rate
from loket.complaints.actions.reopen import reopen
from loket.complaints.actions.report_data_fault import report_data_fault
from loket.complaints.models import Complaint
from loket.files.actions.receive import receive
from loket.residents.queries import resident_by_nik
from loket.staff.models import Membership

from . import past, people, pictures
from .people import Person
from .working import officer

_HOUR = timedelta(hours=1)


def tell(team: dict[str, Membership]) -> None:
    """Let people complain as in a usual fortnight; needs an open scope."""
    eka, dwi, agus = people.BULELENG_VERIFIED[1], people.BULELENG_VERIFIED[3], people.BULELENG_VERIFIED[5]
    luh = officer(team["luh"])
    _answered_well(dwi, luh)
    _lies_with_the_head(team)
    _asked_again(luh)
    _out_of_step(agus, officer(team["ketut"]))
    _filed(
        past.working_day(1, 9, 5),
        Filing("terlambat", "Sudah dua hari belum ada kabar. KTP dipakai untuk melamar kerja minggu depan."),
        person=eka,
        about="ktp-rusak",
    )
    _filed(
        past.working_day(1, 13, 40),
        Filing("pungli", "Di parkiran ada orang menawarkan KTP cepat jadi, minta Rp150.000."),
    )


def _answered_well(person: Person, luh: Officer) -> None:
    moment = past.working_day(6, 8, 50)
    complaint = _filed(
        moment,
        Filing("salah_cetak", "Golongan darah di KTP saya salah, mestinya O."),
        person=person,
        about="ktp-rusak",
        with_photo=True,
    )
    words = (
        "Mohon maaf. KTP dicetak ulang hari ini tanpa biaya, bisa diambil besok mulai pukul 08.00 di loket 2."
    )
    with past.at(moment + 3 * _HOUR, luh.actor):
        answer(complaint, words, by=luh)
    with past.at(moment + 5 * _HOUR, VISITOR):
        rate(complaint, is_content=True, by=VISITOR)


def _out_of_step(person: Person, ketut: Officer) -> None:
    case = _case(person, "ktp-rusak")
    if case is not None:
        with past.at(past.working_day(2, 10, 25), ketut.actor):
            words = "NIK di data pusat masih memakai alamat lama. Kami ajukan perbaikannya."
            report_data_fault(case, words, by=ketut)


def _lies_with_the_head(team: dict[str, Membership]) -> None:
    moment = past.working_day(7, 11, 15)
    complaint = _filed(
        moment,
        Filing(
            "pelayanan",
            "Saya disuruh pulang jam 11 padahal belum istirahat. Petugasnya tidak mau menjelaskan.",
            phone="+6281234500071",
        ),
    )
    luh = officer(team["luh"])
    with past.at(moment + 2 * _HOUR, luh.actor):
        pass_on(complaint, team["suarsa"], "Menyangkut petugas loket, mohon arahan Bapak.", by=luh)


def _asked_again(luh: Officer) -> None:
    moment = past.working_day(4, 14, 5)
    complaint = _filed(
        moment,
        Filing(
            "teknis", "Foto KK selalu gagal dikirim dari HP saya.", name="Komang Arta", phone="+6281234500072"
        ),
    )
    with past.at(moment + _HOUR, luh.actor):
        answer(complaint, "Coba lagi dengan sinyal yang lebih kuat, fotonya lanjut sendiri.", by=luh)
    with past.at(past.working_day(2, 8, 30), VISITOR):
        reopen(complaint, "Sudah dicoba di rumah dan di kantor desa, tetap gagal.", by=VISITOR)


def _filed(
    moment: datetime,
    filing: Filing,
    *,
    person: Person | None = None,
    about: str = "",
    with_photo: bool = False,
) -> Complaint:
    """Somebody files it then: logged in when it is ``person``, about his case of the service ``about``."""
    resident = resident_by_nik(person.nik) if person is not None else None
    by = Actor("resident", str(resident.account.public_id)) if resident is not None else VISITOR
    if resident is not None:
        filing = replace(filing, name=resident.name, phone=resident.phone or "")
    with past.at(moment, by):
        photos = []
        if with_photo and person is not None and resident is not None:
            photos = [receive(pictures.ktp(person), owner=f"account:{resident.account_id}")]
        return file_complaint(
            filing,
            by=by,
            key=uuid.uuid4(),
            resident=resident,
            application=_case(person, about) if person is not None else None,
            photos=photos,
        )


def _case(person: Person, service: str) -> Application | None:
    rows = Application.objects.sent_in().select_related(
        "applicant__account", "service", "service_version", "assignee"
    )
    found: Application | None = rows.filter(applicant_name=person.name, service__code=service).first()
    return found
