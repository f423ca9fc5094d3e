"""A catalogue file → a checked ``Catalogue``: services by code, with complete form definitions on demand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext as _

from loket.catalogue import checking
from loket.catalogue.compiling import compile_service
from loket.catalogue.problems import CatalogueRefused, Problem
from loket.catalogue.yaml_reading import read_yaml


@dataclass(frozen=True)
class Catalogue:
    """A checked file. ``services`` holds the rows as written, by code, in the file's order."""

    name: str
    data: Mapping[str, Any]
    services: Mapping[str, Mapping[str, Any]]
    _made: dict[str, dict[str, Any]] = field(default_factory=dict, repr=False, compare=False)

    def definition(self, code: str) -> dict[str, Any]:
        """The complete definition of a service: lists, common fields and papers resolved. Raises KeyError."""
        if code not in self._made:
            self._made[code] = compile_service(self.services[code], self.data)
        return self._made[code]


def read(source: str | Path | IO[str], name: str = "") -> Catalogue:
    """Read and check a catalogue file (path or open text file). Raises CatalogueRefused with every mistake."""
    text, name = _text_of(source, name)
    try:
        located = read_yaml(text)
        problems = checking.problems_of(located)
    except CatalogueRefused as refused:
        raise CatalogueRefused(refused.problems, name) from None
    if problems:
        raise CatalogueRefused(problems, name)
    services = {row["code"]: row for row in located.data["services"]}
    return Catalogue(name, located.data, services)


@cache
def packaged() -> Catalogue:
    """The catalogue that comes with the program: all services of an Indonesian Disdukcapil."""
    return read(packaged_file(), "catalogue.yaml")


def packaged_file() -> Path:
    """Where the packaged catalogue lies."""
    return Path(str(files("loket.catalogue") / "data" / "catalogue.yaml"))


def _text_of(source: str | Path | IO[str], name: str) -> tuple[str, str]:
    if not isinstance(source, str | Path):
        return source.read(), name or getattr(source, "name", "catalogue.yaml")
    path = Path(source)
    try:
        return path.read_text(encoding="utf-8"), name or path.name
    except UnicodeDecodeError:
        sentence = _("Ini bukan berkas teks UTF-8.")
    except OSError:
        sentence = _("Berkas tidak dapat dibuka.")
    raise CatalogueRefused([Problem(1, sentence)], path.name)
