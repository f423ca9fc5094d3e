"""The form that adds one answer to a condition."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loket.catalogue import editing_conditions as editing
from loket.catalogue.editing import Edit

from .element import ElementForm

_SECTIONS = {"field": "fields", "paper": "documents"}


class ClauseForm(ElementForm):
    """“Tampil bila …”: one question and one of its answers; ``slug`` is "field:…" or "paper:…"."""

    heading = _("Tampil bila")
    syarat = forms.ChoiceField(
        label=_("Tampil bila"), error_messages={"required": _("Pilih pertanyaan dan jawabannya.")}
    )

    def shape(self) -> None:
        own = self.slug.partition(":")[2]
        groups: list[tuple[Any, Any]] = [("", _("Pilih pertanyaan dan jawabannya…"))]
        for one in self.bench.watched:
            if one.slug != own:
                options = [
                    (f"{one.slug}={number}", f"{one.label}: {words}")
                    for number, (_value, words) in enumerate(one.options)
                ]
                groups.append((one.label, options))
        self.fields["syarat"].choices = groups  # type: ignore[attr-defined]  # a choice field

    def edit(self) -> Edit:
        word, _colon, slug = self.slug.partition(":")
        field, _equals, number = self.cleaned_data["syarat"].partition("=")
        watched = next(one for one in self.bench.watched if one.slug == field)
        value = watched.options[int(number)][0]
        return partial(editing.add_clause, section=_SECTIONS[word], slug=slug, field=field, value=value)
