"""Open an account."""

from __future__ import annotations

from loket.accounts.models import Account, Kind
from loket.accounts.queries import officer_login_hash, resident_login_hash
from loket.audit.actions.record import record


def create_account(
    kind: Kind,
    login: str,
    *,
    password_hash: str,
    display_name: str = "",
    language: str = "id",
    passport: str = "",
) -> Account:
    """Make the account of a NIK (digits), passport or user name. ``password_hash`` comes from ``make_password``.

    ``passport`` (``Passport.login``) is given beside ``login`` for a foreigner, whose log in it is.
    Raises ``IntegrityError`` when an open account with this log in exists; call it in a savepoint.
    """
    officer = kind == Kind.OFFICER
    account: Account = Account.objects.create(
        kind=kind,
        login_hash=officer_login_hash(login) if officer else resident_login_hash(login),
        passport_login_hash=resident_login_hash(passport) if passport else None,
        username=login.strip() if officer else "",
        password=password_hash,
        display_name=display_name,
        language=language,
    )
    record("accounts.create", obj_type="account", obj_ref=str(account.public_id), detail={"kind": str(kind)})
    return account
