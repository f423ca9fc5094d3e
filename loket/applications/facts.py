"""What lists, routing and the duplicate check take out of a whole set of answers. Pure but for the keyed hash."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from loket.tenants.keys import lookup_hash

#: Answers that name the person the document is about, best first.
_NAME_SLUGS = ("subjek_nama", "anak_nama", "almarhum_nama", "suami_nama", "pemohon_nama")
#: Answers with the NIK of that person, best first.
_NIK_SLUGS = ("subjek_nik", "anak_nik", "suami_nik")
SELF = "diri_sendiri"


def name_of_subject(answers: Mapping[str, Any], *, applicant: str) -> str:
    """Name of the person the document is about, the applicant's where the answers name nobody."""
    return str(next((answers[slug] for slug in _NAME_SLUGS if answers.get(slug)), applicant))


def subject_of(answers: Mapping[str, Any]) -> str:
    """NIK of the person the document is about; a foreigner's passport number; empty for somebody with neither."""
    own = own_number(answers) if answers.get("peran_pemohon") == SELF else ""
    named = next((answers[slug] for slug in _NIK_SLUGS if answers.get(slug)), "")
    return str(named or own) or _passport(answers.get("paspor_nomor"))


def own_number(answers: Mapping[str, Any]) -> str:
    """NIK of the applicant; a foreigner's passport number (``Passport.mark``) where there is none."""
    return str(answers.get("pemohon_nik") or "") or _passport(answers.get("pemohon_paspor"))


def _passport(typed: object) -> str:
    number = "".join(str(typed or "").split()).upper()
    return f"paspor {number}" if number else ""


def hash_of(words: str) -> bytes | None:
    """The keyed hash by which equal numbers find each other; None for nothing."""
    return lookup_hash(words) if words else None


def household_of(answers: Mapping[str, Any]) -> str:
    """The family card number a case belongs to."""
    return str(answers.get("subjek_no_kk") or answers.get("pemohon_no_kk") or "")
