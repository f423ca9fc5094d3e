"""How any Django form field is drawn: which parts, which input, which words are read aloud with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.forms import BaseForm, BoundField
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

_GROUPS = (forms.RadioSelect, forms.CheckboxSelectMultiple, forms.MultiWidget, forms.SelectDateWidget)
#: Digits that the long numbers have; the count beside the field is help, never a block.
_DIGITS = 16


def describe(
    bound: BoundField,
    *,
    label: str | _StrPromise = "",
    hint: str | _StrPromise = "",
    optional: bool = False,
    label_class: str = "",
) -> dict[str, Any]:
    """Everything the field's template needs; ``hint`` and ``label`` replace the form's own words."""
    words = hint or bound.help_text
    described, kind = _described_by(bound, bool(words)), kind_of(bound)
    return {
        "bound": bound,
        "kind": kind,
        "label": label or bound.label,
        "label_class": label_class,
        "help": words,
        "optional": optional,
        "target": target_of(bound),
        "described": described,
        "sentences": sentences(bound),
        # options are drawn one by one by the field's template
        "input": "" if kind == "options" else bound.as_widget(attrs=_attributes(bound, described)),
    }


def kind_of(bound: BoundField) -> str:
    """Which shape the field has: hidden, checkbox, options, parts, password or plain."""
    widget = bound.field.widget
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "options"
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    if isinstance(widget, forms.MultiWidget | forms.SelectDateWidget) or widget.use_fieldset:
        return "parts"
    if isinstance(widget, forms.PasswordInput):
        return "password"
    return "plain"


def target_of(bound: BoundField) -> str:
    """The id that an error's link jumps to: the input, or the first of several."""
    own = bound.id_for_label
    if own:
        return own
    widget = bound.field.widget
    if isinstance(widget, _GROUPS) or widget.use_fieldset:
        return f"{bound.auto_id}_0"
    return str(bound.auto_id or bound.html_name)


def mistakes(*sources: BaseForm | str | None) -> list[dict[str, Any]]:
    """The sentences of the error summary, each with the id it links to ("" when it belongs to the page)."""
    found: list[dict[str, Any]] = []
    for source in sources:
        if isinstance(source, BaseForm):
            found += _mistakes_of(source)
        elif source:
            found.append({"target": "", "sentence": source})
    return found


def sentences(bound: BoundField) -> list[str]:
    """What is wrong with one field; Django's "this field is required" names the field instead."""
    empty = str(forms.Field.default_error_messages["required"])
    nothing = _("%(label)s belum diisi.") % {"label": bound.label}
    return [nothing if str(sentence) == empty else str(sentence) for sentence in bound.errors]


def _mistakes_of(form: BaseForm) -> list[dict[str, Any]]:
    if not form.is_bound or not form.errors:
        return []
    found = [{"target": "", "sentence": sentence} for sentence in form.non_field_errors()]
    for bound in form:
        found += [{"target": target_of(bound), "sentence": sentence} for sentence in sentences(bound)]
    return found


def _described_by(bound: BoundField, has_help: bool) -> str:
    ids = [f"{bound.auto_id}-p"] if has_help else []
    if bound.errors:
        ids.append(f"{bound.auto_id}-g")
    return " ".join(ids)


def _attributes(bound: BoundField, described: str) -> dict[str, Any]:
    attributes: dict[str, Any] = {}
    if described:
        attributes["aria-describedby"] = described
    if bound.errors:
        attributes["aria-invalid"] = "true"
    return attributes | _number_attributes(bound)


def _number_attributes(bound: BoundField) -> dict[str, Any]:
    """Numeric keypad for NIK, KK and phone, whatever the form forgot; the form's own attributes win."""
    widget = bound.field.widget
    own = widget.attrs  # "text" where a passport number may stand in the place of a NIK
    if not isinstance(widget, forms.TextInput) or own.get("inputmode") == "text":
        return {}
    if bound.name.endswith(("nik", "no_kk", "nomor_kk")):
        wanted: dict[str, Any] = {
            "inputmode": "numeric",
            "autocomplete": "off",
            "data-hitung": _DIGITS,
            "data-baru": _("Baru {n} dari 16 angka"),
            "data-lengkap": _("16 angka, lengkap"),
            "class": "nomor",
        }
    elif bound.name.endswith(("no_wa", "no_hp", "phone", "telepon")) or widget.input_type == "tel":
        wanted = {"inputmode": "tel", "autocomplete": "tel-national", "class": "nomor"}
    elif own.get("inputmode") == "numeric":
        wanted = {"class": "nomor"}
    else:
        return {}
    return {key: value for key, value in wanted.items() if key not in own}
