"""What a web process reads before its first visitor, so that nobody waits for it.

Addresses, templates and translations are read by Django when first asked for: half a second of work that would
fall on the first officers after each start, once per process.
"""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.template import engines
from django.urls import get_resolver
from django.utils import translation

#: The faces many people wait for; the others are read when somebody comes.
_FACES = ("portal", "workbench")


def warm() -> None:
    """Read addresses, the templates of the busy faces and both catalogues; asks no database."""
    get_resolver().reverse_dict  # noqa: B018 - reads every module of addresses
    engine = engines["django"].engine  # type: ignore[attr-defined]  # Django's own backend
    for face in _FACES:
        folder = Path(settings.PACKAGE) / "faces" / face / "templates"
        for template in sorted(folder.rglob("*.html")):
            engine.get_template(template.relative_to(folder).as_posix())
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            translation.gettext("Kirim")
