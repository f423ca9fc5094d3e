"""The people of the demo: invented, with numbers that show it (serials 99.., phones 0812 0000 ....)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_noop as _

from loket.foundation.kernel.passports import Passport
from loket.regions.queries import villages_of

#: all residents and all officers share one password each, so that trying is easy
RESIDENT_PASSWORD = "sawah-hijau-27"  # noqa: S105 - protects nothing, shown at /contoh/
OFFICER_PASSWORD = "pintu-kayu-jati-7"  # noqa: S105 - the same


@dataclass(frozen=True, slots=True)
class Person:
    """One invented resident."""

    name: str
    #: "L" or "P"
    gender: str
    born: date
    #: real code of the kecamatan, "51.08.02"
    kecamatan: str
    #: position in the list; makes the numbers different
    serial: int

    @property
    def nik(self) -> str:
        """A well-formed NIK of that kecamatan and day; its serial, 99.., was given to nobody."""
        day = self.born.day + (40 if self.gender == "P" else 0)
        return f"{self.kecamatan.replace('.', '')}{day:02d}{self.born:%m%y}99{self.serial:02d}"

    @property
    def nomor_kk(self) -> str:
        """A well-formed nomor KK of the same kecamatan."""
        return f"{self.kecamatan.replace('.', '')}1203{10 + self.serial % 12:02d}99{self.serial:02d}"

    @property
    def phone(self) -> str:
        """A number of a range that is handed out to nobody."""
        prefix = {"51.08": "0", "33.72": "1", "64.08": "3", "64.71": "4"}.get(self.kecamatan[:5], "2")
        return f"+628120000{prefix}1{self.serial:02d}"

    @property
    def village(self) -> str:
        """Code of a desa/kelurahan of the kecamatan."""
        villages = list(villages_of(self.kecamatan).values_list("code", flat=True))
        return str(villages[self.serial % len(villages)])


_NO_PASSPORT = Passport("", "")


@dataclass(frozen=True, slots=True)
class Foreigner(Person):
    """One invented resident without a NIK; the number has the form of his country's passports and is nobody's."""

    passport: Passport = _NO_PASSPORT

    @property
    def nik(self) -> str:
        """What stands in its place: the passport with its country, as typed at log in."""
        return f"{self.passport.country} {self.passport.number}"


@dataclass(frozen=True, slots=True)
class OfficerRole:
    """One invented officer."""

    username: str
    name: str
    roles: tuple[str, ...]
    note: str
    #: base32 of the second factor; a fixed one, so that scripts can use it
    totp_secret: str
    #: slug of the print zone, empty for the whole dinas
    zone: str = ""


def _secret(letter: str) -> str:
    return (letter + "OKET2345CONTOH67DEMO")[:16] * 2


BULELENG_OFFICERS = (
    OfficerRole(
        "made",
        "Made Suardika",
        ("verifikator_user", "verifikator_layanan"),
        _("Memeriksa akun baru dan permohonan."),
        _secret("A"),
    ),
    OfficerRole(
        "putu",
        "Putu Ayu Lestari",
        ("operator_kecamatan",),
        _("Mencetak KTP-el di Kantor Kecamatan Seririt, hanya untuk Wilayah Barat."),
        _secret("B"),
        zone="barat",
    ),
    OfficerRole(
        "ketut",
        "Ketut Widiarsa",
        ("operator_siak", "adb_konsolidasi"),
        _("Memproses di dinas dan membetulkan data yang tidak sinkron."),
        _secret("C"),
    ),
    OfficerRole(
        "nengah",
        "Nengah Sudiani",
        ("petugas_pengambilan",),
        _("Menyerahkan dokumen di loket pengambilan."),
        _secret("D"),
    ),
    OfficerRole(
        "kadek",
        "Kadek Ayu Pradnyani",
        ("petugas_loket", "verifikator_layanan", "operator_ktp"),
        _("Melayani warga yang datang ke loket, juga layanan satu jam."),
        _secret("X"),
    ),
    OfficerRole(
        "luh",
        "Luh Gede Armini",
        ("petugas_pengaduan",),
        _("Menjawab aduan dan permintaan telepon di loket pengaduan."),
        _secret("T"),
    ),
    OfficerRole(
        "suarsa",
        "Nyoman Suarsa",
        ("kepala_dinas",),
        _("Kepala dinas: melihat yang terlambat, aduan yang diteruskan, dan rekap."),
        _secret("U"),
    ),
    OfficerRole(
        "sri",
        "Ni Wayan Sri",
        ("operator_desa",),
        _("Membantu warga Desa Lokapaksa dengan izinnya; tidak melihat meja petugas."),
        _secret("Y"),
    ),
    OfficerRole(
        "rai", "Ibu Rai", ("administrator",), _("Mengatur kantor, petugas, dan layanan."), _secret("E")
    ),
)
SURAKARTA_OFFICERS = (
    OfficerRole(
        "joko",
        "Joko Susanto",
        ("verifikator_layanan",),
        _("Memeriksa permohonan di Surakarta."),
        _secret("F"),
    ),
    OfficerRole("endah", "Endah Pratiwi", ("operator_siak",), _("Memproses di Surakarta."), _secret("G")),
    OfficerRole(
        "bambang",
        "Bambang Hartono",
        ("petugas_pengambilan", "petugas_perekaman"),
        _("Menyerahkan dokumen di Surakarta."),
        _secret("H"),
    ),
    OfficerRole("ratih", "Ratih Kusuma", ("administrator",), _("Mengatur dinas Surakarta."), _secret("I")),
)
#: the two smaller houses: one checks, one makes, hands over and administrates
KUTAI_TIMUR_OFFICERS = (
    OfficerRole(
        "rahma",
        "Rahmawati",
        ("verifikator_layanan",),
        _("Memeriksa permohonan di Kutai Timur."),
        _secret("J"),
    ),
    OfficerRole(
        "yusran",
        "Yusran Noor",
        ("operator_siak", "petugas_pengambilan", "administrator"),
        _("Memproses, menyerahkan, dan mengatur dinas Kutai Timur."),
        _secret("K"),
    ),
)
BALIKPAPAN_OFFICERS = (
    OfficerRole(
        "lina",
        "Lina Marlina",
        ("verifikator_layanan",),
        _("Memeriksa permohonan di Balikpapan."),
        _secret("L"),
    ),
    OfficerRole(
        "dedi",
        "Dedi Irawan",
        ("operator_siak", "petugas_pengambilan", "administrator"),
        _("Memproses, menyerahkan, dan mengatur dinas Balikpapan."),
        _secret("M"),
    ),
)

SARI = Person("NI LUH PUTU SARI DEWI", "P", date(1994, 3, 14), "51.08.02", 1)
#: verified residents of Buleleng; Sari first
BULELENG_VERIFIED = (
    SARI,
    Person("I GEDE EKA PUTRAWAN", "L", date(1988, 7, 2), "51.08.06", 2),
    Person("NI MADE RATNA ASIH", "P", date(1979, 11, 23), "51.08.03", 3),
    Person("KADEK DWI ARDANA", "L", date(2001, 1, 9), "51.08.05", 4),
    Person("NI KETUT SUKRENI", "P", date(1966, 5, 30), "51.08.07", 5),
    Person("KOMANG AGUS SAPUTRA", "L", date(1991, 9, 17), "51.08.04", 6),
)
#: accounts that wait for a verifier, the longest waiting first
BULELENG_WAITING = (
    Person("I WAYAN SUDARSANA", "L", date(1983, 2, 11), "51.08.01", 11),
    Person("NI NYOMAN YULIANTARI", "P", date(1997, 8, 5), "51.08.06", 12),
    Person("PUTU BAYU MAHENDRA", "L", date(2004, 12, 19), "51.08.02", 13),
    Person("NI KADEK WIDYA PURNAMI", "P", date(1990, 4, 27), "51.08.08", 14),
    Person("I KETUT MERTA YASA", "L", date(1958, 10, 3), "51.08.09", 15),
    Person("NI WAYAN SERIASIH", "P", date(1972, 6, 15), "51.08.05", 16),
    Person("GEDE ARYA WIGUNA", "L", date(1999, 3, 8), "51.08.03", 17),
    Person("LUH AYU PRAMESTI", "P", date(2002, 9, 21), "51.08.06", 18),
)
#: one whose photo came back for repair
BULELENG_REPAIR = Person("NI KOMANG TRISNAWATI", "P", date(1986, 1, 25), "51.08.04", 19)
#: Without a NIK: one who may apply for her SKTT, one who waits for a verifier.
ANNA = Foreigner("ANNA VISSER", "P", date(1992, 2, 9), "51.08.06", 21, Passport("NLD", "NX99C99C9"))
BULELENG_FOREIGNERS = (
    ANNA,
    Foreigner("MARK CONTOH TAYLOR", "L", date(1987, 6, 30), "51.08.06", 22, Passport("AUS", "PX9900990")),
)
SURAKARTA_RESIDENTS = (
    Person("SRI WAHYUNINGSIH", "P", date(1985, 6, 12), "33.72.01", 1),
    Person("AGUS SETIAWAN", "L", date(1990, 2, 28), "33.72.02", 2),
    Person("DWI RETNO PALUPI", "P", date(1993, 10, 7), "33.72.03", 3),
    Person("SUGENG RAHARJO", "L", date(1969, 4, 18), "33.72.04", 4),
    Person("ANISA NUR FITRIANI", "P", date(2000, 12, 1), "33.72.05", 5),
    Person("HARI PRASETYO", "L", date(1978, 8, 31), "33.72.01", 6),
)
KUTAI_TIMUR_RESIDENTS = (
    Person("NUR HASANAH", "P", date(1987, 5, 4), "64.08.04", 1),
    Person("ANDI SAPUTRA", "L", date(1992, 9, 26), "64.08.12", 2),
)
BALIKPAPAN_RESIDENTS = (
    Person("RINA ANGGRAINI", "P", date(1995, 1, 17), "64.71.01", 1),
    Person("BUDI SANTOSO", "L", date(1981, 11, 8), "64.71.03", 2),
)

#: Runs the platform; belongs to no dinas.
OPERATOR = OfficerRole(
    "dewi",
    "Dewi Lestari Contoh",
    ("operator_platform",),
    _("Operator platform: membuka dan menutup dinas, tidak melihat warga."),
    _secret("R"),
)
