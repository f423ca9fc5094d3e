"""The questions and papers of a form, parsed from data. No behaviour beyond looking things up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from loket.foundation.formkit.conditions import Condition
from loket.foundation.formkit.words import NO_WORDS, Words

#: Every type a field may have.
TYPES = frozenset(
    {"nik", "kk_number", "name", "date", "place", "region", "text", "choice", "phone", "email", "money"}
    | {"file", "boolean", "person-list"}
)
#: Ticked on the last page, after everything was read through; never a step.
STATEMENTS = ("pernyataan_benar", "persetujuan_pdp")
#: What a step asks about the way the document comes back.
DELIVERY = ("penyelesaian", "lokasi_ambil", "alamat_kirim", "setuju_ongkir")


@dataclass(frozen=True, slots=True)
class Choice:
    """One option; ``stop`` is said, and the form stays, when the option leads to another service."""

    value: str
    label: Words
    stop: Words = NO_WORDS


@dataclass(frozen=True, slots=True)
class Field:
    """One question. Meanings of the attributes are those of the catalogue file (docs/guides)."""

    slug: str
    label: Words
    type: str
    required: bool
    help: Words = NO_WORDS
    format: str = ""
    multiline: bool = False
    multiple: bool = False
    question: bool = False
    choices: tuple[Choice, ...] = ()
    source: str = ""
    show_if: Condition | None = None
    required_if: Condition | None = None
    derived_from: str = ""
    derived: bool = False
    prefilled: bool = False
    instead_of: str = ""
    scope: str = "office"
    level: int = 4
    timing: str = "past"
    is_new_name: bool = False
    minimum: int = 0
    maximum: int = 20
    items: tuple[Field, ...] = ()
    person: Words = NO_WORDS
    sensitive: bool = False

    @property
    def is_derived(self) -> bool:
        """Computed from other answers and never asked."""
        return self.derived or bool(self.derived_from)

    @property
    def may_grow(self) -> bool:
        """A list of people whose length is for the person to decide (witnesses are always two)."""
        return self.type == "person-list" and self.maximum > max(self.minimum, 1)

    def choice(self, value: object) -> Choice | None:
        """The option with that value."""
        return next((choice for choice in self.choices if choice.value == value), None)


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another paper that satisfies the same requirement."""

    slug: str
    label: Words


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper to photograph. ``asks`` is True where the form first asks whether there is one, by ``question``."""

    slug: str
    label: Words
    title: Words = NO_WORDS
    help: Words = NO_WORDS
    reason: Words = NO_WORDS
    when: Condition | None = None
    asks: bool = False
    question: Words = NO_WORDS
    by_office: bool = False
    generated: bool = False
    alternatives: tuple[Alternative, ...] = ()
    most: int = 4
    sample: str = ""
    sensitive: bool = False

    @property
    def question_slug(self) -> str:
        """Name of the input "Apakah Anda punya …?" with the answers ``ya`` and ``tidak``."""
        return f"{self.slug}__ada"

    @property
    def kind_slug(self) -> str:
        """Name of the input that says which of the alternatives is sent."""
        return f"{self.slug}__jenis"


def read_fields(rows: Sequence[Mapping[str, Any]], papers: Sequence[Mapping[str, Any]]) -> tuple[Field, ...]:
    """The fields of a definition. A boolean that a condition looks at is a yes/no question, not a tick."""
    watched: set[str] = set()
    for row in [*rows, *papers]:
        for condition in (row.get("show_if"), row.get("when"), row.get("required_if")):
            parsed = Condition.read(condition)
            watched |= parsed.fields if parsed else set()
    return tuple(_read_field(row, watched) for row in rows)


def _read_field(row: Mapping[str, Any], watched: set[str]) -> Field:
    show_if = Condition.read(row.get("show_if"))
    required = bool(row.get("required")) and not row.get("optional_when_shown")
    return Field(
        slug=row["slug"],
        label=Words.read(row, "label"),
        type=row["type"],
        required=required,
        help=Words.read(row, "help"),
        format=str(row.get("format", "")),
        multiline=bool(row.get("multiline")),
        multiple=bool(row.get("multiple")),
        question=bool(row.get("question", row["slug"] in watched)),
        choices=tuple(_read_choice(choice) for choice in row.get("choices", ())),
        source=row.get("choices_source", ""),
        show_if=show_if,
        required_if=Condition.read(row.get("required_if")),
        derived_from=row.get("derived_from", ""),
        derived=bool(row.get("derived")),
        prefilled=row.get("prefill") == "account",
        instead_of=row.get("instead_of", ""),
        scope=row.get("scope", "office"),
        level=int(row.get("level", 4)),
        timing=row.get("timing", "past"),
        is_new_name=row.get("rules") == "permendagri_73_2022",
        minimum=int(row.get("min", 0)),
        maximum=int(row.get("max", 20)),
        items=tuple(_read_field(item, watched) for item in row.get("items", ())),
        person=Words.read(row, "person"),
        sensitive=row.get("sensitivity") == "spesifik",
    )


def _read_choice(row: Mapping[str, Any]) -> Choice:
    return Choice(str(row["value"]), Words.read(row, "label"), Words.read(row, "stop"))


def read_paper(row: Mapping[str, Any]) -> Paper:
    """One paper of a definition."""
    return Paper(
        slug=row["slug"],
        label=Words.read(row, "label"),
        title=Words.read(row, "title") or Words.read(row, "label"),
        help=Words.read(row, "help"),
        reason=Words.read(row, "condition"),
        when=Condition.read(row.get("when")),
        asks=bool(row.get("if_applicable") or row.get("officer_decides")),
        question=Words.read(row, "question"),
        by_office=bool(row.get("optional_by_office")),
        generated=bool(row.get("generated")),
        alternatives=tuple(
            Alternative(one["slug"], Words.read(one, "label")) for one in row.get("alternatives", ())
        ),
        most=int(row.get("most", 4)),
        sample=row.get("sample", ""),
        sensitive=row.get("sensitivity") == "spesifik",
    )
