"""The demo accounts with their passwords, kept in one file of the data folder (they protect nothing)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import pyotp
from django.conf import settings

#: the words of /contoh/akun.json, in the order of the contract
PUBLIC = ("host", "role", "username", "password", "totp_secret")


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """One account that anybody may use."""

    #: host name of its dinas
    host: str
    #: "warga", or the roles of an officer
    role: str
    #: what is typed first: the NIK of a resident, the user name of an officer
    username: str
    password: str
    #: empty for residents
    totp_secret: str
    #: who it is, and what can be seen with it
    name: str = ""
    note: str = ""

    @property
    def is_officer(self) -> bool:
        """Whether it belongs to the desk."""
        return bool(self.totp_secret)

    @property
    def code(self) -> str:
        """The second factor of this half minute; empty for residents."""
        return pyotp.TOTP(self.totp_secret).now() if self.totp_secret else ""

    def public(self) -> dict[str, str]:
        """What /contoh/akun.json says of it."""
        return {key: value for key, value in asdict(self).items() if key in PUBLIC}


def file() -> Path:
    """Where the list is kept."""
    return Path(settings.LOKET_DATA) / "demo-accounts.json"


def keep(accounts: Iterable[DemoAccount]) -> None:
    """Write the list anew."""
    file().parent.mkdir(parents=True, exist_ok=True)
    file().write_text(json.dumps([asdict(account) for account in accounts], indent=1), encoding="utf-8")


def listed(host: str = "") -> list[DemoAccount]:
    """The accounts of one host, or all; none before the demo was seeded."""
    if not file().exists():
        return []
    rows = json.loads(file().read_text(encoding="utf-8"))
    return [DemoAccount(**row) for row in rows if host in ("", row["host"])]
