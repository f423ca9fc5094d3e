"""Office profiles: packaged beginnings of a dinas, as data. No database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import yaml

from loket.foundation.kernel.errors import Refusal


@dataclass(frozen=True, slots=True)
class OfficeProfile:
    """One packaged profile; ``values`` is its mapping in ``data/profiles.yaml``."""

    name: str
    values: dict[str, Any]

    def services_on(self, day: date) -> list[str]:
        """Codes of the services open on the web on ``day``, in the order of the source (seeds S3-14, S3-15)."""
        codes: list[str] = []
        for stage in self.values["stages"]:
            if date.fromisoformat(str(stage["from"])) <= day:
                codes += [code for code in stage["web"] if code not in codes]
        return codes

    def opening_stage(self, today: date) -> date:
        """The day whose stage a new dinas opens with."""
        return date.fromisoformat(str(self.values.get("opens_with", today)))

    def groups(self) -> dict[str, str]:
        """Service code to the heading under which the source lists it."""
        return {
            code: heading
            for stage in self.values["stages"]
            for heading, codes in stage.get("groups", {}).items()
            for code in codes
        }


@cache
def profiles() -> dict[str, OfficeProfile]:
    """Every packaged profile by name."""
    text = resources.files("loket.tenants").joinpath("data/profiles.yaml").read_text("utf-8")
    return {name: OfficeProfile(name, values) for name, values in yaml.safe_load(text).items()}


def profile(name: str) -> OfficeProfile:
    """The profile ``name``. Raises ``Refusal`` naming those that exist."""
    found = profiles().get(name)
    if found is None:
        raise Refusal(f"Profil {name} tidak ada. Pilihan: {', '.join(profiles())}.", code="unknown_profile")
    return found
