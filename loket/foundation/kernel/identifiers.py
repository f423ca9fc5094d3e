"""NIK, nomor KK and mobile numbers: what is an error, what is only a remark, and how each is shown.

The rules are those of Indonesian population administration: a NIK is ``PPKKCC DDMMYY SSSS`` with the
region of first issue, the day of birth plus 40 for women, and a serial; it has no check digit. Nothing
here can prove that a NIK exists. ``repr`` and ``str`` of these values are masked, so that a log line or an
exception text never carries a whole number; ask for ``.digits`` on purpose.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Self

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel.errors import Refusal

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

#: Added to the day of birth in the NIK of a woman.
WOMAN = 40
#: From this age (years) a resident holds a KTP-el.
ADULT = 17

_SEPARATORS = re.compile(r"[\s.\-\u2010-\u2015\u2212]+")
_PHONE_SEPARATORS = re.compile(r"[\s.\-()\[\]/\u2010-\u2015\u2212]+")
_SERIES = ("0123456789012345", "1234567890123456", "9876543210987654")


class IdentifierRefused(Refusal):
    """A NIK, nomor KK or telephone number that cannot be right; the sentence says what to look at."""

    default_code = "identifier"


@dataclass(frozen=True)
class Remark:
    """Something unusual that does not stop anybody: a code for the verifier, a sentence for the person."""

    code: str
    message: str | _StrPromise


@dataclass(frozen=True)
class Nik:
    """A well-formed NIK. ``digits`` is the number; ``today`` the day against which its century was judged."""

    digits: str = field(repr=False)
    today: date = field(repr=False, compare=False)

    @classmethod
    def parse(cls, text: str, *, today: date) -> Self:
        """Read a NIK as people type it (spaces, dots and dashes allowed).

        Raises IdentifierRefused when the length, the birth date, or the serial cannot be right.
        """
        digits = _sixteen(text, _NIK_SENTENCES)
        nik = cls(digits, today)
        if len(set(digits)) == 1 or digits in _SERIES:
            raise IdentifierRefused(
                _("Ini bukan NIK. Salin 16 angka dari KTP atau Kartu Keluarga."), code="nik_series"
            )
        if not nik.birth_dates:
            raise IdentifierRefused(
                _("NIK ini tidak cocok dengan tanggal lahir. Periksa angka ke-7 sampai ke-12."),
                code="nik_birth_date",
            )
        if digits.endswith("0000"):
            raise IdentifierRefused(
                _("Empat angka terakhir NIK tidak mungkin 0000. Periksa lagi di KTP atau KK."),
                code="nik_serial",
            )
        return nik

    @property
    def region(self) -> str:
        """The kecamatan of first issue in dotted national form, e.g. ``51.08.01``; not where the person lives."""
        return f"{self.digits[:2]}.{self.digits[2:4]}.{self.digits[4:6]}"

    @property
    def prefix(self) -> str:
        """The six digits of the kecamatan of first issue: ``510801``."""
        return self.digits[:6]

    @property
    def gender(self) -> str:
        """``P`` (perempuan) when the day is above 40, else ``L`` (laki-laki)."""
        return "P" if int(self.digits[6:8]) > WOMAN else "L"

    @property
    def birth_dates(self) -> tuple[date, ...]:
        """The dates in the past that the six middle digits can mean: none, one, or both centuries."""
        day, month, year = int(self.digits[6:8]), int(self.digits[8:10]), int(self.digits[10:12])
        day = day - WOMAN if day > WOMAN else day
        found = (_date(century + year, month, day) for century in (1900, 2000))
        return tuple(born for born in found if born is not None and born <= self.today)

    def birth_date(self, adult: bool | None = None) -> date | None:
        """The day of birth, or None when both centuries are possible and the caller cannot say which.

        ``adult``: True for a service of people of 17 and over, False for one of children, None when unknown.
        """
        dates = self.birth_dates
        if adult is not None:
            dates = tuple(born for born in dates if (age(born, self.today) >= ADULT) is adult)
            return dates[-1] if dates else None
        return dates[0] if len(dates) == 1 else None

    @property
    def masked(self) -> str:
        """``510801••••••0001``: for lists; neither birth date nor gender can be read."""
        return f"{self.digits[:6]}••••••{self.digits[12:]}"

    @property
    def grouped(self) -> str:
        """``5108 0141 0190 0001``: as shown to the owner."""
        return _fours(self.digits)

    def __repr__(self) -> str:
        return f"Nik({self.masked})"

    __str__ = __repr__


@dataclass(frozen=True)
class NomorKk:
    """A well-formed nomor KK. It changes with the household and is never a key."""

    digits: str = field(repr=False)

    @classmethod
    def parse(cls, text: str, *, nik: str | Nik | None = None) -> Self:
        """Read a nomor KK as typed; only its length is a rule. ``nik`` refuses the common slip of copying the NIK."""
        digits = _sixteen(text, _KK_SENTENCES)
        own = nik.digits if isinstance(nik, Nik) else _SEPARATORS.sub("", nik or "")
        if digits == own:
            raise IdentifierRefused(
                _("Nomor KK sama dengan NIK. Nomor KK ada di bagian atas Kartu Keluarga."), code="kk_is_nik"
            )
        return cls(digits)

    @property
    def issued_on(self) -> date | None:
        """The date part (day, month, year of issue, no +40), when it can be one; soft knowledge."""
        day, month, year = int(self.digits[6:8]), int(self.digits[8:10]), int(self.digits[10:12])
        return _date(2000 + year, month, day) or _date(1900 + year, month, day)

    @property
    def masked(self) -> str:
        """``510801••••••0001``: for lists."""
        return f"{self.digits[:6]}••••••{self.digits[12:]}"

    @property
    def grouped(self) -> str:
        """In groups of four, as shown to the owner."""
        return _fours(self.digits)

    def __repr__(self) -> str:
        return f"NomorKk({self.masked})"

    __str__ = __repr__


@dataclass(frozen=True)
class Phone:
    """An Indonesian mobile number; ``national`` is what follows +62 (begins with 8, 9 to 12 digits)."""

    national: str = field(repr=False)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read 08…, 8…, 62…, +62…, 0062… with spaces, dots, dashes, brackets. Raises IdentifierRefused."""
        national = _national(text)
        if not national.startswith("8"):
            raise IdentifierRefused(
                _("Ini bukan nomor HP. Isi nomor yang diawali 08, bukan telepon rumah."),
                code="phone_landline",
            )
        if len(national) < 9:
            raise IdentifierRefused(
                _("Nomor WhatsApp kurang lengkap. Contoh: 0812 3456 7890."), code="phone_short"
            )
        if len(national) > 12:
            raise IdentifierRefused(
                _("Nomor WhatsApp terlalu panjang. Contoh: 0812 3456 7890."), code="phone_long"
            )
        return cls(national)

    @property
    def e164(self) -> str:
        """``+6281234567890``: how it is stored and looked up."""
        return f"+62{self.national}"

    @property
    def wa(self) -> str:
        """``6281234567890``: the form of WhatsApp links."""
        return f"62{self.national}"

    @property
    def local(self) -> str:
        """``0812 3456 7890``: as shown to the owner."""
        number = f"0{self.national}" if self.national else "—"
        return f"{number[:4]} {number[4:8]} {number[8:]}".strip()

    @property
    def last4(self) -> str:
        """The last four digits, which open the status page together with a reference."""
        return self.national[-4:]

    @property
    def masked(self) -> str:
        """``0812-••••-4471``."""
        return f"0{self.national[:3]}-••••-{self.last4}" if self.national else "—"

    def __repr__(self) -> str:
        return f"Phone({self.masked})"

    __str__ = __repr__


#: The person has no number of any kind: messages go nowhere, screens show a dash.
NO_NUMBER = Phone("")


def nik_warnings(
    nik: Nik,
    *,
    known_regions: Container[str],
    birth_date: date | None = None,
    gender: str | None = None,
    nomor_kk: NomorKk | None = None,
) -> Sequence[Remark]:
    """What is odd about a well-formed NIK beside what else was typed; shown to the verifier, never a refusal.

    ``known_regions`` holds six-digit prefixes of today's kecamatan ("510801"); retired codes are missing
    there and survive in real NIKs. ``gender`` is ``L`` or ``P``.
    """
    remarks = []
    if nik.prefix not in known_regions:
        remarks.append(Remark("nik_region", _("Kode wilayah di NIK tidak ada di daftar. Kode wilayah lama?")))
    if birth_date is not None and birth_date not in nik.birth_dates:
        remarks.append(Remark("nik_birth_date", _("Tanggal lahir berbeda dengan yang tertulis di NIK.")))
    if gender and gender != nik.gender:
        remarks.append(Remark("nik_gender", _("Jenis kelamin berbeda dengan yang tertulis di NIK.")))
    if nomor_kk is not None:
        remarks.extend(kk_warnings(nomor_kk, today=nik.today))
    return remarks


def kk_warnings(nomor_kk: NomorKk, *, today: date) -> Sequence[Remark]:
    """A date part that cannot be a date of issue is only remarked: the structure is soft knowledge."""
    issued = nomor_kk.issued_on
    if issued is None or issued > today:
        return [Remark("kk_date", _("Tanggal di dalam nomor KK tidak wajar. Periksa sekali lagi."))]
    return []


def age(born: date, on: date) -> int:
    """Whole years lived on a day; a person born on 29 February has the birthday on 1 March in other years."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


@dataclass(frozen=True)
class _Sentences:
    letters: str | _StrPromise
    short: str | _StrPromise
    long: str | _StrPromise
    code: str


_NIK_SENTENCES = _Sentences(
    letters=_("NIK hanya berisi angka. Hapus huruf dan tanda lain."),
    short=_("NIK harus 16 angka, ini baru {given}."),
    long=_("NIK harus 16 angka, ini ada {given}."),
    code="nik",
)
_KK_SENTENCES = _Sentences(
    letters=_("Nomor KK hanya berisi angka. Hapus huruf dan tanda lain."),
    short=_("Nomor KK harus 16 angka, ini baru {given}."),
    long=_("Nomor KK harus 16 angka, ini ada {given}."),
    code="kk",
)


def _sixteen(text: str, sentences: _Sentences) -> str:
    digits = _SEPARATORS.sub("", text)
    if not (digits.isascii() and digits.isdigit()) and digits:
        raise IdentifierRefused(sentences.letters, code=f"{sentences.code}_letters")
    if len(digits) != 16:
        sentence = sentences.short if len(digits) < 16 else sentences.long
        raise IdentifierRefused(format_lazy(sentence, given=len(digits)), code=f"{sentences.code}_length")
    return digits


def _national(text: str) -> str:
    number = _PHONE_SEPARATORS.sub("", text)
    plus, number = number.startswith("+"), number.removeprefix("+")
    if not (number.isascii() and number.isdigit()):
        raise IdentifierRefused(
            _("Nomor HP hanya berisi angka. Contoh: 0812 3456 7890."), code="phone_letters"
        )
    abroad = plus or number.startswith("00")
    number = number.removeprefix("00") if abroad else number
    if number.startswith("62"):
        return number[2:].removeprefix("0")
    if abroad:
        raise IdentifierRefused(_("Isi nomor HP Indonesia, diawali 08 atau +62."), code="phone_abroad")
    return number.removeprefix("0")


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _fours(digits: str) -> str:
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))
