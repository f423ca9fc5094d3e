"""Begin an application for the person one sits beside."""

from __future__ import annotations

from loket.applications.actions.start_draft import Assistance, start_draft
from loket.applications.models import Application
from loket.applications.models.application import Channel
from loket.audit.actor import current_actor
from loket.catalogue.models import ServiceVersion

from ..models import Sitting
from ..policies import may_begin, require
from ..queries import begun_today, terms_of


def begin_application(sitting: Sitting, version: ServiceVersion) -> Application:
    """A draft of the resident, with who types it. Raises ``HelpRefused`` beyond a helper's terms, and what
    ``start_draft`` raises."""
    if sitting.is_helper:
        terms = terms_of(sitting.membership.account.username)
        require(may_begin(terms, version.service.code, begun_today(sitting.membership)))
    assistance = Assistance(
        by=sitting.membership,
        channel=Channel.HELPER if sitting.is_helper else Channel.COUNTER,
        name=sitting.name,
    )
    return start_draft(version, resident=sitting.resident, by=current_actor(), assistance=assistance)
