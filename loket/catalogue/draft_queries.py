"""What the builder asks: the shared parts of the dinas, drafts, and where something is used."""

from __future__ import annotations

import copy
from typing import Any

from .loading import packaged
from .models import ServiceVersion, SharedPart
from .sections import Part, data_of, parts_of
from .sources import written_back


def shared_data() -> dict[str, Any]:
    """The shared sections of this dinas in the shape of a catalogue file, for compiling and checking.

    One query. A dinas that was opened before its parts were kept gets those of the packaged catalogue.
    """
    rows = SharedPart.objects.values_list("section", "slug", "position", "definition")
    found = [Part(*row) for row in rows]
    return data_of(found or parts_of(packaged().data))


def source_of(version: ServiceVersion, shared: dict[str, Any] | None = None) -> dict[str, Any]:
    """The source a version was made from, a copy to work on."""
    if version.source:
        return copy.deepcopy(version.source)
    code = version.definition["code"]
    if code in packaged().services and packaged().definition(code) == version.definition:
        return copy.deepcopy(dict(packaged().services[code]))
    return copy.deepcopy(written_back(version.definition, shared_data() if shared is None else shared))
