"""Which papers may be offered again, about whom they are, and for how long. Pure data and computations.

The sources name no period for a kept photo; these are the house's own. A paper about one event (a police report, a
power of attorney, a statement) is never kept: it says nothing about the next application.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Kind:
    """About whom a paper is, and how long after the check it is still offered (None: until it is replaced)."""

    #: "household": everyone on the family card. "self": the applicant's own. "subject": the person applied for.
    about: str
    valid_for: timedelta | None = None


HOUSEHOLD, SELF, SUBJECT = "household", "self", "subject"

#: By document slug; every other paper is asked anew each time.
KINDS: dict[str, Kind] = {
    "kk_asli": Kind(HOUSEHOLD),
    "ktp_asli": Kind(SELF),
    "surket_rekam": Kind(SELF, 180 * _DAY),
    "kutipan_lahir": Kind(SUBJECT),
    "ktp_ortu": Kind(SUBJECT),
    "buku_nikah": Kind(SUBJECT),
    "ijazah": Kind(SUBJECT),
    "surat_medis_goldar": Kind(SUBJECT),
    "foto_kia": Kind(SUBJECT, 180 * _DAY),
    "pas_foto": Kind(SUBJECT, 180 * _DAY),
    "dok_perjalanan": Kind(SUBJECT, 365 * _DAY),
    "itap": Kind(SUBJECT, 365 * _DAY),
    "itas": Kind(SUBJECT, 180 * _DAY),
    "sktt": Kind(SUBJECT, 365 * _DAY),
}

#: Answers that stay true for a person from one application to the next.
ANSWERS = frozenset(
    {"tempat_lahir", "tgl_lahir", "jenis_kelamin", "gol_darah", "agama", "pendidikan", "pekerjaan"}
    | {"kewarganegaraan", "kebangsaan", "status_kawin"}
    | {f"alamat_{part}" for part in ("jalan", "rt", "rw", "wilayah", "kode_pos")}
    | {
        f"{parent}_{part}"
        for parent in ("ayah", "ibu")
        for part in ("nama", "nik", "tempat_lahir", "tgl_lahir", "kewarganegaraan")
    }
)
#: A photo that was replaced, or is too old to be offered, is deleted so long afterwards.
SUPERSEDED_KEPT_FOR = 30 * _DAY
#: Most sets of answers kept about one person; the oldest goes first.
MOST_ANSWERS = 5
#: Most people in the list of one resident.
MOST_FAMILY = 20


def is_expired(slug: str, checked_at: datetime, now: datetime) -> bool:
    """Whether a paper checked then is too old to be offered."""
    kind = KINDS.get(slug)
    return kind is None or (kind.valid_for is not None and checked_at + kind.valid_for < now)
