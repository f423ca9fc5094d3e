"""Plain data → YAML that people review: the same bytes for the same data, read back unchanged by ``yaml_reading``.

Written by hand rather than by a library, so that the bytes never depend on a library's version. What fits stands on
one line; longer mappings have a line per name, so that a comparison of two files shows what changed. Texts are
quoted whenever another reader might take them for something else (yes, no, dates, numbers).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

#: Columns; a single text may be longer.
WIDTH = 110

_PLAIN = re.compile(r"[^\W\d_](?:[\w .…()/+%'!;=&“”‘’–—-]*[\w.…()/+%'!;”’])?")
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
#: What YAML does not count as printable, and line breaks that only YAML sees.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_LITERAL = re.compile(r"[^\s\x00-\x1f][^\x00-\x09\x0b-\x1f]*\n?")


def write_yaml(data: Mapping[str, Any]) -> str:
    """The text of a document; names keep the order of the mapping. Values: text, bool, int, float, None, list, dict."""
    lines = [line for key, value in data.items() for line in _entry(key, value, 0, compact=False)]
    return "".join(f"{line}\n" for line in lines) or "{}\n"


def scalar(value: Any) -> str:
    """One value on one line."""
    if isinstance(value, str):
        return _text(value)
    return json.dumps(value)


def _text(text: str) -> str:
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def _entry(key: str, value: Any, indent: int, *, compact: bool = True) -> Iterator[str]:
    """``key: value`` at ``indent`` columns; ``compact`` allows a mapping or list to stand on the line."""
    head = f"{' ' * indent}{_text(key)}:"
    line = _on_one_line(value)
    is_group = isinstance(value, dict | list) and bool(value)
    if line is not None and (not is_group or (compact and len(head) + 1 + len(line) <= WIDTH)):
        yield f"{head} {line}"
        return
    if isinstance(value, str):
        yield f"{head} {'|' if value.endswith(chr(10)) else '|-'}"
        yield from _literal(value, indent + 2)
    elif isinstance(value, dict):
        yield head
        for name, inner in value.items():
            yield from _entry(name, inner, indent + 2)
    else:
        yield head
        for inner in value:
            yield from _item(inner, indent)


def _item(value: Any, indent: int) -> Iterator[str]:
    """``- value``; a longer mapping begins on the line of its dash."""
    dash = f"{' ' * indent}- "
    line = _on_one_line(value)
    if line is not None and (len(dash) + len(line) <= WIDTH or not isinstance(value, dict | list)):
        yield dash + line
    elif isinstance(value, str):
        yield f"{dash}{'|' if value.endswith(chr(10)) else '|-'}"
        yield from _literal(value, indent + 2)
    elif isinstance(value, dict):
        inner = [line for name, one in value.items() for line in _entry(name, one, indent + 2)]
        yield dash + inner[0].lstrip(" ")
        yield from inner[1:]
    else:
        inner = [line for one in value for line in _item(one, indent + 2)]
        yield dash + inner[0].lstrip(" ")
        yield from inner[1:]


def _literal(text: str, indent: int) -> Iterator[str]:
    for line in text.removesuffix("\n").split("\n"):
        yield f"{' ' * indent}{line}" if line else ""


def _on_one_line(value: Any) -> str | None:
    """The value as it stands on one line, or None for a text of several lines (or anything that holds one)."""
    if isinstance(value, str):
        return None if _is_literal(value) else _text(value)
    if isinstance(value, dict):
        parts = [(_text(key), _on_one_line(one)) for key, one in value.items()]
        return (
            None if any(one is None for _, one in parts) else _braced("{}", [f"{k}: {v}" for k, v in parts])
        )
    if isinstance(value, list | tuple):
        items = [_on_one_line(one) for one in value]
        return None if any(one is None for one in items) else _braced("[]", [str(one) for one in items])
    return scalar(value)


def _braced(pair: str, parts: list[str]) -> str:
    return f"{pair[0]}{', '.join(parts)}{pair[1]}"


def _is_literal(text: str) -> bool:
    """Several lines that stand in the file as they are read: no trailing blanks, no strange characters."""
    return (
        "\n" in text.rstrip("\n")
        and _LITERAL.fullmatch(text) is not None
        and not text.endswith("\n\n")
        and not _ESCAPED.search(text)
        and not re.search(r"[ \t]\n|[ \t]$", text)
        and not re.search(r"[\x85\u2028\u2029]", text)
    )
