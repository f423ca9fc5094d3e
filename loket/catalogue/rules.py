"""Pure rules about what a service takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

#: The heading of services for foreigners ("Orang asing").
FOREIGNERS = "wna"
#: The account's passport number; a service that leaves it out takes nobody without a NIK.
_PASSPORT = "pemohon_paspor"


def takes_passports(definition: Mapping[str, Any]) -> bool:
    """Whether somebody without a NIK may apply: a service for foreigners, whose form can be filled without one.

    It stands under the heading of foreigners, takes the applicant's passport in the place of the NIK (common
    fields of the catalogue), and demands no other NIK from everybody.
    """
    fields = definition.get("fields") or ()
    demanded = any(
        row.get("type") == "nik" and row.get("required") and not row.get("show_if") and not row.get("prefill")
        for row in fields
    )
    takes = any(row.get("slug") == _PASSPORT for row in fields)
    return definition.get("life_event") == FOREIGNERS and takes and not demanded
