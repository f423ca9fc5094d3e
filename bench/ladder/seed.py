"""Make the ladder's tables and rows; prints the session cookie of its user."""

from __future__ import annotations

import django

django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402 - after setup
from django.contrib.auth.models import User  # noqa: E402 - after setup
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402 - after setup
from django.core.management import call_command  # noqa: E402 - after setup
from django.utils import timezone  # noqa: E402 - after setup

from .app.models import Row  # noqa: E402 - after setup


def main() -> None:
    """Seed and print."""
    call_command("migrate", run_syncdb=True, verbosity=0)
    user = User.objects.create_user("ladder", password="ladder")
    now = timezone.now()
    Row.objects.bulk_create(
        [
            Row(owner=number % 500, name=f"Nama {number}", state="submitted", created_at=now)
            for number in range(10_000)
        ]
    )
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    print(session.session_key)


if __name__ == "__main__":
    main()
