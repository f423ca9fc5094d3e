"""The English catalogue: ``python scripts/translations.py`` collects every Indonesian sentence of the program
and its templates, brings ``loket/locale/en`` up to date and compiles it. No system package is needed.

``check`` instead of writing says what is missing or stale and ends with 1.
"""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

import django
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "loket"
PO = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
MO = PO.with_suffix(".mo")

KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "_": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}


def sources() -> list[Path]:
    """Every file that may hold a sentence for people, in a fixed order."""
    python = [path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts]
    return sorted([*python, *PACKAGE.rglob("templates/**/*.html")])


def _python_text(path: Path) -> bytes:
    """A module as it is; a template as the Python-like text that Django makes of it."""
    text = path.read_text("utf-8")
    if path.suffix == ".html":
        text = templatize(text, origin=str(path))
    return text.encode()


def _empty() -> Catalog:
    """A catalogue with a header that does not change from run to run."""
    begun = datetime(2026, 11, 21, tzinfo=UTC)
    catalogue = Catalog(locale="en", project="Loket", creation_date=begun, revision_date=begun, fuzzy=False)
    catalogue.header_comment = "# The English twin of every Indonesian sentence in Loket."
    catalogue.last_translator = catalogue.language_team = catalogue.msgid_bugs_address = "Loket"
    return catalogue


def collected() -> Catalog:
    """All sentences as they stand in the source now."""
    catalogue = _empty()
    for path in sources():
        name = path.relative_to(ROOT).as_posix()
        found = extract("python", io.BytesIO(_python_text(path)), keywords=KEYWORDS)
        for _line, message, _comments, context in found:
            catalogue.add(message, locations=[(name, 0)], context=context)
    return catalogue


def kept() -> Catalog:
    """The catalogue as it stands in the tree."""
    if not PO.exists():
        return _empty()
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def compiled(catalogue: Catalog) -> bytes:
    """The machine form of a catalogue."""
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def gaps(catalogue: Catalog, source: Catalog) -> list[str]:
    """What is missing, empty, stale or unsure, one plain line each."""
    found = []
    for message in source:
        twin = catalogue.get(message.id, message.context) if message.id else message
        if twin is None:
            found.append(f"not in the catalogue: {message.id!r}")
        elif message.id and not _is_full(twin.string):
            found.append(f"no English yet: {message.id!r}")
        elif twin.fuzzy and message.id:
            found.append(f"marked as unsure: {message.id!r}")
    found += [
        f"no longer in the program: {message.id!r}"
        for message in catalogue
        if message.id and source.get(message.id, message.context) is None
    ]
    return found


def _is_full(string: str | list[str] | tuple[str, ...] | None) -> bool:
    parts = [string] if isinstance(string, str) else list(string or [])
    return bool(parts) and all(part.strip() for part in parts)


def update() -> list[str]:
    """Write the .po with today's sentences and the .mo from it; gives what still has no English."""
    source, catalogue = collected(), kept()
    for message in source:
        twin = catalogue.get(message.id, message.context) if message.id else None
        if twin is not None and twin.pluralizable == message.pluralizable:
            message.string = twin.string
            message.flags = (message.flags | twin.flags) - {"fuzzy"}
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(file, source, sort_output=True, include_lineno=False, omit_header=False, width=110)
    MO.write_bytes(compiled(source))
    return gaps(source, source)


def main(arguments: list[str]) -> int:
    """Command line; see the module."""
    if not settings.configured:
        settings.configure(USE_I18N=True)
        django.setup()
    if arguments == ["check"]:
        found = gaps(kept(), collected())
        if not found and MO.read_bytes() != compiled(kept()):
            found = ["django.mo is older than django.po: run python scripts/translations.py"]
    else:
        found = update()
    print("\n".join(found) or "The English catalogue is complete.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
