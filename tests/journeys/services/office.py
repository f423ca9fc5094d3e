"""The officers of a dinas, one per role, at the workbench: from the queue to the counter."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from django.http import HttpResponse
from django.test import Client

from loket.applications import rules, states
from loket.applications.models import Application
from loket.foundation.kernel import clock
from loket.issuing.labels import is_card
from loket.issuing.models import Output
from loket.issuing.queries import originals_to_bring, pickup_code
from loket.staff.labels import ROLES
from loket.tenants.models import Office
from loket.tenants.scope import current_tenant
from tests.applications.cases import make_membership
from tests.faces.workbench.desk import at_desk, url


def next_working_day() -> str:
    """The next day on which the office is open, as a date field has it."""
    calendar = current_tenant().calendar()
    day = clock.today(calendar.zone) + timedelta(days=1)
    while not calendar.is_working_day(day):
        day += timedelta(days=1)
    return day.isoformat()


@dataclass
class Staff:
    """One officer for each role; browsers are made when they are needed."""

    desks: dict[str, Client] = field(default_factory=dict)

    def desk(self, role: str) -> Client:
        """The browser of the officer with just this role."""
        assert role in ROLES, role
        if role not in self.desks:
            self.desks[role] = at_desk(make_membership(role, name=f"Petugas {role}"))
        return self.desks[role]


@dataclass
class Work:
    """What the office does with one application, by the roles that its own service names."""

    staff: Staff
    reference: str

    @property
    def case(self) -> Application:
        """As it is now."""
        return Application.objects.select_related("service_version", "service", "applicant").get(
            reference=self.reference
        )

    def post(self, role: str, path: str, **fields: object) -> HttpResponse:
        """Press a button with the role's own browser."""
        case = self.case
        answer = self.staff.desk(role).post(
            path.format(url=url(case), ref=case.reference), {"versi": str(case.version), **fields}
        )
        assert answer.status_code == 302, (self.reference, role, path, answer.status_code, _said(answer))
        return answer  # type: ignore[return-value]

    def page(self, role: str) -> str:
        """The case on the role's desk."""
        answer = self.staff.desk(role).get(url(self.case))
        assert answer.status_code == 200, (role, answer.status_code)
        return answer.content.decode()

    def verify(self) -> None:
        """The verifier takes it, sees it and approves."""
        role = rules.roles_of(self.case.service_version.definition).verify
        self.post(role, "{url}ambil/")
        self.page(role)
        self.post(role, "{url}setujui/")
        assert self.case.state == states.APPROVED

    def needs_visit(self) -> bool:
        """Whether this applicant has to come."""
        case = self.case
        return rules.needs_visit(case.service_version.definition, case.read_answers())

    def visit(self) -> None:
        """The verifier invites; whoever the service names notes the visit."""
        roles = rules.roles_of(self.case.service_version.definition)
        place = Office.objects.get(is_main=True).slug
        day = next_working_day()
        self.post(roles.verify, "{url}undang/", tempat=place, hari=day, jam="09:20", bawa="KK asli")
        assert self.case.state == states.AWAITING_VISIT

    def visited(self) -> None:
        """The applicant came."""
        roles = rules.roles_of(self.case.service_version.definition)
        self.post(roles.visit, "{url}kunjungan/")
        assert self.case.state == states.IN_PROCESS

    def take(self) -> None:
        """The first operator takes it."""
        self.post(rules.roles_of(self.case.service_version.definition).process[0], "{url}proses/")
        assert self.case.state == states.IN_PROCESS

    def produce(self) -> None:
        """Each role that makes an output starts its own."""
        for role in rules.roles_of(self.case.service_version.definition).process:
            mine = [output for output in self.outputs() if output.role == role]
            if mine or not self.outputs():
                self.post(role, "/petugas/cetak/{ref}/mulai/")
        assert self.case.state == states.IN_PRODUCTION

    def outputs(self) -> list[Output]:
        """In their order."""
        return list(Output.objects.filter(application=self.case).order_by("position"))

    def ready(self) -> None:
        """Each role marks its own ready at the place the resident chose."""
        place = (self.case.pickup_office or Office.objects.get(is_main=True)).slug
        for role in dict.fromkeys(one.role for one in self.outputs() if one.state == "in_production"):
            self.post(role, "/petugas/cetak/{ref}/siap/", tempat=place, mulai="2027-01-04")

    def hand_over(self) -> None:
        """The counter hands it over, old card noted."""
        case = self.case
        role = rules.roles_of(case.service_version.definition).hand_over
        self.post(
            role,
            "/petugas/serah/{ref}/",
            nama=case.applicant.name,
            hubungan="self",
            asli=list(originals_to_bring(case)),
            kode=pickup_code(case),
            kartu_lama="received",
        )

    def send(self, number: str = "") -> None:
        """By post with its number, or by e-mail without."""
        role = self.outputs()[-1].role
        self.post(role, "/petugas/cetak/{ref}/kirim/", resi=number)
        assert self.case.state == states.SENT

    def cards(self) -> list[Output]:
        """What cannot be e-mailed."""
        return [one for one in self.outputs() if is_card(one.kind)]

    def way(self) -> str:
        """How the documents reach the applicant."""
        case = self.case
        if not rules.is_handed_over(case.service_version.definition) or case.delivery == "tanpa_dokumen":
            return "nothing"
        return (
            "sent"
            if case.delivery in {"pos", "email"} and not (case.delivery == "email" and self.cards())
            else "collected"
        )

    def email_files(self) -> None:
        """The PDFs of a bundle go by e-mail, the card stays; a card is refused there."""
        for role in dict.fromkeys(one.role for one in self.outputs() if not is_card(one.kind)):
            self.post(role, "/petugas/cetak/{ref}/surel/")
        case = self.case
        role = self.cards()[0].role
        refused = self.staff.desk(role).post(
            f"/petugas/cetak/{case.reference}/kirim/", {"versi": str(case.version), "resi": ""}
        )
        assert refused.status_code == 422
        assert "tidak bisa dikirim lewat e-mail" in refused.content.decode()

    def arrived(self) -> None:
        """What was sent has arrived."""
        self.post(
            rules.roles_of(self.case.service_version.definition).hand_over, "/petugas/cetak/{ref}/sampai/"
        )

    def conclude(self) -> None:
        """Nothing is handed over."""
        role = rules.roles_of(self.case.service_version.definition).process[-1]
        self.post(role, "/petugas/cetak/{ref}/selesai/")


def _said(answer: object) -> str:
    return answer.content.decode()[-1500:]  # type: ignore[attr-defined,no-any-return]  # a response
