"""Pure rules of staff: how long an invitation lives, what a user name looks like."""

from __future__ import annotations

import re
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel.errors import Refusal

#: An invitation opens something for so long; then it is sent anew.
INVITATION_LIFE = timedelta(days=3)
#: The role that opens the console.
ADMINISTRATOR = "administrator"

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,39}")


class UsernameShape(Refusal):
    """Not a user name."""

    default_code = "username_shape"


def require_username(text: str) -> str:
    """The user name in lower case: 3 to 40 letters, digits, dots, dashes. Raises ``UsernameShape``."""
    username = text.strip().casefold()
    if not _USERNAME.fullmatch(username):
        raise UsernameShape(
            _("Nama pengguna 3 sampai 40 huruf kecil atau angka, boleh titik atau tanda hubung.")
        )
    return username
