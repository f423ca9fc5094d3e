"""The forms of steps."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from loket.catalogue import editing_steps as editing
from loket.catalogue.editing import Edit

from ..bench import Bench
from .element import ElementForm, english, words


class AddStepForm(ElementForm):
    """A new screen."""

    heading = _("Langkah baru")

    judul = words(
        _("Judul langkah"), help_text=_("Satu langkah menanyakan satu hal, paling banyak tiga pertanyaan.")
    )

    def edit(self) -> Edit:
        return partial(editing.add_step, title=self.cleaned_data["judul"])


class StepForm(ElementForm):
    """The heading of a screen."""

    heading = _("Ubah judul langkah")

    title_id = words(_("Judul langkah"))
    title_en = english(_("Judul dalam bahasa Inggris"))

    def first(self, bench: Bench, slug: str) -> Mapping[str, Any]:
        return next(one for one in editing.screens(bench.source, bench.shared) if one["key"] == slug)

    def edit(self) -> Edit:
        given = self.cleaned_data
        return partial(
            editing.change_step, key=self.slug, title=given["title_id"], title_en=given["title_en"]
        )
