"""Keys of a tenant: one random key per dinas, wrapped by the master key that lives outside the database."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from loket.foundation.kernel import envelope

from .scope import current_tenant


@dataclass(frozen=True, slots=True)
class TenantKeys:
    """What one tenant's key serves: ``seal`` for fields and inner keys, ``lookup`` for keyed hashes."""

    seal: bytes
    lookup: bytes


_opened: dict[bytes, TenantKeys] = {}


def new_wrapped_key(slug: str) -> bytes:
    """A fresh tenant key, wrapped by the master key; stored in ``Tenant.wrapped_key``."""
    return envelope.seal(settings.LOKET_MASTER_KEY, envelope.new_key(), _context(slug))


def current_keys() -> TenantKeys:
    """The opened keys of the present tenant; opened once per process."""
    tenant = current_tenant()
    wrapped = bytes(tenant.wrapped_key)
    keys = _opened.get(wrapped)
    if keys is None:
        root = envelope.unseal(settings.LOKET_MASTER_KEY, wrapped, _context(tenant.slug))
        keys = TenantKeys(seal=envelope.derive(root, "seal"), lookup=envelope.derive(root, "lookup"))
        _opened[wrapped] = keys
    return keys


def lookup_hash(value: str) -> bytes:
    """32 bytes by which equal values of this tenant find each other (NIK, KK, phone) without being readable."""
    return envelope.keyed_hash(current_keys().lookup, value)


def wrap(key: bytes) -> bytes:
    """Wrap an inner key (of a file, of an application's answers) with the tenant's key."""
    return envelope.seal(current_keys().seal, key, b"inner-key")


def unwrap(wrapped: bytes) -> bytes:
    """The inner key again. Raises ``envelope.Tampered`` when it is not this tenant's."""
    return envelope.unseal(current_keys().seal, bytes(wrapped), b"inner-key")


def _context(slug: str) -> bytes:
    return b"tenant:" + slug.encode()
