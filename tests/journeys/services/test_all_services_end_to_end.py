"""All 66 services, through the HTTP forms with script off: wrongly in every required place, rightly, to completion.

Issue 3: "A parametrised test fills every service with generated valid answers through the HTTP forms (script
off), walks the case to completion as the proper roles, and then fills it wrongly in each required field and
paper."
"""

from __future__ import annotations

import pytest

from loket.applications import states
from loket.applications.models import Application
from loket.applications.rules import is_handed_over, roles_of
from loket.catalogue.loading import packaged
from loket.catalogue.models import Presence
from loket.issuing import states as output_states
from loket.issuing.rules import planned_outputs
from loket.notifications.models import Message

from .answering import Person, branches_of
from .conftest import Dinas
from .office import Work
from .resident import Applicant

CODES = list(packaged().services)
COUNTER_ONLY = [code for code, row in packaged().services.items() if row["presence"]["mode"] == "counter"]


def begin(dinas: Dinas, code: str, **settled: object) -> Applicant:
    """Press "Mulai" on the service's page."""
    version = dinas.version(code)
    page = dinas.phone.get(f"/layanan/{code}/")
    assert page.status_code == 200
    answer = dinas.phone.post(f"/layanan/{code}/mulai/")
    assert answer.status_code == 302, answer.status_code
    application = Application.objects.get(service=version.service)
    person = Person(version.form, dinas.surroundings, branches_of(version.form, version.definition))
    person.settled |= settled
    applicant = Applicant(dinas.phone, person, application)
    applicant.start = str(answer.headers["Location"])
    return applicant


def open_at_the_web(dinas: Dinas, code: str) -> None:
    """A counter-only service is put online, as an office may (X-1)."""
    if code in COUNTER_ONLY:
        service = dinas.service(code)
        service.presence = Presence.ONLINE
        service.save(update_fields=["presence"])


def deliveries(code: str) -> list[str]:
    return list(packaged().services[code].get("delivery") or [])


def way_for(code: str) -> str:
    """Another way for each service, so that every way is walked many times."""
    ways = deliveries(code)
    return ways[CODES.index(code) % len(ways)]


@pytest.mark.parametrize("code", CODES)
def test_a_service_from_the_first_screen_to_the_hand_over(dinas: Dinas, code: str) -> None:
    """Issue 3; S0-21, S0-22 (gaps are refused beside the field), S3-29 (own form), S3-30 (messages in order)."""
    open_at_the_web(dinas, code)
    applicant = begin(dinas, code, penyelesaian=way_for(code))
    applicant.slips = True
    applicant.walk(applicant.start)
    assert applicant.send(ticked=False).status_code == 422
    sent = applicant.send()
    assert sent.status_code == 302, sent.content.decode()[-3000:]
    assert sent.headers["Location"].endswith("/terkirim/")
    assert dinas.phone.get(sent.headers["Location"]).status_code == 200
    work = Work(dinas.staff, applicant.application.reference)
    work.verify()
    if work.needs_visit():
        work.visit()
        assert "KK asli" in applicant.status_page()
        work.visited()
    else:
        work.take()
    work.produce()
    finish(work, applicant)
    case = work.case
    assert case.state == states.COMPLETED
    assert [(one.kind, one.role) for one in work.outputs()] == planned_outputs(
        case.service_version.definition
    )
    assert {one.state for one in work.outputs()} <= {*output_states.DONE, output_states.CANCELLED}
    assert_told(case, work)
    assert "Selesai" in applicant.status_page()


def finish(work: Work, applicant: Applicant) -> None:
    case = work.case
    if not is_handed_over(case.service_version.definition) or case.delivery == "tanpa_dokumen":
        work.conclude()
    elif case.delivery in {"email", "pos"}:
        work.send("P2611240042" if case.delivery == "pos" else "")
        work.arrived()
    else:
        work.ready()
        assert work.case.state == states.READY
        assert "Tunjukkan kode ini" in applicant.status_page()
        work.hand_over()


def assert_told(case: Application, work: Work) -> None:
    """The resident got one message for every state that has one, in order."""
    kinds = list(
        Message.objects.filter(ref__startswith=case.reference).order_by("id").values_list("kind", flat=True)
    )
    assert kinds[0] == "applications.submitted", kinds
    assert "applications.approved" in kinds
    assert kinds[-1] == "applications.completed", kinds
    assert ("applications.awaiting_visit" in kinds) == work.needs_visit()
    assert roles_of(case.service_version.definition).verify
