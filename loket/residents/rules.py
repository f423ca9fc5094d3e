"""Pure rules about residents."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from loket.foundation.kernel.working_time import NeverOpen, WorkingCalendar

UNDO_FOR = timedelta(seconds=10)
#: An open case is let go after this long without a look (experience.md, interaction rule 17).
HELD_FOR = timedelta(minutes=4)
#: One phone number may serve so many accounts: parents register for their children.
PHONE_CAP = 5
#: One browser may serve so many accounts before it looks like a broker's: a family at one phone.
DEVICE_CAP = 5
#: So many registrations from one network within ``NETWORK_WITHIN`` are a sign: a broker's shop.
NETWORK_CAP = 10
NETWORK_WITHIN = timedelta(hours=1)
#: The network of a registration is forgotten after this long.
TRACE_KEPT_FOR = timedelta(days=30)
_TICKET_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def salutation(name: str, gender: str) -> str:
    """ "Bu Siti Rahmawati", "Pak I Made Putra": for messages. Only words of letters, at most 24 characters.

    ``gender`` is ``P``, ``L``, or empty where no NIK tells it: "Bapak/Ibu Anna Visser".

    A name is free text of a resident and travels in a message the office pays and answers for (rule 36), so
    anything that is not a plain word is left out.
    """
    kept = ""
    for word in name.split():
        longer = f"{kept} {word.capitalize()}".strip()
        if word.isalpha() and len(longer) <= 24:
            kept = longer
    title = {"P": "Bu", "L": "Pak"}.get(gender, "Bapak/Ibu")
    return f"{title} {kept}" if kept else "Bapak/Ibu"


def new_ticket() -> str:
    """A number for the waiting page, like "AKUN-7KQ4-M2XP"; it opens nothing."""
    letters = "".join(secrets.choice(_TICKET_LETTERS) for _ in range(8))
    return f"AKUN-{letters[:4]}-{letters[4:]}"


def papers_of_profile(verifies_accounts: bool, identity_paper: str = "ktp_asli") -> tuple[str, ...]:
    """Slugs of the photos a registration needs, in the order in which they are asked."""
    return (identity_paper, "kk_asli", "foto_ttd", "selfie_ktp") if verifies_accounts else ()


def papers_of_foreigner(verifies_accounts: bool, stay_permit: str) -> tuple[str, ...]:
    """The same for somebody with a passport; the permit only where the law makes its holder register.

    Holders of ITAS and ITAP report to the dinas (UU 23/2006, articles 20 and 21); a visitor has no such card.
    """
    permit = (stay_permit,) if stay_permit in {"itas", "itap"} else ()
    return ("dok_perjalanan", *permit, "foto_ttd", "selfie_paspor") if verifies_accounts else ()


def masked(nik_digits: str) -> str:
    """A NIK for lists: "510801••••••0001"."""
    return f"{nik_digits[:6]}••••••{nik_digits[12:]}"


def check_due(calendar: WorkingCalendar, at: datetime) -> datetime | None:
    """When the first decision about an account sent at ``at`` is due: one working day (settled: two clocks)."""
    try:
        return calendar.add(at, 1, "working_day")
    except NeverOpen:
        return None
