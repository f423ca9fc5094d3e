"""What is asked of the recap: months and kecamatan, within what the officer may see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from loket.applications.policies import Officer
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.reports.queries import Places
from loket.reports.rules import Month, Span
from loket.tenants.scope import current_tenant

from ..desk.names import kecamatan_names

#: Months shown when nothing is asked.
_USUAL = 6
#: Months offered for choice.
_OFFERED = 36


@dataclass(frozen=True, slots=True)
class Look:
    """A span and one kecamatan, or all (empty); ``problem`` says in a sentence why something else is shown."""

    span: Span
    kecamatan: str = ""
    problem: str = ""

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> Look:
        """From the address; what cannot be is replaced by the last six months and said."""
        last = this_month()
        try:
            first_asked, last_asked = asked.get("dari"), asked.get("sampai")
            end = Month.parse(last_asked) if last_asked else last
            start = Month.parse(first_asked) if first_asked else end.shifted(1 - _USUAL)
            place = asked.get("kec", "")
            if place and place not in kecamatan_names():
                raise Refusal(_("Pilih kecamatan dari daftar."), code="kecamatan")
            return cls(Span.of(start, end), place)
        except Refusal as refusal:
            return cls(Span.of(last.shifted(1 - _USUAL), last), problem=str(refusal))

    def places(self, officer: Officer) -> Places:
        """The kecamatan counted: the chosen one, within the officer's zone (S3-49)."""
        if not self.kecamatan:
            return officer.kecamatan
        own = officer.kecamatan is None or self.kecamatan in officer.kecamatan
        return (self.kecamatan,) if own else ()

    def query(self) -> str:
        """The same look as an address."""
        wanted = {"dari": self.span.first.key, "sampai": self.span.last.key, "kec": self.kecamatan}
        return urlencode({name: value for name, value in wanted.items() if value})


def this_month() -> Month:
    """The month it is at the office."""
    today = clock.today(current_tenant().zone)
    return Month(today.year, today.month)


def months_offered(look: Look) -> list[Month]:
    """Three years back from now, and what is looked at, latest first."""
    usual = {this_month().shifted(-back) for back in range(_OFFERED)}
    return sorted(usual | {look.span.first, look.span.last}, reverse=True)
