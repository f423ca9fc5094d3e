"""Whether an application has all it needs: every answer, every paper, every paper readable."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from loket.files.states import FileState
from loket.foundation.formkit.definition import FormDefinition
from loket.foundation.kernel.errors import Refusal

from .models import Application, Attachment
from .queries import papers_in_force
from .surroundings import office_now

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


#: By checksum of the version, so that the whole definition is not loaded for one word of it.
_switched_on: dict[str, frozenset[str]] = {}


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing or unreadable: which question or paper, and what to do."""

    kind: Literal["field", "paper"]
    slug: str
    sentence: str | _StrPromise


class RequirementsIncomplete(Refusal):
    """Something mandatory is missing; ``missing`` names each (S0-22)."""

    default_code = "incomplete"

    def __init__(self, missing: list[Missing]) -> None:
        self.missing = missing
        super().__init__(_("Permohonan belum lengkap. Lengkapi yang disebut di bawah, lalu kirim."))


def check(application: Application) -> None:
    """Raise ``RequirementsIncomplete`` unless the application may be sent."""
    missing = what_is_missing(application)
    if missing:
        raise RequirementsIncomplete(missing)


def papers_switched_on(application: Application) -> frozenset[str]:
    """The optional papers that the dinas asks for (S4-10, S4-11)."""
    checksum = application.service_version.checksum
    found = _switched_on.get(checksum)
    if found is None:
        definition = application.service_version.definition
        found = _switched_on[checksum] = frozenset(definition.get("switched_on") or ())
    return found


def what_is_missing(application: Application, papers: list[Attachment] | None = None) -> list[Missing]:
    """Everything that keeps ``application`` from being sent, answers first, then papers in their order.

    ``papers`` are those in force, when the caller has read them.
    """
    form: FormDefinition = application.service_version.form
    answers = application.read_answers()
    office = office_now()
    switched_on = papers_switched_on(application)
    wrong = form.validate_all(answers, office=office, switched_on=switched_on)
    fields = [Missing("field", slug, sentence) for slug, sentence in wrong.items()]
    full = form.complete(answers, office)
    present = papers_in_force(application) if papers is None else papers
    return [*fields, *_papers(form, full, switched_on, present)]


def _papers(
    form: FormDefinition, answers: Mapping[str, Any], switched_on: Any, present: list[Attachment]
) -> Iterator[Missing]:
    for wanted in form.papers(answers, switched_on=switched_on):
        rows = [row for row in present if row.slug == wanted.slug]
        for row in rows:
            if row.file.state in {FileState.REFUSED, FileState.ERASED}:
                yield Missing("paper", wanted.slug, row.file.refusal_sentence or _gone(wanted.paper.label))
        if wanted.required and not rows:
            sentence = format_lazy(_("{paper} belum ada. Ambil foto, lalu lanjut."), paper=wanted.paper.title)
            yield Missing("paper", wanted.slug, sentence)


def _gone(label: object) -> _StrPromise:
    return format_lazy(_("{paper} tidak bisa dibuka. Ambil foto lagi."), paper=label)
