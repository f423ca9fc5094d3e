"""YAML of strangers, read safely: plain data with the line of everything; no tags, anchors, bombs or doubles."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml
from django.utils.text import format_lazy
from django.utils.translation import gettext as _

from loket.catalogue.problems import CatalogueRefused, Problem

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML without libyaml: slower, the same events
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]  # same interface

Path = tuple[str | int, ...]
#: Bytes, nesting and values that a real catalogue never reaches (66 services have 0.4 MB, 9 levels, 40,000).
LARGEST, DEEPEST, MOST = 4_000_000, 20, 200_000

#: Longest name of an entry.
LONGEST_NAME = 200

#: Controls, bidirectional and invisible characters, surrogates, private use: what is read must be what is shown.
_STRANGE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u2800\u3164\ud800-\udfff\ue000-\uf8ff\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\U000e0000-\U0010ffff]"
)
_INT = re.compile(r"-?(0|[1-9]\d{0,15})")
_FLOAT = re.compile(r"-?\d{1,15}\.\d{1,15}")


@dataclass
class Located:
    """Plain data and, by path, the line (from 1) where each value stands."""

    data: Any
    lines: dict[Path, int] = field(default_factory=dict)

    def line(self, path: Path) -> int:
        """The line of a value, or of the nearest one around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def decode(content: bytes) -> str:
    """The text of a file. Raises CatalogueRefused for what is too large, or no UTF-8 text."""
    if len(content) > LARGEST:
        raise _refused(1, _("Berkas terlalu besar; paling banyak 4 MB."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _refused(line, _("Ini bukan berkas teks UTF-8.")) from None
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise _refused(line, _("Ini bukan berkas teks UTF-8."))
    return text


def read_yaml(text: str) -> Located:
    """Parse one YAML document. Raises CatalogueRefused with the line and one sentence."""
    if len(text.encode("utf-8", "surrogatepass")) > LARGEST:
        raise _refused(1, _("Berkas terlalu besar; paling banyak 4 MB."))
    try:
        _check_events(text)
        node = yaml.compose(text, _Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _refused(mark.line + 1 if mark else 1, _("Susunan YAML salah di sini.")) from None
    except yaml.YAMLError:
        raise _refused(1, _("Ini bukan berkas YAML yang dapat dibaca.")) from None
    located = Located(None)
    located.data = None if node is None else _value(node, (), located.lines)
    return located


def _check_events(text: str) -> None:
    depth = documents = 0
    for values, event in enumerate(yaml.parse(text, _Loader)):
        line = _line(event)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _refused(line, _("Jangkar dan alias YAML (& dan *) tidak dipakai di sini."))
        if getattr(event, "tag", None):
            raise _refused(line, _("Tanda jenis YAML (!) tidak dipakai di sini."))
        documents += isinstance(event, yaml.DocumentStartEvent)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST or values > MOST or documents > 1:
            raise _refused(line, _("Berkas terlalu dalam atau terlalu banyak isinya."))


def _value(node: yaml.Node, path: Path, lines: dict[Path, int]) -> Any:
    lines[path] = _line(node)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, lines)
    if isinstance(node, yaml.SequenceNode):
        return [_value(child, (*path, number), lines) for number, child in enumerate(node.value)]
    text = str(node.value)
    if _STRANGE.search(text):
        raise _refused(_line(node), _("Ada tanda yang tidak bisa dibaca di sini. Hapus, lalu ketik ulang."))
    return _scalar(text, quoted=bool(getattr(node, "style", "")))


def _mapping(node: yaml.MappingNode, path: Path, lines: dict[Path, int]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = _line(key_node)
        if not isinstance(key_node, yaml.ScalarNode):
            raise _refused(line, _("Nama isian harus satu kata."))
        key = str(key_node.value)
        if key == "<<":
            raise _refused(line, _("Gabungan YAML (<<) tidak dipakai di sini."))
        if len(key) > LONGEST_NAME or _STRANGE.search(key):
            raise _refused(line, _("Nama isian terlalu panjang atau tidak bisa dibaca."))
        if key in found:
            raise _refused(line, str(format_lazy(_("“{key}” tertulis dua kali."), key=key)))
        found[key] = _value(value_node, (*path, key), lines)
        lines[(*path, key)] = line
    return found


def _scalar(text: str, *, quoted: bool) -> Any:
    if quoted:
        return text
    if text.lower() in {"true", "false"}:
        return text.lower() == "true"
    if text.lower() in {"null", "~", ""}:
        return None
    if _INT.fullmatch(text):
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else text


def _line(part: yaml.Event | yaml.Node) -> int:
    mark = part.start_mark
    return mark.line + 1 if mark else 1


def _refused(line: int, sentence: str) -> CatalogueRefused:
    return CatalogueRefused([Problem(line, sentence)])
