"""One screen as a Django form. Rules live in ``values``; here they only meet inputs and error lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from loket.foundation.formkit import answers as whole
from loket.foundation.formkit.people import (
    PeopleRefused,
    input_name,
    is_blank,
    is_foreign,
    item_required,
    posted_rows,
    rows_in,
    rows_to_show,
    take_in,
)
from loket.foundation.formkit.person_screens import PersonScreen, kept_rows
from loket.foundation.formkit.questions import Field
from loket.foundation.formkit.surroundings import Surroundings
from loket.foundation.formkit.values import LINES, NO, YES, Reading, is_required, options
from loket.foundation.formkit.widgets import BUTTONS, DayInput, QuickSelect, RegionInput, village_select
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.identifiers import NomorKk, Phone
from loket.foundation.kernel.names import LONGEST_NAME

if TYPE_CHECKING:
    from loket.foundation.formkit.definition import FormDefinition

#: Names of the buttons of a list of people: one more (``tambah=saksi``), this one away (``hapus=saksi-1``).
MORE, FEWER = "tambah", "hapus"


class AnswerField(forms.Field):
    """A question as Django sees it; ``question`` is ours. The form judges it, not the field."""

    def __init__(self, question: Field, widget: forms.Widget, *, required: bool) -> None:
        super().__init__(
            required=False, widget=widget, label=str(question.label), help_text=str(question.help)
        )
        self.question = question
        #: For templates: "(boleh dikosongkan)".
        self.is_optional = not required


class StepForm(forms.Form):
    """The questions of one screen. After ``is_valid`` the kept answers are in ``cleaned_data`` by slug.

    ``person`` narrows a list of people to one screen of one person; without it the whole list is asked.
    """

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        definition: FormDefinition,
        questions: Sequence[Field],
        answers: Mapping[str, Any],
        office: Surroundings,
        person: PersonScreen | None = None,
    ) -> None:
        self.definition, self.questions, self.office = definition, questions, office
        self.answers, self.person = dict(answers), person
        super().__init__(data, label_suffix="")
        for question in questions:
            self._add(question)

    @property
    def is_optional(self) -> bool:
        """Every question of the screen may stay empty."""
        return all(getattr(field, "is_optional", False) for field in self.fields.values())

    @property
    def adds(self) -> bool:
        """The button for one more person was pressed."""
        person = self.person
        return person is not None and person.may_add and self.data.get(MORE) == person.question.slug

    @property
    def removes(self) -> bool:
        """The button that takes this person off the list was pressed: keep ``without_person``, judge nothing."""
        return self.person is not None and self.person.may_go and self.data.get(FEWER) == self.person.button

    def without_person(self) -> dict[str, Any]:
        """The list without the person of this screen, as an answer by slug."""
        if self.person is None:
            return {}
        rows = kept_rows(self.person.question, self.answers)
        del rows[self.person.number]
        return {self.person.question.slug: rows}

    def clean(self) -> dict[str, Any]:
        """Judge every question beside the others; answers go to ``cleaned_data``, sentences beside inputs."""
        typed = {question.slug: self._raw(question) for question in self.questions}
        reading = Reading({**self.answers, **typed}, self.office)
        kept: dict[str, Any] = {}
        for question in self.questions:
            try:
                kept[question.slug] = self._judged(question, typed[question.slug], reading)
            except PeopleRefused as refused:
                kept |= {question.slug: refused.rows} if refused.rows is not None else {}
                for name, sentence in refused.by_input.items():
                    self._refuse(name, sentence)
            except Refusal as refused:
                self._refuse(question.slug, refused.message)
        return kept

    def _judged(self, question: Field, typed: Any, reading: Reading) -> Any:
        if self.person is None or question.type != "person-list":
            return whole.read_answer(self.definition, question, typed, reading)
        rows = take_in(question, kept_rows(question, self.answers), typed, self.office)
        return [*rows, {}] if self.adds and len(rows) < question.maximum else rows

    def _raw(self, question: Field) -> Any:
        if question.type != "person-list":
            return self.cleaned_data.get(question.slug)
        if self.person is None:
            return rows_in(question, self.data)
        number = self.person.number
        own = {
            item.slug: self.cleaned_data.get(input_name(question, number, item)) for item in self.person.items
        }
        posted = posted_rows(question, self.data)  # whoever posts the whole list at once is understood too
        return {**posted, number: {**posted.get(number, {}), **own}}

    def _refuse(self, name: str, sentence: Any) -> None:
        target = name if name in self.fields else next(iter(self.fields), None)
        self.add_error(target, ValidationError(str(sentence)))

    def _add(self, question: Field) -> None:
        if question.type == "person-list":
            self._add_rows(question)
            return
        reading = Reading(self.answers, self.office)
        required = is_required(question, self.answers)
        self.fields[question.slug] = AnswerField(question, widget_of(question, reading), required=required)
        self.initial[question.slug] = initial_of(question, self._proposal(question))

    def _proposal(self, question: Field) -> Any:
        given = self.answers.get(question.slug)
        if given is None and question.slug == "subjek_no_kk":
            return self.answers.get("pemohon_no_kk")  # a relative is usually on the same KK
        return given

    def _add_rows(self, question: Field) -> None:
        rows = self._rows(question)
        if self.person is not None:
            number = self.person.number
            row = rows[number] if number < len(rows) else {}
            is_needed = number > 0 or question.minimum > 0 or not is_blank(row)
            for item in self.person.items:
                self._add_item(question, number, item, row, is_needed=is_needed)
            return
        for number in range(rows_to_show(question, rows)):
            row = rows[number] if number < len(rows) else {}
            for item in question.items:
                name = self._add_item(
                    question, number, item, row, is_needed=number < max(question.minimum, 1)
                )
                self.fields[name].label = f"{item.label} ({number + 1})"

    def _add_item(
        self, question: Field, number: int, item: Field, row: Mapping[str, Any], *, is_needed: bool
    ) -> str:
        name = input_name(question, number, item)
        required = is_needed and item_required(item, row, question.items)
        self.fields[name] = AnswerField(item, widget_of(item, Reading({}, self.office)), required=required)
        self.initial[name] = initial_of(item, row.get(item.slug))
        return name

    def _rows(self, question: Field) -> list[dict[str, Any]]:
        if self.person is None and self.is_bound:
            return rows_in(question, self.data)
        return kept_rows(question, self.answers)


def widget_of(question: Field, reading: Reading) -> forms.Widget:
    """The input for a question: buttons for few options, a drop-down for many, keypads for numbers."""
    if question.type in {"choice", "boolean"}:
        return _choosing(question, reading)
    if question.type == "date":
        return DayInput()
    if question.type == "region":
        office = reading.office
        if question.scope == "office" and question.level == 4:
            return village_select(office.regions, office.regency)
        return RegionInput(office.regions, question.level)
    if question.multiline:
        return forms.Textarea({"rows": 4, "maxlength": LINES})
    return forms.TextInput(_ATTRIBUTES.get(question.type) or _format_attributes(question.format))


def _choosing(question: Field, reading: Reading) -> forms.Widget:
    if question.type == "boolean" and not question.question:
        return forms.CheckboxInput()
    if question.type == "boolean":
        return forms.RadioSelect(choices=((YES, _("Ya")), (NO, _("Tidak"))))
    choices = options(question, reading)
    if question.multiple:
        return forms.CheckboxSelectMultiple(choices=choices)
    return forms.RadioSelect(choices=choices) if len(choices) <= BUTTONS else QuickSelect([("", choices)])


def initial_of(question: Field, value: Any) -> Any:
    """A kept answer as its input shows it: numbers in groups of four, phones in national form."""
    if value is None or value == "":
        return value
    if question.type == "boolean" and question.question:
        return YES if value in (True, YES) else NO
    try:
        if question.type in {"nik", "kk_number"}:
            return NomorKk.parse(str(value)).grouped
        if question.type == "phone":
            return Phone.parse(str(value)).local
    except Refusal:
        return value
    if question.format.startswith("decimal"):
        return str(value).replace(".", ",")
    return str(value).replace(":", ".") if question.format.startswith("time") else value


_NUMBER = {"inputmode": "numeric", "autocomplete": "off"}
_ATTRIBUTES: Mapping[str, dict[str, Any]] = {
    "nik": {**_NUMBER, "maxlength": 25, "class": "nomor", "data-hitung": 16},
    "kk_number": {**_NUMBER, "maxlength": 25, "class": "nomor", "data-hitung": 16},
    "phone": {"inputmode": "tel", "autocomplete": "tel-national", "maxlength": 25, "class": "nomor"},
    "email": {"inputmode": "email", "autocomplete": "email", "maxlength": 254},
    "money": {**_NUMBER, "maxlength": 20},
    "name": {"autocomplete": "off", "autocapitalize": "characters", "maxlength": LONGEST_NAME},
    "place": {"autocomplete": "off", "autocapitalize": "words", "maxlength": 100},
}


def _format_attributes(format_: str) -> dict[str, Any]:
    if format_.startswith(("digits", "int")):
        return {**_NUMBER, "maxlength": 12}
    if format_.startswith("decimal"):
        return {"inputmode": "decimal", "autocomplete": "off", "maxlength": 12}
    return {"autocomplete": "off", "maxlength": 150}


__all__ = ["AnswerField", "StepForm", "is_foreign"]
