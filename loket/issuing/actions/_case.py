"""How the outputs of a case move the case itself."""

from __future__ import annotations

from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from loket.applications.models import Application
from loket.applications.policies import Officer
from loket.foundation.kernel import clock
from loket.foundation.ui.dates import local
from loket.tenants.models import Office
from loket.tenants.scope import current_tenant

from .. import rules
from ..models import Output
from ..queries import originals_to_bring, outputs_of, pickup_code


def plan(application: Application) -> list[Output]:
    """The outputs of the application, planned now if they were not yet."""
    outputs = list(outputs_of(application))
    if outputs:
        return outputs
    at = clock.now()
    definition, answers = application.service_version.definition, application.read_answers()
    planned = rules.planned_outputs(definition, answers)
    return [
        Output.objects.create(application=application, kind=kind, role=role, position=position, entered_at=at)
        for position, (kind, role) in enumerate(planned)
    ]


def made_by(outputs: list[Output], officer: Officer) -> list[Output]:
    """The outputs that one of the officer's roles makes."""
    return [output for output in outputs if output.role in officer.roles]


def document_names(outputs: list[Output]) -> str:
    """ "KTP-el dan KK" in the active language."""
    names = [output.name for output in outputs]
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {_('dan')} {names[-1]}"


def ready_details(
    application: Application, outputs: list[Output], *, place: Office, ready_from: datetime
) -> dict[str, str]:
    """What the "ready" message says besides the number: document, place, day, hours, what to bring, code."""
    language = application.applicant.account.language or "id"
    with override(language):
        bring = ", ".join(map(rules.bare_name, originals_to_bring(application).values()))
        return {
            "dokumen": document_names(outputs),
            "tempat": place.name,
            "mulai": short_day(ready_from),
            "jam": place.hours or _("jam kerja"),
            "bawa": _("%(papers)s yang asli") % {"papers": bring} if bring else _("KTP atau KK asli"),
            "kode": pickup_code(application),
            "catatan": current_tenant().visit_words,
        }


def short_day(moment: datetime) -> str:
    """Sel 24 Nov, short enough for an SMS."""
    return date_format(local(moment), "D j M")
