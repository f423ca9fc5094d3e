"""What the first page of the portal shows of the dinas' own writing."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language

from loket.foundation.kernel import clock
from loket.tenants.queries import announcements_shown, pages_shown
from loket.tenants.scope import current_tenant

#: Announcements on the first page; more would hide the services.
MOST_ANNOUNCEMENTS = 3


def own_writing() -> dict[str, Any]:
    """``announcements`` (title, body, language) and ``pages`` (title, language, slug) shown today."""
    today, language = clock.today(current_tenant().zone), get_language() or "id"
    return {
        "announcements": [row.words(language) for row in announcements_shown(today)[:MOST_ANNOUNCEMENTS]],
        "own_pages": [(row.slug, _title(row.title, row.title_en, language)) for row in pages_shown(today)],
    }


def _title(title: str, title_en: str, language: str) -> tuple[str, str]:
    return (title_en, "en") if language.startswith("en") and title_en else (title, "id")
