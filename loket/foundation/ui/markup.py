"""The simple markup of pages and announcements, safe by construction: nothing of a text becomes HTML but what is
built here around escaped words.

Empty lines part paragraphs. Lines with ``- `` make a list, with ``1. `` a numbered one, with ``## `` a heading.
``**tebal**`` is bold, ``[kata](https://…)`` a link; a bare address becomes one too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_PIECES = re.compile(
    r"\*\*(?P<bold>[^*\n]+)\*\*|\[(?P<label>[^\]\n]+)\]\((?P<target>[^)\s]+)\)|(?P<bare>https?://[^\s<>\"']+[^\s<>\"'.,;:!?)])"
)
_BULLET, _NUMBER, _HEADING = re.compile(r"[-•*] +"), re.compile(r"\d{1,3}[.)] +"), re.compile(r"#{1,3} +")
#: Where a link may lead: the web, a mailbox, a telephone, a page of this portal.
_TARGET = re.compile(r"(https?://[^\s/]|mailto:[^\s@]+@|tel:\+?\d|/(?!/))", re.IGNORECASE)
_LONGEST_TARGET = 500


def rendered(text: str) -> SafeString:
    """The text as HTML."""
    return format_html_join("", "{}", ((block,) for block in _blocks(text)))


def bad_links(text: str) -> list[str]:
    """Targets of links that lead nowhere allowed, in order; such a link would be shown as plain words."""
    targets = (match["target"] for match in _PIECES.finditer(text) if match["target"])
    return [target for target in targets if not _is_allowed(target)]


def _blocks(text: str) -> Iterator[SafeString]:
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        for kind, group in groupby(paragraph.split("\n"), key=_kind):
            yield _block(kind, [line.strip() for line in group])


def _kind(line: str) -> str:
    line = line.strip()
    for kind, mark in (("ul", _BULLET), ("ol", _NUMBER), ("h2", _HEADING)):
        if mark.match(line) and not line.startswith("**"):
            return kind
    return "p"


def _block(kind: str, lines: list[str]) -> SafeString:
    if kind == "ul":
        return format_html("<ul>{}</ul>", _items(lines, _BULLET))
    if kind == "ol":
        return format_html("<ol>{}</ol>", _items(lines, _NUMBER))
    if kind == "h2":
        return format_html_join("", "<h2>{}</h2>", ((_inline(_HEADING.sub("", line, 1)),) for line in lines))
    return format_html(
        "<p>{}</p>", format_html_join(SafeString("<br>"), "{}", ((_inline(line),) for line in lines))
    )


def _items(lines: list[str], mark: re.Pattern[str]) -> SafeString:
    return format_html_join("", "<li>{}</li>", ((_inline(mark.sub("", line, 1)),) for line in lines))


def _inline(text: str) -> SafeString:
    return format_html_join("", "{}", ((piece,) for piece in _pieces(text)))


def _pieces(text: str) -> Iterator[str | SafeString]:
    at = 0
    for match in _PIECES.finditer(text):
        yield text[at : match.start()]
        yield _piece(match)
        at = match.end()
    yield text[at:]


def _piece(match: re.Match[str]) -> str | SafeString:
    if match["bold"]:
        return format_html("<strong>{}</strong>", match["bold"])
    target = match["target"] or match["bare"]
    if not _is_allowed(target):
        return match[0]
    return format_html('<a href="{}" rel="noopener">{}</a>', target, match["label"] or target)


def _is_allowed(target: str) -> bool:
    return len(target) <= _LONGEST_TARGET and bool(_TARGET.match(target))
