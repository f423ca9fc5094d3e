"""The mapping screens as data: what stands in each column, what it may mean, what is chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from loket.applications.surroundings import office_now
from loket.catalogue.models import ServiceVersion
from loket.foundation.formkit.questions import Field
from loket.foundation.formkit.values import Reading, options
from loket.foundation.kernel.names import normalised
from loket.intake import import_queries
from loket.intake.import_plans import Plan
from loket.intake.models import Import
from loket.intake.row_checking import required_without_column
from loket.intake.sheets.cell_reading import read_moment
from loket.intake.sheets.column_guessing import RECEIVED, SERVICE, guess_columns, guess_value

Choices = list[tuple[str, str]]
#: What one usually means when the sheet says nothing.
_USUAL = {"peran_pemohon": "diri_sendiri", "penyelesaian": "ambil_dinas"}
_LONGEST = 150


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the sheet on the screen."""

    number: int
    heading: str
    examples: str
    chosen: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """One question whose answer may be the same for every row."""

    slug: str
    label: str
    choices: Choices
    chosen: str


@dataclass(frozen=True)
class Screen:
    """A list with its possible meanings and the plan that is shown."""

    batch: Import
    versions: Mapping[str, ServiceVersion]
    fields: Mapping[str, Field]
    plan: Plan

    @property
    def meanings(self) -> Mapping[str, str]:
        """Every meaning a column may have."""
        return import_queries.meanings(self.batch, self.fields)

    @property
    def columns(self) -> list[Column]:
        """Every column with a heading, in the sheet's order."""
        outline = self.batch.outline
        return [
            Column(
                number, heading, " · ".join(outline["examples"][number]), self.plan.columns.get(number, "")
            )
            for number, heading in enumerate(outline.get("headings", []))
            if heading
        ]

    @property
    def fixed(self) -> list[Fixed]:
        """Choices for which no column is chosen; the usual answer is proposed."""
        office = office_now()
        found = []
        for slug, one in self.fields.items():
            choices = _choices(one, office)
            if choices and not one.prefilled and slug not in self.plan.columns.values():
                found.append(Fixed(slug, str(one.label), choices, self.plan.fixed.get(slug, "")))
        return found

    @property
    def received(self) -> str:
        """The day of receipt for rows that say none."""
        return self.plan.fixed.get(RECEIVED, "")

    @property
    def without_column(self) -> list[str]:
        """Required questions that nothing in the sheet answers."""
        if self.batch.service_id is None:
            return []
        forms = [version.form for version in self.versions.values()]
        return [str(one.label) for form in forms for one in required_without_column(form, self.plan)]

    def words_to_match(self) -> list[tuple[Column, Choices, list[tuple[str, str]]]]:
        """Per column of choices: what may be chosen, and each word of the sheet with what it likely means.

        Columns whose every word is understood are left out, unless an officer chose for them before.
        """
        found = []
        for column in self.columns:
            choices = self._choices_of(column.chosen)
            words = self.batch.outline["words"][column.number]
            if not choices or words is None:
                continue
            matched = [
                (word, self.plan.chosen(column.number, word) or guess_value(word, choices)) for word in words
            ]
            if column.number in self.plan.values or not all(value for _word, value in matched):
                found.append((column, choices, matched))
        return found

    def _choices_of(self, meaning: str) -> Choices:
        if meaning == SERVICE:
            rows = self.versions.items()
            return [(code, str(one.definition.get("name_id") or code)) for code, one in rows]
        one = self.fields.get(meaning)
        if one is None or one.multiple:
            return []
        return _choices(one, office_now()) if one.type == "choice" else []


def mapping_of(batch: Import, plan: Plan | None = None) -> Screen:
    """The screen's data: the plan given, else the kept one, else a guess."""
    versions = import_queries.versions_for(batch)
    wanted = versions if batch.service_id is not None else _named(batch, versions)
    fields = import_queries.fields_of(wanted.values())
    if plan is None:
        kept = batch.mapping or import_queries.kept_mapping(batch)
        plan = Plan.from_data(kept) if kept else _guessed(batch, fields)
    return Screen(batch, versions, fields, plan)


def plan_of_form(shown: Screen, data: QueryDict) -> Plan:
    """What was chosen on the screen of columns; words matched before are kept where the meaning stayed."""
    columns = {
        column.number: meaning
        for column in shown.columns
        if (meaning := data.get(f"k{column.number}", "")) in shown.meanings
    }
    fixed = {
        slug: answer
        for slug, one in shown.fields.items()
        if (answer := data.get(f"t-{slug}", "")[:_LONGEST])
        and answer in dict(_choices(one, office_now()))
        and slug not in columns.values()
    }
    if (day := data.get("diterima", "").strip()[:30]) and read_moment(day) is not None:
        fixed[RECEIVED] = day
    before = shown.plan
    values = {
        column: words
        for column, words in before.values.items()
        if before.columns.get(column) == columns.get(column)
    }
    return Plan(columns, values, fixed, skips_missing="lewati" in data)


def plan_with_words(shown: Screen, data: QueryDict) -> Plan:
    """The plan with what was chosen for each word on the second screen."""
    values = {column: dict(words) for column, words in shown.plan.values.items()}
    for column, choices, words in shown.words_to_match():
        known = dict(choices)
        values[column.number] = {
            normalised(word): chosen
            for place, (word, _guess) in enumerate(words)
            if (chosen := data.get(f"j{column.number}-{place}", "")) in known
        }
    plan = shown.plan
    return Plan(plan.columns, values, plan.fixed, plan.skips_missing)


def _guessed(batch: Import, fields: Mapping[str, Field]) -> Plan:
    headings: Sequence[str] = batch.outline.get("headings", [])
    columns = guess_columns(headings, import_queries.meanings(batch, fields))
    meant = set(columns.values())
    fixed = {slug: value for slug, value in _USUAL.items() if slug in fields and slug not in meant}
    return Plan(columns, {}, fixed)


def _named(batch: Import, versions: Mapping[str, ServiceVersion]) -> dict[str, ServiceVersion]:
    """Of a sheet with a column for the service: those whose name stands in it, else all."""
    names = [(code, str(one.definition.get("name_id") or code)) for code, one in versions.items()]
    column = guess_columns(batch.outline.get("headings", []), {SERVICE: "Jenis layanan"})
    kept = Plan.from_data(batch.mapping)
    found = set()
    for number in [*column, *(one for one in [kept.column_of(SERVICE)] if one is not None)]:
        for word in batch.outline["words"][number] or []:
            found.add(kept.chosen(number, word) or guess_value(word, names))
    return {code: one for code, one in versions.items() if code in found} or dict(versions)


def _choices(one: Field, office: Any) -> Choices:
    if one.type == "boolean":
        return [("ya", "Ya"), ("tidak", "Tidak")]
    return options(one, Reading({}, office)) if one.type == "choice" else []
