"""Signs of a false message: pure computations over a pasted text, its links and its sender. Nothing is kept.

What false messages in the name of a Dukcapil ask for: money, a code or password, an app to install, a form at
another address. Our own texts say "jangan bayar" and "jangan beri kode": a demand is one only without the "jangan".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlsplit

#: Ends of host names that are links even without "https": a full stop without a space after it makes no link.
_ENDS = (
    "com|net|org|info|id|biz|io|co|me|ly|gl|cc|to|app|xyz|top|site|online|link|click|shop|store|live|vip|icu"
    "|club|web|tk|ml|ga|cf|ru|cn"
)
_LINK = re.compile(rf"https?://[^\s<>\"']+|\b(?:[a-z0-9-]+\.)+(?:{_ENDS})\b(?:/[^\s<>\"']*)?", re.IGNORECASE)
_EMAIL = re.compile(r"(?<![\w/.@+-])[\w.+-]+@[\w.-]+")
#: Links that open a talk with a number.
_TALKS = frozenset({"wa.me", "api.whatsapp.com"})
_PHONE = re.compile(r"(?:\+?62|0)[\d .\-()]{7,16}\d")
_NOT = r"(?<!jangan )(?<!tidak )(?<!tanpa )(?<!bebas )(?<!do not )(?<!never )"
_MONEY = re.compile(
    _NOT + r"\b(?:transfer|bayar|membayar|biaya|ongkos admin\w*|rekening|pulsa|gopay|ovo|dana ke|qris|pay)\b"
    r"|\brp\.? ?\d"
)
_SECRET = re.compile(
    _NOT
    + r"\b(?:kirim|kirimkan|beri|berikan|sebut|sebutkan|balas|bagikan|teruskan|masukkan|infokan|send|give|tell)\b"
    r"[^.\n]{0,40}\b(?:kode|otp|pin|kata sandi|sandi|password|code)\b"
)
_APP = re.compile(r"\.apk\b|\b(?:instal|install|pasang|unduh|download) (?:aplikasi|apk|app)\b")


class Sign(StrEnum):
    """What speaks against a message."""

    LINK = "link"
    MONEY = "money"
    SECRET = "secret"  # noqa: S105 - the name of a sign
    APP = "app"


class Verdict(StrEnum):
    """What can be said of a message."""

    OURS = "ours"
    FALSE = "false"
    NOT_OURS = "not_ours"
    OUR_ADDRESS = "our_address"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Official:
    """Where this dinas writes from and leads to."""

    #: Numbers as figures with the country code, e-mail addresses in lower case.
    senders: frozenset[str]
    #: Host names in lower case.
    hosts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict, and what speaks against the message."""

    verdict: Verdict
    signs: tuple[Sign, ...] = ()
    #: Other addresses that it leads to, to be shown without a link.
    hosts: tuple[str, ...] = field(default=())


def judged(text: str, sender: str, *, is_sent: bool, official: Official) -> Finding:
    """What to say of ``text`` and ``sender`` (a number, an e-mail address or a link); either may be empty.

    ``is_sent``: exactly this text stands in the outbox as sent. A true number in an unknown text says nothing
    for it: senders are forged.
    """
    if is_sent:
        return Finding(Verdict.OURS)
    hosts = foreign_hosts(f"{text} {sender}", official)
    signs = tuple(signs_in(text, has_foreign_link=bool(hosts)))
    if signs:
        return Finding(Verdict.FALSE, signs, hosts)
    known = is_official(sender, official) if sender else None
    if known is False:
        return Finding(Verdict.NOT_OURS)
    return Finding(Verdict.OUR_ADDRESS if known and not text else Verdict.UNSURE)


def signs_in(text: str, *, has_foreign_link: bool) -> list[Sign]:
    """The signs of a false message, in the order of ``Sign``."""
    words = " ".join(text.casefold().split())
    found = {
        Sign.LINK: has_foreign_link,
        Sign.MONEY: bool(_MONEY.search(words)),
        Sign.SECRET: bool(_SECRET.search(words)),
        Sign.APP: bool(_APP.search(words)),
    }
    return [sign for sign, is_there in found.items() if is_there]


def foreign_hosts(text: str, official: Official) -> tuple[str, ...]:
    """Hosts of the links that are neither ours nor a page of the government (``.go.id``)."""
    links = _LINK.findall(_EMAIL.sub(" ", text))
    return tuple(dict.fromkeys(_host(link) for link in links if not _is_known(link, official)))


def is_official(sender: str, official: Official) -> bool:
    """Whether a number, an e-mail address or a link belongs to the dinas."""
    sender = sender.strip().casefold()
    if "@" in sender or sender in official.senders:
        return sender in official.senders
    if _PHONE.fullmatch(sender):
        return figures(sender) in official.senders
    return _host(sender) in official.hosts


def figures(phone: str) -> str:
    """A telephone number as figures with the country code: "0812-3456" and "+62 812 3456" are the same."""
    digits = re.sub(r"\D", "", phone)
    return f"62{digits[1:]}" if digits.startswith("0") else digits


def _host(link: str) -> str:
    address = link if "://" in link else f"//{link}"
    try:
        host = (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:  # an address that is none: brackets left open
        return link[:80]
    return host.removeprefix("www.")


def _is_known(link: str, official: Official) -> bool:
    host = _host(link)
    if host in _TALKS:
        return figures(link.partition(host)[2]) in official.senders
    return not host or host in official.hosts or host.endswith(".go.id")
