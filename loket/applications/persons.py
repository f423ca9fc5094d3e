"""People in a form: where somebody of the family fits in, and whom a sent application names. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from loket.foundation.formkit.questions import Field
from loket.foundation.formkit.steps import Step

#: What the applicant is to the person applied for, by what that person is to him; best first.
ROLES: dict[str, tuple[str, ...]] = {
    "suami": ("suami_istri", "anggota_kk"),
    "istri": ("suami_istri", "anggota_kk"),
    "anak": ("orang_tua", "anggota_kk"),
    "orang_tua": ("anak", "anggota_kk"),
}
#: The other way round, for people learned from an application.
RELATIONS = {"orang_tua": "anak", "anak": "orang_tua", "wali": "famili_lain", "anggota_kk": "famili_lain"}
_PARTS = ("nik", "nama", "no_kk", "tgl_lahir")
_OWN = "pemohon"
#: Questions about the person applied for that stand without a prefix.
_SUBJECT_BARE = ("tgl_lahir",)
#: Whom one does not keep as family: they only witness or report.
_NOT_FAMILY = frozenset({"saksi", "pelapor"})
_PREFIX_RELATIONS = {"anak": "anak", "ayah": "orang_tua", "ibu": "orang_tua"}


@dataclass(frozen=True, slots=True)
class Somebody:
    """What is known of a person: digits of NIK and nomor KK, name, ISO birth date; empty where not known."""

    name: str
    nik: str = ""
    no_kk: str = ""
    birth_date: str = ""
    relation: str = ""

    def part(self, name: str) -> str:
        """The answer to ``…_nik``, ``…_nama``, ``…_no_kk`` or ``…_tgl_lahir``."""
        parts = {"nik": self.nik, "nama": self.name, "no_kk": self.no_kk, "tgl_lahir": self.birth_date}
        return parts.get(name, "")


def role_towards(relation: str, *, same_kk: bool, offered: Iterable[str]) -> str:
    """What the applicant is to somebody of this relation, of the roles a service offers; empty for none."""
    usual = ROLES.get(relation, ("anggota_kk",))
    fits = [role for role in usual if role in set(offered) and (role != "anggota_kk" or same_kk)]
    return fits[0] if fits else ""


def prefix_of(step: Step) -> str:
    """``ayah`` for a screen that asks for ``ayah_nama``; empty where no single person is asked about."""
    for question in step.fields:
        prefix, _line, part = question.slug.rpartition("_")
        if part in {"nik", "nama"} and prefix and prefix != _OWN:
            return prefix
    return ""


def fill_prefix(prefix: str, person: Somebody, by_slug: Mapping[str, Field]) -> dict[str, str | None]:
    """Answers of the whole form about the person behind a prefix; None for what is not known of him, so that two
    people are never mixed.
    """
    found = {f"{prefix}_{part}": person.part(part) for part in _PARTS}
    if prefix == "subjek":
        found |= {slug: person.part(slug) for slug in _SUBJECT_BARE}
    return {slug: value or None for slug, value in found.items() if slug in by_slug}


def fill_row(items: Iterable[Field], person: Somebody) -> dict[str, str]:
    """A person of a list, as far as he is known; whoever has a NIK is an Indonesian citizen."""
    slugs = [item.slug for item in items]
    row = {slug: person.part(slug) for slug in slugs if person.part(slug)}
    if "kewarganegaraan" in slugs and person.nik:
        row["kewarganegaraan"] = "WNI"
    return row


def people_in(fields: Iterable[Field], answers: Mapping[str, Any]) -> Iterator[Somebody]:
    """The family that a sent application names, each person once, without the applicant himself."""
    seen = {answers.get("pemohon_nik")}
    for person in _named(fields, answers):
        mark = person.nik or person.name
        if person.name and mark not in seen:
            seen.add(mark)
            yield person


def _named(fields: Iterable[Field], answers: Mapping[str, Any]) -> Iterator[Somebody]:
    role = str(answers.get("peran_pemohon") or "")
    subject = Somebody(
        str(answers.get("subjek_nama") or ""),
        str(answers.get("subjek_nik") or ""),
        str(answers.get("subjek_no_kk") or ""),
        str(answers.get("tgl_lahir") or ""),
        RELATIONS.get(role, ""),
    )
    if role not in {"diri_sendiri", "kuasa", "rt_perangkat_desa", ""}:
        yield subject
    parent = role == "orang_tua"
    for prefix, relation in _PREFIX_RELATIONS.items():
        if parent == (prefix == "anak") and role in {"orang_tua", "diri_sendiri"}:
            yield _of_prefix(prefix, relation, answers)
    for field in fields:
        if field.type == "person-list" and field.slug not in _NOT_FAMILY:
            yield from _of_list(field.slug, answers)


def _of_prefix(prefix: str, relation: str, answers: Mapping[str, Any]) -> Somebody:
    return _told({part: answers.get(f"{prefix}_{part}") for part in _PARTS}, relation)


def _of_list(slug: str, answers: Mapping[str, Any]) -> Iterator[Somebody]:
    rows = answers.get(slug)
    for row in rows if isinstance(rows, list) else []:
        if isinstance(row, dict):
            yield _told(row, "anak" if slug == "anak" else "")


def _told(parts: Mapping[str, Any], relation: str) -> Somebody:
    nama, nik, no_kk, born = (str(parts.get(part) or "") for part in ("nama", "nik", "no_kk", "tgl_lahir"))
    return Somebody(nama, nik, no_kk, born, relation)
