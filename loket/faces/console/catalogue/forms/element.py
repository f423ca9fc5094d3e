"""What the small forms have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loket.catalogue.editing import Edit

from ..bench import Bench

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

#: No text of a form is longer than this many characters, except where a form says otherwise.
LONGEST = 300
SHORT = forms.TextInput
LONG = forms.Textarea({"rows": 3})


class ElementForm(forms.Form):
    """One element of a draft. ``revisi`` says which revision the page showed."""

    #: Heading above the form.
    heading: _StrPromise | str = ""
    #: Fields that stand in a fold, because most services leave them as they are.
    folded: Sequence[str] = ()
    #: What the fold is called.
    fold_title: _StrPromise | str = _("Bahasa Inggris dan lainnya")

    revisi = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def __init__(self, data: Mapping[str, Any] | None, *, bench: Bench, slug: str = "") -> None:
        self.bench, self.slug = bench, slug
        super().__init__(
            data, initial={"revisi": bench.revision, **self.first(bench, slug)}, auto_id=f"i-{slug or 'x'}-%s"
        )
        self.shape()

    def first(self, bench: Bench, slug: str) -> Mapping[str, Any]:
        """What the inputs hold at first. Raises KeyError for an element that is not in the draft."""
        return {}

    def shape(self) -> None:
        """Change fields to what the element is."""

    def edit(self) -> Edit:
        """The edit of what was typed; only after ``is_valid``."""
        raise NotImplementedError

    @property
    def revision(self) -> int:
        """The revision the page showed; the present one where nothing was sent."""
        sent = self.cleaned_data.get("revisi")
        return self.bench.revision if sent is None else int(sent)

    @property
    def plain(self) -> list[forms.BoundField]:
        """The inputs that are always seen."""
        return [self[name] for name in self.fields if name not in self.folded and name != "revisi"]

    @property
    def behind_fold(self) -> list[forms.BoundField]:
        """The inputs in the fold."""
        return [self[name] for name in self.fields if name in self.folded]

    @property
    def fold_is_open(self) -> bool:
        """Whether something in the fold wants mending."""
        return self.is_bound and any(name in self.errors for name in self.folded)


def words(
    label: _StrPromise, *, required: bool = True, long: bool = False, help_text: Any = ""
) -> forms.CharField:
    """An input for one text in one language."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=2000 if long else LONGEST,
        widget=LONG if long else SHORT,
        help_text=help_text,
    )


def english(label: _StrPromise | str = "", *, long: bool = False) -> forms.CharField:
    """The English twin of a text; never demanded."""
    return words(label or _("Dalam bahasa Inggris"), required=False, long=long)  # type: ignore[arg-type]  # a label is a label
