"""An officer gives a complaint to a colleague, or up to a head."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from loket.applications.policies import Officer
from loket.foundation.kernel.text import plain
from loket.staff.models import Membership

from .. import lifecycle, states
from ..models import Complaint, Voice
from ..policies import ComplaintRefused, require_handle
from ..queries import colleagues_for
from ..rules import LONGEST_NOTE
from ._open import say


def pass_on(complaint: Complaint, to: Membership | None, reason: str, *, by: Officer) -> Complaint:
    """It is ``to``'s from now on; the reason stays beside it as a note.

    Raises ``NotAllowed``, ``ComplaintRefused`` (nobody chosen, or somebody it must be kept from, or no reason),
    and ``Overtaken``.
    """
    require_handle(by, complaint)
    if to is None or all(one.pk != to.pk for one in colleagues_for(complaint, by)):
        raise ComplaintRefused(_("Pilih kepada siapa aduan ini diteruskan."), field="kepada")
    words = plain(reason, max_length=LONGEST_NOTE, multiline=True)
    if not words:
        raise ComplaintRefused(_("Tulis mengapa aduan ini diteruskan."), field="sebab")
    with transaction.atomic():
        lifecycle.move(complaint, "pass_on", slot=states.OFFICER, by=by.actor, assignee_id=to.pk)
        complaint.assignee = to
        noted = _("Diteruskan kepada %(name)s: %(reason)s")
        say(
            complaint,
            noted % {"name": to.account.display_name, "reason": words},
            voice=Voice.NOTE,
            by=by.actor,
        )
    return complaint
