"""Names of people (Permendagri 73/2022): what is refused, what is only remarked, and the form used to search."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.identifiers import Remark
from loket.foundation.kernel.text import plain

#: Permendagri 73/2022: at most 60 letters counting spaces, for names given from 2022 on.
LONGEST_NEW_NAME = 60
#: Longest name kept at all; older and foreign names are never cut.
LONGEST_NAME = 120

_NOT_WORD = re.compile(r"[^a-z0-9]+")


class NameRefused(Refusal):
    """A name that cannot be written on a document."""

    default_code = "name"


def check_name(text: str, *, new: bool) -> str:
    """The name in NFC with single spaces.

    ``new`` is a name given now (a newborn, a change of name): more than 60 letters and digits are refused
    (Permendagri 73/2022). Names that exist already and names of foreigners are never held to that.
    Raises NameRefused, or TextRefused for unreadable characters.
    """
    name = plain(text, max_length=LONGEST_NAME)
    if not any(char.isalpha() for char in name):
        raise NameRefused(_("Isi nama dengan huruf, sesuai KTP atau KK."), code="name_letters")
    if new and len(name) > LONGEST_NEW_NAME:
        sentence = _("Nama paling banyak {limit} huruf termasuk spasi, ini {given}.")
        raise NameRefused(format_lazy(sentence, limit=LONGEST_NEW_NAME, given=len(name)), code="name_length")
    if new and any(char.isdigit() for char in name):
        raise NameRefused(_("Nama tidak boleh berisi angka. Tulis dengan huruf."), code="name_digits")
    return name


def name_warnings(name: str) -> Sequence[Remark]:
    """What the person and the verifier should look at once more; never a reason to refuse."""
    remarks = []
    if len(name.split()) < 2:
        remarks.append(Remark("name_one_word", _("Nama hanya satu kata. Benar begitu di KK?")))
    if any(char.isdigit() for char in name):
        remarks.append(Remark("name_digits", _("Ada angka di dalam nama. Benar begitu di KK?")))
    return remarks


def normalised(text: str) -> str:
    """The search form: lower case, no accents, no punctuation, single spaces ("Ni Lúh-Ayu" → "ni luh ayu")."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _NOT_WORD.sub(" ", letters).strip()


def search_form(name: str) -> str:
    """``normalised``, never longer than a name may be: one letter can become several, and anything may be typed."""
    return normalised(name)[:LONGEST_NAME].strip()
