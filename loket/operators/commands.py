"""What the command line asks of this app (``loket createoperator``)."""

from __future__ import annotations

import sys

from loket.foundation.kernel.errors import Refusal
from loket.staff.commands import new_password

from .actions.create_operator import create_operator, reset_operator
from .queries import operator_named


def createoperator(username: str, name: str, *, reset: bool = False) -> int:
    """Make an operator's account, or give one back, and print the password once. 0 done, 1 refused."""
    password = new_password()
    try:
        if reset:
            found = operator_named(username)
            if found is None:
                print(f"Operator {username} tidak ada.", file=sys.stderr)
                return 1
            reset_operator(found, password=password)
        elif not name.strip():
            print("Sebutkan nama lengkapnya dengan --name.", file=sys.stderr)
            return 1
        else:
            create_operator(username, name.strip(), password=password)
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 1
    print(f"Operator {username} siap. Masuk di alamat operator (LOKET_OPERATOR_HOST), pasang autentikator.")
    print(f"Kata sandi pertama: {password}")
    return 0
