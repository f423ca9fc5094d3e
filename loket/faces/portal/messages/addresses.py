"""The numbers, addresses and host names that are this dinas' own."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from loket.foundation.gateways.routes import shown_senders
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.identifiers import Phone
from loket.notifications.signs import Official, figures
from loket.tenants.models import Office, Tenant
from loket.tenants.queries import hosts_of


@dataclass(frozen=True, slots=True)
class Addresses:
    """What the page shows, in the order of use."""

    numbers: tuple[str, ...]
    names: tuple[str, ...]
    hosts: tuple[str, ...]

    @property
    def host_parts(self) -> list[list[str]]:
        """Host names in the parts between which a line may break."""
        return [host.split(".") for host in self.hosts]

    @property
    def official(self) -> Official:
        """The same, to be compared with."""
        senders = {figures(number) for number in self.numbers} | {name.casefold() for name in self.names}
        return Official(frozenset(senders), frozenset(host.casefold() for host in self.hosts))


def addresses_of(tenant: Tenant) -> Addresses:
    """Everything residents may hear from or be led to; two queries."""
    offices = Office.objects.exclude(phone="").order_by("-is_main", "name").values_list("phone", flat=True)
    numbers = [_written(tenant.whatsapp), tenant.phone, *offices]
    site = (urlsplit(tenant.website).hostname or "").removeprefix("www.")
    hosts = [host.host for host in hosts_of(tenant) if not host.redirects]
    return Addresses(
        numbers=_once(numbers), names=_once([tenant.email, *shown_senders()]), hosts=_once([*hosts, site])
    )


def _written(number: str) -> str:
    """A mobile number as people write it; others stand as the office entered them."""
    try:
        return Phone.parse(number).local if number else ""
    except Refusal:
        return number


def _once(given: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in given if one))
