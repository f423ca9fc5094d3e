"""The password hash: argon2id with 19 MiB, two passes, one lane (OWASP's floor; goal R14)."""

from __future__ import annotations

from functools import cache

from django.contrib.auth.hashers import Argon2PasswordHasher, make_password


class Argon2id(Argon2PasswordHasher):
    """Django's argon2id with the parameters named above; ``PASSWORD_HASHERS`` points here."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1


@cache
def decoy_hash() -> str:
    """A hash nobody has the password of: comparing with it costs an unknown NIK what a known one costs."""
    return make_password("loket-no-such-account")
