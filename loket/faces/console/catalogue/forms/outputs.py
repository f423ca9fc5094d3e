"""The form of what is issued at the end, and when each of several documents is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from loket.catalogue.editing_conditions import clauses_of, condition_of

from ..bench import Bench
from .parts import PartForm

#: Begins the names of the inputs for when a document is issued.
_WHEN = "bila-"


class OutputsForm(PartForm):
    """What is issued at the end."""

    part = "outputs"
    fold_title = _("Kapan masing-masing terbit")
    heading = _("Dokumen terbit")
    outputs = forms.MultipleChoiceField(
        label=_("Yang terbit dari satu permohonan"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pilih paling sedikit satu dokumen.")},
    )
    physical_card = forms.BooleanField(label=_("Kartu lama diminta kembali saat penyerahan"), required=False)

    def first(self, bench: Bench, slug: str) -> Mapping[str, Any]:
        mine = self._mine()
        return {**bench.source, "outputs": list(mine), **{_WHEN + one: self._pairs(one) for one in mine}}

    def shape(self) -> None:
        mine = self._mine()
        own = {slug: row for slug, row in mine.items() if isinstance(row, Mapping)}
        known = {**(self.bench.shared.get("outputs") or {}), **own}
        self._offer_conditions(known)
        self.fields["outputs"].choices = [  # type: ignore[attr-defined]  # a choice field
            (slug, row.get("label_id", slug))
            for slug, row in known.items()
            if slug in mine or ("outputs", slug) not in self.bench.put_aside
        ]

    def values(self) -> dict[str, Any]:
        """Made in the order they had, new ones last; each keeps its condition, those taken away lose theirs."""
        given, mine = self.cleaned_data, self._mine()
        chosen = [one for one in mine if one in given["outputs"]]
        chosen += [one for one in given["outputs"] if one not in mine]
        whens = {one: dict(self._when(one)) for one in chosen}
        return {
            "outputs": [mine.get(one, one) for one in chosen],
            "physical_card": given["physical_card"],
            "output_when": {one: when for one, when in whens.items() if when},
        }

    def _offer_conditions(self, known: Mapping[str, Any]) -> None:
        """One of several documents may be left out where the answers do not call for it."""
        offered = [
            (f"{one.slug}={number}", f"{one.label}: {said}")
            for one in self.bench.watched
            for number, (_value, said) in enumerate(one.options)
        ]
        mine = self._mine()
        for slug in mine if len(mine) > 1 and offered else ():
            label = (known.get(slug) or {}).get("label_id", slug)
            self.fields[_WHEN + slug] = forms.MultipleChoiceField(
                label=format_lazy(_("“{name}” terbit hanya bila"), name=label),
                help_text=_("Salah satu jawaban cukup. Kosongkan semua: selalu terbit."),
                required=False,
                widget=forms.CheckboxSelectMultiple,
                choices=offered,
            )
        self.folded = tuple(name for name in self.fields if name.startswith(_WHEN))

    def _mine(self) -> dict[str, Any]:
        """What the service issues now, by name: a name alone, or a row written out in the service itself."""
        rows = self.bench.source.get("outputs") or ()
        return {row if isinstance(row, str) else str(row["slug"]): row for row in rows}

    def _pairs(self, slug: str) -> list[str]:
        """What is ticked now."""
        return [mark for mark, pair in self._marks().items() if pair in self._stored(slug)]

    def _stored(self, slug: str) -> list[tuple[str, object]]:
        return clauses_of((self.bench.source.get("output_when") or {}).get(slug))

    def _marks(self) -> dict[str, tuple[str, object]]:
        return {
            f"{one.slug}={number}": (one.slug, value)
            for one in self.bench.watched
            for number, (value, _said) in enumerate(one.options)
        }

    def _when(self, slug: str) -> Mapping[str, Any]:
        """The condition as ticked; clauses about questions without a list of answers stay as they are."""
        marks, stored = self._marks(), self._stored(slug)
        kept = [pair for pair in stored if pair not in marks.values()]
        ticked = [marks[one] for one in self.cleaned_data.get(_WHEN + slug, self._pairs(slug))]
        if sorted(map(str, (*ticked, *kept))) == sorted(map(str, stored)):
            return (self.bench.source.get("output_when") or {}).get(slug) or {}
        return condition_of([*ticked, *kept])
