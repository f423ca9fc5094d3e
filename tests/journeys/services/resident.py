"""A resident's browser without scripts: one screen after the other, wrongly and rightly."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from loket.applications.models import Application
from loket.faces.portal.applications.journey import Journey
from loket.foundation.formkit.steps import Step
from tests.faces.portal.applications.people import hidden
from tests.files.samples import jpeg, pdf

from .answering import Person, required_inputs

_ERROR = 'id="{}-g"'


@dataclass
class Applicant:
    """Walks one application through its screens. ``slips`` makes every required mistake on the way."""

    client: Client
    person: Person
    application: Application
    slips: bool = False
    #: Where "Mulai" led.
    start: str = ""
    #: Screens met, in order.
    met: list[str] = field(default_factory=list)
    #: Inputs and papers that were refused when they were left out.
    refused: list[str] = field(default_factory=list)

    def journey(self) -> Journey:
        """The way as it is now."""
        return Journey(Application.objects.select_related("service_version").get(pk=self.application.pk))

    def address(self, key: str) -> str:
        """Of one screen."""
        return f"/permohonan/{self.application.reference}/isi/{key}/"

    def walk(self, address: str) -> None:
        """Every screen from ``address`` to the check page."""
        while "/isi/" in address:
            key = address.partition("?")[0].rstrip("/").rpartition("/")[2]
            assert len(self.met) < 200, f"no end: {self.met[-6:]}"
            self.met.append(key)
            address = self.fill(key)
        assert address.endswith("/periksa/"), address

    def fill(self, key: str) -> str:
        """One screen: all its mistakes first if ``slips``, then rightly. The address that follows."""
        journey = self.journey()
        step = journey.step(key)
        assert step is not None, key
        data = self.person.posted(step, journey.answers)
        edition = journey.application.edition
        if self.slips:
            page = self.client.get(self.address(key))
            assert page.status_code == 200, (key, page.status_code)
            edition = self._slip(step, journey, data, hidden(page, "edisi"))
        if step.paper is not None:
            edition = self._paper(step, data, edition)
        answer = self._post(key, data, edition)
        assert answer.status_code == 302, (key, data, sentences(answer))
        return str(answer.headers["Location"])

    def _post(self, key: str, data: dict[str, Any], edition: str) -> HttpResponse:
        return self.client.post(self.address(key), {**data, "edisi": edition})  # type: ignore[return-value]

    def _slip(self, step: Step, journey: Journey, data: dict[str, Any], edition: str) -> str:
        """Leave out one required answer after the other: each is refused at its place, the rest is kept."""
        for name in required_inputs(step, journey.answers):
            rest = {other: value for other, value in data.items() if other != name}
            page = self._post(step.key, rest, edition)
            assert page.status_code == 422, (step.key, name, page.status_code)
            edition, text = hidden(page, "edisi"), page.content.decode()
            at = text.find(_ERROR.format(f"id_{name}"))
            assert at > 0, (step.key, name, sentences(page))
            said = re.findall(r'class="galat".*?<span>(.*?)</span>', text[at : text.find("</div>", at)])
            assert len(said) == 1, (step.key, name, said)
            assert said[0].strip(), (step.key, name)
            self._is_kept(step, rest, text)
            self.refused.append(name)
        return edition

    def _is_kept(self, step: Step, rest: dict[str, Any], text: str) -> None:
        for name, value in rest.items():
            if isinstance(value, str) and value and not re.fullmatch(r"[\d\-.,: ]+|on", value):
                assert html.escape(value) in text or value in text, (step.key, name, value)

    def _paper(self, step: Step, data: dict[str, Any], edition: str) -> str:
        """Send nothing and something that is no photo: refused; then the photo goes into ``data``."""
        paper = step.paper
        assert paper is not None
        if data.get(paper.question_slug) == "tidak":
            return edition
        given = self.journey().papers.get(paper.slug)
        if self.slips and not given:
            for wrong in ({}, {paper.slug: SimpleUploadedFile("x.jpg", b"bukan foto", "image/jpeg")}):
                page = self._post(step.key, {**data, **wrong}, edition)
                assert page.status_code == 422, (step.key, page.status_code)
                edition = hidden(page, "edisi")
                assert f'id="{paper.slug}-g"' in page.content.decode(), (step.key, sentences(page))
            self.refused.append(paper.slug)
        data[paper.slug] = a_photo() if len(self.met) % 3 else a_pdf()
        return edition

    def change_for(self, slugs: set[str]) -> None:
        """Press "Ubah" where one of these questions is asked, answer anew, and fill whatever that opens."""
        for step in self.journey().walk:
            asked = {question.slug for question in step.fields}
            if asked & slugs and step.person is None and self.journey().step(step.key) is not None:
                self.fill(step.key)
        while (following := self.journey().next_open()) is not None:
            self.met.append(following.key)
            assert len(self.met) < 300, self.met[-6:]
            self.fill(following.key)

    def settle(self, **answers: Any) -> None:
        """Answer these questions so in the end."""
        self.person.settled |= answers
        self.change_for(set(answers))

    def check_page(self) -> str:
        """The check page as text."""
        page = self.client.get(f"/permohonan/{self.application.reference}/periksa/")
        assert page.status_code == 200, page.status_code
        return page.content.decode()

    def send(self, *, ticked: bool = True) -> HttpResponse:
        """Press "kirim" on the check page."""
        page = self.client.get(f"/permohonan/{self.application.reference}/periksa/")
        data = {"edisi": hidden(page, "edisi"), "kunci": hidden(page, "kunci")}  # type: ignore[arg-type]
        if ticked:
            data |= {"pernyataan_benar": "on", "persetujuan_pdp": "on"}
        return self.client.post(f"/permohonan/{self.application.reference}/kirim/", data)  # type: ignore[return-value]

    def status_page(self) -> str:
        """The status page as text."""
        page = self.client.get(f"/permohonan/{self.application.reference}/")
        assert page.status_code == 200, page.status_code
        return page.content.decode()


def a_photo() -> SimpleUploadedFile:
    """A small photo."""
    return SimpleUploadedFile("IMG_1.jpg", jpeg(640, 480), content_type="image/jpeg")


def a_pdf() -> SimpleUploadedFile:
    """A small PDF."""
    return SimpleUploadedFile("surat.pdf", pdf(1), content_type="application/pdf")


def sentences(page: HttpResponse) -> list[str]:
    """What a page says is wrong."""
    return re.findall(r'class="galat".*?<span>(.*?)</span>', page.content.decode())
