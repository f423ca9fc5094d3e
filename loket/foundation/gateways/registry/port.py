"""What every way to the population register can do: compare, never read out.

The register answers "sesuai" or "tidak sesuai" per field and hands over nothing (Permendagri 102/2019: access
is for verification). No adapter may return a value of the register.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

#: What can be asked: our word for the field.
FIELDS = ("nama", "no_kk", "tgl_lahir")


@dataclass(frozen=True)
class Question:
    """One person as somebody typed him: the NIK, and the fields to compare with the register's."""

    nik: str = field(repr=False)
    #: field of ``FIELDS`` → text as typed; dates as 1984-12-25
    fields: Mapping[str, str] = field(repr=False)
    #: why it is asked, in a word of ours; sent along, because the register keeps a journal too
    purpose: str
    #: the law or agreement that allows it
    legal_basis: str
    #: the same key is the same question, however often it is sent
    key: str
    #: slug of the dinas that asks
    tenant: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the register says: whether it knows the NIK, and for each field asked whether it is the same."""

    is_known: bool
    #: field → True "sesuai", False "tidak sesuai", None the register did not say
    verdicts: Mapping[str, bool | None]


@dataclass(eq=False)
class RegistrySilent(Exception):
    """There is no answer. ``code``: short reason for the operator; never holds anything that was asked.

    ``is_outage``: the register is away (to be shown as such), as against a setting that is wrong on our side.
    """

    code: str
    is_outage: bool = True

    def __str__(self) -> str:
        """The code."""
        return self.code


class RegistryPort(Protocol):
    """Compares one person with the register, in bounded time and outside every transaction."""

    def compare(self, question: Question) -> Comparison:
        """Ask once. Raises ``RegistrySilent`` when there is no answer that can be understood."""
        ...
