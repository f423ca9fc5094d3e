"""Add an officer to the dinas."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from loket.accounts.actions.begin_totp import begin_totp
from loket.accounts.actions.create_account import create_account
from loket.accounts.models import Kind
from loket.accounts.rules import OFFICER_PASSWORD_MIN, require_good_password
from loket.audit.actions.record import record
from loket.foundation.kernel.errors import Refusal
from loket.staff.labels import ROLES
from loket.staff.models import Membership
from loket.tenants.models import Office, PrintZone
from loket.tenants.queries import main_office
from loket.tenants.scope import current_tenant


class UnknownRole(Refusal):
    """A role that does not exist."""

    default_code = "unknown_role"


class UsernameTaken(Refusal):
    """Another officer of this dinas has the user name."""

    default_code = "username_taken"


def add_officer(
    username: str,
    name: str,
    *,
    roles: Sequence[str],
    password: str,
    office: Office | None = None,
    zone: PrintZone | None = None,
    totp_secret: str = "",
) -> Membership:
    """Make the account and the membership. The second factor is enrolled at the first log in.

    ``totp_secret`` sets a known second factor for demo accounts, which skip enrolment. Raises
    ``UnknownRole``, ``UsernameTaken`` and ``PasswordRefused``.
    """
    require_known_roles(roles)
    tenant = current_tenant()
    words = [username, name, tenant.name, tenant.short_name]
    require_good_password(password, minimum=OFFICER_PASSWORD_MIN, personal=words)
    try:
        with transaction.atomic():
            account = create_account(
                Kind.OFFICER, username, password_hash=make_password(password), display_name=name
            )
    except IntegrityError:
        raise UsernameTaken(_("Nama pengguna ini sudah dipakai petugas lain.")) from None
    if totp_secret:
        begin_totp(account, secret=totp_secret)
        account.totp_confirmed_at = account.created_at
        account.save(update_fields=["totp_confirmed_at"])
    membership: Membership = Membership.objects.create(
        account=account, office=office or main_office(), zone=zone, roles=list(roles)
    )
    record(
        "staff.add_officer",
        obj_type="account",
        obj_ref=str(account.public_id),
        detail={"roles": list(roles), "zone": zone.slug if zone else ""},
    )
    return membership


def require_known_roles(roles: Sequence[str]) -> None:
    """Raises ``UnknownRole`` naming the roles that do not exist."""
    unknown = [role for role in roles if role not in ROLES]
    if unknown or not roles:
        raise UnknownRole(_("Peran ini tidak dikenal: %(roles)s.") % {"roles": ", ".join(unknown) or "-"})
