"""Sealed bytes: AES-256-GCM envelopes and keyed hashes (security rule 38).

A master key outside the database wraps a key per tenant; the tenant's key wraps a random key per file and
per application. Destroying the inner key erases what it sealed.
"""

from __future__ import annotations

import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
_NONCE_BYTES = 12
_VERSION = b"\x01"


class Tampered(Exception):
    """The sealed bytes do not belong to this key and context, or were changed."""


def new_key() -> bytes:
    """A random 32-byte key."""
    return os.urandom(KEY_BYTES)


def seal(key: bytes, plain: bytes, context: bytes) -> bytes:
    """Encrypt ``plain``; ``context`` (not secret) must be given again to open it."""
    nonce = os.urandom(_NONCE_BYTES)
    return _VERSION + nonce + AESGCM(key).encrypt(nonce, plain, context)


def unseal(key: bytes, sealed: bytes, context: bytes) -> bytes:
    """Decrypt what ``seal`` made with the same key and context. Raises ``Tampered`` otherwise."""
    if len(sealed) < 1 + _NONCE_BYTES + 16 or sealed[:1] != _VERSION:
        raise Tampered
    nonce = sealed[1 : 1 + _NONCE_BYTES]
    try:
        return AESGCM(key).decrypt(nonce, sealed[1 + _NONCE_BYTES :], context)
    except InvalidTag as error:
        raise Tampered from error


def keyed_hash(key: bytes, text: str) -> bytes:
    """A 32-byte HMAC-SHA-256 of ``text``: equal input finds equal rows, and nobody without the key can guess."""
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


def derive(key: bytes, purpose: str) -> bytes:
    """A 32-byte key for one named purpose from another key, so that one secret serves several uses apart."""
    return hmac.new(key, b"loket/" + purpose.encode(), hashlib.sha256).digest()
