"""Office profiles: packaged beginnings of a dinas, as data. No database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import yaml

from loket.foundation.kernel.errors import Refusal


@dataclass(frozen=True, slots=True)
class PlannedService:
    """How a profile opens one service. ``presence`` empty: as the catalogue says."""

    code: str
    #: the day of the stage that opened it on its present channels
    since: date
    on_web: bool
    on_whatsapp: bool
    heading: str = ""
    presence: str = ""
    reason_id: str = ""
    reason_en: str = ""


@dataclass(frozen=True, slots=True)
class OfficeProfile:
    """One packaged profile; ``values`` is its mapping in ``data/profiles.yaml``."""

    name: str
    values: dict[str, Any]

    def stage_days(self) -> list[date]:
        """The days on which stages opened, earliest first."""
        return [date.fromisoformat(str(stage["from"])) for stage in self.values["stages"]]

    def stage(self, day: date) -> date:
        """The stage that began on ``day``. Raises ``Refusal`` naming those that exist."""
        days = self.stage_days()
        if day not in days:
            known = ", ".join(str(one) for one in days)
            raise Refusal(
                f"Profil {self.name} tidak punya tahap {day}. Pilihan: {known}.", code="unknown_stage"
            )
        return day

    def services_on(self, day: date) -> list[str]:
        """Codes of the services a dinas lists on ``day``, in the order of the source (seeds S3-14, S3-15)."""
        return list(self.plan(day))

    def plan(self, day: date) -> dict[str, PlannedService]:
        """The services of every stage up to ``day`` by code, in the order of the source."""
        web: dict[str, date] = {}
        whatsapp: dict[str, date] = {}
        for since, stage in self._stages_until(day):
            for code in (*stage.get("web", ()), *stage.get("counter", ())):
                web.setdefault(code, since)
            for code in stage.get("whatsapp", ()):
                whatsapp.setdefault(code, since)
        headings, presence = self.groups(), self._presence()
        return {
            code: PlannedService(
                code,
                web.get(code) or whatsapp[code],
                on_web=code in web,
                on_whatsapp=code in whatsapp,
                heading=headings.get(code, ""),
                **presence.get(code, {}),
            )
            for code in dict.fromkeys((*web, *whatsapp))
        }

    def routes_by_zone(self, day: date) -> bool:
        """Whether cards are printed by zone on ``day`` (seed S3-46: from 22 March 2021)."""
        begins = self.values.get("routing_from")
        return begins is None or date.fromisoformat(str(begins)) <= day

    def groups(self) -> dict[str, str]:
        """Service code to the heading under which the source lists it."""
        return {
            code: heading
            for stage in self.values["stages"]
            for heading, codes in stage.get("groups", {}).items()
            for code in codes
        }

    def _stages_until(self, day: date) -> Iterator[tuple[date, Mapping[str, Any]]]:
        for since, stage in zip(self.stage_days(), self.values["stages"], strict=True):
            if since <= day:
                yield since, stage

    def _presence(self) -> dict[str, dict[str, str]]:
        return {
            code: {
                "presence": row["mode"],
                "reason_id": row.get("reason_id", ""),
                "reason_en": row.get("reason_en", ""),
            }
            for row in self.values.get("presence", ())
            for code in row["services"]
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
