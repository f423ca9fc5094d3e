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
from loket.catalogue.yaml_reading import LARGEST, decode, read_yaml


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


def read(source: str | Path | IO[str] | bytes, name: str = "") -> Catalogue:
    """Read and check a catalogue (path, open text file, or content). Raises CatalogueRefused with every mistake."""
    content, name = _content_of(source, name)
    try:
        located = read_yaml(decode(content) if isinstance(content, bytes) else content)
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


def _content_of(source: str | Path | IO[str] | bytes, name: str) -> tuple[str | bytes, str]:
    if isinstance(source, bytes):
        return source, name or "catalogue.yaml"
    if not isinstance(source, str | Path):
        return source.read(), name or getattr(source, "name", "catalogue.yaml")
    path = Path(source)
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1), name or path.name
    except OSError:
        raise CatalogueRefused([Problem(1, _("Berkas tidak dapat dibuka."))], path.name) from None
