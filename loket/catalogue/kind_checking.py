"""Whether every value of a catalogue file is of the kind its name promises, wherever it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from loket.catalogue.problems import Found, part_of
from loket.catalogue.yaml_reading import Path

#: Longest text and longest word of a catalogue; no real one comes near.
LONGEST_TEXT, LONGEST_WORD = 2000, 200

_SWITCHES = frozenset(
    {"required", "optional_when_shown", "multiline", "multiple", "question", "derived", "shared", "generated"}
    | {"if_applicable", "officer_decides", "optional_by_office", "physical_card", "self_printable"}
    | {"login_required", "by_kecamatan", "retired"}
)
_NUMBERS: Mapping[str, tuple[int, int]] = {
    "min": (0, 200),
    "max": (0, 200),
    "most": (1, 20),
    "level": (1, 4),
    "days": (0, 3650),
    "fee_idr": (0, 0),
}
_WORDS = frozenset(
    {"code", "slug", "key", "type", "format", "category", "life_event", "icon", "timing", "scope", "rules"}
    | {"choices_ref", "choices_source", "derived_from", "instead_of", "requirement", "kind", "form", "sample"}
    | {"sensitivity", "prefill", "medium", "mode", "role", "unit", "basis", "rule", "clock_starts", "field"}
    | {"report_column"}
)
_LISTS = frozenset(
    {"delivery", "legal_basis", "forms", "item_fields", "only", "exclude", "common_fields_exclude"}
    | {"surrender_on_handover", "intake_channels", "then"}
)
_MAPPINGS = frozenset(
    {"presence", "visit", "processed_by", "routing", "sla", "target", "legal_max", "report_within"}
    | {"availability", "show_if", "when", "required_if", "skip_if", "if", "output_when"}
)


#: Mappings whose names are chosen by whoever writes the file, not by us.
_CHOSEN = frozenset(
    {
        "categories",
        "outputs",
        "choice_lists",
        "person_item_fields",
        "documents",
        "output_when",
        "processed_by",
    }
)


def kind_problems(path: Path, value: Any) -> Iterator[Found]:
    """Everything of a wrong kind at or below ``path``; a service's ``retired`` rows too."""
    if isinstance(value, Mapping):
        chosen = bool(path) and path[-1] in _CHOSEN
        for name, inner in value.items():
            here = (*path, name)
            sentence = "" if chosen else _wrong(name, inner)
            if sentence and not (name == "retired" and isinstance(inner, Mapping)):
                yield here, part_of(sentence, name)
            yield from kind_problems(here, inner)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from kind_problems((*path, number), inner)


def _wrong(name: str, value: Any) -> str:
    """The sentence about a value, or nothing."""
    if value is None:
        return ""
    if name.endswith(("_id", "_en")):
        return _text(value)
    if name in _NUMBERS:
        low, high = _NUMBERS[name]
        good = type(value) is int and low <= value <= high
        return "" if good or name == "fee_idr" else _("Nilai “{part}” harus angka yang wajar.")
    for names, is_right, sentence in _KINDS:
        if name in names:
            return "" if is_right(value) else str(sentence())
    return ""


def _text(value: Any) -> str:
    if not isinstance(value, str):
        return _("“{part}” harus berupa tulisan. Pakai tanda kutip bila perlu.")
    return "" if len(value) <= LONGEST_TEXT else _("Tulisan “{part}” terlalu panjang.")


def _is_word(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_WORD


def _is_list_of_words(value: Any) -> bool:
    return isinstance(value, list) and all(_is_word(one) for one in value)


_KINDS: tuple[tuple[frozenset[str], Callable[[Any], bool], Callable[[], str]], ...] = (
    (_SWITCHES, lambda value: isinstance(value, bool), lambda: _("“{part}” harus true atau false.")),
    (_WORDS, _is_word, lambda: _("“{part}” harus berupa satu kata atau tulisan pendek.")),
    (_LISTS, _is_list_of_words, lambda: _("“{part}” harus berupa daftar kata.")),
    (
        _MAPPINGS,
        lambda value: isinstance(value, Mapping),
        lambda: _("“{part}” harus berupa pasangan nama dan isi."),
    ),
)
