"""Edits of the steps: the screens on which a service asks its questions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from loket.foundation.formkit.grouping import group_fields
from loket.foundation.formkit.questions import DELIVERY, STATEMENTS, read_fields
from loket.foundation.formkit.words import Words

from .compiling import compile_service
from .editing import Edited, EditRefused, Row, Source, clean, free_name, fresh, place_of, rows_of
from .editing_uses import named

#: Screens that come by themselves, whatever the steps say.
FIXED = frozenset({"untuk-siapa", "pemilik", "cara-menerima", "tempat-ambil", "alamat-kirim"})
#: Those of them that stand in front of the service's own.
FRONT = frozenset({"untuk-siapa", "pemilik"})
#: Questions on those screens.
OF_FIXED = frozenset({"peran_pemohon", "subjek_nik", "subjek_nama", "subjek_no_kk", *DELIVERY, *STATEMENTS})
GONE = _("Langkah ini sudah tidak ada di draf.")


def screens(source: Row, shared: Row) -> list[dict[str, Any]]:
    """The screens as residents meet them, each ``{key, title_id, title_en, fields, own}``.

    ``own`` is False for those that come by themselves or were grouped by topic. A draft too incomplete to be
    grouped has its written steps and one more for the questions left over.
    """
    written = {step["key"]: step for step in rows_of(source, "steps")}
    try:
        made = compile_service(source, shared)
        groups = group_fields(
            read_fields(made["fields"], made["documents"]),
            steps=made.get("steps", ()),
            topics=made["topics"],
            subject=Words.read(made, "subject"),
        )
    except (KeyError, ValueError, TypeError, AttributeError):
        return _plain(source)
    shown = {
        group.key: _screen(group.key, group.title, group.slugs, group.key in written) for group in groups
    }
    front = [screen for key, screen in shown.items() if key in FRONT]
    own = [shown.get(key) or _own(step) for key, step in written.items()]
    rest = [screen for key, screen in shown.items() if key not in FRONT and key not in written]
    return [*front, *own, *rest]


def written_out(source: Row, shared: Row) -> Source:
    """The source with every own screen written as a step, so that it can be moved and changed."""
    made = fresh(source)
    own = {row["slug"] for row in made["fields"]}
    steps: list[dict[str, Any]] = []
    for screen in screens(source, shared):
        slugs = [slug for slug in screen["fields"] if slug in own]
        if screen["key"] in FIXED or (not slugs and not screen["own"]):
            continue
        known = next((step for step in rows_of(source, "steps") if step["key"] == screen["key"]), {})
        title = {key: screen[key] for key in ("title_id", "title_en") if screen.get(key)}
        steps.append({"key": screen["key"], **title, **known, "fields": slugs})
    made["steps"] = steps
    return made


def add_step(source: Row, shared: Row, *, title: str, title_en: str = "") -> Edited:
    """A new, empty screen behind the others."""
    made = written_out(source, shared)
    key = free_name(title, [*(step["key"] for step in made["steps"]), *FIXED, "data-anda"], dash="-")
    made["steps"].append(clean({"key": key, "title_id": title, "title_en": title_en}) | {"fields": []})
    return Edited(made, f"step:{key}", "step_added", title, relative=True)


def change_step(source: Row, shared: Row, *, key: str, title: str, title_en: str = "") -> Edited:
    """Another heading."""
    made = written_out(source, shared)
    step = made["steps"][place_of(made["steps"], key, GONE, key="key")]
    step.pop("title_en", None)
    step |= clean({"title_id": title, "title_en": title_en})
    return Edited(made, f"step:{key}", "step_changed", title)


def move_step(source: Row, shared: Row, *, key: str, by: int) -> Edited:
    """One screen up (``by=-1``) or down; at the end it stays."""
    made = written_out(source, shared)
    place = place_of(made["steps"], key, GONE, key="key")
    _shift(made["steps"], place, by)
    _follow(made)
    return Edited(made, f"step:{key}", "step_moved", _title(made, key), relative=True)


def remove_step(source: Row, shared: Row, *, key: str) -> Edited:
    """The screen goes; an empty one only. Its questions are moved or put aside first."""
    made = written_out(source, shared)
    place = place_of(made["steps"], key, GONE, key="key")
    label = named(made["steps"][place])
    if made["steps"][place]["fields"]:
        raise EditRefused(
            _("Langkah ini masih berisi pertanyaan. Pindahkan atau sisihkan pertanyaannya dulu."),
            code="in_use",
        )
    del made["steps"][place]
    return Edited(made, f"step:{key}", "step_removed", label)


def move_field(source: Row, shared: Row, *, slug: str, by: int) -> Edited:
    """One place up or down within its screen; over the edge, to the neighbouring screen."""
    made = written_out(source, shared)
    number, place = _where(made["steps"], slug)
    here = made["steps"][number]["fields"]
    if 0 <= place + by < len(here):
        _shift(here, place, by)
    elif 0 <= number + by < len(made["steps"]):
        here.remove(slug)
        there = made["steps"][number + by]["fields"]
        there.insert(len(there) if by < 0 else 0, slug)
    _follow(made)
    return Edited(made, f"field:{slug}", "field_moved", _label(made, slug, shared), relative=True)


def place_field(source: Row, shared: Row, *, slug: str, step: str, before: str = "") -> Edited:
    """To a screen, in front of the question ``before`` or at its end."""
    made = written_out(source, shared)
    target = made["steps"][place_of(made["steps"], step, GONE, key="key")]["fields"]
    place_of(made["fields"], slug, _("Pertanyaan ini sudah tidak ada di draf."))
    for one in made["steps"]:
        if slug in one["fields"]:
            one["fields"].remove(slug)
    target.insert(target.index(before) if before in target else len(target), slug)
    _follow(made)
    return Edited(made, f"field:{slug}", "field_moved", _label(made, slug, shared), relative=True)


def put_in_step(made: Source, slug: str, step: str) -> None:
    """Into a written-out source: the question at the end of a screen; of the last one where it is unknown."""
    steps = made["steps"]
    if not steps or slug in OF_FIXED:
        return
    chosen = next((one for one in steps if one["key"] == step), steps[-1])
    chosen["fields"].append(slug)
    _follow(made)


def _where(steps: list[dict[str, Any]], slug: str) -> tuple[int, int]:
    for number, step in enumerate(steps):
        if slug in step["fields"]:
            return number, step["fields"].index(slug)
    raise EditRefused(_("Pertanyaan ini berdiri di layar yang datang dengan sendirinya; tempatnya tetap."))


def _shift(rows: list[Any], place: int, by: int) -> None:
    to = min(max(place + by, 0), len(rows) - 1)
    rows.insert(to, rows.pop(place))


def _follow(made: Source) -> None:
    """Questions stand in the order of their screens, so that read-back and files follow it."""
    order = [slug for step in made["steps"] for slug in step["fields"]]
    rank = {slug: number for number, slug in enumerate(order)}
    listed = iter(
        sorted((row for row in made["fields"] if row["slug"] in rank), key=lambda row: rank[row["slug"]])
    )
    made["fields"] = [next(listed) if row["slug"] in rank else row for row in made["fields"]]


def _title(made: Row, key: str) -> str:
    return next((named(step) for step in made["steps"] if step["key"] == key), key)


def _label(made: Row, slug: str, shared: Row) -> str:
    row = next((row for row in made["fields"] if row["slug"] == slug), {"slug": slug})
    known: Mapping[str, Any] = next(
        (one for one in shared.get("shared_fields") or () if one["slug"] == slug), {}
    )
    return named({**known, **row})


def _screen(key: str, title: Any, slugs: Any, own: bool) -> dict[str, Any]:
    words = title if isinstance(title, Words) else Words(str(title), "")
    return {"key": key, "title_id": words.id, "title_en": words.en, "fields": list(slugs), "own": own}


def _own(step: Row) -> dict[str, Any]:
    return {**_screen(step["key"], Words.read(step, "title"), (), own=True)}


def _plain(source: Row) -> list[dict[str, Any]]:
    found = [
        _screen(step["key"], Words.read(step, "title"), step.get("fields") or (), own=True)
        for step in rows_of(source, "steps")
    ]
    placed = {slug for screen in found for slug in screen["fields"]}
    left = [row["slug"] for row in rows_of(source, "fields") if row["slug"] not in placed]
    return [*found, _screen("belum-dalam-langkah", Words(str(_("Belum dalam langkah")), ""), left, own=False)]
