"""The web addresses of a dinas: a new one beside the old, then the old one only leads on."""

from __future__ import annotations

import re

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal

from ..models import Hostname, Tenant
from ..queries import forget_hosts

#: At most so many names lead to one dinas.
MOST_HOSTS = 8
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")


class HostRefused(Refusal):
    """A host name that this dinas cannot have, or not like this."""

    default_code = "host"
    default_status = 422


def parse_host(text: str) -> str:
    """ "https://Layanan.Contoh.go.id/" as "layanan.contoh.go.id". Raises ``HostRefused``."""
    host = re.sub(r"^https?://", "", text.strip().lower()).partition("/")[0].partition(":")[0].rstrip(".")
    labels = host.split(".")
    if len(labels) < 2 or len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise HostRefused(_("Tulis alamat seperti layanan.contoh.go.id, tanpa garis miring."))
    if labels[-1].isdigit():
        raise HostRefused(_("Alamat harus berupa nama, bukan angka."))
    return host


def require_free_host(host: str) -> None:
    """Raises ``HostRefused`` for the platform's own names and for one that leads to a dinas already."""
    own = {settings.LOKET_OPERATOR_HOST, *settings.PLATFORM_HOSTS}
    if host in own or Hostname.objects.filter(host=host).exists():
        raise HostRefused(_("Alamat ini sudah dipakai. Pilih alamat lain."))


def add_host(tenant: Tenant, text: str) -> Hostname:
    """Let one more name lead to the dinas; both answer until it becomes the primary one.

    Raises ``HostRefused`` for a name in use elsewhere, the platform's own, or the ninth.
    """
    host = parse_host(text)
    if Hostname.objects.filter(tenant=tenant).count() >= MOST_HOSTS:
        raise HostRefused(_("Paling banyak 8 alamat. Hapus satu alamat lama dulu."))
    require_free_host(host)
    try:
        with transaction.atomic():
            row = Hostname.objects.create(host=host, tenant=tenant, is_primary=False, added_at=clock.now())
    except IntegrityError:
        raise HostRefused(_("Alamat ini sudah dipakai. Pilih alamat lain.")) from None
    forget_hosts()
    return row


def make_primary(row: Hostname, *, arrived_at: str) -> None:
    """Make ``row`` the name of messages and links; every other name leads there with 301 from now on.

    ``arrived_at`` is the host the request itself came by: only an address that has brought the administrator
    here is sure to work, so nobody locks a dinas out. Raises ``HostRefused`` otherwise.
    """
    if arrived_at != row.host:
        sentence = _("Buka dulu halaman ini lewat %(host)s, lalu tekan tombolnya di sana.")
        raise HostRefused(sentence % {"host": row.host})
    others = Hostname.objects.filter(tenant_id=row.tenant_id).exclude(pk=row.pk)
    Hostname.objects.select_for_update().filter(tenant_id=row.tenant_id).count()
    others.update(is_primary=False, redirects=True)
    Hostname.objects.filter(pk=row.pk).update(is_primary=True, redirects=False)
    forget_hosts()


def remove_host(row: Hostname) -> None:
    """Forget a name; links to it lead nowhere any more. Raises ``HostRefused`` for the primary one."""
    if row.is_primary:
        raise HostRefused(_("Alamat utama tidak bisa dihapus. Jadikan alamat lain alamat utama dulu."))
    row.delete()
    forget_hosts()
