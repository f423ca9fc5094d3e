"""The answers in the order in which SIAK asks for them: for the printable work sheet and for copying."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from django.utils.translation import gettext as _

from loket.foundation.formkit.questions import Field
from loket.foundation.formkit.showing import show
from loket.foundation.formkit.values import Reading, is_empty

from .models import Application
from .surroundings import office_now

_DIGITS = frozenset({"nik", "kk"})
_HIDDEN = frozenset({"pernyataan_benar", "persetujuan_pdp"})


@dataclass(frozen=True, slots=True)
class Line:
    """One answer: the question, the text for eyes, and what is copied (bare digits of a NIK or KK)."""

    slug: str
    label: str
    text: str
    copied: str


@dataclass(frozen=True, slots=True)
class Group:
    """What SIAK asks for on one screen."""

    title: str
    lines: list[Line]


def sheet_of(application: Application) -> list[Group]:
    """Every answer once, groups without answers left out; what SIAK's order does not know comes last."""
    form, office = application.service_version.form, office_now()
    full = form.complete(application.read_answers(), office)
    reading = Reading(full, office)
    left = {field.slug: field for field in form.fields if field.slug not in _HIDDEN}
    groups = []
    for title, slugs in _order():
        named = [left.pop(slug) for slug in slugs if slug in left]
        groups.append(Group(title, [line for one in named for line in _lines(one, full, reading)]))
    rest = [line for one in left.values() for line in _lines(one, full, reading)]
    return [group for group in [*groups, Group(_("Lainnya"), rest)] if group.lines]


def _lines(question: Field, full: Mapping[str, Any], reading: Reading) -> Iterator[Line]:
    answer = full.get(question.slug)
    if is_empty(answer):
        return
    for label, text in show(question, answer, reading):
        copied = str(answer) if question.type in _DIGITS else text
        yield Line(question.slug, label, text, copied)


@lru_cache(maxsize=1)
def _order() -> tuple[tuple[str, tuple[str, ...]], ...]:
    text = resources.files("loket.applications").joinpath("data", "siak_order.json").read_text("utf-8")
    return tuple((group["title"], tuple(group["fields"])) for group in json.loads(text)["groups"])
