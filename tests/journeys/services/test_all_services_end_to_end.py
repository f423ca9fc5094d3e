"""All 66 services, through the HTTP forms with script off: wrongly in every required place, rightly, to completion.

Issue 3: "A parametrised test fills every service with generated valid answers through the HTTP forms (script
off), walks the case to completion as the proper roles, and then fills it wrongly in each required field and
paper."
"""

from __future__ import annotations

import html

import pytest

from loket.applications import states
from loket.applications.models import Application
from loket.applications.rules import is_handed_over
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
    applicant = begin(dinas, code)
    applicant.slips = True
    applicant.walk(applicant.start)
    applicant.slips = False
    answer_every_branch(applicant)
    applicant.settle(penyelesaian=way_for(code))
    check = applicant.check_page()
    assert "Belum lengkap" not in check
    assert applicant.send(ticked=False).status_code == 422
    sent = applicant.send()
    assert sent.status_code == 302, sent.content.decode()[-3000:]
    assert sent.headers["Location"].endswith("/terkirim/")
    assert dinas.phone.get(sent.headers["Location"]).status_code == 200
    work = Work(dinas.staff, applicant.application.reference)
    decide(work, applicant)
    work.produce()
    finish(work, applicant)
    assert_completed(work, applicant)


def answer_every_branch(applicant: Applicant) -> None:
    """Changed answers open and close screens and papers, until every condition was met once."""
    person = applicant.person
    for _round in range(20):
        left = person.left
        if left:
            applicant.change_for({slug for slug, _value in left})
        if person.left in (left, frozenset()):
            break
    assert person.left == frozenset()


def decide(work: Work, applicant: Applicant) -> None:
    work.verify()
    if not work.needs_visit():
        work.take()
        return
    work.visit()
    page = applicant.status_page()
    assert "Anda ditunggu" in page
    assert "09.20" in page
    assert "Bawa: KK asli" in page
    work.visited()


def finish(work: Work, applicant: Applicant) -> None:
    """The documents reach the applicant the way he chose."""
    case = work.case
    if not is_handed_over(case.service_version.definition) or case.delivery == "tanpa_dokumen":
        work.conclude()
    elif case.delivery == "pos" or (case.delivery == "email" and not work.cards()):
        work.send("P2611240042" if case.delivery == "pos" else "")
        work.arrived()
    else:
        if case.delivery == "email":
            work.email_files()
        work.ready()
        assert work.case.state == states.READY
        assert "Tunjukkan kode ini" in applicant.status_page()
        work.hand_over()


def assert_completed(work: Work, applicant: Applicant) -> None:
    case = work.case
    assert case.state == states.COMPLETED
    definition, answers = case.service_version.definition, case.read_answers()
    outputs = work.outputs()
    assert outputs
    assert [(one.kind, one.role) for one in outputs] == planned_outputs(definition, answers)
    assert {one.state for one in outputs} <= output_states.DONE
    page = applicant.status_page()
    assert "Selesai" in page
    if len(outputs) > 1:
        assert all(html.escape(one.name) in page for one in outputs)
    kinds = list(
        Message.objects.filter(ref__startswith=case.reference).order_by("id").values_list("kind", flat=True)
    )
    assert kinds[0] == "applications.submitted"
    assert "applications.approved" in kinds
    assert kinds[-1] == "applications.completed"
    assert ("applications.awaiting_visit" in kinds) == work.needs_visit()
    assert ("applications.ready" in kinds) == (work.way() == "collected")
    assert ("applications.sent" in kinds) == (case.delivery in {"pos", "email"})
