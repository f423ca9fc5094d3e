"""Destroy what was said in complaints that ended long ago: the row stays for the figures, nobody's words do."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from loket.audit.actions.record import record
from loket.audit.actor import SYSTEM
from loket.files.actions.erase import erase
from loket.foundation.kernel import clock

from .. import states
from ..models import Complaint, Entry
from ..queries import photos_of
from ..rules import KEPT_FOR, SPAM_KEPT_FOR

#: In one round; the rest follows with the next.
_MOST = 500


def forget() -> int:
    """Sweep the present dinas; returns how many complaints were emptied."""
    now = clock.now()
    old = Q(state__in=[states.ANSWERED, states.CLOSED], entered_at__lt=now - KEPT_FOR)
    spam = Q(state=states.SPAM, entered_at__lt=now - SPAM_KEPT_FOR)
    found = list(Complaint.objects.filter(old | spam, erased_at__isnull=True).order_by("pk")[:_MOST])
    for complaint in found:
        with transaction.atomic():
            _empty(complaint)
    return len(found)


def _empty(complaint: Complaint) -> None:
    """Its key goes, and with it every word; name, number and the ways to the person are emptied."""
    for photo in photos_of(complaint):
        erase(photo.file)
        photo.delete()
    Entry.objects.filter(complaint=complaint).delete()
    complaint.name = complaint.phone = complaint.code = ""
    complaint.wrapped_key = complaint.resident = None
    complaint.erased_at = clock.now()
    complaint.save(update_fields=["name", "phone", "code", "wrapped_key", "resident", "erased_at"])
    record("complaints.forgotten", actor=SYSTEM, obj_type="complaint", obj_ref=complaint.reference)
