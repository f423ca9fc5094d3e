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
    is_foreign,
    item_required,
    rows_in,
    rows_to_show,
)
from loket.foundation.formkit.questions import Field
from loket.foundation.formkit.surroundings import Surroundings
from loket.foundation.formkit.values import LINES, NO, YES, Reading, is_required, options
from loket.foundation.formkit.widgets import BUTTONS, DayInput, QuickSelect, RegionInput, village_select
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.identifiers import NomorKk, Phone
from loket.foundation.kernel.names import LONGEST_NAME

if TYPE_CHECKING:
    from loket.foundation.formkit.definition import FormDefinition

#: Names of the buttons of a list of people: one more row, one row away (``hapus=saksi-1``).
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

    ``wants_rows`` is True when a button asked for more or fewer people: show the form again, save nothing.
    """

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        definition: FormDefinition,
        questions: Sequence[Field],
        answers: Mapping[str, Any],
        office: Surroundings,
    ) -> None:
        self.definition, self.questions, self.office = definition, questions, office
        self.answers = dict(answers)
        self.wants_rows = data is not None and any(data.get(name) for name in (MORE, FEWER))
        super().__init__(None if self.wants_rows else data, label_suffix="")
        self._posted = data
        for question in questions:
            self._add(question)

    @property
    def is_optional(self) -> bool:
        """Every question of the screen may stay empty."""
        return all(getattr(field, "is_optional", False) for field in self.fields.values())

    def clean(self) -> dict[str, Any]:
        """Judge every question beside the others; answers go to ``cleaned_data``, sentences beside inputs."""
        typed = {question.slug: self._raw(question) for question in self.questions}
        reading = Reading({**self.answers, **typed}, self.office)
        kept: dict[str, Any] = {}
        for question in self.questions:
            try:
                kept[question.slug] = whole.read_answer(
                    self.definition, question, typed[question.slug], reading
                )
            except PeopleRefused as refused:
                for name, sentence in refused.by_input.items():
                    self._refuse(name, sentence)
            except Refusal as refused:
                self._refuse(question.slug, refused.message)
        return kept

    def _raw(self, question: Field) -> Any:
        if question.type == "person-list":
            return rows_in(question, self.data)
        return self.cleaned_data.get(question.slug)

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
        rows, more = self._rows(question)
        reading = Reading({}, self.office)
        for number in range(rows_to_show(question, rows, more)):
            row = rows[number] if number < len(rows) else {}
            for item in question.items:
                name = input_name(question, number, item)
                required = item_required(item, row, question.items) and number < max(question.minimum, 1)
                self.fields[name] = AnswerField(item, widget_of(item, reading), required=required)
                self.fields[name].label = f"{item.label} ({number + 1})"
                self.initial[name] = initial_of(item, row.get(item.slug))

    def _rows(self, question: Field) -> tuple[list[dict[str, Any]], int]:
        if self._posted is None:
            return list(self.answers.get(question.slug) or []), 0
        rows = rows_in(question, self._posted)
        away = str(self._posted.get(FEWER, ""))
        rows = [row for number, row in enumerate(rows) if away != f"{question.slug}-{number}"]
        return rows, 1 if self._posted.get(MORE) == question.slug else 0

    def people(self) -> list[dict[str, Any]]:
        """Rows of the screen's list for a template: number, button value, bound inputs, may it go."""
        may_go = any(question.may_grow for question in self.questions)
        found: dict[str, dict[str, Any]] = {}
        for name in self.fields:
            slug, _dash, rest = name.partition("-")
            number = rest.partition("-")[0]
            if number.isdigit():
                button = f"{slug}-{number}"
                row = {"number": int(number) + 1, "button": button, "removable": may_go, "inputs": []}
                found.setdefault(button, row)["inputs"].append(self[name])
        return list(found.values())


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
