"""A whole set of answers: what follows from them, which questions they open, their mistakes, their reading back."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from loket.foundation.formkit.grouping import SUBJECT, WHO
from loket.foundation.formkit.questions import STATEMENTS, Field
from loket.foundation.formkit.showing import show
from loket.foundation.formkit.surroundings import Surroundings
from loket.foundation.formkit.values import (
    Reading,
    group_of_age,
    is_empty,
    is_self,
    open_values,
    read,
)
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.identifiers import Nik, NomorKk, Remark, kk_warnings, nik_warnings
from loket.foundation.kernel.names import name_warnings

if TYPE_CHECKING:
    from datetime import date

    from django.utils.functional import _StrPromise

    from loket.foundation.formkit.definition import FormDefinition

#: The account's own fields that an applicant's own paper repeats.
_OF_ACCOUNT = {
    **dict(zip(SUBJECT, ("pemohon_nik", "pemohon_nama", "pemohon_no_kk"), strict=True)),
    "paspor_nomor": "pemohon_paspor",
}
#: Questions that are not asked where the office leaves one answer only.
MAY_LEAVE_NO_CHOICE = frozenset({"penyelesaian", "lokasi_ambil"})
#: Which answers the account gave, so that they are shown and not asked.
KNOWN = "_dari_akun"


def begin(form: FormDefinition, prefill: Mapping[str, Any]) -> dict[str, Any]:
    """The first answers of a draft: what the account knows (``pemohon_*``), marked as not to be asked.

    ``None`` says that the account knows there is none (a person without any phone): not asked either.
    """
    known = {slug: value for slug, value in prefill.items() if slug in form.by_slug and not is_empty(value)}
    absent = {slug for slug, value in prefill.items() if slug in form.by_slug and value is None}
    return {**known, KNOWN: sorted({*known, *absent})}


def complete(form: FormDefinition, answers: Mapping[str, Any], office: Surroundings) -> dict[str, Any]:
    """The answers with all that follows from them, and without those of questions that are not open."""
    full = dict(answers)
    if WHO in form.by_slug and full.get(WHO) == "diri_sendiri":
        own = {slug: full[source] for slug, source in _OF_ACCOUNT.items() if full.get(source)}
        full |= {slug: value for slug, value in own.items() if slug in form.by_slug}
    for field in form.following:
        if field.is_derived:
            full[field.slug] = _derive(field, full, office)
        elif is_open(form, field, full):
            only = only_option(field, full, office)
            full |= {field.slug: only} if only else {}
    return {slug: value for slug, value in full.items() if _stays(form, slug, value, full)}


def _stays(form: FormDefinition, slug: str, value: Any, answers: Mapping[str, Any]) -> bool:
    if value is None:
        return slug not in form.by_slug
    field = form.conditional.get(slug)
    return field is None or is_open(form, field, answers)


def only_option(field: Field, answers: Mapping[str, Any], office: Surroundings) -> str | None:
    """The answer of a question that leaves no choice here."""
    found = open_values(field, Reading(answers, office))
    return found[0] if len(found) == 1 else None


def _derive(field: Field, answers: Mapping[str, Any], office: Surroundings) -> str | None:
    try:
        if field.derived_from:
            born = answers.get(field.derived_from)
            return group_of_age(born, office.today) if born else None
        return _kind_of_move(answers.get("asal_wilayah"), answers.get("tujuan_wilayah"))
    except (Refusal, ValueError):
        return None


def _kind_of_move(origin: str | None, destination: str | None) -> str | None:
    """How far a move goes, from two region codes (item of F-1.03)."""
    if not origin or not destination:
        return None
    shared = 0
    for one, other in zip(origin.split("."), destination.split("."), strict=False):
        if one != other:
            break
        shared += 1
    return ("antar_provinsi", "antar_kabupaten", "antar_kecamatan", "antar_desa", "dalam_satu_desa")[shared]


def is_open(form: FormDefinition, field: Field, answers: Mapping[str, Any]) -> bool:
    """Whether a question is asked at all, following its condition and those of the questions it hangs on."""
    condition = field.show_if
    if condition is None:
        return True
    return any(
        clause.holds(answers.get(clause.field)) and is_open(form, form.by_slug[clause.field], answers)
        for clause in condition.clauses
    )


def is_asked(form: FormDefinition, field: Field, answers: Mapping[str, Any], office: Surroundings) -> bool:
    """Whether a person is asked: open, not derived, not known from the account, and with a real choice."""
    if field.is_derived or field.slug in STATEMENTS or not is_open(form, field, answers):
        return False
    if field.prefilled:
        return _account_gap(form, field, answers)
    if field.slug in _OF_ACCOUNT and answers.get(WHO) == "diri_sendiri":
        return not answers.get(_OF_ACCOUNT[field.slug])
    if field.slug in MAY_LEAVE_NO_CHOICE:
        return only_option(field, answers, office) is None
    return True


def _account_gap(form: FormDefinition, field: Field, answers: Mapping[str, Any]) -> bool:
    if field.slug in answers.get(KNOWN, ()):
        return False
    if any(other.instead_of == field.slug and answers.get(other.slug) for other in form.fields):
        return False
    return field.required or bool(field.required_if and field.required_if.holds(answers))


def read_answer(form: FormDefinition, field: Field, raw: Any, reading: Reading) -> Any:
    """One answer as it is kept, also judged by what is derived from it. Raises a Refusal."""
    value = read(field, raw, reading)
    if value and any(other.derived_from == field.slug for other in form.fields):
        group_of_age(value, reading.office.today)
    return value


def mistakes(
    form: FormDefinition, answers: Mapping[str, Any], office: Surroundings, switched_on: Container[str]
) -> dict[str, str | _StrPromise]:
    """Every mistake in a set of answers by slug; empty when the form may be sent."""
    full = complete(form, answers, office)
    reading = Reading(full, office)
    found: dict[str, str | _StrPromise] = {}
    for field in _asked_fields(form, full, office, switched_on):
        try:
            read_answer(form, field, full.get(field.slug, answers.get(field.slug)), reading)
        except Refusal as refused:
            found[field.slug] = refused.message
    return found


def _asked_fields(
    form: FormDefinition, full: Mapping[str, Any], office: Surroundings, switched_on: Container[str]
) -> Iterator[Field]:
    for field in form.fields:
        if is_asked(form, field, full, office):
            yield field
    for paper in form.offered_papers(full, switched_on):
        if paper.asks:
            yield form.questions_of_paper[paper.slug][0]


def read_back(
    form: FormDefinition, answers: Mapping[str, Any], office: Surroundings, switched_on: Container[str]
) -> list[tuple[str, str, str]]:
    """Label, text and step key of every answer in the order of the steps; no key where nothing can be changed."""
    full = complete(form, answers, office)
    reading = Reading(full, office)
    keys = {
        slug: group.list_key(slug) if form.by_slug[slug].type == "person-list" else group.key
        for group in form.groups
        for slug in group.slugs
    }
    rows: list[tuple[str, str, str]] = []
    for field in _in_step_order(form):
        answer = full.get(field.slug)
        if not is_empty(answer) or (answer is False and field.question):
            changeable = is_asked(form, field, full, office)
            key = keys.get(field.derived_from or field.slug, "") if changeable or field.derived_from else ""
            rows += _told(field, answer, reading, key)
    return rows


def _told(field: Field, answer: Any, reading: Reading, key: str) -> Iterator[tuple[str, str, str]]:
    """Each person of a list with the key of his first screen; people who were only begun are left out."""
    for number, (label, text) in enumerate(show(field, answer, reading), start=1):
        if field.type != "person-list":
            yield label, text, key
        elif text:
            yield label, text, f"{key}-{number}" if key else ""


def _in_step_order(form: FormDefinition) -> Iterator[Field]:
    seen = set()
    for group in form.groups:
        for slug in group.slugs:
            seen.add(slug)
            yield form.by_slug[slug]
    for field in form.fields:
        if field.slug not in seen and field.slug not in STATEMENTS:
            yield field


def remarks(
    form: FormDefinition, answers: Mapping[str, Any], *, today: date, known_regions: Container[str]
) -> list[tuple[str, Remark]]:
    """What is odd but allowed, by slug: for the person on the check page and for the verifier."""
    found: list[tuple[str, Remark]] = []
    for field in form.fields:
        value = answers.get(field.slug)
        if not isinstance(value, str) or not value:
            continue
        for remark in _remarks_on(field, value, answers, today=today, known_regions=known_regions):
            found.append((field.slug, remark))
    return found


def _remarks_on(
    field: Field, value: str, answers: Mapping[str, Any], *, today: date, known_regions: Container[str]
) -> Iterator[Remark]:
    try:
        if field.type == "nik":
            nik = Nik.parse(value, today=today)
            yield from nik_warnings(nik, known_regions=known_regions, **_beside(field.slug, answers))
        elif field.type == "kk_number":
            yield from kk_warnings(NomorKk.parse(value), today=today)
        elif field.type == "name":
            yield from name_warnings(value)
    except Refusal:
        return


def _beside(slug: str, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The birth date and the gender typed for the same person as a NIK (``ayah_nik`` → ``ayah_tgl_lahir``)."""
    from datetime import date

    prefix = slug.removesuffix("nik")
    born = answers.get(f"{prefix}tgl_lahir") or (answers.get("tgl_lahir") if prefix == "subjek_" else None)
    gender = answers.get(f"{prefix}jenis_kelamin") or (
        answers.get("jenis_kelamin") if prefix == "subjek_" else None
    )
    return {"birth_date": date.fromisoformat(born) if born else None, "gender": gender}


__all__ = ["begin", "complete", "is_self", "mistakes", "read_answer", "read_back", "remarks"]
