"""Sealing of file bytes: a random key per file, wrapped by the tenant's key (security rule 38)."""

from __future__ import annotations

from loket.foundation.kernel import envelope
from loket.tenants import keys

_RECEIVED = b"file:received"
_REBUILT = b"file:rebuilt"
_THUMBNAIL = b"file:thumbnail"
_PIECE = b"file:piece:"
_LENGTH_BYTES = 4


class OneFileKey:
    """An opened key of one file; every kind of content is bound to its place, so that none passes for another."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    @classmethod
    def new(cls) -> OneFileKey:
        """A fresh random key."""
        return cls(envelope.new_key())

    @classmethod
    def opened(cls, wrapped: bytes | memoryview | None) -> OneFileKey:
        """The key again, from its column. Raises ``Tampered`` when it is absent or another tenant's."""
        if wrapped is None:
            raise envelope.Tampered
        return cls(keys.unwrap(bytes(wrapped)))

    def wrapped(self) -> bytes:
        """What may be stored in a column."""
        return keys.wrap(self._key)

    def seal_received(self, plain: bytes) -> bytes:
        """Seal the bytes as they came."""
        return envelope.seal(self._key, plain, _RECEIVED)

    def open_received(self, sealed: bytes) -> bytes:
        """The bytes as they came. Raises ``Tampered``."""
        return envelope.unseal(self._key, sealed, _RECEIVED)

    def seal_rebuilt(self, plain: bytes) -> bytes:
        """Seal the copy made by a decoder."""
        return envelope.seal(self._key, plain, _REBUILT)

    def open_rebuilt(self, sealed: bytes) -> bytes:
        """The copy made by a decoder. Raises ``Tampered``."""
        return envelope.unseal(self._key, sealed, _REBUILT)

    def seal_thumbnail(self, plain: bytes) -> bytes:
        """Seal the preview."""
        return envelope.seal(self._key, plain, _THUMBNAIL)

    def open_thumbnail(self, sealed: bytes) -> bytes:
        """The preview. Raises ``Tampered``."""
        return envelope.unseal(self._key, sealed, _THUMBNAIL)

    def seal_piece(self, piece: bytes, *, offset: int) -> bytes:
        """One record of a partial upload: length, then the piece sealed for its place in the file."""
        sealed = envelope.seal(self._key, piece, _PIECE + str(offset).encode())
        return len(sealed).to_bytes(_LENGTH_BYTES, "big") + sealed

    def open_pieces(self, records: bytes) -> bytes:
        """The content of all records in order. Raises ``Tampered``."""
        pieces: list[bytes] = []
        offset = position = 0
        while position < len(records):
            start = position + _LENGTH_BYTES
            position = start + int.from_bytes(records[position:start], "big")
            piece = envelope.unseal(self._key, records[start:position], _PIECE + str(offset).encode())
            offset += len(piece)
            pieces.append(piece)
        return b"".join(pieces)
