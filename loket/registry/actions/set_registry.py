"""Choose which register the dinas asks."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from loket.audit.actions.record import record
from loket.foundation.gateways.registry.routes import WEB, has_address
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.registry.labels import CHOICES
from loket.registry.models import RegistrySettings
from loket.registry.queries import forget_settings


class NoAddress(Refusal):
    """The installation knows no web service that could be asked."""

    default_code = "no_address"


def set_registry(*, adapter: str, asks_on_arrival: bool, daily_limit: int, legal_basis: str) -> None:
    """Keep the choice. ``adapter`` is a key of ``labels.CHOICES``; ``daily_limit`` counts look-ups a day.

    Raises ``NoAddress`` for "web" where the installation has no address, ``ValueError`` for an unknown choice.
    """
    if adapter not in CHOICES:
        raise ValueError(adapter)
    if adapter == WEB and not has_address():
        raise NoAddress(
            _("Alamat layanan web belum dipasang di sistem ini. Minta pengelola sistem memasangnya dulu."),
            field="adapter",
        )
    values = {
        "adapter": adapter,
        "asks_on_arrival": asks_on_arrival,
        "daily_limit": daily_limit,
        "legal_basis": legal_basis,
    }
    row = RegistrySettings.objects.first() or RegistrySettings()
    changed = sorted(name for name, value in values.items() if getattr(row, name) != value)
    for name, value in values.items():
        setattr(row, name, value)
    row.changed_at = clock.now()
    row.save()
    forget_settings()
    record("registry.set", obj_type="registry", detail={"changed": changed, "adapter": adapter})
