"""One row of a sheet → answers judged by the real rules of the form, or everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from loket.catalogue.models import ServiceVersion
from loket.foundation.formkit.answers import KNOWN, read_answer
from loket.foundation.formkit.definition import FormDefinition
from loket.foundation.formkit.questions import Field
from loket.foundation.formkit.surroundings import Surroundings
from loket.foundation.formkit.values import Reading, options, read
from loket.foundation.kernel.errors import Refusal

from .import_plans import Plan
from .import_queries import is_askable
from .sheets.cell_reading import EARLIEST_RECEIPT, masked, read_moment, received_at
from .sheets.column_guessing import KECAMATAN, RECEIVED, SERVICE, guess_value
from .sheets.sheet_reading import MAX_CELL, ROUNDED

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

#: What nobody can be entered without.
IDENTITY = ("pemohon_nik", "pemohon_nama")
_NUMBERS = frozenset({"nik", "kk_number", "phone"})
#: Where the applicant is the subject too, a mistake of the one is that of the other.
_OF_APPLICANT = {"subjek_nik": "pemohon_nik", "subjek_nama": "pemohon_nama", "subjek_no_kk": "pemohon_no_kk"}
#: Questions that come with a photo of a paper; no list brings photos.
_OF_PAPERS = ("__ada", "__jenis")


@dataclass(slots=True)
class Checked:
    """One row: its answers when there is nothing in ``faults`` (column, value masked, sentence)."""

    number: int
    code: str = ""
    received: datetime | None = None
    answers: dict[str, Any] = field(default_factory=dict)
    faults: list[tuple[int | None, str, str | _StrPromise]] = field(default_factory=list)

    def blame(self, column: int | None, sentence: str | _StrPromise, value: str = "") -> None:
        """One thing to mend."""
        self.faults.append((column, masked(value.removeprefix(ROUNDED)), sentence))


@dataclass(frozen=True)
class RowReader:
    """Everything a row is judged by; made once per portion."""

    plan: Plan
    versions: Mapping[str, ServiceVersion]
    villages: Mapping[str, list[tuple[str, str]]]
    office: Surroundings
    zone: ZoneInfo
    now: datetime
    opening: time
    month_first: frozenset[int] = frozenset()
    #: Code of the service of every row; empty when a column says it.
    service: str = ""

    def check(self, number: int, cells: list[str]) -> Checked:
        """The row judged."""
        found = Checked(number)
        found.code = self._service(cells, found)
        found.received = self._received(cells, found)
        version = self.versions.get(found.code)
        if version is not None:
            self._answers(version.form, cells, found)
        return found

    def _service(self, cells: list[str], found: Checked) -> str:
        if self.service:
            return self.service
        column = self.plan.column_of(SERVICE)
        said = _cell(cells, column)
        names = [(code, str(one.definition.get("name_id") or code)) for code, one in self.versions.items()]
        code = (self.plan.chosen(column, said) if column is not None else None) or guess_value(said, names)
        if code not in self.versions:
            found.blame(column, _("Layanan ini belum dikenal. Pasangkan dengan layanan kantor."), said)
            return ""
        return code

    def _received(self, cells: list[str], found: Checked) -> datetime | None:
        column = self.plan.column_of(RECEIVED)
        said = _cell(cells, column) or self.plan.fixed.get(RECEIVED, "")
        if not said:
            return self.now
        moment = read_moment(said, month_first=column in self.month_first)
        if moment is None:
            found.blame(column, _("Tanggal diterima tidak terbaca. Tulis seperti 17-8-2026."), said)
            return None
        at = received_at(moment, self.zone, self.opening)
        if moment[0] < EARLIEST_RECEIPT or moment[0] > self.office.today:
            found.blame(column, _("Tanggal diterima tidak mungkin. Periksa lagi tahunnya."), said)
            return None
        return min(at, self.now)

    def _answers(self, form: FormDefinition, cells: list[str], found: Checked) -> None:
        given, columns = self._given(form, cells, found)
        answers = self._person(form, given, columns, found)
        rest = {slug: value for slug, value in given.items() if not form.by_slug[slug].prefilled}
        blamed = {column for column, _value, _said in found.faults}
        for slug, sentence in form.validate_all({**answers, **rest}, office=self.office).items():
            column = columns.get(slug, columns.get(_OF_APPLICANT.get(slug, "")))
            if self._is_excused(slug) or (column is not None and column in blamed):
                continue
            found.blame(column, sentence, _cell(cells, column))
        if not found.faults:
            found.answers = self._whole(form, answers, rest)

    def _given(
        self, form: FormDefinition, cells: list[str], found: Checked
    ) -> tuple[dict[str, Any], dict[str, int]]:
        """What the cells and the fixed values say, each in the spelling the form reads; and from which column."""
        given: dict[str, Any] = {
            slug: value for slug, value in self.plan.fixed.items() if slug in form.by_slug and value
        }
        columns: dict[str, int] = {}
        for column, slug in self.plan.columns.items():
            question, said = form.by_slug.get(slug), _cell(cells, column)
            if question is None or not is_askable(question):
                continue
            columns[slug] = column
            if said and (value := self._value(question, said, column, cells, found)) is not None:
                given[slug] = value
        return given, columns

    def _value(self, question: Field, said: str, column: int, cells: list[str], found: Checked) -> Any | None:
        if said.startswith(ROUNDED) and question.type in _NUMBERS:
            found.blame(
                column, _("Angka ini dibulatkan oleh Excel. Ubah kolomnya menjadi teks, lalu isi lagi."), said
            )
            return None
        said = said.removeprefix(ROUNDED)
        if len(said) > MAX_CELL:
            found.blame(column, _("Isi kolom ini terlalu panjang. Paling banyak 2.000 huruf."), said)
            return None
        if question.type == "date":
            return self._day(said, column)
        if question.type == "region":
            return self._village(said, cells)
        if question.type == "choice":
            return self._choice(question, said, column)
        if question.type == "boolean":
            return guess_value(said, (("ya", "Ya"), ("tidak", "Tidak"))) or said
        return said

    def _day(self, said: str, column: int) -> Any:
        moment = read_moment(said, month_first=column in self.month_first)
        return moment[0].isoformat() if moment is not None else said

    def _village(self, said: str, cells: list[str]) -> str:
        name, _comma, beside = (part.strip() for part in said.partition(","))
        for word in ("desa ", "kelurahan ", "kel. ", "ds. "):
            name = name[len(word) :] if name.casefold().startswith(word) else name
        hint = (beside or _cell(cells, self.plan.column_of(KECAMATAN))).casefold().removeprefix("kecamatan ")
        known = self.villages.get(name.strip().casefold(), [])
        fitting = [code for code, kecamatan in known if not hint or kecamatan.casefold() == hint.strip()]
        return fitting[0] if len(fitting) == 1 else said

    def _choice(self, question: Field, said: str, column: int) -> Any:
        if question.multiple:
            parts = [part.strip() for part in said.replace(";", ",").split(",") if part.strip()]
            return [self._one_choice(question, part, column) for part in parts]
        return self._one_choice(question, said, column)

    def _one_choice(self, question: Field, said: str, column: int) -> str:
        chosen = self.plan.chosen(column, said)
        return chosen or guess_value(said, options(question, Reading({}, self.office))) or said

    def _person(
        self, form: FormDefinition, given: Mapping[str, Any], columns: Mapping[str, int], found: Checked
    ) -> dict[str, Any]:
        """What is known of the applicant; only NIK and name must be there, as on paper."""
        answers: dict[str, Any] = {}
        blamed = {column for column, _value, _said in found.faults}
        for slug, question in form.by_slug.items():
            if not question.prefilled:
                continue
            try:
                value = read(
                    question, given.get(slug), Reading(answers, self.office), required=slug in IDENTITY
                )
            except Refusal as refused:
                if columns.get(slug) not in blamed or slug not in columns:
                    found.blame(columns.get(slug), refused.message, str(given.get(slug) or ""))
                continue
            answers |= {slug: value} if value else {}
        answers[KNOWN] = sorted(slug for slug, question in form.by_slug.items() if question.prefilled)
        return answers

    def _is_excused(self, slug: str) -> bool:
        """Questions about photos; and, where the officer said so, those the sheet has no column for."""
        if slug.endswith(_OF_PAPERS):
            return True
        return self.plan.skips_missing and slug not in self.plan.answers_of_form()

    def _whole(self, form: FormDefinition, answers: dict[str, Any], rest: dict[str, Any]) -> dict[str, Any]:
        full = form.complete({**answers, **rest}, self.office)
        reading = Reading(full, self.office)
        for slug in rest:
            if slug in full:
                answers[slug] = read_answer(form, form.by_slug[slug], full[slug], reading)
        return form.complete(answers, self.office)


def required_without_column(form: FormDefinition, plan: Plan) -> list[Field]:
    """Required questions for which the sheet has neither column nor fixed value; identity aside."""
    given = plan.answers_of_form()
    is_self = plan.fixed.get("peran_pemohon") == "diri_sendiri"
    return [
        one
        for one in form.fields
        if one.required
        and one.show_if is None
        and not one.prefilled
        and not one.is_derived
        and one.slug not in ("pernyataan_benar", "persetujuan_pdp")
        and one.slug not in given
        and not (is_self and _OF_APPLICANT.get(one.slug, "") in given)
    ]


def in_both_languages(sentence: str | _StrPromise) -> dict[str, str]:
    """A sentence for officers of either language, said when the row was looked at."""
    said = {}
    for language in ("id", "en"):
        with translation.override(language):
            said[language] = str(sentence)
    return said


def _cell(cells: list[str], column: int | None) -> str:
    return cells[column] if column is not None and column < len(cells) else ""
