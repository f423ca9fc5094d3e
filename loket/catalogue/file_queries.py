"""The catalogue of this dinas as one file."""

from __future__ import annotations

from collections.abc import Collection

from .draft_queries import shared_data
from .exporting import as_text
from .models import ServiceVersion
from .queries import latest_versions


def catalogue_file(codes: Collection[str] | None = None) -> tuple[str, int]:
    """The YAML text of what residents get today, in the office's order, and how many services it holds.

    ``codes``: only these (None: all that have a version). Two queries.
    """
    versions = latest_versions().defer(None).select_related("service")
    rows: list[ServiceVersion] = sorted(versions, key=lambda one: (one.service.position, one.service.code))
    chosen = [row for row in rows if codes is None or row.service.code in codes]
    return as_text([(row.source, row.definition) for row in chosen], shared_data()), len(chosen)
