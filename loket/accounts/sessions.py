"""The session engine (``SESSION_ENGINE``): server-side, per dinas, ended all at once by one number.

The cookie holds a random key; the table its SHA-256. A session is dead when it idled too long, reached its
last moment, or when its account was closed, switched off or given a new session version (goal R11).
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.backends.base import SessionBase, UpdateError
from django.http import HttpRequest

from loket.foundation.kernel import clock
from loket.tenants import scope
from loket.tenants.one_save import compare_and_set

from .models import Account, Session
from .queries import FORM_WAITS, kept_form
from .rules import (
    ANONYMOUS_IDLE,
    ANONYMOUS_LIFETIME,
    OFFICER_IDLE,
    OFFICER_LIFETIME,
    RESIDENT_IDLE,
    RESIDENT_LIFETIME,
)
from .session_row import session_row

_TOUCH_AFTER = timedelta(seconds=60)


def key_hash(session_key: str) -> bytes:
    """What the table knows of a cookie."""
    return hashlib.sha256(session_key.encode()).digest()


def lifetime_of(account: Account | None) -> timedelta:
    """How long a session may last in all."""
    if account is None:
        return ANONYMOUS_LIFETIME
    return OFFICER_LIFETIME if account.is_officer else RESIDENT_LIFETIME


def idle_of(account: Account | None) -> timedelta:
    """How long a session may rest."""
    if account is None:
        return ANONYMOUS_IDLE
    return OFFICER_IDLE if account.is_officer else RESIDENT_IDLE


class SessionStore(SessionBase):
    """Django's session interface over ``accounts.Session``; adds who is logged in."""

    def __init__(self, session_key: str | None = None) -> None:
        super().__init__(session_key)
        self._row: Session | None = None
        #: Public id of the person whose session was found dead, to greet the right person on return.
        self.ended_account: str = ""

    @property
    def account(self) -> Account | None:
        """Who is logged in, or None. For officers this is so only once the password was given."""
        row = self._loaded()
        return row.account if row else None

    @property
    def second_factor_at(self) -> datetime | None:
        """When the officer's second factor was given in this session."""
        row = self._loaded()
        return row.second_factor_at if row else None

    @property
    def binding(self) -> bytes:
        """What codes of this session are bound to; makes the session when there is none yet."""
        if not self.session_key or self._loaded() is None:
            self.create()
        return key_hash(str(self.session_key))

    def begin(self, account: Account, *, second_factor: bool = False) -> None:
        """Log ``account`` in: the old session ends, a new one with a new key and no old data begins."""
        ended = self.session_key
        with scope.present():
            waits = kept_form(account) is not None
        self._session_cache: dict[str, Any] = {FORM_WAITS: True} if waits else {}
        self._insert(account, second_factor_at=clock.now() if second_factor else None)
        if ended:
            self.delete(ended)
        self.modified = True

    def load(self) -> dict[str, Any]:
        if not self.session_key or scope.tenant_or_none() is None:
            return {}  # nobody, or a page outside every dinas (machine checks)
        with scope.present():
            row = session_row(key_hash(self.session_key))
            if row is None or not self._is_alive(row):
                self._forget(row)
                return {}
            self._touch(row)
        self._row = row
        return dict(row.data)

    def create(self) -> None:
        self._insert(None)
        self.modified = True

    def save(self, must_create: bool = False) -> None:
        data = self._values(no_load=must_create)
        if self._row is None and not must_create:
            self._loaded()
        if self._row is None:
            self._insert(None)
            return
        self._row.data = data
        with scope.present():
            if not Session.objects.filter(pk=self._row.pk).update(data=data):
                raise UpdateError

    def exists(self, session_key: str) -> bool:
        with scope.present():
            return bool(Session.objects.filter(key_hash=key_hash(session_key)).exists())

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            with scope.present():
                Session.objects.filter(key_hash=key_hash(key)).delete()

    def flush(self) -> None:
        """End the session and forget who it was."""
        super().flush()
        self._row = None

    def cycle_key(self) -> None:
        """A new key for the same session."""
        row = self._loaded()
        if row is None:
            self.create()
            return
        key = secrets.token_urlsafe(32)
        with scope.present():
            Session.objects.filter(pk=row.pk).update(key_hash=key_hash(key))
        self._session_key = key
        self.modified = True

    def get_expiry_age(self, **kwargs: Any) -> int:
        """Seconds the cookie lives: as long as the session may last at most."""
        row = self._loaded()
        return int(lifetime_of(row.account if row else None).total_seconds())

    def get_expire_at_browser_close(self) -> bool:
        """No: phones end the browser while the camera is open; the server ends idle sessions itself."""
        return False

    def _loaded(self) -> Session | None:
        self._values()
        return self._row

    def _values(self, *, no_load: bool = False) -> dict[str, Any]:
        values: dict[str, Any] = self._get_session(no_load=no_load)  # type: ignore[attr-defined]  # not in stubs
        return values

    def _insert(self, account: Account | None, second_factor_at: datetime | None = None) -> None:
        now = clock.now()
        self._session_key = secrets.token_urlsafe(32)
        with scope.present():
            self._row = Session.objects.create(
                key_hash=key_hash(self._session_key),
                account=account,
                version=account.session_version if account else 0,
                second_factor_at=second_factor_at,
                data=self._values(no_load=True),
                created_at=now,
                last_seen_at=now,
                expires_at=now + lifetime_of(account),
            )

    def _is_alive(self, row: Session) -> bool:
        now, account = clock.now(), row.account
        if now >= row.expires_at or now - row.last_seen_at > idle_of(account):
            return False
        return account is None or (
            account.is_active and account.closed_at is None and account.session_version == row.version
        )

    def _forget(self, row: Session | None) -> None:
        if row is not None:
            self.ended_account = str(row.account.public_id) if row.account else ""
            row.delete()
        self._session_key = None
        self._row = None

    def _touch(self, row: Session) -> None:
        now = clock.now()
        if now - row.last_seen_at > _TOUCH_AFTER:
            compare_and_set(row, {"last_seen_at": now})  # one that has gone meanwhile is nobody's any more
            row.last_seen_at = now


def session_of(request: HttpRequest) -> SessionStore:
    """The request's session with what this engine adds. Raises ``TypeError`` under another engine."""
    session = request.session
    if not isinstance(session, SessionStore):
        raise TypeError("SESSION_ENGINE must be loket.accounts.sessions")
    return session
