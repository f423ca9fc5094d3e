"""How often the look-up without log in may be tried (security rule 32; goal R07)."""

from __future__ import annotations

from loket.accounts.rules import Limit

#: Against one number: the last four digits have ten thousand values.
NUMBER_HOUR = Limit("lookup-number-hour", 6, 3600)
NUMBER_DAY = Limit("lookup-number-day", 12, 86400)
#: At one dinas and over all of them, in a minute.
TENANT = Limit("lookup-tenant", 600, 60)
EVERYWHERE = Limit("lookup-everywhere", 3000, 60)
