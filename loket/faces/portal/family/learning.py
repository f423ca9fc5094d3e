"""Whom a sent application names and who is not on the family list yet."""

from __future__ import annotations

from django.http import Http404

from loket.applications.models import Application
from loket.applications.persons import Somebody, people_in
from loket.applications.surroundings import office_now
from loket.foundation.kernel.reference import ReferenceRefused, parse
from loket.residents.actions.keep_member import Told
from loket.residents.locker import family_of
from loket.residents.models import Resident
from loket.tenants.one_row import one_row


def sent_application(reference: str, resident: Resident) -> Application:
    """The resident's own sent application. Raises ``Http404`` for every other one."""
    try:
        number = parse(reference)
    except ReferenceRefused:
        raise Http404 from None
    found = one_row(Application, reference=number, applicant_id=resident.pk)
    if found is None or found.submitted_at is None:
        raise Http404
    return found


def candidates(application: Application, resident: Resident) -> list[Somebody]:
    """In the order of the form; the numbers of the ticks on the receipt count them."""
    form = application.service_version.form
    named = list(people_in(form.fields, form.complete(application.read_answers(), office_now())))
    if not named:
        return []
    kept = family_of(resident)
    niks, names = {str(one.nik) for one in kept if one.nik}, {str(one.name) for one in kept}
    known = {str(resident.nik)} | niks
    return [one for one in named if (one.nik not in known if one.nik else one.name not in names)]


def told_of(person: Somebody, resident: Resident) -> Told:
    """As the list keeps people; on the same KK when the application said so."""
    return Told(
        person.name,
        person.relation or "famili_lain",
        nik=person.nik,
        birth_date=person.birth_date,
        same_kk=bool(person.no_kk) and person.no_kk == str(resident.nomor_kk),
    )
