"""The way through a form that is only tried out: its answers travel in the page, signed, and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core import signing

from loket.applications.surroundings import office_now
from loket.foundation.formkit import answers as whole
from loket.foundation.formkit.definition import FormDefinition
from loket.foundation.formkit.steps import Step
from loket.foundation.formkit.surroundings import Surroundings
from loket.regions.models import Region

#: Name of the hidden input, and how much of it is read.
TRAIL, LONGEST = "jejak", 200_000
#: Among the answers: how many photos were chosen for each paper. They are counted and dropped.
PHOTOS = "_foto"
_SALT = "portal.tryout"


def read_trail(text: str) -> dict[str, Any]:
    """The answers that came with a page; nothing where they were tampered with or are a day old."""
    if not text or len(text) > LONGEST:
        return {}
    try:
        found = signing.loads(text, salt=_SALT, max_age=24 * 3600)
    except signing.BadSignature:
        return {}
    return found if isinstance(found, dict) else {}


@dataclass
class Walk:
    """One form with the answers given so far."""

    form: FormDefinition
    given: dict[str, Any]
    switched_on: frozenset[str] = field(default_factory=frozenset)

    @cached_property
    def office(self) -> Surroundings:
        """The dinas today."""
        return office_now()

    @cached_property
    def answers(self) -> dict[str, Any]:
        """With what follows from them."""
        return self.form.complete({**self.form.begin(sample_account(self.office)), **self.given}, self.office)

    @cached_property
    def steps(self) -> list[Step]:
        """The screens these answers open."""
        return self.form.steps(
            self.answers, office=self.office, switched_on=self.switched_on, is_complete=True
        )

    @property
    def total(self) -> int:
        """Screens and the check page."""
        return len(self.steps) + 1

    @property
    def trail(self) -> str:
        """The answers for the page's hidden input."""
        return signing.dumps(self.given, salt=_SALT, compress=True)

    def step(self, key: str) -> Step | None:
        """A screen by its key, also one that only other answers open: it may be looked at all the same."""
        found = next((step for step in self.steps if step.key == key), None)
        return found or self._closed(key)

    def _closed(self, key: str) -> Step | None:
        for number, group in enumerate(self.form.groups, start=1):
            if group.key == key:
                fields = tuple(
                    one
                    for one in (self.form.by_slug[slug] for slug in group.slugs)
                    if one.type != "person-list"
                )
                return Step(
                    key, str(group.title), fields, None, number, len(self.steps), self.form, self.office
                )
        return None

    def after(self, step: Step) -> Step | None:
        """The next screen, or None for the check page."""
        number = next((one.number for one in self.steps if one.key == step.key), step.number - 1)
        return next((one for one in self.steps if one.number > number), None)

    def before(self, step: Step) -> Step | None:
        """The screen before, or None."""
        number = next((one.number for one in self.steps if one.key == step.key), step.number)
        return next((one for one in reversed(self.steps) if one.number < number), None)

    def photos(self, slug: str) -> int:
        """How many photos were chosen for a paper."""
        return int(self.given.get(PHOTOS, {}).get(slug, 0))

    def missing(self) -> list[tuple[str, str]]:
        """Sentence and screen of everything that would keep it from being sent."""
        wrong = self.form.validate_all(self.answers, office=self.office, switched_on=self.switched_on)
        keys = {one.slug: step.key for step in reversed(self.steps) for one in step.fields}
        said = [(str(sentence), keys[slug]) for slug, sentence in wrong.items() if slug in keys]
        papers = {step.paper.slug: step for step in self.steps if step.paper is not None}
        for wanted in self.form.papers(self.answers, switched_on=self.switched_on):
            if wanted.required and not self.photos(wanted.slug) and wanted.slug in papers:
                said.append((str(wanted.paper.title), papers[wanted.slug].key))
        return said

    def rows(self) -> list[dict[str, str]]:
        """Label, text and screen of every answer, for the check page."""
        told = whole.read_back(self.form, self.answers, self.office, self.switched_on)
        return [{"label": label, "text": text, "key": key} for label, text, key in told]


def sample_account(office: Surroundings) -> dict[str, Any]:
    """An invented resident of this dinas, so that what an account knows is not asked."""
    place = office.regency.replace(".", "")
    village = Region.objects.filter(code__startswith=f"{office.regency}.").order_by("-code").first()
    deepest = village.code if village is not None and village.code.count(".") == 3 else ""
    return {
        "pemohon_nik": f"{place}016308800001",
        "pemohon_nama": "WARGA CONTOH",
        "pemohon_no_kk": f"{place}010101150001",
        "pemohon_hp": "+6281200000000",
        "pemohon_wilayah": deepest,
    }
