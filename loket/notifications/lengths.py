"""How long a text really is on its way: parts of an SMS by its alphabet, letters of a WhatsApp message."""

from __future__ import annotations

from dataclasses import dataclass

from .rules import GSM7, GSM7_TWO

#: letters in one SMS, and in each part of a longer one (3GPP TS 23.040: the part's header takes seven or three)
GSM7_ONE, GSM7_PART = 160, 153
UCS2_ONE, UCS2_PART = 70, 67
#: the longest SMS an office may write
MOST_SMS_PARTS = 4
#: letters of a WhatsApp message that is not an answer (a template's body), and of one that is
WHATSAPP_TEMPLATE, WHATSAPP_ANSWER = 1024, 4096
#: longest subject that phones show whole
SUBJECT_SHOWN = 70


@dataclass(frozen=True, slots=True)
class SmsSize:
    """What an SMS takes."""

    #: "GSM-7" or "UCS-2"
    alphabet: str
    #: letters it takes; some signs take two
    letters: int
    #: how many SMS are paid for
    parts: int
    #: letters that fit into that many parts
    room: int
    #: the signs that force the long alphabet, each once
    because: tuple[str, ...] = ()


def sms_size(text: str) -> SmsSize:
    """The size of a text as an SMS: GSM-7 as long as every sign is in it, else UCS-2 with 70 letters a part."""
    foreign = tuple(dict.fromkeys(sign for sign in text if sign not in GSM7 and sign not in GSM7_TWO))
    if foreign:
        letters = len(text.encode("utf-16-be")) // 2
        return _size("UCS-2", letters, UCS2_ONE, UCS2_PART, foreign)
    letters = len(text) + sum(sign in GSM7_TWO for sign in text)
    return _size("GSM-7", letters, GSM7_ONE, GSM7_PART, ())


def _size(alphabet: str, letters: int, one: int, part: int, because: tuple[str, ...]) -> SmsSize:
    parts = 1 if letters <= one else -(-letters // part)
    return SmsSize(alphabet, letters, parts, one if parts == 1 else parts * part, because)
