"""Make the copy that may be shown, and destroy the bytes that came."""

from __future__ import annotations

from django.db.models import F

from loket.foundation.gateways import antivirus
from loket.tenants.models import Tenant
from loket.tenants.one_row import one_row
from loket.tenants.scope import in_tenant

from .. import lifecycle, store
from ..decoders import Decoded, DecoderDied, UndecodableFile, decode
from ..models import StoredFile
from ..queries import received_bytes
from ..rules import MAX_ATTEMPTS
from ..sealing import OneFileKey
from ..states import FileState


def rebuild(tenant: Tenant, file_id: int) -> None:
    """Rebuild one received file in a decoder; called again, or after a kill at any moment, it does no harm.

    Runs outside any transaction, with a short one before and one after the decoding. Raises ``DecoderDied``,
    ``ScannerUnavailable`` or ``OSError`` when it should be tried again; nothing is lost by that. A file that
    kills its decoder ``MAX_ATTEMPTS`` times is refused.
    """
    with in_tenant(tenant):
        file = one_row(StoredFile, id=file_id, state=FileState.RECEIVED)
        if file is None:
            return
        received = received_bytes(file)
    if not antivirus.scanner().is_clean(received):
        _refuse(tenant, file, "infected")
        return
    try:
        decoded = decode(received, media_type=file.media_type)
    except UndecodableFile as reason:
        _refuse(tenant, file, reason.code)
    except DecoderDied:
        if _count_death(tenant, file) < MAX_ATTEMPTS:
            raise
        _refuse(tenant, file, "unreadable")
    else:
        _keep(tenant, file, decoded)


def _keep(tenant: Tenant, file: StoredFile, decoded: Decoded) -> None:
    key = OneFileKey.new()
    with in_tenant(tenant):
        copy = lifecycle.RebuiltCopy(
            wrapped_key=key.wrapped(),
            rebuilt_name=store.keep(key.seal_rebuilt(decoded.content)),
            thumbnail_name=store.keep(key.seal_thumbnail(decoded.thumbnail)) if decoded.thumbnail else "",
            media_type=decoded.media_type,
            size=len(decoded.content),
            columns=decoded.measures(),
        )
        if not lifecycle.rebuilt(file, copy):
            store.destroy(copy.rebuilt_name)
            store.destroy(copy.thumbnail_name)


def _refuse(tenant: Tenant, file: StoredFile, code: str) -> None:
    with in_tenant(tenant):
        lifecycle.refused(file, code)


def _count_death(tenant: Tenant, file: StoredFile) -> int:
    with in_tenant(tenant):
        StoredFile.objects.filter(pk=file.pk).update(attempts=F("attempts") + 1)
        file.refresh_from_db(fields=["attempts"])
    return file.attempts
