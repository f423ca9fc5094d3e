"""What keeps a draft from being published, each beside the element where it is mended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from .checking import service_problems
from .editing import WORDS, Row, rows_of
from .problems import Found


@dataclass(frozen=True, slots=True, order=True)
class DraftProblem:
    """One plain sentence about one element: "field:alasan", "paper:kk_asli", "step:alasan", "part:sla"."""

    element: str
    sentence: str


def problems_of_draft(source: Row, shared: Row) -> list[DraftProblem]:
    """Everything that is still to be done before this source may be published; empty when it may."""
    found = [*service_problems((), source, shared), *_missing(source)]
    return list(dict.fromkeys(DraftProblem(_element(path, source), sentence) for path, sentence in found))


def _missing(source: Row) -> Iterator[Found]:
    """What a file may leave out but a published service may not."""
    if not source.get("title_id"):
        yield ("title_id",), _("Beri nama layanan ini seperti warga menyebutnya.")
    if not source.get("for_whom_id"):
        yield ("title_id",), _("Tulis untuk siapa layanan ini, dengan satu kalimat.")
    if not source.get("outputs"):
        yield ("outputs",), _("Pilih dokumen yang terbit dari layanan ini.")
    if not source.get("delivery"):
        yield ("delivery",), _("Pilih paling sedikit satu cara menerima dokumen.")
    by = source.get("processed_by") or {}
    if not (by.get("verify") and by.get("process")):
        yield ("processed_by",), _("Tentukan siapa yang memeriksa dan siapa yang mengerjakan.")
    if (source.get("presence") or {}).get("mode") == "online_visit" and not source.get("visit"):
        yield ("presence",), _("Tulis untuk apa warga datang, dan petugas mana yang menerimanya.")
    yield from _unplaced(source)


def _unplaced(source: Row) -> Iterator[Found]:
    for number, step in enumerate(rows_of(source, "steps")):
        if not step.get("fields"):
            yield ("steps", number), _("Langkah ini belum berisi pertanyaan. Isi, atau hapus langkahnya.")
        if not step.get("title_id"):
            yield ("steps", number), _("Beri judul langkah ini.")
    for section in WORDS:
        for number, row in enumerate(rows_of(source, section)):
            if row.get("requirement") == "conditional" and not _conditional(row):
                yield (section, number), _("Tentukan kapan persyaratan ini diminta, atau mintalah selalu.")


def _conditional(row: Mapping[str, Any]) -> bool:
    keys = ("when", "if_applicable", "officer_decides", "optional_by_office", "generated")
    return any(row.get(key) for key in keys)


#: Parts that share a form in the builder: where a mistake of one of them is mended.
_FORM_OF = {
    "code": "head", "title_id": "head", "name_id": "head", "for_whom_id": "head", "category": "head",
    "presence": "presence", "visit": "presence", "outputs": "outputs", "delivery": "delivery",
    "processed_by": "processed_by", "sla": "sla",
}  # fmt: skip


def _element(path: tuple[str | int, ...], source: Row) -> str:
    if len(path) > 1 and path[0] in ("fields", "documents", "steps") and isinstance(path[1], int):
        rows = rows_of(source, str(path[0]))
        if path[0] == "steps":
            return f"step:{rows[path[1]]['key']}"
        return f"{WORDS[str(path[0])]}:{rows[path[1]]['slug']}"
    return f"part:{_FORM_OF.get(str(path[0]) if path else '', 'head')}"
