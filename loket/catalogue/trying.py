"""The pass to try a service out: which service, for which administrator, for how long. Nothing of it is stored."""

from __future__ import annotations

from django.core import signing
from django.utils.translation import gettext_lazy as _

from loket.accounts.models import Account
from loket.foundation.kernel.errors import Refusal
from loket.tenants.scope import current_tenant

from .compiling import compile_service
from .draft_queries import shared_data
from .models import Service, ServiceDraft
from .publishing_queries import newest_version

#: Seconds a pass opens its pages: one working day.
VALID_SECONDS = 12 * 3600
_SALT = "catalogue.tryout"


class PassRefused(Refusal):
    """The address is not (or no longer) good, or belongs to somebody else."""

    default_code = "tryout_pass"
    default_status = 404

    def __init__(self) -> None:
        super().__init__(_("Halaman coba ini sudah tidak berlaku. Buka lagi dari penyusun layanan."))


def pass_for(service: Service, account: Account) -> str:
    """The word in the address of the try-out pages, good for this administrator only."""
    return signing.dumps([current_tenant().pk, service.code, str(account.public_id)], salt=_SALT)


def service_of(word: str, account: Account) -> Service:
    """The service a pass opens for this account. Raises ``PassRefused``."""
    try:
        tenant, code, owner = signing.loads(word, salt=_SALT, max_age=VALID_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        raise PassRefused from None
    service: Service | None = Service.objects.filter(code=code).first()
    if service is None or tenant != current_tenant().pk or owner != str(account.public_id):
        raise PassRefused
    return service


def definition_at_work(service: Service) -> tuple[dict[str, object], str] | None:
    """What the draft would ask, else the newest version, with a word that changes with it; None for a broken draft."""
    draft = ServiceDraft.objects.filter(service=service).first()
    if draft is not None:
        try:
            return compile_service(draft.source, shared_data()), f"d{draft.pk}-{draft.revision}"
        except (KeyError, ValueError, TypeError, AttributeError):
            return None
    version = newest_version(service)
    return None if version is None else (version.definition, f"v{version.number}")
