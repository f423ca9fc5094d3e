"""Begin to type for somebody who agreed."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from loket.audit.actions.record import record
from loket.files.models import StoredFile
from loket.foundation.kernel import clock
from loket.notifications.actions.queue import queue
from loket.residents.lifecycle import recipient
from loket.residents.models import Resident
from loket.staff.models import Membership

from ..models import Consent, Place, Sitting
from ..policies import may_sit, require
from ..queries import terms_of
from ..rules import COUNTER_SITTING, HELPER_SITTING


@transaction.atomic
def begin_sitting(
    membership: Membership,
    resident: Resident,
    *,
    place: str,
    consent: str,
    photo: StoredFile | None = None,
    originals: Sequence[str] = (),
) -> Sitting:
    """Keep that ``resident`` agreed, how, and until when; the record has it, and a helper's is told to the phone.

    The caller has compared the code or the originals. Raises ``HelpRefused`` for oneself and one's family.
    """
    require(may_sit(membership, resident, place=place))
    now = clock.now()
    sitting: Sitting = Sitting.objects.create(
        membership=membership,
        resident=resident,
        place=place,
        consent=consent,
        consent_photo=photo,
        originals_seen=list(originals),
        name=name_of(membership),
        began_at=now,
        ends_at=now + (HELPER_SITTING if place == Place.HELPER else COUNTER_SITTING),
    )
    record(
        "intake.begin_sitting",
        obj_type="resident",
        obj_ref=str(resident.public_id),
        detail={"sitting": str(sitting.public_id), "place": place, "consent": consent},
    )
    if place == Place.HELPER and resident.phone and consent != Consent.PRESENT:
        queue("intake.helped", to=recipient(resident), variables={"tempat": sitting.name})
    return sitting


def name_of(membership: Membership) -> str:
    """The name beside "dibantu oleh": the officer's, and the place of a helper."""
    name, terms = membership.account.display_name, terms_of(membership.account.username)
    return f"{name} · {terms.place}"[:160] if terms is not None else name
