"""One answer: what is typed → what is kept (JSON), or a refusal in one plain sentence. No HTTP, no Django forms."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from loket.foundation.formkit.questions import Choice, Field
from loket.foundation.formkit.surroundings import Surroundings
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.identifiers import Nik, NomorKk, Phone, age
from loket.foundation.kernel.names import check_name
from loket.foundation.kernel.text import plain

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

#: Longest one-line and many-line texts, in letters.
LINE, LINES = 150, 1000
#: No date of a paper or of a living person lies before.
EARLIEST = date(1900, 1, 1)
YES, NO = "ya", "tidak"

_DATE = re.compile(r"(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{1,4})")
_TIME = re.compile(r"([01]?\d|2[0-3])[.:]([0-5]\d)")
_SLOT = re.compile(r"(.{4,5}?)\s*[-\u2013]\s*(.{4,5})")
_TICKED = frozenset({"on", "true", "1", YES})
_LEFT = frozenset({"off", "false", "0", NO})


class AnswerRefused(Refusal):
    """An answer that cannot be kept; ``field`` is the slug."""

    default_code = "answer"


class AnswerMissing(AnswerRefused):
    """A required answer was not given."""

    default_code = "required"


@dataclass(frozen=True)
class Reading:
    """What a single answer is judged beside: the other answers and the office."""

    answers: Mapping[str, Any]
    office: Surroundings


def read(field: Field, raw: Any, reading: Reading, *, required: bool | None = None) -> Any:
    """The answer in the form it is kept, or None when it is not given and need not be.

    Raises a Refusal (AnswerMissing when it is required). ``required`` overrules the field's own rule.
    """
    wanted = is_required(field, reading.answers) if required is None else required
    if is_empty(raw) and not (raw is False and field.question):
        if wanted:
            raise AnswerMissing(_missing(field), field=field.slug)
        return [] if field.multiple else None
    value = _READERS[field.type](field, raw, reading)
    if wanted and value is False and not field.question:
        raise AnswerMissing(_missing(field), field=field.slug)
    return value


def is_empty(raw: Any) -> bool:
    """Nothing was given: no text, no tick, no row."""
    if isinstance(raw, str):
        return not raw.strip()
    return raw is None or raw is False or (isinstance(raw, list | tuple) and not raw)


def is_required(field: Field, answers: Mapping[str, Any]) -> bool:
    """Whether an answer must be given beside the others."""
    return field.required or (field.required_if is not None and field.required_if.holds(answers))


def _missing(field: Field) -> _StrPromise:
    if field.type == "boolean" and not field.question:
        sentence = _("Beri tanda centang pada “{label}”.")
    elif field.choices or field.source or field.type in {"boolean", "region"}:
        sentence = _("Pilih jawaban untuk “{label}”.")
    else:
        sentence = _("“{label}” belum diisi.")
    return format_lazy(sentence, label=field.label)


def _nik(field: Field, raw: Any, reading: Reading) -> str:
    nik = Nik.parse(str(raw), today=reading.office.today)
    own = reading.answers.get("pemohon_nik")
    if field.slug == "subjek_nik" and nik.digits == own and not is_self(reading.answers):
        raise AnswerRefused(_("Ini NIK Anda sendiri. Isi NIK orang yang dokumennya diurus."), code="own_nik")
    return nik.digits


def is_self(answers: Mapping[str, Any]) -> bool:
    """The applicant asks for a paper of his own (or has not been asked)."""
    return bool(answers.get("peran_pemohon", "diri_sendiri") == "diri_sendiri")


def _kk(field: Field, raw: Any, reading: Reading) -> str:
    kk = NomorKk.parse(str(raw))
    for slug, answer in reading.answers.items():
        if slug.endswith("nik") and isinstance(answer, str):
            NomorKk.parse(str(raw), nik=answer)
    return kk.digits


def _name(field: Field, raw: Any, reading: Reading) -> str:
    return check_name(str(raw), new=field.is_new_name)


def _date(field: Field, raw: Any, reading: Reading) -> str:
    day = raw if isinstance(raw, date) else _day(str(raw).strip())
    today = reading.office.today
    if day < EARLIEST:
        raise AnswerRefused(_("Tahun ini terlalu lama. Periksa lagi tahunnya."), code="date_early")
    if field.timing == "past" and day > today:
        raise AnswerRefused(_("Tanggal ini belum terjadi. Periksa lagi tanggalnya."), code="date_future")
    if field.timing == "coming" and day < today:
        raise AnswerRefused(_("Tanggal ini sudah lewat. Pilih hari ini atau sesudahnya."), code="date_gone")
    if day.year > today.year + 60:
        raise AnswerRefused(_("Tahun ini terlalu jauh. Periksa lagi tahunnya."), code="date_far")
    return day.isoformat()


def _day(text: str) -> date:
    parts = _DATE.fullmatch(text)
    if parts is None:
        raise AnswerRefused(
            _("Tanggal belum lengkap. Isi tanggal, bulan, dan tahun dengan angka."), code="date_parts"
        )
    first, month, last = parts.groups()
    day, year = (last, first) if len(first) > 2 else (first, last)
    if len(year) != 4:
        raise AnswerRefused(_("Tulis tahun dengan empat angka, misalnya 1990."), code="date_year")
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise AnswerRefused(_("Tanggal ini tidak ada di kalender. Periksa lagi."), code="date") from None


def _place(field: Field, raw: Any, reading: Reading) -> str:
    place = plain(str(raw), max_length=100)
    if not any(char.isalpha() for char in place):
        raise AnswerRefused(_("Tulis nama tempatnya, misalnya Singaraja."), code="place")
    return place


def _region(field: Field, raw: Any, reading: Reading) -> str:
    code = str(raw).strip()
    office = reading.office
    known = code.count(".") + 1 == field.level and bool(office.regions.path(code))
    if not known:
        raise AnswerRefused(_("Pilih wilayah dari daftar."), code="region")
    if field.scope == "office" and not code.startswith(f"{office.regency}."):
        raise AnswerRefused(_("Pilih desa atau kelurahan di wilayah layanan ini."), code="region_outside")
    return code


def _text(field: Field, raw: Any, reading: Reading) -> str:
    text = plain(str(raw), max_length=LINES if field.multiline else LINE, multiline=field.multiline)
    kind, _colon, detail = field.format.partition(":")
    if not kind or kind == "free":
        return text
    return _FORMATS[kind](text, detail)


def _digits(text: str, detail: str) -> str:
    digits, wanted = re.sub(r"[\s.\-]", "", text), int(detail)
    if wanted == 3 and digits.isascii() and digits.isdigit() and len(digits) < 3:
        digits = digits.zfill(3)  # RT and RW are three digits on every paper, one or two in speech
    if not (digits.isascii() and digits.isdigit()) or len(digits) != wanted:
        raise AnswerRefused(format_lazy(_("Isi dengan {count} angka."), count=wanted), code="digits")
    return digits


def _int(text: str, detail: str) -> str:
    low, high = (int(part) for part in detail.split("-"))
    if not (text.isascii() and text.isdigit()) or not low <= int(text) <= high:
        sentence = _("Isi angka dari {low} sampai {high}.")
        raise AnswerRefused(format_lazy(sentence, low=low, high=high), code="int")
    return str(int(text))


def _decimal(text: str, detail: str) -> str:
    low, high = (Decimal(part) for part in detail.split("-"))
    sentence = format_lazy(
        _("Isi angka dari {low} sampai {high}, misalnya 3,2."),
        low=str(low).replace(".", ","),
        high=str(high).replace(".", ","),
    )
    if not re.fullmatch(r"\d{1,4}([.,]\d{1,3})?", text, re.ASCII):
        raise AnswerRefused(sentence, code="decimal")
    try:
        number = Decimal(text.replace(",", "."))
    except InvalidOperation:
        raise AnswerRefused(sentence, code="decimal") from None
    if not low <= number <= high:
        raise AnswerRefused(sentence, code="decimal")
    return str(number)


def _time(text: str, _detail: str) -> str:
    parts = _TIME.fullmatch(text)
    if parts is None:
        raise AnswerRefused(_("Tulis jam seperti 08.30 atau 21.15."), code="time")
    return f"{int(parts[1]):02d}:{parts[2]}"


def _slot(text: str, _detail: str) -> str:
    parts = _SLOT.fullmatch(text)
    if parts is None:
        raise AnswerRefused(_("Tulis sesi seperti 08.00-10.00."), code="slot")
    begin, end = _time(parts[1].strip(), ""), _time(parts[2].strip(), "")
    if begin >= end:
        raise AnswerRefused(_("Jam selesai harus sesudah jam mulai."), code="slot")
    return f"{begin}-{end}"


def _choice(field: Field, raw: Any, reading: Reading) -> Any:
    given = raw if isinstance(raw, list | tuple) else [raw]
    allowed = {value for value, _label in options(field, reading)}
    values = [str(one) for one in given]
    if any(value not in allowed for value in values):
        raise AnswerRefused(_("Pilih salah satu jawaban dari daftar."), code="choice")
    for value in values:
        chosen = field.choice(value)
        if chosen is not None and chosen.stop:
            raise AnswerRefused(str(chosen.stop), code="other_service")
    if field.multiple:
        return list(dict.fromkeys(values))
    if len(values) > 1:
        raise AnswerRefused(_("Pilih satu jawaban saja."), code="choice")
    return values[0]


def options(field: Field, reading: Reading) -> list[tuple[str, str]]:
    """Values and labels that may be chosen now, in the reader's language."""
    if field.source:
        return reading.office.places(field.source, str(reading.answers.get("penyelesaian", "")))
    return [(choice.value, str(choice.label)) for choice in _open_choices(field, reading)]


def open_values(field: Field, reading: Reading) -> list[str]:
    """As ``options``, the values alone: nothing is put into words."""
    if field.source:
        return [value for value, _label in options(field, reading)]
    return [choice.value for choice in _open_choices(field, reading)]


def _open_choices(field: Field, reading: Reading) -> Sequence[Choice]:
    if field.slug != "penyelesaian":
        return field.choices
    return [choice for choice in field.choices if reading.office.may_receive_by(choice.value)]


def _phone(field: Field, raw: Any, reading: Reading) -> str:
    return Phone.parse(str(raw)).e164


def _email(field: Field, raw: Any, reading: Reading) -> str:
    address = plain(str(raw), max_length=254)
    try:
        validate_email(address)
    except ValidationError:
        raise AnswerRefused(_("Alamat e-mail belum benar. Contoh: nama@contoh.id."), code="email") from None
    return address


def _money(field: Field, raw: Any, reading: Reading) -> int:
    digits = re.sub(r"(?i)^rp|[\s.]|,00$", "", str(raw).strip())
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 12:
        raise AnswerRefused(_("Isi jumlah rupiah dengan angka, misalnya 15000."), code="money")
    return int(digits)


def _file(field: Field, raw: Any, reading: Reading) -> str:
    return plain(str(raw), max_length=LINE)


def _boolean(field: Field, raw: Any, reading: Reading) -> bool:
    given = str(raw).lower()
    if given not in _TICKED and given not in _LEFT:
        raise AnswerRefused(_("Pilih Ya atau Tidak."), code="choice")
    return given in _TICKED


def _people(field: Field, raw: Any, reading: Reading) -> list[dict[str, Any]]:
    from loket.foundation.formkit.people import read_people

    return read_people(field, raw, reading)


def group_of_age(born: str, today: date) -> str:
    """``0_5`` or ``5_17``: which KIA a child gets (Permendagri 2/2016). Raises AnswerRefused from 17 on."""
    years = age(date.fromisoformat(born), today)
    if years >= 17:
        raise AnswerRefused(
            _("KIA untuk anak di bawah 17 tahun. Mulai 17 tahun, ajukan KTP baru."), code="too_old"
        )
    return "0_5" if years < 5 else "5_17"


_FORMATS: Mapping[str, Callable[[str, str], str]] = {
    "digits": _digits,
    "int": _int,
    "decimal": _decimal,
    "time": _time,
    "time-slot": _slot,
}
_READERS: Mapping[str, Callable[[Field, Any, Reading], Any]] = {
    "nik": _nik,
    "kk_number": _kk,
    "name": _name,
    "date": _date,
    "place": _place,
    "region": _region,
    "text": _text,
    "choice": _choice,
    "phone": _phone,
    "email": _email,
    "money": _money,
    "file": _file,
    "boolean": _boolean,
    "person-list": _people,
}
#: The formats a text may have; a colon and a detail may follow.
FORMATS = frozenset({*_FORMATS, "free"})
