"""Which form stands for which element."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..bench import Bench
from . import conditions, fields, outputs, papers, parts, steps
from .element import ElementForm

PARTS: Mapping[str, type[ElementForm]] = {
    "head": parts.HeadForm,
    "outputs": outputs.OutputsForm,
    "delivery": parts.DeliveryForm,
    "presence": parts.PresenceForm,
    "processed_by": parts.PeopleForm,
    "sla": parts.PromiseForm,
    "common_fields_exclude": parts.CommonForm,
}
_WORDS: Mapping[str, type[ElementForm]] = {
    "field": fields.FieldForm,
    "paper": papers.PaperForm,
    "step": steps.StepForm,
    "add-field": fields.AddFieldForm,
    "add-shared": fields.UseSharedForm,
    "add-step": steps.AddStepForm,
    "add-paper": papers.AddPaperForm,
    "when": conditions.ClauseForm,
}


def form_for(bench: Bench, element: str, data: Mapping[str, Any] | None = None) -> ElementForm | None:
    """The form of an element ("field:alasan", "part:sla", "add-field:rincian", "when:paper:kk_asli").

    None for what is not in the draft.
    """
    word, _colon, slug = element.partition(":")
    kind = PARTS.get(slug) if word == "part" else _WORDS.get(word)
    if kind is None:
        return None
    try:
        return kind(data, bench=bench, slug=slug)
    except (KeyError, StopIteration):
        return None
