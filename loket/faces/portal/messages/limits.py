"""How often messages may be checked (security rule 32): enough for a village hall, too few to guess texts."""

from __future__ import annotations

from loket.accounts.rules import Limit

#: From one network, at one dinas, and over all of them.
NETWORK = Limit("check-message-network", 30, 600)
TENANT = Limit("check-message-tenant", 300, 60)
EVERYWHERE = Limit("check-message-everywhere", 1500, 60)
