"""Pure rules of accounts: what a good password is, how long things live, how often things may be tried."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel.errors import Refusal

from . import labels

RESIDENT_IDLE = timedelta(minutes=30)
OFFICER_IDLE = timedelta(minutes=15)
#: A visitor's draft of a registration lives as long as this.
ANONYMOUS_IDLE = timedelta(hours=24)
RESIDENT_LIFETIME = timedelta(hours=12)
OFFICER_LIFETIME = timedelta(hours=10)
ANONYMOUS_LIFETIME = timedelta(days=3)

CODE_DIGITS = 6
CODE_LIFE = timedelta(minutes=5)
CODE_TRIES = 5
CODE_RESEND_AFTER = timedelta(seconds=60)
#: Between password and second factor an officer has this long.
SECOND_FACTOR_WITHIN = timedelta(minutes=10)
RECOVERY_CODES = 10

OFFICER_PASSWORD_MIN = 12
PASSWORD_MAX = 256
_LEFT_AFTER_PERSONAL = 5
_SHORTEST_PERSONAL = 4


class PasswordRefused(Refusal):
    """The password is too short, too long, common, or about the person."""

    default_code = "password"


class LimitReached(Refusal):
    """Too many tries or messages; counted before anything was compared (security rule 32)."""

    default_code = "limit"
    default_status = 429


class CodeRefused(Refusal):
    """The one-time code is wrong, used, expired, or for another session, purpose or phone (rule 33)."""

    default_code = "code"


@dataclass(frozen=True, slots=True)
class Limit:
    """At most ``most`` events in any ``seconds``; counted in six buckets of that time."""

    name: str
    most: int
    seconds: int

    @property
    def bucket_seconds(self) -> int:
        """Length of one bucket."""
        return max(self.seconds // 6, 1)


# Twelve minutes, so that a victim of somebody else's guessing is back within fifteen (goal R13).
SIGN_IN_ACCOUNT = Limit("sign-in-account", 10, 720)
SIGN_IN_TENANT = Limit("sign-in-tenant", 1200, 60)
SIGN_IN_GLOBAL = Limit("sign-in-global", 6000, 60)
SECOND_FACTOR = Limit("second-factor", 10, 720)
# Goal R10: three an hour and five a day to one number, fifty an hour to a block of 1,000 numbers.
SEND_PHONE_HOUR = Limit("send-phone-hour", 3, 3600)
SEND_PHONE_DAY = Limit("send-phone-day", 5, 86400)
SEND_BLOCK = Limit("send-block", 50, 3600)
SEND_TENANT = Limit("send-tenant", 5000, 86400)
SEND_GLOBAL = Limit("send-global", 100_000, 86400)
# Goal R08: at most ten comparisons an hour and twenty a day.
CHECK_HOUR = Limit("check-hour", 10, 3600)
CHECK_DAY = Limit("check-day", 20, 86400)


def require_good_password(password: str, *, minimum: int, personal: Iterable[str] = ()) -> None:
    """Refuse a password shorter than ``minimum``, common, or built from ``personal`` words (goal R14).

    No rule on kinds of characters (NIST, ASVS 6.2.5). Raises ``PasswordRefused`` with the sentence to show.
    """
    if len(password) < minimum:
        sentence = _("Kata sandi paling sedikit %(minimum)d huruf atau angka. Ini baru %(count)d.")
        raise PasswordRefused(sentence % {"minimum": minimum, "count": len(password)}, code="short")
    if len(password) > PASSWORD_MAX:
        raise PasswordRefused(labels.PASSWORD_LONG, code="long")
    if password.lower().strip() in _common_passwords() or len(set(password)) < 3:
        raise PasswordRefused(labels.PASSWORD_COMMON, code="common")
    if is_mostly_personal(password, personal):
        raise PasswordRefused(labels.PASSWORD_PERSONAL, code="personal")


def is_mostly_personal(password: str, personal: Iterable[str]) -> bool:
    """True when little is left of the password after the personal words are taken out."""
    left = plain = _letters_and_digits(password)
    for word in sorted(_words(personal), key=len, reverse=True):
        left = left.replace(word, "")
    return left != plain and len(left) < _LEFT_AFTER_PERSONAL


def nik_words(digits: str) -> list[str]:
    """Words a NIK gives away: itself and the birth date in it, with and without the 40 added for women."""
    day, month, year = int(digits[6:8]), digits[8:10], digits[10:12]
    day_text = f"{day - 40 if day > 40 else day:02d}"
    dates = [f"{day_text}{month}{year}"]
    for century in ("19", "20"):
        dates += [
            f"{day_text}{month}{century}{year}",
            f"{century}{year}{month}{day_text}",
            f"{century}{year}",
        ]
    return [digits, digits[6:12], digits[-6:], *dates]


@cache
def _common_passwords() -> frozenset[str]:
    """About 20,000 leaked passwords, the list that comes with Django."""
    return frozenset(CommonPasswordValidator().passwords)


def _letters_and_digits(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


def _words(texts: Iterable[str]) -> set[str]:
    words: set[str] = set()
    for text in texts:
        words.update(_letters_and_digits(part) for part in text.split())
        words.add(_letters_and_digits(text))
    return {word for word in words if len(word) >= _SHORTEST_PERSONAL}
